"""Which rows were found, and which extracted statements are right."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from rdflib import URIRef

from graph.evaluating.comparing import comparable
from graph.evaluating.entailing import Entailed
from graph.evaluating.gold import Row
from graph.evaluating.inferring import Reasoner
from graph.evaluating.knowledge import Extracted, Knowledge
from graph.evaluating.matching import Match, Verdict, matches
from graph.evaluating.voices import is_claimed, modalities

__all__ = ["Judgement", "judge", "states_as_fact"]


@dataclass(slots=True)
class Judgement:
    """The nearest match of each row, and the row that bears out each comparable statement."""

    found: dict[str, Match | None] = field(default_factory=dict)
    inferred: set[str] = field(default_factory=set)
    """The rows that only the reasoner found."""
    near: dict[Extracted, tuple[Row, Verdict]] = field(default_factory=dict)
    """For each statement the row to which it comes nearest, if any."""
    comparable: list[Extracted] = field(default_factory=list)
    right: dict[Extracted, Row] = field(default_factory=dict)

    def note(self, row: Row, candidates: Iterable[Match]) -> None:
        """Keep for each statement the row to which it comes nearest."""
        for match in candidates:
            known = self.near.get(match.statement)
            if known is None or known[1] < match.verdict:
                self.near[match.statement] = (row, match.verdict)

    def is_found(self, row: Row) -> bool:
        """Tell whether a row was found, by the extractor or where allowed by the reasoner."""
        match = self.found[row.id]
        return row.id in self.inferred or bool(match and match.verdict is Verdict.FOUND)


def judge(knowledge: Knowledge, rows: Iterable[Row]) -> Judgement:
    """Hold the extracted statements against the rows of a gold table."""
    judgement = Judgement(comparable=list(comparable(knowledge)))
    entailed, reasoner = Entailed(knowledge), Reasoner(knowledge)
    found = [(row, list(matches(knowledge, row))) for row in rows]
    for row, candidates in found:
        judgement.found[row.id] = _nearest(knowledge, row, candidates)
        if row.implied and not judgement.is_found(row) and reasoner.finds(row):
            judgement.inferred.add(row.id)
        judgement.note(row, candidates)
        entailed.note(row, candidates)
    refused = _refused(knowledge, found)
    for statement in judgement.comparable:
        row_of = entailed.support(statement)
        if row_of and (statement.claim or statement.subject not in refused):
            judgement.right[statement] = row_of
    return judgement


def states_as_fact(knowledge: Knowledge, row: Row, match: Match) -> bool:
    """Tell whether a match states as a fact what the row has as only said, planned or supposed."""
    plain = match.statement.claim is None and not is_claimed(knowledge, match.statement)
    return row.is_claim and match.verdict is Verdict.WRONG_VOICE and plain


def _refused(knowledge: Knowledge, found: list[tuple[Row, list[Match]]]) -> set[URIRef]:
    """Return the events that were stated as facts and are none by any row.

    Nothing that is stated of them is right, whatever else entails it.
    """
    pairs = [(row, match) for row, candidates in found for match in candidates]
    stated = {m.statement.subject for row, m in pairs if states_as_fact(knowledge, row, m)}
    return stated - {
        m.statement.subject
        for row, m in pairs
        if m.verdict is Verdict.FOUND and not row.is_claim and m.statement.claim is None
    }


def _nearest(knowledge: Knowledge, row: Row, candidates: list[Match]) -> Match | None:
    """Return the best match; of equal ones one that is in a modality of the row."""
    return max(
        candidates,
        key=lambda m: (
            m.verdict,
            bool(modalities(knowledge, m.statement) & row.modalities),
        ),
        default=None,
    )
