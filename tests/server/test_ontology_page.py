"""The ontology as people read it and as programs load it."""

import re
from html.parser import HTMLParser

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from rdflib import OWL, RDF, SKOS, Graph, URIRef
from rdflib.compare import to_canonical_graph

from graph.release import Release
from ontology.terms import DEFAULT_BASE, ONTOLOGY_FILES, ontology_at, turtle_at
from server.app import create_app

OWN = f"{DEFAULT_BASE}ontology#"
ONTOLOGY = ontology_at(DEFAULT_BASE)
VERSION = str(ONTOLOGY.value(URIRef(f"{DEFAULT_BASE}ontology"), OWL.versionInfo))
FILES = ("alignments", "house-rules", "shapes")
FORMATS = {
    "ttl": ("turtle", ox.RdfFormat.TURTLE),
    "rdf": ("xml", ox.RdfFormat.RDF_XML),
    "jsonld": ("json-ld", ox.RdfFormat.JSON_LD),
    "nt": ("nt", ox.RdfFormat.N_TRIPLES),
}


class Page(HTMLParser):
    """Collects the anchors, the addresses and, by anchor of a term, the words of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.anchors: list[str] = []
        self.addresses: list[str] = []
        self.words: dict[str, str] = {}
        self._term = ""
        self.feed(html)

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an anchor and an address."""
        given = dict(attrs)
        if "href" in given:
            self.addresses.append(given["href"] or "")
        if given.get("id"):
            self.anchors.append(given["id"] or "")
            self._term = given["id"] or ""

    def handle_data(self, data: str) -> None:
        """Add words to the term whose anchor came last."""
        self.words[self._term] = re.sub(r"\s+", " ", self.words.get(self._term, "") + data)


@pytest.fixture(scope="module")
def reader(built: Release) -> FlaskClient:
    """Return a client of the application that serves the documents that come with Detente."""
    return create_app(built.path.parents[1]).test_client()


@pytest.fixture(scope="module")
def page(reader: FlaskClient) -> Page:
    """Return the page as a browser gets it."""
    return Page(reader.get("/ontology", headers={"Accept": "text/html"}).text)


def own_terms() -> set[str]:
    kinds = (
        OWL.Class,
        OWL.ObjectProperty,
        OWL.DatatypeProperty,
        OWL.AnnotationProperty,
        OWL.NamedIndividual,
    )
    terms = {str(term) for kind in kinds for term in ONTOLOGY.subjects(RDF.type, kind)}
    return {term.removeprefix(OWN) for term in terms if term.startswith(OWN)}


def test_every_term_has_its_anchor(page: Page) -> None:
    assert own_terms() - set(page.anchors) == set()


def test_no_anchor_is_there_twice(page: Page) -> None:
    assert sorted(set(page.anchors)) == sorted(page.anchors)


def test_every_term_has_its_definition(page: Page) -> None:
    lacking = {
        name
        for name in own_terms()
        if str(ONTOLOGY.value(URIRef(OWN + name), SKOS.definition)) not in page.words[name]
    }
    assert lacking == set()


def test_every_term_has_an_example(page: Page) -> None:
    assert {name for name in own_terms() if "For example:" not in page.words[name]} == set()


def test_every_address_within_the_page_leads_somewhere(page: Page) -> None:
    within = {address[1:] for address in page.addresses if address.startswith("#")}
    assert within - set(page.anchors) == set()


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ("signatory", "It follows from signed in, then agent."),
        ("signedIn", "Read backwards it is signed agreement."),
        ("locatedIn", "It reaches on"),
        ("contradicts", "It holds in both directions."),
        ("organOf", "Nothing is so related to itself."),
        ("State", "Two that share the same ISO 3166-1 alpha-2 code are one."),
        ("Person", "It has nothing in common with: organisation, group."),
        ("signedAgreement", "What it starts from is: agreement signing."),
        ("target", "nothing follows from that."),
        ("Expulsion", "As a rule coded CAMEO 161"),
        ("hostileTarget", "self-restriction"),
        ("Expulsion", "A kind of hostile act."),
        ("Expulsion", "These start from it: expelled."),
        ("Office", "holds office, in capacity, office."),
    ],
)
def test_an_axiom_is_told_in_words(page: Page, term: str, words: str) -> None:
    assert words in page.words[term]


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ("AgreementSigning", "Agreement signing: NATO, Russia, Founding Act"),
        ("capitalOf", "— capital of —"),
        ("agent", "more"),
    ],
)
def test_a_term_shows_where_the_graph_uses_it(page: Page, term: str, words: str) -> None:
    assert words in page.words[term].partition("In the graph:")[2]


def test_a_term_that_the_graph_does_not_use_says_nothing_of_it(page: Page) -> None:
    assert "In the graph:" not in page.words["Coup"]


def test_the_tree_shows_a_class_below_each_of_its_parents(page: Page) -> None:
    assert page.words["the-tree"].count("accusation") == 2


@pytest.mark.parametrize("extension", FORMATS)
def test_the_file_for_editors_is_the_whole_ontology(reader: FlaskClient, extension: str) -> None:
    data = reader.get(f"/ontology/detente.{extension}").data
    read = Graph().parse(data=data, format=FORMATS[extension][0])
    assert set(to_canonical_graph(read)) == set(to_canonical_graph(ONTOLOGY))


@pytest.mark.parametrize("extension", FORMATS)
def test_a_second_parser_reads_as_many_triples(reader: FlaskClient, extension: str) -> None:
    data = reader.get(f"/ontology/detente.{extension}").data
    assert len(list(ox.parse(data, format=FORMATS[extension][1]))) == len(ONTOLOGY)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("extension", FORMATS)
def test_a_file_beside_the_ontology_comes_in_every_format(
    reader: FlaskClient, name: str, extension: str
) -> None:
    data = reader.get(f"/ontology/{name}.{extension}").data
    read = Graph().parse(data=data, format=FORMATS[extension][0])
    assert len(read) == len(turtle_at(name, DEFAULT_BASE))


def test_the_version_has_an_address_of_its_own(reader: FlaskClient) -> None:
    named = ONTOLOGY.value(URIRef(f"{DEFAULT_BASE}ontology"), OWL.versionIRI)
    path = str(named).removeprefix(DEFAULT_BASE)
    assert reader.get(f"/{path}", headers={"Accept": "text/turtle"}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/ontology/9.9.9", "/ontology/nothing.ttl", "/ontology/detente.xyz", "/ontology/a/b"]
)
def test_what_is_not_there_is_not_found(reader: FlaskClient, path: str) -> None:
    assert reader.get(path).status_code == 404


def test_every_code_leads_to_its_place_on_the_page(reader: FlaskClient, page: Page) -> None:
    kinds = (SKOS.Concept, SKOS.ConceptScheme)
    codes = {str(code) for kind in kinds for code in ONTOLOGY.subjects(RDF.type, kind)}
    paths = [f"/{code.removeprefix(DEFAULT_BASE)}" for code in codes]
    led = [reader.get(path).headers["Location"].partition("#")[2] for path in paths]
    assert set(led) - set(page.anchors) == set()


def test_the_changelog_has_the_version_that_is_served() -> None:
    changes = ONTOLOGY_FILES[0].with_name("CHANGELOG.md").read_text("utf-8")
    assert f"## {VERSION}\n" in changes


def test_every_term_that_the_changelog_names_is_there() -> None:
    changes = ONTOLOGY_FILES[0].with_name("CHANGELOG.md").read_text("utf-8")
    named = {word for word in re.findall(r"`([A-Za-z]+)`", changes) if word != "VERSION"}
    assert named - own_terms() == set()
