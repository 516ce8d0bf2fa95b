import pytest

from graph.extraction.pipeline import find
from graph.extraction.years import leaning_at
from graph.reading.document import Metadata, parse


@pytest.mark.parametrize(
    ("text", "before", "edtf"),
    [
        ("4 October", "2001", "2001-10-04"),
        ("June 5", "2017-03", "2017-06-05"),
        ("the following day", "1999-12-31", "2000-01-01"),
        ("that year", "1994-02-28", "1994"),
        ("the following year", "1994", "1995"),
    ],
)
def test_a_date_without_a_year_leans_on_the_one_before(text: str, before: str, edtf: str) -> None:
    written = leaning_at(text, 0, before)
    assert written is not None
    assert (written.edtf, written.length) == (edtf, len(text))


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("4 October", ""),
        ("30 February", "2001"),
        ("4 January", "1998-12"),
        ("the next day", "1998-12"),
        ("4 October", "1991/1995"),
    ],
)
def test_a_date_is_left_alone_where_the_one_before_does_not_tell(text: str, before: str) -> None:
    assert leaning_at(text, 0, before) is None


def _dates(text: str) -> list[tuple[str, str]]:
    found = find(parse("example", text, Metadata(title="example")))
    return [(f.edtf, d.reason) for f in found.frames for d in f.date_decided]


def test_a_date_that_leans_on_another_is_recorded_as_a_decision() -> None:
    text = "In March 1999 Norway attacked Sweden. On 4 May, Sweden attacked Norway."
    assert _dates(text) == [("1999-05-04", "the date before")]


def test_no_date_leans_on_one_of_another_section() -> None:
    text = (
        "In March 1999 Norway attacked Sweden.\n\nLater years\n\nOn 4 May, Sweden attacked Norway."
    )
    assert _dates(text) == []
