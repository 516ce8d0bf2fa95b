"""Parts: the single things that reported words say, each in the mood of its own verb."""

from collections.abc import Iterator
from itertools import pairwise

from graph.extraction.clauses import Parse
from graph.extraction.frames import Part
from graph.extraction.items import text_of
from graph.extraction.triggers import introduces_speech
from graph.extraction.verbs import VerbGroup
from graph.extraction.words import JOINTS
from graph.facts import Span
from graph.reading import Token
from graph.rules import rules

__all__ = ["parts", "worded"]

_OWN = {"Planned", "Desired", "Possible", "Committed"}
"""Modalities that the verb of a part may give to what it says."""
_FUTURE = {"will", "shall", "would", "'ll", "'d"}
_EXCLUDE = ("rule", "out")
_SUBJECT = 4
"""Items that a subject may have after "and"."""


def parts(parse: Parse, first: int, last: int, *, clausal: bool) -> Iterator[Part]:
    """Yield what items ``first`` to ``last`` (exclusive) say, clause by clause.

    Where they are no clause but a mere phrase, a verb in it is not theirs.
    """
    cuts = [first, *(at for at in range(first + 1, last - 1) if _parts_here(parse, at)), last]
    for start, end in pairwise(cuts):
        begin = _past_joint(parse, start, end)
        yield Part(*worded(parse, begin, end), _mood(parse, begin, end) if clausal else "")


def worded(parse: Parse, first: int, last: int) -> tuple[str, Span]:
    """Return the words of items without the stop after them, and where they stand."""
    tokens = tuple(token for item in parse.items[first:last] for token in item.tokens)
    while len(tokens) > 1 and (tokens[-1].text in ".,;:" or _is_odd(tokens, -1)):
        tokens = tokens[:-1]
    if len(tokens) > 1 and _is_odd(tokens, 0):
        tokens = tokens[1:]
    return text_of(tokens), Span(tokens[0].span.start, tokens[-1].span.end)


def _is_odd(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether a token is a quotation mark without its fellow."""
    marks = [token for token in tokens if token.norm == '"']
    return tokens[at].norm == '"' and len(marks) % 2 == 1


def _parts_here(parse: Parse, at: int) -> bool:
    """Tell whether another clause begins at an item: "; …", ", and to …", ", preferring to …"."""
    item, following = parse.items[at], parse.items[at + 1]
    if item.norm == ";" or (item.norm in JOINTS and following.norm == "that"):
        return True
    if item.norm != ",":
        return False
    if following.norm in JOINTS:
        reopened = at + 2 < len(parse.items) and parse.items[at + 2].norm == "that"
        return not reopened and _begins_clause(parse, at + 2)  # else it begins after the comma
    group = parse.starting.get(at + 1)
    return group is not None and group.form == "gerund" and bool(_attitude(parse, group))


def _begins_clause(parse: Parse, at: int) -> bool:
    """Tell whether a verb, or a subject with its verb, begins at an item."""
    while at < len(parse.items) and parse.items[at].has("Adverb"):
        at += 1
    group = parse.starting.get(at)
    if group:
        return group.form in {"finite", "infinitive"}
    following = parse.finite_after(at)
    if following is None or following.start - at > _SUBJECT:
        return False
    between = parse.items[at : following.start]
    return bool(between) and not any(item.norm in {",", *JOINTS} for item in between)


def _past_joint(parse: Parse, start: int, end: int) -> int:
    first = start
    while start < end - 1 and parse.items[start].norm in {",", ";", *JOINTS}:
        start += 1
    return start + (start > first and start < end - 1 and parse.items[start].norm == "that")


def _mood(parse: Parse, first: int, last: int) -> str:
    """Return the modality that the first verb of a part gives to it."""
    if any(item.has("Condition") for item in parse.items[first:last]):
        return ""
    clause = next((c for c in parse.clauses if _is_of_part(c.group, first, last)), None)
    if clause is None:
        return ""
    group = clause.group
    if _rules_out(parse, group):
        return "Possible" if group.negated else "Denied"
    if group.negated:
        return ""
    if group.modal in _FUTURE:
        acts = clause.subject is not None and clause.subject.mention is not None
        return "Planned" if acts or _is_pronoun(parse, group) else ""
    return rules().lexicon.modals.get(group.modal, "") or _attitude(parse, group)


def _is_of_part(group: VerbGroup, first: int, last: int) -> bool:
    """Tell whether a part has a verb as its own: a finite one, or the gerund that begins it."""
    return group.start == first or (group.is_finite and first <= group.start < last)


def _rules_out(parse: Parse, group: VerbGroup) -> bool:
    verb, particle = _EXCLUDE
    following = parse.items[group.end].norm if group.end < len(parse.items) else ""
    return (group.lemma, following) == (verb, particle)


def _is_pronoun(parse: Parse, group: VerbGroup) -> bool:
    at = parse.back(group.start - 1)
    return at >= 0 and parse.items[at].has("Pronoun")


def _attitude(parse: Parse, group: VerbGroup) -> str:
    """Return what a verb such as "prefer" or "plan" makes of the infinitive after it."""
    governed = parse.starting.get(group.end)
    if governed is None or governed.form != "infinitive" or introduces_speech(group):
        return ""
    modality = rules().lexicon.modals.get(group.lemma, "")
    return modality if modality in _OWN else ""
