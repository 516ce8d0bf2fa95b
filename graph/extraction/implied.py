"""Implied subjects: who does what a verb says that has nobody's name right before it."""

from dataclasses import dataclass, field

from graph.extraction.clauses import Clause, Parse
from graph.extraction.discourse import Discourse
from graph.extraction.frames import Frame
from graph.extraction.items import Mention
from graph.extraction.subjects import owner, pronoun
from graph.extraction.triggers import introduces_speech, nouns
from graph.extraction.words import JOINTS, Filler
from graph.rules import FrameRule

__all__ = ["Implied"]

_IT = {"it", "this"}


@dataclass(frozen=True, slots=True)
class Implied:
    """Looks in the sentence, and in the one before, for whom a verb leaves out."""

    parse: Parse
    sentence: int
    discourse: Discourse
    acts: list[Frame] = field(default_factory=list)
    """The speech acts read so far in the sentence that have a speaker."""

    def subject(self, clause: Clause) -> Filler | None:
        """Return whom a verb without a name right before it has as its subject."""
        if not clause.group.is_finite:
            return None
        return self._speaker(clause) or self._actor_of_noun(clause) or self._before(clause)

    def event(self, clause: Clause, rule: FrameRule) -> Filler | None:
        """Return the event before that "It" or "This" means where only an event can act."""
        role = rule.roles.get(rule.subject)
        at = self.parse.back(clause.group.start - 1)
        if role is None or role.type != ("Event",) or at != 0:
            return None
        item = self.parse.items[at]
        if item.norm not in _IT or not self.discourse.event_before(self.sentence):
            return None
        mention = Mention("Event", "", item.span, rule="these-acts", anaphor=True)
        return self.parse.filler(at, at + 1, mention)

    def _actor_of_noun(self, clause: Clause) -> Filler | None:
        """Return X where "X's recognition of Y" is the subject."""
        at, items = self.parse.back(clause.group.start - 1), self.parse.items
        while at > 0 and (items[at].is_mention() or items[at].has("Det")):
            at -= 1
        at -= at > 0 and items[at].norm == "of"
        found = owner(self.parse, at) if at > 1 and items[at].norm in nouns() else None
        return found if at > 1 and items[at - 1].has("Possessive") else None

    def _before(self, clause: Clause) -> Filler | None:
        """Return the subject of the sentence before, for one that begins without any."""
        group = clause.group
        at = self.parse.back(group.start - 1)
        earlier = any(g.is_finite and g.start < group.start for g in self.parse.groups)
        joined = at < 0 or self.parse.items[at].norm in JOINTS
        plain = group.present or group.start != group.main  # "recently appointed X" is no verb
        if earlier or not joined or not plain:
            return None
        span = self.parse.items[group.start].span
        mention = self.discourse.subject_before(self.sentence, span)
        return self.parse.filler(group.start, group.start + 1, mention) if mention else None

    def _speaker(self, clause: Clause) -> Filler | None:
        """Return whom "it" or "they" means: who is said to speak before, or the last subject."""
        at = pronoun(self.parse, self.parse.groups.index(clause.group))
        if at is None:
            return None
        said = self._act_before(at)
        if said is None and introduces_speech(clause.group):
            said = self.discourse.act_before(self.sentence)
        word, meant = self.parse.items[at], None
        if said:
            meant = self.discourse.speakers(said, word)
        elif at == 0 or (word.norm == "they" and self._is_fronted(at)):
            meant = self.discourse.taken_up(self.sentence, word)
        return self.parse.filler(at, at + 1, meant) if meant else None

    def _is_fronted(self, at: int) -> bool:
        """Tell whether only a date or the like stands before "they"."""
        before = self.parse.items[:at]
        known = all(
            i.has("Preposition", "Adverb") or i.norm == "," or i.is_mention("Date") for i in before
        )
        return known and not any(group.start < at for group in self.parse.groups)

    def _act_before(self, at: int) -> Frame | None:
        """Return the speech act right before an item, with no comma between them."""
        start = self.parse.items[at].span.start
        before = [act for act in self.acts if act.trigger.end <= start]
        if not before:
            return None
        between = (i for i in self.parse.items[:at] if i.span.start >= before[-1].trigger.end)
        return None if any(item.norm in {",", ";"} for item in between) else before[-1]
