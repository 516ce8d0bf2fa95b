"""Several documents side by side, one process a core; the order is that of the documents."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial

from graph.errors import DocumentError
from graph.extraction.pipeline import find
from graph.extraction.populate import Populated, populate
from graph.names import Names
from graph.reading import Document

__all__ = ["extract", "extract_all"]

_WORTH_A_PROCESS = 100_000
"""Code points of all documents below which a process costs more than it saves."""


def extract(document: Document, names: Names) -> Populated:
    """Return what a document states and what it reports, each statement with its evidence."""
    return populate(document, find(document), names)


def extract_all(
    documents: Sequence[Document],
    names: Names,
    progress: Callable[[str], None] = lambda _step: None,
    workers: int | None = None,
) -> Iterator[Populated]:
    """Yield the statements of each document in turn; raises DocumentError where a process dies."""
    total = sum(len(document.text) for document in documents)
    workers = min(workers or os.cpu_count() or 1, len(documents))
    if workers < 2 or total < _WORTH_A_PROCESS:
        for document in documents:
            progress(f"reading {document.metadata.title}")
            yield extract(document, names)
        return
    yield from _side_by_side(documents, names, progress, workers)


def _side_by_side(
    documents: Sequence[Document], names: Names, progress: Callable[[str], None], workers: int
) -> Iterator[Populated]:
    with ProcessPoolExecutor(workers) as pool:
        results = pool.map(partial(extract, names=names), documents)
        for number, document in enumerate(documents, 1):
            progress(f"reading {document.metadata.title} ({number} of {len(documents)})")
            try:
                yield next(results)
            except BrokenProcessPool as error:
                raise DocumentError(
                    f"a process that read {document.slug} or a document after it died, perhaps for"
                    " want of memory: build fewer at once"
                ) from error
