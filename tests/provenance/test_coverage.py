import pytest

from graph.facts import Span
from graph.provenance import covering
from graph.reading import Document
from graph.reading.document import Metadata, parse


def _of(document: Document, words: str) -> tuple[list[str], list[str]]:
    start = document.text.index(words)
    marks = covering(document, Span(start, start + len(words)))
    return [mark.label for mark in marks.here], [mark.label for mark in marks.later]


@pytest.mark.parametrize(
    ("words", "here"),
    [
        ("fighting terrorism", ["5", "6", "9"]),
        ("industrial cooperation", ["9"]),
        ("gave a positive assessment", ["4"]),
        ("have expressed mild discontent", []),
        ("North Atlantic Council condemned Russia", ["11"]),
    ],
)
def test_a_mark_covers_what_stands_before_it_in_its_sentence(
    article: Document, words: str, here: list[str]
) -> None:
    assert _of(article, words)[0] == here


@pytest.mark.parametrize(
    ("words", "later"),
    [
        ("a body where scholastic discussions were held", ["10"]),
        ("Dmitri Medvedev said", ["13"]),
        ("The NATO-Russia Council was created", ["3", "4"]),
        ("Russian leadership has made it clear", ["10"]),
        ("Both sides state", []),
    ],
)
def test_a_sentence_without_a_mark_is_covered_by_the_next_of_its_paragraph(
    article: Document, words: str, later: list[str]
) -> None:
    assert _of(article, words) == ([], later)


def test_a_mark_does_not_cover_the_next_paragraph() -> None:
    text = "It rained. It snowed.\n\nIt thawed.[1]"
    document = parse("text", text, Metadata(title="text"))
    assert _of(document, "It snowed") == ([], [])
