"""Sentences: where one ends and the next begins, footnote marks kept with the words they follow.

>>> text = 'It grew.[1] He saw U.S. troops. "We go," Lester B. Pearson said.'
>>> [span.of(text) for span in split(text, Span(0, len(text)))]
['It grew.[1]', 'He saw U.S. troops.', '"We go," Lester B. Pearson said.']
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.facts import Span
from graph.reading.layout import Block
from graph.reading.marks import MARK

__all__ = ["Sentence", "sentences", "split"]

_END = re.compile(
    rf"[.!?…](?:\]\]|[\"”’')])*(?:\s?(?:{MARK.pattern}))*(?=\s+|(?<=\])[A-Z\"“]|$)", re.I
)
_NEXT = re.compile(r"\s*[\"“‘'(\[]*[A-Z0-9À-ÞĀ-ŽΑ-ΩА-Я]")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[\"“])(?:[A-Z]|(?:[A-Z]\.)+[A-Z]|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Adm|Capt|Sgt|Prof|St|Rev"
    r"|Sen|Gov|Rep|Hon|Amb|vs|No|Nos|Art|Vol|pp?|ca?|cf|e\.g|i\.e|approx|est|Jr|Sr|Inc|Ltd"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)$"
)
_WORDS = re.compile(r"\S")
_REACH = 32
"""How far back an abbreviation may begin."""
_LONGEST = 4000
"""Code points; the longest sentences of treaties have some 2,000."""
_SPEAKING = {"heading", "caption", "paragraph", "item", "cell", "quote"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, heading or caption; ``number`` counts from 1 through the document."""

    number: int
    span: Span
    block: Block

    @property
    def identifier(self) -> str:
        """The fragment that names it in its document."""
        return f"s{self.number}"


def sentences(text: str, blocks: tuple[Block, ...]) -> tuple[Sentence, ...]:
    """Return the sentences of all blocks that speak, in their order."""
    pairs = [(b, span) for b in blocks if b.kind in _SPEAKING for span in split(text, b.span)]
    return tuple(Sentence(n, span, block) for n, (block, span) in enumerate(pairs, 1))


def split(text: str, within: Span) -> Iterator[Span]:
    """Yield the sentences of a block; together they hold all its words.

    What goes on for thousands of characters is no sentence: it is cut, so that the work for each
    has a bound.
    """
    for sentence in _ended(text, within):
        yield from _cut(text, sentence)


def _cut(text: str, sentence: Span) -> Iterator[Span]:
    start = sentence.start
    while sentence.end - start > _LONGEST:
        blank = text.rfind(" ", start + 1, start + _LONGEST)
        end = blank if blank > 0 else start + _LONGEST
        yield Span(start, end)
        start = end + (text[end] == " ")
    if start < sentence.end:
        yield Span(start, sentence.end)


def _ended(text: str, within: Span) -> Iterator[Span]:
    start = within.start
    for match in _END.finditer(text, within.start, within.end):
        if match.end() >= within.end:
            break
        if _ends(text, start, match):
            yield Span(start, match.end())
            following = _WORDS.search(text, match.end(), within.end)
            start = following.start() if following else within.end
    if start < within.end:
        yield Span(start, within.end)


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    if not _NEXT.match(text, match.end()):
        return False
    return match[0] != "." or not _ABBREVIATION.search(
        text, max(start, match.start() - _REACH), match.start()
    )
