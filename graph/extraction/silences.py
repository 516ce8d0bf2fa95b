"""Silences: why nothing was read in a sentence, as far as its words tell."""

from collections.abc import Callable, Iterator

from graph.extraction.capitals import Capitals
from graph.extraction.chunker import chunk
from graph.extraction.clauses import Parse
from graph.extraction.lexical import lexical_items
from graph.extraction.triggers import nouns, verbs
from graph.extraction.verbs import VerbGroup
from graph.reading import Document, Sentence, tokens
from graph.reference import decided

__all__ = ["open_pronouns", "parses", "why_silent"]

_KINDS = {
    "heading": "it is a heading",
    "caption": "it is a caption",
    "cell": "it is a cell of a table, and read by itself",
    "furniture": "it is not part of the article",
}
_PRONOUNS = {"it", "they", "he", "she"}


def parses(document: Document) -> Iterator[Parse]:
    """Yield the phrases and verbs of each sentence, by themselves."""
    text, meant, capitals = document.text, decided(document.text), Capitals()
    for sentence in document.sentences:
        words = lexical_items(text, tokens(text, sentence.span), meant)
        yield Parse(chunk(capitals.read(words)))


def why_silent(sentence: Sentence, parse: Parse) -> str:
    """Return the first reason that applies, in words that go on from "nothing was read:"."""
    kind = _KINDS.get(sentence.block.kind, "")
    return kind or next(filter(None, (reason(parse) for reason in _REASONS)), "")


def open_pronouns(parse: Parse) -> list[int]:
    """Return the items that are pronouns and could stand for somebody or something."""
    return [n for n, item in enumerate(parse.items) if item.norm in _PRONOUNS]


def _no_trigger(parse: Parse) -> str:
    return "" if _triggers(parse) or _nouns(parse) else "it has no verb or noun that a rule knows"


def _nobody(parse: Parse) -> str:
    named = any(item.mention and item.mention.type != "Date" for item in parse.items)
    return "" if named else f"{_told(parse)} of something, but nobody and nothing is named"


def _only_possible(parse: Parse) -> str:
    groups = _triggers(parse)
    open_ = groups and not _nouns(parse) and all(_is_open(group) for group in groups)
    return f"{_told(parse)} of something, but not that it happened" if open_ else ""


def _not_in_place(parse: Parse) -> str:
    return f"{_told(parse)} of something, but not all that its rule asks for is found beside it"


_REASONS: tuple[Callable[[Parse], str], ...] = (
    _no_trigger,
    _nobody,
    _only_possible,
    _not_in_place,
)
"""Tried in turn; the last one always applies."""


def _is_open(group: VerbGroup) -> bool:
    return bool(group.modal) or group.negated or group.form in {"infinitive", "gerund"}


def _told(parse: Parse) -> str:
    words = [parse.items[group.main].norm for group in _triggers(parse)] + _nouns(parse)
    quoted = ", ".join(f"“{word}”" for word in dict.fromkeys(words))
    return f"{quoted} may tell"


def _triggers(parse: Parse) -> list[VerbGroup]:
    return [group for group in parse.groups if group.lemma in verbs()]


def _nouns(parse: Parse) -> list[str]:
    return [
        item.norm
        for at, item in enumerate(parse.items)
        if not item.mention
        and not parse.is_verb(at)
        and (item.norm in nouns() or item.norm.removesuffix("s") in nouns())
    ]
