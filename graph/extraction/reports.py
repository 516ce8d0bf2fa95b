"""Reports: what is said outside the clause of a verb of speech.

A source may be named apart ("according to X, …"), the verb may stand between commas ("…, X says,
…"), and what is said may go on in the next sentence, whose verb then leaves it open ("It could …").
"""

from collections.abc import Iterator
from dataclasses import replace

from graph.extraction.adjuncts import fill_adjunct
from graph.extraction.clauses import Clause, Parse
from graph.extraction.frames import Fill, Frame, Part, Said
from graph.extraction.items import Item
from graph.extraction.matching import Match
from graph.extraction.parts import parts, worded
from graph.extraction.triggers import introduces_speech, nouns, verbs
from graph.extraction.verbs import VerbGroup
from graph.extraction.words import Filler
from graph.facts import Antecedent
from graph.reading import Document
from graph.rules import FrameRule, rules

__all__ = [
    "accusations",
    "go_on",
    "held_views",
    "impersonal",
    "set_occasion",
    "set_parenthetical",
    "sourced",
]

_REMOTE = {"would", "could", "might"}
_STOPS = {",", ".", ";", ":"}
_IN = {"in", "by"}
_DURING = {"in", "during", "at"}
_REACH = 4
"""Items between "in" and the noun that names an occasion."""


def sourced(parse: Parse, sentence: int) -> Iterator[Match]:
    """Yield what a sentence says according to somebody."""
    for rule in rules().frames:
        for at, item in enumerate(parse.items[:-1] if rule.sources else ()):
            speaker = _after(parse, at + 1) if item.norm in rule.sources else None
            if speaker:
                yield from _sourced(parse, sentence, rule, at, speaker)


def _after(parse: Parse, at: int) -> Filler | None:
    """Return the somebody who stands at an item, after an article or a plain description."""
    for n in range(at, min(at + 3, len(parse.items))):
        if parse.items[n].mention:
            return parse.mention_at(n) if parse.is_actor(n) and not _is_longer(parse, n) else None
        if not parse.items[n].has("Det", "Plain", "UnnamedAgent~"):
            return None
    return None


def _is_longer(parse: Parse, at: int) -> bool:
    """Tell whether a name is only the beginning of one ("the U.S. Department of State")."""
    following = parse.items[at + 1] if at + 1 < len(parse.items) else None
    longer = following and not following.mention and following.has("Cap", "Plain", "Possessive")
    return bool(longer) and at + 1 not in parse.starting


def _sourced(
    parse: Parse, sentence: int, rule: FrameRule, at: int, speaker: Filler
) -> Iterator[Match]:
    wanted = rule.roles[rule.subject].type
    members = speaker.mention.members if speaker.mention else ()
    fills = [Fill(rule.subject, m, m.span) for m in members if m.is_a(*wanted) and not m.anaphor]
    segments = _around(parse, at, speaker.last)
    if fills and segments and rule.content:
        trigger = parse.items[at].span
        span = trigger.join(speaker.span)
        frame = Frame(rule.frame, rule.id, span, trigger, sentence, fills)
        frame.said = Said(rule.content.modality, rule.content.polarity)
        _set(frame.said, parse, segments)
        yield Match(frame, rule, None, at)


def _around(parse: Parse, first: int, last: int) -> list[tuple[int, int]]:
    """Return the items of a sentence before and after a phrase set apart by commas."""
    after = last + (last < len(parse.items) and parse.items[last].norm == ",")
    opens = first == 0 or parse.items[first - 1].norm in _STOPS
    before = [] if first == 0 or (opens and parse.finite_after(after)) else [(0, first)]
    segments = [*before, (after, len(parse.items))]
    return [(a, b) for a, b in segments if _has_word(parse, a, b)]


def _has_word(parse: Parse, first: int, last: int) -> bool:
    return any(token.is_word for item in parse.items[first:last] for token in item.tokens)


def _set(said: Said, parse: Parse, segments: list[tuple[int, int]]) -> None:
    """Let a speech act say what stands in stretches of a sentence.

    Where no comma parts them, they are one clause, with the source in its midst.
    """
    trimmed = [_trimmed(parse, *segment) for segment in segments]
    words = [worded(parse, *segment) for segment in trimmed]
    said.scope = tuple(span for _, span in words)
    said.span = words[0][1].join(words[-1][1])
    said.words = ", ".join(w for w, _ in words)
    if len(words) > 1 and parse.items[segments[0][1] - 1].norm not in _STOPS:
        said.words = " ".join(w for w, _ in words)
        said.parts = (Part(said.words, said.span),)
        return
    said.parts = tuple(part for segment in trimmed for part in parts(parse, *segment, clausal=True))


