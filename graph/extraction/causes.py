"""Causes: what a clause after "because" gives as a reason, and what a response answers."""

from itertools import pairwise

from graph.extraction.clauses import Clause, Parse
from graph.extraction.frames import Fill
from graph.extraction.matching import Match
from graph.extraction.parts import worded
from graph.extraction.roles import property_for
from graph.rules import rules

__all__ = ["set_answered", "set_causes", "set_grounds"]


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
