"""Predicate nouns: what is said of something by "be", or by an apposition between commas."""

from collections.abc import Iterator
from dataclasses import replace

from graph.extraction.clauses import Clause, Parse
from graph.extraction.complements import objects, phrases, text_end
from graph.extraction.items import Mention, text_of
from graph.extraction.triggers import COPULAS, Verb, predicates
from graph.extraction.verbs import VerbGroup
from graph.extraction.words import Filler
from graph.facts import Span

__all__ = ["after_words", "appositions", "copular"]

_ARTICLES = {"a", "an", "the"}
_CLOSING = {",", ".", ";", ":", ")", "—"}


def copular(parse: Parse, clause: Clause) -> Iterator[tuple[Verb, Clause]]:
    """Yield the rules whose predicate noun stands after "be", with the clause as they have it."""
    if clause.group.lemma in COPULAS and not clause.group.passive and clause.subject:
        for verb in predicates():
            bare = after_words(parse, clause, verb.rest)
            if bare:
                yield verb, _with_words(parse, clause.group.end, bare)


def appositions(parse: Parse) -> Iterator[tuple[Verb, Clause]]:
    """Yield the rules whose predicate noun stands after a name and a comma, in a clause made up."""
    for at in range(1, len(parse.items) - 1):
        if parse.items[at].norm == "," and _is_described(parse, at - 1):
            end = _end(parse, at + 1)
            clause = Clause(VerbGroup(at, at, at + 1, "be", "finite"), None, (), (), end)
            clause = replace(clause, subject=parse.mention_at(at - 1))
            for verb in predicates():
                bare = after_words(parse, clause, verb.rest)
                if bare and bare.objects and _stands_alone(parse, at, bare):
                    yield verb, _with_words(parse, at + 1, bare)


def after_words(parse: Parse, clause: Clause, rest: tuple[str, ...]) -> Clause | None:
    """Return a clause without the further words of a fixed expression, or None.

    The words may end within a longer noun phrase, whose part is the object then: "members of the
    union" is read as a group of people first.
    """
    start, wanted = clause.group.end, list(rest)
    at = start
    while wanted and at < len(parse.items):
        norms = [token.norm for token in parse.items[at].tokens]
        if norms == wanted[: len(norms)]:
            wanted = wanted[len(norms) :]
            at += 1
        elif norms[: len(wanted)] == wanted:
            inside = _part_after(parse, at, len(wanted))
            inside = inside or _words_after(parse, at, len(wanted), clause.end)
            group = replace(clause.group, end=at + 1)
            after = phrases(parse, inside.last, clause.end)
            return replace(clause, group=group, objects=(inside,), phrases=after)
        else:
            return None
    if wanted:
        return None
    group = replace(clause.group, end=at)
    found, then = objects(parse, group, clause.end)
    fronted = tuple((p, filler) for p, filler in clause.phrases if filler.first < start)
    after_verb = phrases(parse, then, clause.end)
    return replace(clause, group=group, objects=found, phrases=(*after_verb, *fronted))


def _with_words(parse: Parse, first: int, clause: Clause) -> Clause:
    """Let the object begin with the words of the predicate, but for its article."""
    while first < clause.group.end and parse.items[first].norm in _ARTICLES:
        first += 1
    if not clause.objects and first < clause.group.end:
        return replace(clause, objects=(parse.filler(first, clause.group.end),))
    if not clause.objects or clause.objects[0].mention or first >= clause.objects[0].first:
        return clause
    whole = parse.filler(first, clause.objects[0].last)
    return replace(clause, objects=(whole, *clause.objects[1:]))


def _part_after(parse: Parse, at: int, words: int) -> Filler | None:
    """Return the part of a noun phrase that begins after some of its words."""
    item = parse.items[at]
    begin = item.tokens[words - 1].span.end
    mention = item.mention
    parts = [p for _, p in mention.parts if p.span.start >= begin] if mention else []
    if not parts:
        return None
    found = parts[0]
    if len(parts) > 1:
        members = tuple(("member", part) for part in parts)
        found = Mention("Group", "", parts[0].span.join(parts[-1].span), parts=members)
    return replace(parse.filler(at, at + 1, found), span=found.span)


def _words_after(parse: Parse, at: int, words: int, end: int) -> Filler:
    """Return what is left of a noun phrase after some of its words."""
    last = max(text_end(parse, at + 1, end), at + 1)
    tokens = tuple(token for item in parse.items[at:last] for token in item.tokens)[words:]
    span = Span(tokens[0].span.start, tokens[-1].span.end)
    return Filler(at, last, text_of(tokens), span)


def _is_described(parse: Parse, at: int) -> bool:
    """Tell whether a description may follow: of a name, but not of where a sentence begins."""
    mention = parse.items[at].mention
    if mention is None or mention.adjective or mention.is_a("Event") or mention.type == "Date":
        return False
    return any(group.end <= at for group in parse.groups) or not parse.is_governed(at)


def _end(parse: Parse, at: int) -> int:
    """Return the item before which an apposition ends."""
    depth = 0
    for n in range(at, len(parse.items)):
        norm = parse.items[n].norm
        depth += (norm == "(") - (norm == ")")
        if depth < 0 or (depth == 0 and norm in _CLOSING):
            return n
    return len(parse.items)


def _stands_alone(parse: Parse, comma: int, clause: Clause) -> bool:
    """Tell a description from the next item of a list and from the subject of a verb."""
    end = clause.end
    verbal = any(g.is_finite and comma < g.start < end for g in parse.groups)
    joined = any(
        parse.items[n].norm in {"and", "or"} for n in range(comma + 1, clause.objects[0].last)
    )
    listed = end < len(parse.items) and parse.items[end].norm == "," and _next_is_joint(parse, end)
    return not (verbal or joined or listed)


def _next_is_joint(parse: Parse, at: int) -> bool:
    return at + 1 < len(parse.items) and parse.items[at + 1].norm in {"and", "or"}
