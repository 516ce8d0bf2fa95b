"""The reading report as text for a terminal."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import TextIO

from rich.console import Console
from rich.text import Text

from graph.reporting import Ambiguity, Report, Reported

__all__ = ["write_text"]

_COLOURS = {"High": "green", "Moderate": "yellow", "Low": "red"}


def write_text(report: Report, file: TextIO, *, colour: bool = False) -> None:
    """Write a report; lines are left long, for the terminal to break."""
    console = Console(
        file=file, soft_wrap=True, highlight=False, force_terminal=colour, no_color=not colour
    )
    for line in _lines(report):
        console.print(line)


def _lines(report: Report) -> Iterator[Text]:
    yield Text(report.title, "bold")
    yield from map(Text, _summary(report))
    for sentence in report.sentences:
        yield from _sentence(sentence)
    yield Text("\nLeft open", "bold")
    yield from _ambiguous(report)


def _summary(report: Report) -> Iterator[str]:
    blocks = ", ".join(f"{count} {kind}" for kind, count in report.blocks.items())
    yield f"{report.format}, {report.characters:,} characters, SHA-256 {report.sha256}"
    yield f"blocks: {blocks}"
    yield f"footnote marks: {report.footnote_marks}; quotations: {report.quotations}"
    yield f"sentences: {len(report.sentences)}, in {report.silent} of which nothing was found"
    for what, count in Counter(part.what for part in report.not_read).items():
        yield f"not read: {count} {what}"


def _sentence(sentence: Reported) -> Iterator[Text]:
    yield Text.assemble("\n", (f"{sentence.number:4}  ", "dim"), sentence.text)
    for found in sentence.found:
        claimed = " (claimed)" if found.claimed else ""
        words = f"{found.subject} · {found.predicate} · {found.object}{claimed}"
        yield Text.assemble("      ", (f"{found.confidence:9}", _COLOURS[found.confidence]), words)
    if sentence.reason:
        yield Text(f"      nothing: {sentence.reason}", "dim")


def _ambiguous(report: Report) -> Iterator[Text]:
    for kind, group in groupby(report.ambiguous, key=lambda each: each.kind):
        each_of_kind = list(group)
        yield Text(f"{kind} ({len(each_of_kind)})")
        yield from (Text(f"      {_left_open(each)}") for each in each_of_kind)


def _left_open(each: Ambiguity) -> str:
    words = " ".join(each.words.split())
    may_be = f": {' or '.join(each.readings)}" if each.readings else ""
    return f"sentence {each.sentence}: {words}{may_be}"
