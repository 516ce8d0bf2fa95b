"""Reference data: who and what exists, independent of any document; tables in, entities out."""

from graph.reference.entities import Entity, entities, given_names, titles
from graph.reference.triples import reference_graph

__all__ = ["Entity", "entities", "given_names", "reference_graph", "titles"]
