"""From a document to statements with evidence, by rules that anybody can read.

::

    tokens → lexical → chunker → discourse → clauses → matching → speech → populate
    words    names     phrases   anaphora    verbs     frames     claims   triples
                                                                    ↑
                      contents, reports, quotations, parts: who says what, piece by piece
"""

from graph.extraction.populate import Populated
from graph.extraction.several import extract, extract_all

__all__ = ["Populated", "extract", "extract_all"]
