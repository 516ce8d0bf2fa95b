import io
import os
import signal
import subprocess
import sys
import time
import warnings
from pathlib import Path

import pytest
from rdflib import BNode, Dataset, Graph

from graph.building import DOCUMENTS, build
from graph.checking import check
from graph.dumping import dump
from graph.errors import DetenteError, ReleaseError
from graph.formats import GRAPH_FORMATS, Format, graph_format
from graph.reading.document import MAXIMUM_BYTES
from graph.release import Release, current

_FILES = ("detente.nq", "detente.ttl", "detente.trig", "manifest.json")


def test_two_builds_are_byte_identical(built: Release, tmp_path: Path) -> None:
    again = build([], tmp_path)
    same = {
        name: (built.path / name).read_bytes() == (again.path / name).read_bytes()
        for name in _FILES
    }
    assert same == dict.fromkeys(_FILES, True)


def test_a_build_in_another_process_is_byte_identical(built: Release, tmp_path: Path) -> None:
    # Another process has another hash seed, and so another order of every set.
    environment = os.environ | {"PYTHONHASHSEED": "4711"}
    subprocess.run(_command(tmp_path), check=True, env=environment, capture_output=True)
    again = current(tmp_path)
    same = {
        name: (built.path / name).read_bytes() == (again.path / name).read_bytes()
        for name in _FILES
    }
    assert same == dict.fromkeys(_FILES, True)


def _command(data: Path, *documents: Path) -> list[str]:
    program = "from server.cli import main; main()"
    return [sys.executable, "-c", program, "build", *map(str, documents), "--data", str(data)]


def test_the_release_passes_its_own_check(built: Release) -> None:
    assert check(built) == []


def test_there_is_no_blank_node_but_those_of_the_ontology(built: Release) -> None:
    dataset = Dataset()
    dataset.parse(built.path / "detente.nq", format="nquads")
    ontology = dataset.graph(built.names.graph("ontology")).all_nodes()
    nodes = {node for s, _, o, _ in dataset.quads() for node in (s, o)}
    assert [node for node in nodes - ontology if isinstance(node, BNode)] == []


def test_the_default_graph_is_the_merge_without_claims_and_proofs(built: Release) -> None:
    merged = Graph().parse(built.path / "detente.ttl")
    dataset = Dataset()
    dataset.parse(built.path / "detente.nq", format="nquads")
    expected = {(s, p, o) for s, p, o, g in dataset.quads() if built.names.is_merged(str(g))}
    assert len(merged) == len(expected)
    answer = built.store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", base=built.names.base)
    assert [str(row["n"]) for row in answer.rows()] == [str(len(expected))]


def test_the_turtle_dump_loads_without_a_warning(built: Release) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(Graph().parse(built.path / "detente.ttl", format="turtle")) > 0


@pytest.mark.parametrize("chosen", GRAPH_FORMATS, ids=lambda chosen: chosen.name)
def test_a_dump_is_what_the_build_wrote(built: Release, chosen: Format) -> None:
    out = io.BytesIO()
    dump(built, chosen, out)
    assert out.getvalue() == built.dump(chosen).read_bytes()


def test_another_base_changes_every_name(tmp_path: Path, built: Release) -> None:
    other = build([], tmp_path, "https://example.org/x/")
    text = (other.path / "detente.nq").read_text("utf-8")
    assert built.names.base not in text
    assert text.count("https://example.org/x/") > 1000


def _write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data directory with a built graph."""
    data = tmp_path_factory.mktemp("serving")
    build([], data)
    return data


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("missing.txt", None),
        (".", None),
        ("binary.txt", bytes(range(256))),
        ("empty.txt", b""),
        ("huge.txt", b"a " * (25 * 2**20)),
    ],
)
def test_a_bad_document_leaves_the_graph_as_it_was(
    serving: Path, tmp_path: Path, name: str, content: bytes | None
) -> None:
    before = current(serving).path
    path = tmp_path / name if content is None else _write(tmp_path / name, content)
    with pytest.raises(DetenteError, match=str(tmp_path)):
        build([path], serving)
    assert current(serving).path == before
    assert sorted(p.name for p in (serving / "releases").iterdir()) == [before.name]


def test_the_limit_of_a_document_is_below_fifty_megabytes() -> None:
    assert MAXIMUM_BYTES < 50_000_000


@pytest.mark.parametrize("seconds", [0.7, 1.4, 2.4])
def test_a_build_that_is_killed_leaves_a_whole_graph(
    serving: Path, tmp_path: Path, seconds: float
) -> None:
    other = _write(tmp_path / "other.txt", b"Peru and Chile signed the Treaty of Lima in 1929.\n")
    before = current(serving)
    process = subprocess.Popen(_command(serving, other), stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait()
    after = current(serving)
    assert check(after) == []
    if after.path != before.path:
        build([], serving)


def test_a_build_clears_what_a_killed_one_left(tmp_path: Path) -> None:
    left = tmp_path / "releases" / ".building-left"
    left.mkdir(parents=True)
    build([], tmp_path)
    assert not left.exists()


def test_two_documents_of_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    paths = [_write(tmp_path / folder / "x.txt", b"Words here.") for folder in "ab"]
    with pytest.raises(DetenteError, match="two documents are called x"):
        build(paths, tmp_path / "data")


def test_without_a_build_the_remedy_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="run 'detente build"):
        current(tmp_path)


def test_a_second_document_lands_in_the_same_graph(tmp_path: Path) -> None:
    other = _write(tmp_path / "treaty.txt", b"Russia and Peru signed the Treaty of Lima in 1995.\n")
    release = build([DOCUMENTS / "nato-russia-relations.txt", other], tmp_path / "data")
    query = """PREFIX det: <ontology#> SELECT DISTINCT ?graph {
      GRAPH ?graph { ?event det:agent|det:accedingParty <id/russia> }
      FILTER(CONTAINS(STR(?graph), "/document/"))
    } ORDER BY ?graph"""
    rows = release.store.query(query, base=release.names.base).rows()
    slugs = [str(row["graph"]).rpartition("/")[2] for row in rows]
    assert slugs == ["nato-russia-relations", "treaty"]


def test_a_format_is_known_by_name_and_extension() -> None:
    assert graph_format("ttl") is graph_format("turtle")
