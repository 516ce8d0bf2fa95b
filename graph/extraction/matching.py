"""Matching: the frame rules against the clauses and noun phrases of a sentence.

One rule gives the active, the passive, the reduced ("signed by") and the nominal reading; which
one is met decides only where its roles are looked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.extraction import mood
from graph.extraction.adjuncts import set_date
from graph.extraction.clauses import Clause, Parse
from graph.extraction.discourse import Discourse
from graph.extraction.dividing import divided, mutual
from graph.extraction.filling import Filling, whole
from graph.extraction.frames import Fill, Frame
from graph.extraction.implied import Implied
from graph.extraction.naming import Nouns
from graph.extraction.nominals import filled
from graph.extraction.predication import after_words, appositions, copular
from graph.extraction.remainder import remainder, titled
from graph.extraction.roles import Roles
from graph.extraction.subjects import is_adjunct
from graph.extraction.triggers import Verb, nouns, verbs
from graph.extraction.types import is_a
from graph.extraction.verbs import VerbGroup
from graph.facts import Span
from graph.rules import FrameRule

__all__ = ["Match", "matches"]

_SPEECH = ["SpeechAct"]
_LATER = {"later", "subsequently", "afterwards", "thereafter"}
_MUTUAL = {"each other", "one another"}


@dataclass(slots=True, eq=False)
class Match:
    """A frame with the rule and the clause that it was read from; no clause for a noun."""

    frame: Frame
    rule: FrameRule
    clause: Clause | None
    first: int
    """The item at which the verb or noun stands."""
    mutual: bool = False
    """Whether its subjects do it to each other."""


def matches(parse: Parse, sentence: int, discourse: Discourse) -> list[Match]:
    """Return what the rules find in a sentence, in the order of the words."""
    reader = _Reader(parse, sentence, discourse)
    found = [*reader.verbal(), *reader.predicative(), *reader.nominal()]
    return sorted(found, key=lambda match: match.first)


class _Reader:
    """Reads one sentence."""

    def __init__(self, parse: Parse, sentence: int, discourse: Discourse) -> None:
        self._parse = parse
        self._sentence = sentence
        self._discourse = discourse
        self._filling = Filling(parse, Roles(parse, discourse))
        self._implied = Implied(parse, sentence, discourse)
        self._nouns = Nouns(parse, sentence, self._filling)
        self._main: Frame | None = None

    def verbal(self) -> Iterator[Match]:
        """Yield what verbs tell of."""
        for number, clause in enumerate(self._parse.clauses):
            self._note_subject(clause)
            for verb in verbs().get(clause.group.lemma, ()):
                match = self._verbal(number, clause, verb)
                if match:
                    yield from self._each(match)
                    break
            else:
                yield from self._left_over(number, clause)

    def _left_over(self, number: int, clause: Clause) -> Iterator[Match]:
        """Yield what a clause tells of by a verb that no other rule knows."""
        for verb, reading in remainder(self._parse, clause):
            match = self._verbal(number, reading, verb)
            if match and match.clause and match.clause.subject and match.frame.is_fact:
                match.frame.title = titled(self._parse, match.clause)
                self._note_subject(match.clause)
                yield from self._each(match)
                break

    def _note_subject(self, clause: Clause) -> None:
        mention = clause.subject.mention if clause.subject else None
        self._discourse.note_subject(mention, self._sentence)

    def nominal(self) -> Iterator[Match]:
        """Yield what nouns tell of ("X's recognition of Y")."""
        for at, item in enumerate(self._parse.items):
            singular = item.norm if item.norm in nouns() else item.norm.removesuffix("s")
            if item.mention is None and not self._parse.is_verb(at):
                for rule in nouns().get(singular, ()):
                    frame = self._nouns.frame(at, rule)
                    if frame:
                        yield from self._each(Match(frame, rule, None, at))

    def predicative(self) -> Iterator[Match]:
        """Yield what predicate nouns tell of ("X is a member of Y", "X, a tool for Z")."""
        for number, clause in enumerate(self._parse.clauses):
            yield from self._predicated(copular(self._parse, clause), number)
        yield from self._predicated(appositions(self._parse), None)

    def _predicated(
        self, readings: Iterator[tuple[Verb, Clause]], number: int | None
    ) -> Iterator[Match]:
        """Yield the first reading of each verb or comma that its rule accepts."""
        read: set[int] = set()
        for verb, clause in readings:
            frame = self._frame(verb.rule, self._trigger(clause.group))
            self._filling.places(frame, verb.rule, clause)
            self._filling.phrases(frame, verb.rule, clause)
            if clause.group.start in read or not self._filling.roles.fits(frame, verb.rule):
                continue
            read.add(clause.group.start)
            if number is None:
                frame.modality = mood.of_apposition(self._parse)
                frame.span = whole(frame)
            else:
                self._settle(frame, verb.rule, number)
            yield from self._each(Match(frame, verb.rule, clause, clause.group.start))

    def _is_mutual(self, clause: Clause) -> bool:
        """Tell whether two do to each other what a verb says."""
        words = clause.objects[0].words.lower() if clause.objects else ""
        several = clause.subject and clause.subject.mention and clause.subject.mention.members[1:]
        return words in _MUTUAL and bool(several)

    def _each(self, match: Match) -> Iterator[Match]:
        """Yield one match for each of those who do it, or to whom it is done, by themselves."""
        frames = mutual(match.frame, match.rule) if match.mutual else self._divided(match)
        for frame in frames:
            self._discourse.frames.append(frame)
            yield replace(match, frame=frame)

    def _divided(self, match: Match) -> Iterator[Frame]:
        return divided(match.frame, match.rule, self._filling.controlled.values())

    def _verbal(self, number: int, clause: Clause, verb: Verb) -> Match | None:
        bare = self._read_as(clause, verb)
        if bare and "of" in verb.rule.prepositions:
            bare = self._filling.with_of(bare)
        if bare is None or not _has_fixed(verb.rule, bare):
            return None
        frame = self._frame(verb.rule, self._trigger(bare.group))
        named = frame.type or verb.rule.bearer or _name_by_subject(frame, bare)
        if not named:
            return None
        mutual = self._is_mutual(bare)
        if mutual:
            bare = _doubled(bare)
        passive = bare.group.passive and not verb.passive
        self._filling.places(frame, verb.rule, bare, passive=passive)
        self._filling.phrases(frame, verb.rule, bare)
        if not self._filling.roles.fits(frame, verb.rule):
            return None
        self._settle(frame, verb.rule, number)
        return Match(frame, verb.rule, bare, bare.group.start, mutual)

    def _frame(self, rule: FrameRule, trigger: Span) -> Frame:
        return Frame(rule.frame, rule.id, trigger, trigger, self._sentence)

    def _trigger(self, group: VerbGroup) -> Span:
        items = self._parse.items
        return items[group.start].span.join(items[group.end - 1].span)

    def _read_as(self, clause: Clause, verb: Verb) -> Clause | None:
        """Return a clause as a verb of a rule has it, with the subject that a governor gives it."""
        if verb.passive and not clause.group.passive:
            return None
        bare = after_words(self._parse, clause, verb.rest) if verb.rest else clause
        given = self._filling.controlled.get(clause.group.start)
        if bare and bare.subject is None:
            meant = given.subject if given else self._implied.subject(clause)
            return replace(bare, subject=meant or self._implied.event(clause, verb.rule))
        return bare

    def _settle(self, frame: Frame, rule: FrameRule, number: int) -> None:
        """Set what a frame has from the clauses around it: time, mood, and whose ground it is."""
        self._take_time(frame, rule, number)
        dated = bool(frame.edtf)
        frame.modality, frame.polarity = mood.of_verb(self._parse, number, rule, dated=dated)
        self._take_from_main(frame, number)
        frame.span = whole(frame)
        group = self._parse.groups[number]
        given = self._filling.controlled.get(group.start)
        if given:
            given.parent.fills.append(Fill(given.property, frame, frame.span))
        if group.is_finite:
            self._main = frame
        if rule.content and group.is_finite and frame.values("speaker"):
            self._implied.acts.append(frame)

    def _take_time(self, frame: Frame, rule: FrameRule, number: int) -> None:
        earlier = self._parse.when_before(self._parse.clauses[number])
        for preposition, filler in earlier.phrases if earlier and not frame.edtf else ():
            if filler.mention and filler.mention.type == "Date":
                set_date(frame, preposition, filler.mention)
        if not frame.edtf and number == self._first_finite():
            frame.after = self._followed()
        if rule.since and frame.edtf and "/" not in frame.edtf:
            frame.edtf += "/.."

    def _first_finite(self) -> int:
        finite = (n for n, group in enumerate(self._parse.groups) if group.is_finite)
        return next(finite, -1)

    def _followed(self) -> tuple[Frame, Span] | None:
        """Return the event of the sentence before that one opened by "Later" followed."""
        word = self._parse.items[0]
        before = self._discourse.dated_before(self._sentence)
        return (before, word.span) if word.norm in _LATER and before else None

    def _take_from_main(self, frame: Frame, number: int) -> None:
        """Let ", requesting permission" share date and addressee of what it goes with."""
        group, main = self._parse.groups[number], self._main
        if group.form != "gerund" or main is None or not is_adjunct(self._parse, group):
            return
        if not frame.edtf:
            frame.edtf, frame.date_span = main.edtf, main.date_span
            frame.date_decided = main.date_decided
        main.elaborated = is_a(frame.type, [main.type]) and is_a(frame.type, _SPEECH)
        speech = is_a(frame.type, _SPEECH) and is_a(main.type, _SPEECH)
        if speech and not frame.values("addressee"):
            frame.fills += [fill for fill in main.fills if fill.property == "addressee"]


def _doubled(clause: Clause) -> Clause:
    """Return a clause with its subjects for "each other"."""
    mention = clause.subject.mention if clause.subject else None
    return replace(clause, objects=(replace(clause.objects[0], mention=mention),))


def _has_fixed(rule: FrameRule, clause: Clause) -> bool:
    """Tell whether a fixed object is there ("established diplomatic relations")."""
    places = [*clause.objects, *([clause.subject] if clause.subject else [])]
    words = [filler.words.lower() for filler in places]
    return not rule.fixed or any(fixed in word for word in words for fixed in rule.fixed)


def _name_by_subject(frame: Frame, clause: Clause) -> bool:
    """Let a verb tell of the event that its subject names ("cooperation began in 1991")."""
    mention = clause.subject.mention if clause.subject else None
    if mention is None or not mention.is_a("Event") or mention.anaphor:
        return False
    frame.type, frame.mention = mention.type, mention
    frame.fills += filled(mention)
    return True
