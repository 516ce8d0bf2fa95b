"""The datatypes of OWL 2 RL by their value spaces.

A value is what its identity is in XSD 1.1: ``1`` and ``1.0`` are one decimal; the same instant in
two time zones, and the two zeros of a float, are equal but are two values.
https://www.w3.org/TR/owl2-profiles/#Entities_3

>>> value_of("01", str(XSD.integer)) == value_of("1.0", str(XSD.decimal))
True
>>> value_of("300", str(XSD.byte)) is ILL_TYPED
True
>>> contains(str(XSD.byte), value_of("300", str(XSD.integer)))
False
"""

import re
import struct
from base64 import b64decode
from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from xml.etree.ElementTree import ParseError, canonicalize

from rdflib import RDF, RDFS, XSD, URIRef

__all__ = ["DATATYPES", "ILL_TYPED", "LANG_STRING", "Value", "contains", "covers", "value_of"]


@dataclass(frozen=True, slots=True)
class Value:
    """What a literal stands for: a kind of value and which one; kinds share no value."""

    kind: str
    key: Hashable


ILL_TYPED: Final = Value("ill-typed", None)
"""Stands for what a literal means whose words are none of its datatype's."""

LANG_STRING = str(RDF.langString)


@dataclass(frozen=True, slots=True)
class _Datatype:
    read: Callable[[str], Value | None]
    holds: Callable[[Value], bool]


def value_of(words: str, datatype: str, language: str = "") -> Value | None:
    """Return a literal's value, ``ILL_TYPED``, or nothing where the datatype is unknown."""
    if language:
        return Value("tagged", (words, language.lower()))
    if datatype not in DATATYPES:
        return None
    known = DATATYPES[datatype]
    value = known.read(words)
    return value if value is not None and known.holds(value) else ILL_TYPED


def contains(datatype: str, value: Value) -> bool:
    """Tell whether a value belongs to a datatype that is known."""
    return value is not ILL_TYPED and DATATYPES[datatype].holds(value)


_SPACE = " \t\n\r"
_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
_FLOAT = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|[+-]?INF|NaN", re.ASCII)
_DATE_TIME = re.compile(
    r"(-?(?:[1-9]\d{3,}|0\d{3}))-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
    r"T(?:([01]\d|2[0-3]):([0-5]\d):([0-5]\d(?:\.\d+)?)|(24):(00):(00(?:\.0+)?))"
    r"(Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))?",
    re.ASCII,
)
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_NAME_START = (
    r"A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D"
    r"\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_NAME_MORE = rf"{_NAME_START}\-.0-9\u00B7\u0300-\u036F\u203F-\u2040"


def _decimal(words: str) -> Value | None:
    stripped = words.strip(_SPACE)
    return _number(stripped) if _DECIMAL.fullmatch(stripped) else None


def _integer(words: str) -> Value | None:
    stripped = words.strip(_SPACE)
    return _number(stripped) if _INTEGER.fullmatch(stripped) else None


def _number(words: str) -> Value:
    whole, _, part = words.partition(".")
    if not part.strip("0"):
        return Value("decimal", int(Decimal(whole)) if whole.strip("+-") else 0)
    return Value("decimal", _exact(Decimal(words)))


def _exact(number: Decimal) -> tuple[int, int]:
    """Return digits and exponent without trailing zeros, whatever the number of digits."""
    sign, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)  # the words are those of a finite number
    text = "".join(map(str, digits)).lstrip("0")
    kept = text.rstrip("0")
    magnitude = int(Decimal(kept))
    return (-magnitude if sign else magnitude), exponent + len(text) - len(kept)


def _binary(kind: str, code: str) -> Callable[[str], Value | None]:
    def read(words: str) -> Value | None:
        stripped = words.strip(_SPACE)
        if not _FLOAT.fullmatch(stripped):
            return None
        return Value(kind, "NaN" if stripped == "NaN" else _packed(code, float(stripped)))

    return read


def _packed(code: str, number: float) -> bytes:
    try:
        return struct.pack(code, number)
    except OverflowError:  # beyond the largest float
        return struct.pack(code, float("inf") if number > 0 else float("-inf"))


