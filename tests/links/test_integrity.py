"""What must hold of links does, and each fault that is planted here is found and named."""

import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import RDF, Graph

from graph.checking import check
from graph.links import Link, LinkSet, Pointer, faults, joined, pointers, published
from graph.names import Names
from graph.reasoning import closure
from graph.reference.entities import entities
from graph.release import Release
from ontology.terms import DEFAULT_BASE, ontology_at

_NAMES = Names()
_SAME = "http://www.w3.org/2002/07/owl#sameAs"


@pytest.fixture(scope="module")
def known(built: Release) -> set[str]:
    """Return what a link may start from: reference data, what the article names, and terms."""
    rows = built.store.query("SELECT DISTINCT ?s { ?s ?p ?o }", base=DEFAULT_BASE).rows()
    return {str(row["s"]) for row in rows} | {str(_NAMES.thing(key)) for key in entities()}


def test_the_links_that_are_published_have_no_fault(known: set[str]) -> None:
    links = pointers(published(), DEFAULT_BASE)
    assert len(links) > 1500
    assert list(faults(links, known, _NAMES)) == []


def _changed(name: str, change: Callable[[Link], Link]) -> tuple[LinkSet, ...]:
    """Return the published tables with the first link of Russia in one of them changed."""
    return tuple(
        table.having(
            change(link) if link.subject_id == "thing:russia" and table.name == name else link
            for link in table.links
        )
        for table in published()
    )


@pytest.mark.parametrize(
    ("dataset", "fault", "complaint"),
    [
        ("wikidata", {"subject_id": "thing:ruritania"}, "id/ruritania is nothing that is named"),
        ("wikidata", {"object_id": "wd:159"}, "entity/159 is not of the form"),
        ("geonames", {"object_id": "geonames:2017370"}, "2017370 is not of the form"),
        ("dbpedia", {"object_id": "dbr:a b"}, "resource/a b is not of the form"),
        ("eu-countries", {"object_id": "eu-country:RU"}, "country/RU is not of the form"),
        ("wikidata", {"object_id": "wd:Q212"}, "entity/Q212 is what two things of ours are"),
        ("eurovoc", {"subject_id": "thing:ukraine"}, "id/ukraine is two things in one data set"),
        ("wikidata", {"object_id": "wd:Q1"}, "id/russia is http://www.wikidata.org/entity/Q1, but"),
        ("geonames", {"object_id": "geonames:1/"}, "https://sws.geonames.org/1/, but"),
    ],
)
def test_a_planted_fault_is_found(
    known: set[str], dataset: str, fault: dict[str, str], complaint: str
) -> None:
    links = pointers(_changed(dataset, lambda link: replace(link, **fault)), DEFAULT_BASE)
    assert any(complaint in found for found in faults(links, known, _NAMES))


def _typed() -> Graph:
    graph = Graph(bind_namespaces="none")
    for entity in entities().values():
        graph.add((_NAMES.thing(entity.key), RDF.type, _NAMES.term[entity.type]))
    return graph + ontology_at(DEFAULT_BASE)


def test_no_link_joins_things_of_disjoint_classes() -> None:
    links = pointers(published(), DEFAULT_BASE)
    assert closure(joined(links, _typed())).inconsistencies == ()


def test_a_link_that_joins_a_person_and_an_organisation_is_a_contradiction() -> None:
    somebody = _NAMES.thing("Ann Smith")
    typed = _typed()
    typed.add((somebody, RDF.type, _NAMES.term.Person))
    links = [
        Pointer("wikidata", str(one), _SAME, "http://www.wikidata.org/entity/Q1")
        for one in (somebody, _NAMES.thing("United Nations"))
    ]
    assert closure(typed).inconsistencies == ()
    assert closure(joined(links, typed)).inconsistencies != ()


def _plant(release: Release, links: Iterable[str]) -> Release:
    path = release.path / "detente.nq"
    graph = release.names.graph("links", "wikidata")
    planted = [f"{link} <{graph}> .\n" for link in links]
    path.write_text("".join([path.read_text("utf-8"), *planted]), "utf-8")
    return Release(release.path)


def test_the_check_of_a_release_finds_a_planted_link(built: Release, tmp_path: Path) -> None:
    shutil.copytree(built.path, tmp_path / "release")
    item = "<http://www.wikidata.org/entity/Q1>"
    things = [built.names.thing(label).n3() for label in ("Volker Rühe", "European Union")]
    spoilt = _plant(Release(tmp_path / "release"), (f"{t} <{_SAME}> {item}" for t in things))
    messages = [finding.message for finding in check(spoilt) if finding.check == "links"]
    assert any("Q1 is what two things of ours are" in message for message in messages)
    assert any("the links contradict the graph" in message for message in messages)
