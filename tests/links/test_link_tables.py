"""The tables of links: how they are read and written, and that only what is verified is in them."""

import ast
import csv
import os
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from rdflib import URIRef

from graph.errors import LinkError
from graph.links import (
    Link,
    LinkSet,
    candidates,
    links_from,
    published,
    read_set,
    write_set,
)
from graph.links.tables import FOLDER
from graph.names import Names
from graph.reference.entities import entities


def _eurovoc(text: str) -> dict[str, str]:
    """Return the labels of ``eurovoc/en_identifiers.py`` of scampion/eurovoc."""
    labels = ast.literal_eval(text.partition("=")[2].strip())
    return {f"eurovoc:{number}": label for label, number in labels.items()}


def _countries(text: str) -> dict[str, str]:
    """Return the names of ``codelists/country.gc`` of OP-TED/eForms-SDK."""
    rows = re.findall(r"<Row>(.*?)</Row>", text, re.DOTALL)
    value = r'ColumnRef="(\w+)">\s*<SimpleValue>([^<]*)<'
    found = [dict(re.findall(value, row)) for row in rows]
    return {f"eu-country:{row['code']}": unescape(row["Name"]) for row in found}


_SOURCES: dict[str, tuple[str, Callable[[str], dict[str, str]]]] = {
    "eurovoc": ("DETENTE_EUROVOC", _eurovoc),
    "eu-countries": ("DETENTE_EU_COUNTRIES", _countries),
}
_TABLES = sorted(FOLDER.rglob("*.sssom.tsv"))
_HEAD = """# curie_map:
#   thing: id/
#   wd: http://www.wikidata.org/entity/
# license: https://creativecommons.org/publicdomain/zero/1.0/
# mapping_set_description: Words.
# mapping_set_id: reference/links-x
# mapping_set_title: A title
# object_source: http://www.wikidata.org/entity/
subject_id\tsubject_label\tpredicate_id\tpredicate_modifier\tobject_id\tobject_label\t\
mapping_justification\tmapping_date\treviewer_label\tconfidence\tcomment
"""
_ROW = "thing:a\tA\towl:sameAs\t\twd:Q1\t\tsemapv:ManualMappingCuration\t\t\t\tseen\n"


def _table(name: str) -> LinkSet:
    return next(table for table in published() if table.name == name)


def _written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "x.sssom.tsv"
    path.write_text(text, "utf-8")
    return path


def test_there_are_tables_of_links_and_of_candidates() -> None:
    folders = [path.parent.name for path in _TABLES]
    assert (folders.count("links"), folders.count("candidates")) == (5, 1)


@pytest.mark.parametrize("path", _TABLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_table_is_written_as_it_was_read(path: Path, tmp_path: Path) -> None:
    kind = "candidates" if path.parent.name == "candidates" else "links"
    write_set(read_set(path), tmp_path / path.name, kind)
    assert (tmp_path / path.name).read_bytes() == path.read_bytes()


@pytest.mark.parametrize("path", _TABLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_row_says_what_it_rests_on(path: Path) -> None:
    assert [link.subject_id for link in read_set(path).links if not link.comment] == []


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("owl:sameAs", "owl:sameas", r"line 10: 'owl:sameas' is unknown: write one of owl:sameAs"),
        ("wd:Q1", "wdt:Q1", r"line 10: the prefix of 'wdt:Q1' is not in curie_map"),
        ("ManualMapping", "Manual", r"'semapv:ManualCuration' is unknown"),
        ("\tseen\n", "\n", r"line 10: not 11 columns"),
        ("# license:", "# licence:", r"the head lacks or misspells 'license'"),
        ("subject_label", "label", r"line 9: the columns must be subject_id"),
    ],
)
def test_a_malformed_table_is_refused_by_line(
    tmp_path: Path, old: str, new: str, complaint: str
) -> None:
    path = _written(tmp_path, (_HEAD + _ROW).replace(old, new, 1))
    with pytest.raises(LinkError, match=complaint):
        read_set(path)


def test_a_published_table_has_the_base_written_out(tmp_path: Path) -> None:
    path = tmp_path / "wikidata.sssom.tsv"
    write_set(_table("wikidata").at("https://example.org/"), path)
    text = path.read_text("utf-8")
    assert "#   thing: https://example.org/id/\n" in text
    assert "# mapping_set_id: https://example.org/reference/links-wikidata\n" in text


def test_the_terms_of_the_ontology_have_link_sets_too() -> None:
    tables = {table.name: table for table in published()}
    pairs = {(link.subject_id, link.object_id) for link in tables["schema-org"].links}
    assert ("term:State", "schema:Country") in pairs
    codes = {(link.subject_id, link.object_id) for link in tables["plover"].links}
    assert ("term:AgreementSigning", "plover:SUPPORT") in codes
    assert tables["cameo"].links


def test_a_link_that_is_noted_as_wrong_does_not_hold() -> None:
    assert not Link("thing:a", "A", "owl:sameAs", "Not", "wd:Q1").holds


def test_nothing_is_a_candidate_and_published_at_once() -> None:
    links = {(k.subject_id, k.object_id) for table in published() for k in table.links}
    waiting = {(k.subject_id, k.object_id) for table in candidates() for k in table.links}
    assert links & waiting == set()


