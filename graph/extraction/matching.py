"""Matching: the frame rules against the clauses and noun phrases of a sentence.

One rule gives the active, the passive, the reduced ("signed by") and the nominal reading; which
one is met decides only where its roles are looked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.extraction import mood
from graph.extraction.clauses import Clause, Parse
from graph.extraction.complements import noun_phrase, phrases
from graph.extraction.discourse import Discourse
from graph.extraction.frames import Fill, Frame
from graph.extraction.items import Mention
from graph.extraction.nominals import filled
from graph.extraction.predication import after_words, appositions, copular
from graph.extraction.remainder import remainder, titled
from graph.extraction.roles import Roles, properties, property_for
from graph.extraction.subjects import is_adjunct, pronoun
from graph.extraction.triggers import Verb, introduces_speech, nouns, verbs
from graph.extraction.types import is_a
from graph.extraction.verbs import VerbGroup
from graph.extraction.words import JOINTS, Filler
from graph.facts import Span
from graph.rules import Adjunct, FrameRule, rules

__all__ = ["Match", "fill_adjunct", "matches"]

_AT = {"in", "on", "at", "during", ""}
_SINCE = {"since", "from"}
_SPEECH = ["SpeechAct"]
_IT = {"it", "this"}
_MUTUAL = {"each other", "one another"}
_NO_VERB = VerbGroup(0, 0, 0, "", "finite")


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


@dataclass(frozen=True, slots=True)
class _Controlled:
    """A gerund whose subject another clause gives, and whose ground or content it is."""

    subject: Filler | None
    parent: Frame
    property: str


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
        self._roles = Roles(parse, discourse)
        self._controlled: dict[int, _Controlled] = {}
        self._main: Frame | None = None
        self._acts: list[Frame] = []
        """The speech acts of the sentence that have a speaker."""

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
                    match = self._nominal(at, rule)
                    if match:
                        yield from self._each(match)

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
            self._fill_places(frame, verb.rule, clause, passive=False)
            self._fill_phrases(frame, verb.rule, clause)
            if clause.group.start in read or not self._roles.fits(frame, verb.rule):
                continue
            read.add(clause.group.start)
            if number is None:
                frame.modality = mood.of_apposition(self._parse)
                frame.span = _whole(frame)
            else:
                self._settle(frame, verb.rule, number)
            yield from self._each(Match(frame, verb.rule, clause, clause.group.start))

    def _is_mutual(self, clause: Clause) -> bool:
        """Tell whether two do to each other what a verb says."""
        words = clause.objects[0].words.lower() if clause.objects else ""
        several = clause.subject and clause.subject.mention and clause.subject.mention.members[1:]
        return words in _MUTUAL and bool(several)

    def _mutual(self, match: Match) -> Iterator[Match]:
        """Yield one match for each of those who do something to each other."""
        rule, fills = match.rule, match.frame.fills
        doers, done_to = (properties(rule, name) for name in (rule.subject, rule.object))
        for n, doer in enumerate([fill for fill in fills if fill.property in doers]):
            frame = match.frame if n == 0 else replace(match.frame)
            frame.fills = [
                fill
                for fill in fills
                if (fill is doer or fill.property not in doers)
                and (fill.property not in done_to or not _is_same(fill, doer))
            ]
            self._discourse.frames.append(frame)
            yield replace(match, frame=frame)

    def _each(self, match: Match) -> Iterator[Match]:
        """Yield one match for each filler of the role that the rule wants apart."""
        if match.mutual:
            yield from self._mutual(match)
            return
        props = properties(match.rule, match.rule.each) if match.rule.each else set()
        together = match.frame.fills
        apart = [fill for fill in together if fill.property in props]
        for n, fill in enumerate(apart or [None]):
            frame = match.frame if n == 0 else replace(match.frame, fills=[])
            if fill and len(apart) > 1:
                frame.fills = [f for f in together if f is fill or f.property not in props]
                self._link(match.frame, frame)
            self._discourse.frames.append(frame)
            yield Match(frame, match.rule, match.clause, match.first)

    def _link(self, first: Frame, other: Frame) -> None:
        """Let what has the first of several events as its ground have the others too."""
        for controlled in self._controlled.values():
            linked = [fill for fill in controlled.parent.fills if fill.value is first]
            if linked and other is not first:
                controlled.parent.fills.append(Fill(controlled.property, other, linked[0].span))

    # Verbs.

    def _verbal(self, number: int, clause: Clause, verb: Verb) -> Match | None:
        bare = self._read_as(clause, verb)
        if bare and "of" in verb.rule.prepositions:
            bare = self._with_of(bare)
        if bare is None or not _has_fixed(verb.rule, bare):
            return None
        frame = self._frame(verb.rule, self._trigger(bare.group))
        named = frame.type or verb.rule.bearer or _name_by_subject(frame, bare)
        if not named:
            return None
        mutual = self._is_mutual(bare)
        if mutual:
            bare = _doubled(bare)
        self._fill_places(frame, verb.rule, bare, bare.group.passive and not verb.passive)
        self._fill_phrases(frame, verb.rule, bare)
        if not self._roles.fits(frame, verb.rule):
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
        given = self._controlled.get(clause.group.start)
        if bare and bare.subject is None:
            meant = given.subject if given else self._meant(clause)
            return replace(bare, subject=meant or self._event_meant(clause, verb.rule))
        return bare

    def _event_meant(self, clause: Clause, rule: FrameRule) -> Filler | None:
        """Return the event before that "It" or "This" means where only an event can act."""
        role = rule.roles.get(rule.subject)
        at = self._parse.back(clause.group.start - 1)
        if role is None or role.type != ("Event",) or at != 0:
            return None
        item = self._parse.items[at]
        if item.norm not in _IT or not self._discourse.event_before(self._sentence):
            return None
        mention = Mention("Event", "", item.span, rule="these-acts", anaphor=True)
        return self._parse.filler(at, at + 1, mention)

    def _meant(self, clause: Clause) -> Filler | None:
        """Return whom a verb without a name right before it has as its subject."""
        if not clause.group.is_finite:
            return None
        return (
            self._speaker_meant(clause)
            or self._actor_of_noun(clause)
            or self._subject_before(clause)
        )

    def _actor_of_noun(self, clause: Clause) -> Filler | None:
        """Return X where "X's recognition of Y" is the subject."""
        at, items = self._parse.back(clause.group.start - 1), self._parse.items
        while at > 0 and (items[at].is_mention() or items[at].has("Det")):
            at -= 1
        at -= at > 0 and items[at].norm == "of"
        owner = self._owner(at) if at > 1 and items[at].norm in nouns() else None
        return owner if at > 1 and items[at - 1].has("Possessive") else None

    def _subject_before(self, clause: Clause) -> Filler | None:
        """Return the subject of the sentence before, for one that begins without any."""
        group = clause.group
        at = self._parse.back(group.start - 1)
        earlier = any(g.is_finite and g.start < group.start for g in self._parse.groups)
        joined = at < 0 or self._parse.items[at].norm in JOINTS
        plain = group.present or group.start != group.main  # "recently appointed X" is no verb
        if earlier or not joined or not plain:
            return None
        span = self._parse.items[group.start].span
        mention = self._discourse.subject_before(self._sentence, span)
        return self._parse.filler(group.start, group.start + 1, mention) if mention else None

    def _speaker_meant(self, clause: Clause) -> Filler | None:
        """Return whom "it" or "they" means: who is said to speak before, or the last subject."""
        at = pronoun(self._parse, self._parse.groups.index(clause.group))
        if at is None:
            return None
        said = self._act_before(at)
        if said is None and introduces_speech(clause.group):
            said = self._discourse.act_before(self._sentence)
        word, meant = self._parse.items[at], None
        if said:
            meant = self._discourse.speakers(said, word)
        elif at == 0:
            meant = self._discourse.taken_up(self._sentence, word)
        return self._parse.filler(at, at + 1, meant) if meant else None

    def _act_before(self, at: int) -> Frame | None:
        """Return the speech act right before an item, with no comma between them."""
        start = self._parse.items[at].span.start
        before = [act for act in self._acts if act.trigger.end <= start]
        if not before:
            return None
        between = (i for i in self._parse.items[:at] if i.span.start >= before[-1].trigger.end)
        return None if any(item.norm in {",", ";"} for item in between) else before[-1]

    def _with_of(self, clause: Clause) -> Clause:
        """Return the clause with whose its object is as a phrase ("X's independence": of X)."""
        first = next(iter(clause.objects), None)
        if first is None or first.mention:
            return clause
        items = self._parse.items
        for at in range(first.first + 1, first.last - 1):
            if items[at].norm == "of":
                thing = self._parse.filler(first.first, at)
                owner = noun_phrase(self._parse, at + 1, first.last)
            elif items[at].has("Possessive") and items[at - 1].is_mention():
                thing = self._parse.filler(at + 1, first.last)
                owner = self._parse.mention_at(at - 1)
            else:
                continue
            objects = (thing, *clause.objects[1:])
            return replace(clause, objects=objects, phrases=(("of", owner), *clause.phrases))
        return clause

    def _fill_places(self, frame: Frame, rule: FrameRule, clause: Clause, passive: bool) -> None:
        for role, filler in _places(rule, clause, passive):
            if role and filler:
                self._roles.fill(frame, rule, role, filler, clause.end)

    def _fill_phrases(self, frame: Frame, rule: FrameRule, clause: Clause) -> None:
        verb = clause.group.start
        taken, after_words = verb, False
        for preposition, filler in clause.phrases:
            if taken > filler.first > verb:
                continue  # within words that run on to the end of the clause
            fronted = clause.group is not _NO_VERB and filler.first < verb
            adjunct = None if fronted else rule.prepositions.get(preposition)
            if adjunct and not (filler.mention and filler.mention.type == "Date"):
                taken = self._fill_own(frame, rule, clause, adjunct, filler)
            elif filler.mention and (
                filler.mention.edtf or self._is_own(filler, verb, after_words)
            ):
                fill_adjunct(frame, preposition, filler.mention)
            # "an attack on missions in Iran": the place may be that of the words before it
            after_words = filler.mention is None

    def _is_own(self, filler: Filler, verb: int, after_words: bool) -> bool:
        """Tell whether a phrase says where the event was, and not what the words before mean."""
        if filler.first > verb:
            return not after_words
        before = self._parse.items[filler.first - 2] if filler.first > 1 else None
        return before is None or before.norm == "," or before.is_mention("Date", "City")

    def _fill_own(
        self, frame: Frame, rule: FrameRule, clause: Clause, adjunct: str | Adjunct, filler: Filler
    ) -> int:
        """Fill a role of the rule; return the item up to which its words reach."""
        role = adjunct if isinstance(adjunct, str) else adjunct.role
        control = "" if isinstance(adjunct, str) else adjunct.control
        if control and filler.gerund:
            passive = control == "subject" or clause.group.passive
            who = clause.subject if passive else next(iter(clause.objects), None)
            prop = property_for(rule, role, "Event")
            self._controlled[filler.first] = _Controlled(who, frame, prop)
        fills = self._roles.fill(frame, rule, role, filler, clause.end)
        runs_on = fills and rule.roles[role].rest
        return self._roles.reach(fills, clause.end) if runs_on else filler.last

    def _settle(self, frame: Frame, rule: FrameRule, number: int) -> None:
        """Set what a frame has from the clauses around it: time, mood, and whose ground it is."""
        self._take_time(frame, rule, number)
        dated = bool(frame.edtf)
        frame.modality, frame.polarity = mood.of_verb(self._parse, number, rule, dated=dated)
        self._take_from_main(frame, number)
        frame.span = _whole(frame)
        group = self._parse.groups[number]
        given = self._controlled.get(group.start)
        if given:
            given.parent.fills.append(Fill(given.property, frame, frame.span))
        if group.is_finite:
            self._main = frame
        if rule.content and group.is_finite and frame.values("speaker"):
            self._acts.append(frame)

    def _take_time(self, frame: Frame, rule: FrameRule, number: int) -> None:
        earlier = self._parse.when_before(self._parse.clauses[number])
        for preposition, filler in earlier.phrases if earlier and not frame.edtf else ():
            if filler.mention and filler.mention.type == "Date":
                _set_date(frame, preposition, filler.mention)
        if rule.since and frame.edtf and "/" not in frame.edtf:
            frame.edtf += "/.."

    def _take_from_main(self, frame: Frame, number: int) -> None:
        """Let ", requesting permission" share date and addressee of what it goes with."""
        group, main = self._parse.groups[number], self._main
        if group.form != "gerund" or main is None or not is_adjunct(self._parse, group):
            return
        if not frame.edtf:
            frame.edtf, frame.date_span = main.edtf, main.date_span
        speech = is_a(frame.type, _SPEECH) and is_a(main.type, _SPEECH)
        if speech and not frame.values("addressee"):
            frame.fills += [fill for fill in main.fills if fill.property == "addressee"]

    # Nouns.

    def _nominal(self, at: int, rule: FrameRule) -> Match | None:
        frame = self._frame(rule, self._parse.items[at].span)
        owner = self._owner(at)
        following = next((g.start for g in self._parse.groups if g.start > at), None)
        end = following or len(self._parse.items)
        if owner and rule.subject:
            self._roles.fill(frame, rule, rule.subject, owner, end)
        after = phrases(self._parse, at + 1, end)
        self._fill_around(frame, rule, after, end)
        if not frame.fills:
            return None
        rest = tuple((p, f) for p, f in after if p not in {"of", "by"})
        self._fill_phrases(frame, rule, Clause(_NO_VERB, None, (), rest[:2], end))
        if rule.fixed or not self._roles.fits(frame, rule):
            return None
        owned = owner is not None or any(p == "by" and f.mention for p, f in after)
        dated = bool(frame.edtf)
        frame.modality = mood.of_noun(self._parse, at, owned=owned, dated=dated)
        frame.span = _whole(frame)
        if rule.frame == "Event":
            frame.title = self._parse.between(frame.span)
        return Match(frame, rule, None, at)

    def _fill_around(
        self, frame: Frame, rule: FrameRule, after: tuple[tuple[str, Filler], ...], end: int
    ) -> None:
        """Fill from "recognition of Y by X"; of an act without object, ``of`` says whose it is."""
        roles = {"of": (rule.object, rule.subject), "by": (rule.subject,)}
        for preposition, filler in after:
            for role in roles.get(preposition, ()):
                if role and self._roles.fill(frame, rule, role, filler, end):
                    break

    def _owner(self, at: int) -> Filler | None:
        """Return whose act a noun names: "X's recognition", "the Russian recognition"."""
        items, before = self._parse.items, at - 1
        while before > 0 and items[before].has("Plain") and not self._parse.is_verb(before):
            before -= 1  # "X's military action"
        if before >= 1 and items[before].has("Possessive") and items[before - 1].mention:
            return self._parse.mention_at(before - 1)
        mention = items[before].mention if before >= 0 else None
        if mention and mention.adjective:
            return self._parse.filler(before, before + 1, replace(mention, adjective=False))
        return None


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


def _doubled(clause: Clause) -> Clause:
    """Return a clause with its subjects for "each other"."""
    mention = clause.subject.mention if clause.subject else None
    return replace(clause, objects=(replace(clause.objects[0], mention=mention),))


def _is_same(fill: Fill, other: Fill) -> bool:
    """Tell whether two roles are played by the same."""
    values = fill.value, other.value
    keys = {value.key for value in values if isinstance(value, Mention)}
    return len(keys) == 1


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


def fill_adjunct(frame: Frame, preposition: str, mention: Mention) -> None:
    """Fill when, where and on what occasion, as the lexicon has it for events of every kind."""
    if mention.type == "Date":
        _set_date(frame, preposition, mention)
        return
    table = rules().lexicon.adjuncts.get(preposition, {})
    prop = next((prop for kind, prop in table.items() if mention.is_a(kind)), "")
    untold = mention.is_a("Event") and not any(filled(mention))  # "at a session": which one?
    if not prop or mention.anaphor or untold:
        return
    frame.fills.append(Fill(prop, mention, mention.span))
    date = mention.part("date")
    if date and not frame.edtf:
        frame.edtf, frame.date_span = date.edtf, date.span


def _set_date(frame: Frame, preposition: str, mention: Mention) -> None:
    if frame.edtf:
        return
    if preposition in _AT:
        frame.edtf, frame.date_span = mention.edtf, mention.span
    elif preposition in _SINCE and "/" not in mention.edtf:
        frame.edtf, frame.date_span = f"{mention.edtf}/..", mention.span


def _whole(frame: Frame) -> Span:
    span = frame.trigger
    for fill in frame.fills:
        span = span.join(fill.span)
    return span.join(frame.date_span) if frame.date_span else span
