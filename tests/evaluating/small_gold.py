"""A document of two sentences, what might be read out of it, and gold tables for it."""

from collections.abc import Sequence
from pathlib import Path

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, RDFS

from graph.evaluating import Evaluation, evaluate, read_gold
from graph.evaluating.gold import COLUMNS
from graph.extraction import Populated
from graph.facts import Evidence, Fact, Span
from graph.names import Names
from graph.reading.document import Metadata, parse

TEXT = "Ruritania joined the Nordic Council in 1994. Sylvania said that Ruritania had left Zenda."
NAMES = Names()
DOCUMENT = parse("zenda", TEXT, Metadata(title="Zenda"))
EVENT = NAMES.event("1994", "accession")
CLAIM = NAMES.graph("claim", "zenda", "s2-1")


def span(words: str) -> Span:
    """Return where words stand in the text."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


def named(label: str, kind: str) -> list[Fact]:
    """Return what is said of a thing that is named."""
    node, evidence = NAMES.thing(label), Evidence(span(label), "hand")
    return [
        Fact(node, RDF.type, NAMES.term[kind], evidence),
        Fact(node, RDFS.label, Literal(label), evidence),
    ]


def said(
    subject: URIRef,
    predicate: str,
    value: URIRef | Literal,
    words: str = "Ruritania joined the Nordic Council",
    claim: URIRef | None = None,
) -> Fact:
    """Return a statement that rests on some words of the text."""
    term = RDF.type if predicate == "type" else NAMES.term[predicate]
    return Fact(subject, term, value, Evidence(span(words), "hand"), claim)


THINGS = (
    *named("Ruritania", "State"),
    *named("Sylvania", "State"),
    *named("Nordic Council", "InternationalOrganisation"),
    *named("Zenda", "City"),
)
ACCESSION = (
    said(EVENT, "type", NAMES.term.Accession),
    said(EVENT, "accedingParty", NAMES.thing("Ruritania")),
    said(EVENT, "accededToOrganisation", NAMES.thing("Nordic Council")),
)


def withdrawal(speaker: str = "Sylvania") -> tuple[Fact, ...]:
    """Return the claim of the second sentence."""
    words, left = "Ruritania had left Zenda", NAMES.event("", "withdrawal")
    return (
        said(CLAIM, "type", NAMES.term.Claim, words),
        said(CLAIM, "speaker", NAMES.thing(speaker), words),
        said(CLAIM, "modality", NAMES.term.Claimed, words),
        said(CLAIM, "polarity", NAMES.term.Affirmative, words),
        said(left, "type", NAMES.term.Withdrawal, words, CLAIM),
        said(left, "withdrawingParty", NAMES.thing("Ruritania"), words, CLAIM),
        said(left, "withdrewFrom", NAMES.thing("Zenda"), words, CLAIM),
    )


def row(subject: str, predicate: str, value: str, **cells: str) -> dict[str, str]:
    """Return a row of a gold table, about the first sentence unless it says otherwise."""
    whole = span(cells.pop("words", "Ruritania joined the Nordic Council"))
    given = {"id": "G1", "class": "membership", "voice": "document"} | cells
    given |= {"subject": subject, "predicate": predicate, "object": value}
    return given | {"start": str(whole.start), "end": str(whole.end)}


JOINED = row("Accession(accedingParty=Ruritania)", "accededTo", "Nordic Council")
LEFT = row(
    "Withdrawal(withdrawingParty=Ruritania)",
    "withdrewFrom",
    "Zenda",
    voice="Sylvania",
    modality="Claimed",
    words="Ruritania had left Zenda",
)


def write_gold(path: Path, *rows: dict[str, str]) -> Path:
    """Write a gold table."""
    lines = [COLUMNS, *([cells.get(name, "") for name in COLUMNS] for cells in rows)]
    path.write_text("".join("\t".join(line) + "\n" for line in lines), encoding="utf-8")
    return path


def measured(folder: Path, facts: Sequence[Fact], *rows: dict[str, str]) -> Evaluation:
    """Measure statements against rows."""
    gold = read_gold(write_gold(folder / "gold.tsv", *rows))
    return evaluate(DOCUMENT, Populated(tuple(facts), frozenset()), gold, NAMES)
