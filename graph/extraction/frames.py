"""Frames: events and situations as a text tells of them, before they are given names."""

from dataclasses import dataclass, field

from graph.extraction.items import Mention
from graph.extraction.types import is_a
from graph.facts import Antecedent, Span

__all__ = ["UNSTATED", "Fill", "Frame", "Part", "Said"]

UNSTATED = "unstated"
"""Modality of what a noun or gerund thinks of, without a word on whether it happened."""


@dataclass(slots=True)
class Fill:
    """One role: a property of the ontology, who or what fills it, and where that is read."""

    property: str
    value: "Mention | Frame | str"
    span: Span


@dataclass(frozen=True, slots=True)
class Part:
    """One thing said, in words; ``modality`` is empty where its verb leaves that to the speaker."""

    words: str
    span: Span
    modality: str = ""
    antecedents: tuple[Antecedent, ...] = ()


@dataclass(slots=True)
class Said:
    """What a speech act says: its words, literal ones, and how the speaker holds them."""

    modality: str
    polarity: str
    words: str = ""
    span: Span | None = None
    parts: tuple[Part, ...] = ()
    """The words clause by clause."""
    quotations: list[tuple[str, Span]] = field(default_factory=list)
    scope: tuple[Span, ...] = ()
    """Where verbs and nouns are the speaker's, not the document's."""


@dataclass(slots=True, eq=False)
class Frame:
    """An event or situation; ``modality`` is empty where the text says that it happened or is."""

    type: str
    rule: str
    span: Span
    trigger: Span
    sentence: int
    fills: list[Fill] = field(default_factory=list)
    edtf: str = ""
    date_span: Span | None = None
    date_decided: tuple[Antecedent, ...] = ()
    """The decisions on which the date rests, where it is not written in full."""
    elaborated: bool = False
    """Whether a gerund of the same kind tells what it was ("approached X, requesting Y")."""
    after: "tuple[Frame, Span] | None" = None
    """The event told of before that it followed, and the word that says so ("later")."""
    modality: str = ""
    polarity: str = "Affirmative"
    said: Said | None = None
    within: "Frame | None" = None
    """The speech act whose content this is."""
    mention: Mention | None = None
    """The noun phrase that names it, if one does."""
    twin: "Frame | None" = None
    """The telling of the same event elsewhere, as a fact, where this one only refers to it."""
    title: str = ""
    """Its words, where its class says too little of it."""
    bearers: list[Mention] = field(default_factory=list)
    """What bears the properties itself, where there is no event."""

    def set_date(self, date: Mention) -> None:
        """Give it a date that is written somewhere."""
        self.edtf, self.date_span, self.date_decided = date.edtf, date.span, date.antecedents

    def values(self, name: str) -> list["Mention | Frame | str"]:
        """Return what fills a role."""
        return [fill.value for fill in self.fills if fill.property == name]

    @property
    def is_stance(self) -> bool:
        """Whether it is no event but somebody's position, such as an assessment."""
        return is_a(self.type, ["Claim"])

    @property
    def is_fact(self) -> bool:
        """Whether the document itself states that it happened, or that somebody holds it."""
        held = self.polarity == "Affirmative" or self.is_stance
        return held and not self.modality and self.within is None
