"""The data sets that links lead to, one row each."""

from dataclasses import dataclass

__all__ = ["DATASETS", "DataSet", "dataset_of"]


@dataclass(frozen=True, slots=True)
class DataSet:
    """Something that others publish: its names and the form that they have."""

    name: str
    title: str
    prefix: str
    namespace: str
    homepage: str
    form: str = r"\S+"
    """What follows the namespace, as a regular expression."""


_THINGS = (
    DataSet(
        "wikidata",
        "Wikidata",
        "wd",
        "http://www.wikidata.org/entity/",
        "https://www.wikidata.org/",
        r"[QP][1-9]\d*",
    ),
    DataSet(
        "dbpedia",
        "DBpedia",
        "dbr",
        "http://dbpedia.org/resource/",
        "https://www.dbpedia.org/",
        r"[^\s<>\"{}|\\^`a-z][^\s<>\"{}|\\^`]*",
    ),
    DataSet(
        "geonames",
        "GeoNames",
        "geonames",
        "https://sws.geonames.org/",
        "https://www.geonames.org/",
        r"[1-9]\d*/",
    ),
    DataSet(
        "eurovoc",
        "EuroVoc",
        "eurovoc",
        "http://eurovoc.europa.eu/",
        "https://op.europa.eu/en/web/eu-vocabularies",
        r"[1-9]\d*",
    ),
    DataSet(
        "eu-countries",
        "EU authority table of countries",
        "eu-country",
        "http://publications.europa.eu/resource/authority/country/",
        "https://op.europa.eu/en/web/eu-vocabularies",
        r"[A-Z]{3}",
    ),
)
_TERM = r"[A-Za-z]\w*"
_TERMS = (
    DataSet(
        "schema-org", "schema.org", "schema", "https://schema.org/", "https://schema.org/", _TERM
    ),
    DataSet(
        "dbpedia-ontology",
        "DBpedia ontology",
        "dbo",
        "http://dbpedia.org/ontology/",
        "https://www.dbpedia.org/",
        _TERM,
    ),
    DataSet(
        "sem",
        "Simple Event Model",
        "sem",
        "http://semanticweb.cs.vu.nl/2009/11/sem/",
        "http://semanticweb.cs.vu.nl/2009/11/sem/",
        _TERM,
    ),
    DataSet(
        "org",
        "The Organization Ontology",
        "org",
        "http://www.w3.org/ns/org#",
        "https://www.w3.org/TR/vocab-org/",
        _TERM,
    ),
    DataSet(
        "prov",
        "PROV-O",
        "prov",
        "http://www.w3.org/ns/prov#",
        "https://www.w3.org/TR/prov-o/",
        _TERM,
    ),
    DataSet(
        "time",
        "OWL-Time",
        "time",
        "http://www.w3.org/2006/time#",
        "https://www.w3.org/TR/owl-time/",
        _TERM,
    ),
    DataSet(
        "geosparql",
        "GeoSPARQL",
        "geo",
        "http://www.opengis.net/ont/geosparql#",
        "https://www.ogc.org/standard/geosparql/",
        _TERM,
    ),
    DataSet(
        "cito",
        "CiTO",
        "cito",
        "http://purl.org/spar/cito/",
        "http://purl.org/spar/cito",
        _TERM,
    ),
    DataSet(
        "web-annotation",
        "Web Annotation",
        "oa",
        "http://www.w3.org/ns/oa#",
        "https://www.w3.org/TR/annotation-vocab/",
        _TERM,
    ),
)

DATASETS = (*_THINGS, *_TERMS)
"""All of them; a new one is a new row."""


def dataset_of(iri: str) -> DataSet | None:
    """Return the data set that an IRI belongs to, None where it is none of these.

    >>> dataset_of("https://schema.org/Place").name
    'schema-org'
    """
    return next((each for each in DATASETS if iri.startswith(each.namespace)), None)
