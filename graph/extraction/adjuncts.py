"""Adjuncts: when, where and on what occasion something happens, whatever it is."""

from dataclasses import replace

from graph.extraction.frames import Fill, Frame
from graph.extraction.items import Mention
from graph.extraction.nominals import filled
from graph.rules import rules

__all__ = ["fill_adjunct", "set_date"]

_AT = {"in", "on", "at", "during", ""}
_SINCE = {"since", "from"}
_BY = {"by"}


def fill_adjunct(
    frame: Frame, preposition: str, mention: Mention, *, opening: bool = False
) -> None:
    """Fill when, where and on what occasion, as the lexicon has it for events of every kind.

    Only a date that opens a clause says by when the event was over: "began to build one by 2018"
    tells of the plan.
    """
    if mention.type == "Date":
        set_date(frame, preposition, mention, opening=opening)
        return
    table = rules().lexicon.adjuncts.get(preposition, {})
    prop = next((prop for kind, prop in table.items() if mention.is_a(kind)), "")
    untold = mention.is_a("Event") and not any(filled(mention))  # "at a session": which one?
    if not prop or mention.anaphor or untold:
        return
    frame.fills.append(Fill(prop, mention, mention.span))
    date = mention.part("date")
    if date and not frame.edtf:
        frame.set_date(date)


def set_date(frame: Frame, preposition: str, mention: Mention, *, opening: bool = False) -> None:
    """Give a frame that has no date yet the one after a preposition, or after none."""
    if frame.edtf:
        return
    if preposition in _AT:
        frame.set_date(mention)
    elif preposition in _SINCE and "/" not in mention.edtf:
        frame.set_date(replace(mention, edtf=f"{mention.edtf}/.."))
    elif opening and preposition in _BY and "/" not in mention.edtf:
        frame.set_date(replace(mention, edtf=f"../{mention.edtf}"))
