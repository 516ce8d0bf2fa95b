"""What the engine does not reason about, refused by name and never left out in silence.

Equal terms are kept as one, so there are no ``owl:sameAs`` triples that a rule could start from; by
eq-ref there would be one for every term. As a conclusion ``owl:sameAs`` is a property like others.

A list that leads to its end and back to itself too, as when a cell equals ``rdf:nil``, would have
endlessly many readings, each of which the rules would start from. One without an end has none.
"""

from collections.abc import Iterator

import numpy as np

from graph.reasoning.arrays import distinct, firsts
from graph.reasoning.axioms import Axioms
from graph.reasoning.facts import Facts, Relation
from graph.reasoning.problems import ClosureError
from graph.reasoning.terms import Terms
from graph.reasoning.vocabulary import Word

__all__ = ["concerns", "refuse"]

_SUBJECTS = (Word.SUB_PROPERTY, Word.DOMAIN, Word.RANGE, Word.INVERSE, Word.PROPERTY_DISJOINT)
"""The predicates that say of their subject what follows from it, or what must not hold with it."""

_OBJECTS = (Word.INVERSE, Word.PROPERTY_DISJOINT, Word.ON_PROPERTY, Word.ASSERTION)
"""The predicates that say so of their object."""

_LISTS = (Word.CHAIN, Word.KEY)
"""The predicates that say so of each member of a list."""

_TYPES = (Word.ASYMMETRIC, Word.IRREFLEXIVE)
"""The classes that say so of their instances, and that ``owl:sameAs`` is no instance of."""


def concerns(fresh: dict[int, Relation]) -> bool:
    """Tell whether new facts may be what is refused; axioms that rules are compiled from are not.

    Rules are compiled anew where there are such axioms, and what is refused is looked for then.
    """
    kinds = (*_TYPES, Word.ALL_DISJOINT_PROPERTIES)
    return any(p in fresh for p in (Word.PROPERTY_DISJOINT, Word.ASSERTION, Word.MEMBERS)) or (
        Word.TYPE in fresh and fresh[Word.TYPE].leads_to(kinds)
    )


def refuse(facts: Facts, terms: Terms) -> None:
    """Raise ClosureError if ``owl:sameAs`` is where a rule would start, or a list is endless."""
    for cell in _endless(facts):
        raise ClosureError(
            f"the list {terms.tokens[cell]} leads to its end and back to itself: leave out what "
            "gives it more than one rest, or makes it equal to another"
        )
    for predicate in _starting(facts, Axioms(facts)):
        raise ClosureError(
            f"{terms.tokens[predicate]} of {terms.tokens[Word.SAME]} is not reasoned about: "
            "leave the axiom out"
        )


def _starting(facts: Facts, axioms: Axioms) -> Iterator[int]:
    """Yield the words by which ``owl:sameAs`` is made a premise."""
    for predicate in _SUBJECTS:
        if any(value != Word.SAME for value, _ in axioms.values(Word.SAME, predicate)):
            yield predicate
    for predicate in _OBJECTS:
        if any(subject != Word.SAME for subject in facts[predicate].to(Word.SAME).pairs.tolist()):
            yield predicate
    for predicate in _LISTS:
        if any(Word.SAME in reading.members for _, reading in axioms.listed(predicate)):
            yield predicate
    yield from (kind for kind in _TYPES if len(facts.typed(_SAMENESS, kind)[0]))
    for node, _ in axioms.instances(Word.ALL_DISJOINT_PROPERTIES):
        for listing, _ in axioms.values(node, Word.MEMBERS):
            if any(Word.SAME in reading.members for reading in axioms.lists(listing)):
                yield Word.ALL_DISJOINT_PROPERTIES


def _endless(facts: Facts) -> Iterator[int]:
    """Yield the cells with a rest too many from which a way leads back, and another out."""
    cells = firsts(facts[Word.REST].rows.pairs)
    forked = distinct(cells[1:][cells[1:] == cells[:-1]]).tolist()
    if len(facts[Word.REST].of(Word.NIL).ids):
        forked.append(int(Word.NIL))
    for cell in forked:
        reached = _after(facts, cell)
        if cell in reached and (cell == Word.NIL or Word.NIL in reached):
            yield cell


def _after(facts: Facts, cell: int) -> set[int]:
    reached: set[int] = set()
    waiting = [cell]
    while waiting:
        rests = set(facts[Word.REST].of(waiting.pop()).pairs.tolist()) - reached
        reached |= rests
        waiting += rests
    return reached


_SAMENESS = np.array([Word.SAME], np.int64)
