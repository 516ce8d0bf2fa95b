import pytest

from graph.facts import Span
from graph.provenance import Reading, misread

_TEXT = "Peru signed. Пол signed too. 🙂 Chad left."
_DOCUMENT = "https://example.org/document/a"


def _reading(start: int, end: int, exact: str, document: str = _DOCUMENT) -> Reading:
    return Reading(f"{document}#char={start},{end}", document, Span(start, end), exact)


@pytest.mark.parametrize(
    ("start", "end", "exact"), [(0, 11, "Peru signed"), (13, 16, "Пол"), (31, 35, "Chad")]
)
def test_a_span_that_says_what_is_quoted_passes(start: int, end: int, exact: str) -> None:
    assert list(misread([_reading(start, end, exact)], {_DOCUMENT: _TEXT})) == []


@pytest.mark.parametrize(
    "reading",
    [
        _reading(1, 12, "Peru signed"),
        _reading(0, 10, "Peru signed"),
        _reading(0, 11, "Peru Signed"),
        _reading(31, 99, _TEXT[31:]),
        _reading(-1, 4, ""),
        _reading(5, 5, ""),
        _reading(0, 11, "Peru signed", "https://example.org/document/b"),
        Reading(f"{_DOCUMENT}#char=1,12", _DOCUMENT, Span(0, 11), "Peru signed"),
    ],
)
def test_a_span_that_does_not_is_named(reading: Reading) -> None:
    findings = list(misread([reading], {_DOCUMENT: _TEXT}))
    assert len(findings) == 1
    assert reading.iri in findings[0]
