"""Whatever a text is, it is read in time that grows with its length, and quoted to the letter."""

import os
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.extraction import extract
from graph.names import Names
from graph.reading import FORMATS, DocumentFormat, parse
from graph.statements import statements
from ontology.terms import DEFAULT_BASE

_NAMES = Names(DEFAULT_BASE)
_WORDS = st.lists(
    st.sampled_from(
        [
            *("Russia", "NATO", "said", "that", "signed", "Treaty of Lima", "in 1997", "joined"),
            *("the council", "Sergey Lavrov", "both sides", "condemned", "it", "former", "their"),
            *('"', "“", "”", "«", "[3]", "[", "]", ".", ",", ":", ";", "(", "\n\n", "- ", "'s"),
            *("שלום", "\u202eСергей\u202c", "مصر", "\u200b", "e\u0301", "\U0001f1f7", "\x85", "ﬁ"),
        ]
    ),
    max_size=40,
).map(" ".join)


@pytest.mark.parametrize("chosen", FORMATS, ids=lambda chosen: chosen.name)
@given(text=_WORDS | st.text(max_size=150))
@settings(max_examples=60, deadline=None)
def test_each_statement_quotes_its_file_to_the_letter(chosen: DocumentFormat, text: str) -> None:
    document = parse("a", text, chosen=chosen)
    for line in statements(document, extract(document, _NAMES), _NAMES):
        assert line.words
        assert document.source[line.span[0] : line.span[1]] == line.words


@pytest.mark.parametrize(
    "piece", ["Peru, ", "word ", '"', "Peru said that ", "“ « ", "[1]", "ש ", "x", "U.S. ", ") . "]
)
def test_a_line_without_an_end_is_read(piece: str) -> None:
    document = parse("a", piece * (20_000 // len(piece)))
    facts = extract(document, _NAMES).facts
    assert all(fact.evidence.span.end <= len(document.text) for fact in facts)


def test_what_never_ends_is_cut_into_pieces_that_hold_all_of_it() -> None:
    text = "Peru, " * 10_000
    held = [sentence.span.of(text) for sentence in parse("a", text).sentences]
    assert (" ".join(held), max(map(len, held)) <= 4000) == (text.strip(), True)


@pytest.mark.skipif("DETENTE_LONG" not in os.environ, reason="takes minutes: set DETENTE_LONG")
@pytest.mark.parametrize("piece", ["Peru, ", "word ", "Peru said that Chile left. ", '"', "x"])
def test_ten_megabytes_in_one_line_are_read(piece: str) -> None:
    began = time.process_time()
    document = parse("a", piece * (10_000_000 // len(piece)))
    found = extract(document, _NAMES)
    print(f"{piece!r}: {time.process_time() - began:.0f} s, {len(found.facts)} statements")
    assert document.sentences[-1].span.end >= len(document.text) - len(piece)
