"""A build: documents in, a release out, in one piece or not at all."""

import fcntl
import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from msgspec import structs
from rdflib import Dataset, URIRef
from rdflib.compare import to_canonical_graph

from graph.assembling import assemble, put
from graph.candidates import candidate_graph
from graph.checking.profile import require_profile
from graph.dumping import write_dumps
from graph.errors import DocumentError, EvidenceError, ReleaseError
from graph.extraction import Populated, extract_all
from graph.links import LinkSet, link_graphs, links_from, published, write_set
from graph.names import Names, slug
from graph.provenance import misread, readings
from graph.proving import proof_graph
from graph.reading import Document, read
from graph.reasoning import Reasoner
from graph.reasoning.derivations import together
from graph.reasoning.noise import is_noise
from graph.reference import reference_graph
from graph.release import (
    INDEX,
    DocumentEntry,
    Inconsistency,
    Manifest,
    Release,
    checksums,
    current,
    switch,
)
from graph.reviewing import read_marks
from graph.searching import write_index
from graph.store import Store
from graph.tables import write_tables
from ontology.terms import DEFAULT_BASE, ontology_at

__all__ = ["DOCUMENTS", "MARKS", "add", "build", "remove"]

DOCUMENTS = Path(__file__).parent / "documents"
"""The documents that come with Detente."""

MARKS = "marks.tsv"
"""Where in a data directory the marks of a review are, unless another file is named."""

_ENGINE = "columnar"
_LAYOUT = b"2"
"""Changes when a release gets other files, so that none of before is taken for one of now."""


@dataclass(frozen=True, slots=True)
class _Read:
    document: Document
    populated: Populated
    metadata: Path
    """Where its metadata are, if it has any."""


def build(
    documents: Sequence[Path],
    data: Path,
    base: str = DEFAULT_BASE,
    progress: Callable[[str], None] = lambda _step: None,
    marks: Path | None = None,
) -> Release:
    """Build a graph from documents, or from those that come with Detente, and serve it.

    What is marked wrong in the file ``marks``, or else in the data directory, is left out, and what
    is marked right is in the graph as confirmed. Raises
    DocumentError, RuleError, OntologyError, EvidenceError, ReviewError or ReleaseError; whatever
    was served before then goes on being served.
    """
    names = Names(base)
    paths = list(documents) or sorted(DOCUMENTS.glob("*.txt"))
    texts = [read(path) for path in paths]
    _refuse_twins(texts)
    require_profile(ontology_at(base))
    with _alone(data):
        metadata = [path.with_suffix(".toml") for path in paths]
        found = [
            _reviewed(populated, marks or data / MARKS, base)
            for populated in extract_all(texts, names, progress)
        ]
        results = [_Read(*each) for each in zip(texts, found, metadata, strict=True)]
        progress("reasoning")
        dataset, inconsistencies = _dataset(results, names)
        tables = _link(dataset, data, names)
        return _publish(dataset, results, inconsistencies, tables, data, names, progress)


def add(
    documents: Sequence[Path],
    data: Path,
    progress: Callable[[str], None] = lambda _step: None,
) -> Release:
    """Build the served graph anew with further documents; one of the same name is replaced."""
    served = current(data)
    fresh = {slug(path.stem) for path in documents}
    kept = [path for path in _kept(served) if path.stem not in fresh]
    return build([*kept, *documents], data, served.manifest.base, progress)


def remove(
    slugs: Sequence[str],
    data: Path,
    progress: Callable[[str], None] = lambda _step: None,
) -> Release:
    """Build the served graph anew without some of its documents, which are named by their slugs."""
    served = current(data)
    there = {path.stem for path in _kept(served)}
    unknown = sorted(set(slugs) - there)
    if unknown:
        raise DocumentError(
            f"no document {', '.join(unknown)} is in the graph: it has {', '.join(sorted(there))}"
        )
    kept = [path for path in _kept(served) if path.stem not in slugs]
    if not kept:
        raise DocumentError("a graph needs a document: build another one instead")
    return build(kept, data, served.manifest.base, progress)


def _reviewed(populated: Populated, marks: Path, base: str) -> Populated:
    """Leave out what a curator has marked wrong, and note what one has marked right."""
    return replace(populated, facts=tuple(read_marks(marks, base).applied(populated.facts)))


def _kept(release: Release) -> list[Path]:
    return sorted(release.texts().values())


def _refuse_twins(texts: list[Document]) -> None:
    slugs = [text.slug for text in texts]
    twins = sorted({name for name in slugs if slugs.count(name) > 1})
    if twins:
        raise DocumentError(f"two documents are called {', '.join(twins)}: rename one of the files")


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    """Hold the data directory for one build at a time."""
    try:
        (data / "releases").mkdir(parents=True, exist_ok=True)
        lock = (data / ".lock").open("w")
    except OSError as error:
        raise ReleaseError(
            f"cannot write to {data}: {error.strerror}; choose another --data"
        ) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ReleaseError(f"another build is at work in {data}: wait for its end") from error
        yield


def _dataset(results: list[_Read], names: Names) -> tuple[Dataset, tuple[str, ...]]:
    """Return all named graphs, the inferred one included, and what contradicts itself."""
    dataset = Dataset()
    keys = sorted({key for result in results for key in result.populated.keys})
    put(dataset, names.graph("ontology"), to_canonical_graph(ontology_at(names.base)))
    put(dataset, names.graph("reference"), reference_graph(keys, names))
    for result in results:
        assemble(dataset, result.document, result.populated, names)
    put(dataset, names.graph("candidates"), candidate_graph([r.populated for r in results], names))
    return dataset, _reason(dataset, _asserted(results, names), names)


