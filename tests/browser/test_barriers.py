"""Barriers and faults on every kind of page: axe, narrow screens, hostile words."""

from collections.abc import Iterator
from itertools import product
from typing import Literal

import pytest
from hostile import PATHS
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page

pytestmark = pytest.mark.xdist_group("browser")

KINDS = {
    "home": "/",
    "state": "/page/russia",
    "organisation": "/page/nato",
    "event": "/page/event/1997-05-27-signing",
    "person": "/page/dmitry-rogozin",
    "claim": "/page/graph/claim/small/s3-1",
    "agreement": "/page/founding-act",
    "place": "/page/bucharest",
    "rule": "/page/rule/sign",
    "data set": "/dataset",
    "endpoint": "/sparql",
    "document": "/page/document/small",
    "proof": "/proof?s=id/founding-act&p=ontology%23signatory&o=id/nato",
    "ontology": "/ontology",
    "query": "/query",
    "answer": "/query?query=SELECT+*+%7B+%3Fs+a+%3Fo+%7D+LIMIT+20",
    "chart": "/query?query=SELECT+*+%7B+%3Fs+a+%3Fo+%7D+LIMIT+20&view=chart",
    "mistake": "/query?query=SELECT",
    "example": "/query/claims-and-their-speakers",
    "network": "/network",
    "time line": "/timeline",
    "map": "/map",
    "classes": "/classes",
    "search": "/search?q=russia",
    "nothing": "/page/nowhere",
    "review": "/review",
}
WIDE = {
    "home": "/",
    "organisation": "/page/nato",
    "document": "/page/document/nato-russia-relations",
    "data set": "/dataset",
    "query": "/query",
    "proof": "/proof?s=id/nato&p=ontology%23coSignatoryWith&o=id/russia",
    "ontology": "/ontology",
    "answer": "/query?query=SELECT+*+%7B+%3Fs+%3Fp+%3Fo+%7D+LIMIT+20",
    "network": "/network",
    "time line": "/timeline",
    "map": "/map",
    "classes": "/classes",
    "search": "/search?q=russia",
}
WIDTHS = (390, 1280)
COLOURS: tuple[Literal["light", "dark"], ...] = ("light", "dark")
NARROWEST, WIDEST = 320, 2560
_ALL = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_AXE = "only => axe.run(document, {runOnly: only})"


@pytest.fixture(scope="module")
def looked_at(browser: Browser) -> Iterator[Page]:
    """Return a page that goes from one place to the next."""
    context = browser.new_context(viewport={"width": 1280, "height": 844})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_no_barrier(looked_at: Page, small_site: str, axe: str, kind: str) -> None:
    looked_at.goto(small_site + KINDS[kind])
    looked_at.evaluate(axe)
    found = {}
    for width, colours in product(WIDTHS, COLOURS):
        looked_at.set_viewport_size({"width": width, "height": 844})
        looked_at.emulate_media(color_scheme=colours)
        found[width, colours] = _barriers(looked_at)
    assert not any(found.values()), found


@pytest.mark.parametrize("kind", WIDE)
def test_nothing_is_wider_than_the_screen(looked_at: Page, article_site: str, kind: str) -> None:
    looked_at.goto(article_site + WIDE[kind])
    beyond = {}
    for width in NARROWEST, WIDEST:
        looked_at.set_viewport_size({"width": width, "height": 844})
        beyond[width] = looked_at.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert max(beyond.values()) <= 0, beyond


@pytest.mark.parametrize("path", PATHS)
def test_no_hostile_word_runs(looked_at: Page, hostile_site: str, path: str) -> None:
    ran: list[str] = []

    def note_dialog(dialog: Dialog) -> None:
        ran.append(dialog.message)
        dialog.dismiss()

    def note_fault(message: ConsoleMessage) -> None:
        if message.type == "error":
            ran.append(message.text)

    looked_at.on("dialog", note_dialog)
    looked_at.on("console", note_fault)
    looked_at.goto(hostile_site + path)
    looked_at.remove_listener("dialog", note_dialog)
    looked_at.remove_listener("console", note_fault)
    assert ran == []


def _barriers(page: Page) -> list[tuple[str, list[str]]]:
    """Return what axe finds, each rule with the first places that break it."""
    found = page.evaluate(_AXE, {"type": "tag", "values": _ALL})["violations"]
    return [(each["id"], [node["html"][:160] for node in each["nodes"][:3]]) for each in found]
