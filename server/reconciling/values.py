"""The values of a property for some things, for conditions on candidates and for new columns."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from rdflib import Literal, URIRef
from rdflib.namespace import OWL, RDFS, SKOS

from graph.release import Release
from graph.store import Node
from server.binding import bound, query
from server.reconciling.index import Term, index

__all__ = ["COMMON", "iri_of_entity", "property_iri", "proposed", "values"]

COMMON: Mapping[str, tuple[URIRef, Term]] = {
    "label": (RDFS.label, Term("label", "label", "The usual name.")),
    "altLabel": (SKOS.altLabel, Term("altLabel", "other name", "Another name of the thing.")),
    "sameAs": (OWL.sameAs, Term("sameAs", "same as", "What another data set calls the thing.")),
    "exactMatch": (SKOS.exactMatch, Term("exactMatch", "exact match", "The same as a concept.")),
}
"""Properties that are not the ontology's own."""


def property_iri(release: Release, identifier: str) -> URIRef | None:
    """Return the IRI of a property by its identifier, None where there is none of that name."""
    if identifier in COMMON:
        return COMMON[identifier][0]
    if identifier in index(release).properties:
        return URIRef(f"{release.names.base}ontology#{identifier}")
    return None


def iri_of_entity(release: Release, identifier: str) -> URIRef:
    """Return the IRI of a thing by its identifier."""
    return URIRef(f"{release.names.base}id/{identifier}")


def values(
    release: Release, identifier: str, things: Collection[str] | None
) -> dict[str, list[Literal | URIRef]]:
    """Return what a property says of some things, or of all; nothing if it is unknown."""
    found: defaultdict[str, list[Literal | URIRef]] = defaultdict(list)
    iri = property_iri(release, identifier)
    if iri is None:
        return {}
    text = bound(query("property-of-all"), property=iri)
    if things is not None:
        entities = index(release).entities
        known = tuple(iri_of_entity(release, each) for each in things if each in entities)
        text = bound(query("property"), these=known, property=iri)
    for row in release.store.query(text, base=release.names.base).rows():
        thing = str(row["thing"]).removeprefix(f"{release.names.base}id/")
        found[thing].append(_named(row["value"]))
    return dict(found)


def _named(node: Node) -> Literal | URIRef:
    return node if isinstance(node, Literal | URIRef) else Literal("something unnamed")


def proposed(release: Release, kind: str) -> list[Term]:
    """Return the properties that things of a class have, the most common ones first."""
    known = index(release)
    common = {str(iri): term for iri, term in COMMON.values()}
    own = f"{release.names.base}ontology#"
    text = bound(query("properties"), type=URIRef(f"{own}{kind}")) if kind in known.classes else ""
    rows = release.store.query(text, base=release.names.base).rows() if text else ()
    names = [str(row["property"]) for row in rows]
    terms = (common.get(each) or known.properties.get(each.removeprefix(own)) for each in names)
    return [term for term in terms if term is not None]