def _trimmed(parse: Parse, first: int, last: int) -> tuple[int, int]:
    """Leave out the stops and joints at both ends."""
    while first < last - 1 and parse.items[first].norm in {*_STOPS, "and", "but"}:
        first += 1
    while last - 1 > first and parse.items[last - 1].norm in _STOPS:
        last -= 1
    return first, last


def impersonal(parse: Parse, sentence: int) -> Iterator[Match]:
    """Yield what is said by nobody in particular ("it was suggested that …").

    A letter in which it is said speaks itself.
    """
    for clause in parse.clauses:
        rule = _impersonal_rule(parse, clause)
        if rule:
            trigger = parse.items[clause.group.start].span
            trigger = trigger.join(parse.items[clause.group.end - 1].span)
            written = [f for p, f in clause.phrases if p in _IN and _is_written(f)]
            fills = [Fill(rule.subject, f.mention, f.span) for f in written if f.mention]
            frame = Frame(rule.frame, rule.id, trigger, trigger, sentence, fills)
            for preposition, filler in clause.phrases:
                if filler.mention and filler.mention.edtf:
                    fill_adjunct(frame, preposition, filler.mention)
            yield Match(frame, rule, clause, clause.group.start)


def _impersonal_rule(parse: Parse, clause: Clause) -> FrameRule | None:
    group = clause.group
    before = parse.back(group.start - 1)
    impersonal = before >= 0 and parse.items[before].norm == "it"
    plain = group.passive and not group.negated and not group.modal
    that = group.end < len(parse.items) and parse.items[group.end].norm == "that"
    if not (impersonal and plain and that):
        return None
    known = (verb.rule for verb in verbs().get(group.lemma, ()) if not verb.rest)
    return next((rule for rule in known if rule.content and "that" in rule.content.forms), None)


def _is_written(filler: Filler) -> bool:
    return filler.mention is not None and filler.mention.is_a("Letter", "Agreement")


def accusations(parse: Parse, sentence: int) -> Iterator[Match]:
    """Yield accusations that a noun names with what they are of, whoever makes them."""
    for at, item in enumerate(parse.items[:-2]):
        rule = _noun_rule(item)
        if rule and rule.content and parse.items[at + 1].norm == "of":
            last = next(n for n in range(at + 2, len(parse.items) + 1) if _ends(parse, n))
            if last > at + 2:
                frame = Frame(rule.frame, rule.id, item.span, item.span, sentence)
                frame.said = Said(rule.content.modality, rule.content.polarity)
                _set(frame.said, parse, [(at + 2, last)])
                yield Match(frame, rule, None, at)


def _noun_rule(item: Item) -> FrameRule | None:
    if item.mention and not item.mention.anaphor:
        return None
    singular = item.norm if item.norm in nouns() else item.norm.removesuffix("s")
    rules_of = (rule for rule in nouns().get(singular, ()) if rule.content)
    return next((rule for rule in rules_of if "of" in rule.prepositions), None)


def _ends(parse: Parse, at: int) -> bool:
    """Tell whether a noun phrase that began before ends before an item."""
    if at >= len(parse.items):
        return True
    item = parse.items[at]
    verb = parse.starting.get(at)
    return (
        item.norm in {*_STOPS, ")"} or item.has("Relative") or (verb is not None and verb.is_finite)
    )


def set_occasion(match: Match, parse: Parse) -> None:
    """Let what is stated "in a speech" be one."""
    said, clause = match.frame.said, match.clause
    if said is None or clause is None or match.rule.frame != "Statement":
        return
    for at, item in enumerate(parse.items):
        kind = rules().lexicon.occasions.get(item.norm)
        outside = not any(scope.covers(item.span) for scope in said.scope)
        before = {i.norm for i in parse.items[max(at - _REACH, 0) : at]}
        if kind and outside and before & _DURING:
            match.frame.type = kind


