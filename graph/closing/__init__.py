"""What follows from files of RDF, whatever they are about."""

from graph.closing.closed import Closed, close, close_by_owlrl
from graph.closing.files import INPUT_FORMATS, Input, triples_of

__all__ = ["INPUT_FORMATS", "Closed", "Input", "close", "close_by_owlrl", "triples_of"]
