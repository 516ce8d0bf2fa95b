"""Reference data: who and what exists, independent of any document; tables in, entities out."""

from graph.reference.entities import Entity, entities, given_names, titles
from graph.reference.homonyms import Reading, decided, readings
from graph.reference.seats import governed_from, states_in
from graph.reference.triples import reference_graph

__all__ = [
    "Entity",
    "Reading",
    "decided",
    "entities",
    "given_names",
    "governed_from",
    "readings",
    "reference_graph",
    "states_in",
    "titles",
]
