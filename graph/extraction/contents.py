"""Contents: which words of its sentence a speech act says."""

from dataclasses import dataclass

from graph.extraction.clauses import Clause, Parse
from graph.extraction.items import Item
from graph.extraction.matching import Match
from graph.extraction.triggers import introduces_speech
from graph.extraction.verbs import VerbGroup
from graph.extraction.words import JOINTS

__all__ = ["Reach", "reach_of"]

_BREAKS = {"however", "although", "though", "while", "whereas", "whilst"}
_SUBJECT = 6
"""Items that a subject may have where no "that" opens the content."""
_WIDE = {"that", "bare"}
"""Forms of content that are clauses of their own."""
_EMPTY = {'"', "this", "that", "it", "them", "so"}
_ASIDE = {"which", "who", "whose", "whom"}


@dataclass(frozen=True, slots=True)
class Reach:
    """From which item a content goes, before which it ends, and before which its words do.

    Between ``end`` and ``last`` stands an aside of which it is not clear who says it.
    """

    first: int
    end: int
    last: int
    clausal: bool
    """Whether it is a clause of its own."""


def reach_of(parse: Parse, match: Match) -> Reach | None:
    """Return what a speech act says, by the first form of its rule that the sentence has."""
    forms = match.rule.content.forms if match.rule.content else ()
    clause = match.clause
    for form in forms if clause else ():
        first = _FINDERS[form](parse, clause, match) if form in _FINDERS and clause else None
        if first is not None and clause:
            wide = form in _WIDE
            last = min(
                _scope_end(parse, first, wide=wide),
                _before_main_clause(parse, clause, first, wide=wide),
                _before_next_act(parse, clause, first, wide=wide),
            )
            if last > first:
                end = last if wide else _before_aside(parse, first, last)
                return Reach(first, _before_remark(parse, first, end), last, wide)
    return None


def _scope_end(parse: Parse, first: int, *, wide: bool) -> int:
    """Return where content ends; of a mere phrase, before ", requesting …" or ", and X did" too."""
    limit = len(parse.items) if wide else parse.next_sentence_part(first)
    gerunds = {group.start: group for group in parse.groups if group.form == "gerund"}
    for at in range(first + 1, limit):
        if parse.items[at].norm in _BREAKS or parse.items[at].norm == ";":
            return at
        following = gerunds.get(at + 1) if parse.items[at].norm == "," else None
        if following and (not wide or introduces_speech(following)):
            return at
    return limit


def _before_main_clause(parse: Parse, clause: Clause, first: int, *, wide: bool) -> int:
    """Return where "after X said that …, Y did" goes on with its main clause."""
    end, opener = len(parse.items), parse.opener_of(clause)
    if opener < 0 or not parse.items[opener].has("Openers") or parse.items[opener].norm == "that":
        return end
    finite = [group for group in parse.groups if group.is_finite]
    if any(group.start < opener for group in finite):
        return end
    after = [group for group in finite if group.start >= first][wide:]
    commas = (at for at in range(after[0].start if after else 0, first, -1))
    return next((at for at in commas if parse.items[at].norm == ","), end)


def _before_next_act(parse: Parse, clause: Clause, first: int, *, wide: bool) -> int:
    """Return where "X said Y will come, and left" goes on with what X did.

    Only the tenses tell, or that the next verb is one of speech, too: after "and" it is in the
    past as "said" is. A mere phrase ("announced a visit and left") has no verb to be confused with.
    """
    if not _is_past(clause.group):
        return len(parse.items)
    said_in_past = not wide
    for group in (g for g in parse.groups if g.is_finite and g.start >= first):
        joint = parse.back(group.start - 1)
        joined = joint > first and parse.items[joint].norm in JOINTS
        comma = joined and parse.items[joint - 1].norm == ","
        if joined and (comma or not wide) and _is_past(group):
            if not wide or introduces_speech(group) or not said_in_past:
                return joint - comma
        elif not wide:
            break
        said_in_past = said_in_past or _is_past(group)
    return len(parse.items)


