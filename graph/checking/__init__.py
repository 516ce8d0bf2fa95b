"""The check of a release: whether it says what was read, and whether what it says can be so.

Each check is a function from a release to findings, and a row in ``_CHECKS``.
"""

from collections.abc import Callable, Iterator

from graph.checking.dates import misdated
from graph.checking.files import altered, contradictory, miscounted
from graph.checking.findings import Finding
from graph.checking.links import misleading
from graph.checking.proofs import groundless, without_proof
from graph.checking.provenance import misread_in_dump, misread_in_store, without_evidence
from graph.checking.terms import against_house_rules, outside_profile, unhygienic
from graph.checking.things import incomplete, misshapen
from graph.release import Release

__all__ = ["Finding", "check", "remarks"]


def check(release: Release) -> list[Finding]:
    """Return what is wrong with a release; an empty list means that all checks hold."""
    return _run(_CHECKS, release)


def remarks(release: Release) -> list[Finding]:
    """Return what may be missing from a release, though a text may have left it out."""
    return _run(_REMARKS, release)


_Table = dict[str, Callable[[Release], Iterator[str]]]


def _run(table: _Table, release: Release) -> list[Finding]:
    return [
        Finding(name, message)
        for name, find in table.items()
        for message in dict.fromkeys(find(release))
    ]


_CHECKS: _Table = {
    "evidence in the dump": misread_in_dump,
    "evidence in the store": misread_in_store,
    "evidence for each triple": without_evidence,
    "a proof for each inference": without_proof,
    "premises": groundless,
    "files": altered,
    "counts": miscounted,
    "consistency": contradictory,
    "profile": outside_profile,
    "house rules": against_house_rules,
    "hygiene": unhygienic,
    "shapes": misshapen,
    "dates": misdated,
    "links": misleading,
}

_REMARKS: _Table = {"shapes": incomplete}
