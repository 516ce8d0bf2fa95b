"""What has changed from one build to another: quads added and removed, and of what.

Both dumps are sorted by line, so they are read side by side and neither is held in memory.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rdflib import RDF

from graph.errors import ReleaseError
from graph.release import Release

__all__ = ["Difference", "changes", "difference"]

_TYPE = f"<{RDF.type}>".encode()
_UNTYPED = "without a class"


@dataclass(frozen=True, slots=True)
class Difference:
    """How many quads were added and removed, by named graph and by class of their subject."""

    added: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    added_by_class: Counter[str] = field(default_factory=Counter)
    removed_by_class: Counter[str] = field(default_factory=Counter)


def changes(old: Release, new: Release) -> Iterator[tuple[str, bytes]]:
    """Yield what was removed, as ``D``, and what was added, as ``A``, in the order of the lines.

    These are the signs of RDF Patch, https://afs.github.io/rdf-delta/rdf-patch.html
    """
    before, after = _lines(old), _lines(new)
    left, right = next(before, None), next(after, None)
    while left is not None or right is not None:
        if left == right:
            left, right = next(before, None), next(after, None)
        elif right is None or (left is not None and left < right):
            yield "D", left or b""
            left = next(before, None)
        else:
            yield "A", right
            right = next(after, None)


def difference(old: Release, new: Release) -> Difference:
    """Return how much has changed; raises ReleaseError where a dump cannot be read."""
    found = list(changes(old, new))
    subjects = {line.partition(b" ")[0] for _, line in found}
    classes = {"D": _classes(old, subjects), "A": _classes(new, subjects)}
    result = Difference()
    by_graph = {"A": result.added, "D": result.removed}
    by_class = {"A": result.added_by_class, "D": result.removed_by_class}
    for sign, line in found:
        by_graph[sign][_graph(line, new)] += 1
        by_class[sign].update(classes[sign].get(line.partition(b" ")[0], (_UNTYPED,)))
    return result


def _lines(release: Release) -> Iterator[bytes]:
    path = release.path / "detente.nq"
    try:
        with path.open("rb") as lines:
            yield from lines
    except OSError as error:
        raise ReleaseError(f"cannot read {path}: {error.strerror}; build it again") from error


def _classes(release: Release, subjects: Iterable[bytes]) -> dict[bytes, tuple[str, ...]]:
    """Return the classes of some things, as they are asserted."""
    wanted, found = set(subjects), dict[bytes, set[str]]()
    inferred = f"<{release.names.graph('inferred')}>".encode()
    for line in _lines(release):
        subject, predicate, rest = line.split(b" ", 2)
        if predicate == _TYPE and subject in wanted and inferred not in rest:
            found.setdefault(subject, set()).add(_short(rest.partition(b" ")[0], release))
    return {subject: tuple(sorted(classes)) for subject, classes in found.items()}


def _graph(line: bytes, release: Release) -> str:
    return _short(line.rstrip(b" .\n").rpartition(b" ")[2], release)


def _short(token: bytes, release: Release) -> str:
    iri = token.decode().strip("<>").removeprefix(release.names.base)
    return iri.removeprefix("graph/").removeprefix("ontology#")
