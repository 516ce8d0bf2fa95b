"""The file of marks, and what the next build does with it."""

from pathlib import Path

import pytest
from rdflib import Literal, URIRef

from graph.building import MARKS, build
from graph.errors import ReviewError
from graph.facts import Evidence, Fact, Span
from graph.reviewing import ANY, Mark, read_marks, token_at, write_mark

BASE = "https://example.org/"
HEADER = "verdict\tsubject\tpredicate\tobject\tnote\n"


def fact(subject: str, predicate: str, value: URIRef | Literal) -> Fact:
    """Return a fact with some evidence."""
    evidence = Evidence(Span(0, 1), "rule")
    return Fact(URIRef(BASE + subject), URIRef(BASE + predicate), value, evidence)


PARTY = fact("id/a", "ontology#party", URIRef(f"{BASE}id/b"))
SAID = fact("id/a", "ontology#said", Literal('a "tab"\tand\na line', lang="en"))


def wrong(each: Fact) -> Mark:
    """Return the mark that says that a fact is wrong."""
    subject, predicate = token_at(each.subject, BASE), token_at(each.predicate, BASE)
    return Mark(subject, predicate, token_at(each.object, BASE), "wrong", "because")


@pytest.mark.parametrize("each", [PARTY, SAID])
def test_what_is_marked_wrong_is_not_admitted(tmp_path: Path, each: Fact) -> None:
    write_mark(tmp_path / "marks.tsv", wrong(each))
    marks = read_marks(tmp_path / "marks.tsv", BASE)
    assert [marks.admit(one) for one in (PARTY, SAID)] == [one != each for one in (PARTY, SAID)]


def test_what_is_marked_right_is_admitted(tmp_path: Path) -> None:
    mark = wrong(PARTY)
    right = Mark(*mark.statement, "right")
    write_mark(tmp_path / "marks.tsv", right)
    assert read_marks(tmp_path / "marks.tsv", BASE).admit(PARTY)


@pytest.mark.parametrize("thing", ["<id/a>", "<id/b>"])
def test_a_star_takes_all_about_a_thing(tmp_path: Path, thing: str) -> None:
    write_mark(tmp_path / "marks.tsv", Mark(thing, ANY, ANY, "wrong"))
    assert not read_marks(tmp_path / "marks.tsv", BASE).admit(PARTY)


def test_a_single_mark_goes_before_one_of_the_whole_thing(tmp_path: Path) -> None:
    write_mark(tmp_path / "marks.tsv", Mark("<id/a>", ANY, ANY, "wrong"))
    write_mark(tmp_path / "marks.tsv", Mark(*wrong(PARTY).statement, "right"))
    marks = read_marks(tmp_path / "marks.tsv", BASE)
    assert (marks.admit(PARTY), marks.admit(SAID)) == (True, False)


def test_a_file_is_sorted_with_one_mark_a_line(tmp_path: Path) -> None:
    for name in "cab":
        write_mark(tmp_path / "marks.tsv", Mark(f"<id/{name}>", ANY, ANY, "wrong", "a\tb\n"))
    assert (tmp_path / "marks.tsv").read_text("utf-8") == HEADER + "".join(
        f"wrong\t<id/{name}>\t*\t*\ta b\n" for name in "abc"
    )


def test_a_new_mark_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    write_mark(tmp_path / "marks.tsv", wrong(PARTY))
    write_mark(tmp_path / "marks.tsv", Mark(*wrong(PARTY).statement, ""))
    assert (tmp_path / "marks.tsv").read_text("utf-8") == HEADER


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", r"marks.tsv:1 is no header: write verdict"),
        (HEADER + "wrong\t<id/a>\n", r"marks.tsv:2 has 2 cells: give verdict"),
        (HEADER + "false\t<id/a>\t*\t*\t\n", r"marks.tsv:2 says 'false': write right or wrong"),
        (HEADER + "wrong\tid/a\t*\t*\t\n", r"marks.tsv:2 has the term 'id/a': write <IRI>"),
    ],
)
def test_a_malformed_file_is_refused_at_its_line(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "marks.tsv").write_text(text, "utf-8")
    with pytest.raises(ReviewError, match=fault):
        read_marks(tmp_path / "marks.tsv", BASE)


def test_a_build_leaves_out_what_is_marked_wrong(tmp_path: Path) -> None:
    text = tmp_path / "pact.txt"
    text.write_text("On 27 May 1997, NATO and Russia signed a Founding Act in Paris.\n", "utf-8")
    signings = "SELECT ?s { GRAPH <graph/document/pact> { ?s a <ontology#AgreementSigning> } }"
    before = list(build([text], tmp_path, BASE).store.query(signings, base=BASE).rows())
    [signing] = [str(row["s"]) for row in before]
    write_mark(tmp_path / MARKS, Mark(f"<{signing}>", ANY, ANY, "wrong"))
    after = build([text], tmp_path, BASE)
    anywhere = f"ASK {{ GRAPH ?g {{ <{signing}> ?p ?o }} }}"
    assert not after.store.query(anywhere, base=BASE)
