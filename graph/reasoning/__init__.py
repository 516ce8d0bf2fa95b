"""OWL 2 RL reasoning over RDF: what follows, why, and what cannot all be true.

It knows nothing of documents, and needs numpy, rdflib and, as the other engine, owlrl.

>>> from rdflib import RDF, Graph, Namespace
>>> EX = Namespace("https://example.org/")
>>> data = Graph().parse(format="turtle", data='''
...     @prefix : <https://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
...     @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
...     :Summit rdfs:subClassOf :Meeting . :place owl:propertyChainAxiom ( :place :within ) .
...     :talks a :Summit ; :place :paris . :paris :within :france .''')

``closure`` gives a graph of what follows, from a graph:

>>> sorted(closure(data).inferred) == [
...     (EX.talks, RDF.type, EX.Meeting), (EX.talks, EX.place, EX.france)]
True

``Reasoner`` is a closure that can be asked more. It says why a triple holds:

>>> reasoner = Reasoner.of(data)
>>> print(as_text(reasoner.explain((EX.talks, RDF.type, EX.Meeting))), end="")
<https://example.org/talks> rdf:type <https://example.org/Meeting>   by cax-sco
  <https://example.org/talks> rdf:type <https://example.org/Summit>   asserted
  <https://example.org/Summit> rdfs:subClassOf <https://example.org/Meeting>   asserted

``as_json`` and ``as_graph`` give the same for programs, the latter in PROV-O. A reasoner never
changes; with more triples or fewer there is another one, and what a store has to be patched with:

>>> wider, change = reasoner.updated(more=[(EX.france, EX.within, EX.europe)])
>>> change.added == {(EX.talks, EX.place, EX.europe)}
True
>>> _, change = wider.updated(fewer=[(EX.talks, RDF.type, EX.Summit)])
>>> change.removed == {(EX.talks, RDF.type, EX.Meeting)}
True

What cannot all be true is told, with the rule, the premises and their proofs, and raises nothing:

>>> false = "@prefix : <https://example.org/> . :a <http://www.w3.org/2002/07/owl#sameAs> :b ; "
>>> false += "<http://www.w3.org/2002/07/owl#differentFrom> :b ."
>>> [each.rule for each in closure(Graph().parse(data=false)).inconsistencies]
['eq-diff1']

``entails`` asks for more than a closure lists: whether another graph, of axioms too, follows.

>>> owl = "@prefix : <https://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> . "
>>> premise = Graph().parse(data=owl + ":in a owl:TransitiveProperty ; owl:inverseOf :holds .")
>>> entails(premise, Graph().parse(data=owl + ":holds a owl:TransitiveProperty ."))
True

``read_ntriples`` and ``write_ntriples`` spare large files the way through a graph:
``write_ntriples(Reasoner.of(read_ntriples(path)).inferred(), target)``.
"""

from graph.reasoning.changes import Change
from graph.reasoning.entailment import entails
from graph.reasoning.files import read_ntriples, write_ntriples
from graph.reasoning.findings import Inconsistency
from graph.reasoning.interface import ENGINES, Closure, closure
from graph.reasoning.problems import ClosureError
from graph.reasoning.proofs import Proof
from graph.reasoning.provenance import as_graph
from graph.reasoning.reasoner import Reasoner
from graph.reasoning.rendering import as_json, as_text

__all__ = [
    "ENGINES",
    "Change",
    "Closure",
    "ClosureError",
    "Inconsistency",
    "Proof",
    "Reasoner",
    "as_graph",
    "as_json",
    "as_text",
    "closure",
    "entails",
    "read_ntriples",
    "write_ntriples",
]
