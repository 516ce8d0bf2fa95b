"""Triples as N-Triples writes them, into an engine and out of it, without nodes in between.

>>> terms = "<urn:x:a> <urn:x:p> <urn:x:b>", "<urn:x:p> <{}subPropertyOf> <urn:x:q>".format(RDFS)
>>> engine = engine_over(tuple(line.split()) for line in terms)
>>> list(inferred(engine))
[('<urn:x:a>', '<urn:x:q>', '<urn:x:b>')]
"""

from array import array
from collections.abc import Iterable, Iterator

import numpy as np
from rdflib import OWL, RDFS

from graph.reasoning.arrays import Ints, Mask, distinct, firsts, seconds
from graph.reasoning.engine import Engine
from graph.reasoning.expansion import inferred as inferred_pairs
from graph.reasoning.facts import LIMIT
from graph.reasoning.noise import VOCABULARIES
from graph.reasoning.terms import Terms
from graph.reasoning.vocabulary import Word

__all__ = ["RDFS", "Tokens", "asserted", "engine_over", "inferred", "numbered"]

Tokens = tuple[str, str, str]
"""Subject, predicate and object of a triple."""


def engine_over(triples: Iterable[Tokens], limit: int = LIMIT) -> Engine:
    """Return an engine that has closed triples; raises ClosureError where that does not fit."""
    engine = Engine(Terms(), limit)
    engine.add(numbered(engine.terms, triples))
    return engine


def numbered(terms: Terms, triples: Iterable[Tokens]) -> dict[int, Ints]:
    """Return triples as sorted pairs by predicate, their terms numbered as they come."""
    columns: dict[int, array[int]] = {}
    number = terms.number
    for subject, predicate, value in triples:
        pair = number(subject) << 32 | number(value)
        name = number(predicate)
        if name not in columns:
            columns[name] = array("q")
        columns[name].append(pair)
    return {p: distinct(np.frombuffer(columns.pop(p), np.int64)) for p in sorted(columns)}


def asserted(engine: Engine) -> Iterator[Tokens]:
    """Yield the triples that an engine was given, in the order of its terms."""
    for predicate, pairs in engine.given.items():
        yield from _written(engine, predicate, pairs)


def inferred(engine: Engine) -> Iterator[Tokens]:
    """Yield what follows and is worth telling: not that a thing is a thing, nor about RDF itself.

    In contrast to what a release infers, it may speak of blank nodes: they are the reader's own.
    """
    about_words = _words(engine.terms)
    everything = [n for n in map(engine.terms.find, _EVERYTHING) if n is not None]
    for predicate, pairs in inferred_pairs(engine):
        told = ~about_words[firsts(pairs)]
        if predicate in _TYPING:
            told &= ~np.isin(seconds(pairs), everything)
        yield from _written(engine, predicate, pairs[told])


_TYPING = (Word.TYPE, Word.SUB_CLASS, Word.DOMAIN, Word.RANGE)
_EVERYTHING = (f"<{OWL.Thing}>", f"<{RDFS.Resource}>")


def _words(terms: Terms) -> Mask:
    """Tell of each term whether it is one of RDF, RDFS, OWL or XSD."""
    starts = tuple(f"<{space}" for space in VOCABULARIES)
    return np.fromiter((token.startswith(starts) for token in terms.tokens), np.bool_, len(terms))


def _written(engine: Engine, predicate: int, pairs: Ints) -> Iterator[Tokens]:
    tokens = engine.terms.tokens
    name = tokens[predicate]
    for subject, value in zip(firsts(pairs).tolist(), seconds(pairs).tolist(), strict=True):
        yield tokens[subject], name, tokens[value]
