"""Links to the data sets of others: tables, the triples that they make, and what must hold."""

from graph.links.datasets import DATASETS, DataSet
from graph.links.integrity import Pointer, faults, joined, pointers
from graph.links.sssom import Link, LinkSet, read_set, write_set
from graph.links.tables import candidates, published
from graph.links.triples import link_graphs, links_from

__all__ = [
    "DATASETS",
    "DataSet",
    "Link",
    "LinkSet",
    "Pointer",
    "candidates",
    "faults",
    "joined",
    "link_graphs",
    "links_from",
    "pointers",
    "published",
    "read_set",
    "write_set",
]
