"""Filling: what stands in the places and phrases of a clause is put into the roles of a rule."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from graph.extraction.adjuncts import fill_adjunct
from graph.extraction.clauses import Clause, Parse
from graph.extraction.complements import noun_phrase
from graph.extraction.frames import Frame
from graph.extraction.items import Mention
from graph.extraction.roles import Roles, property_for
from graph.extraction.verbs import VerbGroup
from graph.extraction.words import Filler
from graph.facts import Span
from graph.rules import Adjunct, FrameRule

__all__ = ["NO_VERB", "Controlled", "Filling", "whole"]

NO_VERB = VerbGroup(0, 0, 0, "", "finite")
"""The verb of a clause made up of the phrases after a noun."""


@dataclass(frozen=True, slots=True)
class Controlled:
    """A gerund whose subject another clause gives, and whose ground or content it is."""

    subject: Filler | None
    parent: Frame
    property: str


@dataclass(frozen=True, slots=True)
class Filling:
    """Fills frames from the clauses of one sentence."""

    parse: Parse
    roles: Roles
    controlled: dict[int, Controlled] = field(default_factory=dict)
    """By the item at which the gerund stands."""

    def with_of(self, clause: Clause) -> Clause:
        """Return the clause with whose its object is as a phrase ("X's independence": of X)."""
        first = next(iter(clause.objects), None)
        if first is None or first.mention:
            return clause
        items = self.parse.items
        for at in range(first.first + 1, first.last - 1):
            if items[at].norm == "of":
                thing = self.parse.filler(first.first, at)
                owner = noun_phrase(self.parse, at + 1, first.last)
            elif items[at].has("Possessive") and items[at - 1].is_mention():
                thing = self.parse.filler(at + 1, first.last)
                owner = self.parse.mention_at(at - 1)
            else:
                continue
            objects = (thing, *clause.objects[1:])
            return replace(clause, objects=objects, phrases=(("of", owner), *clause.phrases))
        return clause

    def places(
        self, frame: Frame, rule: FrameRule, clause: Clause, *, passive: bool = False
    ) -> None:
        """Fill the roles of subject, objects and agent."""
        for role, filler in _places(rule, clause, passive):
            if role and filler:
                self.roles.fill(frame, rule, role, filler, clause.end)

    def phrases(self, frame: Frame, rule: FrameRule, clause: Clause) -> None:
        """Fill the roles of prepositional phrases, and those of events of every kind."""
        verb = clause.group.start
        taken, after_words = verb, False
        for preposition, filler in clause.phrases:
            fronted = clause.group is not NO_VERB and filler.first < verb
            adjunct = None if fronted else rule.prepositions.get(preposition)
            if taken > filler.first > verb and not _takes_things(rule, adjunct):
                continue  # within words that run on to the end of the clause
            if adjunct and not (filler.mention and filler.mention.type == "Date"):
                taken = max(taken, self._fill_own(frame, rule, clause, adjunct, filler))
            elif filler.mention and (
                _is_occasion(filler.mention)
                or (self._opens(filler) if fronted else not after_words)
            ):
                fill_adjunct(frame, preposition, filler.mention, opening=fronted)
            # "an attack on missions in Iran": the place may be that of the words before it
            after_words = filler.mention is None

    def _opens(self, filler: Filler) -> bool:
        """Tell "In Paris, …" from "After the protests in Paris, …"."""
        before = self.parse.items[filler.first - 2] if filler.first > 1 else None
        return before is None or before.norm == "," or before.is_mention("Date", "City")

    def _fill_own(
        self, frame: Frame, rule: FrameRule, clause: Clause, adjunct: str | Adjunct, filler: Filler
    ) -> int:
        """Fill a role of the rule; return the item up to which its words reach."""
        role = _role_of(adjunct)
        control = "" if isinstance(adjunct, str) else adjunct.control
        if control and filler.gerund:
            passive = control == "subject" or clause.group.passive
            who = clause.subject if passive else next(iter(clause.objects), None)
            prop = property_for(rule, role, "Event")
            self.controlled[filler.first] = Controlled(who, frame, prop)
        fills = self.roles.fill(frame, rule, role, filler, clause.end)
        runs_on = fills and rule.roles[role].rest
        return self.roles.reach(fills, clause.end) if runs_on else filler.last


def _is_occasion(mention: Mention) -> bool:
    """Tell whether something says when an event happened, rather than which thing is meant."""
    return bool(mention.edtf) or mention.is_a("Meeting")


def _role_of(adjunct: str | Adjunct) -> str:
    return adjunct if isinstance(adjunct, str) else adjunct.role


def _takes_things(rule: FrameRule, adjunct: str | Adjunct | None) -> bool:
    """Tell whether only a thing fills the role of a preposition, and no mere words."""
    return adjunct is not None and not rule.roles[_role_of(adjunct)].words


def _places(rule: FrameRule, clause: Clause, passive: bool) -> Iterator[tuple[str, Filler | None]]:
    """Yield the roles of subject, objects and agent with what stands in their places."""
    rest = list(clause.objects)
    yield (rule.object if passive else rule.subject), clause.subject
    inverted = rule.content is not None and "quotation" in rule.content.forms
    if inverted and not clause.subject and not passive and rest and rest[0].mention:
        yield rule.subject, rest.pop(0)  # "…," said X
    if passive:
        yield rule.subject, next((f for p, f in clause.phrases if p == "by"), None)
    elif rule.object and rest:
        yield rule.object, rest.pop(0)
    if rest:
        yield rule.complement, rest[0]


def whole(frame: Frame) -> Span:
    """Return the span from the first to the last word that a frame was read from."""
    span = frame.trigger
    for fill in frame.fills:
        span = span.join(fill.span)
    return span.join(frame.date_span) if frame.date_span else span