def test_every_state_is_linked_by_the_identifiers_of_its_row() -> None:
    for dataset, column in (("wikidata", "wikidataId"), ("geonames", "geonamesId")):
        linked = {link.subject_label for link in _table(dataset).links}
        identified = {e.label for e in entities().values() if column in dict(e.literals)}
        assert identified - linked == set()


def _shared_rows(shared: Path, name: str) -> list[dict[str, str]]:
    with (shared / "reference" / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _verified(shared: Path, dataset: str, prefix: str) -> set[str]:
    """Return the identifiers that the reference material says were verified, and where."""
    listed = {
        row[dataset].rstrip("/").rpartition("/")[2]
        for row in _shared_rows(shared, "identifiers.tsv")
        if f"{dataset}:VERIFIED" in row["status"]
    }
    tables = ("states.tsv", "organisations.tsv")
    tabled = {row.get(dataset, "") for name in tables for row in _shared_rows(shared, name)}
    return {f"{prefix}:{each}" for each in listed | tabled if each}


@pytest.mark.parametrize(
    ("dataset", "prefix"), [("wikidata", "wd"), ("dbpedia", "dbr"), ("geonames", "geonames")]
)
def test_only_what_is_verified_is_published(shared: Path, dataset: str, prefix: str) -> None:
    links = {k.object_id.rstrip("/") for k in _table(dataset).links if "thing:" in k.subject_id}
    assert links - _verified(shared, dataset, prefix) == set()


def test_all_that_is_verified_of_the_article_is_published(shared: Path) -> None:
    for dataset, prefix in (("wikidata", "wd"), ("dbpedia", "dbr"), ("geonames", "geonames")):
        listed = {
            f"{prefix}:{row[dataset].rstrip('/').rpartition('/')[2]}"
            for row in _shared_rows(shared, "identifiers.tsv")
            if f"{dataset}:VERIFIED" in row["status"] and row["kind"] != "person left open"
        }
        linked = {link.object_id.rstrip("/") for link in _table(dataset).links}
        assert (dataset, listed - linked) == (dataset, set())


def test_countries_of_the_eu_go_by_the_codes_of_the_states(shared: Path) -> None:
    codes = {row["name"]: row["iso3"] for row in _shared_rows(shared, "states.tsv")}
    ours = {link.object_id.removeprefix("eu-country:") for link in _table("eu-countries").links}
    assert ours <= set(codes.values())
    for link in _table("eu-countries").links:
        if link.subject_label in codes:
            assert link.object_id == f"eu-country:{codes[link.subject_label]}"


def test_concepts_of_eurovoc_are_those_of_the_reference_material(shared: Path) -> None:
    concepts = {link.subject_label: link.object_id for link in _table("eurovoc").links}
    named = {
        row["label"]: f"eurovoc:{found[1]}"
        for row in _shared_rows(shared, "identifiers.tsv")
        if (found := re.search(r"EuroVoc (\d+)", row["evidence"]))
    }
    both = named.keys() & concepts.keys()
    assert len(both) > 4
    assert {label: concepts[label] for label in both} == {label: named[label] for label in both}


def test_a_concept_of_eurovoc_has_a_name_of_the_thing() -> None:
    ours = {each.label: {each.label, *each.names} for each in entities().values()}
    strange = {
        (link.subject_label, link.object_label)
        for link in _table("eurovoc").links
        if link.object_label and link.object_label not in ours.get(link.subject_label, set())
    }
    assert strange == OTHER_NAMES


OTHER_NAMES = {("Vatican City", "Holy See")}
"""What EuroVoc calls by a name that is none of ours; the United Nations do as EuroVoc does."""


@pytest.mark.parametrize("name", _SOURCES)
def test_each_row_is_in_the_source_that_it_names(name: str) -> None:
    """Set DETENTE_EUROVOC and DETENTE_EU_COUNTRIES to the files that the rows name."""
    variable, label_of = _SOURCES[name]
    path = os.environ.get(variable)
    if not path:
        pytest.skip(f"{variable} does not say where the source is")
    labels = label_of(Path(path).read_text("utf-8"))
    links = [link for link in _table(name).links if link.comment]
    assert {k.object_id: labels.get(k.object_id) for k in links} == {
        k.object_id: k.object_label for k in links
    }


def test_what_is_one_documents_name_is_linked_for_that_document_alone() -> None:
    names = Names("https://example.org/")
    rasmussen = names.thing("Rasmussen")
    first, second = names.document("nato-russia-relations"), names.document("another")

    def linked(*documents: URIRef) -> bool:
        tables = links_from({rasmussen: set(documents)}, published(), names)
        return any("Q46052" in link.object_id for table in tables for link in table.links)

    assert [linked(first), linked(first, second), linked(second), linked()] == [True] + 3 * [False]


def test_a_table_keeps_whose_name_a_name_is(tmp_path: Path) -> None:
    table = _table("wikidata")
    write_set(table, tmp_path / "wikidata.sssom.tsv")
    kept = read_set(tmp_path / "wikidata.sssom.tsv")
    sources = {link.subject_id: link.subject_source for link in kept.links if link.subject_source}
    assert sources == {"thing:rasmussen": "document:nato-russia-relations"}
