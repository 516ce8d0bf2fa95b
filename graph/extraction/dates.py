"""Dates as texts write them, turned into EDTF; nothing that is not written is added.

>>> [date_at("in summer 2008 and on 27 May 1997", at) for at in (3, 22)]
[Written(edtf='2008-22', length=11), Written(edtf='1997-05-27', length=11)]
>>> date_at("May came", 0)
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from edtf import parse_edtf
from pyparsing import ParseException

__all__ = ["DAY", "MONTH", "Written", "bounds", "date_at", "month_number"]

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MONTH = {name: f"{n:02}" for n, name in enumerate(_MONTHS, 1)}
_MONTH |= {name[:3]: code for name, code in _MONTH.items()} | {"Sept": "09"}
_SEASON = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
MONTH = rf"(?P<month>{'|'.join(sorted(_MONTH, key=len, reverse=True))})\.?"
_Y = r"(?P<year>1[0-9]\d\d|20\d\d)(?![\d%]|[.,]\d)"
DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_S = rf"(?P<season>{'|'.join(_SEASON)})"
_PLAIN = re.compile(r"(?!0000)\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?")
_Parts = dict[str, str]


def month_number(name: str) -> int:
    """Return the number of a month by its name or an abbreviation of it."""
    return int(_MONTH[name])


def _month(parts: _Parts, name: str = "month") -> str:
    return _MONTH[parts[name]]


_FORMS: tuple[tuple[str, Callable[[_Parts], str]], ...] = (
    (rf"{DAY} ?(?:of )?{MONTH},? {_Y}", lambda p: f"{p['year']}-{_month(p)}-{int(p['day']):02}"),
    (rf"{MONTH} {DAY},? {_Y}", lambda p: f"{p['year']}-{_month(p)}-{int(p['day']):02}"),
    (r"(?P<year>\d{4})-(?P<m>\d\d)-(?P<day>\d\d)", lambda p: f"{p['year']}-{p['m']}-{p['day']}"),
    (
        rf"(?:(?:between|from) )?{DAY}(?: ?[-–] ?| (?:to|and) )(?P<last>\d{{1,2}}) {MONTH},? {_Y}",
        lambda p: (
            f"{p['year']}-{_month(p)}-{int(p['day']):02}/{p['year']}-{_month(p)}-{int(p['last']):02}"
        ),
    ),
    (
        rf"(?:(?:between|from) )?(?P<first>\d{{1,2}}) (?P<begun>{'|'.join(_MONTHS)})"
        rf"(?: ?[-–] ?| (?:to|and|until) ){DAY} {MONTH},? {_Y}",
        lambda p: (
            f"{p['year']}-{_month(p, 'begun')}-{int(p['first']):02}"
            f"/{p['year']}-{_month(p)}-{int(p['day']):02}"
        ),
    ),
    (rf"{MONTH},? (?:of )?{_Y}", lambda p: f"{p['year']}-{_month(p)}"),
    (rf"(?:the )?{_S} (?:of )?{_Y}", lambda p: f"{p['year']}-{_SEASON[p['season']]}"),
    (rf"{_Y} ?[-–] ?(?P<last>\d{{4}})", lambda p: f"{p['year']}/{p['last']}"),
    (rf"{_Y} ?[-–] ?(?P<last>\d\d)(?!\d)", lambda p: f"{p['year']}/{p['year'][:2]}{p['last']}"),
    (
        rf"(?:between|from) {_Y} (?:and|to|until) (?P<last>\d{{4}})",
        lambda p: f"{p['year']}/{p['last']}",
    ),
    (r"(?:the )?(?P<decade>1[0-9]\d|20\d)0s", lambda p: f"{p['decade']}X"),
    (_Y, lambda p: p["year"]),
)
_COMPILED = tuple((re.compile(rf"{form}\b"), build) for form, build in _FORMS)


@dataclass(frozen=True, slots=True)
class Written:
    """A date as EDTF and the number of characters in which it is written."""

    edtf: str
    length: int


def date_at(text: str, at: int) -> Written | None:
    """Return the longest date that begins at an offset, or None."""
    best: Written | None = None
    for form, build in _COMPILED:
        match = form.match(text, at)
        if match and (best is None or match.end() - at > best.length):
            edtf = build({name: part for name, part in match.groupdict().items() if part})
            best = Written(edtf, match.end() - at) if _is_edtf(edtf) else best
    return best


@lru_cache(maxsize=10_000)
def bounds(edtf: str) -> tuple[date | None, date | None]:
    """Return the earliest and the latest day of an EDTF date; None where it is open.

    >>> bounds("2008-22")
    (datetime.date(2008, 6, 1), datetime.date(2008, 8, 31))
    """
    first, _, last = edtf.partition("/")
    if _PLAIN.fullmatch(first) and _PLAIN.fullmatch(last or first):
        return _plain(first)[0], _plain(last or first)[1]
    parsed = parse_edtf(edtf)
    return _day(parsed.lower_strict()), _day(parsed.upper_strict())


def _plain(written: str) -> tuple[date, date]:
    """Return the first and the last day of a year, a month or a day.

    The grammar of the library takes 15 ms for a date; most dates need none.
    """
    year, month, day = (int(part) for part in f"{written}-0-0".split("-")[:3])
    if day:
        return date(year, month, day), date(year, month, day)
    first, last = (month, month) if month else (1, 12)
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _day(moment: object) -> date | None:
    return date(*moment[:3]) if isinstance(moment, tuple) else None


def _is_edtf(edtf: str) -> bool:
    try:
        earliest, latest = bounds(edtf)
    except (ParseException, ValueError):
        return False
    return earliest is not None and latest is not None and earliest <= latest
