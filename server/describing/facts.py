"""What is said of a thing, property by property."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from rdflib import Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from graph.links.datasets import dataset_of
from graph.release import Release
from graph.store import Node
from server.binding import bound, query
from server.describing.evidence import Evidence, Statement
from server.describing.rows import Row, Value
from server.labels import Labels
from server.links import proof_path

__all__ = ["Facts", "OutsideLink", "read_facts"]

_ORIGINS = (
    ("graph/document/", "stated"),
    ("graph/reference", "reference"),
    ("graph/links/", "reference"),
    ("graph/evidence/", "record"),
    ("graph/ontology", "ontology"),
    ("graph/inferred", "inferred"),
)
"""What the graph of a triple says about its origin, the strongest first."""

_ELSEWHERE: Mapping[str, tuple[str, str]] = {
    "wikidataId": ("Wikidata", "https://www.wikidata.org/wiki/{}"),
    "geonamesId": ("GeoNames", "https://www.geonames.org/{}"),
}
"""The identifiers that lead to other data sets."""

_HIDDEN_TERMS = ("earliest", "latest", *_ELSEWHERE)
"""Own properties that a page shows otherwise, or that are there for sorting."""

_HIDDEN = (RDF.type, RDFS.label, SKOS.altLabel, OWL.sameAs, SKOS.exactMatch, RDFS.isDefinedBy)


@dataclass(frozen=True, slots=True)
class OutsideLink:
    """The same thing in another data set."""

    text: str
    iri: str


class Facts:
    """The triples whose subject a thing is, with the graphs in which they stand."""

    def __init__(self, thing: URIRef, base: str, rows: list[Mapping[str, Node]]) -> None:
        """Group rows by property and value."""
        self._thing, self._base = thing, base
        self._graphs: dict[tuple[Node, Node], list[Node]] = {}
        for row in rows:
            self._graphs.setdefault((row["predicate"], row["object"]), []).append(row["graph"])

    def __bool__(self) -> bool:
        """Tell whether anything is said at all."""
        return bool(self._graphs)

    def nodes(self) -> set[Node]:
        """Return what needs a label when the facts are shown."""
        return {node for pair in self._graphs for node in pair}

    def values(self, predicate: URIRef) -> tuple[Node, ...]:
        """Return the values of a property."""
        return tuple(value for found, value in self._graphs if found == predicate)

    def types(self, *, stated: bool) -> tuple[Node, ...]:
        """Return the own classes of the thing: those stated, or those only inferred."""
        return tuple(
            value
            for value in self.values(RDF.type)
            if value.startswith(f"{self._base}ontology#")
            and (self._origin(RDF.type, value) != "inferred") is stated
        )

    def outside(self) -> tuple[OutsideLink, ...]:
        """Return the links to other data sets, one to each, an identifier's before another's."""
        by_identifier = (
            OutsideLink(text, value if isinstance(value, URIRef) else pattern.format(value))
            for name, (text, pattern) in _ELSEWHERE.items()
            for value in self.values(URIRef(f"{self._base}ontology#{name}"))
        )
        same = (*self.values(OWL.sameAs), *self.values(SKOS.exactMatch))
        by_link = (_outside(str(iri)) for iri in same if not iri.startswith(self._base))
        once: dict[str, OutsideLink] = {}
        for each in (*by_identifier, *by_link):
            once.setdefault(each.text, each)
        return tuple(once.values())

    def rows(self, evidence: Evidence, labels: Labels) -> tuple[Row, ...]:
        """Return the properties to show, what was read before what was inferred."""
        grouped: dict[Node, list[Value]] = {}
        for (predicate, value), graphs in self._shown():
            shown = self._value(predicate, value, graphs, evidence, labels)
            grouped.setdefault(predicate, []).append(shown)
        return tuple(
            Row(labels.shown(predicate), tuple(sorted(values, key=_rank)), self._key(predicate))
            for predicate, values in grouped.items()
        )

    def _value(
        self, predicate: Node, value: Node, graphs: list[Node], evidence: Evidence, labels: Labels
    ) -> Value:
        statements: list[Statement] = [(self._thing, predicate, value, g) for g in graphs]
        return Value(
            labels.shown(value),
            self._origin(predicate, value),
            evidence.of(statements, labels),
            proof_path((self._thing, predicate, value), self._base),
        )

    def _key(self, predicate: Node) -> str:
        return str(predicate).removeprefix(f"{self._base}ontology#")

    def _shown(self) -> Iterator[tuple[tuple[Node, Node], list[Node]]]:
        hidden = {*_HIDDEN, *(URIRef(f"{self._base}ontology#{name}") for name in _HIDDEN_TERMS)}
        return ((pair, graphs) for pair, graphs in self._graphs.items() if pair[0] not in hidden)

    def _origin(self, predicate: Node, value: Node) -> str:
        paths = [str(graph).removeprefix(self._base) for graph in self._graphs[predicate, value]]
        return next(
            (origin for start, origin in _ORIGINS if any(p.startswith(start) for p in paths)),
            "stated",
        )


def _outside(iri: str) -> OutsideLink:
    dataset = dataset_of(iri)
    return OutsideLink(dataset.title if dataset else urlsplit(iri).netloc or iri, iri)


def _rank(value: Value) -> tuple[int, str]:
    return [origin for _, origin in _ORIGINS].index(value.origin), value.object.text


def read_facts(release: Release, thing: URIRef) -> Facts:
    """Read what is stated or inferred of a thing."""
    base = release.manifest.base
    rows = release.store.query(bound(query("facts"), this=thing), base=base).rows()
    return Facts(thing, base, [row for row in rows if _is_readable(row["object"])])


def _is_readable(value: Node) -> bool:
    """Leave out nodes without a name: lists in the ontology, for instance."""
    return isinstance(value, URIRef | Literal)
