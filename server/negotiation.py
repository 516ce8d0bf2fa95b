"""What is sent of what can be sent, by the Accept header or by name (RFC 9110, section 12.5.1)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MIMEAccept

from graph.formats import GRAPH_FORMATS, RESULT_FORMATS, Format

__all__ = [
    "ANY",
    "BOOLEAN",
    "GRAPH",
    "HTML",
    "OFFERS",
    "SOLUTIONS",
    "WRITERS",
    "Offer",
    "best",
    "for_media_type",
    "named",
    "offers",
]

HTML = Format("html", "text/html", "html")
"""A page for people."""

_ALIASES: Mapping[str, tuple[str, ...]] = {
    "json": ("application/json",),
    "xml": ("application/xml", "text/xml"),
    "turtle": ("application/x-turtle", "application/turtle", "text/n3"),
    "ntriples": ("text/plain",),
    "jsonld": ("application/json",),
    "rdfxml": ("application/xml", "text/xml"),
    "html": ("application/xhtml+xml",),
}
"""Older and looser names under which clients ask for a format."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A format, and the media types whose mention asks for it."""

    format: Format
    media_types: tuple[str, ...]

    def quality(self, accept: MIMEAccept) -> float:
        """Return how much a client wants this, 0 to 1, by the most specific of what it lists.

        >>> turtle = offers(GRAPH_FORMATS)[0]
        >>> turtle.quality(MIMEAccept([("text/turtle", 0), ("text/*", 0.5)]))
        0
        """
        listed = {value.partition(";")[0].strip().lower(): wanted for value, wanted in accept}
        kind = self.media_types[0].partition("/")[0]
        ranges = (*self.media_types, f"{kind}/*", "*/*")
        return next((listed[each] for each in ranges if each in listed), 0)


def offers(formats: Iterable[Format]) -> tuple[Offer, ...]:
    """Return what is offered, most welcome first."""
    return tuple(Offer(each, (each.media_type, *_ALIASES.get(each.name, ()))) for each in formats)


GRAPH = offers(each for each in GRAPH_FORMATS if each.name not in ("nquads", "trig"))
"""The formats of triples."""

SOLUTIONS = offers(RESULT_FORMATS)
"""The formats of a table of solutions."""

BOOLEAN = offers(each for each in RESULT_FORMATS if each.name in ("json", "xml"))
"""The formats that can hold yes or no."""

OFFERS: Mapping[str, tuple[Offer, ...]] = {
    "solutions": (*SOLUTIONS, *offers([HTML])),
    "boolean": (*BOOLEAN, *offers([HTML])),
    "graph": (*GRAPH, *offers([HTML])),
}
"""What each kind of answer is to be had as."""

ANY = tuple(dict.fromkeys((*SOLUTIONS, *GRAPH, *offers([HTML]))))
"""What an answer of any kind is to be had as."""


def best(accept: MIMEAccept, offered: tuple[Offer, ...]) -> Format | None:
    """Return what the client likes best, the first of what it likes equally; None if nothing."""
    if not accept:
        return offered[0].format
    chosen = max(offered, key=lambda offer: offer.quality(accept))
    return chosen.format if chosen.quality(accept) > 0 else None


WRITERS: Mapping[str, str] = {
    "turtle": "turtle",
    "ntriples": "nt",
    "jsonld": "json-ld",
    "rdfxml": "xml",
}
"""What rdflib calls the formats of triples."""


def for_media_type(media_type: str, offered: tuple[Offer, ...]) -> Format | None:
    """Return the format that goes by a media type, None where none does."""
    return next((each.format for each in offered if media_type in each.media_types), None)


def named(name: str, offered: tuple[Offer, ...]) -> Format | None:
    """Return the format of that name or extension, None where it is not offered."""
    known = (offer.format for offer in offered)
    return next((each for each in known if name in (each.name, each.extension)), None)
