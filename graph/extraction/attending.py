"""Attending: people who say or do something at a meeting take part in it."""

from collections.abc import Iterable, Iterator

from graph.extraction.frames import Fill, Frame
from graph.extraction.identity import DOERS
from graph.extraction.items import Mention

__all__ = ["attended"]

_PEOPLE = ("Person", "UnnamedAgent", "Group", "Office")


def attended(frames: Iterable[Frame]) -> Iterator[Frame]:
    """Yield for each fact told of at a meeting that those who did it took part in that."""
    for frame in frames:
        for meeting in frame.values("during") if frame.is_fact else ():
            if isinstance(meeting, Mention) and meeting.is_a("Meeting") and not meeting.modality:
                yield from _attendance(frame, meeting)
        if frame.is_stance:  # what somebody thinks does not take place
            frame.fills = [fill for fill in frame.fills if fill.property != "during"]


def _attendance(frame: Frame, meeting: Mention) -> Iterator[Frame]:
    people = [
        Fill("participant", fill.value, fill.span)
        for fill in frame.fills
        if fill.property in DOERS and isinstance(fill.value, Mention) and fill.value.is_a(*_PEOPLE)
    ]
    if people:
        there = Frame(meeting.type, frame.rule, frame.span, meeting.span, frame.sentence, people)
        there.mention = meeting
        yield there
