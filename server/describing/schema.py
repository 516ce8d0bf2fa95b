"""A thing in the terms of schema.org, for search engines, by the alignments of the ontology."""

from collections.abc import Iterable
from functools import cache

from rdflib import RDFS, SDO, SKOS, URIRef

from ontology.terms import turtle_at
from server.describing.rows import Value
from server.describing.thing import ThingPage
from server.labels import Shown

__all__ = ["in_schema_org"]

_ALIGNED = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch, SKOS.broadMatch)


def in_schema_org(page: ThingPage, base: str) -> dict[str, object]:
    """Return JSON-LD that says of a thing what schema.org has words for; no claims are in it."""
    types = (_aligned(kind.type.iri, base) for kind in page.kinds)
    described: dict[str, object] = {
        "@context": "https://schema.org/",
        "@id": page.thing.iri,
        "@type": next((name for name in types if name), "Thing"),
        "name": page.thing.text,
    }
    if page.other_names:
        described["alternateName"] = list(page.other_names)
    if page.outside:
        described["sameAs"] = [each.iri for each in page.outside]
    for row in (row for section in page.sections for row in section.rows if not row.backwards):
        name = _aligned(row.predicate.iri, base)
        if name:
            described.setdefault(name, _values(row.values))
    if page.thing.date:
        described["temporalCoverage"] = page.thing.date
    return described


def _values(values: Iterable[Value]) -> list[object]:
    return [_value(value.object) for value in values]


def _value(shown: Shown) -> object:
    return {"@id": shown.iri, "name": shown.text} if shown.iri else shown.hint or shown.text


@cache
def _aligned(iri: str, base: str) -> str:
    """Return the name that schema.org has for a term, the closest first."""
    graph = turtle_at("alignments", base)
    found = (o for p in _ALIGNED for o in sorted(map(str, graph.objects(URIRef(iri), p))))
    return next((o.removeprefix(str(SDO)) for o in found if o.startswith(str(SDO))), "")
