"""The page of one thing: all that the graph knows of it."""

from dataclasses import dataclass

from rdflib import URIRef
from rdflib.namespace import SKOS

from graph.release import Release
from server.binding import bound, is_iri, query
from server.describing.claims import Claim, read_claims, read_contents
from server.describing.evidence import read_evidence
from server.describing.facts import Block, OutsideLink, read_facts
from server.describing.mentions import Part, Reference, read_mentions
from server.labels import Labels, Shown

__all__ = ["ThingPage", "describe", "exists"]


@dataclass(frozen=True, slots=True)
class ThingPage:
    """What the page of a thing shows, in this order."""

    thing: Shown
    other_names: tuple[str, ...]
    types: tuple[Shown, ...]
    inferred_types: tuple[Shown, ...]
    outside: tuple[OutsideLink, ...]
    blocks: tuple[Block, ...]
    contents: tuple[Block, ...]
    parts: tuple[Part, ...]
    references: tuple[Reference, ...]
    own_claims: tuple[Claim, ...]
    others_claims: tuple[Claim, ...]


def exists(release: Release, iri: str) -> bool:
    """Tell whether the graph says anything about a thing, or in a graph of that name."""
    if not is_iri(iri):
        return False
    text = bound(query("exists"), this=URIRef(iri))
    return bool(release.store.query(text, base=release.manifest.base))


def describe(release: Release, thing: URIRef) -> ThingPage:
    """Gather what the page of a thing shows."""
    facts = read_facts(release, thing)
    mentions = read_mentions(release, thing)
    claims = read_claims(release, thing)
    contents = read_contents(release, thing)
    evidence = read_evidence(release, thing)
    gathered = (facts, mentions, claims, contents, evidence)
    labels = Labels(release, {thing}.union(*(each.nodes() for each in gathered)))
    return ThingPage(
        thing=labels.shown(thing),
        other_names=tuple(sorted({str(name) for name in facts.values(SKOS.altLabel)})),
        types=tuple(labels.shown(each) for each in facts.types(stated=True)),
        inferred_types=tuple(labels.shown(each) for each in facts.types(stated=False)),
        outside=facts.outside(),
        blocks=facts.blocks(evidence, labels),
        contents=contents.blocks(evidence, labels),
        parts=mentions.parts(evidence, labels),
        references=mentions.references(evidence, labels),
        own_claims=claims.shown(labels, own=True),
        others_claims=claims.shown(labels, own=False),
    )
