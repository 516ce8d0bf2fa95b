"""A trial of one rule on a text: what it finds, in words, as its examples state it."""

from graph.extraction.frames import Fill, Frame
from graph.extraction.items import Mention
from graph.extraction.nominals import emitted, filled, phrase_of
from graph.extraction.pipeline import Found
from graph.facts import Span
from graph.reading import Document
from graph.rules import Phrase

__all__ = ["findings"]


def findings(
    rule: str, document: Document, found: Found, within: Span, *, facts_only: bool = False
) -> dict[str, list[str]]:
    """Return label, or words, of what a rule finds in a stretch of text, by property.

    With ``facts_only``, what the text leaves open or a speaker says does not count as found.
    """
    words: dict[str, list[str]] = {}
    for frame in found.frames:
        counts = frame.is_fact or not facts_only
        if counts and frame.rule == rule and within.covers(frame.trigger):
            _note_frame(words, frame)
    for number, mention in found.mentions:
        if within.covers(document.sentences[number - 1].span):
            for part in mention.walk():
                _note_mention(words, rule, part)
    return words


def _note_frame(words: dict[str, list[str]], frame: Frame) -> None:
    for fill in frame.fills:
        _note(words, fill)
    for bearer in frame.bearers:
        words.setdefault("bearer", []).append(bearer.label)
    if frame.edtf:
        words.setdefault("date", []).append(frame.edtf)
    if frame.said:
        for said in (frame.said.words, *(quote for quote, _ in frame.said.quotations)):
            if said:
                words.setdefault("says", []).append(said)


def _note_mention(words: dict[str, list[str]], rule: str, mention: Mention) -> None:
    if mention.rule == rule and not mention.antecedents and not mention.is_a("Event"):
        for fill in filled(mention):
            _note(words, fill)
    read_by = phrase_of(mention)
    if read_by and rule == read_by.id:
        _note_links(words, read_by, mention)
    for phrase, emission, part in emitted(mention):
        if phrase.id == rule and part is mention:
            groups = {
                name: part if g == "self" else part.part(g) for name, g in emission.roles.items()
            }
            for name, value in groups.items():
                if value:
                    words.setdefault(name, []).append(value.label)


def _note_links(words: dict[str, list[str]], phrase: Phrase, mention: Mention) -> None:
    for link in phrase.claims if phrase.id == mention.rule else ():
        whole = mention.part(link.object)
        if whole:
            words.setdefault(link.property, []).append(whole.label)


def _note(words: dict[str, list[str]], fill: Fill) -> None:
    value = fill.value
    text = value if isinstance(value, str) else _name(value)
    noted = words.setdefault(fill.property, [])
    if text not in noted:
        noted.append(text)


def _name(value: Mention | Frame) -> str:
    return value.label if isinstance(value, Mention) else value.type
