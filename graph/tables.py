"""The graph as tables for people who have no RDF: CSV, and CSVW to say what the columns mean.

https://www.w3.org/TR/tabular-metadata/
"""

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.packing import pack
from graph.release import Release

__all__ = ["METADATA", "TABLES", "Table", "write_tables"]

METADATA = "detente-tables.json"
_SEPARATOR = " | "


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it says, and the SPARQL property path to its values."""

    name: str
    description: str
    path: str
    datatype: str = "string"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a row for each thing of a class, and its columns after ``iri``."""

    name: str
    description: str
    class_: str
    columns: tuple[Column, ...]

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"detente-{self.name}.csv"


_LABEL = Column("label", "its usual name", "rdfs:label")
_CLASSES = Column("classes", "what it is", "rdf:type/rdfs:label")
_DATES = (
    Column("date", "when, in EDTF, as it is written", "det:date"),
    Column("earliest", "the first day that this may be", "det:earliest", "date"),
    Column("latest", "the last day that this may be", "det:latest", "date"),
)
_SENTENCES = Column(
    "sentences", "the sentences it was read in", "^rdf:subject/det:evidence/det:sentence/det:text"
)
_SAME = Column("same_as", "what other data sets call it", "owl:sameAs|skos:exactMatch", "anyURI")

TABLES = (
    Table(
        "events",
        "What happened, by the documents themselves",
        "det:Event",
        (
            *(_LABEL, _CLASSES, *_DATES),
            Column("agents", "who did it", "det:agent/rdfs:label"),
            Column("agent_iris", "who did it", "det:agent", "anyURI"),
            Column("targets", "to whom or what", "det:target/rdfs:label"),
            Column("addressees", "to whom it was said", "det:addressee/rdfs:label"),
            Column("participants", "who took part", "det:participant/rdfs:label"),
            Column("places", "where", "det:place/rdfs:label"),
            Column("agreements", "what was signed", "det:signedAgreement/rdfs:label"),
            _SENTENCES,
        ),
    ),
    Table(
        "actors",
        "States, organisations, persons and groups",
        "det:Actor",
        (
            *(_LABEL, Column("names", "its other names", "skos:altLabel"), _CLASSES),
            Column("iso2", "ISO 3166-1 alpha-2 code", "det:iso2"),
            Column("iso3", "ISO 3166-1 alpha-3 code", "det:iso3"),
            Column("wikidata", "its item in Wikidata", "det:wikidataId"),
            Column("memberships", "what it belongs to", "det:memberOf/rdfs:label"),
            Column("offices", "what it holds", "det:holdsOffice/rdfs:label"),
            _SAME,
        ),
    ),
    Table(
        "agreements",
        "Treaties and other agreements",
        "det:Agreement",
        (
            *(_LABEL, _CLASSES),
            Column("signatories", "who signed it", "det:signatory/rdfs:label"),
            Column("signatory_iris", "who signed it", "det:signatory", "anyURI"),
            Column("signed", "when, in EDTF", "^det:signedAgreement/det:date"),
            Column("places", "where", "^det:signedAgreement/det:place/rdfs:label"),
            *(_SAME, _SENTENCES),
        ),
    ),
    Table(
        "claims",
        "What somebody says, asks or proposes, which is not thereby so",
        "det:Claim",
        (
            _LABEL,
            Column("speakers", "who says it", "det:speaker/rdfs:label"),
            Column("speaker_iris", "who says it", "det:speaker", "anyURI"),
            Column("modality", "how it is said", "det:modality/rdfs:label"),
            Column("polarity", "whether it is said to be so or not", "det:polarity/rdfs:label"),
            Column("content", "in which words", "det:content"),
            Column("contradicts", "which claims it cannot agree with", "det:contradicts", "anyURI"),
            Column(
                "sentences",
                "the sentences it was read in",
                "^det:inGraph/det:evidence/det:sentence/det:text",
            ),
        ),
    ),
)
"""The tables; a new one is a new row."""

_QUERY = """
PREFIX det: <ontology#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?thing ?value WHERE {{
  ?thing rdf:type {class_} ; {path} ?value .
  FILTER(!isBLANK(?value) && !STRSTARTS(STR(?thing), STR(<ontology#>)))
}}"""


def write_tables(release: Release, folder: Path) -> None:
    """Write each table as CSV, plain and compressed, and what they mean as CSVW."""
    for table in TABLES:
        (folder / table.file).write_text(_csv(release, table), "utf-8")
        pack(folder / table.file)
    text = json.dumps(_metadata(release), ensure_ascii=False, indent=1)
    (folder / METADATA).write_text(f"{text}\n", "utf-8")


def _csv(release: Release, table: Table) -> str:
    columns = [_values(release, table, column) for column in table.columns]
    things = sorted(set().union(*columns))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["iri", *(column.name for column in table.columns)])
    writer.writerows(
        [thing, *(_SEPARATOR.join(sorted(each.get(thing, ()))) for each in columns)]
        for thing in things
    )
    return out.getvalue()


def _values(release: Release, table: Table, column: Column) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    text = _QUERY.format(class_=table.class_, path=f"({column.path})")
    for row in release.store.query(text, base=release.names.base).rows():
        found[str(row["thing"])].add(str(row["value"]))
    return dict(found)


def _metadata(release: Release) -> dict[str, object]:
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": "Detente as tables",
        "dc:license": {"@id": release.manifest.documents[0].licence},
        "tables": [
            {
                "url": table.file,
                "dc:description": table.description,
                "tableSchema": {
                    "columns": list(_columns(table)),
                    "primaryKey": "iri",
                    "aboutUrl": "{+iri}",
                },
            }
            for table in TABLES
        ],
    }


def _columns(table: Table) -> Iterator[dict[str, object]]:
    first = {"name": "iri", "titles": "iri", "dc:description": "its name in the graph"}
    yield {**first, "datatype": "anyURI", "required": True}
    for column in table.columns:
        yield {
            "name": column.name,
            "titles": column.name,
            "dc:description": column.description,
            "datatype": column.datatype,
            "separator": _SEPARATOR,
        }
