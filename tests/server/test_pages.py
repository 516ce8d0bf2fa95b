"""What people see."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from small_release import write_release

from server.app import create_app

PAGES = [
    "/",
    "/page/nato",
    "/page/russia",
    "/page/romania",
    "/page/cluj",
    "/page/reference/cities",
    "/page/founding-act",
    "/page/event/1997-05-27-signing",
    "/page/event/2008-04-04-meeting",
    "/page/event/s3-threat",
    "/page/dmitry-rogozin",
    "/page/hostile",
    "/page/document/small",
    "/page/rule/sign",
    "/page/graph/claim/small/s3-1",
    "/ontology",
    "/search",
    "/search?q=nato",
    "/network",
    "/network?tone=cooperative&since=1990",
    "/timeline",
    "/map",
    "/classes",
    "/classes?all=1",
    "/proof?s=id/founding-act&p=ontology%23signatory&o=id/nato",
    "/query?query=SELECT+*+%7B+%3Fs+%3Chttps%3A%2F%2Fexample.org%2Fdetente%2Fontology%23agent%3E+%3Fo+%7D&view=network",
    "/query/claims-and-their-speakers",
    "/sparql?query=SELECT+*+%7B+%3Fs+%3Fp+%3Fo+%7D",
]
BROWSER = {"Accept": "text/html"}


class Reader(HTMLParser):
    """Collects the addresses, the anchors and the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: list[str] = []
        self.tags: list[str] = []
        self.words: list[str] = []
        self.running: list[str] = []
        self._silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag, its anchor and its addresses."""
        values = dict(attrs)
        self.tags.append(tag)
        self._silent = tag == "script"
        if tag == "script" and values.get("type") != "application/ld+json":
            self.running.append(values.get("src") or "written into the page")
        self.running += [name for name in values if name.startswith("on")]
        self.anchors += [values["id"] or ""] if "id" in values else []
        self.links += [values[name] or "" for name in ("href", "src", "action") if name in values]

    def handle_data(self, data: str) -> None:
        """Note the words, but for data that no reader sees."""
        if not self._silent:
            self.words.append(data)

    def handle_endtag(self, _tag: str) -> None:
        """Go on with words after data."""
        self._silent = False


def read(client: FlaskClient, path: str) -> Reader:
    """Return what is on a page."""
    response = client.get(path, headers=BROWSER)
    assert response.status_code == 200
    reader = Reader()
    reader.feed(response.text)
    return reader


def status(client: FlaskClient, path: str) -> int:
    """Return the status at the end of all redirects."""
    with client.get(path, headers=BROWSER, follow_redirects=True) as response:
        return response.status_code


@pytest.mark.parametrize("path", PAGES)
def test_every_link_to_this_server_leads_somewhere(client: FlaskClient, path: str) -> None:
    own = {link.partition("#")[0] for link in read(client, path).links if link.startswith("/")}
    assert {link: status(client, link) for link in own} == dict.fromkeys(own, 200)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_runs_but_files_of_this_server(client: FlaskClient, path: str) -> None:
    reader = read(client, path)
    assert {"style", "iframe", "object"}.isdisjoint(reader.tags)
    assert not [each for each in reader.running if not each.startswith("/static/built/")]


@pytest.mark.parametrize("path", PAGES)
def test_every_link_is_to_this_server_or_to_the_web(client: FlaskClient, path: str) -> None:
    reader = read(client, path)
    assert not [link for link in reader.links if not link.startswith(("/", "#", "http"))]


@pytest.mark.parametrize("path", [path for path in PAGES if not path.startswith("/query")])
def test_no_bare_iri_of_this_graph_is_read(client: FlaskClient, path: str) -> None:
    words = "".join(read(client, path).words)
    assert not re.findall(r"https://example\.org/detente/\w+", words)


@pytest.mark.parametrize("path", PAGES)
def test_anchors_are_unique(client: FlaskClient, path: str) -> None:
    anchors = read(client, path).anchors
    assert len(anchors) == len(set(anchors))


def test_a_fact_shows_its_sentence_with_the_very_words_marked(client: FlaskClient) -> None:
    page = client.get("/page/event/1997-05-27-signing").text
    assert (
        "On 27 May 1997, at the Paris summit, "
        "<mark>NATO and Russia signed the Founding Act</mark>.[2]"
    ) in page


def test_a_fact_shows_its_footnote_and_its_rule(client: FlaskClient) -> None:
    words = " ".join("".join(read(client, "/page/event/1997-05-27-signing").words).split())
    assert (
        'A small document, sentence 1; footnote [2]; read by the rule how to read "sign"' in words
    )


def test_a_fact_keeps_its_passage_until_it_is_asked_for(client: FlaskClient) -> None:
    page = client.get("/page/event/1997-05-27-signing").text
    assert re.search(r'NATO</a>\s*<details class="why"><summary>sentence 1 \[2\]</summary>', page)


def test_a_date_is_read_in_words(client: FlaskClient) -> None:
    assert "27 May 1997" in client.get("/page/event/1997-05-27-signing").text


def test_a_thing_shows_the_events_it_has_a_part_in(client: FlaskClient) -> None:
    assert "signing of the Founding Act" in client.get("/page/nato").text


def test_an_inferred_fact_says_so_and_leads_to_its_proof(client: FlaskClient) -> None:
    assert re.search(
        r'NATO</a>\s*<a class="tag inferred" href="/proof\?s=id/founding-act'
        r'&amp;p=ontology%23signatory&amp;o=id/nato">inferred',
        client.get("/page/founding-act").text,
    )


def test_facts_stand_under_the_headings_of_their_kind(client: FlaskClient) -> None:
    anchors = read(client, "/page/event/1997-05-27-signing").words
    headings = [word for word in anchors if word in ("Who took part", "When and where")]
    assert headings == ["Who took part", "When and where"]


def test_a_page_tells_search_engines_what_it_is_about(client: FlaskClient) -> None:
    page = client.get("/page/nato").text
    written = page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    described = json.loads(written)
    assert described["name"] == "NATO"
    assert described["sameAs"] == ["https://www.wikidata.org/wiki/Q7184"]


def test_a_claim_about_a_thing_stands_apart_with_its_speaker(client: FlaskClient) -> None:
    before, _, after = client.get("/page/nato").text.partition("Only claimed")
    assert "the alliance threatens Russia" not in before
    assert "Dmitry Rogozin" in after


def test_a_claim_shows_what_it_says_and_where_it_was_read(client: FlaskClient) -> None:
    page = client.get("/page/graph/claim/small/s3-1").text
    assert "He claimed that <mark>the alliance threatens Russia</mark>." in page


def test_a_type_shows_its_definition(client: FlaskClient) -> None:
    assert "An alliance for defence." in client.get("/page/nato").text


def test_a_label_in_the_reader_s_language_comes_first(client: FlaskClient) -> None:
    page = client.get("/page/russia").text
    assert ">state</a>" in page
    assert "Staat" not in page


def test_what_refers_to_a_thing_is_grouped_by_how(client: FlaskClient) -> None:
    words = " ".join("".join(read(client, "/page/romania").words).split())
    assert "capital Bucharest within it Cluj-Napoca Iași" in words


def test_a_thing_links_to_other_data_sets(client: FlaskClient) -> None:
    assert "https://www.wikidata.org/wiki/Q7184" in read(client, "/page/nato").links


def test_a_hostile_label_is_only_text(client: FlaskClient) -> None:
    reader = read(client, "/page/hostile")
    assert "<script>alert('label')</script>" in "".join(reader.words)


def test_a_hostile_iri_is_no_link(client: FlaskClient) -> None:
    assert not [link for link in read(client, "/page/hostile").links if "alert" in link]


def test_a_document_has_its_sentences_in_order(client: FlaskClient) -> None:
    anchors = read(client, "/page/document/small").anchors
    assert [anchor for anchor in anchors if re.fullmatch(r"s\d+", anchor)] == [
        "s1",
        "s2",
        "s3",
        "s4",
    ]


def test_a_passage_that_only_reports_a_claim_is_marked_as_such(client: FlaskClient) -> None:
    page = client.get("/page/document/small").text
    assert re.search(
        r'<a class="span claimed-span" href="#told-\d+" data-told="told-\d+">'
        "the alliance threatens Russia</a>",
        page,
    )


def test_a_passage_that_states_facts_is_marked_as_such(client: FlaskClient) -> None:
    page = client.get("/page/document/small").text
    assert re.search(
        r'<a class="span" href="#told-\d+" [^>]*>NATO and Russia signed the Founding Act</a>', page
    )


def test_the_notes_of_a_document_say_whose_voice_it_is_and_by_which_rule(
    client: FlaskClient,
) -> None:
    words = " ".join("".join(read(client, "/page/document/small").words).split())
    assert "claimed Dmitry Rogozin says: " in words
    assert 'Read by the rule how to read "threaten"' in words


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("NATO", "/page/nato-russia-council"),
        ("north atlantic", "/page/nato"),
        ("ROGOZIN", "/page/dmitry-rogozin"),
    ],
)
def test_a_name_is_found_by_a_part_of_it(client: FlaskClient, word: str, found: str) -> None:
    response = client.get("/search", query_string={"q": word})
    assert f'href="{found}"' in response.text


@pytest.mark.parametrize("word", ['"', "\\", "'))} #", '""" }', "\n", "\x00", "é" * 500])
def test_what_is_searched_for_is_never_part_of_the_query(client: FlaskClient, word: str) -> None:
    response = client.get("/search", query_string={"q": word})
    assert response.status_code == 200
    assert 'href="/page/' not in response.text


