"""Candidates for links, found in a data set and written down for somebody to judge.

Each thing's candidates are in the table before the next thing is looked at, and what was looked at
is noted beside it: a run that was stopped goes on where it was.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from graph.linking.scoring import Scored, scored
from graph.linking.sources import Source
from graph.linking.subjects import Subject, subjects
from graph.links import DataSet, Link, LinkSet, candidates, published, write_set
from graph.release import Release

__all__ = ["propose"]

_LEAST = 0.5
"""How confident a proposal must be to be written down."""
_MOST = 3
"""How many are written down for one thing."""


def propose(
    release: Release,
    dataset: DataSet,
    source: Source,
    data: Path,
    today: str,
    progress: Callable[[str], None] = lambda _step: None,
) -> int:
    """Look for all things that are not linked to a data set; return how many rows are new.

    Raises LinkError where the source fails; what was found until then is kept.
    """
    folder = data / "links" / "candidates"
    folder.mkdir(parents=True, exist_ok=True)
    asked = _Asked(folder / f".{dataset.name}-asked")
    decided = _named(published(data), dataset)
    waiting = _named(candidates(data), dataset)
    todo = [each for each in subjects(release, decided) if each.id not in asked]
    new = 0
    for number, subject in enumerate(todo, 1):
        progress(f"{number} of {len(todo)}: {subject.label}")
        rows = _fresh(_rows(subject, source, dataset, today), (*decided.links, *waiting.links))
        if rows:
            waiting = waiting.having({*waiting.links, *rows})
            write_set(waiting, folder / f"{dataset.name}.sssom.tsv", "candidates")
            new += len(rows)
        asked.add(subject.id)
    return new


class _Asked:
    """The things that were looked for, in a file with one line each."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._ids = set(path.read_text("utf-8").split("\n")) if path.exists() else set[str]()

    def __contains__(self, identifier: str) -> bool:
        return identifier in self._ids

    def add(self, identifier: str) -> None:
        with self._path.open("a", encoding="utf-8") as file:
            file.write(f"{identifier}\n")


def _named(tables: Iterable[LinkSet], dataset: DataSet) -> LinkSet:
    head = LinkSet(
        dataset.name,
        f"Candidates for links to {dataset.title}",
        "Not verified, and so not published; to be accepted or rejected.",
        "https://creativecommons.org/publicdomain/zero/1.0/",
        dataset.namespace,
        {dataset.prefix: dataset.namespace, "thing": "id/"},
    )
    return next((table for table in tables if table.name == dataset.name), head)


def _rows(subject: Subject, source: Source, dataset: DataSet, today: str) -> list[Link]:
    judged = [scored(subject, each) for each in source.find(subject)]
    good = [each for each in judged if each is not None and each.confidence >= _LEAST]
    best = sorted(good, key=lambda each: (-each.confidence, each.found.iri))[:_MOST]
    return [_row(subject, each, dataset, today) for each in best]


def _row(subject: Subject, proposal: Scored, dataset: DataSet, today: str) -> Link:
    rest = proposal.found.iri.removeprefix(dataset.namespace)
    return Link(
        f"thing:{subject.id}",
        subject.label,
        "owl:sameAs",
        "",
        f"{dataset.prefix}:{rest}",
        proposal.found.label,
        "semapv:CompositeMatching",
        today,
        "",
        f"{proposal.confidence:.2f}",
        "; ".join(proposal.reasons),
    )


def _fresh(rows: list[Link], known: Iterable[Link]) -> list[Link]:
    pairs = {(each.subject_id, each.object_id) for each in known}
    return [each for each in rows if (each.subject_id, each.object_id) not in pairs]
