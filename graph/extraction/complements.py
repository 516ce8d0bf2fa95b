"""Complements: the noun phrases after a verb, and its prepositional phrases."""

from graph.extraction.verbs import VerbGroup
from graph.extraction.words import JOINTS, Filler, Words

__all__ = ["listed", "noun_phrase", "objects", "phrases", "rest", "text_end"]


def objects(words: Words, group: VerbGroup, end: int) -> tuple[tuple[Filler, ...], int]:
    """Return the noun phrases right after a verb, at most two, and the item after them."""
    found: list[Filler] = []
    at = group.end
    while at < end and len(found) < 2:
        item = words.items[at]
        verbal = words.starting.get(at)
        if verbal and (found or verbal.form != "gerund"):
            break
        if (item.has("Preposition") and not verbal) or item.norm in {",", "and", ")"}:
            break
        if item.has("Adverb") or item.norm == '"':
            at += 1
            continue
        filler = noun_phrase(words, at, end)
        found.append(filler)
        at = filler.last
    return tuple(found), at


def noun_phrase(words: Words, at: int, end: int) -> Filler:
    """Return the noun phrase that begins at an item, with its ``of`` where it is mere words."""
    first = at
    while (
        at < end - 1
        and words.items[at].has("Det", "Quantity", "Number")
        and not words.items[at].mention
    ):
        at += 1
    named = _after_adjectives(words, at, end)
    if named is not None:
        return words.filler(first, named + 1, words.items[named].mention)
    if at in words.starting and words.starting[at].form == "gerund":
        return words.filler(at, text_end(words, at + 1, end))
    item = words.items[at]
    if item.mention and not item.mention.adjective and not _continues(words, at + 1, end):
        return words.filler(first, at + 1, item.mention)
    last = max(text_end(words, first, end), first + 1)
    return words.filler(first, _past_included(words, last, end))


def _past_included(words: Words, at: int, end: int) -> int:
    """Step over "(including …)", which is part of what stands before it."""
    opened = at + 1 < end and words.items[at].norm == "("
    if not opened or words.items[at + 1].norm != "including":
        return at
    return min(_closing(words, at, end) + 1, end)


def _after_adjectives(words: Words, at: int, end: int) -> int | None:
    """Return the people whom plain adjectives describe ("anti-drug officers of X"), if any."""
    first = at
    while at < end - 1 and words.items[at].has("Plain") and at not in words.starting:
        at += 1
    return at if at > first and words.items[at].is_mention("UnnamedAgent", "Group") else None


def _continues(words: Words, at: int, end: int) -> bool:
    """Tell "NATO" from "NATO officials": whether a plain word makes a longer name of it."""
    if at >= end or at in words.starting:
        return False
    item = words.items[at]
    return (
        item.has("Possessive")
        or (item.norm == "-" and item.span.start == words.items[at - 1].span.end)
        or (
            item.has("Lower", "Cap")
            and not item.has("Preposition", "Adverb", "Openers", "Det", "Pronoun")
            and item.norm not in JOINTS
            and item.mention is None
        )
    )


def text_end(words: Words, at: int, end: int) -> int:
    """Return the item before which a noun phrase ends, with its ``of`` but no other phrase."""
    first = at
    while at < end:
        item = words.items[at]
        verb = words.starting.get(at)
        if verb and at > first and verb.form == "participle":
            return at - words.items[at - 1].has("Adverb")  # "the tension already created by"
        if item.norm in {",", ")", "("} or (verb and verb.is_finite):
            return at
        if item.has("Preposition", "Relative") and item.norm != "of":
            return at
        if at > first and item.has("Det") and not _is_open(words, at - 1):
            return at
        at += 1
    return end


def _is_open(words: Words, at: int) -> bool:
    """Tell whether a noun phrase cannot end at an item ("all the", "of the", "one of its")."""
    return words.items[at].has("Det", "Quantity", "Preposition", "Adverb", "Possessive")


def phrases(words: Words, at: int, end: int) -> tuple[tuple[str, Filler], ...]:
    """Return the prepositional phrases and bare dates between two items."""
    found: list[tuple[str, Filler]] = []
    while at < end:
        item = words.items[at]
        if item.is_mention("Date"):
            found.append(("", words.filler(at, at + 1, item.mention)))
        elif item.has("Preposition") and at + 1 < end and words.items[at + 1].is_mention("Date"):
            found.append((item.norm, words.filler(at + 1, at + 2, words.items[at + 1].mention)))
            at += 1
        elif item.has("Preposition") and at + 1 < end:
            filler = noun_phrase(words, at + 1, end)
            found.append((item.norm, filler))
            at = filler.last
            continue
        elif item.norm == "," and not _goes_on(words, at + 1, end):
            break
        at += 1
    return tuple(found)


def _goes_on(words: Words, at: int, end: int) -> bool:
    """Tell whether after a comma the clause goes on with another phrase."""
    return at < end and (
        words.items[at].has("Preposition", "Adverb") or words.items[at].is_mention("Date")
    )


def rest(words: Words, filler: Filler, end: int, *, through_commas: bool) -> Filler:
    """Return a filler with all that follows in its clause, up to a date."""
    at = filler.first
    while at + 1 < end:
        following = words.items[at + 1]
        dated = at + 2 < end and words.items[at + 2].is_mention("Date")
        if (following.norm == "," and not through_commas) or (
            following.has("Preposition") and dated
        ):
            break
        at += 1
    return words.filler(filler.first, max(at + 1, filler.last))


def listed(words: Words, filler: Filler) -> list[Filler]:
    """Return the items of a list, split at commas and "and"; what brackets name is listed, too.

    A bracket that opens with a preposition only says more of the item before it.
    """
    start, found = _past_such(words, filler), []
    at = start
    while at < filler.last:
        norm = words.items[at].norm
        if norm == "(" and not _says_more(words, at + 1):
            close = _closing(words, at, filler.last)
            found += _item(words, start, at) + _named_within(words, at + 1, close)
            at = start = close + 1
            continue
        at = _closing(words, at, filler.last) if norm == "(" else at
        if norm in {",", "and"}:
            found += _item(words, start, at)
            start = at + 1
        at += 1
    return found + _item(words, start, filler.last)


def _item(words: Words, start: int, end: int) -> list[Filler]:
    return [words.filler(start, end)] if end > start else []


def _says_more(words: Words, at: int) -> bool:
    return at < len(words.items) and words.items[at].has("Preposition")


def _closing(words: Words, at: int, end: int) -> int:
    """Return the item that closes the bracket opened at an item, or the end."""
    return next((n for n in range(at, end) if words.items[n].norm == ")"), end)


def _named_within(words: Words, start: int, end: int) -> list[Filler]:
    """Return what a bracket lists; one with a verb tells of an act and lists nothing."""
    if start >= end or any(start <= group.start < end for group in words.groups):
        return []
    return listed(words, words.filler(start, end))


def _past_such(words: Words, filler: Filler) -> int:
    """Step over "such issues as"."""
    norms = [item.norm for item in words.items[filler.first : filler.last]]
    if "such" in norms[:3] and "as" in norms[:4]:
        return filler.first + norms.index("as") + 1
    return filler.first