def test_pages_link_below_the_prefix_they_are_mounted_at(client: FlaskClient) -> None:
    page = client.get("/page/nato", base_url="http://localhost/graph")
    reader = Reader()
    reader.feed(page.text)
    own = [link for link in reader.links if link.startswith("/")]
    assert "/graph/page/event/1997-05-27-signing" in own
    assert not [link for link in own if not link.startswith("/graph/")]


def test_a_new_build_is_served_without_a_restart(own_data: Path) -> None:
    client = create_app(own_data).test_client()
    before = client.get("/id/fresh").status_code
    fresh = "GRAPH <graph/reference> { <id/fresh> rdfs:label 'fresh' }"
    write_release(own_data, "second", fresh)
    assert (before, client.get("/id/fresh").status_code) == (404, 303)


def test_a_graph_that_is_gone_is_a_problem_and_no_crash(own_data: Path) -> None:
    client = create_app(own_data).test_client()
    (own_data / "current").unlink()
    response = client.get("/id/nato")
    assert (response.status_code, response.mimetype) == (503, "application/problem+json")


def test_a_link_of_a_table_leads_to_its_data_set(own_data: Path) -> None:
    links = (
        "GRAPH <graph/links/dbpedia> { <id/nato> owl:sameAs <http://dbpedia.org/resource/NATO> } "
        "GRAPH <graph/links/x> { <id/nato> skos:exactMatch <https://example.net/nato> }"
    )
    write_release(own_data, "linked", links)
    page = create_app(own_data).test_client().get("/page/nato").text
    assert '<a href="http://dbpedia.org/resource/NATO">DBpedia</a>' in page
    assert '<a href="https://example.net/nato">example.net</a>' in page


