"""The door to Oxigraph: the one module that knows the store's own types.

A store is written once, by a build, and opened read-only ever after. Its default graph is the
merge of all named graphs but the claims, held as such, because naming the graphs with each query
costs up to three times as much.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

import pyoxigraph as ox
from rdflib import BNode, Literal, URIRef
from rdflib.namespace import XSD

from graph.errors import FormatError, QueryError, ReleaseError
from graph.formats import Format
from graph.tags import Restoring, disguised

__all__ = [
    "Answer",
    "MutableStore",
    "Node",
    "Quad",
    "Selection",
    "Store",
    "convert",
    "normalised",
    "parse",
    "quads_of",
]

Node = URIRef | Literal | BNode
Quad = tuple[Node, Node, Node, str]
"""Subject, predicate, object, and the name of the graph, empty for the default graph."""

_GRAPH = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
_RESULT = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}


class SupportsWrite(Protocol):
    """What an answer can be written to."""

    def write(self, more: bytes, /) -> int:
        """Take in some bytes and return how many."""
        ...

    def flush(self) -> None:
        """Pass on what was taken in."""
        ...


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave: solutions, a boolean or a graph. It can be read once."""

    kind: str
    """``solutions``, ``boolean`` or ``graph``."""
    _results: Any

    @staticmethod
    def of(kind: str, content: bytes, given: Format) -> "Answer":
        """Return an answer that was serialised."""
        if kind == "graph":
            store = ox.Store()
            store.extend(ox.parse(content, format=_GRAPH[given.name]))
            return Answer(kind, store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"))
        return Answer(kind, ox.parse_query_results(content, format=_RESULT[given.name]))

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of the variables, without question marks; empty unless solutions."""
        if self.kind != "solutions":
            return ()
        return tuple(variable.value for variable in self._results.variables)

    def rows(self) -> Iterator[dict[str, Node]]:
        """Yield each solution as a mapping of its bound variables."""
        names = self.variables
        for solution in self._results:
            yield {name: _node(solution[name]) for name in names if solution[name] is not None}

    def triples(self) -> Iterator[tuple[Node, Node, Node]]:
        """Yield the triples of a graph."""
        for triple in self._results:
            yield _node(triple.subject), _node(triple.predicate), _node(triple.object)

    def __bool__(self) -> bool:
        """Return the answer to an ASK."""
        return bool(self._results)

    def serialise(self, chosen: Format) -> bytes:
        """Return the answer in a format that suits its kind; raises FormatError."""
        return bytes(self._results.serialize(format=self._format(chosen)))

    def write(self, out: SupportsWrite, chosen: Format) -> None:
        """Write the answer, bit by bit, in a format that suits its kind; raises FormatError."""
        self._results.serialize(out, format=self._format(chosen))

    def _format(self, chosen: Format) -> Any:
        table: dict[str, Any] = _GRAPH if self.kind == "graph" else _RESULT
        if chosen.name not in table or (self.kind == "boolean" and chosen.name in ("csv", "tsv")):
            raise FormatError(f"{chosen.name} cannot hold a {self.kind} answer")
        return table[chosen.name]


_KINDS: dict[type, str] = {
    ox.QuerySolutions: "solutions",
    ox.QueryBoolean: "boolean",
    ox.QueryTriples: "graph",
}


@dataclass(frozen=True, slots=True)
class Selection:
    """The graphs that a query is to see: those merged as its default graph, and the named ones."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


class Store:
    """A set of named graphs and their merge, open for reading."""

    def __init__(self, path: Path) -> None:
        """Open the store in ``path``; raises ReleaseError where there is none."""
        try:
            self._store = ox.Store.read_only(str(path))
        except OSError as error:
            raise ReleaseError(f"cannot open the store {path}: {error}; build it again") from error

    @staticmethod
    def write(path: Path, nquads: Path, merged: Iterable[str]) -> None:
        """Make a store of an N-Quads file; the ``merged`` graphs also form the default graph."""
        store = ox.Store(str(path))
        store.bulk_load(path=str(nquads), format=ox.RdfFormat.N_QUADS)
        for graph in merged:
            quads = store.quads_for_pattern(None, None, None, ox.NamedNode(graph))
            store.bulk_extend([ox.Quad(q.subject, q.predicate, q.object) for q in quads])
        store.flush()
        store.optimize()

    @classmethod
    def of_file(cls, path: Path, chosen: Format) -> "Store":
        """Return a store in memory of any RDF file; raises FormatError where it is not RDF."""
        made = cls.__new__(cls)
        made._store = ox.Store()
        try:
            made._store.bulk_load(path=str(path), format=_GRAPH[chosen.name])
        except (OSError, SyntaxError) as error:
            raise FormatError(f"cannot read {path} as {chosen.name}: {error}") from error
        return made

    def __len__(self) -> int:
        """Return the number of quads, the merge included."""
        return len(self._store)

    def query(
        self,
        text: str,
        *,
        base: str,
        selection: Selection | None = None,
        bound: Mapping[str, URIRef | Literal] | None = None,
    ) -> Answer:
        """Answer a SPARQL 1.1 query; relative IRIs are resolved against ``base``.

        Variables in ``bound``, which must be selected, have that value from the start.

        A ``selection`` takes the place of FROM and FROM NAMED. Raises QueryError where the query
        is not well-formed.
        """
        try:
            results = self._store.query(
                text,
                base_iri=base,
                substitutions={ox.Variable(name): _term(term) for name, term in bound.items()}
                if bound
                else None,
                **_graphs(selection),
            )
        except (SyntaxError, ValueError) as error:
            raise _malformed(error) from error
        except (OSError, RuntimeError) as error:  # RuntimeError: an unknown function
            raise QueryError(f"the query cannot be answered: {error}") from error
        return Answer(_KINDS[type(results)], results)

    def graphs(self) -> Iterator[URIRef]:
        """Yield the names of the named graphs."""
        for graph in self._store.named_graphs():
            yield URIRef(graph.value)


class MutableStore(Store):
    """A set of graphs in memory that can be changed."""

    def __init__(self) -> None:
        self._store = ox.Store()

    def update(self, text: str, *, base: str) -> None:
        """Carry out a SPARQL 1.1 Update, whole or not at all.

        Raises QueryError where it is not well-formed or fails.
        """
        try:
            self._store.update(text, base_iri=base)
        except (SyntaxError, ValueError) as error:
            raise _malformed(error, "update") from error
        except (OSError, RuntimeError) as error:
            raise QueryError(f"the update cannot be carried out: {error}") from error

    def insert(self, nquads: bytes) -> set[bytes]:
        """Add quads, whose blank nodes keep their names; return those that were not there."""
        quads = _quads(nquads)
        new = [quad for quad in quads if quad not in self._store]
        self._store.extend(new)
        return _lines(new)

    def delete(self, nquads: bytes) -> set[bytes]:
        """Take quads away; return those that were there."""
        there = [quad for quad in _quads(nquads) if quad in self._store]
        for quad in there:
            self._store.remove(quad)
        return _lines(there)

    def read(self, content: bytes, given: Format, graph: str, base: str) -> None:
        """Add what a document says to a graph, which comes to be, under fresh blank nodes.

        Raises QueryError where the document is not well-formed.
        """
        name = ox.NamedNode(graph) if graph else ox.DefaultGraph()
        try:
            self._store.load(content, format=_GRAPH[given.name], base_iri=base, to_graph=name)
        except (SyntaxError, ValueError) as error:
            raise _malformed(error, given.name) from error
        if graph:
            self._store.add_graph(name)

    def clear(self, graph: str) -> None:
        """Empty a graph; a named one is there no longer."""
        if graph:
            self._store.remove_graph(ox.NamedNode(graph))
        else:
            self._store.clear_graph(ox.DefaultGraph())

    def create(self, graph: str) -> None:
        """Let a graph be there, empty where it was not."""
        self._store.add_graph(ox.NamedNode(graph))

    def lines(self) -> set[bytes]:
        """Return all quads as lines of N-Quads."""
        return _split(self._store.dump(format=ox.RdfFormat.N_QUADS))

    def triples(self, graph: str) -> set[bytes]:
        """Return the triples of a graph as lines of N-Triples."""
        name = ox.NamedNode(graph) if graph else ox.DefaultGraph()
        return _split(self._store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=name))

    def holds(self, triple: bytes, graphs: Iterable[str]) -> bool:
        """Tell whether a line of N-Triples is in one of some graphs."""
        [quad] = ox.parse(triple, format=ox.RdfFormat.N_TRIPLES)
        parts = quad.subject, quad.predicate, quad.object
        names = (ox.NamedNode(graph) if graph else ox.DefaultGraph() for graph in graphs)
        return any(ox.Quad(*parts, name) in self._store for name in names)


