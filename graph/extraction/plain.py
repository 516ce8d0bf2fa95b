"""Plain subjects: the noun phrase before a verb, where nobody's name stands there."""

from dataclasses import replace
from itertools import takewhile

from graph.extraction.clauses import Clause, Parse
from graph.extraction.items import Mention, without_article
from graph.extraction.words import JOINTS, Filler
from graph.rules import rules

__all__ = ["doer", "plain_subject"]

_LONGEST = 14
"""Items of the longest noun phrase that is taken for a subject."""
_BREAKS = {",", ";", ":", "(", ")", "—", "–", '"'}
_OPENING = {"after", "when", "while", "as", "because", "although", "though", "whereas", "before"}
_NO_SUBJECT = {"it", "there", "what", "they", "this", "that", "these", "those", "both", "all", "he"}
_COUNTS = {"tens", "dozens", "hundreds", "thousands", "millions", "number", "majority", "most"}
_UNTOLD = {"this", "that", "these", "those", "such", "both", "all", "see", "neither"}
"""Words that open what is no subject, or one that only the text before tells of."""


def plain_subject(parse: Parse, clause: Clause) -> Filler | None:
    """Return "several ports on the coast" of "In 1912 several ports on the coast were taken"."""
    end = parse.back(clause.group.start - 1) + 1
    shared = _sharing(parse, clause, end - 1)
    if shared:
        return plain_subject(parse, shared)
    first = _past_fronted(parse, _start(parse, end), end)
    if not 0 < end - first <= _LONGEST or not _is_alone(parse, first):
        return None
    return parse.filler(first, end) if _is_noun_phrase(parse, first, end) else None


def _sharing(parse: Parse, clause: Clause, at: int) -> Clause | None:
    """Return the clause before "and" whose subject a verb shares, if it has no name as its own."""
    if at < 0 or parse.items[at].norm not in JOINTS:
        return None
    number = parse.groups.index(clause.group)
    earlier = [before for before in parse.clauses[:number] if before.group.is_finite]
    return earlier[-1] if earlier and earlier[-1].subject is None else None


def doer(parse: Parse, filler: Filler) -> Filler:
    """Return a noun phrase as somebody whom the text only calls "a court" or "five rebels"."""
    ends = (n for n in range(filler.first, filler.last) if _ends_noun(parse, n, filler))
    head = next((n for n in ends if parse.items[n].norm not in _COUNTS), None)
    if filler.mention or head is None:
        return filler
    named = parse.items[head].mention
    if named and named.is_a("Actor") and not named.anaphor:
        return replace(filler, mention=named)  # "the five permanent members of X"
    if not _acts(parse, head):
        return filler
    label = without_article(filler.words)
    mention = Mention("UnnamedAgent", label, filler.span, rule="anonymous-agent")
    return replace(filler, mention=mention)


def _acts(parse: Parse, at: int) -> bool:
    """Tell whether a noun is of those who act: "rebels", "Serbs", "Ethiopians"."""
    item = parse.items[at]
    people = item.mention is not None and item.mention.adjective and _is_plural(item.norm)
    return people or (item.mention is None and item.norm in rules().lexicon.doers)


def _is_plural(norm: str) -> bool:
    return norm.endswith("s") and not norm.endswith("ss")


def _ends_noun(parse: Parse, at: int, filler: Filler) -> bool:
    """Tell whether the noun of a noun phrase stands at an item: a phrase or nothing follows."""
    return at + 1 == filler.last or parse.items[at + 1].has("Preposition")


def _start(parse: Parse, end: int) -> int:
    """Return the first item of what stands before a verb, up to a comma or another verb."""
    before = takewhile(lambda at: not _breaks(parse, at), range(end - 1, -1, -1))
    return min(before, default=end)


def _breaks(parse: Parse, at: int) -> bool:
    item = parse.items[at]
    joined = item.norm in JOINTS and at > 0 and parse.items[at - 1].norm == ","
    return item.norm in {*_BREAKS, *_OPENING} or joined or parse.is_verb(at)


def _past_fronted(parse: Parse, first: int, end: int) -> int:
    """Step over "On 4 October 2001" and over adverbs."""
    while first < end and (
        parse.items[first].is_mention("Date")
        or parse.items[first].has("Adverb")
        or (first + 1 < end and _is_dated(parse, first))
    ):
        first += 1
    return first


def _is_dated(parse: Parse, at: int) -> bool:
    return parse.items[at].has("Preposition") and parse.items[at + 1].is_mention("Date")


def _is_alone(parse: Parse, first: int) -> bool:
    """Tell a clause of its own from an apposition: what is before it only opens the sentence."""
    before = next((n for n in range(first - 1, -1, -1) if _breaks(parse, n)), -1)
    if before < 0 or parse.items[before].norm in {";", *_OPENING, *JOINTS}:
        return True
    opener = parse.items[0]
    fronted = opener.has("Preposition", "Adverb") or opener.norm in _OPENING
    return parse.items[before].norm == "," and fronted and parse.finite_after(0) is not None


def _is_noun_phrase(parse: Parse, first: int, end: int) -> bool:
    """Tell whether items are a noun phrase with a noun as its last word."""
    items, last = parse.items[first:end], parse.items[end - 1]
    if not _opens_noun_phrase(parse, first) or last.norm in _NO_SUBJECT:
        return False
    if any("_" in i.norm or (i.has("Pronoun", "Relative") and not i.has("Det")) for i in items):
        return False
    if any(_begins_anew(parse, at) for at in range(first + 1, end)):
        return False
    if last.mention is not None:
        if len(items) == 1 and not last.mention.adjective:
            return False  # a name that is no subject here
        return not last.is_mention("Date") and (not last.mention.adjective or _acts(parse, end - 1))
    return last.has("Lower", "Cap") and not last.has("Det", "Preposition")


def _opens_noun_phrase(parse: Parse, at: int) -> bool:
    """Tell whether an item begins a noun phrase that means something by itself."""
    item = parse.items[at]
    refers = item.norm in _UNTOLD or (item.mention is not None and item.mention.anaphor)
    listed = not item.norm[0].isalnum() or (at > 0 and parse.items[at - 1].norm == "as")
    return not (refers or listed or item.has("Preposition", "Pronoun", "Openers"))


def _begins_anew(parse: Parse, at: int) -> bool:
    """Tell whether another noun phrase begins: "both sides" in "the next day both sides"."""
    item, before = parse.items[at], parse.items[at - 1]
    opens = item.has("Det", "Quantity") and item.mention is None and not item.has("Adverb")
    return opens and not before.has("Preposition", "Det", "Quantity", "Possessive", "Negation")
