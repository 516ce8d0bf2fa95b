"""Noun phrases that tell of something by themselves: summits, wars, tenures of office."""

from collections.abc import Iterator
from functools import lru_cache

from graph.extraction.clauses import Parse
from graph.extraction.frames import Fill, Frame
from graph.extraction.items import Mention
from graph.extraction.types import is_a
from graph.rules import Emission, Phrase, rules

__all__ = ["described_events", "emitted", "filled", "phrase_of"]


@lru_cache
def _phrases() -> dict[str, Phrase]:
    return {phrase.id: phrase for phrase in rules().phrases}


def phrase_of(mention: Mention) -> Phrase | None:
    """Return the phrase by which a mention was read, or None."""
    return _phrases().get(mention.rule)


def filled(mention: Mention) -> Iterator[Fill]:
    """Yield what the parts of a noun phrase say of what it means ("the Paris summit")."""
    phrase = phrase_of(mention)
    for name, part in mention.parts:
        prop = _property(phrase, name, part) if phrase else ""
        if prop and not part.anaphor:
            yield Fill(prop, part, part.span)
    for name, words in mention.texts:
        written = phrase.roles.get(name, "") if phrase else ""
        if isinstance(written, str) and written:
            yield Fill(written, words, mention.span)


def _property(phrase: Phrase, name: str, part: Mention) -> str:
    prop = phrase.roles.get(name, "")
    if isinstance(prop, str):
        return prop
    return next((chosen for kind, chosen in prop.items() if is_a(part.type, [kind])), "")


def described_events(parse: Parse, sentence: int) -> Iterator[Frame]:
    """Yield the events that noun phrases name, as far as their sentence lets them have happened."""
    for at, item in enumerate(parse.items):
        for mention in item.mention.walk() if item.mention else ():
            if mention.is_a("Event") and not mention.anaphor:
                fills = list(filled(mention))
                if fills:
                    yield _event(mention, fills, sentence, _mood(parse, at, mention))


def _event(mention: Mention, fills: list[Fill], sentence: int, modality: str) -> Frame:
    frame = Frame(mention.type, mention.rule, mention.span, mention.span, sentence, fills)
    dates = [part for _, part in mention.parts if part.type == "Date"]
    if dates:
        frame.set_date(dates[-1])
    frame.modality, frame.mention = modality, mention
    return frame


def _mood(parse: Parse, at: int, mention: Mention) -> str:
    """Return empty unless an adjective or the verb around it leaves the event open."""
    if mention.modality:
        return mention.modality
    around = [clause.group for clause in parse.clauses if clause.group.end <= at < clause.end]
    lexicon = rules().lexicon
    for group in around:
        if group.modal or group.negated:
            return lexicon.modals.get(group.modal, "Hypothetical")
        if group.form == "infinitive" and not (mention.key and mention.is_a("ArmedConflict")):
            return "Desired"  # nobody plans "the Syrian Civil War" by naming it
    return ""


def emitted(mention: Mention) -> Iterator[tuple[Phrase, Emission, Mention]]:
    """Yield the situations that a mention and its parts imply ("President X": a tenure)."""
    for part in mention.walk():
        for phrase in _phrases().values():
            for emission in phrase.emits:
                if _implies(phrase, emission, part):
                    yield phrase, emission, part


def _implies(phrase: Phrase, emission: Emission, mention: Mention) -> bool:
    """Tell whether a mention was read by a phrase, or got the parts that the phrase adds."""
    wanted = set(emission.roles.values()) - {"self"}
    parts = {name for name, part in mention.parts if part.parts}
    if not parts & wanted:
        return False
    added = phrase.type == "" and (phrase.id, mention.rule) != (mention.rule, phrase.id)
    own = mention.rule == phrase.id
    return own or (added and not _phrases()[mention.rule].emits)