def normalised(triples: Iterable[tuple[Any, Any, Any]]) -> set[bytes]:
    """Return triples as lines of N-Triples, with literals as the store keeps them."""
    return _lines(ox.Quad(_term(s), _term(p), _term(o)) for s, p, o in triples)


def _quads(nquads: bytes) -> list[Any]:
    return list(ox.parse(nquads, format=ox.RdfFormat.N_QUADS))


def _lines(quads: Iterable[Any]) -> set[bytes]:
    """Return quads as lines of N-Quads, with literals as the store keeps them."""
    store = ox.Store()
    store.extend(quads)
    return _split(store.dump(format=ox.RdfFormat.N_QUADS))


def _split(dumped: bytes | None) -> set[bytes]:
    return set((dumped or b"").splitlines())


def quads_of(nquads: bytes) -> Iterator[Quad]:
    """Yield the quads of N-Quads."""
    for quad in ox.parse(nquads, format=ox.RdfFormat.N_QUADS):
        graph = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
        yield _node(quad.subject), _node(quad.predicate), _node(quad.object), graph


def _malformed(error: Exception, what: str = "query") -> QueryError:
    """Return the error with the place that the parser names."""
    problem = QueryError(f"the {what} is not well-formed: {error}")
    if place := re.match(r"error at (\d+):(\d+)", str(error)):
        problem.line, problem.column = int(place[1]), int(place[2])
    return problem


