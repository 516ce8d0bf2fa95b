"""All named things of a release with their names and classes, read once and kept."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from graph.linking.similarity import Searchable, folded
from graph.release import Release
from server.binding import query

__all__ = ["Entity", "Index", "Term", "index"]


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property: its name below ``ontology#``, its label and what it means."""

    id: str
    name: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing: its name below ``id/``, its label, all its names and its classes."""

    id: str
    name: str
    names: tuple[str, ...]
    types: tuple[str, ...]
    """All its classes, inferred ones too."""
    narrow: tuple[Term, ...]
    """Those of its classes that have no narrower one among them."""

    @property
    def description(self) -> str:
        """What kind of thing it is, in words."""
        return ", ".join(term.name for term in self.narrow)


@dataclass(frozen=True, slots=True)
class Index:
    """The entities by identifier, and the terms that describe them."""

    entities: dict[str, Entity]
    classes: dict[str, Term]
    properties: dict[str, Term]
    owners: tuple[str, ...]
    """The identifier of what each of ``names`` belongs to."""
    names: Searchable

    def alike(self, name: str, least: float) -> dict[str, float]:
        """Return what has a name at least so much like one, by identifier."""
        found: dict[str, float] = {}
        for place, how in self.names.alike(name, least):
            owner = self.owners[place]
            found[owner] = max(how, found.get(owner, 0.0))
        return found

    def starting(self, prefix: str, kind: str) -> list[Entity] | list[Term]:
        """Return the entities, types or properties for what somebody has begun to type.

        Those with that identifier come first, then those with a name that starts so, then those
        with a word that does.
        """
        if kind == "entity":
            return _starting(prefix, self.entities.values(), lambda entity: entity.names)
        terms = self.classes if kind == "type" else self.properties
        return _starting(prefix, terms.values(), lambda term: (term.name,))


_Kind = TypeVar("_Kind", Entity, Term)


def _starting(
    prefix: str, all_: Iterable[_Kind], names: Callable[[_Kind], Iterable[str]]
) -> list[_Kind]:
    wanted = folded(prefix)
    ranked = ((_rank(prefix, wanted, each.id, names(each)), each) for each in all_)
    found = [(rank, each.name, each) for rank, each in ranked if rank is not None]
    return [each for _, _, each in sorted(found, key=lambda triple: triple[:2])]


def _rank(prefix: str, wanted: str, identifier: str, names: Iterable[str]) -> int | None:
    if prefix == identifier:
        return 0
    plain = [folded(name) for name in names]
    if wanted in plain:
        return 1
    if any(name.startswith(wanted) for name in plain):
        return 2
    return 3 if any(f" {wanted}" in name for name in plain) else None


@lru_cache(maxsize=2)
def index(release: Release) -> Index:
    """Return the index of a release; made when it is first asked for."""
    classes, properties, broader = _terms(release)
    names = _grouped(release, "called")
    types = _grouped(release, "types")
    entities = [_entity(id_, names[id_], types.get(id_, []), classes, broader) for id_ in names]
    called = [(name, each.id) for each in entities for name in each.names]
    return Index(
        {each.id: each for each in entities},
        classes,
        properties,
        tuple(owner for _, owner in called),
        Searchable.of(name for name, _ in called),
    )


def _grouped(release: Release, name: str) -> dict[str, list[str]]:
    """Return values by the identifier of their thing, in the order of the query."""
    start = f"{release.names.base}id/"
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in release.store.query(query(name), base=release.names.base).rows():
        found[str(row["thing"]).removeprefix(start)].append(str(row["value"]))
    return dict(found)


def _entity(
    identifier: str,
    names: list[str],
    types: list[str],
    classes: dict[str, Term],
    broader: dict[str, set[str]],
) -> Entity:
    own = [each.rpartition("#")[2] for each in types]
    wider = {above for each in own for above in broader.get(each, ())}
    narrow = tuple(classes[each] for each in own if each in classes and each not in wider)
    return Entity(identifier, names[0], tuple(dict.fromkeys(names)), tuple(own), narrow)


def _terms(
    release: Release,
) -> tuple[dict[str, Term], dict[str, Term], dict[str, set[str]]]:
    """Return classes, properties and, of each class, all those above it."""
    classes, properties = dict[str, Term](), dict[str, Term]()
    parents: defaultdict[str, set[str]] = defaultdict(set)
    for row in release.store.query(query("terms"), base=release.names.base).rows():
        id_ = str(row["term"]).rpartition("#")[2]
        term = Term(id_, str(row.get("label", id_)), str(row.get("definition", "")))
        (classes if str(row["kind"]).endswith("#Class") else properties)[id_] = term
        if "parent" in row:
            parents[id_].add(str(row["parent"]).rpartition("#")[2])
    return classes, properties, {each: set(_above(each, parents)) for each in classes}


def _above(start: str, parents: dict[str, set[str]]) -> Iterator[str]:
    waiting, seen = list(parents.get(start, ())), set[str]()
    while waiting:
        each = waiting.pop()
        if each not in seen:
            seen.add(each)
            yield each
            waiting += parents.get(each, ())
