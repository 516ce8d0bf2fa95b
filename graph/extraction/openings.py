"""Openings: what words that somebody says are about, by the noun phrase that opens them."""

from graph.extraction.clauses import Parse
from graph.extraction.frames import Fill, Frame
from graph.extraction.items import Mention
from graph.extraction.nominals import filled
from graph.extraction.triggers import COPULAS

__all__ = ["described", "openings", "set_topic"]

_SPOKEN_OF = ("Event", "Agreement", "Body", "Policy", "Programme", "Project", "Relation")
"""Classes of things that are spoken of and do not themselves act, as states do."""


def _opening(parse: Parse, at: int) -> Mention | None:
    """Return what the noun phrase at an item means, if that is something to speak of."""
    while at < len(parse.items) and parse.items[at].norm in {'"', "the", "a", "an", "this"}:
        at += 1
    mention = parse.items[at].mention if at < len(parse.items) else None
    if mention is None or mention.anaphor or not mention.is_a(*_SPOKEN_OF):
        return None
    untold = mention.is_a("Event") and not any(filled(mention))  # "the talks": which?
    return None if untold else mention


def described(parse: Parse, at: int) -> Mention | None:
    """Return what a clause that begins at an item describes ("that the X is a Y")."""
    verb = parse.finite_after(at)
    return _opening(parse, at) if verb and verb.lemma in COPULAS and not verb.passive else None


def openings(parse: Parse) -> dict[int, Mention]:
    """Return what may open a quotation in a sentence, by the offset at which that would begin."""
    marks = [n for n, item in enumerate(parse.items) if item.norm == '"']
    starts = {0, *marks, *(n + 1 for n in marks)} - {len(parse.items)}
    found = {parse.items[n].span.start: _opening(parse, n) for n in starts}
    return {start: mention for start, mention in found.items() if mention}


def set_topic(frame: Frame, topic: Mention | None) -> None:
    """Let a speech act be about what opens its words, unless it is told what it is about."""
    speaks = topic and topic.key and topic.key in {_key(v) for v in frame.values("speaker")}
    if topic and not speaks and not frame.is_stance and not frame.values("about"):
        frame.fills.append(Fill("about", topic, topic.span))


def _key(value: object) -> str:
    return value.key if isinstance(value, Mention) else ""
