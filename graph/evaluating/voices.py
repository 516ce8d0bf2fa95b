"""Who says an extracted statement, how they put it, and whether they say it is not so."""

from collections.abc import Iterable

from rdflib import Literal, URIRef
from rdflib.namespace import RDF

from graph.evaluating.gold import DOCUMENT, UNATTRIBUTED, Row
from graph.evaluating.knowledge import Extracted, Knowledge
from graph.evaluating.patterns import Wording

__all__ = [
    "JUDGEMENTS",
    "PLAIN",
    "is_claimed",
    "is_voice",
    "modalities",
    "polarity_agrees",
    "speakers",
    "voice_agrees",
]

PLAIN = "Asserted"
"""The modality of what a document states and nobody else."""

_WORDS = ("content", "quotation")
JUDGEMENTS = ("assessedAs", "claimedCause", "claimedEffect", "claimedSovereign", "claimedStatus")
"""Properties by which a claim says something without a graph of its own."""


def _source(knowledge: Knowledge, statement: Extracted) -> URIRef | None:
    """Return the claim or the speech act whose speakers say it, or nothing for the document."""
    if statement.claim:
        return statement.claim
    said = {knowledge.iri(name) for name in (*_WORDS, *JUDGEMENTS)}
    kinds = map(knowledge.iri, ("Claim", "SpeechAct"))
    if statement.predicate in said and any(knowledge.is_a(statement.subject, k) for k in kinds):
        return statement.subject
    return None


def is_claimed(knowledge: Knowledge, statement: Extracted) -> bool:
    """Tell whether a statement is the content of a claim or a speech act."""
    return _source(knowledge, statement) is not None


def speakers(knowledge: Knowledge, statement: Extracted) -> frozenset[URIRef] | None:
    """Return whose words these are; nothing where the document states it."""
    source = _source(knowledge, statement)
    if source is None:
        return None
    found = (
        speaker
        for predicate in knowledge.below(knowledge.iri("speaker"))
        for speaker in knowledge.graph.objects(source, predicate)
    )
    return frozenset(speaker for speaker in found if isinstance(speaker, URIRef))


def modalities(knowledge: Knowledge, statement: Extracted) -> frozenset[str]:
    """Return the modalities in which a statement is put forward; none where that is left open."""
    described = _described(knowledge, statement)
    named = (
        str(value).partition("#")[2]
        for node in described
        for value in knowledge.graph.objects(node, knowledge.iri("modality"))
    )
    plain = _source(knowledge, statement) is None
    return frozenset(named) or frozenset({PLAIN} if plain else ())


def _described(knowledge: Knowledge, statement: Extracted) -> list[URIRef]:
    """Return the nodes that tell in which modality a statement is put forward."""
    source = _source(knowledge, statement)
    if source is None:
        claim = knowledge.is_a(statement.subject, knowledge.iri("Claim"))
        return [] if claim else [statement.subject]
    if knowledge.is_a(source, knowledge.iri("SpeechAct")):
        # A speech act leaves the modality of its words to the claims that were made in it.
        return [source, *_claims_of(knowledge, source, statement)]
    return [source]


def _claims_of(knowledge: Knowledge, act: URIRef, statement: Extracted) -> Iterable[URIRef]:
    for made in knowledge.by_predicate[knowledge.iri("madeIn")]:
        if made.object == act and any(made.touches(span) for span in statement.spans):
            yield made.subject


def polarity_agrees(knowledge: Knowledge, statement: Extracted, row: Row) -> bool:
    """Tell whether both affirm or both negate; words carry their negation in themselves."""
    if statement.claim is None:
        return not row.negative or is_claimed(knowledge, statement)
    negative = knowledge.iri("Negative") in knowledge.graph.objects(
        statement.claim, knowledge.iri("polarity")
    )
    denied = negative or "Denied" in modalities(knowledge, statement)
    return denied == (row.negative or (denied and "Denied" in row.modalities))


def voice_agrees(knowledge: Knowledge, statement: Extracted, row: Row) -> bool:
    """Tell whether those who say an extracted statement are those whom the row names."""
    found = speakers(knowledge, statement)
    own = knowledge.names.authors(knowledge.document.slug)
    return any(_agrees(knowledge, statement, row, wanted, found, own) for wanted in _wanted(row))


def is_voice(knowledge: Knowledge, row: Row, speaker: URIRef | Literal) -> bool:
    """Tell whether somebody is among those whom the row names as its voice."""
    names = [name for wanted in _wanted(row) for name in wanted.split("+")]
    return any(knowledge.fits(Wording(name), speaker) for name in names)


def _wanted(row: Row) -> list[str]:
    return row.voice.split("/")


def _agrees(
    knowledge: Knowledge,
    statement: Extracted,
    row: Row,
    wanted: str,
    found: frozenset[URIRef] | None,
    own: URIRef,
) -> bool:
    if wanted == DOCUMENT:
        return _is_documents(knowledge, statement, row, found, own)
    if found is None:
        return False
    if wanted == UNATTRIBUTED:
        unnamed = knowledge.iri("UnnamedAgent")
        return all(s != own and (s, RDF.type, unnamed) in knowledge.graph for s in found)
    parties = [Wording(name) for name in wanted.split("+")]
    return bool(found) and (
        all(any(knowledge.fits(p, s) for s in found) for p in parties)
        or all(any(knowledge.fits(p, s) for p in parties) for s in found)
    )


def _is_documents(
    knowledge: Knowledge,
    statement: Extracted,
    row: Row,
    found: frozenset[URIRef] | None,
    own: URIRef,
) -> bool:
    """Tell whether the document says it, and does not state as so what the row has as less."""
    if found is not None and found != {own}:
        # Whoever asks or proposes is named by the document: the content is theirs in either form.
        return False
    if not row.is_claim:
        return modalities(knowledge, statement) == {PLAIN}
    plain = modalities(knowledge, statement) == {PLAIN}
    return not plain or PLAIN in row.modalities or _tells_of_a_claim(knowledge, statement)


def _tells_of_a_claim(knowledge: Knowledge, statement: Extracted) -> bool:
    kinds = map(knowledge.iri, ("Claim", "SpeechAct"))
    return any(knowledge.is_a(statement.subject, kind) for kind in kinds)
