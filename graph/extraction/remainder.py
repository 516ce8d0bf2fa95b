"""The remainder: what a clause tells of by a verb that no other rule knows.

What somebody did is an event with the words of the clause as its title; what somebody or something
does by habit, has or is like is a description in those words.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import takewhile

from lemminflect import getAllLemmas

from graph.extraction.clauses import Clause, Parse
from graph.extraction.plain import doer, plain_subject
from graph.extraction.triggers import COPULAS, Verb, introduces_speech, verbs
from graph.extraction.verbs import VerbGroup
from graph.extraction.words import JOINTS, Filler
from graph.rules import rules

__all__ = ["remainder", "titled"]

_ANY = "*"
"""The verb of a rule for any verb."""
_PRESENT = {"is", "are", "am"}
_TEXTS = ("Agreement", "Document", "Provision")
_NO_ACTORS = ("Event", "BilateralRelation")
_TRIMMED = {",", ".", ";", ":", "and", "or", "but", "(", '"', "also", "then", "that", "which"}
_NOBODY = {"no", "neither", "nor", "none", "not", "few"}
_STOPS = {".", ";", ":", "?", "!"}
_TURNS = {"but", "while", "whereas", "although", "though", "and", "which"}
_NO_THING = {"it", "them", "him", "her", "the", "a", "most"}
_PARTICLES = {"off", "out", "up", "down", "back", "over", "away", "apart", "along"}
_NO_THING |= _PARTICLES


def remainder(parse: Parse, clause: Clause) -> Iterator[tuple[Verb, Clause]]:
    """Yield the rules for any verb that may read a clause, with the clause as they read it."""
    clause = _with_subject(parse, _pruned(parse, clause))
    if not _is_plain(parse, clause) or not _is_own_subject(parse, clause):
        return
    if _is_reported(parse, clause) or _is_reduced(parse, clause):
        return
    for verb in verbs().get(_ANY, ()) if _says_more(clause) else ():
        if verb.rule.bearer and _is_lasting(parse, clause):
            yield replace(verb, passive=clause.group.passive), _described(parse, clause)
        elif not verb.rule.bearer and _is_done(parse, clause, verb) and _fits(clause, verb):
            yield verb, clause


def _fits(clause: Clause, verb: Verb) -> bool:
    """Tell whether a rule reads whatever has no name: what is named does or suffers something."""
    mention = clause.subject.mention if clause.subject else None
    role = verb.rule.roles.get(verb.rule.subject or verb.rule.object)
    return mention is None or mention.is_a(*_NO_ACTORS) or role is None or bool(role.type)


def _with_subject(parse: Parse, clause: Clause) -> Clause:
    """Return a clause of the past with a plain noun phrase as its subject, if it has no name."""
    group = clause.group
    demanded = parse.items[group.start].norm == "be"  # "insisted that X be …"
    if clause.subject or not group.is_finite or demanded or _is_state(parse, group):
        return clause
    found = plain_subject(parse, clause)
    if found is None:
        return clause
    found = doer(parse, found)
    phrases = tuple((p, doer(parse, f) if p == "by" else f) for p, f in clause.phrases)
    clause = replace(clause, phrases=phrases)
    told = found.mention or _names(parse, found) or _is_anchored(clause)
    return replace(clause, subject=found) if told else clause


def _names(parse: Parse, filler: Filler) -> bool:
    """Tell whether a noun phrase has the name of an actor or a place in it."""
    return any(item.mention for item in parse.items[filler.first : filler.last])


def _is_anchored(clause: Clause) -> bool:
    """Tell whether a clause has a date or, in the passive, a place or somebody who does it."""
    named = [filler.mention for _, filler in clause.phrases if filler.mention]
    kinds = ("Actor", "Location") if clause.group.passive else ()
    return any(mention.edtf or mention.is_a(*kinds) for mention in named)


def titled(parse: Parse, clause: Clause) -> str:
    """Return whose doing an event is with all words of its clause from the verb on."""
    who, group = clause.subject, clause.group
    name = (who.mention.label if who.mention else "") or who.words if who else ""
    begun = next((g.start for g in parse.groups if g.end == group.start), group.start)
    start = begun if group.form == "infinitive" else group.start
    aside = (g.start - 1 for g in parse.groups if g.form == "gerund" and g.start > group.end)
    end = min((n for n in aside if parse.items[n].norm == ","), default=clause.end)
    return f"{name} {_predicate(parse, start, min(end, clause.end)).words}".strip()


def _pruned(parse: Parse, clause: Clause) -> Clause:
    """Return a clause with the objects and phrases that are its verb's own for sure."""
    group = clause.group
    after = (g.start for g in parse.groups if g.start > group.end)
    reach = next(after, clause.end)
    gerunds = {g.start for g in parse.groups if g.form == "gerund"}  # "with X accusing Y"
    own = tuple(
        (preposition, filler)
        for preposition, filler in clause.phrases
        if (filler.mention and filler.mention.edtf)
        or (
            filler.last not in gerunds
            and filler.first < reach
            and (preposition != "by" or filler.first <= group.end + 1)
        )
    )
    uncut = takewhile(lambda filler: not _is_cut(parse, filler), clause.objects)
    bare = (_without_particle(parse, filler) for filler in uncut)
    things = tuple(filler for filler in bare if _is_thing(filler))
    return replace(clause, objects=things, phrases=own)