def _is_past(group: VerbGroup) -> bool:
    """Tell whether a verb is in the simple past."""
    return group.is_finite and group.start == group.main and not group.present


def _before_remark(parse: Parse, first: int, last: int) -> int:
    """Return where ", a charge that …" begins: a remark on what is said."""
    for at in range(first + 1, last - 3):
        article = parse.items[at].norm == "," and parse.items[at + 1].norm in {"a", "an"}
        relative = parse.items[at + 3].norm in _ASIDE | {"that"}
        if article and relative and parse.items[at + 2].has("ClaimNoun"):
            return at
    return last


def _before_aside(parse: Parse, first: int, last: int) -> int:
    """Return where ", which …" begins."""
    commas = (at for at in range(first + 1, last - 1) if parse.items[at].norm == ",")
    return next((at for at in commas if parse.items[at + 1].norm in _ASIDE), last)


def _after(parse: Parse, clause: Clause) -> int:
    """Return the item after the verb, and after a comma, a colon or "both"."""
    at = clause.group.end
    while at < len(parse.items) and parse.items[at].norm in {",", ":", "both"}:
        at += 1
    return at


def _that(parse: Parse, clause: Clause, match: Match) -> int | None:
    """Find "that" after the verb, an object, or what tells when, where and to whom it was said."""
    own = match.rule.prepositions
    aside = [f for name, f in clause.phrases if name not in own or (f.mention and f.mention.edtf)]
    told = (filler.last for filler in aside if _opens_clause(parse, filler.last))
    for at in (_after(parse, clause), *(filler.last for filler in clause.objects), *told):
        if at + 1 < len(parse.items) and parse.items[at].norm == "that":
            return at + 1
    return None


def _opens_clause(parse: Parse, that: int) -> bool:
    """Tell "said in May that it had left" from "said in a letter that was lost"."""
    following = parse.starting.get(that + 1)
    return following is None or not following.is_finite


def _bare(parse: Parse, clause: Clause, _match: Match) -> int | None:
    at = clause.group.end
    following = parse.finite_after(at)
    if following is None or at >= len(parse.items) or parse.items[at].norm in {",", ":", '"'}:
        return None
    between = parse.items[at : following.start]
    joined = parse.items[parse.back(following.start - 1)].norm in JOINTS
    if joined or not 0 < len(between) <= _SUBJECT or any(_separates(item) for item in between):
        return None
    return at


def _separates(item: Item) -> bool:
    return item.norm in {",", ";"} or (
        item.mention is None and item.has("Openers", "Preposition", "Adverb")
    )


def _verbal(parse: Parse, clause: Clause, form: str) -> int | None:
    places = {clause.group.end, *(filler.last for filler in clause.objects)}
    starts = (g.start for g in parse.groups if g.form == form and g.start in places)
    return next(starts, None)


def _gerund(parse: Parse, clause: Clause, _match: Match) -> int | None:
    return _verbal(parse, clause, "gerund")


def _infinitive(parse: Parse, clause: Clause, _match: Match) -> int | None:
    return _verbal(parse, clause, "infinitive")


def _object(_parse: Parse, clause: Clause, match: Match) -> int | None:
    taken = {fill.span for fill in match.frame.fills}
    objects = [filler for filler in clause.objects if filler.span not in taken]
    return objects[0].first if objects and objects[0].words not in _EMPTY else None


def _adjunct(_parse: Parse, clause: Clause, match: Match) -> int | None:
    wanted = {name for name, role in match.rule.roles.items() if role.words == "content"}
    for preposition, filler in clause.phrases:
        adjunct = match.rule.prepositions.get(preposition)
        role = adjunct if isinstance(adjunct, str) or adjunct is None else adjunct.role
        if role in wanted:
            return filler.first
    return None


_FINDERS = {
    "that": _that,
    "bare": _bare,
    "gerund": _gerund,
    "infinitive": _infinitive,
    "object": _object,
    "adjunct": _adjunct,
}
