"""The journal: what was written is there, and what was not written to its end is not."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import ReleaseError
from graph.writing.journal import Journal


def written(path: Path, *records: bytes) -> None:
    journal = Journal(path)
    journal.read()
    for record in records:
        journal.write(record)
    journal.close()


def read(path: Path) -> list[bytes]:
    journal = Journal(path)
    records = journal.read()
    journal.close()
    return records


@settings(max_examples=30)
@given(records=st.lists(st.binary(max_size=40), max_size=5), cut=st.integers(0, 60))
def test_a_journal_that_is_cut_off_has_the_records_that_are_whole(
    tmp_path_factory: pytest.TempPathFactory, records: list[bytes], cut: int
) -> None:
    path = tmp_path_factory.mktemp("journal") / "journal"
    written(path, *records)
    path.write_bytes(path.read_bytes()[: max(0, path.stat().st_size - cut)])
    found = read(path)
    assert found == records[: len(found)]
    assert cut or found == records


def test_what_is_written_after_a_cut_is_read(tmp_path: Path) -> None:
    written(tmp_path / "journal", b"one", b"two")
    (tmp_path / "journal").write_bytes((tmp_path / "journal").read_bytes()[:-1])
    written(tmp_path / "journal", b"three")
    assert read(tmp_path / "journal") == [b"one", b"three"]


def test_a_damaged_record_ends_the_journal(tmp_path: Path) -> None:
    written(tmp_path / "journal", b"one", b"two")
    content = bytearray((tmp_path / "journal").read_bytes())
    content[-1] ^= 1
    (tmp_path / "journal").write_bytes(content)
    assert read(tmp_path / "journal") == [b"one"]


def test_one_server_writes_a_journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.writing.journal._PATIENCE", 0.05)
    journal = Journal(tmp_path / "journal")
    with pytest.raises(ReleaseError, match=r"another server writes"):
        Journal(tmp_path / "journal")
    journal.close()


def test_one_record_takes_the_place_of_all(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    for record in (b"one", b"two"):
        journal.write(record)
    journal.replace(b"both")
    journal.write(b"three")
    assert journal.read() == [b"both", b"three"]
    journal.close()
    assert read(tmp_path / "journal") == [b"both", b"three"]


def test_what_was_not_put_in_its_place_is_as_if_it_had_not_been(tmp_path: Path) -> None:
    written(tmp_path / "journal", b"one", b"two")
    (tmp_path / "journal.new").write_bytes(b"half of a rec")
    assert read(tmp_path / "journal") == [b"one", b"two"]


def test_one_server_writes_a_journal_that_was_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.writing.journal._PATIENCE", 0.05)
    journal = Journal(tmp_path / "journal")
    journal.replace(b"one")
    with pytest.raises(ReleaseError, match=r"another server writes"):
        Journal(tmp_path / "journal")
    journal.close()
