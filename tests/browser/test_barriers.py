"""Barriers and faults on every kind of page: axe, the console, narrow screens, hostile words."""

from collections.abc import Iterator

import pytest
from hostile import PATHS
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.xdist_group("browser")

KINDS = {
    "home": "/",
    "state": "/page/russia",
    "organisation": "/page/nato",
    "person": "/page/dmitry-rogozin",
    "claim": "/page/graph/claim/nato-russia-relations/s17-1",
    "document": "/page/document/nato-russia-relations",
    "proof": "/proof?s=id/nato&p=ontology%23coSignatoryWith&o=id/russia",
    "ontology": "/ontology",
    "query": "/query",
    "answer": "/query?query=SELECT+*+%7B+%3Fs+a+%3Fo+%7D+LIMIT+20",
    "chart": "/query?query=SELECT+*+%7B+%3Fs+a+%3Fo+%7D+LIMIT+20&view=chart",
    "example": "/query/hostile-acts",
    "network": "/network",
    "time line": "/timeline",
    "map": "/map",
    "classes": "/classes",
    "search": "/search?q=russia",
    "nothing found": "/search?q=xyzzy",
}
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_AXE = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})"


@pytest.fixture(scope="module", params=[(1280, "light"), (390, "dark")], ids=["wide", "narrow"])
def looked_at(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """Return a page of a screen's size and colours."""
    width, colours = request.param
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=colours)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_no_barrier(looked_at: Page, article_site: str, axe: str, kind: str) -> None:
    looked_at.goto(article_site + KINDS[kind])
    looked_at.evaluate(axe)
    found = looked_at.evaluate(_AXE, _RULES)
    assert [_told(each) for each in found["violations"]] == []


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_wider_than_the_screen(looked_at: Page, article_site: str, kind: str) -> None:
    looked_at.goto(article_site + KINDS[kind])
    wide = looked_at.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0


@pytest.mark.parametrize("path", PATHS)
def test_no_hostile_word_runs(page: Page, hostile_site: str, path: str) -> None:
    ran: list[str] = []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: ran.append(str(error)))
    page.on("console", lambda message: message.type == "error" and ran.append(message.text))
    page.goto(hostile_site + path)
    page.wait_for_timeout(50)
    assert ran == []


def _told(violation: dict[str, object]) -> tuple[object, list[object]]:
    nodes = violation["nodes"]
    assert isinstance(nodes, list)
    return violation["id"], [node["html"][:160] for node in nodes[:3]]
