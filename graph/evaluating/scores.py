"""The figures: precision, recall and F1, for facts, for claims and for each class of statement."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from rdflib import URIRef

from graph.evaluating.gold import DOCUMENT, GoldTable, Row
from graph.evaluating.judging import Judgement, judge, states_as_fact
from graph.evaluating.knowledge import Extracted, Knowledge
from graph.evaluating.matching import REASONS, Verdict
from graph.evaluating.voices import PLAIN, is_claimed, modalities, speakers
from graph.extraction import Populated
from graph.names import Names
from graph.reading import Document

__all__ = ["Evaluation", "Miss", "Score", "Untrue", "evaluate"]

_DIGITS = 4
_OTHER = "other"


@dataclass(frozen=True, slots=True)
class Score:
    """The figures for some of the statements; a share of nothing is None."""

    gold: int
    found: int
    extracted: int
    right: int
    precision: float | None
    recall: float | None
    f1: float | None
    voice_accuracy: float | None
    modality_accuracy: float | None


@dataclass(frozen=True, slots=True)
class Miss:
    """A row that was not found, and why what comes nearest does not count."""

    id: str
    kind: str
    says: str
    voice: str
    reason: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Untrue:
    """An extracted statement that no row bears out, and why what comes nearest does not."""

    kind: str
    subject: str
    predicate: str
    object: str
    voice: tuple[str, ...]
    reason: str
    span: tuple[int, int]
    words: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How an extraction compares with a gold table."""

    document: str
    total: Score
    facts: Score
    claims: Score
    classes: Mapping[str, Score]
    stated_as_fact: tuple[str, ...]
    """The rows that somebody only says, plans or supposes, and that were extracted as facts."""
    inferred: tuple[str, ...]
    """The rows that count because the reasoner infers them."""
    misses: tuple[Miss, ...]
    false: tuple[Untrue, ...]


def evaluate(document: Document, populated: Populated, gold: GoldTable, names: Names) -> Evaluation:
    """Measure what was extracted from a document against a gold table."""
    knowledge = Knowledge(document, populated, names)
    return _Measuring(knowledge, gold.rows, judge(knowledge, gold.rows)).evaluation()


