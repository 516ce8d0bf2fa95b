"""What people do on the pages, from one to the next, in a real browser."""

import re
from pathlib import Path

import pytest
from browsing import serving
from playwright.sync_api import Browser, Page, Route, expect

from graph.building import build

# Where several processes test, one runs all of these: one browser will do.
pytestmark = pytest.mark.xdist_group("browser")
expect.set_options(timeout=20_000)


def write(page: Page, query: str) -> None:
    """Write a query in the place of the one that is there, once the editor is."""
    expect(page.locator(".cm-content")).to_be_visible()
    page.get_by_role("textbox", name="Query in SPARQL").press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(query)


def test_from_home_over_a_search_to_a_person_a_statement_and_its_sentence(
    page: Page, article_site: str
) -> None:
    page.goto(article_site)
    page.get_by_role("main").get_by_role("searchbox").fill("rogozin")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Dmitry Rogozin", exact=True).click()
    statement = page.get_by_role("region", name="Statements").get_by_role("listitem").first
    statement.get_by_role("group").locator("summary").click()
    words = statement.locator("mark").first.inner_text()
    statement.get_by_role("link", name=re.compile(r"^sentence \d+$")).first.click()
    sentence = page.locator(".sentence:target")
    expect(sentence).to_contain_text(words)


def test_from_an_example_to_a_chart_and_a_link_that_brings_it_back(
    page: Page, article_site: str
) -> None:
    page.goto(f"{article_site}/query/hostile-acts")
    page.get_by_role("link", name="Change it and ask again").click()
    write(
        page,
        "PREFIX det: <ontology#> SELECT ?kind (COUNT(?e) AS ?number) { ?e a det:Event, ?kind } "
        "GROUP BY ?kind ORDER BY DESC(?number)",
    )
    page.get_by_label("Show as").select_option("Chart")
    expect(page.get_by_role("table", name="number by kind")).to_be_visible()
    first = page.locator(".chart tr").first.inner_text()
    page.goto(page.get_by_role("link", name="Link to this query").evaluate("link => link.href"))
    assert page.locator(".chart tr").first.inner_text() == first


def test_from_what_is_inferred_to_its_proof_and_the_sentence(page: Page, article_site: str) -> None:
    page.goto(f"{article_site}/page/founding-act-on-mutual-relations-cooperation-and-security")
    page.get_by_role("link", name=re.compile("^inferred")).first.click()
    expect(page.get_by_text("Why does this hold?")).to_be_visible()
    words = page.locator(".proof mark").first.inner_text()
    page.locator(".proof figcaption").first.get_by_role("link", name="sentence").click()
    expect(page.locator(".sentence:target")).to_contain_text(words)


def test_from_a_filtered_network_to_a_page(page: Page, article_site: str) -> None:
    page.goto(f"{article_site}/network")
    everything = page.locator("svg .node").count()
    page.get_by_label("Tone").select_option("hostile")
    page.wait_for_url("**/network?tone=hostile")
    assert 0 < page.locator("svg .node").count() < everything
    page.locator("svg a").filter(has_text="NATO").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("NATO")


def test_a_fact_that_is_marked_wrong_is_gone_from_the_next_build(
    page: Page, chromium: str, tmp_path: Path
) -> None:
    assert chromium
    text, data = tmp_path / "pact.txt", tmp_path / "data"
    text.write_text("On 27 May 1997, NATO and Russia signed a Founding Act in Paris.\n", "utf-8")
    build([text], data)
    with serving(data, "--curate") as address:
        page.goto(f"{address}/review?rule=signing")
        signing = page.locator(".triple a").first.get_attribute("href")
        page.get_by_label("Note").first.fill("only planned")
        page.locator(".whole summary").first.click()
        page.get_by_role("button", name="All about it is wrong").first.click()
        page.get_by_label("Marked").select_option("wrong")
        expect(page.get_by_text("marked wrong, with all about it").first).to_be_visible()
        build([text], data)
        response = page.goto(f"{address}{signing}")
        assert response is not None
        assert response.status == 404


