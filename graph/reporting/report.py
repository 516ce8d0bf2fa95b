"""The reading report of a document: what was read, found and left out, and why."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

import msgspec
from rdflib import Literal, URIRef
from rdflib.namespace import RDF, RDFS, SKOS

from graph.extraction.pipeline import find
from graph.extraction.populate import Populated, populate
from graph.extraction.silences import parses, why_silent
from graph.facts import Fact
from graph.names import Names
from graph.reading import Document
from graph.reference import entities
from graph.reporting.ambiguities import Ambiguity, Read, ambiguities

__all__ = ["Finding", "NotRead", "Report", "Reported", "report"]

_BESIDE = {RDF.type, RDFS.label, SKOS.altLabel}
"""Properties that say what something is called; those of ``_TOLD_ELSEWHERE`` repeat others."""
_TOLD_ELSEWHERE = ("earliest", "latest", "modality", "polarity", "madeIn")
_OF_DOCUMENT = "masthead"
"""The rule by which a document says of itself what it is called; no sentence of it tells that."""
_SHOWN = 200


class NotRead(msgspec.Struct, frozen=True):
    """A part of the file that its format leaves out; ``start`` and ``end`` count its characters."""

    what: str
    start: int
    end: int


class Finding(msgspec.Struct, frozen=True):
    """One statement in words, how sure it is, and whether it is no more than somebody's claim."""

    subject: str
    predicate: str
    object: str
    confidence: str
    claimed: bool


class Reported(msgspec.Struct, frozen=True):
    """A sentence with what was found in it, or else the reason why nothing was."""

    number: int
    kind: str
    text: str
    found: tuple[Finding, ...]
    reason: str


class Report(msgspec.Struct, frozen=True):
    """What a reader of the graph may want to know of how a document was read."""

    title: str
    format: str
    characters: int
    sha256: str
    blocks: dict[str, int]
    footnote_marks: int
    quotations: int
    not_read: tuple[NotRead, ...]
    sentences: tuple[Reported, ...]
    ambiguous: tuple[Ambiguity, ...]

    @property
    def silent(self) -> int:
        """In how many sentences nothing was found."""
        return sum(not sentence.found for sentence in self.sentences)


def report(document: Document, names: Names) -> Report:
    """Read a document and tell what became of each of its sentences."""
    found = find(document)
    populated = populate(document, found, names)
    read = Read(document, found, populated, tuple(parses(document)))
    return Report(
        title=document.metadata.title,
        format=document.format.media_type,
        characters=len(document.source),
        sha256=document.sha256,
        blocks=dict(Counter(block.kind for block in document.blocks).most_common()),
        footnote_marks=len(document.marks),
        quotations=len(document.quotations),
        not_read=tuple(NotRead(p.what, p.span.start, p.span.end) for p in document.left_out),
        sentences=tuple(_sentences(read, names)),
        ambiguous=tuple(ambiguities(read)),
    )


def _sentences(read: Read, names: Names) -> Iterator[Reported]:
    told: dict[int, list[Fact]] = defaultdict(list)
    for fact in sorted(read.populated.facts, key=lambda fact: fact.evidence):
        if fact.evidence.rule != _OF_DOCUMENT:
            told[read.sentence(fact.evidence.span)].append(fact)
    labels, beside = _labels(read.populated, names), _beside(names)
    for sentence, parse in zip(read.document.sentences, read.parses, strict=True):
        facts = [fact for fact in told[sentence.number] if fact.predicate not in beside]
        found = tuple(dict.fromkeys(_finding(fact, labels, names) for fact in facts))
        named = "" if found or not told[sentence.number] else "it names, but tells nothing more"
        reason = "" if found else named or why_silent(sentence, parse)
        text = " ".join(sentence.span.of(read.document.text).split())
        yield Reported(sentence.number, sentence.block.kind, text, found, reason)


def _beside(names: Names) -> set[URIRef]:
    return _BESIDE | {names.term[name] for name in _TOLD_ELSEWHERE}


def _finding(fact: Fact, labels: Mapping[str, str], names: Names) -> Finding:
    return Finding(
        _shown(fact.subject, labels, names),
        str(fact.predicate).rpartition("#")[2].rpartition("/")[2],
        _shown(fact.object, labels, names),
        fact.evidence.confidence,
        fact.claim is not None or names.is_claim(fact.subject),
    )


def _shown(term: URIRef | Literal, labels: Mapping[str, str], names: Names) -> str:
    """Return the label of a thing, its IRI below the base, or the words of a literal cut short."""
    text = labels.get(str(term), str(term).removeprefix(names.base))
    text = text.rpartition("#")[2] if isinstance(term, URIRef) else text
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]} …"


def _labels(populated: Populated, names: Names) -> dict[str, str]:
    known = {str(names.thing(key)): entities()[key].label for key in populated.keys}
    written = (fact for fact in populated.facts if fact.predicate == RDFS.label)
    return known | {str(fact.subject): str(fact.object) for fact in written}
