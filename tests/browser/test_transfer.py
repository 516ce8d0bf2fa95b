"""How much a page brings over the wire to somebody who comes for the first time."""

import pytest
from playwright.sync_api import Browser, Request

pytestmark = pytest.mark.xdist_group("browser")

PAGES = {
    "/": 100_000,
    "/page/russia": 100_000,
    "/page/document/nato-russia-relations": 100_000,
    "/proof?s=id/nato&p=ontology%23coSignatoryWith&o=id/russia": 100_000,
    "/network": 100_000,
    "/query": 600_000,
}
"""The most bytes of each, compressed, with styles, scripts and typefaces."""


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_light(browser: Browser, article_site: str, path: str) -> None:
    context = browser.new_context()
    page, asked = context.new_page(), list[Request]()
    page.on("requestfinished", lambda request: asked.append(request))
    page.goto(article_site + path, wait_until="networkidle")
    sizes = [request.sizes() for request in asked]
    transferred = sum(each["responseBodySize"] + each["responseHeadersSize"] for each in sizes)
    context.close()
    assert len(asked) > 3
    assert 0 < transferred <= PAGES[path]
