"""A contradiction in one sentence that names no blank node, whose name differs from run to run."""

from graph.reasoning.contradictions import Contradiction, contradictions
from graph.reasoning.engine import Engine
from graph.reasoning.proofs import triple_of

__all__ = ["sentence", "sentences"]


def sentences(engine: Engine) -> tuple[str, ...]:
    """Return each contradiction as a sentence, sorted."""
    return tuple(sorted({sentence(engine, found) for found in contradictions(engine)}))


def sentence(engine: Engine, found: Contradiction) -> str:
    """Return a contradiction as a sentence."""
    stated = [" ".join(map(_named, triple_of(engine, number))) for number in found.premises]
    if len(found.terms) == 1:
        stated.append(f"{_named(engine.terms.tokens[found.terms[0]])} has no value")
    elif found.terms:
        one, other = (_named(engine.terms.tokens[term]) for term in found.terms)
        stated.append(f"{one} is the same as {other}")
    return f"{found.rule}: it cannot be that {'; '.join(stated)}"


def _named(token: str) -> str:
    return "an anonymous node" if token.startswith("_:") else token
