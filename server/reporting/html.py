"""The reading report as one HTML page that needs no server."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from graph.reporting import Report

__all__ = ["as_html"]


def as_html(report: Report) -> str:
    """Return the page; all words of the document are escaped."""
    pages = Environment(
        loader=PackageLoader("server"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return pages.get_template("report.html").render(report=report)
