"""Clauses: for each verb group, its subject, its objects and its prepositional phrases.

The reading is shallow and cautious: what is not next to the verb, apart from adverbs, brackets
and appositions, is not taken for its subject, and a noun phrase that a preposition governs never.
"""

from dataclasses import dataclass
from functools import cached_property

from graph.extraction.items import Item, Mention, text_of
from graph.extraction.verbs import VerbGroup, verb_groups
from graph.facts import Span
from graph.rules import rules

__all__ = ["Clause", "Filler", "Parse"]

_STOPS = {".", ";", ":", "?", "!", "—"}
_JOINTS = {"and", "but", "or"}
_WITH_MAIN = {"by", "after", "while", "in", "when"}
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


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb group with what belongs to it; ``end`` is the item before which it ends."""

    group: VerbGroup
    subject: Filler | None
    objects: tuple[Filler, ...]
    phrases: tuple[tuple[str, Filler], ...]
    end: int


class Parse:
    """The clauses of one sentence."""

    def __init__(self, items: list[Item]) -> None:
        """Take the items of a sentence, phrases already joined."""
        self.items = items
        self.groups = verb_groups(items)
        self._starting = {group.start: group for group in self.groups}

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """One clause for each verb group, in their order."""
        return tuple(self._clause(n) for n in range(len(self.groups)))

    def filler(self, first: int, last: int, mention: Mention | None = None) -> Filler:
        """Return items ``first`` to ``last`` (exclusive) as a filler."""
        tokens = tuple(token for item in self.items[first:last] for token in item.tokens)
        span = Span(tokens[0].span.start, tokens[-1].span.end)
        return Filler(first, last, text_of(tokens), span, mention, self._starting.get(first))

    def finite_after(self, index: int) -> VerbGroup | None:
        """Return the first finite verb group that begins at or after an item."""
        return next((g for g in self.groups if g.is_finite and g.start >= index), None)

    def rest(self, filler: Filler, end: int, *, through_commas: bool) -> Filler:
        """Return a filler with all that follows in its clause, up to a date."""
        at = filler.first
        while at + 1 < end:
            following = self.items[at + 1]
            dated = at + 2 < end and self.items[at + 2].is_mention("Date")
            if (following.norm == "," and not through_commas) or (
                following.has("Preposition") and dated
            ):
                break
            at += 1
        return self.filler(filler.first, max(at + 1, filler.last))

    def listed(self, filler: Filler) -> list[Filler]:
        """Return the items of a list, split at commas and "and" outside brackets."""
        start, depth, found = self._past_such(filler), 0, []
        for at in range(start, filler.last):
            norm = self.items[at].norm
            depth += (norm == "(") - (norm == ")")
            if depth == 0 and norm in {",", "and"}:
                if at > start:
                    found.append(self.filler(start, at))
                start = at + 1
        return found + ([self.filler(start, filler.last)] if start < filler.last else [])

    def _past_such(self, filler: Filler) -> int:
        """Step over "such issues as"."""
        norms = [item.norm for item in self.items[filler.first : filler.last]]
        if "such" in norms[:3] and "as" in norms[:4]:
            return filler.first + norms.index("as") + 1
        return filler.first

    def is_adjunct(self, group: VerbGroup) -> bool:
        """Tell whether a gerund goes with the main verb (", requesting …", "by severing …")."""
        at = self._skip_back(group.start - 1)
        return at >= 0 and self.items[at].norm in {",", *_WITH_MAIN}

    def is_presupposed(self, group: VerbGroup) -> bool:
        """Tell whether a gerund tells of what happens; "X joining Y" leaves that open."""
        at = self._skip_back(group.start - 1)
        if at < 0 or not self._is_actor(at):
            return True
        return at > 0 and self.items[at - 1].norm in {"with", "("}

    # Where a clause ends.

    def end_of(self, number: int) -> int:
        """Return the item before which the clause of a verb group ends."""
        group = self.groups[number]
        following = next((g for g in self.groups[number + 1 :] if g.is_finite), None)
        limit = self._clause_start(following, group.end) if following else len(self.items)
        at, depth = group.end, 0
        while at < limit:
            item = self.items[at]
            depth += (item.norm == "(") - (item.norm == ")")
            if depth < 0 or (depth == 0 and self._ends_clause(at)):
                return at
            at += 1
        return limit

    def _ends_clause(self, at: int) -> bool:
        item = self.items[at]
        if item.norm in _STOPS:
            return True
        if item.has("Openers") and not item.has("Preposition"):
            return True
        return item.has("Openers") and self._opens_clause(at)

    def _opens_clause(self, at: int) -> bool:
        following = self.finite_after(at + 1)
        if following is None:
            return False
        return all(i.norm != "," for i in self.items[at + 1 : following.start])

    def next_sentence_part(self, after: int) -> int:
        """Return where ", and SUBJECT VERB" begins after an item, or the number of items."""
        for following in (g for g in self.groups if g.is_finite and g.start > after):
            start = self._clause_start(following, after)
            if self.items[start].norm == "," and self.items[start + 1].norm in _JOINTS:
                return start
        return len(self.items)

    def _clause_start(self, group: VerbGroup, after: int) -> int:
        subject = self._subject_before(group.start)
        start = subject.first if subject and subject.first >= after else group.start
        joint = next(
            (
                at
                for at in range(after, start)
                if self.items[at].norm in _JOINTS and self.items[at - 1].norm == ","
            ),
            start,
        )
        while joint > after and self.items[joint - 1].norm in {",", *_JOINTS}:
            joint -= 1
        return joint

    def when_before(self, clause: "Clause") -> "Clause | None":
        """Return the clause that "when" ties this one to, as to its time."""
        start = clause.subject.first if clause.subject else clause.group.start
        number = self.clauses.index(clause)
        tied = start > 0 and number > 0 and self.items[start - 1].norm == "when"
        return self.clauses[number - 1] if tied else None

    # Who does it.

    def _clause(self, number: int) -> Clause:
        group, end = self.groups[number], self.end_of(number)
        subject = self._subject(number)
        objects, at = self.objects(group, end)
        fronted = self._fronted(number, subject.first if subject else group.start)
        return Clause(group, subject, objects, (*self.phrases(at, end), *fronted), end)

    def _subject(self, number: int) -> Filler | None:
        group = self.groups[number]
        find = {
            "finite": self._finite_subject,
            "participle": self._participle_subject,
            "gerund": self._gerund_subject,
            "infinitive": self._infinitive_subject,
        }[group.form]
        return find(number)

    def _finite_subject(self, number: int) -> Filler | None:
        group = self.groups[number]
        found = self._subject_before(group.start)
        if found or not number:
            return found
        at = self._skip_back(group.start - 1)
        shares = at >= 0 and (self.items[at].norm in _JOINTS or self.items[at].has("Openers"))
        shares = shares and not self.items[at].has("Relative", "Preposition")
        return self._main_subject(number) if shares else None

    def _main_subject(self, number: int) -> Filler | None:
        """Return the subject of the nearest finite verb before one that has none of its own."""
        for earlier in range(number - 1, -1, -1):
            if self.groups[earlier].is_finite:
                return self._finite_subject(earlier)
        return None

    def _participle_subject(self, number: int) -> Filler | None:
        at = self._skip_back(self.groups[number].start - 1)
        while at >= 0 and self.items[at].norm in {"(", ","}:
            at = self._skip_back(at - 1)
        item = self.items[at] if at >= 0 else None
        return self.filler(at, at + 1, item.mention) if item and self._is_actor(at) else None

    def _gerund_subject(self, number: int) -> Filler | None:
        at = self._skip_back(self.groups[number].start - 1)
        if at >= 0 and self.items[at].norm in {",", *_WITH_MAIN}:
            return self._main_subject(number)
        return self.filler(at, at + 1, self.items[at].mention) if self._is_actor(at) else None

    def _infinitive_subject(self, number: int) -> Filler | None:
        at = self.groups[number].start - 1
        governor = self.groups[number - 1] if number else None
        if self._is_actor(at):
            given = self.items[at - 1].norm == "for" if at else False
            if given or (governor and governor.lemma in rules().lexicon.object_control):
                return self.filler(at, at + 1, self.items[at].mention)
        return self._subject(number - 1) if governor else None

    def _subject_before(self, start: int) -> Filler | None:
        at = self._skip_back(start - 1)
        if at >= 0 and self.items[at].norm == ",":
            at = self._before_apposition(at)
        if at >= 0 and self.items[at].has("Relative"):
            at = self._skip_back(at - 1)
            at -= at >= 0 and self.items[at].norm == ","
            return self.filler(at, at + 1, self.items[at].mention) if self._is_actor(at) else None
        if not self._is_actor(at) or self._is_governed(at):
            return None
        return self.filler(at, at + 1, self.items[at].mention)

    def _before_apposition(self, comma: int) -> int:
        """Step from ``, said`` over ``, the capital,`` to what it describes."""
        if self._is_actor(comma - 1) and not self._is_governed(comma - 1):
            return comma - 1
        for at in range(comma - 1, max(comma - 8, 0), -1):
            if self.items[at].norm == ",":
                return self._skip_back(at - 1)
        return -1

    def _skip_back(self, at: int) -> int:
        """Step back over adverbs, quotation marks and brackets."""
        while at >= 0:
            item = self.items[at]
            if item.norm == ")":
                at = next((n for n in range(at, -1, -1) if self.items[n].norm == "("), 0)
            elif item.mention or not (
                item.has("Adverb") or item.norm == '"' or item.norm.endswith("ly")
            ):
                return at
            at -= 1
        return -1

    def _is_actor(self, at: int) -> bool:
        """Tell whether an item can be a subject: a mention that is no date and no adjective."""
        mention = self.items[at].mention if at >= 0 else None
        if mention is None or mention.adjective or mention.type == "Date":
            return False
        described = at > 0 and self.items[at - 1].norm in {"a", "an"}
        return not (described and mention.is_a("State", "InternationalOrganisation"))

    def _is_governed(self, at: int) -> bool:
        """Tell whether a preposition or a noun before it keeps a mention from being a subject."""
        before = self._before_noun_phrase(at)
        if before < 0:
            return False
        item = self.items[before]
        if item.norm in _DUAL and before:
            return False
        if self.items[at].is_mention("Person") and not item.has("Preposition"):
            return False
        return item.has("Preposition", "Possessive") or self._is_other_noun(before)

    def _is_other_noun(self, at: int) -> bool:
        item = self.items[at]
        plain = item.has("Lower") and not item.has("Openers", "Adverb") and item.mention is None
        return plain and item.norm not in _JOINTS and not self._is_verb(at)

    def _before_noun_phrase(self, at: int) -> int:
        """Step back over "the newly democratic" to what stands before the article."""
        before = at - 1
        while (
            before >= 0 and self.items[before].mention and not self.items[before].is_mention("Date")
        ):
            before -= 1  # "NATO–Russia Council agreements": one name describes the next
        for first in range(before, max(before - 4, -1), -1):
            if self.items[first].has("Det") and not self.items[first].has("Openers"):
                return first - 1
            if not self.items[first].has("Lower") or self.items[first].has("Preposition"):
                break
        while before >= 0 and self.items[before].has("Det", "Quantity"):
            before -= 1
        return before

    def _is_name(self, at: int) -> bool:
        return self.items[at].is_mention() and not self.items[at].is_mention("Date")

    def _is_verb(self, at: int) -> bool:
        return any(group.start <= at < group.end for group in self.groups)

    # What it is done to, and how.

    def objects(self, group: VerbGroup, end: int) -> tuple[tuple[Filler, ...], int]:
        """Return the noun phrases right after a verb, at most two, and the item after them."""
        found: list[Filler] = []
        at = group.end
        while at < end and len(found) < 2:
            item = self.items[at]
            verbal = self._starting.get(at)
            if verbal and (found or verbal.form != "gerund"):
                break
            if (item.has("Preposition") and not verbal) or item.norm in {",", "and", ")"}:
                break
            if item.has("Adverb") or item.norm == '"':
                at += 1
                continue
            filler = self._noun_phrase(at, end)
            found.append(filler)
            at = filler.last
        return tuple(found), at

    def _noun_phrase(self, at: int, end: int) -> Filler:
        """Return the noun phrase that begins at an item, with its ``of`` where it is mere words."""
        first = at
        while (
            at < end - 1 and self.items[at].has("Det", "Quantity", "Number") and not self._noun(at)
        ):
            at += 1
        if at in self._starting and self._starting[at].form == "gerund":
            return self.filler(at, self._text_end(at + 1, end))
        item = self.items[at]
        if item.mention and not item.mention.adjective and not self._continues(at + 1, end):
            return self.filler(first, at + 1, item.mention)
        return self.filler(first, max(self._text_end(first, end), first + 1))

    def _noun(self, at: int) -> bool:
        return self.items[at].mention is not None

    def _continues(self, at: int, end: int) -> bool:
        """Tell "NATO" from "NATO officials": whether a plain word makes a longer name of it."""
        if at >= end or at in self._starting:
            return False
        item = self.items[at]
        return (
            item.has("Possessive")
            or item.norm == "-"
            or (
                item.has("Lower", "Cap")
                and not item.has("Preposition", "Adverb", "Openers", "Det")
                and item.norm not in _JOINTS
                and item.mention is None
            )
        )

    def _text_end(self, at: int, end: int) -> int:
        while at < end:
            item = self.items[at]
            if item.norm in {",", ")", "("} or (
                at in self._starting and self._starting[at].is_finite
            ):
                return at
            if item.has("Preposition") and item.norm != "of":
                return at
            at += 1
        return end

    def phrases(self, at: int, end: int) -> tuple[tuple[str, Filler], ...]:
        """Return the prepositional phrases and bare dates between two items."""
        found: list[tuple[str, Filler]] = []
        while at < end:
            item = self.items[at]
            if item.is_mention("Date"):
                found.append(("", self.filler(at, at + 1, item.mention)))
            elif item.has("Preposition") and at + 1 < end and self.items[at + 1].is_mention("Date"):
                found.append((item.norm, self.filler(at + 1, at + 2, self.items[at + 1].mention)))
                at += 1
            elif item.has("Preposition") and at + 1 < end:
                filler = self._noun_phrase(at + 1, end)
                found.append((item.norm, filler))
                at = filler.last
                continue
            elif item.norm == "," and not self._goes_on(at + 1, end):
                break
            at += 1
        return tuple(found)

    def _goes_on(self, at: int, end: int) -> bool:
        """Tell whether after a comma the clause goes on with another phrase."""
        return at < end and (
            self.items[at].has("Preposition", "Adverb") or self.items[at].is_mention("Date")
        )

    def _fronted(self, number: int, start: int) -> tuple[tuple[str, Filler], ...]:
        """Return the phrases before the subject ("On 27 May 1997, at the summit, …")."""
        group = self.groups[number]
        if not group.is_finite:
            return ()
        earlier = [n for n in range(number) if self.groups[n].is_finite]
        left = self.end_of(earlier[-1]) if earlier else 0
        while (
            left < start
            and (self.items[left].norm in {",", *_JOINTS} or self.items[left].has("Openers"))
            and not self.items[left].has("Preposition")
        ):
            left += 1
        return self.phrases(left, start)
