"""Takes the pictures of the pages that the README shows: ``make screenshots``.

Usage: ``python tests/browser/screenshots.py FOLDER``; a graph is built for it and thrown away.
"""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, ViewportSize, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))
from browsing import serving

from graph.building import build

PICTURES = {
    "document": ("/page/document/nato-russia-relations", 1280, "light", ".span[data-told]"),
    "agreement": (
        "/page/founding-act-on-mutual-relations-cooperation-and-security",
        1280,
        "light",
        "details.why > summary",
    ),
    "proof": (
        "/proof?s=id/founding-act-on-mutual-relations-cooperation-and-security"
        "&p=ontology%23signatory&o=id/russia",
        1280,
        "dark",
        "",
    ),
    "network": ("/network", 1280, "light", ""),
}
"""By name: the page, the width, the colours, and what is clicked before the picture is taken."""

HEIGHT = 860


def main(folder: Path) -> None:
    """Take all pictures into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("there is no browser: install chromium")
    with TemporaryDirectory() as data, sync_playwright() as playwright:
        build([], Path(data))
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        with serving(Path(data)) as address:
            for name in PICTURES:
                take(browser, address, folder, name)
        browser.close()


def take(browser: Browser, address: str, folder: Path, name: str) -> None:
    """Take one picture."""
    path, width, colours, clicked = PICTURES[name]
    size: ViewportSize = {"width": width, "height": HEIGHT}
    dark = colours == "dark"
    context = browser.new_context(viewport=size, color_scheme="dark" if dark else "light")
    page = context.new_page()
    page.goto(address + path, wait_until="networkidle")
    if clicked:
        page.locator(clicked).nth(2).click()
    page.screenshot(path=folder / f"{name}.png")
    context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/pictures"))