class _Measuring:
    """Counts over rows and statements, whole or in part."""

    def __init__(self, knowledge: Knowledge, rows: tuple[Row, ...], judgement: Judgement) -> None:
        self._knowledge = knowledge
        self._rows = rows
        self._judgement = judgement
        self._kinds = _Kinds(judgement)

    def evaluation(self) -> Evaluation:
        """Return all figures and lists."""
        knowledge, judgement = self._knowledge, self._judgement
        untrue = [s for s in judgement.comparable if s not in judgement.right]
        return Evaluation(
            knowledge.document.slug,
            self._score(lambda _: True, lambda _: True),
            self._score(lambda row: not row.is_claim, lambda s: not self._is_claim(s)),
            self._score(lambda row: row.is_claim, self._is_claim),
            {kind: self._of_class(kind) for kind in self._classes()},
            tuple(row.id for row in self._rows if self._is_stated_as_fact(row)),
            tuple(sorted(judgement.inferred)),
            tuple(self._miss(row) for row in self._rows if not judgement.is_found(row)),
            tuple(self._untrue(s) for s in sorted(untrue, key=lambda s: (s.spans, s.predicate))),
        )

    def _classes(self) -> list[str]:
        named = {row.kind for row in self._rows}
        return sorted(named | {self._kinds.of(s) for s in self._judgement.comparable})

    def _of_class(self, kind: str) -> Score:
        return self._score(lambda row: row.kind == kind, lambda s: self._kinds.of(s) == kind)

    def _is_claim(self, statement: Extracted) -> bool:
        """Tell whether a statement is said, planned or supposed."""
        plain = modalities(self._knowledge, statement) == {PLAIN}
        return is_claimed(self._knowledge, statement) or not plain

    def _score(self, wanted: Callable[[Row], bool], counted: Callable[[Extracted], bool]) -> Score:
        rows = [row for row in self._rows if wanted(row)]
        extracted = [s for s in self._judgement.comparable if counted(s)]
        found = sum(map(self._judgement.is_found, rows))
        right = sum(s in self._judgement.right for s in extracted)
        precision, recall = _share(right, len(extracted)), _share(found, len(rows))
        return Score(
            len(rows),
            found,
            len(extracted),
            right,
            precision,
            recall,
            _f1(Fraction(right, len(extracted)) if extracted else None, found, len(rows)),
            self._voice_accuracy(rows),
            self._modality_accuracy(rows),
        )

    def _voice_accuracy(self, rows: Iterable[Row]) -> float | None:
        """Return the share of the rows that were found, of those found in whatever voice."""
        verdicts = [m.verdict for row in rows if (m := self._judgement.found[row.id])]
        heard = [v for v in verdicts if v >= Verdict.WRONG_VOICE]
        return _share(sum(v > Verdict.WRONG_VOICE for v in heard), len(heard))

    def _modality_accuracy(self, rows: Iterable[Row]) -> float | None:
        """Return the share of the claims that were found in a modality that the row allows."""
        found = [
            (row, m.statement)
            for row in rows
            if row.modalities and (m := self._judgement.found[row.id])
            if m.verdict is Verdict.FOUND
        ]
        right = sum(bool(modalities(self._knowledge, s) & row.modalities) for row, s in found)
        return _share(right, len(found))

    def _is_stated_as_fact(self, row: Row) -> bool:
        """Tell whether a claim was extracted as what the document itself states."""
        match = self._judgement.found[row.id]
        return match is not None and states_as_fact(self._knowledge, row, match)

    def _miss(self, row: Row) -> Miss:
        match = self._judgement.found[row.id]
        reason = REASONS[match.verdict] if match else "not extracted"
        return Miss(row.id, row.kind, row.text, row.voice, reason, (row.span.start, row.span.end))

    def _reason(self, statement: Extracted) -> str:
        row, verdict = self._judgement.near.get(statement, (None, None))
        return f"{row.id}, but {REASONS[verdict]}" if row and verdict else "no row says it"

    def _untrue(self, statement: Extracted) -> Untrue:
        knowledge = self._knowledge
        span = statement.spans[0]
        said_by = speakers(knowledge, statement)
        voice = (DOCUMENT,) if said_by is None else tuple(sorted(map(knowledge.called, said_by)))
        return Untrue(
            self._kinds.of(statement),
            knowledge.called(statement.subject),
            statement.predicate.rpartition("#")[2].rpartition("/")[2],
            knowledge.called(statement.object),
            voice,
            self._reason(statement),
            (span.start, span.end),
            span.of(knowledge.document.source),
        )


class _Kinds:
    """To which class of statement an extracted one belongs.

    A right one belongs to the class of its row; another one to the class of the right ones about
    the same subject, or else to that of the right ones with the same predicate.
    """

    def __init__(self, judgement: Judgement) -> None:
        self._right = judgement.right
        self._subjects: dict[URIRef, Counter[str]] = {}
        self._predicates: dict[URIRef, Counter[str]] = {}
        for statement, row in judgement.right.items():
            self._subjects.setdefault(statement.subject, Counter())[row.kind] += 1
            self._predicates.setdefault(statement.predicate, Counter())[row.kind] += 1

    def of(self, statement: Extracted) -> str:
        """Return a class of statement."""
        if statement in self._right:
            return self._right[statement].kind
        counted = self._subjects.get(statement.subject) or self._predicates.get(statement.predicate)
        return min(counted, key=lambda kind: (-counted[kind], kind)) if counted else _OTHER


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, _DIGITS) if whole else None


def _f1(precision: Fraction | None, found: int, gold: int) -> float | None:
    """Return the harmonic mean of precision and recall."""
    if precision is None or not gold:
        return None
    recall = Fraction(found, gold)
    total = precision + recall
    return round(float(2 * precision * recall / total), _DIGITS) if total else 0.0
