from pathlib import Path

import pytest

from graph.building import add, build, remove
from graph.checking import check
from graph.errors import DocumentError, ReleaseError
from graph.release import Release, current

_TREATY = b"Russia and Peru signed the Treaty of Lima in 1995.\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a data directory with a graph of two documents."""
    paths = []
    for name, content in (("one", b"Chad joined NATO in 2003.\n"), ("two", _TREATY)):
        paths.append(tmp_path / f"{name}.txt")
        paths[-1].write_bytes(content)
    build(paths, tmp_path / "data")
    return tmp_path / "data"


def _slugs(release: Release) -> list[str]:
    return [entry.slug for entry in release.manifest.documents]


def test_a_document_is_added_to_those_that_are_there(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "three.txt"
    path.write_bytes(_TREATY.replace(b"Peru", b"Chile"))
    assert _slugs(add([path], data)) == ["one", "two", "three"]


def test_a_document_of_the_same_name_takes_the_place_of_the_other(
    data: Path, tmp_path: Path
) -> None:
    path = tmp_path / "again" / "two.txt"
    path.parent.mkdir()
    path.write_bytes(_TREATY.replace(b"Peru", b"Chile"))
    release = add([path], data)
    query = "PREFIX det: <ontology#> ASK { ?e det:agent <id/%s> }"
    asked = {
        name: bool(release.store.query(query % name, base=release.names.base))
        for name in ("peru", "chile")
    }
    assert asked == {"peru": False, "chile": True}


def test_adding_and_removing_gives_the_graph_that_was(data: Path, tmp_path: Path) -> None:
    before = current(data)
    path = tmp_path / "three.txt"
    path.write_bytes(_TREATY)
    add([path], data)
    assert remove(["three"], data).manifest == before.manifest


def test_metadata_are_kept_with_their_document(tmp_path: Path) -> None:
    build([], tmp_path)
    other = tmp_path / "treaty.txt"
    other.write_bytes(_TREATY)
    entries = {entry.slug: entry for entry in add([other], tmp_path).manifest.documents}
    assert entries["nato-russia-relations"].title == "NATO–Russia relations"


def test_what_is_not_there_cannot_be_removed(data: Path) -> None:
    with pytest.raises(DocumentError, match=r"no document three .* it has one, two"):
        remove(["three"], data)


def test_the_last_document_cannot_be_removed(data: Path) -> None:
    with pytest.raises(DocumentError, match="needs a document"):
        remove(["one", "two"], data)


def test_nothing_is_added_to_no_graph(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="run 'detente build"):
        add([tmp_path / "x.txt"], tmp_path / "data")


def test_a_document_with_markup_is_kept_as_it_was_given(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>In 1945, <b>Peru</b> joined&nbsp;the <i>United</i> Nations.</p>")
    build([page], tmp_path / "data")
    other = tmp_path / "other.md"
    other.write_text("On 3 June 1929, *Peru* and Chile signed the Treaty of Lima.[^1]\n")
    release = add([other], tmp_path / "data")
    assert release.texts()["page"].read_bytes() == page.read_bytes()
    assert check(release) == []
