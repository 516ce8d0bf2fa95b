"""A build: documents in, a release out, in one piece or not at all."""

import fcntl
import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from rdflib import Dataset, Graph, URIRef
from rdflib.compare import to_canonical_graph

from graph.dumping import write_dumps
from graph.errors import DocumentError, EvidenceError, ReleaseError
from graph.extraction import Populated, extract
from graph.names import Names
from graph.provenance import document_graph, evidence_graph, misread, readings
from graph.reading import Document, read
from graph.reasoning import closure
from graph.reference import reference_graph
from graph.release import DocumentEntry, Inconsistency, Manifest, Release, checksums, switch
from graph.rules import rules
from graph.store import Store
from ontology.terms import DEFAULT_BASE, ontology_at

__all__ = ["DOCUMENTS", "build"]

DOCUMENTS = Path(__file__).parent / "documents"
"""The documents that come with Detente."""

_ENGINE = "columnar"


@dataclass(frozen=True, slots=True)
class _Read:
    document: Document
    populated: Populated


def build(
    documents: Sequence[Path],
    data: Path,
    base: str = DEFAULT_BASE,
    progress: Callable[[str], None] = lambda _step: None,
) -> Release:
    """Build a graph from documents, or from those that come with Detente, and serve it.

    Raises DocumentError, RuleError, EvidenceError or ReleaseError; whatever was served before then
    goes on being served.
    """
    names = Names(base)
    paths = list(documents) or sorted(DOCUMENTS.glob("*.txt"))
    texts = [read(path) for path in paths]
    _refuse_twins(texts)
    with _alone(data):
        results = []
        for text in texts:
            progress(f"reading {text.metadata.title}")
            results.append(_Read(text, extract(text, names)))
        progress("reasoning")
        dataset, inconsistencies = _dataset(results, names)
        return _publish(dataset, results, inconsistencies, data, names, progress)


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
    _put(dataset, names.graph("ontology"), to_canonical_graph(ontology_at(names.base)))
    _put(dataset, names.graph("reference"), reference_graph(keys, names))
    for result in results:
        _put_document(dataset, result, names)
    asserted = Graph(bind_namespaces="none")
    for name in (names.graph("ontology"), names.graph("reference"), *_stated(results, names)):
        asserted += dataset.graph(name)
    result_of = closure(asserted, _ENGINE)
    _put(dataset, names.graph("inferred"), result_of.inferred)
    return dataset, result_of.inconsistencies


def _stated(results: list[_Read], names: Names) -> list[URIRef]:
    return [names.graph("document", result.document.slug) for result in results]


def _put(dataset: Dataset, name: URIRef, triples: Graph) -> None:
    graph = dataset.graph(name)
    for triple in triples:
        graph.add(triple)


def _put_document(dataset: Dataset, result: _Read, names: Names) -> None:
    document, facts = result.document, result.populated.facts
    stated = names.graph("document", document.slug)
    _put(dataset, stated, document_graph(document, names))
    for fact in facts:
        dataset.graph(fact.claim or stated).add((fact.subject, fact.predicate, fact.object))
    evidence = evidence_graph(document, facts, names, _described_rules())
    _put(dataset, names.graph("evidence", document.slug), evidence)


def _described_rules() -> dict[str, str]:
    return {rule.id: rule.about for rule in rules().all}


def _publish(
    dataset: Dataset,
    results: list[_Read],
    inconsistencies: tuple[str, ...],
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
        write_dumps(dataset, names, folder)
        manifest = _manifest(dataset, results, inconsistencies, names, folder)
        progress("writing the store")
        merged = [name for name in manifest.graphs if not names.is_claim(name)]
        Store.write(folder / "store", folder / "detente.nq", merged)
        (folder / "manifest.json").write_bytes(
            msgspec.json.format(msgspec.json.encode(manifest), indent=1)
        )
        target = releases / manifest.identifier
        if target.exists():
            shutil.rmtree(folder)
        else:
            folder.rename(target)
    switch(data, target)
    return Release(target)


def _keep_texts(folder: Path, results: list[_Read]) -> None:
    """Keep the words of each document with the release, so that evidence can be read again."""
    texts = folder / "documents"
    texts.mkdir()
    for result in results:
        (texts / f"{result.document.slug}.txt").write_bytes(result.document.text.encode())


def _refuse_misread(dataset: Dataset, results: list[_Read], names: Names) -> None:
    for result in results:
        document = result.document
        evidence = dataset.graph(names.graph("evidence", document.slug))
        texts = {str(names.document(document.slug)): document.text}
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
        identifier=hashlib.sha256(own.encode() + content).hexdigest()[:16],
        version=own,
        base=names.base,
        engine=_ENGINE,
        documents=tuple(_entry(result, names) for result in results),
        graphs=dict(sorted(counts.items())),
        files=checksums(folder),
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
        claims=len({f.subject for f in facts if f.object == names.term.Claim}),
    )
