"""Matching: the frame rules against the clauses and noun phrases of a sentence.

One rule gives the active, the passive, the reduced ("signed by") and the nominal reading; which
one is met decides only where its roles are looked for.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from graph.extraction.clauses import Clause, Filler, Parse
from graph.extraction.discourse import Discourse
from graph.extraction.frames import UNSTATED, Fill, Frame
from graph.extraction.items import Mention
from graph.extraction.nominals import filled
from graph.extraction.types import is_a
from graph.extraction.verbs import VerbGroup, lemma_of
from graph.facts import Span
from graph.rules import Adjunct, FrameRule, Role, rules

__all__ = ["Match", "matches"]

_AT = {"in", "on", "at", "during", "by the end of", ""}
_SINCE = {"since", "from"}
_SPEECH = "SpeechAct"


@dataclass(slots=True, eq=False)
class Match:
    """A frame with the rule and the clause that it was read from; no clause for a noun."""

    frame: Frame
    rule: FrameRule
    clause: Clause | None
    first: int
    """The item at which the verb or noun stands."""


@dataclass(frozen=True, slots=True)
class _Verb:
    rule: FrameRule
    passive: bool
    rest: tuple[str, ...]


@lru_cache
def _verbs() -> dict[str, list[_Verb]]:
    """Return the rules by the lemma of their verb; "be opposed" is one that is met as passive."""
    by_lemma: dict[str, list[_Verb]] = defaultdict(list)
    for rule in rules().frames:
        for entry in rule.verbs:
            words = entry.split()
            passive = words[0] == "be" and len(words) > 1
            head, *rest = words[1:] if passive else words
            by_lemma[lemma_of(head)].append(_Verb(rule, passive, tuple(rest)))
    return by_lemma


@lru_cache
def _nouns() -> dict[str, list[FrameRule]]:
    by_noun: dict[str, list[FrameRule]] = defaultdict(list)
    for rule in rules().frames:
        for noun in rule.nouns:
            by_noun[noun].append(rule)
    return by_noun


def matches(parse: Parse, sentence: int, discourse: Discourse) -> list[Match]:
    """Return what the rules find in a sentence, in the order of the words."""
    reader = _Reader(parse, sentence, discourse)
    found = [*reader.verbal(), *reader.nominal()]
    return sorted(found, key=lambda match: match.first)


class _Reader:
    """Reads one sentence."""

    def __init__(self, parse: Parse, sentence: int, discourse: Discourse) -> None:
        self._parse = parse
        self._sentence = sentence
        self._discourse = discourse
        self._controlled: dict[int, tuple[Filler | None, Frame, str]] = {}
        self._main: Frame | None = None

    def verbal(self) -> Iterator[Match]:
        """Yield what verbs tell of."""
        for number, clause in enumerate(self._parse.clauses):
            for verb in _verbs().get(clause.group.lemma, ()):
                match = self._verbal(number, clause, verb)
                if match:
                    yield from self._each(match)
                    break

    def nominal(self) -> Iterator[Match]:
        """Yield what nouns tell of ("X's recognition of Y")."""
        for at, item in enumerate(self._parse.items):
            singular = item.norm if item.norm in _nouns() else item.norm.removesuffix("s")
            if item.mention is None and not self._is_verbal(at):
                for rule in _nouns().get(singular, ()):
                    match = self._nominal(at, rule)
                    if match:
                        yield from self._each(match)

    def _each(self, match: Match) -> Iterator[Match]:
        """Yield one match for each filler of the role that the rule wants apart."""
        name = match.rule.each
        props = _properties(match.rule, name) if name else set()
        together = match.frame.fills
        apart = [fill for fill in match.frame.fills if fill.property in props]
        for n, fill in enumerate(apart or [None]):
            frame = match.frame if n == 0 else replace(match.frame, fills=[])
            if fill and len(apart) > 1:
                frame.fills = [f for f in together if f is fill or f.property not in props]
                self._link(match.frame, frame)
            self._discourse.frames.append(frame)
            yield Match(frame, match.rule, match.clause, match.first)

    def _link(self, first: Frame, other: Frame) -> None:
        """Let what has the first of several events as its ground have the others too."""
        for _, parent, prop in self._controlled.values():
            linked = [fill for fill in parent.fills if fill.value is first]
            if linked and other is not first:
                parent.fills.append(Fill(prop, other, linked[0].span))

    def _is_verbal(self, at: int) -> bool:
        return any(group.start <= at < group.end for group in self._parse.groups)

    # Verbs.

    def _verbal(self, number: int, clause: Clause, verb: _Verb) -> Match | None:
        bare = self._read_as(clause, verb)
        if bare is None:
            return None
        frame = self._frame(verb.rule, self._trigger(bare.group))
        if not frame.type and not self._name_by_subject(frame, bare):
            return None
        self._fill_places(frame, verb.rule, bare, bare.group.passive and not verb.passive)
        self._fill_phrases(frame, verb.rule, bare)
        if not self._fits(frame, verb.rule, bare):
            return None
        self._settle(frame, verb.rule, number)
        return Match(frame, verb.rule, bare, bare.group.start)

    def _read_as(self, clause: Clause, verb: _Verb) -> Clause | None:
        """Return a clause as a verb of a rule has it, with the subject that a governor gives it."""
        if verb.passive and not clause.group.passive:
            return None
        bare = self._after_fixed_words(clause, verb.rest)
        given = self._controlled.get(clause.group.start)
        if bare and given and bare.subject is None:
            return replace(bare, subject=given[0])
        return bare

    def _settle(self, frame: Frame, rule: FrameRule, number: int) -> None:
        """Set what a frame has from the clauses around it: time, mood, and whose ground it is."""
        self._take_time(frame, rule, number)
        self._set_mood(frame, rule, number)
        self._take_from_main(frame, number)
        frame.span = self._whole(frame)
        group = self._parse.groups[number]
        if group.start in self._controlled:
            _, parent, prop = self._controlled[group.start]
            parent.fills.append(Fill(prop, frame, frame.span))
        if group.is_finite:
            self._main = frame

    def _take_time(self, frame: Frame, rule: FrameRule, number: int) -> None:
        earlier = self._parse.when_before(self._parse.clauses[number])
        for preposition, filler in earlier.phrases if earlier and not frame.edtf else ():
            if filler.mention and filler.mention.type == "Date":
                self._set_date(frame, preposition, filler.mention)
        if rule.since and frame.edtf and "/" not in frame.edtf:
            frame.edtf += "/.."

    def _trigger(self, group: VerbGroup) -> Span:
        items = self._parse.items
        return items[group.start].span.join(items[group.end - 1].span)

    def _after_fixed_words(self, clause: Clause, rest: tuple[str, ...]) -> Clause | None:
        """Return the clause without the further words of a fixed expression, or None."""
        if not rest:
            return clause
        end = clause.group.end
        window = self._parse.items[end : end + len(rest) + 1]
        words = [item.norm for item in window]
        if tuple(words[: len(rest)]) != rest:
            return None
        group = replace(clause.group, end=end + len(rest))
        objects = tuple(o for o in clause.objects if o.first >= group.end)
        if not objects and clause.objects:
            objects, _ = self._parse.objects(group, clause.end)
        return replace(clause, group=group, objects=objects)

    def _name_by_subject(self, frame: Frame, clause: Clause) -> bool:
        """Let a verb tell of the event that its subject names ("cooperation began in 1991")."""
        mention = clause.subject.mention if clause.subject else None
        if mention is None or not mention.is_a("Event") or mention.anaphor:
            return False
        frame.type, frame.mention = mention.type, mention
        frame.fills += filled(mention)
        return True

    def _frame(self, rule: FrameRule, trigger: Span) -> Frame:
        return Frame(rule.frame, rule.id, trigger, trigger, self._sentence)

    def _fill_places(self, frame: Frame, rule: FrameRule, clause: Clause, passive: bool) -> None:
        agent, patient = (rule.object, rule.subject) if passive else (rule.subject, rule.object)
        places = [(agent, clause.subject)]
        rest = list(clause.objects)
        inverted = rule.content is not None and "quotation" in rule.content.forms
        if inverted and not clause.subject and rest and rest[0].mention and not passive:
            places.append((rule.subject, rest.pop(0)))  # "…," said X
        if passive:
            by = next((filler for prep, filler in clause.phrases if prep == "by"), None)
            places.append((patient, by))
        elif patient and rest:
            places.append((patient, rest.pop(0)))
        if rule.complement and rest:
            places.append((rule.complement, rest[0]))
        for role, filler in places:
            if role and filler:
                frame.fills += self._filled(rule, role, filler, frame, clause.end)

    def _filled(
        self, rule: FrameRule, name: str, filler: Filler, frame: Frame, end: int = 0
    ) -> list[Fill]:
        role = rule.roles[name]
        if filler.mention:
            acts = self._acts(filler.mention, role.type, frame)
            if acts:
                span = filler.span
                return [Fill(self._property(rule, name, act.type), act, span) for act in acts]
            fills = [
                Fill(self._property(rule, name, member.type), member, member.span)
                for member in filler.mention.members
                if member.is_a(*role.type) and not member.anaphor
            ]
            if fills:
                return fills
        return self._in_words(role, filler, end)

    def _in_words(self, role: Role, filler: Filler, end: int) -> list[Fill]:
        if not role.words:
            return []
        whole = self._parse.rest(filler, end, through_commas=role.list) if role.rest else filler
        parts = self._parse.listed(whole) if role.list else [whole]
        return [Fill(role.words, part.words, part.span) for part in parts]

    def _acts(self, mention: Mention, wanted: tuple[str, ...], frame: Frame) -> list[Frame]:
        if mention.rule != "these-acts" or not is_a(mention.type, wanted):
            return []
        return [act for act in self._discourse.acts(mention) if act is not frame]

    def _property(self, rule: FrameRule, name: str, kind: str) -> str:
        prop = rule.roles[name].property
        if isinstance(prop, str):
            return prop or name
        return next((chosen for wanted, chosen in prop.items() if is_a(kind, [wanted])), "")

    def _fits(self, frame: Frame, rule: FrameRule, clause: Clause | None) -> bool:
        own = frame.mention
        frame.fills = [f for f in frame.fills if f.property and (own is None or f.value is not own)]
        for name, role in rule.roles.items():
            props = _properties(rule, name)
            if role.required and not any(fill.property in props for fill in frame.fills):
                return False
        return not rule.fixed or self._has_fixed(rule, clause)

    def _has_fixed(self, rule: FrameRule, clause: Clause | None) -> bool:
        """Tell whether a fixed object is there ("established diplomatic relations")."""
        if clause is None:
            return False
        places = [*clause.objects, *([clause.subject] if clause.subject else [])]
        return any(word in filler.words.lower() for filler in places for word in rule.fixed)

    def _fill_phrases(self, frame: Frame, rule: FrameRule, clause: Clause) -> None:
        taken = clause.group.start
        for preposition, filler in clause.phrases:
            if taken > filler.first > clause.group.start:
                continue  # within words that run on to the end of the clause
            adjunct = rule.prepositions.get(preposition)
            if clause.group is not _NO_VERB and filler.first < clause.group.start:
                adjunct = None  # what stands before the subject is of the whole sentence
            if adjunct and not (filler.mention and filler.mention.type == "Date"):
                taken = self._fill_own(frame, rule, clause, adjunct, filler)
            else:
                self._fill_adjunct(frame, preposition, filler)

    def _fill_own(
        self, frame: Frame, rule: FrameRule, clause: Clause, adjunct: str | Adjunct, filler: Filler
    ) -> int:
        """Fill a role of the rule; return the item up to which its words reach."""
        role = adjunct if isinstance(adjunct, str) else adjunct.role
        control = "" if isinstance(adjunct, str) else adjunct.control
        if control and filler.gerund:
            who = clause.subject if control == "subject" else next(iter(clause.objects), None)
            who = clause.subject if clause.group.passive else who
            prop = self._property(rule, role, "Event")
            self._controlled[filler.first] = (who, frame, prop)
        fills = self._filled(rule, role, filler, frame, clause.end)
        frame.fills += fills
        if not (fills and rule.roles[role].rest):
            return filler.last
        end = max(fill.span.end for fill in fills)
        return next((n for n, i in enumerate(self._parse.items) if i.span.start >= end), clause.end)

    def _fill_adjunct(self, frame: Frame, preposition: str, filler: Filler) -> None:
        mention = filler.mention
        if mention is None:
            return
        if mention.type == "Date":
            self._set_date(frame, preposition, mention)
            return
        table = rules().lexicon.adjuncts.get(preposition, {})
        for kind, prop in table.items():
            if mention.is_a(kind) and not mention.anaphor:
                frame.fills.append(Fill(prop, mention, filler.span))
                date = mention.part("date")
                if date and not frame.edtf:
                    frame.edtf, frame.date_span = date.edtf, date.span
                return

    def _set_date(self, frame: Frame, preposition: str, mention: Mention) -> None:
        if preposition in _AT and not frame.edtf:
            frame.edtf, frame.date_span = mention.edtf, mention.span
        elif preposition in _SINCE and not frame.edtf and "/" not in mention.edtf:
            frame.edtf, frame.date_span = f"{mention.edtf}/..", mention.span

    def _take_from_main(self, frame: Frame, number: int) -> None:
        """Let ", requesting permission" share date, mood and addressee of what it goes with."""
        group, main = self._parse.groups[number], self._main
        if group.form != "gerund" or main is None or not self._parse.is_adjunct(group):
            return
        if not frame.edtf:
            frame.edtf, frame.date_span = main.edtf, main.date_span
        frame.modality = frame.modality or main.modality
        speech = is_a(frame.type, [_SPEECH]) and is_a(main.type, [_SPEECH])
        if speech and not frame.values("addressee"):
            frame.fills += [fill for fill in main.fills if fill.property == "addressee"]

    def _set_mood(self, frame: Frame, rule: FrameRule, number: int) -> None:
        group = self._parse.groups[number]
        lexicon = rules().lexicon
        negated = group.negated
        frame.modality = rule.modality or lexicon.modals.get(group.modal, "")
        if group.form == "infinitive":
            governor = self._parse.groups[number - 1] if number else None
            if governor is None or governor.lemma not in lexicon.factive:
                frame.modality = lexicon.modals.get(governor.lemma if governor else "", "Desired")
            negated = negated or (governor is not None and governor.negated)
        habit = group.present and not (rule.lasting or rule.content or frame.edtf)
        if habit and not is_a(frame.type, [_SPEECH]):
            frame.modality = frame.modality or UNSTATED
        if group.form == "gerund" and not self._parse.is_presupposed(group):
            frame.modality = frame.modality or UNSTATED
        if negated:
            frame.polarity = "Negative"

    # Nouns.

    def _nominal(self, at: int, rule: FrameRule) -> Match | None:
        frame = self._frame(rule, self._parse.items[at].span)
        owner = self._owner(at)
        if owner and rule.subject:
            frame.fills += self._filled(rule, rule.subject, owner, frame)
        end = self._nominal_end(at + 1)
        phrases = self._parse.phrases(at + 1, end)
        for preposition, filler in phrases:
            for role in {"of": (rule.object, rule.subject), "by": (rule.subject,)}.get(
                preposition, ()
            ):
                found = self._filled(rule, role, filler, frame) if role else []
                frame.fills += found
                if found:
                    break
        own = bool(frame.fills)
        rest = tuple((p, f) for p, f in phrases if p not in {"of", "by"})
        self._fill_phrases(frame, rule, Clause(_NO_VERB, None, (), rest[:2], end))
        if not own or not self._fits(frame, rule, None):
            return None
        frame.modality = self._nominal_mood(at, owner, dated=bool(frame.edtf))
        frame.span = self._whole(frame)
        return Match(frame, rule, None, at)

    def _owner(self, at: int) -> Filler | None:
        """Return whose act a noun names: "X's recognition", "the Russian recognition"."""
        items = self._parse.items
        before = at - 1
        if before >= 1 and items[before].has("Possessive") and items[before - 1].mention:
            return self._parse.filler(before - 1, before, items[before - 1].mention)
        mention = items[before].mention if before >= 0 else None
        if mention and mention.adjective:
            return self._parse.filler(before, before + 1, replace(mention, adjective=False))
        return None

    def _nominal_end(self, at: int) -> int:
        following = next((g.start for g in self._parse.groups if g.start >= at), None)
        return len(self._parse.items) if following is None else following

    def _nominal_mood(self, at: int, owner: Filler | None, *, dated: bool) -> str:
        """Return empty where the noun presupposes that the event happened.

        That is so of "the dissolution of X in 1991", and of "X's recognition of Y" as the subject
        of a plain verb; elsewhere the noun may only think of the event.
        """
        groups = self._parse.groups
        if dated and at and self._parse.items[at - 1].has("Definite", "Possessive"):
            return UNSTATED if any(g.modal or g.form == "infinitive" for g in groups) else ""
        following = next((g for g in groups if g.start > at), None)
        earlier = any(g.is_finite and g.end <= at and not _introduces(g) for g in groups)
        plain = (
            following is not None
            and following.is_finite
            and not (following.modal or following.negated)
        )
        return "" if owner and plain and not earlier else UNSTATED

    def _whole(self, frame: Frame) -> Span:
        span = frame.trigger
        for fill in frame.fills:
            span = span.join(fill.span)
        return span.join(frame.date_span) if frame.date_span else span


def _properties(rule: FrameRule, name: str) -> set[str]:
    """Return all properties by which a role may be written."""
    role = rule.roles[name]
    own = (
        set(role.property.values()) if isinstance(role.property, dict) else {role.property or name}
    )
    return own | ({role.words} - {""})


_NO_VERB = VerbGroup(0, 0, 0, "", "finite")


def _introduces(group: VerbGroup) -> bool:
    """Tell whether a verb is one of saying, whose content presupposes by its own words."""
    return any(is_a(verb.rule.frame, [_SPEECH]) for verb in _verbs().get(group.lemma, ()))
