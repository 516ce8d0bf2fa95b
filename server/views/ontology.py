"""The ontology: a page with an anchor for every term, or the graph itself."""

from flask import Blueprint, Response, make_response, render_template, request, url_for
from rdflib import URIRef
from werkzeug.exceptions import NotAcceptable

from server.binding import bound, query
from server.describing.terms import describe_terms
from server.negotiation import GRAPH, HTML, best, offers
from server.served import release

__all__ = ["blueprint"]

blueprint = Blueprint("ontology", __name__)


@blueprint.get("/ontology")
def ontology() -> Response:
    """Show the terms to people, and send the triples to programs."""
    served = release()
    chosen = best(request.accept_mimetypes, (*GRAPH, *offers([HTML])))
    if chosen is None:
        raise NotAcceptable("the ontology is to be had as Turtle, N-Triples, JSON-LD, RDF/XML")
    if chosen == HTML:
        response = make_response(_page())
    else:
        text = bound(query("graph"), this=URIRef(f"{served.manifest.base}graph/ontology"))
        given = served.store.query(text, base=served.manifest.base)
        response = Response(given.serialise(chosen), mimetype=chosen.media_type)
    response.vary.add("Accept")
    return response


def _page() -> str:
    downloads = [
        (
            offer.format.name,
            url_for("things.data", name="graph/ontology", extension=offer.format.extension),
        )
        for offer in GRAPH
    ]
    sections = describe_terms(release())
    return render_template("ontology.html", sections=sections, downloads=downloads)
