"""Search in words: a full-text index of names, quotations and sentences, with ranking.

The index is SQLite's FTS5 (https://sqlite.org/fts5.html). Every word that is asked for must occur,
or begin a word, in one text; case and accents do not matter. Texts are ranked by BM25, in which
rare words and short texts count more, times the weight of what kind of text it is; a thing is found
once, by the best of its texts.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from rdflib import URIRef
from rdflib.namespace import RDFS, SKOS
from slugify import slugify

from graph.errors import ReleaseError
from graph.names import Names
from graph.store import Store

__all__ = ["KINDS", "Hit", "in_memory", "search", "search_in", "write_index"]

KINDS: Mapping[str, float] = {"label": 1.0, "alias": 0.9, "quotation": 0.6, "sentence": 0.4}
"""The kinds of text that are indexed, and how much a match in one is worth."""

_MAXIMUM = 1_000
"""Most characters of a question that are looked at."""

_TABLE = """
CREATE VIRTUAL TABLE text USING fts5(
    folded, words UNINDEXED, thing UNINDEXED, kind UNINDEXED, weight UNINDEXED, prefix = '2 3'
)"""
# bm25() is the more negative the better the match; an aggregate may not stand around it.
_SEARCH = """
WITH found AS MATERIALIZED (
    SELECT thing, kind, words, -bm25(text) * weight AS score FROM text WHERE text MATCH ?
)
SELECT thing, kind, words, max(score) AS best FROM found
GROUP BY thing ORDER BY best DESC, thing LIMIT ?"""
_TEXTS = """
SELECT DISTINCT ?thing ?words {{
  {{ ?thing {path} ?words }} UNION {{ GRAPH ?graph {{ ?thing {path} ?words }} }}
  FILTER(isIRI(?thing) && isLiteral(?words))
}} ORDER BY ?thing ?words"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found, the text that it was found by, and how well that matches."""

    thing: URIRef
    kind: str
    words: str
    score: float


def write_index(store: Store, path: Path, base: str) -> None:
    """Write the index of what a store says into a file that is not there yet."""
    with closing(sqlite3.connect(path)) as database:
        _fill(database, store, base)


def in_memory(store: Store, base: str) -> sqlite3.Connection:
    """Return the index of what a store says, to be closed by whoever asked for it."""
    database = sqlite3.connect(":memory:")
    _fill(database, store, base)
    return database


def _fill(database: sqlite3.Connection, store: Store, base: str) -> None:
    names = Names(base)
    properties = {
        "label": (RDFS.label, SKOS.prefLabel),
        "alias": (SKOS.altLabel,),
        "quotation": (names.term.quotation, names.term.content),
        "sentence": (names.term.text,),
    }
    with database:
        database.execute(_TABLE)
        for kind, predicates in properties.items():
            database.executemany(
                "INSERT INTO text VALUES (?, ?, ?, ?, ?)",
                (_row(kind, *text) for text in _texts(store, base, predicates)),
            )
        database.execute("INSERT INTO text (text) VALUES ('optimize')")


def _texts(store: Store, base: str, predicates: Iterable[URIRef]) -> Iterator[tuple[str, str]]:
    path = "|".join(predicate.n3() for predicate in predicates)
    for row in store.query(_TEXTS.format(path=path), base=base).rows():
        yield str(row["thing"]), str(row["words"])


def _row(kind: str, thing: str, words: str) -> tuple[str, str, str, str, float]:
    return _folded(words), words, thing, kind, KINDS[kind]


def _folded(words: str) -> str:
    """Return words in small letters without accents, so that ``Radoslaw`` finds Radosław."""
    return slugify(words, separator=" ")


def search(path: Path, text: str, limit: int = 20) -> list[Hit]:
    """Return at most ``limit`` things that an index knows by ``text``, the best first.

    Raises ReleaseError where there is no index.
    """
    try:
        # Another server may read the same file, and none writes it.
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as database:
            return search_in(database, text, limit)
    except sqlite3.Error as error:
        raise ReleaseError(f"cannot search in {path}: {error}; build the graph again") from error


def search_in(index: sqlite3.Connection, text: str, limit: int = 20) -> list[Hit]:
    """Return at most ``limit`` things that an open index knows by ``text``, the best first."""
    words = _folded(text[:_MAXIMUM]).split()
    if not words:
        return []
    asked = " ".join(f'"{word}"*' for word in words)
    return [
        Hit(URIRef(thing), kind, found, score)
        for thing, kind, found, score in index.execute(_SEARCH, (asked, limit))
    ]
