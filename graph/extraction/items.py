"""Items: what a sentence is made of once words are recognised, and mentions among them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.extraction.types import is_a
from graph.facts import Antecedent, Span
from graph.reading import Token

__all__ = ["Item", "Mention", "text_of", "without_article"]

_ARTICLE = re.compile(r"^(?:the|an?|its|their|his|her|this|these|those|both) (?=.)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a sentence that means somebody, something or some time.

    ``key`` identifies it within the world: that of an entity of the reference data, a canonical
    label, or empty where the text leaves it anonymous. ``parts`` are (role, mention) pairs, whose
    role is ``member`` in a group; ``texts`` are (role, words) pairs of parts that are not mentions.
    """

    type: str
    label: str
    span: Span
    key: str = ""
    rule: str = ""
    parts: tuple[tuple[str, "Mention"], ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    adjective: bool = False
    anaphor: bool = False
    plural: bool = False
    edtf: str = ""
    modality: str = ""
    antecedents: tuple[Antecedent, ...] = ()

    @property
    def members(self) -> tuple["Mention", ...]:
        """The members of a group; of anything else, itself."""
        found = tuple(part for role, part in self.parts if role == "member")
        return found or (self,)

    def part(self, role: str) -> "Mention | None":
        """Return the part that plays a role, or None."""
        return next((part for name, part in self.parts if name == role), None)

    def is_a(self, *wanted: str) -> bool:
        """Tell whether it means one of the wanted kinds of thing, in its own right."""
        return not self.adjective and is_a(self.type, wanted)

    def walk(self) -> Iterator["Mention"]:
        """Yield the mention and all its parts."""
        yield self
        for _, part in self.parts:
            yield from part.walk()


@dataclass(frozen=True, slots=True)
class Item:
    """One or more tokens that are read as one; ``tags`` say as what."""

    tokens: tuple[Token, ...]
    tags: frozenset[str] = frozenset()
    mention: Mention | None = None
    lemma: str = field(default="", compare=False)

    @property
    def norm(self) -> str:
        """Its words in lower case, separated by blanks."""
        return " ".join(token.norm for token in self.tokens)

    @property
    def span(self) -> Span:
        """Where it stands in the document."""
        return Span(self.tokens[0].span.start, self.tokens[-1].span.end)

    def has(self, *tags: str) -> bool:
        """Tell whether it bears one of the tags."""
        return not self.tags.isdisjoint(tags)

    def is_mention(self, *types: str) -> bool:
        """Tell whether it is a mention, of one of the types where any is given."""
        return self.mention is not None and (not types or self.mention.is_a(*types))


def text_of(tokens: tuple[Token, ...]) -> str:
    """Return the words of tokens, spaced as they were, without the footnote marks between them."""
    words = ""
    end = None
    for token in tokens:
        glued = end is None or token.span.start == end or token.text in ",.;:)"
        words += token.text if glued else f" {token.text}"
        end = token.span.end
    return words


def without_article(words: str) -> str:
    """Return words without the article or possessive before them.

    >>> without_article("The North Atlantic Council")
    'North Atlantic Council'
    """
    return _ARTICLE.sub("", words)
