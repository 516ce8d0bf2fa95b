"""An update as operations of each of which it is known what it adds and takes away.

``INSERT DATA`` and ``DELETE DATA`` say that themselves, and the templates of other operations are
what CONSTRUCT takes, so that the time to find it out follows the change. What is not told apart
here is carried out by the store, and the dataset compared with what it was before.
https://www.w3.org/TR/sparql11-update/#updateLanguage
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.errors import QueryError
from graph.formats import graph_format
from graph.store import MutableStore, Selection
from graph.writing.delta import in_graph, joined
from graph.writing.recorded import Recorded
from server.tokens import Token, tokens_of

__all__ = ["carry_out"]

_LONGEST = 2**20
"""Characters of the longest text that is taken apart; in a longer one there is much to change."""
_PASSING = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\b", re.IGNORECASE)
"""The functions that give something else each time, as two templates must not have it."""


class _Other(Exception):  # noqa: N818 - it is no mistake
    """An operation of another kind."""


def carry_out(recorded: Recorded, text: str, base: str) -> None:
    """Carry out an update, whole or not at all; raises QueryError like ``MutableStore.update``."""
    try:
        operations = list(_Reader(text).operations())
    except (_Other, IndexError):
        recorded.observe_all(lambda store: store.update(text, base=base))
        return
    _refuse_malformed(text, operations, base)
    for each in operations:
        each.carry_out(recorded, base)


def _refuse_malformed(text: str, operations: "list[_Data | _Pattern]", base: str) -> None:
    """Raise QueryError where a text is not well-formed.

    The store's parser takes no PREFIX after a semicolon, which the grammar has, so that what it
    refuses as a whole it is given in parts. Two parts may not name the same blank node.
    """
    try:
        MutableStore().update(text, base=base)
    except QueryError as error:
        for each in operations:
            if "_:" in text:
                raise
            try:
                MutableStore().update(each.text, base=base)
            except QueryError:
                raise error from None


@dataclass(frozen=True, slots=True)
class _Template:
    """What is added or taken away for each solution, in one graph."""

    graph: str
    """As the text names it; empty for the default graph."""
    text: str

    @property
    def makes_nodes(self) -> bool:
        """Whether it may have blank nodes, which are others each time."""
        return bool(re.search(r"_:|\[|\(", self.text))


@dataclass(frozen=True, slots=True)
class _Data:
    """``INSERT DATA`` or ``DELETE DATA``."""

    text: str
    """All of it, what it takes of the prologue included."""
    prologue: str
    removes: bool
    block: str

    def carry_out(self, recorded: Recorded, base: str) -> None:
        """Change a store."""
        aside = MutableStore()
        aside.update(f"{self.prologue} INSERT DATA {self.block}", base=base)
        (recorded.delete if self.removes else recorded.insert)(joined(aside.lines()))


@dataclass(frozen=True, slots=True)
class _Pattern:
    """``DELETE`` and ``INSERT`` for what a pattern finds."""

    text: str
    prologue: str
    default: str
    """The graph that WITH names."""
    removed: tuple[_Template, ...]
    added: tuple[_Template, ...]
    using: str
    where: str

    def carry_out(self, recorded: Recorded, base: str) -> None:
        """Change a store."""
        removed, added = (
            {line for each in templates for line in self._made(each, recorded.store, base)}
            for templates in (self.removed, self.added)
        )
        recorded.delete(joined(removed))
        recorded.insert(joined(added))

    def _made(self, template: _Template, store: MutableStore, base: str) -> set[bytes]:
        text = f"{self.prologue} CONSTRUCT {{ {template.text} }} {self.using} WHERE {self.where}"
        selection = None
        if self.default and not self.using:
            named = tuple(str(graph) for graph in store.graphs())
            selection = Selection((self._named(self.default, base),), named)
        found = store.query(text, base=base, selection=selection)
        lines = found.serialise(graph_format("ntriples")).splitlines()
        graph = template.graph or self.default
        return in_graph(lines, self._named(graph, base) if graph else "")

    def _named(self, term: str, base: str) -> str:
        """Return the IRI of a graph that the text names."""
        aside = MutableStore()
        aside.update(f"{self.prologue} CREATE GRAPH {term}", base=base)
        return str(next(aside.graphs()))


class _Reader:
    """The tokens of an update, from one operation to the next."""

    def __init__(self, text: str) -> None:
        if len(text) > _LONGEST or _PASSING.search(text):
            raise _Other
        self._text, self._at, self._prologue = text, 0, ""
        self._tokens = list(tokens_of(text))

    def operations(self) -> Iterator[_Data | _Pattern]:
        """Yield the operations; raises _Other, or IndexError where the text ends too early."""
        while self._at < len(self._tokens):
            if self._takes("BASE"):
                self._prologue += f"BASE {self._next()} "
            elif self._takes("PREFIX"):
                self._prologue += f"PREFIX {self._next()} {self._next()} "
            else:
                yield self._operation()
                if self._at < len(self._tokens) and not self._takes(";"):
                    raise _Other

    def _operation(self) -> _Data | _Pattern:
        start = self._at
        made = self._data() or self._deletion() or self._pattern()
        return replace(made, text=f"{made.prologue}{self._between(range(start, self._at))}")

    def _data(self) -> _Data | None:
        for word in ("INSERT", "DELETE"):
            if self._takes(word, "DATA"):
                return _Data("", self._prologue, word == "DELETE", self._between(self._block()))
        return None

    def _deletion(self) -> _Pattern | None:
        if not self._takes("DELETE", "WHERE"):
            return None
        block = self._block()
        templates = tuple(self._templates(block))
        return _Pattern("", self._prologue, "", templates, (), "", self._between(block))

    def _pattern(self) -> _Pattern:
        default = self._graph() if self._takes("WITH") else ""
        removed, added = (
            tuple(self._templates(self._block())) if self._takes(word) else ()
            for word in ("DELETE", "INSERT")
        )
        if (not removed and not added) or (
            len(removed) + len(added) > 1 and any(each.makes_nodes for each in added)
        ):
            raise _Other
        using = "".join(self._clauses())
        if not self._takes("WHERE"):
            raise _Other
        where = self._between(self._block())
        return _Pattern("", self._prologue, default, removed, added, using, where)

    def _clauses(self) -> Iterator[str]:
        while self._takes("USING"):
            yield f"FROM {'NAMED ' if self._takes('NAMED') else ''}{self._graph()} "

    def _templates(self, block: range) -> Iterator[_Template]:
        """Yield the templates between two braces: parts for the default graph, and for others."""
        self._at, end = block.start + 1, block.stop - 1
        start = self._at
        while self._at < end:
            at = self._at
            if not self._takes("GRAPH"):
                self._at += 1
                continue
            yield from self._rest("", start, at)
            graph, inner = self._graph(), self._block()
            yield from self._rest(graph, inner.start + 1, inner.stop - 1)
            self._takes(".")
            start = self._at
        yield from self._rest("", start, end)
        self._at = block.stop

    def _rest(self, graph: str, start: int, stop: int) -> Iterator[_Template]:
        if start < stop:
            yield _Template(graph, self._between(range(start, stop)))

    def _graph(self) -> str:
        token = self._tokens[self._at]
        if token.kind not in ("iri", "name"):
            raise _Other
        return self._next()

    def _block(self) -> range:
        """Return the places of the tokens from a brace to the one that closes it."""
        start, depth = self._at, 0
        if self._tokens[start].text != "{":
            raise _Other
        while True:
            token = self._tokens[self._at]
            depth += (token.text == "{") - (token.text == "}")
            self._at += 1
            if _is_doubtful(token):
                raise _Other
            if depth == 0:
                return range(start, self._at)

    def _between(self, places: range) -> str:
        return self._text[self._tokens[places.start].start : self._tokens[places.stop - 1].end]

    def _takes(self, *words: str) -> bool:
        """Go on where the next tokens are some words; tell whether they were."""
        found = [each.text.upper() for each in self._tokens[self._at : self._at + len(words)]]
        if found != list(words):
            return False
        self._at += len(words)
        return True

    def _next(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1].text


def _is_doubtful(token: Token) -> bool:
    """Tell whether what looks like an IRI may be a comparison, as in ``?a<?b&&?c>?d``."""
    return token.kind == "iri" and token.text[1:2] in ("?", "$", "-", "+", "!", "(")
