"""What a reader looks for: names, aliases, quotations and sentences, misspelt names as well."""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process, utils
from rdflib import URIRef

from graph.errors import ReleaseError
from graph.release import Release
from graph.searching import Hit
from server.binding import query
from server.labels import Labels, Shown
from server.remembering import remembered
from server.written import EngineStore

__all__ = ["Found", "find", "names_like"]

_SIMILAR = 75.0
"""How like a name must be, of 100, to be offered for one that is not there."""


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that was found, by which of its texts, and of what kind that is."""

    thing: Shown
    kind: str
    words: str


def find(release: Release, text: str, most: int) -> tuple[Found, ...]:
    """Return what has all the words in one text, the best first, and then names alike."""
    hits = [(hit.thing, hit.kind, hit.words) for hit in _indexed(release, text, most)]
    known = {thing for thing, *_ in hits}
    alike = [each for each in _alike(release, text, most) if each[0] not in known]
    found = [*hits, *alike][:most]
    labels = Labels(release, [thing for thing, *_ in found])
    return tuple(Found(labels.shown(thing), kind, words) for thing, kind, words in found)


def names_like(release: Release, text: str, most: int) -> tuple[str, ...]:
    """Return names to suggest for what is being typed."""
    hits = _indexed(release, text, 5 * most)
    named = (hit.words for hit in hits if hit.kind in ("label", "alias"))
    alike = (words for _, _, words in _alike(release, text, most))
    return tuple(dict.fromkeys([*named, *alike]))[:most]


def _indexed(release: Release, text: str, most: int) -> list[Hit]:
    """Return what the index has; a dataset that began empty has none, and is searched by name."""
    try:
        return release.search(text, most)
    except ReleaseError:
        if isinstance(release.store, EngineStore):
            return []
        raise


def _alike(release: Release, text: str, most: int) -> Iterator[tuple[URIRef, str, str]]:
    """Yield names that are spelt nearly like a text, or have a part that is, each thing once."""
    things, names = _names(release)
    near = process.extract(
        text,
        names,
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        score_cutoff=_SIMILAR,
        limit=most,
    )
    seen: set[URIRef] = set()
    for name, _score, number in near:
        if things[number] not in seen:
            seen.add(things[number])
            yield things[number], "similar", name


@remembered(2)
def _names(release: Release) -> tuple[tuple[URIRef, ...], tuple[str, ...]]:
    rows = list(release.store.query(query("names"), base=release.manifest.base).rows())
    return tuple(URIRef(row["thing"]) for row in rows), tuple(str(row["name"]) for row in rows)
