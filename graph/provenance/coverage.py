"""Which footnote marks cover a stretch of text.

A mark covers what stands before it in its sentence, back to the mark before; one at the end of
the sentence covers all of it. A sentence without a mark is covered, less surely, by the next marks
of its paragraph or of the block quote that it introduces.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from graph.facts import Span
from graph.reading import Document, Mark, Sentence

__all__ = ["Covering", "covering"]


@dataclass(frozen=True, slots=True)
class Covering:
    """Marks in the same sentence, or else the next ones of the paragraph."""

    here: tuple[Mark, ...] = ()
    later: tuple[Mark, ...] = ()


def covering(document: Document, span: Span) -> Covering:
    """Return the footnote marks that cover a stretch of text."""
    sentence = document.sentence_at(span.start)
    within = _within(document)[sentence.number - 1]
    if within:
        return Covering(here=_covering_here(document, sentence, within, span))
    return Covering(later=_later(document)[sentence.number - 1])


@lru_cache(maxsize=16)
def _within(document: Document) -> list[tuple[Mark, ...]]:
    """Return the marks of each sentence."""
    found: list[list[Mark]] = [[] for _ in document.sentences]
    for mark in document.marks:
        sentence = document.sentence_at(mark.span.start)
        if sentence.span.covers(mark.span):
            found[sentence.number - 1].append(mark)
    return [tuple(marks) for marks in found]


@lru_cache(maxsize=16)
def _later(document: Document) -> list[tuple[Mark, ...]]:
    """Return for each sentence the next marks after it, from the last sentence to the first."""
    found: list[tuple[Mark, ...]] = [()] * len(document.sentences)
    for before, after in reversed(list(pairwise(document.sentences))):
        if _goes_on(before, after):
            marks = _within(document)[after.number - 1]
            found[before.number - 1] = _runs(marks)[0] if marks else found[after.number - 1]
    return found


def _covering_here(
    document: Document, sentence: Sentence, marks: tuple[Mark, ...], span: Span
) -> tuple[Mark, ...]:
    runs = _runs(marks)
    nearest = next((run for run in runs if run[-1].span.start >= span.end), ())
    rest = document.text[runs[-1][-1].span.end : sentence.span.end].strip(" .,;:")
    final = runs[-1] if not rest else ()
    return tuple(dict.fromkeys((*nearest, *final)))


def _goes_on(sentence: Sentence, following: Sentence) -> bool:
    """Tell whether the next sentence is in the same paragraph, or in the quote that it opens."""
    return following.block == sentence.block or following.block.kind == "quote"


def _runs(marks: tuple[Mark, ...]) -> list[tuple[Mark, ...]]:
    """Group marks that follow each other without a word between them."""
    if not marks:
        return []
    runs = [[marks[0]]]
    for before, mark in pairwise(marks):
        if mark.span.start - before.span.end <= 1:
            runs[-1].append(mark)
        else:
            runs.append([mark])
    return [tuple(run) for run in runs]
