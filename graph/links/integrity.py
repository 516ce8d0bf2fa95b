"""What must hold of links: each function yields what is wrong, in words, and a remedy.

https://www.w3.org/TR/owl2-syntax/#Individual_Equality says why: what is the same as one thing of
theirs is the same thing, so that a slip of one row merges two of ours.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from rdflib import OWL, SKOS, Graph, URIRef

from graph.links.datasets import DATASETS
from graph.links.sssom import LinkSet
from graph.names import Names
from graph.reference.entities import entities

__all__ = ["Pointer", "faults", "joined", "pointers"]


class Pointer(NamedTuple):
    """A link as it is emitted, with the data set that it belongs to."""

    dataset: str
    subject: str
    predicate: str
    object: str


_IDENTIFYING = (str(OWL.sameAs), str(SKOS.exactMatch))
"""The predicates that may lead from one thing to one other only."""


def pointers(tables: Iterable[LinkSet], base: str) -> list[Pointer]:
    """Return the links of tables that hold."""
    return [
        Pointer(
            table.name,
            str(table.iri(link.subject_id, base)),
            str(table.iri(link.predicate_id, base)),
            str(table.iri(link.object_id, base)),
        )
        for table in tables
        for link in table.links
        if link.holds
    ]


def faults(links: Collection[Pointer], known: Collection[str], names: Names) -> Iterator[str]:
    """Yield what is wrong with links; ``known`` are the IRIs that they may start from."""
    yield from _unknown(links, known)
    for find in (_misformed, _shared, _double):
        yield from find(links)
    yield from _disagreeing(links, names)


def _unknown(links: Iterable[Pointer], known: Collection[str]) -> Iterator[str]:
    for link in links:
        if link.subject not in known:
            yield f"{link.dataset}: {link.subject} is nothing that is named: mend the subject"


_FORMS = {each.name: re.compile(re.escape(each.namespace) + each.form) for each in DATASETS}


def _misformed(links: Iterable[Pointer]) -> Iterator[str]:
    for link in links:
        form = _FORMS.get(link.dataset)
        if form is not None and not form.fullmatch(link.object):
            yield f"{link.dataset}: {link.object} is not of the form {form.pattern}: mend it"


def _shared(links: Iterable[Pointer]) -> Iterator[str]:
    yield from _many(
        links,
        lambda link: (link.dataset, link.object),
        lambda link: link.subject,
        "is what two things of ours are: only one can be",
    )


def _double(links: Iterable[Pointer]) -> Iterator[str]:
    yield from _many(
        links,
        lambda link: (link.dataset, link.subject),
        lambda link: link.object,
        "is two things in one data set: keep one",
    )


def _many(
    links: Iterable[Pointer],
    key: Callable[[Pointer], tuple[str, str]],
    value: Callable[[Pointer], str],
    what: str,
) -> Iterator[str]:
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for link in links:
        if link.predicate in _IDENTIFYING and "/ontology#" not in link.subject:
            found[key(link)].add(value(link))
    for (dataset, shared), values in sorted(found.items()):
        if len(values) > 1:
            yield f"{dataset}: {shared} {what} of {', '.join(sorted(values))}"


def _disagreeing(links: Iterable[Pointer], names: Names) -> Iterator[str]:
    """Yield the links that identify a state otherwise than the tables of reference data do."""
    expected = _identified(names)
    for link in links:
        wanted = expected.get((link.dataset, link.subject))
        if link.predicate in _IDENTIFYING and wanted not in (None, link.object):
            yield f"{link.dataset}: {link.subject} is {link.object}, but {wanted} by its row"


_COLUMNS: Mapping[str, tuple[str, str]] = {
    "wikidataId": ("wikidata", "http://www.wikidata.org/entity/{}"),
    "geonamesId": ("geonames", "https://sws.geonames.org/{}/"),
    "iso3": ("eu-countries", "http://publications.europa.eu/resource/authority/country/{}"),
}


def _identified(names: Names) -> dict[tuple[str, str], str]:
    return {
        (_COLUMNS[name][0], str(names.thing(entity.key))): _COLUMNS[name][1].format(value)
        for entity in entities().values()
        for name, value in entity.literals
        if name in _COLUMNS
    }


def joined(links: Iterable[Pointer], typed: Graph) -> Graph:
    """Return what is known of things, with all that is the same made so: for the reasoner."""
    graph = Graph(bind_namespaces="none")
    graph += typed
    for link in links:
        if link.predicate == str(OWL.sameAs):
            graph.add((URIRef(link.subject), OWL.sameAs, URIRef(link.object)))
    return graph
