"""The page of one thing: all that the graph knows of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rdflib import RDF, URIRef
from rdflib.namespace import SKOS

from graph.release import Release
from graph.store import Node
from server.binding import bound, is_iri, query
from server.describing.claims import Claim, Told, read_claims, read_contents
from server.describing.evidence import read_evidence
from server.describing.facts import Facts, OutsideLink, read_facts
from server.describing.mentions import read_mentions
from server.describing.rows import Row
from server.describing.sections import Section, sections
from server.labels import Labels, Shown
from server.links import proof_path
from server.remembering import remembered

__all__ = ["Kind", "ThingPage", "describe", "exists"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A class that the thing is in, by inference or not, and the page of the proof."""

    type: Shown
    inferred: bool
    proof: str


@dataclass(frozen=True, slots=True)
class ThingPage:
    """What the page of a thing shows, in this order."""

    thing: Shown
    kinds: tuple[Kind, ...]
    other_names: tuple[str, ...]
    outside: tuple[OutsideLink, ...]
    contents: tuple[Told, ...]
    sections: tuple[Section, ...]
    own_claims: tuple[Claim, ...]
    others_claims: tuple[Claim, ...]


def exists(release: Release, iri: str) -> bool:
    """Tell whether the graph says anything about a thing, or in a graph of that name."""
    if not is_iri(iri):
        return False
    text = bound(query("exists"), this=URIRef(iri))
    return bool(release.store.query(text, base=release.manifest.base))


@remembered(512)
def describe(release: Release, thing: URIRef) -> ThingPage:
    """Gather what the page of a thing shows."""
    facts = read_facts(release, thing)
    mentions = read_mentions(release, thing)
    claims = read_claims(release, thing)
    contents = read_contents(release, thing)
    evidence = read_evidence(release, thing)
    gathered = (facts, mentions, claims, contents, evidence)
    labels = Labels(release, {thing}.union(*(each.nodes() for each in gathered)))
    parts = mentions.parts(evidence, labels)
    own_claims = claims.shown(labels, own=True)
    shown = {str(thing), *(p.event.iri for p in parts), *(c.claim.iri for c in own_claims)}
    forth = tuple(_without(shown, facts.rows(evidence, labels)))
    back = mentions.rows(evidence, labels)
    kinds = tuple(_kinds(release, thing, facts, labels))
    types = frozenset(kind.type.iri.partition("#")[2] for kind in kinds)
    rows = _not_said_closer(release, (*forth, *_not_said_already(release, forth, back)))
    return ThingPage(
        thing=labels.shown(thing),
        kinds=kinds,
        other_names=tuple(sorted({str(name) for name in facts.values(SKOS.altLabel)})),
        outside=facts.outside(),
        contents=contents.told(evidence, labels),
        sections=sections(rows, parts, types),
        own_claims=own_claims,
        others_claims=claims.shown(labels, own=False),
    )


def _kinds(release: Release, thing: URIRef, facts: Facts, labels: Labels) -> Iterator[Kind]:
    for stated in (True, False):
        for type_ in facts.types(stated=stated):
            proof = proof_path((thing, RDF.type, type_), release.manifest.base)
            yield Kind(labels.shown(type_), not stated, proof)


def _without(shown: set[str], rows: tuple[Row, ...]) -> Iterator[Row]:
    """Leave out what follows of things that the page shows anyway, itself included."""
    for row in rows:
        left = tuple(v for v in row.values if v.origin != "inferred" or v.object.iri not in shown)
        if left:
            yield replace(row, values=left)


def _not_said_already(
    release: Release, forth: tuple[Row, ...], back: tuple[Row, ...]
) -> Iterator[Row]:
    """Leave out what the thing's own facts say already, by a property's inverse."""
    inverses = _inverses(release)
    said = {
        (inverse, value.object.iri)
        for row in forth
        for inverse in inverses.get(row.predicate.iri, ())
        for value in row.values
    }
    for row in back:
        left = tuple(v for v in row.values if (row.predicate.iri, v.object.iri) not in said)
        if left:
            yield replace(row, values=left)


def _not_said_closer(release: Release, rows: tuple[Row, ...]) -> Iterator[Row]:
    """Leave out what follows from a property that is a kind of another and stands there itself."""
    wider = _wider(release)
    said = {
        (each, row.backwards, value.object)
        for row in rows
        for each in wider.get(row.predicate.iri, ())
        for value in row.values
    }
    for row in rows:
        here = (row.predicate.iri, row.backwards)
        left = (v for v in row.values if v.origin != "inferred" or (*here, v.object) not in said)
        values = tuple(left)
        if values:
            yield replace(row, values=values)


@remembered(2)
def _wider(release: Release) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in release.store.query(query("wider"), base=release.manifest.base).rows():
        _add(found, row["one"], row["wider"])
    return found


@remembered(2)
def _inverses(release: Release) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    rows = release.store.query(query("inverses"), base=release.manifest.base).rows()
    for one, other in ((row["one"], row["other"]) for row in rows):
        _add(found, one, other)
        _add(found, other, one)
    return found


def _add(found: dict[str, set[str]], one: Node, other: Node) -> None:
    found.setdefault(str(one), set()).add(str(other))
