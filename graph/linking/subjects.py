"""The things of a release that could be linked and are not yet, with what is known of them."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from graph.links import LinkSet
from graph.release import Release

__all__ = ["Subject", "subjects"]

_SAID = """
PREFIX det: <ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?thing ?property ?value WHERE {
  ?thing rdfs:label ?any .
  {
    VALUES ?property { rdfs:label skos:altLabel rdf:type det:earliest det:latest }
    ?thing ?property ?value
  } UNION {
    # An agreement has the year in which it was signed.
    VALUES ?property { det:earliest det:latest }
    ?signing det:signedAgreement ?thing ; ?property ?value
  }
  FILTER(STRSTARTS(STR(?thing), STR(<id/>)))
} ORDER BY ?thing ?property ?value"""

_NEIGHBOURS = """
SELECT DISTINCT ?thing ?near WHERE {
  { ?thing ?property ?near } UNION { ?near ?property ?thing }
  FILTER(STRSTARTS(STR(?thing), STR(<id/>)) && STRSTARTS(STR(?near), STR(<id/>)))
}"""

_NAMES = (
    "http://www.w3.org/2000/01/rdf-schema#label",
    "http://www.w3.org/2004/02/skos/core#altLabel",
)
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_LINKABLE = frozenset(
    {"Actor", "Agreement", "ArmedConflict", "Location", "Meeting", "Office", "Programme", "Project"}
)
"""The classes of what others may have a name for, too."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing to be linked; ``near`` are the names that its linked neighbours have over there."""

    id: str
    label: str
    names: tuple[str, ...]
    types: frozenset[str]
    years: frozenset[int]
    near: frozenset[str]


def subjects(release: Release, links: LinkSet) -> list[Subject]:
    """Return the things without a row in a table of links, in the order of their identifiers."""
    start = f"{release.names.base}id/"
    said = _said(release, start)
    theirs = _theirs(links, release.names.base)
    near = _near(release, start, theirs)
    return [
        subject
        for id_, properties in sorted(said.items())
        if f"{start}{id_}" not in theirs
        for subject in [_subject(id_, properties, near.get(id_, frozenset()))]
        if subject.types & _LINKABLE
    ]


def _said(release: Release, start: str) -> dict[str, dict[str, list[str]]]:
    found: defaultdict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in release.store.query(_SAID, base=release.names.base).rows():
        thing = str(row["thing"]).removeprefix(start)
        found[thing][str(row["property"])].append(str(row["value"]))
    return dict(found)


def _theirs(links: LinkSet, base: str) -> dict[str, str]:
    """Return what is linked already, with what it is linked to."""
    return {
        str(links.iri(link.subject_id, base)): str(links.iri(link.object_id, base))
        for link in links.links
        if link.holds
    }


def _near(release: Release, start: str, theirs: Mapping[str, str]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in release.store.query(_NEIGHBOURS, base=release.names.base).rows():
        if str(row["near"]) in theirs:
            found[str(row["thing"]).removeprefix(start)].add(theirs[str(row["near"])])
    return {thing: frozenset(iris) for thing, iris in found.items()}


def _subject(identifier: str, said: Mapping[str, list[str]], near: Collection[str]) -> Subject:
    names = tuple(dict.fromkeys(name for each in _NAMES for name in said.get(each, [])))
    years = {
        int(value[:4])
        for key, values in said.items()
        if key.endswith(("#earliest", "#latest"))
        for value in values
    }
    types = frozenset(each.rpartition("#")[2] for each in said.get(_TYPE, []))
    return Subject(identifier, names[0], names, types, frozenset(years), frozenset(near))
