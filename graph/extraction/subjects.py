"""Subjects: who does what a verb or noun says, by its form and what stands before it."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from graph.extraction.triggers import introduces_speech
from graph.extraction.verbs import VerbGroup
from graph.extraction.words import JOINTS, Filler, Words
from graph.rules import rules

__all__ = ["is_adjunct", "is_presupposed", "owner", "pronoun", "subject", "subject_before"]

_WITH_MAIN = {"by", "after", "while", "in", "when"}
_PRONOUNS = {"it", "they"}
_APPOSITION = 8
"""Items that may stand between a name and its verb as a description between commas."""


def subject(words: Words, number: int) -> Filler | None:
    """Return the subject of a verb group, or None where none is sure."""
    return _BY_FORM[words.groups[number].form](words, number)


def subject_before(words: Words, start: int) -> Filler | None:
    """Return the mention right before a verb, apart from adverbs, brackets and appositions."""
    at = words.back(start - 1)
    if at >= 0 and words.items[at].norm == ",":
        at = _before_apposition(words, at)
    if at >= 0 and words.items[at].has("Relative"):
        at = words.back(at - 1)
        at -= at >= 0 and words.items[at].norm == ","
        return words.mention_at(at) if words.is_actor(at) else None
    if not words.is_actor(at) or words.is_governed(at):
        return None
    return words.mention_at(at)


def is_adjunct(words: Words, group: VerbGroup) -> bool:
    """Tell whether a gerund goes with the main verb (", requesting …", "by severing …")."""
    at = words.back(group.start - 1)
    return at >= 0 and words.items[at].norm in {",", *_WITH_MAIN}


def is_presupposed(words: Words, group: VerbGroup) -> bool:
    """Tell whether a gerund tells of what happens; "X joining Y" leaves that open."""
    at = words.back(group.start - 1)
    if at < 0 or not words.is_actor(at):
        return True
    return at > 0 and words.items[at - 1].norm in {"with", "("}


def _finite(words: Words, number: int) -> Filler | None:
    group = words.groups[number]
    found = subject_before(words, group.start)
    if found or not number:
        return found
    at = words.back(group.start - 1)
    shares = at >= 0 and (words.items[at].norm in JOINTS or words.items[at].has("Openers"))
    shares = shares and not words.items[at].has("Relative", "Preposition")
    return _of_main_verb(words, number) if shares else None


def _of_main_verb(words: Words, number: int) -> Filler | None:
    """Return the subject of the nearest finite verb before one that has none of its own."""
    main = _main_verb(words, number)
    return None if main is None else _finite(words, main)


def _main_verb(words: Words, number: int) -> int | None:
    """Return the number of that verb; one of speech does not go on with what is reported."""
    group = words.groups[number]
    at = words.back(group.start - 1)
    at -= at > 0 and words.items[at].norm in JOINTS
    speaks = introduces_speech(group) and words.items[at].norm == ","
    for earlier in range(number - 1, -1, -1):
        if words.groups[earlier].is_finite and not (speaks and _is_reported(words, earlier)):
            return earlier
    return None


def _is_reported(words: Words, number: int) -> bool:
    """Tell whether "said that" stands before a clause."""
    before = next((g for g in reversed(words.groups[:number]) if g.is_finite), None)
    if before is None or not introduces_speech(before):
        return False
    between = words.items[before.end : words.groups[number].start]
    return any(item.norm == "that" for item in between)


def pronoun(words: Words, number: int) -> int | None:
    """Return the item of the pronoun that is the subject of a finite verb, shared or its own."""
    at = words.back(words.groups[number].start - 1)
    if at >= 0 and words.items[at].mention is None and words.items[at].norm in _PRONOUNS:
        return at
    joined = at >= 0 and words.items[at].norm in JOINTS
    main = _main_verb(words, number) if joined else None
    return None if main is None else pronoun(words, main)


def owner(words: Words, at: int) -> Filler | None:
    """Return whose act a noun names: "X's recognition", "the Russian recognition"."""
    before = at - 1
    while before > 0 and words.items[before].has("Plain") and not words.is_verb(before):
        before -= 1  # "X's military action"
    if before >= 1 and words.items[before].has("Possessive") and words.items[before - 1].mention:
        return words.mention_at(before - 1)
    mention = words.items[before].mention if before >= 0 else None
    if mention and mention.adjective:
        return words.filler(before, before + 1, replace(mention, adjective=False))
    return None


def _participle(words: Words, number: int) -> Filler | None:
    at = words.back(words.groups[number].start - 1)
    while at >= 0 and words.items[at].norm in {"(", ","}:
        at = words.back(at - 1)
    return words.mention_at(at) if words.is_actor(at) else None


def _gerund(words: Words, number: int) -> Filler | None:
    if is_adjunct(words, words.groups[number]):
        return _of_main_verb(words, number)
    at = words.back(words.groups[number].start - 1)
    return words.mention_at(at) if words.is_actor(at) else None


def _infinitive(words: Words, number: int) -> Filler | None:
    at = words.groups[number].start - 1
    governor = words.groups[number - 1] if number else None
    if words.is_actor(at):
        given = words.items[at - 1].norm == "for" if at else False
        if given or (governor and governor.lemma in rules().lexicon.object_control):
            return words.mention_at(at)
    if governor and governor.lemma in rules().lexicon.object_control and at >= governor.end:
        return None  # "asked all of them to …": somebody, but not the one who asked
    if governor and _has_own_subject(words, governor) and words.items[at - 1].norm == ",":
        return None  # "for X to come, and to help": perhaps not X
    return subject(words, number - 1) if governor else None


def _has_own_subject(words: Words, group: VerbGroup) -> bool:
    """Tell whether "for X" stands before an infinitive."""
    at = group.start - 1
    while (at > 0 and words.items[at].has("Det")) or (at > 0 and words.is_actor(at)):
        at -= 1
    return group.form == "infinitive" and at >= 0 and words.items[at].norm == "for"


def _before_apposition(words: Words, comma: int) -> int:
    """Step from ``, said`` over ``, the capital,`` to what it describes."""
    if words.is_actor(comma - 1) and not words.is_governed(comma - 1):
        return comma - 1
    for at in range(comma - 1, max(comma - _APPOSITION, 0), -1):
        if words.items[at].norm == ",":
            return words.back(at - 1)
    return -1


_BY_FORM: Mapping[str, Callable[[Words, int], Filler | None]] = {
    "finite": _finite,
    "participle": _participle,
    "gerund": _gerund,
    "infinitive": _infinitive,
}
