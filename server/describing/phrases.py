"""A triple as a clause that can be read out."""

from collections.abc import Mapping

__all__ = ["clause"]

_SPECIAL: Mapping[str, str] = {
    "type": "is a",
    "sub class of": "is a kind of",
    "sub property of": "is a kind of",
}
_ENDINGS = ("of", "to", "in", "from", "with", "by", "during", "on", "at", "for")
_VERBS = ("has", "holds", "acts", "cooperates", "participates", "succeeds", "changes", "causes")


def clause(subject: str, predicate: str, value: str) -> str:
    """Return a triple in words, by the shape of the property's label.

    >>> clause("Paris", "capital of", "France")
    'Paris is capital of France'
    >>> clause("the summit", "place", "Paris")
    'the summit has Paris as place'
    """
    words = predicate.split()
    if predicate in _SPECIAL:
        return f"{subject} {_SPECIAL[predicate]} {value}"
    if words[0] in _VERBS:
        return f"{subject} {predicate} {value}"
    if words[-1] in _ENDINGS:
        return f"{subject} is {predicate} {value}"
    return f"{subject} has {value} as {predicate}"
