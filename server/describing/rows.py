"""A property and its values as a page shows them, each value with what it rests on."""

from dataclasses import dataclass

from server.describing.evidence import Quote
from server.labels import Shown

__all__ = ["Row", "Value"]


@dataclass(frozen=True, slots=True)
class Value:
    """What a property leads to, where that is from, and the page of its proof."""

    object: Shown
    origin: str
    quotes: tuple[Quote, ...] = ()
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A property and its values; read ``backwards`` where they lead to the page's thing."""

    predicate: Shown
    values: tuple[Value, ...]
    key: str
    """The property's local name, after a caret where it is read backwards."""
    words: str = ""
    """What is read instead of the property's name, where that is to be had."""

    @property
    def backwards(self) -> bool:
        """Tell whether the values lead to the thing, not the thing to them."""
        return self.key.startswith("^")
