"""Candidates for links are found in the data sets of others, and somebody decides about them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rdflib import URIRef
from strangers import SLICE, WIKIDATA, Stranger, endpoint, listening, service

from graph.building import build
from graph.linking.scoring import Found, scored
from graph.linking.subjects import Subject
from graph.links import Link, read_set
from server.cli import main

_TEXT = (
    b"Estonia and Russia signed the Treaty of Tartu in 1920. "
    b"Ann Smith, the foreign minister of Estonia, welcomed the treaty.\n"
)


@pytest.fixture(scope="module")
def treaty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data directory with a graph about a treaty; not to be changed."""
    folder = tmp_path_factory.mktemp("treaty")
    (folder / "tartu.txt").write_bytes(_TEXT)
    build([folder / "tartu.txt"], folder / "data")
    return folder / "data"


@pytest.fixture
def data(treaty: Path, tmp_path: Path) -> Path:
    """Return a copy of it."""
    shutil.copytree(treaty, tmp_path / "data", symlinks=True)
    return tmp_path / "data"


@pytest.fixture
def wikidata() -> Iterator[tuple[Stranger, str]]:
    """Return an endpoint that listens, and its address."""
    stranger = endpoint()
    with listening(stranger) as address:
        yield stranger, address


def _link(data: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["link", *arguments, "--data", str(data)])


def _ask(data: Path, address: str, how: str = "--endpoint", to: str = "wikidata") -> Result:
    return _link(data, "--to", to, how, address, "--pause", "0")


def _rows(data: Path, dataset: str = "wikidata") -> list[Link]:
    path = data / "links" / "candidates" / f"{dataset}.sssom.tsv"
    rows = [row for row in read_set(path).links if row.confidence]
    return sorted(rows, key=lambda row: (row.subject_id, -float(row.confidence)))


def test_an_endpoint_proposes_the_right_treaty_first(
    data: Path, wikidata: tuple[Stranger, str]
) -> None:
    assert _ask(data, wikidata[1]).exit_code == 0
    treaties = [row for row in _rows(data) if row.subject_id == "thing:treaty-of-tartu"]
    assert [row.object_id for row in treaties] == [
        "wd:Q900000001",
        "wd:Q900000002",
        "wd:Q900000004",
    ]


def test_a_proposal_says_why(data: Path, wikidata: tuple[Stranger, str]) -> None:
    _ask(data, wikidata[1])
    first = next(row for row in _rows(data) if row.subject_id == "thing:treaty-of-tartu")
    assert "answers to Treaty" in first.comment
    assert "has the year 1920 too" in first.comment
    assert "has to do with http://www.wikidata.org/entity/Q159" in first.comment


def test_what_is_linked_is_not_looked_for(data: Path, wikidata: tuple[Stranger, str]) -> None:
    _ask(data, wikidata[1])
    assert not any('"Russia"' in query for query in wikidata[0].asked)


def test_a_dump_proposes_what_a_redirect_leads_to(data: Path) -> None:
    result = _ask(data, str(SLICE.with_name("dbpedia-slice.nt")), "--dump", "dbpedia")
    assert result.exit_code == 0
    found = {row.object_id for row in _rows(data, "dbpedia")}
    assert found == {"dbr:Treaty_of_Tartu_(Estonia–Russia)"}


def test_a_reconciliation_service_proposes_too(data: Path) -> None:
    with listening(service()) as address:
        assert _ask(data, address, "--service").exit_code == 0
    [row] = _rows(data)
    assert (row.subject_id, row.object_id) == ("thing:treaty-of-tartu", "wd:Q900000001")


def test_a_service_about_something_else_is_refused(data: Path) -> None:
    with listening(service()) as address:
        result = _ask(data, address, "--service", "geonames")
    assert (result.exit_code, "choose another --to" in result.output) == (2, True)


def test_a_busy_server_is_asked_again(data: Path, wikidata: tuple[Stranger, str]) -> None:
    wikidata[0].busy = 2
    assert _ask(data, wikidata[1]).exit_code == 0
    assert len(_rows(data)) > 0


def test_a_server_learns_who_asks(data: Path, wikidata: tuple[Stranger, str]) -> None:
    _ask(data, wikidata[1])
    assert {agent.partition("/")[0] for agent in wikidata[0].agents} == {"detente"}


def test_a_second_run_asks_nothing_again(data: Path, wikidata: tuple[Stranger, str]) -> None:
    _ask(data, wikidata[1])
    before, rows = len(wikidata[0].asked), _rows(data)
    _ask(data, wikidata[1])
    assert (len(wikidata[0].asked), _rows(data)) == (before, rows)


def test_a_run_that_was_stopped_takes_answers_from_the_disk(
    data: Path, wikidata: tuple[Stranger, str]
) -> None:
    _ask(data, wikidata[1])
    before = len(wikidata[0].asked)
    (data / "links" / "candidates" / ".wikidata-asked").unlink()
    _ask(data, wikidata[1])
    assert len(wikidata[0].asked) == before


def test_a_server_that_is_not_there_is_named(data: Path) -> None:
    with listening(endpoint()) as address:
        pass
    result = _ask(data, address)
    assert (result.exit_code, address in result.output) == (2, True)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--to", "wikidata"),
        ("--endpoint", "http://127.0.0.1:1/"),
        ("--to", "wikidata", "--endpoint", "http://127.0.0.1:1/", "--dump", "x.nt"),
        ("--to", "wikidata", "--dump", "missing.nt"),
        ("--to", "nowhere", "--dump", "x.nt"),
    ],
)
def test_a_wrong_use_is_refused(data: Path, arguments: tuple[str, ...]) -> None:
    assert _link(data, *arguments).exit_code == 2


