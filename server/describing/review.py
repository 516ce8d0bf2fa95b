"""The facts of the documents for somebody who reviews them, those that rest on most first."""

from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import Literal, URIRef

from graph.release import Release
from graph.reviewing import token_at
from server.describing.evidence import Evidence, Quote, Statement, read_evidence_of_documents
from server.labels import Labels, Shown
from server.remembering import remembered

__all__ = ["SURENESS", "Item", "describe_review", "rules_of"]

SURENESS = {
    "reference": "rests on what an expression refers to",
    "once": "read in one passage",
    "often": "read in several passages",
}
"""How sure a fact is, by what it rests on, the least sure first."""

_DERIVED = ("earliest", "latest")
"""Own properties that follow from others, and are right or wrong with them."""


@dataclass(frozen=True, slots=True)
class Item:
    """A fact, what it rests on, how sure that makes it, and how a file of marks writes it."""

    subject: Shown
    predicate: Shown
    object: Shown
    quotes: tuple[Quote, ...]
    sureness: str
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
    order = list(SURENESS)
    return tuple(sorted(items, key=lambda item: order.index(item.sureness)))


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
        _sureness(quotes),
        (_token(subject, base), _token(predicate, base), _token(value, base)),
    )


def _token(node: object, base: str) -> str:
    return token_at(node, base) if isinstance(node, URIRef | Literal) else ""


def _sureness(quotes: tuple[Quote, ...]) -> str:
    if len(quotes) > 1:
        return "often"
    return "reference" if any(quote.antecedents for quote in quotes) else "once"
