"""A document sentence by sentence, with what each one yielded."""

from dataclasses import dataclass

from rdflib import URIRef

from graph.release import DocumentEntry, Release
from graph.store import Node
from server.binding import bound, query
from server.labels import Labels, Shown

__all__ = ["DocumentPage", "Sentence", "describe_document"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, its anchor on the page, what it tells of, and what it has only claims about."""

    anchor: str
    text: str
    things: tuple[Shown, ...]
    claimed: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """What the page of a document shows."""

    document: Shown
    entry: DocumentEntry | None
    sentences: tuple[Sentence, ...]


def describe_document(release: Release, document: URIRef) -> DocumentPage:
    """Gather what the page of a document shows."""
    things = _things(release, document)
    everything: set[Node] = {document, *(thing for each in things.values() for thing in each)}
    labels = Labels(release, everything)
    slug = document.rsplit("/", 1)[-1]
    entries = (entry for entry in release.manifest.documents if entry.slug == slug)
    rows = release.store.query(
        bound(query("sentences"), this=document), base=release.manifest.base
    ).rows()
    sentences = (
        Sentence(
            str(row["sentence"]).partition("#")[2],
            str(row["text"]),
            tuple(labels.shown(thing) for thing in things.get((row["sentence"], False), ())),
            tuple(labels.shown(thing) for thing in things.get((row["sentence"], True), ())),
        )
        for row in rows
    )
    return DocumentPage(labels.shown(document), next(entries, None), tuple(sentences))


def _things(release: Release, document: URIRef) -> dict[tuple[Node, bool], list[Node]]:
    """Return the things by sentence and by whether something is only claimed of them."""
    found: dict[tuple[Node, bool], list[Node]] = {}
    text = bound(query("yields"), this=document)
    for row in release.store.query(text, base=release.manifest.base).rows():
        claimed = str(row["claimed"]) == "true"
        found.setdefault((row["sentence"], claimed), []).append(row["thing"])
    return found
