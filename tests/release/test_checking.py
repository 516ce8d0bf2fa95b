"""Each fault that is planted here turns the check red and is named."""

import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pyoxigraph as ox
import pytest
from rdflib.namespace import RDFS

from graph.checking import check
from graph.release import Inconsistency, Release

_OA = "http://www.w3.org/ns/oa#"


@pytest.fixture
def copy(built: Release, tmp_path: Path) -> Release:
    """Return a copy of the release that a test may spoil."""
    shutil.copytree(built.path, tmp_path / "release")
    return Release(tmp_path / "release")


def _a_span(release: Release) -> tuple[str, int]:
    query = f"SELECT ?p ?n {{ ?p <{_OA}start> ?n FILTER(?n > 1000) }} ORDER BY ?p LIMIT 1"
    row = next(iter(release.store.query(query, base=release.names.base).rows()))
    return str(row["p"]), int(row["n"])


def _move_in_dump(release: Release) -> str:
    selector, start = _a_span(release)
    path = release.path / "detente.nq"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    wanted = f'<{selector}> <{_OA}start> "{start}"'
    moved = [
        line.replace(f'"{start}"', f'"{start + 1}"') if line.startswith(wanted) else line
        for line in lines
    ]
    assert moved != lines
    path.write_text("".join(moved), "utf-8")
    return selector.removesuffix("-position")


def _move_in_store(release: Release) -> str:
    selector, start = _a_span(release)
    del release.store
    store = ox.Store(str(release.path / "store"))
    predicate = ox.NamedNode(f"{_OA}start")
    for quad in list(store.quads_for_pattern(ox.NamedNode(selector), predicate, None)):
        store.remove(quad)
        assert isinstance(quad.object, ox.Literal)
        number = ox.Literal(str(start + 1), datatype=quad.object.datatype)
        store.add(ox.Quad(quad.subject, predicate, number, quad.graph_name))
    store.flush()
    return selector.removesuffix("-position")


def _state_without_evidence(release: Release) -> str:
    store = ox.Store(str(release.path / "store"))
    graph = ox.NamedNode(str(release.names.graph("document", "nato-russia-relations")))
    subject = ox.NamedNode(str(release.names.thing("Russia")))
    label = ox.NamedNode(str(RDFS.label))
    store.add(ox.Quad(subject, label, ox.Literal("Ruritania"), graph))
    store.flush()
    return "Ruritania"


def _change_the_document(release: Release) -> str:
    path = release.path / "documents" / "nato-russia-relations.txt"
    path.write_bytes(path.read_bytes().replace(b"27 May 1997", b"28 May 1997"))
    return "27 May 1997"


def _change_a_dump(release: Release) -> str:
    with (release.path / "detente.ttl").open("a") as dump:
        dump.write("# changed\n")
    return "detente.ttl"


def _drop_a_quad(release: Release) -> str:
    path = release.path / "detente.nq"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    dropped = next(n for n, line in enumerate(lines) if "/graph/reference>" in line)
    path.write_text("".join(lines[:dropped] + lines[dropped + 1 :]), "utf-8")
    return "graph/reference"


def _contradict(release: Release) -> str:
    path = release.path / "manifest.json"
    manifest = msgspec.structs.replace(
        release.manifest, inconsistencies=(Inconsistency("a person is an organisation"),)
    )
    path.write_bytes(msgspec.json.encode(manifest))
    return "a person is an organisation"


@pytest.mark.parametrize(
    "spoil",
    [
        _move_in_dump,
        _move_in_store,
        _state_without_evidence,
        _change_the_document,
        _change_a_dump,
        _drop_a_quad,
        _contradict,
    ],
)
def test_a_planted_fault_is_found_and_named(copy: Release, spoil: Callable[[Release], str]) -> None:
    named = spoil(copy)
    findings = check(Release(copy.path))
    assert any(named in finding.message for finding in findings)


def test_an_unspoilt_copy_has_no_fault(copy: Release) -> None:
    assert check(copy) == []