# Whether a clause tells by itself that something happened or is so.


def _is_plain(parse: Parse, clause: Clause) -> bool:
    """Tell whether a clause tells without "may" or "not" of more than what somebody says."""
    group = clause.group
    telling = group.is_finite or (group.form == "infinitive" and _is_begun(parse, group))
    says = introduces_speech(group) and not clause.objects
    leads = (_governs(parse, group) and group.lemma in _governors()) or _is_planned(parse, group)
    return telling and not (group.modal or group.negated or group.lemma in COPULAS or says or leads)


@cache
def _governors() -> frozenset[str]:
    lexicon = rules().lexicon
    return frozenset((*lexicon.factive, *lexicon.modals))


def _governs(parse: Parse, group: VerbGroup) -> bool:
    """Tell whether what a verb tells of is told by an infinitive or a verb right after it."""
    negated = group.end < len(parse.items) and parse.items[group.end].has("Negation")
    following = parse.starting.get(group.end + negated)
    return following is not None and following.form in {"infinitive", "finite"}


def _is_planned(parse: Parse, group: VerbGroup) -> bool:
    """Tell whether "was to issue bonds and set up a fund" has a verb as its second infinitive."""
    before = next((g for g in reversed(parse.groups) if g.end <= group.start), None)
    joined = parse.items[group.start - 1].norm in JOINTS if group.start else False
    same = parse.items[group.main].norm == group.lemma
    return joined and same and before is not None and before.form == "infinitive"


def _is_begun(parse: Parse, group: VerbGroup) -> bool:
    """Tell whether an infinitive follows right after "began" or its like."""
    before = next((g for g in parse.groups if g.end == group.start), None)
    return before is not None and before.lemma in rules().lexicon.factive


def _is_reported(parse: Parse, clause: Clause) -> bool:
    """Tell whether a clause is what a verb of saying before it says: somebody else tells it."""
    at = parse.opener_of(clause)
    if at >= 0 and parse.items[at].norm == "that":
        before = [group for group in parse.groups if group.end <= at]
        return any(map(introduces_speech, before[-1:]))
    return any(introduces_speech(group) and group.end == at + 1 for group in parse.groups)


def _is_reduced(parse: Parse, clause: Clause) -> bool:
    """Tell "the fleet sent to the north won" from "the fleet won": another verb goes with it."""
    group = clause.group
    following = parse.finite_after(group.end)
    if following is None or clause.objects or group.start < group.main:
        return False
    between = parse.items[group.end : following.start]
    return not any(item.norm in {",", *JOINTS} or item.has("Openers") for item in between)


def _says_more(clause: Clause) -> bool:
    """Tell whether more is told of an event than that it took place."""
    group, phrases = clause.group, [filler for _, filler in clause.phrases]
    after = any(filler.first >= group.end for filler in phrases)
    dated = any(filler.mention and filler.mention.edtf for filler in phrases)
    described = clause.subject is not None and clause.subject.mention is None
    return bool(clause.objects) or after or (group.passive and (dated or described))


# Whose doing it is.


