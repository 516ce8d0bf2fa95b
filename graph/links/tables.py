"""All tables of links: those that come with Detente, those of a data directory, those of terms."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from rdflib import RDFS, SKOS, Graph, URIRef

from graph.links.datasets import DATASETS, DataSet, dataset_of
from graph.links.sssom import Link, LinkSet, read_set
from ontology.terms import ontology_at, turtle_at

__all__ = ["FOLDER", "candidates", "of_terms", "published"]

FOLDER = Path(__file__).parent
"""Where the tables are that come with Detente."""

_LICENCE = "https://www.apache.org/licenses/LICENSE-2.0"
_RELATIVE = "x:/"
"""A base that no name of others begins with."""


def published(data: Path | None = None) -> tuple[LinkSet, ...]:
    """Return the links that are verified, with those accepted in a data directory.

    Raises LinkError where a table is malformed.
    """
    tables = [*_tables(FOLDER), *of_terms(), *(_tables(data / "links") if data else ())]
    return _joined(tables)


def candidates(data: Path | None = None) -> tuple[LinkSet, ...]:
    """Return the links that wait for somebody to accept or reject them."""
    folders = [FOLDER / "candidates", *([data / "links" / "candidates"] if data else [])]
    return _joined([table for folder in folders for table in _tables(folder)])


def _tables(folder: Path) -> list[LinkSet]:
    return [read_set(path) for path in sorted(folder.glob("*.sssom.tsv"))]


def _joined(tables: Iterable[LinkSet]) -> tuple[LinkSet, ...]:
    """Return one table a name; of the heads the first stands."""
    found: dict[str, LinkSet] = {}
    for table in tables:
        first = found.get(table.name, table)
        found[table.name] = first.joined(table)
    return tuple(found[name] for name in sorted(found))


@lru_cache
def of_terms() -> tuple[LinkSet, ...]:
    """Return how the ontology's terms stand to those of others, and how classes are coded."""
    alignments, ontology = turtle_at("alignments", _RELATIVE), ontology_at(_RELATIVE)
    aligned = [_aligned(each, alignments, ontology) for each in DATASETS]
    coded = [_coded(name, ontology) for name in ("cameo", "plover")]
    return tuple(table for table in (*aligned, *coded) if table.links)


_ALIGNING = {
    RDFS.subClassOf: "rdfs:subClassOf",
    RDFS.subPropertyOf: "rdfs:subPropertyOf",
    SKOS.broadMatch: "skos:broadMatch",
    SKOS.closeMatch: "skos:closeMatch",
    SKOS.exactMatch: "skos:exactMatch",
    SKOS.relatedMatch: "skos:relatedMatch",
}


def _aligned(dataset: DataSet, alignments: Graph, ontology: Graph) -> LinkSet:
    links = [
        Link(_term(s), _label(ontology, s), curie, "", _curie(dataset, o))
        for predicate, curie in _ALIGNING.items()
        for s, o in alignments.subject_objects(predicate)
        if isinstance(s, URIRef) and dataset_of(str(o)) == dataset
    ]
    head = LinkSet(
        dataset.name,
        f"Links to {dataset.title}",
        f"How terms of Detente stand to those of {dataset.title}.",
        _LICENCE,
        dataset.namespace,
        {dataset.prefix: dataset.namespace, "term": "ontology#"},
    )
    return head.having(links)


def _coded(scheme: str, ontology: Graph) -> LinkSet:
    """Return the codes of classes as mappings to the concepts that stand for the codes."""
    place = f"{_RELATIVE}ontology/{scheme}/"
    links = [
        Link(
            _term(s),
            _label(ontology, s),
            "skos:relatedMatch",
            "",
            f"{scheme}:{str(o).removeprefix(place)}",
            _label(ontology, o),
            comment="What an event of the class is coded as, as a rule.",
        )
        for s, o in ontology.subject_objects(URIRef(f"{_RELATIVE}ontology#{scheme}"))
        if isinstance(s, URIRef) and isinstance(o, URIRef)
    ]
    title = scheme.upper()
    prefixes = {scheme: f"ontology/{scheme}/", "term": "ontology#"}
    head = LinkSet(
        scheme,
        f"Links to {title}",
        f"How events of Detente's classes are coded in {title}.",
        _LICENCE,
        f"ontology/{scheme}/",
        prefixes,
    )
    return head.having(links)


def _term(iri: URIRef) -> str:
    return f"term:{iri.removeprefix(f'{_RELATIVE}ontology#')}"


def _curie(dataset: DataSet, iri: object) -> str:
    return f"{dataset.prefix}:{str(iri).removeprefix(dataset.namespace)}"


def _label(graph: Graph, iri: URIRef) -> str:
    return str(graph.value(iri, RDFS.label) or "")
