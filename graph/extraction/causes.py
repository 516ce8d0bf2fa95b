"""Causes: what a clause after "because" gives as a reason, and what a response answers."""

from itertools import pairwise

from graph.extraction.clauses import Clause, Parse
from graph.extraction.frames import Fill
from graph.extraction.items import Item
from graph.extraction.matching import Match
from graph.extraction.parts import worded
from graph.extraction.roles import property_for
from graph.extraction.verbs import is_adverb_in_ly
from graph.extraction.words import JOINTS
from graph.rules import rules

__all__ = ["set_answered", "set_causes", "set_ground_before", "set_grounds"]

_GROUNDS = {"due to", "because of", "owing to", "thanks to"}


def set_causes(found: list[Match], parse: Parse) -> None:
    """Let each change have the event of the clause that gives its reason as a cause."""
    for effect in found:
        if effect.rule.causes and effect.clause:
            for cause in found:
                if cause.clause and _gives_reason(parse, cause.clause, effect.clause):
                    _set_cause(effect, cause)


def _gives_reason(parse: Parse, reason: Clause, effect: Clause) -> bool:
    """Tell whether a clause opens with a causal word right where another one ends."""
    opener = parse.opener_of(reason)
    if opener < 0 or parse.items[opener].norm not in rules().lexicon.causal:
        return False
    return effect.group.start < opener <= effect.end or reason.end == effect.group.start


def _set_cause(effect: Match, cause: Match) -> None:
    prop = property_for(effect.rule, effect.rule.causes, "Event")
    if prop and cause.frame.is_fact and cause.frame is not effect.frame:
        effect.frame.fills.append(Fill(prop, cause.frame, cause.frame.span))


def set_grounds(found: list[Match], parse: Parse) -> None:
    """Let an act or a stance have the words of a clause with "because" as its ground."""
    for match in found:
        role = next((r for r in match.rule.roles.values() if r.words == "groundText"), None)
        if role and match.clause and not match.frame.values(role.words):
            for reason in parse.clauses:
                if _is_because(parse, reason) and _is_beside(parse, reason, match.clause):
                    words, span = worded(parse, parse.opener_of(reason) + 1, reason.end)
                    match.frame.fills.append(Fill(role.words, words, span))


def set_ground_before(found: list[Match], parse: Parse, sentence: int) -> None:
    """Let what a fragment such as "Largely due to …" gives be the ground of the sentence before."""
    at = next((n for n, item in enumerate(parse.items) if not _is_adverb(item)), len(parse.items))
    if at >= len(parse.items) or parse.items[at].norm not in _GROUNDS:
        return
    end = _fragment_end(parse, at + 1)
    before = [match for match in found if match.frame.sentence == sentence - 1]
    acts = [m for m in before if "groundText" in {r.words for r in m.rule.roles.values()}]
    if end > at + 1 and acts and not acts[-1].frame.values("groundText"):
        words, span = worded(parse, at + 1, end)
        acts[-1].frame.fills.append(Fill("groundText", words, span))


def _is_adverb(item: Item) -> bool:
    return item.mention is None and (item.has("Adverb") or is_adverb_in_ly(item.norm))


def _fragment_end(parse: Parse, first: int) -> int:
    """Return where a fragment ends: before "and" with its verb; at once where a subject follows."""
    finite = parse.finite_after(first)
    if finite is None:
        return len(parse.items)
    joint = parse.back(finite.start - 1)
    return joint if parse.items[joint].norm in JOINTS else first


def _is_because(parse: Parse, reason: Clause) -> bool:
    opener = parse.opener_of(reason)
    return opener >= 0 and parse.items[opener].norm == "because" and reason.group.is_finite


def _is_beside(parse: Parse, reason: Clause, other: Clause) -> bool:
    """Tell whether a clause stands right before another one or right after it."""
    opener = parse.opener_of(reason)
    if opener > other.group.start:
        return opener <= other.end
    verbs = [g for g in parse.groups if g.is_finite and reason.group.start < g.start]
    return bool(verbs) and verbs[0] == other.group


def set_answered(found: list[Match]) -> None:
    """Let each response be one to the fact told of right before, where nothing says to what."""
    for before, answer in pairwise(found):
        told = before.frame.is_fact and before.rule.frame == "Event"
        if told and answer.rule.answers:
            _answer(answer, before)


def _answer(answer: Match, before: Match) -> None:
    prop = property_for(answer.rule, answer.rule.answers, "Event")
    if prop and not answer.frame.values(prop):
        answer.frame.fills.append(Fill(prop, before.frame, before.frame.span))