def _asserted(results: list[_Read], names: Names) -> list[URIRef]:
    stated = [names.graph("document", result.document.slug) for result in results]
    return [names.graph("ontology"), names.graph("reference"), *stated]


def _reason(dataset: Dataset, asserted: list[URIRef], names: Names) -> tuple[str, ...]:
    """Add what follows from some graphs, and its proofs; return what contradicts itself."""
    reasoner = Reasoner.of(triple for name in asserted for triple in dataset.graph(name))
    inferred = sorted(triple for triple in reasoner.inferred() if not is_noise(triple))
    put(dataset, names.graph("inferred"), inferred)
    proof = together(map(reasoner.explain, inferred))
    put(dataset, names.graph("proofs"), proof_graph(proof, asserted, dataset, names))
    return tuple(sorted({found.message for found in reasoner.inconsistencies()}))


def _link(dataset: Dataset, data: Path, names: Names) -> list[LinkSet]:
    """Add the links of what is named, and return them; nothing is concluded from them."""
    tables = list(links_from(_named(dataset, names), published(data), names))
    for name, triples in link_graphs(tables, names):
        put(dataset, name, triples)
    return tables


def _named(dataset: Dataset, names: Names) -> dict[URIRef, set[URIRef]]:
    """Return what is said of in any graph but a claim, with the documents that have its name."""
    stated = (graph for graph in dataset.graphs() if not names.is_claim(str(graph.identifier)))
    found = {s: set[URIRef]() for g in stated for s in g.subjects() if isinstance(s, URIRef)}
    for graph in dataset.graphs():
        if document := names.document_of(str(graph.identifier)):
            for subject, _, target in graph:
                for term in (subject, target):
                    if isinstance(term, URIRef) and term in found:
                        found[term].add(document)
    return found


def _publish(
    dataset: Dataset,
    results: list[_Read],
    inconsistencies: tuple[str, ...],
    tables: list[LinkSet],
    data: Path,
    names: Names,
    progress: Callable[[str], None],
) -> Release:
    releases = data / "releases"
    with TemporaryDirectory(dir=releases, prefix=".building-", ignore_cleanup_errors=True) as name:
        folder = Path(name) / "release"
        folder.mkdir()
        progress("checking the evidence")
        _keep_texts(folder, results)
        _refuse_misread(dataset, results, names)
        progress("writing the dumps")
        titles = [(each.document.slug, each.document.metadata.title) for each in results]
        write_dumps(dataset, names, folder, titles)
        for table in tables:
            write_set(table, folder / f"detente-links-{table.name}.sssom.tsv")
        manifest = _manifest(dataset, results, inconsistencies, names, folder)
        progress("writing the store")
        merged = [name for name in manifest.graphs if names.is_merged(name)]
        Store.write(folder / "store", folder / "detente.nq", merged)
        progress("writing the index of words")
        write_index(Store(folder / "store"), folder / INDEX, names.base)
        _write_manifest(manifest, folder)
        progress("writing the tables")
        write_tables(Release(folder), folder)
        _write_manifest(structs.replace(manifest, files=checksums(folder)), folder)
        target = releases / manifest.identifier
        if target.exists():
            shutil.rmtree(folder)
        else:
            folder.rename(target)
    switch(data, target)
    return Release(target)


def _write_manifest(manifest: Manifest, folder: Path) -> None:
    content = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
    (folder / "manifest.json").write_bytes(content)


def _keep_texts(folder: Path, results: list[_Read]) -> None:
    """Keep the words of each document with the release, so that evidence can be read again."""
    texts = folder / "documents"
    texts.mkdir()
    for result in results:
        document = result.document
        file = texts / f"{document.slug}{document.format.suffixes[0]}"
        file.write_bytes(document.source.encode())
        if result.metadata.exists():
            shutil.copyfile(result.metadata, file.with_suffix(".toml"))


def _refuse_misread(dataset: Dataset, results: list[_Read], names: Names) -> None:
    for result in results:
        document = result.document
        evidence = dataset.graph(names.graph("evidence", document.slug))
        texts = {str(names.document(document.slug)): document.source}
        wrong = next(misread(readings(evidence), texts), None)
        if wrong:
            raise EvidenceError(f"{document.slug}: {wrong}")


def _manifest(
    dataset: Dataset,
    results: list[_Read],
    inconsistencies: tuple[str, ...],
    names: Names,
    folder: Path,
) -> Manifest:
    counts = {
        str(graph.identifier): len(graph)
        for graph in dataset.graphs()
        if len(graph) and isinstance(graph.identifier, URIRef) and names.is_graph(graph.identifier)
    }
    own = version("detente")
    content = (folder / "detente.nq").read_bytes()
    return Manifest(
        identifier=hashlib.sha256(own.encode() + _LAYOUT + content).hexdigest()[:16],
        version=own,
        base=names.base,
        engine=_ENGINE,
        documents=tuple(_entry(result, names) for result in results),
        graphs=dict(sorted(counts.items())),
        inconsistencies=tuple(Inconsistency(message) for message in inconsistencies),
    )


def _entry(result: _Read, names: Names) -> DocumentEntry:
    document, facts = result.document, result.populated.facts
    metadata = document.metadata
    return DocumentEntry(
        slug=document.slug,
        title=metadata.title,
        source=metadata.source,
        licence=metadata.licence,
        retrieved=metadata.retrieved.isoformat() if metadata.retrieved else "",
        language=metadata.language,
        sha256=document.sha256,
        sentences=len(document.sentences),
        facts=len({(f.subject, f.predicate, f.object) for f in facts if f.claim is None}),
        claims=len({f.subject for f in facts if names.is_claim(f.subject)}),
    )
