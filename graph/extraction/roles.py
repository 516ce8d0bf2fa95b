"""Roles: what fills a place of a rule, and by which property it is written."""

from collections.abc import Iterator

from graph.extraction.complements import listed, rest
from graph.extraction.discourse import Discourse
from graph.extraction.frames import Fill, Frame
from graph.extraction.items import Mention
from graph.extraction.types import is_a
from graph.extraction.words import Filler, Words
from graph.rules import FrameRule, Role

__all__ = ["Roles", "properties", "property_for"]


def property_for(rule: FrameRule, name: str, kind: str) -> str:
    """Return the property by which a role is written for a filler of a class; empty for none."""
    prop = rule.roles[name].property
    if isinstance(prop, str):
        return prop or name
    return next((chosen for wanted, chosen in prop.items() if is_a(kind, [wanted])), "")


def properties(rule: FrameRule, name: str) -> set[str]:
    """Return all properties by which a role may be written."""
    role = rule.roles[name]
    own = set(role.property.values()) if isinstance(role.property, dict) else set()
    own |= {role.property or name} if isinstance(role.property, str) else set()
    return own | ({role.words} - {""})


class Roles:
    """Fills the roles of a frame from a sentence."""

    def __init__(self, words: Words, discourse: Discourse) -> None:
        self._words = words
        self._discourse = discourse

    def fill(
        self, frame: Frame, rule: FrameRule, name: str, filler: Filler, end: int
    ) -> list[Fill]:
        """Give a frame what fills a role, if it is of a kind that may, and return that.

        ``end`` is the item before which the clause ends, for words that run on so far.
        """
        found = self._things(frame, rule, name, filler.mention) if filler.mention else []
        found = found or self._in_words(rule.roles[name], filler, end)
        frame.fills += found
        return found

    def reach(self, fills: list[Fill], end: int) -> int:
        """Return the item after the words of fills."""
        last = max(fill.span.end for fill in fills)
        items = enumerate(self._words.items)
        return next((n for n, item in items if item.span.start >= last), end)

    def fits(self, frame: Frame, rule: FrameRule) -> bool:
        """Tell whether all required roles are filled; what names the event itself is none."""
        own = frame.mention
        _set_apart(frame, rule)
        frame.fills = [f for f in frame.fills if f.property and (own is None or f.value is not own)]
        filled = {fill.property for fill in frame.fills}
        required = [n for n, role in rule.roles.items() if role.required and n != rule.bearer]
        return (bool(frame.bearers) or not rule.bearer) and all(
            filled & properties(rule, name) for name in required
        )

    def _things(self, frame: Frame, rule: FrameRule, name: str, mention: Mention) -> list[Fill]:
        wanted = rule.roles[name].type
        if mention.rule == "these-acts" and is_a(mention.type, wanted):
            return [
                Fill(property_for(rule, name, act.type), act, mention.span)
                for act in self._discourse.acts(mention)
                if act is not frame
            ]
        return [
            Fill(property_for(rule, name, member.type), member, member.span)
            for member in mention.members
            if member.is_a(*wanted) and not member.anaphor
        ]

    def _in_words(self, role: Role, filler: Filler, end: int) -> list[Fill]:
        if not role.words:
            return []
        whole = rest(self._words, filler, end, through_commas=role.list) if role.rest else filler
        parts = listed(self._words, whole) if role.list else [whole]
        return [Fill(role.words, part.words, part.span) for part in parts]


def _set_apart(frame: Frame, rule: FrameRule) -> None:
    """Take from the roles who bears the others as properties of their own."""
    own = [fill for fill in frame.fills if rule.bearer and fill.property == rule.bearer]
    bearers = [fill.value for fill in own if isinstance(fill.value, Mention)]
    frame.bearers += [*relation_between(bearers)] if rule.between else bearers
    frame.fills = [fill for fill in frame.fills if fill not in own]


def relation_between(parties: list[Mention]) -> Iterator[Mention]:
    """Yield the relation between two actors as a phrase would name it; none of one or of three."""
    labels = sorted({party.label for party in parties})
    if len(labels) == 2:
        span = parties[0].span.join(parties[-1].span)
        label = f"{'–'.join(labels)} relations"
        parts = tuple(("party", party) for party in parties)
        yield Mention("BilateralRelation", label, span, label, "relations", parts)
