"""The files of a release: each says the same, and is the same in every build."""

import csv
import gzip
import io
import json
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from rdflib import Dataset, Literal, URIRef
from rdflib.namespace import RDF, XSD
from zstandard import ZstdDecompressor

from graph.dumping import write_dumps
from graph.formats import GRAPH_FORMATS
from graph.links import read_set
from graph.names import Names
from graph.packing import PACKINGS
from graph.parts import WHOLE, Part, parts
from graph.release import Release, checksums
from graph.tables import METADATA, TABLES, Table
from graph.tags import Restoring
from server.cli import main

_PARTS = (
    "",
    "asserted",
    "inferred",
    "proofs",
    "claims",
    "evidence",
    "links",
    "candidates",
    "ontology",
)


def _all(release: Release) -> tuple[Part, ...]:
    return parts((entry.slug, entry.title) for entry in release.manifest.documents)


def test_there_is_a_part_for_each_kind_of_graph_and_each_document(built: Release) -> None:
    assert tuple(part.name for part in _all(built)) == (*_PARTS, "document-nato-russia-relations")


def test_the_parts_but_the_documents_make_up_the_whole(built: Release) -> None:
    whole = (built.path / "detente.nq").read_bytes().splitlines()
    pieces = [built.path / f"detente-{name}.nq" for name in _PARTS if name]
    assert sorted(line for path in pieces for line in path.read_bytes().splitlines()) == whole


def test_no_form_without_graphs_has_a_claim(built: Release) -> None:
    claims = (built.path / "detente-claims.nq").read_text("utf-8").splitlines()
    whole = (built.path / "detente.nq").read_text("utf-8").splitlines()
    elsewhere = {line.rpartition(" <")[0] for line in set(whole) - set(claims)}
    only_claimed = {line.rpartition(" <")[0] for line in claims} - elsewhere
    stated = (built.path / "detente.nt").read_text("utf-8").splitlines()
    assert only_claimed
    assert only_claimed & {line.removesuffix(" .") for line in stated} == set()
    assert not (built.path / "detente-claims.ttl").exists()


@pytest.mark.parametrize("extension", PACKINGS)
def test_a_packed_file_unpacks_to_the_plain_one(built: Release, extension: str) -> None:
    plain = [path for path in built.path.glob("detente*") if path.suffix[1:] not in PACKINGS]
    data = [path for path in plain if path.name != METADATA and path.suffix != ".tsv"]
    assert len(data) > 40
    for path in data:
        packed = Path(f"{path}.{extension}").read_bytes()
        assert _unpacked(packed, extension) == path.read_bytes()


def _unpacked(content: bytes, extension: str) -> bytes:
    if extension == "gz":
        return gzip.decompress(content)
    return ZstdDecompressor().stream_reader(io.BytesIO(content)).read()


def test_the_evidence_has_a_form_with_triple_terms(built: Release) -> None:
    path = built.path / "detente-evidence.rdf12.ttl"
    reified = [
        quad.object
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
        if isinstance(quad.object, ox.Triple)
    ]
    plain = (built.path / "detente-evidence.nt").read_text("utf-8")
    assert len(reified) == plain.count("rdf-syntax-ns#subject> ") > 400
    spoken = {f"{each.subject} {each.predicate} {each.object}" for each in reified}
    stated = (built.path / "detente-document-nato-russia-relations.nq").read_text("utf-8")
    facts = {line.rpartition(" <")[0] for line in stated.splitlines() if "/claim/" not in line}
    assert len(spoken & facts) > 300


FAITHFUL = (
    Literal("01", datatype=XSD.integer, normalize=False),
    Literal("1E0", datatype=XSD.double, normalize=False),
    Literal("TRUE", datatype=XSD.boolean, normalize=False),
    Literal("x", lang="EN-us"),
    Literal("y", lang="zh-Hant-TW"),
    Literal('say "x"@EN-us . ', lang="de"),
)
FORMS = (*(WHOLE.file(each) for each in GRAPH_FORMATS), "detente-evidence.rdf12.ttl")