def _boolean(words: str) -> Value | None:
    stripped = words.strip(_SPACE)
    if stripped not in ("true", "false", "1", "0"):
        return None
    return Value("boolean", stripped in ("true", "1"))


def _text(words: str) -> Value | None:
    return Value("text", words)


def _replaced(words: str) -> Value | None:
    return Value("text", re.sub(r"[\t\n\r]", " ", words))


def _collapsed(words: str) -> Value | None:
    return Value("text", " ".join(re.split(r"[ \t\n\r]+", words.strip(_SPACE))))


def _uri(words: str) -> Value | None:
    return Value("uri", " ".join(re.split(r"[ \t\n\r]+", words.strip(_SPACE))))


def _hex(words: str) -> Value | None:
    stripped = words.strip(_SPACE)
    if not re.fullmatch(r"([0-9A-Fa-f]{2})*", stripped):
        return None
    return Value("hex", bytes.fromhex(stripped))


def _base64(words: str) -> Value | None:
    try:
        return Value("base64", b64decode("".join(words.split()), validate=True))
    except ValueError:
        return None


def _date_time(words: str) -> Value | None:
    match = _DATE_TIME.fullmatch(words.strip(_SPACE))
    if match is None:
        return None
    year, month, day = (int(match[i]) for i in (1, 2, 3))
    if day > _DAYS[month - 1] + (month == 2 and _leap(year)):
        return None
    clock = (int(match[4] or 0), int(match[5] or 0), Decimal(match[6] or 0))
    date = _next_day(year, month, day) if match[7] else (year, month, day)
    return Value("instant", (date, clock, _offset(match[10])))


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _next_day(year: int, month: int, day: int) -> tuple[int, int, int]:
    if day < _DAYS[month - 1] + (month == 2 and _leap(year)):
        return year, month, day + 1
    return (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)


def _offset(zone: str | None) -> int | None:
    if zone is None or zone == "Z":
        return None if zone is None else 0
    minutes = int(zone[1:3]) * 60 + int(zone[4:])
    return -minutes if zone[0] == "-" else minutes


def _xml(words: str) -> Value | None:
    try:
        return Value("xml", canonicalize(f"<x>{words}</x>"))
    except ParseError:
        return None


def _plain(words: str) -> Value | None:
    text, _, language = words.rpartition("@")
    return Value("tagged", (text, language.lower())) if language else Value("text", text)


def _kinds(*kinds: str) -> Callable[[Value], bool]:
    return lambda value: value.kind in kinds


def _between(low: int | None, high: int | None) -> Callable[[Value], bool]:
    def holds(value: Value) -> bool:
        number = value.key
        if value.kind != "decimal" or not isinstance(number, int):
            return False
        return (low is None or low <= number) and (high is None or number <= high)

    return holds


def _matching(pattern: str) -> Callable[[Value], bool]:
    compiled = re.compile(pattern)
    return lambda value: value.kind == "text" and bool(compiled.fullmatch(str(value.key)))


def _stamped(value: Value) -> bool:
    return value.kind == "instant" and isinstance(value.key, tuple) and value.key[2] is not None


_TOKEN = r"(?! )[^\t\n\r]*(?<! )"

_INTERVALS: dict[URIRef, tuple[int | None, int | None]] = {
    XSD.integer: (None, None),
    XSD.nonNegativeInteger: (0, None),
    XSD.nonPositiveInteger: (None, 0),
    XSD.positiveInteger: (1, None),
    XSD.negativeInteger: (None, -1),
    XSD.long: (-(2**63), 2**63 - 1),
    XSD.int: (-(2**31), 2**31 - 1),
    XSD.short: (-(2**15), 2**15 - 1),
    XSD.byte: (-(2**7), 2**7 - 1),
    XSD.unsignedLong: (0, 2**64 - 1),
    XSD.unsignedInt: (0, 2**32 - 1),
    XSD.unsignedShort: (0, 2**16 - 1),
    XSD.unsignedByte: (0, 2**8 - 1),
}
"""The datatypes of whole numbers, by the least and the greatest that they hold."""

