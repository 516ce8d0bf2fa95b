"""The words of one sentence as its clauses are looked for: items, verb groups, and steps."""

from dataclasses import dataclass

from graph.extraction.items import Item, Mention, text_of
from graph.extraction.verbs import VerbGroup, is_adverb_in_ly, verb_groups
from graph.facts import Span

__all__ = ["JOINTS", "Filler", "Words"]

JOINTS = {"and", "but", "or"}
"""Words that join clauses or names."""
_DUAL = {"as", "after", "before", "since", "until", "when", "while", "because", "that", "if"}


@dataclass(frozen=True, slots=True)
class Filler:
    """What stands in a place of a clause: words, and the mention or gerund that they are."""

    first: int
    last: int
    words: str
    span: Span
    mention: Mention | None = None
    gerund: VerbGroup | None = None


class Words:
    """Items with the verb groups among them."""

    def __init__(self, items: list[Item]) -> None:
        """Take the items of a sentence, phrases already joined."""
        self.items = items
        self.groups = verb_groups(items)
        self.starting = {group.start: group for group in self.groups}

    def filler(self, first: int, last: int, mention: Mention | None = None) -> Filler:
        """Return items ``first`` to ``last`` (exclusive) as a filler."""
        tokens = tuple(token for item in self.items[first:last] for token in item.tokens)
        span = Span(tokens[0].span.start, tokens[-1].span.end)
        return Filler(first, last, text_of(tokens), span, mention, self.starting.get(first))

    def between(self, span: Span) -> str:
        """Return the words of a span, without the footnote marks in it."""
        inside = (token for item in self.items for token in item.tokens)
        return text_of(tuple(token for token in inside if span.covers(token.span)))

    def mention_at(self, at: int) -> Filler:
        """Return one item, a mention, as a filler."""
        return self.filler(at, at + 1, self.items[at].mention)

    def finite_after(self, index: int) -> VerbGroup | None:
        """Return the first finite verb group that begins at or after an item."""
        return next((g for g in self.groups if g.is_finite and g.start >= index), None)

    def is_verb(self, at: int) -> bool:
        """Tell whether an item is part of a verb group."""
        return any(group.start <= at < group.end for group in self.groups)

    def back(self, at: int) -> int:
        """Step back over adverbs, quotation marks and brackets; -1 is before the sentence."""
        while at >= 0:
            item = self.items[at]
            if item.norm == ")":
                at = next((n for n in range(at, -1, -1) if self.items[n].norm == "("), 0)
            elif item.mention or not (
                item.has("Adverb") or item.norm == '"' or is_adverb_in_ly(item.norm)
            ):
                return at
            at -= 1
        return -1

    def is_actor(self, at: int) -> bool:
        """Tell whether an item can be a subject: a mention that is no date and no adjective."""
        mention = self.items[at].mention if at >= 0 else None
        if mention is None or mention.adjective or mention.type == "Date":
            return False
        described = at > 0 and self.items[at - 1].norm in {"a", "an"}
        return not (described and mention.is_a("State", "InternationalOrganisation"))

    def is_governed(self, at: int) -> bool:
        """Tell whether a preposition or a noun before it keeps a mention from being a subject."""
        before = self._before_noun_phrase(at)
        if before < 0:
            return False
        item = self.items[before]
        if item.norm in _DUAL:
            return False
        if self.items[at].is_mention("Person") and not item.has("Preposition"):
            return False
        return item.has("Preposition", "Possessive") or self._is_other_noun(before)

    def _is_other_noun(self, at: int) -> bool:
        item = self.items[at]
        plain = item.has("Lower") and not item.has("Openers", "Adverb") and item.mention is None
        return plain and item.norm not in JOINTS and not self.is_verb(at)

    def _before_noun_phrase(self, at: int) -> int:
        """Step back over "the newly democratic" to what stands before the article."""
        before = at - 1
        while before >= 0 and self._is_name(before):
            before -= 1  # "NATO–Russia Council agreements": one name describes the next
        for first in range(before, max(before - 4, -1), -1):
            if self.items[first].has("Det") and not self.items[first].has("Openers"):
                return first - 1
            if not self.items[first].has("Lower", "Cap") or self.items[first].has("Preposition"):
                break
        while before >= 0 and self.items[before].has("Det", "Quantity"):
            before -= 1
        return before

    def _is_name(self, at: int) -> bool:
        return self.items[at].is_mention() and not self.items[at].is_mention("Date")
