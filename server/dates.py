"""Dates in words: EDTF as people say it."""

import re
from calendar import month_name

__all__ = ["spoken"]

_PARTS = {f"{number:02}": month for number, month in enumerate(month_name) if number} | {
    "21": "spring",
    "22": "summer",
    "23": "autumn",
    "24": "winter",
}
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%]?)")
_DOUBT = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}


def spoken(date: str) -> str:
    """Return a date in words, and as it is where it is more than that.

    >>> [spoken(date) for date in ("2002-05-28", "2008-22", "1999~", "2008-08/2009-03", "1991/..")]
    ['28 May 2002', 'summer 2008', 'about 1999', 'August 2008 to March 2009', 'since 1991']
    """
    ends = date.split("/")
    if len(ends) == 2:
        return _interval(*ends)
    match = _DATE.fullmatch(date)
    if match is None or (match[2] and match[2] not in _PARTS):
        return date
    words = [str(int(match[3])) if match[3] else "", _PARTS.get(match[2] or "", ""), match[1]]
    return _DOUBT[match[4]] + " ".join(word for word in words if word)


def _interval(start: str, end: str) -> str:
    """Say an interval, of which one end or both may be open or unknown."""
    first, last = (not each.strip(".") for each in (start, end))
    if first and last:
        return "at some time"
    if first:
        return f"until {spoken(end)}"
    return f"since {spoken(start)}" if last else f"{spoken(start)} to {spoken(end)}"
