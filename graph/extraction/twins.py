"""Twins: nouns that refer to an event of which the document tells as a fact elsewhere.

"X claimed that Y's recognition of Z was illegal" does not make the recognition a claim of X where
the document itself tells of it; "Recognition of Z", a heading, refers to it too.
"""

from collections import defaultdict
from collections.abc import Iterable

from graph.extraction.frames import UNSTATED, Frame
from graph.extraction.identity import CIRCUMSTANCES, DOERS
from graph.extraction.items import Mention
from graph.extraction.matching import Match

__all__ = ["referring", "set_twins"]


def referring(found: Iterable[Match]) -> list[Frame]:
    """Return the events of nouns that say no more than that there was one, if so much."""
    return [m.frame for m in found if m.clause is None and m.frame.modality in ("", UNSTATED)]


def set_twins(nouns: Iterable[Frame], frames: list[Frame]) -> list[Frame]:
    """Return the nouns of events that the document tells of as facts, now facts themselves."""
    facts: dict[tuple[str, str, str], list[Frame]] = defaultdict(list)
    for frame in frames:
        for role in _roles(frame) if frame.is_fact else ():
            facts[frame.type, *role].append(frame)
    there = {id(frame) for frame in frames if frame.is_fact}
    told = []
    for noun in nouns:
        alike = (facts[noun.type, *role] for role in _main(_roles(noun)))
        fewest = min(alike, key=len, default=[])
        twin = next((f for f in fewest if _tells_of(f, noun)), None)
        if twin and id(noun) not in there:
            noun.twin, noun.modality, noun.within = twin, "", None
            told.append(noun)
    return told


def _tells_of(fact: Frame, noun: Frame) -> bool:
    """Tell whether a fact has all that a noun says of its event, and that is more than its doer."""
    said = _roles(noun)
    return bool(_main(said)) and said <= _roles(fact) and noun.edtf in ("", fact.edtf)


def _main(roles: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the roles that tell an event from others of its kind, in their order."""
    others = DOERS | CIRCUMSTANCES | {"accedingParty"}
    return sorted(role for role in roles if role[0] not in others)


def _roles(frame: Frame) -> set[tuple[str, str]]:
    return {(f.property, f.value.key) for f in frame.fills if isinstance(f.value, Mention)}
