"""Everything in the gold reading has words in the ontology, and the table says which."""

import csv
from pathlib import Path

import pytest
from rdflib import RDF, URIRef

from ontology.terms import DEFAULT_BASE, ontology_at

TABLE = Path(__file__).with_name("gold-terms.tsv")
NOT_MODELLED = {"depicts (file name only)"}
COLUMNS = {"predicate": "predicate", "type": "object"}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def gold(shared: Path, kind: str) -> set[str]:
    statements = rows(shared / "gold" / "nato-russia-relations.tsv")
    kept = [row for row in statements if kind == "predicate" or row["predicate"] == "rdf:type"]
    return {row[COLUMNS[kind]] for row in kept}


@pytest.mark.parametrize("kind", COLUMNS)
def test_every_word_of_the_gold_reading_is_in_the_table(shared: Path, kind: str) -> None:
    assert {row["gold"] for row in rows(TABLE) if row["kind"] == kind} == gold(shared, kind)


def test_every_term_in_the_table_is_declared() -> None:
    named = {name for row in rows(TABLE) for name in row["terms"].split() if ":" not in name}
    terms = {name: URIRef(f"{DEFAULT_BASE}ontology#{name}") for name in named - {"-"}}
    graph = ontology_at(DEFAULT_BASE)
    assert {name for name, term in terms.items() if (term, RDF.type, None) not in graph} == set()


def test_what_has_no_term_is_listed() -> None:
    assert {row["gold"] for row in rows(TABLE) if row["terms"] == "-"} == NOT_MODELLED
