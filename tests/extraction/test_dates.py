import pytest

from graph.extraction.dates import bounds, date_at


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("27 May 1997", "1997-05-27"),
        ("June 22, 1994", "1994-06-22"),
        ("8May 1998", "1998-05-08"),
        ("May 2009", "2009-05"),
        ("summer 2008", "2008-22"),
        ("1991-2002", "1991/2002"),
        ("2011–12", "2011/2012"),
        ("between 22 and 24 March 1948", "1948-03-22/1948-03-24"),
        ("the 1990s", "199X"),
        ("1922", "1922"),
    ],
)
def test_a_written_date_becomes_edtf(text: str, edtf: str) -> None:
    written = date_at(text, 0)
    assert written is not None
    assert (written.edtf, written.length) == (edtf, len(text))


@pytest.mark.parametrize("text", ["30 February 2001", "4 April", "99", "2,002 men", "1850%"])
def test_what_is_no_full_date_is_not_completed(text: str) -> None:
    written = date_at(text, 0)
    assert written is None or written.length < len(text) - 1


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2008-22", "2008-06-01", "2008-08-31"),
        ("1991/2002", "1991-01-01", "2002-12-31"),
        ("2009-02", "2009-02-01", "2009-02-28"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("1991/..", "1991-01-01", "None"),
    ],
)
def test_an_edtf_date_has_a_first_and_a_last_day(edtf: str, earliest: str, latest: str) -> None:
    assert tuple(map(str, bounds(edtf))) == (earliest, latest)
