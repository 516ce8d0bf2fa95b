"""The graph described as a data set: what is said of it is so."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from flask.testing import FlaskClient
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, RDF, SDO, SH, VOID, Namespace
from small_release import write_release

from graph.release import Release, checksums, current
from queries.catalogue import catalogue
from queries.executables import executables
from server.app import create_app
from server.cli import main

_ROOT = Path(__file__).parents[2]
_SPDX = Namespace("http://spdx.org/rdf/terms#")


@pytest.fixture(scope="module")
def asked(built: Release) -> FlaskClient:
    """Return a client of the application that serves the article's graph."""
    return create_app(built.path.parents[1]).test_client()


@pytest.fixture(scope="module")
def record(asked: FlaskClient) -> Graph:
    """Return the description of the graph."""
    return Graph().parse(data=asked.get("/.well-known/void").text, format="turtle")


def _whole(built: Release) -> URIRef:
    return URIRef(f"{built.names.base}dataset")


def test_the_number_of_triples_is_that_of_the_default_graph(built: Release, record: Graph) -> None:
    lines = (built.path / "detente.nt").read_bytes().count(b"\n")
    assert record.value(_whole(built), VOID.triples) == Literal(lines)


def test_the_partitions_by_property_make_up_the_whole(built: Release, record: Graph) -> None:
    parts = record.objects(_whole(built), VOID.propertyPartition)
    counts = [int(str(record.value(part, VOID.triples))) for part in parts]
    assert Literal(sum(counts)) == record.value(_whole(built), VOID.triples)


def test_every_graph_of_links_is_a_link_set(built: Release, record: Graph) -> None:
    names = {str(iri).rpartition("links-")[2] for iri in record.subjects(RDF.type, VOID.Linkset)}
    start = str(built.names.graph("links", ""))
    graphs = {g.removeprefix(start): n for g, n in built.manifest.graphs.items() if start in g}
    assert names == graphs.keys()
    iri = built.names.table("links-wikidata")
    assert record.value(iri, VOID.triples) == Literal(graphs["wikidata"])


def test_every_file_is_a_distribution_with_its_size_and_checksum(
    built: Release, record: Graph
) -> None:
    described = {}
    for url in record.subjects(RDF.type, DCAT.Distribution):
        sum_ = record.value(url, _SPDX.checksum)
        size = int(str(record.value(url, DCAT.byteSize)))
        described[str(url).rpartition("/")[2]] = (
            size,
            str(record.value(sum_, _SPDX.checksumValue)),
        )
    there = {
        name: ((built.path / name).stat().st_size, value)
        for name, value in checksums(built.path).items()
        if re.fullmatch(r"detente[\w-]*\.(ttl|nt|nq|trig|jsonld|rdf)(\.\w+)?", name)
    }
    assert described == there


def test_every_distribution_can_be_fetched(asked: FlaskClient, record: Graph) -> None:
    urls = [str(url) for url in record.objects(None, DCAT.downloadURL)]
    assert len(urls) > 100
    assert {_status(asked, url.removeprefix("http://localhost")) for url in urls} == {200}


def _status(asked: FlaskClient, path: str, **headers: str) -> int:
    with asked.head(path, headers=headers) as response:
        return response.status_code


def test_the_licence_is_that_of_the_document(built: Release, record: Graph) -> None:
    licence = URIRef("https://creativecommons.org/licenses/by-sa/3.0/")
    assert record.value(_whole(built), DCTERMS.license) == licence


def test_the_version_tells_builds_apart(built: Release, record: Graph) -> None:
    assert str(record.value(_whole(built), URIRef(f"{DCAT}version"))).endswith(
        built.manifest.identifier
    )


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("text/html", "text/html"),
    ],
)
def test_the_data_set_is_described_in_each_form(asked: FlaskClient, accept: str, kind: str) -> None:
    response = asked.get("/dataset", headers={"Accept": accept})
    assert (response.status_code, response.mimetype) == (200, kind)
    assert "Accept" in response.vary


def test_nothing_describes_it_as_a_picture(asked: FlaskClient) -> None:
    for path in ("/dataset", "/.well-known/void"):
        assert asked.get(path, headers={"Accept": "image/png"}).status_code == 406


def test_a_part_is_described_and_no_other_thing(asked: FlaskClient) -> None:
    assert asked.get("/dataset/links").status_code == 200
    assert asked.get("/dataset/rumours").status_code == 404


def test_search_engines_find_what_they_need(asked: FlaskClient) -> None:
    record = asked.get("/dataset.jsonld").get_json()
    assert record["@type"] == "Dataset"
    assert 50 <= len(record["description"]) <= 5000
    assert {"name", "license", "version", "distribution"} <= record.keys()
    page = asked.get("/dataset", headers={"Accept": "text/html"}).text
    assert '<script type="application/ld+json">' in page


def test_robots_are_told_of_the_sitemap(asked: FlaskClient) -> None:
    text = asked.get("/robots.txt").text
    assert "Disallow: /sparql\n" in text
    assert "Sitemap: http://localhost/sitemap.xml\n" in text


