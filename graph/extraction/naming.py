"""Nouns that tell of events: "X's recognition of Y", "recognition of Y by X"."""

from dataclasses import dataclass

from graph.extraction import mood
from graph.extraction.clauses import Clause, Parse
from graph.extraction.complements import phrases
from graph.extraction.filling import NO_VERB, Filling, whole
from graph.extraction.frames import Fill, Frame
from graph.extraction.subjects import owner
from graph.extraction.verbs import is_adjective
from graph.extraction.words import Filler
from graph.rules import FrameRule

__all__ = ["Nouns"]


@dataclass(frozen=True, slots=True)
class Nouns:
    """Reads the nouns of one sentence."""

    parse: Parse
    sentence: int
    filling: Filling

    def frame(self, at: int, rule: FrameRule) -> Frame | None:
        """Return the event of which the noun at an item tells by a rule, or None."""
        trigger = self.parse.items[at].span
        frame = Frame(rule.frame, rule.id, trigger, trigger, self.sentence)
        whose = owner(self.parse, at)
        following = next((g.start for g in self.parse.groups if g.start > at), None)
        end = following or len(self.parse.items)
        if whose and rule.subject:
            self.filling.roles.fill(frame, rule, rule.subject, whose, end)
        after = phrases(self.parse, at + 1, end)
        self._fill_around(frame, rule, after, end)
        date = mood.date_before(self.parse, at)
        if date:
            frame.set_date(date)
        if not (frame.fills or date):
            return None
        rest = tuple((p, f) for p, f in after if p not in {"of", "by"})
        self.filling.phrases(frame, rule, Clause(NO_VERB, None, (), rest[:2], end))
        if rule.fixed or not self.filling.roles.fits(frame, rule):
            return None
        frame.fills += self._described(at)
        owned = whose is not None or any(p == "by" and f.mention for p, f in after)
        dated = bool(frame.edtf)
        frame.modality = mood.of_noun(self.parse, at, rule, owned=owned, dated=dated)
        frame.span = whole(frame)
        if rule.frame == "Event":
            frame.title = self.parse.between(frame.span)
        return frame

    def _described(self, at: int) -> list[Fill]:
        """Return the adjective before a noun and whose it is ("the swift Danish response")."""
        before = at - 1
        while before > 0 and self.parse.items[before].mention:
            before -= 1
        item = self.parse.items[before] if before > 0 else None
        opened = item is not None and self.parse.items[before - 1].has("Det")
        if item and opened and item.has("Plain") and is_adjective(item.norm):
            return [Fill("description", item.norm, item.span)]
        return []

    def _fill_around(
        self, frame: Frame, rule: FrameRule, after: tuple[tuple[str, Filler], ...], end: int
    ) -> None:
        """Fill from "recognition of Y by X"; of an act without object, ``of`` says whose it is."""
        roles = {"of": (rule.object, rule.subject), "by": (rule.subject,)}
        for preposition, filler in after:
            for role in roles.get(preposition, ()):
                if role and self.filling.roles.fill(frame, rule, role, filler, end):
                    break