def _graphs(selection: Selection | None) -> dict[str, Any]:
    if selection is None:
        return {}
    try:
        return {
            "default_graph": [
                ox.NamedNode(graph) if graph else ox.DefaultGraph() for graph in selection.default
            ],
            "named_graphs": [ox.NamedNode(graph) for graph in selection.named],
        }
    except ValueError as error:
        raise QueryError(f"a graph is not named by an absolute IRI: {error}") from error


def convert(
    nquads: Iterable[bytes], out: BinaryIO, chosen: Format, prefixes: dict[str, str]
) -> None:
    """Write lines of N-Quads in another format and in the same order, literals as they are.

    A format that cannot hold graphs gets the triples alone.
    """
    lines, tags = disguised(nquads)  # Oxigraph writes tags of languages in lower case
    parsed = ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS)
    given = parsed if chosen.dataset else (quad.triple for quad in parsed)
    restoring = Restoring(out, tags)
    ox.serialize(given, cast(BinaryIO, restoring), format=_GRAPH[chosen.name], prefixes=prefixes)
    restoring.finish()


def parse(source: Path | bytes, chosen: Format, base: str | None) -> Iterator[tuple[str, str, str]]:
    """Yield the triples of all graphs of a file as N-Triples writes them; raises FormatError.

    Literals are as they were written, but for language tags, which are in lower case. Nothing is
    fetched: what JSON-LD needs of other documents is an error.
    """
    given: dict[str, Any] = {"input": source} if isinstance(source, bytes) else {"path": source}
    try:
        for quad in ox.parse(**given, format=_GRAPH[chosen.name], base_iri=base):
            if isinstance(quad.object, ox.Triple):
                raise FormatError("it has a triple as a term, which is RDF 1.2: leave it out")
            yield str(quad.subject), str(quad.predicate), str(quad.object)
    except (OSError, SyntaxError, ValueError) as error:
        raise FormatError(str(error)) from error


def _node(term: Any) -> Node:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if term.language:
        return Literal(term.value, lang=term.language)
    return Literal(term.value, datatype=URIRef(term.datatype.value))


def _term(node: Node) -> Any:
    if isinstance(node, URIRef):
        return ox.NamedNode(str(node))
    if isinstance(node, BNode):
        return ox.BlankNode(str(node))
    if node.language:
        return ox.Literal(str(node), language=node.language)
    return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype or XSD.string)))
