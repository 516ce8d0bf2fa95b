"""A file becomes a document: blocks, sentences, footnote marks, quotations and tokens.

The words of a plain text are those of its file. Of a file with markup they are copied out piece by
piece, and an alignment leads from each offset back to the file as it is.
"""

from graph.reading.document import Document, parse, read
from graph.reading.formats import FORMATS, DocumentFormat, format_of
from graph.reading.layout import Block
from graph.reading.marks import Mark
from graph.reading.quotations import Quotation
from graph.reading.sentences import Sentence, split
from graph.reading.tokens import Token, tokens
from graph.reading.transcript import LeftOut

__all__ = [
    "FORMATS",
    "Block",
    "Document",
    "DocumentFormat",
    "LeftOut",
    "Mark",
    "Quotation",
    "Sentence",
    "Token",
    "format_of",
    "parse",
    "read",
    "split",
    "tokens",
]
