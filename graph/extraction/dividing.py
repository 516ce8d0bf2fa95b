"""Dividing: one event for each of several who take part in it by themselves."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph.extraction.filling import Controlled
from graph.extraction.frames import Fill, Frame
from graph.extraction.items import Mention
from graph.extraction.roles import properties
from graph.rules import FrameRule

__all__ = ["divided", "mutual"]


def divided(frame: Frame, rule: FrameRule, controlled: Iterable[Controlled]) -> Iterator[Frame]:
    """Yield one frame for each filler of the role that the rule wants apart."""
    props = properties(rule, rule.each) if rule.each else set()
    together = frame.fills
    apart = [fill for fill in together if fill.property in props]
    for n, fill in enumerate(apart or [None]):
        one = frame if n == 0 else replace(frame, fills=[])
        if fill and len(apart) > 1:
            one.fills = [f for f in together if f is fill or f.property not in props]
            _link(frame, one, controlled)
        yield one


def _link(first: Frame, other: Frame, controlled: Iterable[Controlled]) -> None:
    """Let what has the first of several events as its ground have the others too."""
    for each in controlled:
        linked = [fill for fill in each.parent.fills if fill.value is first]
        if linked and other is not first:
            each.parent.fills.append(Fill(each.property, other, linked[0].span))


def mutual(frame: Frame, rule: FrameRule) -> Iterator[Frame]:
    """Yield one frame for each of those who do something to each other."""
    fills = frame.fills
    doers, done_to = (properties(rule, name) for name in (rule.subject, rule.object))
    for n, doer in enumerate([fill for fill in fills if fill.property in doers]):
        one = frame if n == 0 else replace(frame)
        one.fills = [
            fill
            for fill in fills
            if (fill is doer or fill.property not in doers)
            and (fill.property not in done_to or not _is_same(fill, doer))
        ]
        yield one


def _is_same(fill: Fill, other: Fill) -> bool:
    """Tell whether two roles are played by the same."""
    values = fill.value, other.value
    keys = {value.key for value in values if isinstance(value, Mention)}
    return len(keys) == 1