DATATYPES: dict[str, _Datatype] = {
    str(iri): _Datatype(read, holds)
    for iri, read, holds in (
        (RDFS.Literal, lambda _words: None, lambda value: value is not ILL_TYPED),
        (RDF.PlainLiteral, _plain, _kinds("text", "tagged")),
        (RDF.langString, lambda _words: None, _kinds("tagged")),
        (RDF.XMLLiteral, _xml, _kinds("xml")),
        (XSD.decimal, _decimal, _kinds("decimal")),
        *((iri, _integer, _between(*bounds)) for iri, bounds in _INTERVALS.items()),
        (XSD.float, _binary("float", ">f"), _kinds("float")),
        (XSD.double, _binary("double", ">d"), _kinds("double")),
        (XSD.string, _text, _kinds("text")),
        (XSD.normalizedString, _replaced, _matching(r"[^\t\n\r]*")),
        (XSD.token, _collapsed, _matching(rf"(?!.*  ){_TOKEN}")),
        (XSD.language, _collapsed, _matching(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")),
        (XSD.Name, _collapsed, _matching(f"[:{_NAME_START}][:{_NAME_MORE}]*")),
        (XSD.NCName, _collapsed, _matching(f"[{_NAME_START}][{_NAME_MORE}]*")),
        (XSD.NMTOKEN, _collapsed, _matching(f"[:{_NAME_MORE}]+")),
        (XSD.boolean, _boolean, _kinds("boolean")),
        (XSD.hexBinary, _hex, _kinds("hex")),
        (XSD.base64Binary, _base64, _kinds("base64")),
        (XSD.anyURI, _uri, _kinds("uri")),
        (XSD.dateTime, _date_time, _kinds("instant")),
        (XSD.dateTimeStamp, _date_time, _stamped),
    )
}
"""The datatypes of the profile: how to read one, and which values it holds."""

_ABOVE = {
    str(low): frozenset(map(str, high))
    for low, *high in (
        (XSD.NCName, XSD.Name, XSD.NMTOKEN, XSD.token, XSD.normalizedString, XSD.string),
        (XSD.Name, XSD.NMTOKEN, XSD.token, XSD.normalizedString, XSD.string),
        (XSD.NMTOKEN, XSD.token, XSD.normalizedString, XSD.string),
        (XSD.language, XSD.token, XSD.normalizedString, XSD.string),
        (XSD.token, XSD.normalizedString, XSD.string),
        (XSD.normalizedString, XSD.string),
        (XSD.string, RDF.PlainLiteral),
        (RDF.langString, RDF.PlainLiteral),
        (XSD.dateTimeStamp, XSD.dateTime),
        *((whole, XSD.decimal) for whole in _INTERVALS),
    )
}
"""The datatypes that hold all values of one, but for those of whole numbers among themselves."""


def covers(kind: str, kinds: Collection[str]) -> bool:
    """Tell whether a datatype holds each value that all of some datatypes hold.

    >>> short, unsigned = str(XSD.short), str(XSD.unsignedInt)
    >>> covers(str(XSD.unsignedShort), [short, unsigned]), covers(unsigned, [short])
    (True, False)
    """
    if any(kind == each or kind in _ABOVE.get(each, ()) for each in kinds):
        return True
    bounds = _INTERVALS.get(URIRef(kind))
    whole = [_INTERVALS[URIRef(each)] for each in kinds if URIRef(each) in _INTERVALS]
    if bounds is None or not whole:
        return False
    low = max((one for one, _ in whole if one is not None), default=None)
    high = min((other for _, other in whole if other is not None), default=None)
    if low is not None and high is not None and high < low:
        return True
    return _at_least(low, bounds[0]) and _at_least(_minus(high), _minus(bounds[1]))


def _at_least(bound: int | None, other: int | None) -> bool:
    return other is None or (bound is not None and bound >= other)


def _minus(bound: int | None) -> int | None:
    return None if bound is None else -bound