def test_without_scripts_all_of_the_text_is_there(browser: Browser, article_site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{article_site}/page/document/nato-russia-relations")
    visible = page.locator(".told-by:visible").count()
    page.goto(f"{article_site}/page/nato")
    page.locator("summary").first.click()
    expect(page.locator("mark").first).to_be_visible()
    page.goto(f"{article_site}/query?query=ASK+%7B+%3Fs+%3Fp+%3Fo+%7D")
    expect(page.get_by_text("Yes", exact=True)).to_be_visible()
    expect(page.get_by_role("textbox", name="Query in SPARQL")).to_be_visible()
    context.close()
    assert visible > 40


def test_touching_a_passage_shows_what_was_read_in_it(page: Page, article_site: str) -> None:
    page.goto(f"{article_site}/page/document/nato-russia-relations")
    expect(page.locator(".told-by:visible")).to_have_count(0)
    page.locator(".span[data-told]").filter(has_text="Founding Act").first.click()
    note = page.locator(".told-by:visible").first
    expect(note).to_contain_text("Read by the rule")


def test_on_a_narrow_screen_the_notes_lie_over_the_text_until_they_are_left(
    page: Page, article_site: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{article_site}/page/document/nato-russia-relations")
    passage = page.locator(".span[data-told]").last
    passage.click()
    expect(page.locator(".told-by:visible").first).to_be_in_viewport()
    expect(passage).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.locator(".told-by:visible")).to_have_count(0)
    expect(passage).to_be_focused()


def test_the_editor_completes_the_words_of_the_graph(page: Page, article_site: str) -> None:
    page.goto(f"{article_site}/query")
    write(page, "")
    page.keyboard.type("SELECT * { ?s det:signedAgr")
    option = page.get_by_role("option", name="det:signedAgreement")
    expect(option).to_be_visible()
    option.click()
    expect(page.get_by_role("textbox", name="Query in SPARQL")).to_contain_text(
        "det:signedAgreement"
    )


def test_the_keyboard_gets_out_of_the_editor(page: Page, article_site: str) -> None:
    page.goto(f"{article_site}/query")
    write(page, "ASK {}")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(page.locator("select[name=scope]")).to_be_focused()


def test_a_mistake_is_marked_in_the_editor(page: Page, article_site: str) -> None:
    page.goto(f"{article_site}/query")
    write(page, "SELECT * {\n  ?s ?p\n}")
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("alert")).to_contain_text("Line 3, column 2")
    expect(page.locator(".cm-lint-marker-error")).to_be_visible()


def test_a_running_query_can_be_stopped(page: Page, article_site: str) -> None:
    page.goto(f"{article_site}/query")
    write(
        page,
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c = ?g || ?f = ?h) }",
    )
    page.get_by_role("button", name="Run").click()
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("status")).to_have_text("Stopped.")
    write(page, "ASK { ?s ?p ?o }")
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_text("Yes", exact=True)).to_be_visible()


def test_names_are_suggested_while_typing(page: Page, article_site: str) -> None:
    page.goto(f"{article_site}/page/nato")
    with page.expect_response("**/suggest?q=medve"):
        page.get_by_label("Search", exact=True).press_sequentially("medve")
    expect(page.locator("datalist option[value*='Medvedev']").first).to_be_attached()


@pytest.mark.parametrize("name", ["network", "timeline", "map", "classes"])
def test_a_picture_is_saved_as_png(page: Page, article_site: str, name: str) -> None:
    page.goto(f"{article_site}/{name}")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as PNG").click()
    assert saved.value.path().read_bytes().startswith(b"\x89PNG")


def test_nothing_is_asked_of_another_host(page: Page, article_site: str) -> None:
    asked: list[str] = []

    def note(route: Route) -> None:
        asked.append(route.request.url)
        route.continue_()

    page.route("**/*", note)
    for path in ("/", "/page/nato", "/query", "/map"):
        page.goto(f"{article_site}{path}", wait_until="networkidle")
    assert asked
    assert not [url for url in asked if not url.startswith((article_site, "data:", "blob:"))]
