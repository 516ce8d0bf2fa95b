"""Accepting and rejecting candidates: a decision is a row in the links of a data directory."""

from dataclasses import replace
from pathlib import Path

from graph.errors import LinkError
from graph.links import Link, LinkSet, candidates, faults, pointers, published, read_set, write_set
from graph.release import Release

__all__ = ["accept", "reject", "waiting"]


def waiting(data: Path) -> list[LinkSet]:
    """Return the candidates about which nothing is decided, best first."""
    decided = {
        (table.name, link.subject_id, link.object_id)
        for table in published(data)
        for link in table.links
    }
    return [
        replace(table, links=_open(table, {(s, o) for name, s, o in decided if name == table.name}))
        for table in candidates(data)
    ]


def _open(table: LinkSet, decided: set[tuple[str, str]]) -> tuple[Link, ...]:
    undecided = (k for k in table.links if (k.subject_id, k.object_id) not in decided)
    return tuple(sorted(undecided, key=lambda k: (-float(k.confidence or 0), k.subject_id)))


def accept(
    release: Release, data: Path, dataset: str, subject: str, target: str, reviewer: str, today: str
) -> Link:
    """Make a candidate a link that the next build has; raises LinkError where it cannot be one."""
    table, link = _candidate(data, dataset, subject, target)
    link = replace(
        link,
        mapping_justification="semapv:ManualMappingCuration",
        mapping_date=today,
        reviewer_label=reviewer,
        confidence="",
    )
    _refuse_faulty(release, data, table, link)
    _keep(data, table, link)
    return link


def reject(data: Path, dataset: str, subject: str, target: str, reviewer: str, today: str) -> Link:
    """Note that a candidate is wrong, so that it is not proposed again."""
    table, link = _candidate(data, dataset, subject, target)
    link = replace(
        link,
        predicate_modifier="Not",
        mapping_justification="semapv:ManualMappingCuration",
        mapping_date=today,
        reviewer_label=reviewer,
        confidence="",
    )
    _keep(data, table, link)
    return link


def _candidate(data: Path, dataset: str, subject: str, target: str) -> tuple[LinkSet, Link]:
    """Return the one candidate that is meant; ``target`` may be empty where there is one only."""
    table = next((each for each in waiting(data) if each.name == dataset), None)
    of_subject = [k for k in (table.links if table else ()) if k.subject_id == f"thing:{subject}"]
    meant = [k for k in of_subject if target in ("", k.object_id, k.object_id.partition(":")[2])]
    if table is None or not meant:
        raise LinkError(
            f"no candidate links {subject!r} to {target or dataset!r}: 'detente link list' has all"
        )
    if len(meant) > 1:
        choice = ", ".join(each.object_id for each in meant)
        raise LinkError(f"{subject!r} has {len(meant)} candidates: name one of {choice}")
    return table, meant[0]


def _refuse_faulty(release: Release, data: Path, table: LinkSet, link: Link) -> None:
    base = release.names.base
    tables = [
        each.having({*each.links, link}) if each.name == table.name else each
        for each in published(data)
    ]
    if table.name not in [each.name for each in tables]:
        tables.append(table.having({link}))
    links = pointers(tables, base)
    known = {each.subject for each in links}
    wrong = next(faults(links, known, release.names), None)
    if wrong is not None:
        raise LinkError(f"the link would be wrong: {wrong}")


def _keep(data: Path, table: LinkSet, link: Link) -> None:
    path = data / "links" / f"{table.name}.sssom.tsv"
    path.parent.mkdir(parents=True, exist_ok=True)
    head = replace(
        table,
        title=table.title.replace("Candidates for links", "Links"),
        description="Links that somebody has judged.",
        links=(),
    )
    kept = read_set(path) if path.exists() else head
    write_set(kept.having({*kept.links, link}), path)
