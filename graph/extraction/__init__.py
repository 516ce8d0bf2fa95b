"""From a document to statements with evidence, by rules that anybody can read.

::

    tokens → lexical → chunker → discourse → clauses → matching → speech → populate
    words    names     phrases   anaphora    verbs     frames     claims   triples
"""

from graph.extraction.populate import Populated
from graph.extraction.several import extract, extract_all

__all__ = ["Populated", "extract", "extract_all"]
