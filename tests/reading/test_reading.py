import hashlib
import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.building import DOCUMENTS
from graph.errors import DocumentError
from graph.facts import Span
from graph.reading import Document, read, tokens
from graph.reading.document import MAXIMUM_BYTES, Metadata, parse


def test_the_article_is_kept_byte_for_byte(shared: Path) -> None:
    source = shared / "document" / "nato-russia-relations.txt"
    assert (DOCUMENTS / source.name).read_bytes() == source.read_bytes()


def test_the_checksum_is_that_of_the_bytes(article: Document) -> None:
    content = (DOCUMENTS / "nato-russia-relations.txt").read_bytes()
    assert article.sha256 == hashlib.sha256(content).hexdigest()


def test_the_article_has_its_footnote_marks(article: Document) -> None:
    assert len(article.marks) == 22


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("NATO–Russia Council", "heading"),
        ("Meeting of the Russia–NATO council in Bucharest, Romania on 4 April 2008", "caption"),
        ("I do not believe that the enlargement", "quote"),
        ('"The planned NATO exercises in Georgia', "quote"),
        ("In April 2009, the Polish Foreign Minister", "paragraph"),
        ("From Wikipedia, the free encyclopedia", "furniture"),
    ],
)
def test_a_block_is_known_by_its_shape(article: Document, words: str, kind: str) -> None:
    kinds = [b.kind for b in article.blocks if b.span.of(article.text).startswith(words)]
    assert kinds == [kind]


def test_a_quotation_may_run_over_two_sentences(article: Document) -> None:
    quoted = [quotation.span.of(article.text) for quotation in article.quotations]
    assert any(
        words.startswith("Great powers") and words.endswith("a great power,") for words in quoted
    )


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It grew.[1] It fell.[2][3]", ["It grew.[1]", "It fell.[2][3]"]),
        ("He left. [4] She stayed.", ["He left. [4]", "She stayed."]),
        ("Gen. J. Smith spoke to U.S. troops.", ["Gen. J. Smith spoke to U.S. troops."]),
        ('He said "Go." They went.', ['He said "Go."', "They went."]),
        ("It met on 1 May.[5]On 2 May it left.", ["It met on 1 May.[5]", "On 2 May it left."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, sentences: list[str]) -> None:
    document = parse("text", text, Metadata(title="text"))
    assert [s.span.of(text) for s in document.sentences] == sentences


@given(st.text(max_size=400))
def test_any_text_is_read_without_a_word_lost(text: str) -> None:
    document = parse("text", text, Metadata(title="text"))
    held = "".join(block.span.of(text) for block in document.blocks)
    assert "".join(held.split()) == "".join(text.split())


@given(st.text(alphabet=st.sampled_from('ab .!?"“”[1]\n-’s€א'), max_size=300))
@settings(max_examples=300)
def test_sentences_are_in_order_and_do_not_overlap(text: str) -> None:
    spans = [s.span for s in parse("text", text, Metadata(title="text")).sentences]
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


@given(st.text(max_size=300))
def test_a_token_is_a_slice_of_its_text(text: str) -> None:
    found = tokens(text, Span(0, len(text)))
    assert [token.span.of(text) for token in found] == [token.text for token in found]


def _missing(folder: Path) -> Path:
    return folder / "missing.txt"


def _folder(folder: Path) -> Path:
    return folder


def _binary(folder: Path) -> Path:
    path = folder / "binary.txt"
    path.write_bytes(b"\x89PNG\r\n\xff\xfe")
    return path


def _zero(folder: Path) -> Path:
    path = folder / "zero.txt"
    path.write_bytes(b"a\0b")
    return path


def _empty(folder: Path) -> Path:
    path = folder / "empty.txt"
    path.write_text(" \n")
    return path


def _huge(folder: Path) -> Path:
    path = folder / "huge.txt"
    with path.open("wb") as file:
        file.truncate(MAXIMUM_BYTES + 1)
    return path


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (_missing, "No such file"),
        (_folder, "is a directory"),
        (_binary, "not UTF-8"),
        (_zero, "not a text"),
        (_empty, "is empty"),
        (_huge, "split it"),
    ],
)
def test_what_is_no_document_is_refused_by_name(
    make: Callable[[Path], Path], words: str, tmp_path: Path
) -> None:
    path = make(tmp_path)
    with pytest.raises(DocumentError, match=words) as refusal:
        read(path)
    assert str(path) in str(refusal.value)


def test_malformed_metadata_are_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Words.")
    (tmp_path / "a.toml").write_text('title = "A"\nlicense = "misspelt"\n')
    with pytest.raises(DocumentError, match=r"a\.toml.*license"):
        read(tmp_path / "a.txt")
