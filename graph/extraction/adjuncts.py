"""Adjuncts: when, where and on what occasion something happens, whatever it is."""

from graph.extraction.frames import Fill, Frame
from graph.extraction.items import Mention
from graph.extraction.nominals import filled
from graph.rules import rules

__all__ = ["fill_adjunct", "set_date"]

_AT = {"in", "on", "at", "during", ""}
_SINCE = {"since", "from"}


def fill_adjunct(frame: Frame, preposition: str, mention: Mention) -> None:
    """Fill when, where and on what occasion, as the lexicon has it for events of every kind."""
    if mention.type == "Date":
        set_date(frame, preposition, mention)
        return
    table = rules().lexicon.adjuncts.get(preposition, {})
    prop = next((prop for kind, prop in table.items() if mention.is_a(kind)), "")
    untold = mention.is_a("Event") and not any(filled(mention))  # "at a session": which one?
    if not prop or mention.anaphor or untold:
        return
    frame.fills.append(Fill(prop, mention, mention.span))
    date = mention.part("date")
    if date and not frame.edtf:
        frame.edtf, frame.date_span = date.edtf, date.span


def set_date(frame: Frame, preposition: str, mention: Mention) -> None:
    """Give a frame that has no date yet the one after a preposition, or after none."""
    if frame.edtf:
        return
    if preposition in _AT:
        frame.edtf, frame.date_span = mention.edtf, mention.span
    elif preposition in _SINCE and "/" not in mention.edtf:
        frame.edtf, frame.date_span = f"{mention.edtf}/..", mention.span
