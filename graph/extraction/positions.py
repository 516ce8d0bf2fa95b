"""Positions: what somebody who does something thereby holds to be so."""

from collections.abc import Iterator

from graph.extraction.frames import Fill, Frame
from graph.extraction.roles import properties
from graph.rules import FrameRule, Position, rule_of, rules

__all__ = ["position_of"]


def position_of(frame: Frame) -> tuple[str, tuple[Fill, ...]] | None:
    """Return the class of the claim that an act makes and what it says, or None for no claim.

    A value that is a string is an individual of the ontology.
    """
    rule = rule_of(frame.rule)
    position = rule.position if rule else None
    if rule is None or position is None:
        return None
    holders = [Fill("speaker", f.value, f.span) for f in _playing(frame, rule, position.by)]
    about = [
        Fill(prop, fill.value, fill.span)
        for role, prop in position.about.items()
        for fill in _playing(frame, rule, role)
    ]
    stated = _stated(frame, rule, position)
    return (position.kind, (*holders, *about, stated)) if holders and about and stated else None


def _stated(frame: Frame, rule: FrameRule, position: Position) -> Fill | None:
    if position.value:
        return Fill(position.states, position.value, frame.span)
    table = rules().lexicon.individuals
    for fill in _playing(frame, rule, position.words):
        for words, individual in table.items():
            if isinstance(fill.value, str) and words in fill.value.lower():
                return Fill(position.states, individual, fill.span)
    return None


def _playing(frame: Frame, rule: FrameRule, role: str) -> Iterator[Fill]:
    return (fill for fill in frame.fills if fill.property in properties(rule, role))
