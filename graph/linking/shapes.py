"""How data sets write down what helps to tell things apart, one row each."""

from dataclasses import dataclass

__all__ = ["Shape", "shape_of"]

_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_WDT = "http://www.wikidata.org/prop/direct/"
_DBO = "http://dbpedia.org/ontology/"
_LABELS = (f"{_RDFS}label", f"{_SKOS}prefLabel")
_OTHER = (f"{_SKOS}altLabel", "http://xmlns.com/foaf/0.1/name")


@dataclass(frozen=True, slots=True)
class Shape:
    """The properties for names, classes and dates; ``redirect`` leads to the thing that counts."""

    labels: tuple[str, ...] = _LABELS
    other_names: tuple[str, ...] = _OTHER
    types: tuple[str, ...] = (_RDF_TYPE,)
    dates: tuple[str, ...] = ()
    redirect: str = f"{_DBO}wikiPageRedirects"

    @property
    def told(self) -> tuple[str, ...]:
        """All properties that are asked for."""
        return (*self.labels, *self.other_names, *self.types, *self.dates)


_SHAPES = {
    "wikidata": Shape(
        types=(f"{_WDT}P31",),
        dates=tuple(f"{_WDT}{each}" for each in ("P571", "P576", "P569", "P580", "P582", "P585")),
    ),
    "dbpedia": Shape(
        other_names=(*_OTHER, f"{_DBO}alias", f"{_DBO}abbreviation"),
        dates=tuple(
            f"{_DBO}{each}"
            for each in (
                "date",
                "startDate",
                "endDate",
                "foundingDate",
                "birthDate",
                "foundingYear",
            )
        ),
    ),
}


def shape_of(dataset: str) -> Shape:
    """Return how a data set writes things down; RDFS and SKOS where nothing else is known."""
    return _SHAPES.get(dataset, Shape())
