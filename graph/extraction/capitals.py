"""Capitals and seats of government: "Moscow agreed" means a state, "in Moscow" a city.

A name of a city stands for a state only where no city can stand: as who does, by an active verb,
what states do; as whom such a thing is done to; after "by", after "with", and as a party of
relations. Everywhere else it stays a place.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from graph.extraction.items import Item, Mention
from graph.extraction.triggers import verbs
from graph.extraction.types import is_a, supertypes
from graph.extraction.verbs import VerbGroup, verb_groups
from graph.facts import Antecedent, Span
from graph.reference import governed_from, states_in

__all__ = ["Capitals"]

_REASONS = {"City": "capital for its state", "Place": "seat of government for its state"}
_DASHES = {"-", "–", "—"}
_RELATIONS = ("BilateralRelation~", "Agreement~", "Treaty~", "Negotiation~")
_NAMING = ("Cap", "Given", "Title", "Rank", "Honorific", "Proper")


@dataclass(slots=True)
class Capitals:
    """The states that a text has named so far, the latest last, to tell whose capital is meant."""

    _named: dict[str, Span] = field(default_factory=dict)

    def read(self, items: list[Item]) -> list[Item]:
        """Return a sentence's items with a state for each capital that stands for one."""
        self._remember(items)
        if not any(_seat(item) for item in items):
            return items
        sentence = _Sentence(items, verb_groups(items))
        years = [
            item.mention.edtf[:4] for item in items if item.is_mention("Date") and item.mention
        ]
        return [
            self._state(item, years) or item if sentence.stands_for_state(at) else item
            for at, item in enumerate(items)
        ]

    def _remember(self, items: list[Item]) -> None:
        for item in items:
            if item.mention and item.mention.type == "State":
                self._named.pop(item.mention.key, None)
                self._named[item.mention.key] = item.mention.span

    def _state(self, item: Item, years: list[str]) -> Item | None:
        """Return the item as the state that is meant, if it is certain which of several it is."""
        city = item.mention
        key = self._meant(city.key, years) if city else ""
        if not city or not key:
            return None
        decision = Antecedent(city.span, self._named.get(key, city.span), _REASONS[city.type])
        state = Mention("State", key, city.span, key, city.rule, antecedents=(decision,))
        tags = (item.tags - supertypes(city.type)) | supertypes("State")
        return replace(item, mention=state, tags=frozenset(tags))

    def _meant(self, city: str, years: list[str]) -> str:
        """Return the state that had its capital there in a year, or that the text named last."""
        year = years[0] if len(set(years)) == 1 else ""
        dated = year.isdigit()
        found = states_in(city, int(year)) if dated else governed_from()[city]
        named = [key for key in reversed(self._named) if key in found]
        likely = found if dated else states_in(city)
        return next(iter(named), likely[0] if len(likely) == 1 else "")


def _seat(item: Item) -> bool:
    """Tell whether an item names a place from which a state is governed."""
    mention = item.mention
    return mention is not None and mention.type in _REASONS and mention.key in governed_from()


