"""Dates that lean on the one before: "on 4 October", "the next day", "later that year".

A date without a year is of the year of the last date in the same section; so is a day counted
from it. Both are recorded as decisions, for what they lean on is only the likeliest.

>>> leaning_at("On 4 October NATO met.", 3, "2001-09-12")
Written(edtf='2001-10-04', length=9)
>>> leaning_at("The next day it met.", 0, "2001-12-31")
Written(edtf='2002-01-01', length=12)
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from graph.extraction.dates import DAY, MONTH, Written, month_number

__all__ = ["leaning_at"]

_MONTH_FIRST = rf"{MONTH} {DAY}".replace("<month>", "<m>").replace("<day>", "<d>")
_YEARLESS = re.compile(
    rf"(?:{DAY} ?(?:of )?{MONTH}|(?<!\bin )(?<!\bIn ){_MONTH_FIRST})\b(?![-–]| ?\d)"
)
_FULL = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_FAR = 6
"""Months back from which on a date is more likely one of the year after."""


def _shifted(days: int) -> Callable[[re.Match[str]], str]:
    def build(before: re.Match[str]) -> str:
        if not before[3]:
            return ""
        return (date.fromisoformat(before[0]) + timedelta(days)).isoformat()

    return build


_RELATIVE: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(rf"(?:{words})\b", re.IGNORECASE), build)
    for words, build in (
        ("the (?:next|following) day|the day after(?=[,.])", _shifted(1)),
        ("(?:the|that) (?:very )?same day|that (?:very )?day", _shifted(0)),
        ("(?:the|that) same year|that year", lambda before: before[1]),
        ("the (?:next|following) year", lambda before: str(int(before[1]) + 1)),
        ("(?:the|that) same month|that month", lambda b: f"{b[1]}-{b[2]}" if b[2] else ""),
    )
)


def leaning_at(text: str, at: int, before: str) -> Written | None:
    """Return the date at an offset that leans on the one before, given as EDTF, or None."""
    known = _FULL.fullmatch(before)
    if known is None:
        return None
    match = _YEARLESS.match(text, at)
    if match:
        edtf = _in_year(match, known)
        return Written(edtf, match.end() - at) if edtf else None
    for words, build in _RELATIVE:
        match = words.match(text, at)
        edtf = build(known) if match else ""
        if match and edtf:
            return Written(edtf, match.end() - at)
    return None


def _in_year(match: re.Match[str], known: re.Match[str]) -> str:
    """Return a day in the year of the date before, unless that leads far back in the year."""
    month, day = month_number(match["month"] or match["m"]), int(match["day"] or match["d"])
    if known[2] and int(known[2]) - month >= _FAR:
        return ""
    try:
        return date(int(known[1]), month, day).isoformat()
    except ValueError:  # 30 February
        return ""
