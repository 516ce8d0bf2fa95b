"""Triggers: which rules the verbs and nouns of a text call for."""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from graph.extraction.types import is_a
from graph.extraction.verbs import VerbGroup, lemma_of
from graph.rules import FrameRule, rules

__all__ = ["COPULAS", "Verb", "introduces_speech", "nouns", "predicates", "verbs"]

COPULAS = {"be", "remain", "become"}
"""Verbs after which a predicate noun says what the subject is."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A rule by one of its verbs; ``rest`` are the further words of a fixed expression."""

    rule: FrameRule
    passive: bool
    """Whether the expression itself is passive, as "be opposed" is."""
    rest: tuple[str, ...]


@lru_cache
def verbs() -> dict[str, list[Verb]]:
    """Return the rules by the lemma of their verb, those with more fixed words first."""
    by_lemma: dict[str, list[Verb]] = defaultdict(list)
    for rule in rules().frames:
        for entry in rule.verbs:
            words = entry.split()
            passive = words[0] == "be" and len(words) > 1
            head, *rest = words[1:] if passive else words
            by_lemma[lemma_of(head)].append(Verb(rule, passive, tuple(rest)))
    return {lemma: sorted(found, key=_openness) for lemma, found in by_lemma.items()}


def _openness(verb: Verb) -> tuple[int, bool]:
    return -len(verb.rest), not verb.rule.fixed


@lru_cache
def predicates() -> tuple[Verb, ...]:
    """Return the rules by the words that begin their predicate nouns, the longest first."""
    found = (
        Verb(rule, passive=False, rest=tuple(words.split()))
        for rule in rules().frames
        for words in rule.predicates
    )
    return tuple(sorted(found, key=lambda verb: -len(verb.rest)))


@lru_cache
def nouns() -> dict[str, list[FrameRule]]:
    """Return the rules by their nouns."""
    by_noun: dict[str, list[FrameRule]] = defaultdict(list)
    for rule in rules().frames:
        for noun in rule.nouns:
            by_noun[noun].append(rule)
    return by_noun


def introduces_speech(group: VerbGroup) -> bool:
    """Tell whether a verb is one of speech: of saying, asking or proposing something."""
    return any(is_a(verb.rule.frame, ["SpeechAct"]) for verb in verbs().get(group.lemma, ()))