@dataclass(frozen=True, slots=True)
class _Sentence:
    items: list[Item]
    groups: list[VerbGroup]

    def stands_for_state(self, at: int) -> bool:
        """Tell whether an item is a capital in a place where only a state can be."""
        if not _seat(self.items[at]):
            return False
        first, last = self._run(at)
        described = first > 0 and self.items[first - 1].has(*_NAMING)
        start = first - 1 if first and self.items[first - 1].has("Det") else first
        return not described and any(test(self, start, last) for test in _PLACES)

    def _run(self, at: int) -> tuple[int, int]:
        """Return the bounds of names joined by "and", a comma or a dash; the end is exclusive."""
        first, last = at, at + 1
        while first > 1 and self._joined(first - 1):
            first -= 2
        while last + 1 < len(self.items) and self._joined(last):
            last += 2
        return first, last

    def _joined(self, at: int) -> bool:
        """Tell whether an item joins two names that may both be actors."""
        joint, left, right = self.items[at], self.items[at - 1], self.items[at + 1]
        both = all(_seat(side) or side.is_mention("Actor") for side in (left, right))
        alike = _seat(left) and _seat(right)
        return both and (joint.norm in {"and", *_DASHES} or (joint.norm == "," and alike))

    def acts(self, first: int, last: int) -> bool:
        """Tell whether names are the subject of a verb that tells what a state does."""
        if self._is_governed(first):
            return False
        at = self._past_adverbs(last)
        group = next((g for g in self.groups if g.start in (last, at)), None)
        if group is None or not group.is_finite:
            return False
        return _takes_state(group, _acted_on if group.passive else _acting)

    def is_acted_on(self, first: int, _last: int) -> bool:
        """Tell whether names are the object of a verb whose object is who acts, never a place."""
        group = self._verb_before(first)
        return group is not None and not group.passive and _takes_state(group, _acted_on)

    def is_agent(self, first: int, _last: int) -> bool:
        """Tell whether names stand after "by" and a verb that tells what a state does."""
        if first < 2 or self.items[first - 1].norm != "by":
            return False
        group = self._verb_before(first - 1)
        return group is not None and group.passive and _takes_state(group, _acting)

    def is_party(self, first: int, last: int) -> bool:
        """Tell whether names are parties: "relations between X and Y", "a treaty with X"."""
        if first < 2 or self.items[first - 1].norm not in {"between", "with"}:
            return False
        follows = self.items[last].norm if last < len(self.items) else ""
        return self.items[first - 2].has(*_RELATIONS) and follows != "as"

    def is_pair(self, first: int, last: int) -> bool:
        """Tell whether names are joined by a dash before "relations"."""
        joined = any(item.norm in _DASHES for item in self.items[first:last])
        follows = last < len(self.items) and self.items[last].has("BilateralRelation~")
        return joined and follows

    def _is_governed(self, first: int) -> bool:
        before = self.items[first - 1] if first else None
        if before is None:
            return False
        if before.has("Preposition", "Possessive") and not before.has("Openers"):
            return True
        return self._verb_before(first) is not None and not self._reports(first)

    def _reports(self, first: int) -> bool:
        """Tell whether the verb before is one of speech, so that a clause may follow it."""
        group = self._verb_before(first)
        rules = verbs().get(group.lemma, ()) if group else ()
        return any(verb.rule.content and "bare" in verb.rule.content.forms for verb in rules)

    def _verb_before(self, at: int) -> VerbGroup | None:
        return next((group for group in self.groups if group.end == at), None)

    def _past_adverbs(self, at: int) -> int:
        while at < len(self.items) and self.items[at].has("Adverb"):
            at += 1
        return at


_PLACES: tuple[Callable[[_Sentence, int, int], bool], ...] = (
    _Sentence.acts,
    _Sentence.is_acted_on,
    _Sentence.is_agent,
    _Sentence.is_party,
    _Sentence.is_pair,
)


def _acting(group: VerbGroup) -> Iterator[tuple[str, ...]]:
    """Yield the classes of who does what a verb tells, by each of its rules."""
    for verb in verbs().get(group.lemma, ()):
        role = verb.rule.roles.get(verb.rule.subject)
        yield role.type if role else ()


def _acted_on(group: VerbGroup) -> Iterator[tuple[str, ...]]:
    for verb in verbs().get(group.lemma, ()):
        role = verb.rule.roles.get(verb.rule.object)
        yield role.type if role else ()


def _takes_state(
    group: VerbGroup, classes: Callable[[VerbGroup], Iterator[tuple[str, ...]]]
) -> bool:
    """Tell whether a verb takes a state there by some of its rules, and a city by none."""
    wanted = [types for types in classes(group) if types]
    return any(is_a("State", types) for types in wanted) and not any(
        is_a("City", types) for types in wanted
    )
