"""What a document tells, span by span: the facts, whose voice it is, and the rule."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rdflib import URIRef

from graph.release import Release
from graph.store import Node
from server.binding import bound, query
from server.labels import Labels, Shown

__all__ = ["Line", "Told", "Voice", "read_told"]

Row = Mapping[str, Node]

_OF_THE_VOICE = ("type", "speaker", "modality", "polarity", "madeIn", "content")
"""Properties of a claim that its voice and its name say already."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says what is only claimed, and in which mode."""

    claim: Shown
    speakers: tuple[Shown, ...]
    modality: Shown | None


@dataclass(frozen=True, slots=True)
class Line:
    """What is said of one thing; without a voice, the document says it."""

    subject: Shown
    facts: tuple[tuple[Shown, Shown], ...]
    voice: Voice | None


@dataclass(frozen=True, slots=True)
class Told:
    """A span of a document, where it begins, and what one rule read in it."""

    anchor: str
    sentence: str
    start: int
    words: str
    rule: Shown
    lines: tuple[Line, ...]

    @property
    def claimed(self) -> bool:
        """Tell whether all of it is somebody's claim."""
        return all(line.voice for line in self.lines)


def read_told(release: Release, document: URIRef) -> tuple[Told, ...]:
    """Read what a document tells, in the order of the text."""
    base = release.manifest.base
    rows = list(release.store.query(bound(query("told"), this=document), base=base).rows())
    voices = list(release.store.query(query("voices"), base=base).rows())
    labels = Labels(release, {node for row in (*rows, *voices) for node in row.values()})
    claims = _voices(voices, labels)
    spans: defaultdict[tuple[Node, int, str, Node], list[Row]] = defaultdict(list)
    for row in rows:
        key = (row["sentence"], int(str(row["start"])), str(row["exact"]), row["rule"])
        spans[key].append(row)
    return tuple(
        Told(
            f"told-{number}",
            str(sentence).partition("#")[2],
            start,
            exact,
            labels.shown(rule),
            tuple(_lines(found, claims, labels)),
        )
        for number, ((sentence, start, exact, rule), found) in enumerate(spans.items(), 1)
    )


def _lines(rows: list[Row], claims: Mapping[Node, Voice], labels: Labels) -> Iterable[Line]:
    grouped: defaultdict[tuple[Node, Node], list[Row]] = defaultdict(list)
    for row in rows:
        claim = row["graph"] if row["graph"] in claims else row["subject"]
        grouped[row["subject"], claim].append(row)
    for (subject, claim), group in grouped.items():
        facts = (
            (labels.shown(row["predicate"]), labels.shown(row["object"]))
            for row in group
            if subject not in claims or not _is_of_the_voice(row["predicate"])
        )
        yield Line(labels.shown(subject), tuple(facts), claims.get(claim))


def _is_of_the_voice(predicate: Node) -> bool:
    return str(predicate).partition("#")[2] in _OF_THE_VOICE


def _voices(rows: list[dict[str, Node]], labels: Labels) -> dict[Node, Voice]:
    grouped: defaultdict[Node, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row["claim"]].append(row)
    return {
        claim: Voice(
            labels.shown(claim),
            tuple(dict.fromkeys(labels.shown(row["speaker"]) for row in group)),
            labels.shown(group[0]["modality"]) if "modality" in group[0] else None,
        )
        for claim, group in grouped.items()
    }