def test_a_candidate_is_no_link(data: Path, wikidata: tuple[Stranger, str], tmp_path: Path) -> None:
    _ask(data, wikidata[1])
    (tmp_path / "tartu.txt").write_bytes(_TEXT)
    release = build([tmp_path / "tartu.txt"], data)
    assert "Q900000001" not in (release.path / "detente.nq").read_text("utf-8")


def test_what_is_accepted_is_in_the_next_build(
    data: Path, wikidata: tuple[Stranger, str], tmp_path: Path
) -> None:
    _ask(data, wikidata[1])
    named = ("wikidata", "treaty-of-tartu", "Q900000001", "--reviewer", "Ann")
    assert _link(data, "accept", *named).exit_code == 0
    (tmp_path / "tartu.txt").write_bytes(_TEXT)
    release = build([tmp_path / "tartu.txt"], data)
    query = "ASK { GRAPH <graph/links/wikidata> { <id/treaty-of-tartu> ?same $item } }"
    item = URIRef(f"{WIKIDATA}Q900000001").n3()
    assert release.store.query(query.replace("$item", item), base=release.names.base)


def test_a_decision_is_kept_with_who_made_it(data: Path, wikidata: tuple[Stranger, str]) -> None:
    _ask(data, wikidata[1])
    _link(data, "accept", "wikidata", "treaty-of-tartu", "Q900000001", "--reviewer", "Ann")
    _link(data, "reject", "wikidata", "treaty-of-tartu", "Q900000002", "--reviewer", "Bo")
    kept = read_set(data / "links" / "wikidata.sssom.tsv").links
    decided = [(row.object_id, row.predicate_modifier, row.reviewer_label) for row in kept]
    assert decided == [("wd:Q900000001", "", "Ann"), ("wd:Q900000002", "Not", "Bo")]


def test_what_is_rejected_is_not_proposed_again(data: Path, wikidata: tuple[Stranger, str]) -> None:
    _ask(data, wikidata[1])
    for target in ("Q900000001", "Q900000002", "Q900000004"):
        assert _link(data, "reject", "wikidata", "treaty-of-tartu", target).exit_code == 0
    shutil.rmtree(data / "links" / "candidates")
    _ask(data, wikidata[1])
    assert "treaty-of-tartu" not in _link(data, "list", "wikidata").stdout


def test_a_decision_leaves_the_list(data: Path, wikidata: tuple[Stranger, str]) -> None:
    _ask(data, wikidata[1])
    assert "Q900000002" in _link(data, "list").stdout
    _link(data, "reject", "wikidata", "treaty-of-tartu", "Q900000002")
    assert "Q900000002" not in _link(data, "list").stdout


def test_of_several_candidates_one_must_be_named(
    data: Path, wikidata: tuple[Stranger, str]
) -> None:
    _ask(data, wikidata[1])
    result = _link(data, "accept", "wikidata", "treaty-of-tartu")
    assert (result.exit_code, "has 3 candidates" in result.output) == (2, True)


def test_what_nobody_proposed_cannot_be_accepted(data: Path) -> None:
    result = _link(data, "accept", "wikidata", "atlantis")
    assert (result.exit_code, "no candidate links 'atlantis'" in result.output) == (2, True)


def test_a_second_link_into_the_same_set_is_refused(
    data: Path, wikidata: tuple[Stranger, str]
) -> None:
    _ask(data, wikidata[1])
    _link(data, "accept", "wikidata", "treaty-of-tartu", "Q900000001")
    result = _link(data, "accept", "wikidata", "treaty-of-tartu", "Q900000002")
    assert (result.exit_code, "is two things in one data set" in result.output) == (2, True)


_OURS = Subject(
    "x",
    "X",
    ("Treaty of X",),
    frozenset({"Treaty", "Agreement"}),
    frozenset({1920}),
    frozenset({"n:1"}),
)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (Found("a", "", ("Treaty of X",)), Found("b", "", ("Treaties of X",))),
        (
            Found("a", "", ("Treaty of X",), years=frozenset({1920})),
            Found("b", "", ("Treaty of X",)),
        ),
        (
            Found("a", "", ("Treaty of X",)),
            Found("b", "", ("Treaty of X",), years=frozenset({1921})),
        ),
        (
            Found("a", "", ("Treaty of X",), near=frozenset({"n:1"})),
            Found("b", "", ("Treaty of X",)),
        ),
        (
            Found("a", "", ("Treaty of X",), types=frozenset({f"{WIKIDATA}Q131569"})),
            Found("b", "", ("Treaty of X",), types=frozenset({f"{WIKIDATA}Q5"})),
        ),
    ],
    ids=["name", "same year", "other year", "neighbour", "class"],
)
def test_what_speaks_for_a_proposal_makes_it_better(better: Found, worse: Found) -> None:
    scores = [scored(_OURS, each) for each in (better, worse)]
    assert scores[0] is not None
    assert scores[1] is not None
    assert scores[0].confidence > scores[1].confidence


def test_another_name_is_no_proposal() -> None:
    assert scored(_OURS, Found("a", "", ("Pact of Y",))) is None
