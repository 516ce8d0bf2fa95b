"""The facts of the documents for somebody who reviews them, the least sure first."""

from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import Literal, URIRef

from graph.release import Release
from graph.reviewing import token_at
from server.describing.evidence import Evidence, Quote, Statement, read_evidence_of_documents
from server.labels import Labels, Shown
from server.remembering import remembered

__all__ = ["DEGREES", "Item", "describe_review", "rules_of"]

DEGREES = {"Low": "low", "Moderate": "moderate", "High": "high"}
"""How sure a reading is, by the individuals of the ontology without "Confidence", lowest first."""

_DERIVED = ("earliest", "latest")
"""Own properties that follow from others, and are right or wrong with them."""


@dataclass(frozen=True, slots=True)
class Item:
    """A fact, its passages, the degree of the surest, and how a file of marks writes it."""

    subject: Shown
    predicate: Shown
    object: Shown
    quotes: tuple[Quote, ...]
    degree: str
    tokens: tuple[str, str, str]

    @property
    def rules(self) -> frozenset[str]:
        """The names of the rules that found it."""
        return frozenset(quote.rule.text for quote in self.quotes)


@remembered(2)
def describe_review(release: Release) -> tuple[Item, ...]:
    """Gather all that documents state, the least sure first."""
    evidence = read_evidence_of_documents(release)
    statements = [each for each in evidence.statements() if not _is_derived(each)]
    nodes = {node for *triple, _ in statements for node in triple}
    labels = Labels(release, nodes | evidence.nodes())
    base = release.manifest.base
    items = (_item(each, evidence, labels, base) for each in statements)
    order = list(DEGREES)
    return tuple(sorted(items, key=lambda item: order.index(item.degree)))


def rules_of(items: tuple[Item, ...]) -> Mapping[str, int]:
    """Return how many facts each rule found, by its name."""
    found: dict[str, int] = {}
    for item in items:
        for rule in item.rules:
            found[rule] = found.get(rule, 0) + 1
    return dict(sorted(found.items()))


def _is_derived(statement: Statement) -> bool:
    return str(statement[1]).partition("#")[2] in _DERIVED


def _item(statement: Statement, evidence: Evidence, labels: Labels, base: str) -> Item:
    subject, predicate, value, _graph = statement
    quotes = evidence.of([statement], labels)
    return Item(
        labels.shown(subject),
        labels.shown(predicate),
        labels.shown(value),
        quotes,
        _degree(quotes),
        (_token(subject, base), _token(predicate, base), _token(value, base)),
    )


def _token(node: object, base: str) -> str:
    return token_at(node, base) if isinstance(node, URIRef | Literal) else ""


def _degree(quotes: tuple[Quote, ...]) -> str:
    """Return the degree of the surest passage; the lowest where none has one."""
    found = {_local(quote.confidence) for quote in quotes if quote.confidence}
    return next((degree for degree in reversed(DEGREES) if degree in found), next(iter(DEGREES)))


def _local(confidence: Shown) -> str:
    return confidence.iri.partition("#")[2].removesuffix("Confidence")
