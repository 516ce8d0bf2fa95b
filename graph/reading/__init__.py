"""A file becomes a document: blocks, sentences, footnote marks, quotations and tokens.

Nothing is rewritten on the way, so every offset counts code points of the file as it is.
"""

from graph.reading.document import Document, read
from graph.reading.layout import Block
from graph.reading.marks import Mark
from graph.reading.quotations import Quotation
from graph.reading.sentences import Sentence, split
from graph.reading.tokens import Token, tokens

__all__ = ["Block", "Document", "Mark", "Quotation", "Sentence", "Token", "read", "split", "tokens"]
