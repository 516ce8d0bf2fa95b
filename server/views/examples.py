"""The example queries, each with its answer."""

from flask import Blueprint, render_template
from werkzeug.exceptions import NotFound

from queries.catalogue import catalogue
from server.answering import answer
from server.describing.answers import tabulate
from server.served import release

__all__ = ["blueprint"]

blueprint = Blueprint("examples", __name__)


@blueprint.get("/query/<name>")
def example(name: str) -> str:
    """Show one example query and what it finds."""
    served = release()
    chosen = next((each for each in catalogue() if each.name == name), None)
    if chosen is None:
        raise NotFound(f"there is no example query {name!r}: the home page lists them")
    table = tabulate(served, answer(served, chosen.query))
    return render_template("example.html", example=chosen, table=table)