def _is_own_subject(parse: Parse, clause: Clause) -> bool:
    """Tell whether the subject of a clause is no part of other words before it.

    In "doubts over X and Y grew" and "the fleet between X and Y, which grew", Y is.
    """
    who = clause.subject
    if parse.items[max(parse.back(clause.group.start - 1), 0)].norm == "or":
        return False
    if who is None or who.first > clause.group.start:
        return True
    if _is_none(parse, who):
        return False
    at = who.last - 1
    before = parse.items[who.last] if who.last < clause.group.start else None
    if before is not None and (before.has("Relative") or before.norm == ","):
        relative = before.has("Relative") or parse.items[clause.group.start - 1].has("Relative")
        return relative and not parse.is_governed(at)
    start = parse.opener_of(clause)
    joined = start > 0 and parse.items[start].norm in JOINTS
    return not joined or parse.items[start - 1].norm == ","


def _without_particle(parse: Parse, filler: Filler) -> Filler:
    """Return "two tests" of "carried out two tests"."""
    particle = parse.items[filler.first].norm in _PARTICLES and filler.last > filler.first + 1
    return parse.filler(filler.first + 1, filler.last) if particle else filler


def _is_none(parse: Parse, who: Filler) -> bool:
    """Tell whether nobody or nothing is the subject ("no agreement", "neither state")."""
    words = who.words.lower().split()
    before = parse.items[who.first - 1] if who.first else None
    return words[0] in _NOBODY or (before is not None and before.norm in _NOBODY)


def _is_cut(parse: Parse, filler: Filler) -> bool:
    """Tell whether a noun phrase goes on after its last word, as "the fund and" does."""
    end = parse.items[filler.last - 1]
    return end.has("Preposition") or end.norm in JOINTS


def _is_thing(filler: Filler) -> bool:
    """Tell "its fishing limits" from "it", "down" and "quickly"."""
    if filler.mention or filler.gerund:
        return True
    last = filler.words.split()[-1]
    readings = getAllLemmas(last.lower())
    return last not in _NO_THING and (not readings or "NOUN" in readings)


# Deeds, and states and habits.


def _is_done(parse: Parse, clause: Clause, verb: Verb) -> bool:
    """Tell whether an event took place; who did it may only be missing from a passive."""
    told = bool(verb.rule.subject) or clause.group.passive
    return told and not _is_state(parse, clause.group)


def _is_state(parse: Parse, group: VerbGroup) -> bool:
    first = parse.items[group.start]
    stative = group.lemma in rules().lexicon.stative
    return group.present or stative or first.norm in _PRESENT


def _is_lasting(parse: Parse, clause: Clause) -> bool:
    """Tell whether a clause says what something is like: what a text lays down, it lays down."""
    mention = clause.subject.mention if clause.subject else None
    lays_down = mention is not None and mention.is_a(*_TEXTS)
    if any(verb.rule.content for verb in verbs().get(clause.group.lemma, ())):
        return False
    if clause.group.present and not _is_inflected(parse, clause):
        return False
    return lays_down or _is_state(parse, clause.group)


def _is_inflected(parse: Parse, clause: Clause) -> bool:
    """Tell "Iran controls the field" and "X and Y control it" from "NATO troops"."""
    word = parse.items[clause.group.main]
    mention = clause.subject.mention if clause.subject else None
    several = mention is not None and len(mention.members) > 1
    agrees = several != word.norm.endswith("s")
    if clause.group.start < clause.group.main or "NOUN" not in getAllLemmas(word.norm):
        return agrees
    following = parse.items[clause.group.end] if clause.group.end < len(parse.items) else word
    return agrees and (following.has("Det") or following.norm == "that")


def _described(parse: Parse, clause: Clause) -> Clause:
    """Return a clause with all that follows from the verb on as what its subject is like."""
    end = min(parse.next_sentence_part(clause.end), _stop(parse, clause.end))
    words = _predicate(parse, clause.group.start, end)
    return replace(clause, objects=(words,), phrases=())


def _stop(parse: Parse, at: int) -> int:
    """Return where the words of a sentence come to a rest after an item."""
    after = range(max(at, 1), len(parse.items))
    return next((n for n in after if _is_rest(parse, n)), len(parse.items))


def _is_rest(parse: Parse, at: int) -> bool:
    norm, before = parse.items[at].norm, parse.items[at - 1].norm
    return norm in _STOPS or (before == "," and norm in _TURNS)


def _predicate(parse: Parse, start: int, end: int) -> Filler:
    """Return the words from a verb on, without commas and joints at their end."""
    while end > start + 1 and (
        parse.items[end - 1].norm in _TRIMMED or parse.items[end - 1].has("Preposition", "Det")
    ):
        end -= 1
    return replace(parse.filler(start, end), gerund=None)
