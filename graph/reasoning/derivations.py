"""Many proofs as one: each triple is derived once, from triples that stand before it.

A proof of its own repeats what it shares with others; a step is written once here, in the way that
it was found first. As its premises are there already, no triple can rest on itself.
"""

from collections.abc import Iterable, Iterator

from graph.reasoning.proofs import Proof, ProofStep
from graph.reasoning.vocabulary import Word

__all__ = ["is_axiom", "together"]

_WORDS = frozenset(f"<{word.iri}>" for word in Word)
_OF_INDIVIDUALS = frozenset(f"<{word.iri}>" for word in (Word.TYPE, Word.SAME, Word.DIFFERENT))
_KINDS = frozenset(f"<{word.iri}>" for word in (Word.THING, Word.NOTHING, Word.LITERAL))
_TYPE = f"<{Word.TYPE.iri}>"


def together(proofs: Iterable[Proof]) -> Proof:
    """Return the steps of proofs, each triple once, each after all that it rests on."""
    steps: list[ProofStep] = []
    places: dict[tuple[str, str, str], int] = {}
    for proof in proofs:
        for triple, rule, premises in _fresh(proof, places):
            places[triple] = len(steps)
            steps.append(ProofStep(triple, rule, premises))
    return Proof(tuple(steps))


def _fresh(proof: Proof, places: dict[tuple[str, str, str], int]) -> Iterator[ProofStep]:
    for step in proof.steps:
        if step.triple not in places:
            premises = (places[proof.steps[premise].triple] for premise in step.premises)
            yield ProofStep(step.triple, step.rule, tuple(premises))


def is_axiom(triple: tuple[str, str, str]) -> bool:
    """Tell whether a triple speaks of classes and properties, and not of individuals.

    >>> type_of = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    >>> is_axiom(("<urn:x:p>", type_of, "<http://www.w3.org/2002/07/owl#TransitiveProperty>"))
    True
    >>> is_axiom(("<urn:x:paris>", type_of, "<urn:x:Capital>"))
    False
    """
    if triple[1] == _TYPE:
        return triple[2] in _WORDS - _KINDS
    return triple[1] in _WORDS - _OF_INDIVIDUALS