@pytest.fixture(scope="module")
def faithful(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of dumps with literals that libraries like to rewrite."""
    names, dataset = Names("https://example.org/"), Dataset()
    inferred = dataset.graph(names.graph("inferred"))
    evidence = dataset.graph(names.graph("evidence", "x"))
    for number, literal in enumerate(FAITHFUL):
        statement = URIRef(f"a:{number}")
        inferred.add((URIRef("a:s"), URIRef("a:p"), literal))
        for role, term in zip(_ROLES, (URIRef("a:s"), URIRef("a:p"), literal), strict=True):
            evidence.add((statement, role, term))
    folder = tmp_path_factory.mktemp("faithful")
    write_dumps(dataset, names, folder, [])
    return folder


_ROLES = (RDF.subject, RDF.predicate, RDF.object)


@pytest.mark.parametrize("form", FORMS)
def test_literals_are_dumped_as_they_were_written(faithful: Path, form: str) -> None:
    text = (faithful / form).read_text("utf-8")
    for written in ("01", "1E0", "TRUE", "EN-us", "zh-Hant-TW"):
        assert re.search(rf"""(?<=["'@>{{ ]){written}(?=["'< ;,.]|$)""", text, re.MULTILINE), (
            written
        )
    assert not re.search(r"en-us|zh-hant-tw|1\.0E0|spelt", text)


def test_tags_come_out_as_they_went_in_however_they_are_cut() -> None:
    text = b"one@x-spelt0-0000 two@x-spelt0-0001"
    for size in range(1, len(text)):
        out = io.BytesIO()
        restoring = Restoring(out, {b"x-spelt0-0000": b"EN", b"x-spelt0-0001": b"zh-Hant"})
        for start in range(0, len(text), size):
            restoring.write(text[start : start + size])
        restoring.finish()
        assert out.getvalue() == b"one@EN two@zh-Hant"


def test_checksums_cover_every_file(built: Release) -> None:
    assert checksums(built.path) == built.manifest.files
    assert {f"detente-{t.name}.csv.gz" for t in TABLES} <= built.manifest.files.keys()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_has_the_columns_that_its_metadata_name(built: Release, table: Table) -> None:
    metadata = json.loads((built.path / METADATA).read_text("utf-8"))
    described = {each["url"]: each["tableSchema"]["columns"] for each in metadata["tables"]}
    file = f"detente-{table.name}.csv"
    with (built.path / file).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    assert rows[0] == [column["name"] for column in described[file]]
    assert len(rows) > 1
    assert len({row[0] for row in rows}) == len(rows)


def _table(release: Release, name: str) -> dict[str, dict[str, str]]:
    with (release.path / f"detente-{name}.csv").open(encoding="utf-8", newline="") as lines:
        return {row["label"]: row for row in csv.DictReader(lines)}


def test_the_tables_say_what_the_graph_says(built: Release) -> None:
    agreement = next(
        row for label, row in _table(built, "agreements").items() if label.startswith("Founding")
    )
    assert (agreement["signatories"], agreement["signed"]) == ("NATO | Russia", "1997-05-27")
    assert _table(built, "actors")["Russia"]["wikidata"] == "Q159"
    assert any(row["modality"] == "proposed" for row in _table(built, "claims").values())


def test_what_is_only_claimed_is_no_event(built: Release) -> None:
    events = {row["iri"] for row in _table(built, "events").values()}
    claimed = (built.path / "detente-claims.nq").read_text("utf-8")
    subjects = {line.partition("> ")[0].lstrip("<") for line in claimed.splitlines()}
    stated = (built.path / "detente-asserted.nt").read_text("utf-8")
    assert {each for each in subjects & events if f"<{each}> <" not in stated} == set()


def _dump(release: Release, *arguments: str) -> tuple[int, str]:
    data = ("--data", str(release.path.parents[1]))
    result = CliRunner().invoke(main, ["dump", *arguments, *data])
    return result.exit_code, result.output


def test_a_part_is_written_by_the_command(built: Release) -> None:
    code, text = _dump(built, "--part", "links", "--format", "ntriples")
    assert (code, text) == (0, (built.path / "detente-links.nt").read_text("utf-8"))


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--part", "rumours"), "there is no part 'rumours': choose one of asserted"),
        (("--part", "claims", "--format", "turtle"), "turtle has no graphs to keep claims apart"),
    ],
)
def test_a_part_that_cannot_be_is_refused(
    built: Release, arguments: tuple[str, ...], complaint: str
) -> None:
    code, text = _dump(built, *arguments)
    assert (code, complaint in text) == (2, True)


def test_the_links_are_published_as_tables_of_what_is_named(built: Release) -> None:
    table = read_set(built.path / "detente-links-wikidata.sssom.tsv")
    links = {
        (str(table.iri(each.subject_id, "")), str(table.iri(each.object_id, "")))
        for each in table.links
    }
    assert (str(built.names.thing("NATO")), "http://www.wikidata.org/entity/Q7184") in links
    emitted = built.manifest.graphs[str(built.names.graph("links", "wikidata"))]
    assert len(table.links) == emitted


def test_codes_of_event_data_are_published_as_tables_too(built: Release) -> None:
    for name in ("cameo", "plover"):
        assert read_set(built.path / f"detente-links-{name}.sssom.tsv").links
