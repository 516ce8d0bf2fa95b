"""Documents in Markdown, wikitext and HTML: the same words, each where it stands in its file."""

import itertools
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import DocumentError
from graph.extraction import extract
from graph.facts import Span
from graph.names import Names
from graph.reading import FORMATS, Document, DocumentFormat, format_of, parse, read
from ontology.terms import DEFAULT_BASE

_SAMPLES = Path(__file__).parent / "samples"
_MARKED_UP = [chosen for chosen in FORMATS if chosen.name != "text"]
_TRICKY = st.text(
    alphabet=st.sampled_from("ab .\n\"“”[]{}|<>!/&;'*#=-_:^1\\`~\t\r\u00a0é\U0001f30dא\u202e"),
    max_size=200,
)
_MARKUP = """{{ }} [[ ]] <ref> </ref> <ref/> <!-- --> {| |} |- || == ''' <p> </p> <b> <table>
    </table> <sup/class="reference"> </sup> [1] [^1] [^1]: > - # &amp; &#10; <script> </script> ---
    <blockquote> </blockquote> {{quote| {{lang|x| [[File:a|thumb| http://a [http://a <br> ``` words
    Peru said, <main> </main> <li> <nowiki> </nowiki>"""
_PIECES = st.lists(st.sampled_from([*_MARKUP.split(), "\n", "\n\n", " "]), max_size=30).map("".join)


def _sample(suffix: str) -> Document:
    return read(_SAMPLES / f"treaty{suffix}")


def _shape(document: Document) -> list[tuple[str, str]]:
    """Return kind and words of each block, without what only a plain text needs."""
    found = [(block.kind, block.span.of(document.text)) for block in document.blocks]
    return [(kind, words.removeprefix("- ").strip('"')) for kind, words in found]


@pytest.mark.parametrize("suffix", [".md", ".wiki", ".html"])
def test_a_text_has_the_same_blocks_in_each_format(suffix: str) -> None:
    wanted = [(kind, words.replace("[note 1]", "")) for kind, words in _shape(_sample(".txt"))]
    found = [(kind, words.replace("[note 1]", "")) for kind, words in _shape(_sample(suffix))]
    assert [pair for pair in found if pair in wanted] == wanted[-len(found) :]


@pytest.mark.parametrize("suffix", [".md", ".wiki", ".html"])
def test_a_text_states_the_same_in_each_format(suffix: str) -> None:
    names = Names(DEFAULT_BASE)
    wanted, found = (
        {(f.subject, f.predicate, f.object) for f in extract(_sample(each), names).facts}
        for each in (".txt", suffix)
    )
    assert found == wanted


@pytest.mark.parametrize("suffix", [".txt", ".md", ".wiki", ".html"])
def test_a_text_has_the_same_marks_in_each_format(suffix: str) -> None:
    assert [mark.label for mark in _sample(suffix).marks] == ["1", "note 1", "2"]


@pytest.mark.parametrize("suffix", [".md", ".wiki", ".html"])
def test_a_sentence_leads_back_to_its_markup(suffix: str) -> None:
    document = _sample(suffix)
    spans = [document.in_source(sentence.span) for sentence in document.sentences]
    signing = next(span for span in spans if "1929" in span.of(document.source))
    words = signing.of(document.source)
    assert (words.startswith("On 3&nbsp;June 1929, "), "signed the" in words) == (True, True)


@pytest.mark.parametrize(
    ("suffix", "parts"),
    [
        (".md", ["front matter", 'section "references"', "table"]),
        (
            ".wiki",
            [
                'section "see also"',
                "table",
                "template infobox bilateral relations",
                "template short description",
            ],
        ),
        (
            ".html",
            ["head", "infobox", "navigation", "navigation", 'section "references"'],
        ),
    ],
)
def test_what_is_left_out_is_told(suffix: str, parts: list[str]) -> None:
    assert sorted(part.what for part in _sample(suffix).left_out) == parts


@pytest.mark.parametrize(
    ("suffix", "source", "words"),
    [
        (".wiki", "It is {{convert|100|km|mi}} away.", "It is 100 km away."),
        (".wiki", "A{{snd}}B {{ill|C|fr}} {{flag|Peru}}.", "A – B C Peru."),
        (".wiki", "In [[Peru]]vian waters, [http://a.b the sea].", "In Peruvian waters, the sea."),
        (".wiki", "A <nowiki>[[b]]</nowiki> c __NOTOC__ d", "A [[b]] c d"),
        (".wiki", "[[:Category:Peru]] and {{open [[ended", "Category:Peru and {{open [[ended"),
        (".wiki", "A{{cn}} b<ref>{{cite|a=[[b|c]]}}</ref>.", "A[citation needed] b[1]."),
        (".md", "A &ndash; b \\* c `d` e", "A – b * c d e"),
        (".md", "A[^xy] b", "A[note 1] b"),
        (".md", "[2008](http://a.b) and [1](#n)", "2008 and [1]"),
        (".html", "<p>A<br>b &lt; c</p>", "A b < c"),
        (".html", "<p>a<q>b</q>", "a“b”"),
        (".html", '<p>a<sup class="reference">[<b>who?</b>]</sup>.', "a."),
        (".html", "<p>a <!-- no end", "a"),
        (".html", "<p>3 < 4 <![if x]>b", "3 < 4 b"),
    ],
)
def test_markup_is_read_as_it_is_shown(suffix: str, source: str, words: str) -> None:
    assert parse("a", source, chosen=format_of(suffix)).text == words


def test_a_caption_is_a_block_of_its_own() -> None:
    source = "[[File:a.jpg|thumb|left|The [[Kremlin]] on 4 May 2001]]\nWords follow."
    document = parse("a", source, chosen=format_of(".wiki"))
    kinds = [(block.kind, block.span.of(document.text)) for block in document.blocks]
    assert kinds == [("caption", "The Kremlin on 4 May 2001"), ("paragraph", "Words follow.")]


def test_a_byte_order_mark_is_no_word(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffPeru left.".encode())
    document = read(path)
    assert (document.metadata.title, document.sentences[0].span) == ("Peru left.", Span(1, 11))


def test_a_byte_that_is_not_utf8_is_named_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"<p>Peru\n" + b"Per\xfa")
    with pytest.raises(DocumentError, match=r"byte 11, 0xfa, in line 2"):
        read(path)


def _everything_stands_in_its_place(document: Document) -> None:
    spans = [document.in_source(sentence.span) for sentence in document.sentences]
    assert all(0 <= span.start < span.end <= len(document.source) for span in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


def _word_by_word(document: Document) -> bool:
    """Tell whether each word stands in the file as it is read, or stands for markup there."""
    for found in re.finditer(r"\w+", document.text):
        there = document.in_source(Span(*found.span())).of(document.source)
        if found[0] != there and not set(there) & set("<{[&|*_'`=\\ \n"):
            return False
    return True


@pytest.mark.parametrize("chosen", _MARKED_UP, ids=lambda chosen: chosen.name)
@given(source=_TRICKY | _PIECES | st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_in_any_format(chosen: DocumentFormat, source: str) -> None:
    document = parse("a", source, chosen=chosen)
    _everything_stands_in_its_place(document)
    assert _word_by_word(document)
