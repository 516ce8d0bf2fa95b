"""Clauses: for each verb group, its subject, its objects and its prepositional phrases.

The reading is shallow and cautious: what is not next to the verb, apart from adverbs, brackets
and appositions, is not taken for its subject, and a noun phrase that a preposition governs never.
"""

from dataclasses import dataclass
from functools import cached_property

from graph.extraction.complements import objects, phrases
from graph.extraction.subjects import subject, subject_before
from graph.extraction.verbs import VerbGroup
from graph.extraction.words import JOINTS, Filler, Words

__all__ = ["Clause", "Parse"]

_STOPS = {".", ";", ":", "?", "!", "—"}


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb group with what belongs to it; ``end`` is the item before which it ends."""

    group: VerbGroup
    subject: Filler | None
    objects: tuple[Filler, ...]
    phrases: tuple[tuple[str, Filler], ...]
    end: int


class Parse(Words):
    """The clauses of one sentence."""

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """One clause for each verb group, in their order."""
        return tuple(self._clause(n) for n in range(len(self.groups)))

    def opener_of(self, clause: Clause) -> int:
        """Return the item before a clause, which may open it ("when", "if"); -1 for none."""
        start = clause.subject.first if clause.subject else clause.group.start
        while start > 0 and self.items[start - 1].has("Det"):
            start -= 1
        return start - 1

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
            if self.items[start].norm == "," and self.items[start + 1].norm in JOINTS:
                return start
        return len(self.items)

    def _clause_start(self, group: VerbGroup, after: int) -> int:
        subject = subject_before(self, group.start)
        start = subject.first if subject and subject.first >= after else group.start
        joint = next(
            (
                at
                for at in range(after, start)
                if self.items[at].norm in JOINTS and self.items[at - 1].norm == ","
            ),
            start,
        )
        while joint > after and self.items[joint - 1].norm in {",", *JOINTS}:
            joint -= 1
        return joint

    def when_before(self, clause: "Clause") -> "Clause | None":
        """Return the clause that "when" ties this one to, as to its time."""
        number, opener = self.clauses.index(clause), self.opener_of(clause)
        tied = opener >= 0 and number > 0 and self.items[opener].norm == "when"
        return self.clauses[number - 1] if tied else None

    def _clause(self, number: int) -> Clause:
        group, end = self.groups[number], self.end_of(number)
        who = subject(self, number)
        after, at = objects(self, group, end)
        fronted = self._fronted(number, who.first if who else group.start)
        return Clause(group, who, after, (*phrases(self, at, end), *fronted), end)

    def _fronted(self, number: int, start: int) -> tuple[tuple[str, Filler], ...]:
        """Return the phrases before the subject ("On 27 May 1997, at the summit, …")."""
        group = self.groups[number]
        if not group.is_finite:
            return ()
        earlier = [n for n in range(number) if self.groups[n].is_finite]
        left = self.end_of(earlier[-1]) if earlier else 0
        while (
            left < start
            and (self.items[left].norm in {",", *JOINTS} or self.items[left].has("Openers"))
            and not self.items[left].has("Preposition")
        ):
            left += 1
        return phrases(self, left, start)
