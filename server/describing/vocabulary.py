"""The words that a query can use: prefixes, and the classes and properties of this graph."""

from rdflib import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD

from graph.release import Release
from server.binding import query
from server.remembering import remembered

__all__ = ["prefixes", "vocabulary"]

_WELL_KNOWN = {
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "owl": str(OWL),
    "xsd": str(XSD),
    "skos": str(SKOS),
    "prov": str(PROV),
    "dcterms": str(DCTERMS),
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
}


def prefixes(base: str) -> dict[str, str]:
    """Return the usual prefixes, the graph's own ones first."""
    return {"det": f"{base}ontology#", "id": f"{base}id/", **_WELL_KNOWN}


@remembered(2)
def vocabulary(release: Release) -> dict[str, object]:
    """Return prefixes, and terms in short with their kind, label and definition, for JSON."""
    base = release.manifest.base
    names = prefixes(base)
    rows = release.store.query(query("vocabulary"), base=base).rows()
    described = (
        (
            _short(str(row["term"]), names),
            str(row["kind"]),
            str(row.get("label", "")),
            str(row.get("definition", "")),
        )
        for row in rows
    )
    return {"prefixes": names, "terms": [each for each in described if each[0]]}


def _short(iri: str, names: dict[str, str]) -> str:
    """Return a term as a prefixed name; empty where it has none."""
    for prefix, space in names.items():
        if iri.startswith(space) and iri.removeprefix(space).isidentifier():
            return f"{prefix}:{iri.removeprefix(space)}"
    return ""