def test_a_date_that_stands_beside_a_name_is_not_in_it(own_data: Path) -> None:
    dated = (
        "<id/event/strain> a det:Meeting ; rdfs:label 'Strain (2008-22)' ; det:agent <id/nato> ; "
        "det:date '2008-22'^^edtf:EDTF"
    )
    write_release(own_data, "dated", f"GRAPH <graph/document/small> {{ {dated} }}")
    client = create_app(own_data).test_client()
    assert '<p class="when">summer 2008</p>' in client.get("/page/nato").text
    assert ">Strain</a>" in client.get("/page/nato").text
    assert "<title>Strain (summer 2008)" in client.get("/page/event/strain").text


def test_what_a_narrower_property_says_is_not_said_again(own_data: Path) -> None:
    wider = "GRAPH <graph/inferred> { <id/bucharest> det:locatedIn <id/romania> }"
    write_release(own_data, "wider", wider)
    client = create_app(own_data).test_client()
    assert "located in" not in client.get("/page/bucharest").text
    assert "located in" in client.get("/page/cluj").text


@pytest.mark.parametrize("path", PAGES)
def test_what_can_be_opened_does_not_end_a_paragraph(client: FlaskClient, path: str) -> None:
    assert not re.search(r"<p( [^>]*)?>(?:(?!</p>).)*<details", client.get(path).text, re.DOTALL)


def test_a_role_that_the_heading_names_is_not_repeated(client: FlaskClient) -> None:
    page = client.get("/page/dmitry-rogozin").text
    section = page.partition(">Statements</h2>")[2].partition("</section>")[0]
    assert "statement of Dmitry Rogozin" in section
    assert "speaker" not in section
