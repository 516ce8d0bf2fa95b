"""From a document to statements with evidence, by rules that anybody can read.

::

    tokens → lexical → chunker → discourse → clauses → matching → speech → populate
    words    names     phrases   anaphora    verbs     frames     claims   triples
                                                                    ↑
                      contents, reports, quotations, parts: who says what, piece by piece
"""

from graph.extraction.pipeline import find
from graph.extraction.populate import Populated, populate
from graph.names import Names
from graph.reading import Document

__all__ = ["Populated", "extract"]


def extract(document: Document, names: Names) -> Populated:
    """Return what a document states and what it reports, each statement with its evidence."""
    return populate(document, find(document), names)
