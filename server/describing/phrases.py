"""A triple as a clause that can be read out."""

__all__ = ["clause"]

_ENDINGS = ("of", "to", "in", "from", "with", "by", "during", "on", "at", "for")
_VERBS = ("has", "holds", "acts", "cooperates", "participates", "succeeds", "changes", "causes")


def clause(subject: str, predicate: str, value: str) -> str:
    """Return a triple in words, by the shape of the property's label.

    >>> clause("Paris", "capital of", "France")
    'Paris is capital of France'
    >>> clause("the summit", "place", "Paris")
    'the place of the summit is Paris'
    """
    words = predicate.split()
    if predicate == "type":
        return f"{subject} is a {value}"
    if words[0] in _VERBS:
        return f"{subject} {predicate} {value}"
    if words[-1] in _ENDINGS:
        return f"{subject} is {predicate} {value}"
    return f"the {predicate} of {subject} is {value}"