def _addresses(asked: FlaskClient, path: str) -> list[str]:
    return re.findall(r"<loc>http://localhost(.*?)</loc>", asked.get(path).text)


def test_every_address_of_the_sitemap_is_a_page(asked: FlaskClient) -> None:
    [only] = _addresses(asked, "/sitemap.xml")
    pages = _addresses(asked, only)
    assert "/page/russia" in pages
    assert {asked.get(page).status_code for page in pages} == {200}
    assert asked.get("/sitemap-2.xml").status_code == 404


def test_the_examples_are_executables_that_run_as_they_stand(built: Release) -> None:
    graph = executables(built.names.base, "https://example.org/sparql")
    assert len(set(graph.subjects(RDF.type, SH.SPARQLExecutable))) == len(catalogue())
    for text in graph.objects(None, SH.select):
        assert built.store.query(str(text), base="x:/").kind == "solutions"
    assert set(graph.objects(None, SDO.target)) == {URIRef("https://example.org/sparql")}


def test_the_examples_are_served(asked: FlaskClient) -> None:
    graph = Graph().parse(data=asked.get("/examples.ttl").text, format="turtle")
    assert (None, RDF.type, SH.SPARQLSelectExecutable) in graph


def test_the_citation_names_the_version_of_the_program() -> None:
    cited = yaml.safe_load((_ROOT / "CITATION.cff").read_text("utf-8"))
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert (cited["version"], cited["license"]) == (project["version"], project["license"])


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("detente-links.ttl", "text/turtle"),
        ("detente-links.nq.gz", "application/gzip"),
        ("detente-links.nq.zst", "application/zstd"),
        ("detente-evidence.rdf12.ttl", "text/turtle"),
        ("detente-events.csv", "text/csv"),
        ("detente-tables.json", "application/csvm+json"),
    ],
)
def test_a_download_has_its_kind_and_its_mark(
    asked: FlaskClient, built: Release, name: str, kind: str
) -> None:
    mark = f'"{built.manifest.files[name]}"'
    with asked.get(f"/dump/{name}") as response:
        assert (response.mimetype, response.data) == (kind, (built.path / name).read_bytes())
        assert (response.headers["ETag"], response.last_modified is None) == (mark, False)
    assert _status(asked, f"/dump/{name}", **{"If-None-Match": mark}) == 304


def test_a_download_can_be_resumed(asked: FlaskClient, built: Release) -> None:
    whole = (built.path / "detente.nq").read_bytes()
    with asked.get("/dump/detente.nq", headers={"Range": "bytes=1000-"}) as rest:
        assert (rest.status_code, rest.data) == (206, whole[1000:])


@pytest.mark.parametrize("name", ["manifest.json", "detente.docx", "detente-x.ttl", "..%2Fcurrent"])
def test_no_other_file_is_a_download(asked: FlaskClient, name: str) -> None:
    assert asked.get(f"/dump/{name}").status_code == 404


def test_the_checksums_are_those_of_the_files(asked: FlaskClient, built: Release) -> None:
    lines = asked.get("/dump/SHA256SUMS").text.splitlines()
    listed = {name: value for value, _, name in (line.partition("  ") for line in lines)}
    assert listed == {n: v for n, v in checksums(built.path).items() if "/" not in n}


@pytest.fixture
def two(tmp_path: Path) -> tuple[Release, Release]:
    """Return two builds, of which the second has one more state and no claim of a kind."""
    write_release(tmp_path / "a", "first")
    extra = 'GRAPH <graph/document/small> { <id/peru> a det:State ; rdfs:label "Peru" . }\n'
    write_release(tmp_path / "b", "second", extra)
    return current(tmp_path / "a"), current(tmp_path / "b")


def _diff(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["diff", *arguments])
    assert result.exit_code == 0
    return result.output


def _sorted(release: Release) -> None:
    path = release.path / "detente.nq"
    path.write_bytes(b"".join(sorted(path.read_bytes().splitlines(keepends=True))))


def test_a_difference_is_told_by_graph_and_class(two: tuple[Release, Release]) -> None:
    for release in two:
        _sorted(release)
    rows = [line.split() for line in _diff(str(two[0].path), str(two[1].path)).splitlines()]
    assert ["document/small", "2", "0"] in rows
    assert ["State", "2", "0"] in rows
    back = [line.split() for line in _diff(str(two[1].path), str(two[0].path)).splitlines()]
    assert ["State", "0", "2"] in back


def test_a_difference_as_a_patch_has_each_quad(two: tuple[Release, Release]) -> None:
    for release in two:
        _sorted(release)
    lines = _diff(str(two[0].path), str(two[1].path), "--format", "patch").splitlines()
    assert [line.partition(" <")[0] for line in lines] == ["A", "A"]
    assert all("/id/peru>" in line for line in lines)


def test_a_build_does_not_differ_from_itself(built: Release) -> None:
    assert _diff(str(built.path), str(built.path), "--format", "patch") == ""
