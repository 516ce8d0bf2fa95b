"""Every dump loads in rdflib and in pyoxigraph, and is the same graph in both.

rdflib takes its time over the three largest parts, of which everyday it reads the whole alone;
DETENTE_EVERY_DUMP=1 lets it read all.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import Dataset, Graph

from graph.formats import GRAPH_FORMATS, Format, graph_format
from graph.parts import Part, parts
from graph.release import Release

DOCUMENT = "nato-russia-relations"
PARTS = parts([(DOCUMENT, "")])
FORMS = [(part, form) for part in PARTS for form in part.formats]
LARGE = {"evidence", f"document-{DOCUMENT}"}
ALL = bool(os.environ.get("DETENTE_EVERY_DUMP"))
OFTEN = [(part, form) for part, form in FORMS if ALL or part.name not in LARGE]


def named(case: object) -> str:
    return (case.name or "whole") if isinstance(case, Part | Format) else str(case)


@pytest.fixture(scope="module", autouse=True)
def faithful_rdflib() -> Iterator[None]:
    """Let rdflib keep literals as they are written."""
    before, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    yield
    rdflib.NORMALIZE_LITERALS = before


def by_pyoxigraph(path: Path, form: Format) -> ox.Dataset:
    kind = ox.RdfFormat.from_extension(form.extension)
    assert kind is not None
    return canonical(ox.parse(path=str(path), format=kind))


def by_rdflib(path: Path, form: Format) -> ox.Dataset:
    loaded = Dataset(default_union=False) if form.dataset else Graph()
    loaded.parse(path)
    lines = loaded.serialize(format="nquads" if form.dataset else "nt", encoding="utf-8")
    return canonical(ox.parse(lines, format=ox.RdfFormat.N_QUADS))


def canonical(quads: Iterator[ox.Quad]) -> ox.Dataset:
    """Return quads with the same blank nodes wherever they are the same graph."""
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return dataset


@cache
def expected(folder: Path, part: Part, *, with_graphs: bool) -> ox.Dataset:
    """Return what a part is by its lines."""
    form = graph_format("nquads" if with_graphs else "ntriples")
    return by_pyoxigraph(folder / part.file(form), form)


Reader = Callable[[Path, Format], ox.Dataset]


def is_the_same(release: Release, part: Part, form: Format, read: Reader) -> bool:
    loaded = read(release.path / part.file(form), form)
    return loaded == expected(release.path, part, with_graphs=form.dataset)


@pytest.mark.parametrize(("part", "form"), FORMS, ids=named)
def test_pyoxigraph_loads_a_dump_as_the_same_graph(
    built: Release, part: Part, form: Format
) -> None:
    assert is_the_same(built, part, form, by_pyoxigraph)


@pytest.mark.parametrize(("part", "form"), OFTEN, ids=named)
def test_rdflib_loads_a_dump_as_the_same_graph(built: Release, part: Part, form: Format) -> None:
    assert is_the_same(built, part, form, by_rdflib)


@pytest.mark.parametrize("part", PARTS, ids=named)
def test_each_graph_has_as_many_triples_as_the_manifest_says(built: Release, part: Part) -> None:
    assert counted(expected(built.path, part, with_graphs=True)) == {
        name: size
        for name, size in built.manifest.graphs.items()
        if part.holds(name.removeprefix(built.names.graph("")))
    }


def counted(dataset: ox.Dataset) -> Mapping[str, int]:
    return Counter(str(quad.graph_name).strip("<>") for quad in dataset)


@pytest.mark.parametrize("part", [part for part in PARTS if part.name != "claims"], ids=named)
def test_a_form_without_graphs_is_the_merge_of_what_is_merged(built: Release, part: Part) -> None:
    quads = expected(built.path, part, with_graphs=True)
    stated = (quad for quad in quads if built.names.is_merged(str(quad.graph_name).strip("<>")))
    merged = canonical(ox.Quad(*quad.triple) for quad in stated)
    assert merged == expected(built.path, part, with_graphs=False)


def test_every_form_of_every_part_is_looked_at() -> None:
    assert len(FORMS) == len(GRAPH_FORMATS) * len(PARTS) - 3  # claims only where there are graphs
