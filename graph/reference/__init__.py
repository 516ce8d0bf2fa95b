"""Reference data: who and what exists, independent of any document; tables in, entities out."""

from graph.reference.entities import Entity, entities, given_names, titles
from graph.reference.homonyms import Reading, decided, readings
from graph.reference.triples import reference_graph

__all__ = [
    "Entity",
    "Reading",
    "decided",
    "entities",
    "given_names",
    "readings",
    "reference_graph",
    "titles",
]