def held_views(parse: Parse, sentence: int) -> Iterator[Match]:
    """Yield what somebody's claim, view or stance is, where "that" tells it."""
    rule = next(rule for rule in rules().frames if rule.sources)
    for at, item in enumerate(parse.items[:-2]):
        owner = _owner(parse, at) if item.has("ClaimNoun") and not item.mention else None
        that = parse.items[at + 1].norm == "that"
        members = owner.mention.members if owner and owner.mention else ()
        wanted = rule.roles[rule.subject].type
        fills = [Fill(rule.subject, m, m.span) for m in members if m.is_a(*wanted)]
        if that and fills and rule.content:
            frame = Frame(rule.frame, rule.id, item.span, item.span, sentence, fills)
            frame.said = Said(rule.content.modality, rule.content.polarity)
            _set(frame.said, parse, [(at + 2, _view_end(parse, at))])
            yield Match(frame, rule, None, at)


def _owner(parse: Parse, at: int) -> Filler | None:
    """Return whose a noun is: "X's claim", "the Russian claim"."""
    if at > 1 and parse.items[at - 1].has("Possessive") and parse.items[at - 2].mention:
        return parse.mention_at(at - 2)
    mention = parse.items[at - 1].mention if at else None
    if mention and mention.adjective:
        return parse.filler(at - 1, at, replace(mention, adjective=False))
    return None


def _view_end(parse: Parse, at: int) -> int:
    """Return where a view ends: before the main verb whose subject it is, if it is one."""
    finite = [group for group in parse.groups if group.is_finite]
    following = [group for group in finite if group.start > at]
    is_subject = not any(group.start < at for group in finite)
    return following[1].start if is_subject and len(following) > 1 else len(parse.items)


def set_parenthetical(match: Match, parse: Parse) -> None:
    """Let a verb of speech between commas, or at the end after one, report its sentence."""
    said, clause = match.frame.said, match.clause
    if said is None or said.span or clause is None or "that" not in _forms(match):
        return
    first, last = _extent(parse, clause)
    apart = first > 0 and parse.items[first - 1].norm == ","
    ends = last >= len(parse.items) or parse.items[last].norm in _STOPS
    quoted = any(item.norm == '"' for item in parse.items)
    if apart and ends and not quoted and clause.group.is_finite:
        segments = [(0, first), (min(last + 1, len(parse.items)), len(parse.items))]
        _set(said, parse, [s for s in segments if _has_word(parse, *s)])


def _forms(match: Match) -> tuple[str, ...]:
    return match.rule.content.forms if match.rule.content else ()


def _extent(parse: Parse, clause: Clause) -> tuple[int, int]:
    """Return the items of "X says"."""
    before = parse.back(clause.group.start - 1)
    pronoun = before >= 0 and parse.items[before].has("Pronoun")
    first = clause.subject.first if clause.subject else clause.group.start
    while first > 0 and parse.items[first - 1].has("Det"):
        first -= 1
    return (before if pronoun else first), clause.group.end


def go_on(document: Document, parse: Parse, sentence: int, found: list[Match]) -> None:
    """Let the speech act told of last go on in a sentence that leaves open what it says."""
    if not _is_open(parse):
        return
    last = next((m for m in reversed(found) if m.frame.said and m.frame.values("speaker")), None)
    if last is None or not last.frame.said:
        return
    own, before = document.sentences[sentence - 1], document.sentences[sentence - 2]
    reached = max((scope.end for scope in last.frame.said.scope), default=0)
    reports = last.frame.said.modality == "Claimed" and last.frame.polarity == "Affirmative"
    if reports and own.block == before.block and before.span.start < reached <= before.span.end:
        decision = Antecedent(own.span, last.frame.trigger, "the report goes on")
        said = last.frame.said
        for part in parts(parse, *_trimmed(parse, 0, len(parse.items)), clausal=True):
            said.parts = (*said.parts, replace(part, antecedents=(decision,)))
        said.scope = (*said.scope, own.span)


def _is_open(parse: Parse) -> bool:
    """Tell whether the first verb of a sentence leaves open what it tells of."""
    finite = [group for group in parse.groups if group.is_finite]
    speaks = any(introduces_speech(group) for group in parse.groups)
    return (
        bool(finite) and not speaks and (finite[0].modal in _REMOTE or _is_going(parse, finite[0]))
    )


def _is_going(parse: Parse, group: VerbGroup) -> bool:
    following = parse.starting.get(group.end)
    return group.lemma == "go" and following is not None and following.form == "infinitive"
