"""Confidence: how far a statement lies from the words that the document has for it.

The degrees are an order and no probability. A statement is as sure as the least sure decision that
it rests on, and never surer than its rule lets it be. That tells how a statement was found, not
how often such ones are right.

>>> surest_of(["High", "Low", "Moderate"])
'Low'
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from rdflib import Literal, URIRef

from graph.facts import Antecedent, Evidence, Fact
from graph.rules import rules

__all__ = ["graded", "surest_of"]

_ORDER = ("Low", "Moderate", "High")
_HIGH, _MODERATE, _LOW = reversed(_ORDER)
_BY_REASON: Mapping[str, str] = {
    "surname": _MODERATE,
    "abbreviation": _MODERATE,
    "capital for its state": _MODERATE,
    "seat of government for its state": _MODERATE,
    "whose words these are": _MODERATE,
    "the act told of before": _MODERATE,
    "parties to the relations": _MODERATE,
    "the relations spoken of": _MODERATE,
}
"""What a decision leaves of it: a short name means one thing, a pronoun what is likeliest."""
_LONG = 12
"""Words from which on a filler that is nothing but words may hold more than belongs to it."""
_Place = tuple[URIRef, URIRef, URIRef | Literal, URIRef | None, int, str]


def graded(facts: Iterable[Fact], verbatim: Iterable[URIRef]) -> tuple[Fact, ...]:
    """Return facts once each with their confidence.

    Words that stand as they are in the text, as the value of a property in ``verbatim``, are none
    the less sure for being many. Two readings of one triple in one place share the lower degree.
    """
    kept = frozenset(verbatim)
    once = list(dict.fromkeys(facts))
    degrees: dict[_Place, str] = {}
    for fact in once:
        place, degree = _place(fact), _degree(fact, kept)
        degrees[place] = surest_of([degree, degrees.get(place, _HIGH)])
    return tuple(
        replace(fact, evidence=replace(fact.evidence, confidence=degrees[_place(fact)]))
        for fact in once
    )


def surest_of(degrees: Iterable[str]) -> str:
    """Return the surest degree that what rests on all of these can have: the lowest of them."""
    return min(degrees, key=_ORDER.index, default=_HIGH)


def _place(fact: Fact) -> _Place:
    evidence = fact.evidence
    return (
        fact.subject,
        fact.predicate,
        fact.object,
        fact.claim,
        evidence.span.start,
        evidence.rule,
    )


def _degree(fact: Fact, verbatim: frozenset[URIRef]) -> str:
    words = isinstance(fact.object, Literal) and fact.predicate not in verbatim
    long = words and len(str(fact.object).split()) > _LONG
    return surest_of([_of_evidence(fact.evidence), _MODERATE if long else _HIGH])


def _of_evidence(evidence: Evidence) -> str:
    decided = map(_of_decision, evidence.antecedents)
    return surest_of([_of_rule(evidence.rule), *decided])


def _of_decision(decision: Antecedent) -> str:
    return _BY_REASON.get(decision.reason, _LOW)


def _of_rule(identifier: str) -> str:
    return _by_rule().get(identifier, _HIGH)


@lru_cache
def _by_rule() -> dict[str, str]:
    return {rule.id: rule.confidence for rule in rules().all}
