"""Which footnote marks cover a stretch of text.

A mark covers what stands before it in its sentence, back to the mark before; one at the end of
the sentence covers all of it. A sentence without a mark is covered, less surely, by the next marks
of its paragraph or of the block quote that it introduces.
"""

from dataclasses import dataclass
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
    marks = _marks_in(document, sentence.span)
    if marks:
        return Covering(here=_covering_here(document, sentence, marks, span))
    for following in document.sentences[sentence.number :]:
        if not _goes_on(document, sentence, following):
            break
        runs = _runs(_marks_in(document, following.span))
        if runs:
            return Covering(later=runs[0])
    return Covering()


def _covering_here(
    document: Document, sentence: Sentence, marks: tuple[Mark, ...], span: Span
) -> tuple[Mark, ...]:
    runs = _runs(marks)
    nearest = next((run for run in runs if run[-1].span.start >= span.end), ())
    rest = document.text[runs[-1][-1].span.end : sentence.span.end].strip(" .,;:")
    final = runs[-1] if not rest else ()
    return tuple(dict.fromkeys((*nearest, *final)))


def _goes_on(document: Document, sentence: Sentence, following: Sentence) -> bool:
    """Tell whether a sentence is in the same paragraph, or in the quote that this one opens."""
    if following.block == sentence.block:
        return True
    between = document.sentences[sentence.number - 1 : following.number]
    kinds = [s.block.kind for s in between if s.block != sentence.block]
    return all(kind == "quote" for kind in kinds)


def _marks_in(document: Document, span: Span) -> tuple[Mark, ...]:
    return tuple(mark for mark in document.marks if span.covers(mark.span))


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
