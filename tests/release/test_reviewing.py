"""The file of marks, and what the next build does with it."""

from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import RDF, Literal, URIRef

from graph.building import MARKS, build
from graph.errors import ReviewError
from graph.facts import Evidence, Fact, Span
from graph.reviewing import ANY, Mark, read_marks, token_at, write_mark

BASE = "https://example.org/"
HEADER = "verdict\tsubject\tpredicate\tobject\tnote\tby\n"


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
    assert list(marks.applied([PARTY, SAID])) == [one for one in (PARTY, SAID) if one != each]


@pytest.mark.parametrize(("by", "named"), [("A. Reader", "A. Reader"), ("", "a curator")])
def test_what_is_marked_right_is_as_sure_as_can_be_and_says_who_found_it_so(
    tmp_path: Path, by: str, named: str
) -> None:
    doubtful = replace(PARTY, evidence=replace(PARTY.evidence, confidence="Low"))
    write_mark(tmp_path / "marks.tsv", Mark(*wrong(PARTY).statement, "right", by=by))
    [found] = read_marks(tmp_path / "marks.tsv", BASE).applied([doubtful])
    assert (found.evidence.confidence, found.evidence.confirmed_by) == ("High", named)


def test_what_nobody_has_marked_stays_as_it_was_read(tmp_path: Path) -> None:
    write_mark(tmp_path / "marks.tsv", Mark(*wrong(PARTY).statement, "right"))
    assert list(read_marks(tmp_path / "marks.tsv", BASE).applied([SAID])) == [SAID]


def test_a_file_may_do_without_notes_and_names(tmp_path: Path) -> None:
    text = "verdict\tsubject\tpredicate\tobject\nwrong\t<id/a>\t*\t*\n"
    (tmp_path / "marks.tsv").write_text(text, "utf-8")
    assert list(read_marks(tmp_path / "marks.tsv", BASE).applied([PARTY])) == []


@pytest.mark.parametrize("thing", ["<id/a>", "<id/b>"])
def test_a_star_takes_all_about_a_thing(tmp_path: Path, thing: str) -> None:
    write_mark(tmp_path / "marks.tsv", Mark(thing, ANY, ANY, "wrong"))
    assert list(read_marks(tmp_path / "marks.tsv", BASE).applied([PARTY])) == []


def test_a_single_mark_goes_before_one_of_the_whole_thing(tmp_path: Path) -> None:
    write_mark(tmp_path / "marks.tsv", Mark("<id/a>", ANY, ANY, "wrong"))
    write_mark(tmp_path / "marks.tsv", Mark(*wrong(PARTY).statement, "right"))
    marks = read_marks(tmp_path / "marks.tsv", BASE)
    assert [fact.subject for fact in marks.applied([PARTY, SAID])] == [PARTY.subject]


def test_a_file_is_sorted_with_one_mark_a_line(tmp_path: Path) -> None:
    for name in "cab":
        write_mark(tmp_path / "marks.tsv", Mark(f"<id/{name}>", ANY, ANY, "wrong", "a\tb\n"))
    assert (tmp_path / "marks.tsv").read_text("utf-8") == HEADER + "".join(
        f"wrong\t<id/{name}>\t*\t*\ta b\t\n" for name in "abc"
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


def test_a_build_says_who_found_what_right(tmp_path: Path) -> None:
    text = tmp_path / "pact.txt"
    text.write_text("On 27 May 1997, NATO and Russia signed a Founding Act in Paris.\n", "utf-8")
    confirmed = (
        "SELECT ?p ?by { ?a <ontology#confirmedBy> ?by ; <http://www.w3.org/ns/oa#hasBody> ?s . "
        f"?s <{RDF.predicate}> ?p }}"
    )
    built = build([text], tmp_path, BASE)
    rows = built.store.query("SELECT ?s { ?s a <ontology#AgreementSigning> }", base=BASE).rows()
    [signing] = [str(row["s"]) for row in rows]
    marked = Mark(f"<{signing}>", "<ontology#agent>", "<id/nato>", "right", by="A. Reader")
    write_mark(tmp_path / MARKS, marked)
    after = build([text], tmp_path, BASE).store.query(confirmed, base=BASE).rows()
    assert [tuple(map(str, row.values())) for row in after] == [
        (f"{BASE}ontology#agent", "A. Reader")
    ]
