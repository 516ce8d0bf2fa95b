"""The SERVICE clauses of a query: where they stand in its text, and what is bound before each.

What is read here decides which endpoint is asked what. That no clause is left in what a worker
gets is for the guard to say, whose parser is the engine's own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from server.tokens import Token, tokens_of

__all__ = ["Before", "Clause", "Query", "edited", "query_of"]

Edit = tuple[int, int, str]
"""From where to where in a text something else stands, and what."""

_FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a clause in its group, and binds what it can be asked for with."""

    start: int
    end: int
    filters: tuple[Edit, ...]
    """Its filters, which look at the whole group and so are left out."""
    graph: str
    """The name of the graph that it is about, as written; empty for the default graph."""
    variables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """``SERVICE`` with what it names and asks."""

    start: int
    end: int
    is_silent: bool
    endpoint: str
    """As written: an IRI, a prefixed name or a variable."""
    pattern: str
    variables: tuple[str, ...]
    """What the pattern mentions, in that order, without question marks."""
    before: Before | None

    @property
    def variable(self) -> str | None:
        """The variable that stands for the endpoint."""
        return self.endpoint[1:] if self.endpoint[0] in "?$" else None


@dataclass(frozen=True, slots=True)
class Query:
    """A query with clauses that are not inside one another."""

    text: str
    prologue: str
    dataset: str
    """Its FROM and FROM NAMED."""
    clauses: tuple[Clause, ...]


def query_of(text: str) -> Query:
    """Return a query with those of its clauses that are as the grammar has them."""
    found = _Structure(list(tokens_of(text)), text)
    return Query(text, found.prologue(), found.dataset(), tuple(found.clauses()))


def edited(text: str, start: int, end: int, edits: Iterable[Edit]) -> str:
    """Return a part of a text with edits; the outer of two comes first.

    >>> edited("one two three", 4, 13, [(0, 3, "1"), (4, 7, "2")])
    '2 three'
    """
    parts, done = [], start
    for first, last, instead in sorted(edits):
        if done <= first and last <= end:
            parts += [text[done:first], instead]
            done = last
    return "".join([*parts, text[done:end]])


class _Structure:
    """The braces of a query, and what is between them."""

    def __init__(self, tokens: Sequence[Token], text: str) -> None:
        self._tokens, self._text = tokens, text
        self._words = [each.text.upper() if each.kind == "other" else "" for each in tokens]
        self._closing = _pairs(self._words)
        self._opening = {close: start for start, close in self._closing.items()}

    def prologue(self) -> str:
        """Return what is before the form of the query."""
        start = next((t.start for t, w in self._numbered() if w in _FORMS), len(self._text))
        return self._text[:start]

    def dataset(self) -> str:
        """Return the clauses that name graphs, which stand in no braces."""
        found, depth = [], 0
        for at, word in enumerate(self._words):
            depth += (word == "{") - (word == "}")
            if word == "FROM" and depth == 0:
                is_named = self._word(at + 1) == "NAMED"
                found.append(self._slice(at, at + 1 + is_named))
        return " ".join(found)

    def clauses(self) -> Iterable[Clause]:
        """Yield the clauses that are in no other."""
        groups: list[int] = []
        at = 0
        while at < len(self._words):
            last = self._clause_end(at)
            if last is not None and groups:
                yield self._clause(at, last, groups)
                at = last
            elif self._words[at] == "{":
                groups.append(at)
            elif self._words[at] == "}" and groups:
                groups.pop()
            at += 1

    def _clause_end(self, at: int) -> int | None:
        """Return where the clause that begins at a token ends, if one does."""
        if self._words[at] != "SERVICE" or self._word(at - 1) == "@":
            return None
        name = self._name_of(at)
        is_name = self._kind(name) in ("iri", "name", "variable")
        return self._closing.get(name + 1) if is_name else None

    def _name_of(self, at: int) -> int:
        return at + 1 + (self._word(at + 1) == "SILENT")

    def _clause(self, first: int, last: int, groups: list[int]) -> Clause:
        name = self._name_of(first)
        return Clause(
            self._tokens[first].start,
            self._tokens[last].end,
            name == first + 2,
            self._tokens[name].text,
            self._slice(name + 1, last),
            self._variables(name + 1, last),
            self._before(first, last, groups),
        )

    def _before(self, first: int, last: int, groups: list[int]) -> Before | None:
        """Return what binds before a clause.

        Where nothing does in its own group, and that has nothing else, what is before the group
        does: an OPTIONAL, a branch of a UNION, or a group by itself is joined with that.
        """
        for level in range(len(groups) - 1, -1, -1):
            group = groups[level]
            if group + 1 < first:
                return self._bound(group + 1, first - 1, groups[: level + 1])
            outer = self._joined_at(group) if self._is_alone(group, last) and level else None
            if outer is None:
                return None
            first, last = outer, self._closing[group]
        return None

    def _is_alone(self, group: int, last: int) -> bool:
        close = self._closing.get(group)
        return close is not None and close in (last + 1, last + 1 + (self._word(last + 1) == "."))

    def _joined_at(self, group: int) -> int | None:
        """Return the token at which begins what a group is joined as; None for what is not."""
        word = self._word(group - 1)
        if word == "OPTIONAL":
            return group - 1
        while word == "UNION":
            group = self._opening.get(group - 2, 0)
            word = self._word(group - 1)
        return group if word in ("{", "}", ".") else None

    def _bound(self, first: int, last: int, groups: list[int]) -> Before:
        names = [each - 1 for each in reversed(groups) if self._word(each - 2) == "GRAPH"]
        return Before(
            self._tokens[first].start,
            self._tokens[last].end,
            tuple(self._filters(first, last)),
            self._tokens[names[0]].text if names else "",
            self._variables(first, last),
        )

    def _filters(self, first: int, last: int) -> Iterable[Edit]:
        at = first
        while at <= last:
            if self._words[at] == "FILTER":
                start, at = at, self._end_of_filter(at)
                yield self._tokens[start].start, self._tokens[at].end, "FILTER(true)"
            elif self._words[at] == "{":
                at = self._closing.get(at, last)
            at += 1

    def _end_of_filter(self, at: int) -> int:
        while at < len(self._words) - 1 and self._words[at] not in ("(", "{"):
            at += 1
        return self._closing.get(at, at)

    def _variables(self, first: int, last: int) -> tuple[str, ...]:
        found = (
            each.text[1:] for each in self._tokens[first : last + 1] if each.kind == "variable"
        )
        return tuple(dict.fromkeys(found))

    def _slice(self, first: int, last: int) -> str:
        last = min(last, len(self._tokens) - 1)
        return self._text[self._tokens[first].start : self._tokens[last].end]

    def _numbered(self) -> Iterable[tuple[Token, str]]:
        return zip(self._tokens, self._words, strict=True)

    def _word(self, at: int) -> str:
        return self._words[at] if 0 <= at < len(self._words) else ""

    def _kind(self, at: int) -> str:
        return self._tokens[at].kind if at < len(self._tokens) else ""


def _pairs(words: Sequence[str]) -> dict[int, int]:
    """Return for each opening bracket where it is closed."""
    pairs, stacks = {}, {"}": [], ")": []}  # type: dict[int, int], dict[str, list[int]]
    closes = {"{": "}", "(": ")"}
    for at, word in enumerate(words):
        if word in closes:
            stacks[closes[word]].append(at)
        elif stacks.get(word):
            pairs[stacks[word].pop()] = at
    return pairs
