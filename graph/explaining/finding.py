"""The proof of a triple, read from the graphs of proofs and evidence that a build has written."""

from collections.abc import Iterable, Iterator, Mapping

from rdflib import URIRef

from graph.errors import QueryError, ReleaseError
from graph.explaining.making import made
from graph.explaining.passages import passages
from graph.explaining.steps import Explanation, Step
from graph.reasoning.derivations import is_axiom
from graph.reasoning.noise import Triple
from graph.reasoning.provenance import ASSERTED
from graph.reasoning.terms import token_of
from graph.release import Release
from graph.store import Node

__all__ = ["explain"]


def explain(release: Release, triple: Triple) -> Explanation:
    """Return why a triple of a release holds; raises QueryError where it does not.

    Raises ReleaseError where the release tells no proof of what it has inferred.
    """
    s, p, o = map(token_of, triple)
    if proof := release.proof((s, p, o)):
        return made(release, proof)
    told = _descriptions(release, triple)
    if not told:
        raise QueryError(_unknown(release, triple))
    explanation = _Found(release, told).explanation(triple)
    if explanation.steps[-1].rule == ASSERTED and not explanation.steps[-1].graphs:
        words = " ".join(term.n3() for term in triple)
        raise ReleaseError(f"{release.path} has no proof of {words}: build it again")
    return explanation


_HOLDS = """
PREFIX det: <ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT DISTINCT ?graph ?statement WHERE {
  GRAPH ?graph { %s }
  OPTIONAL {
    ?statement rdf:subject %s ; rdf:predicate %s ; rdf:object %s ; det:inGraph ?graph
  }
} ORDER BY ?graph ?statement"""
"""The graphs in which a triple stands, and what describes it there."""


def _rows(release: Release, query: str) -> Iterator[Mapping[str, Node]]:
    yield from release.store.query(query, base=release.names.base).rows()


def _holding(release: Release, triple: Triple) -> list[Mapping[str, Node]]:
    terms = [term.n3() for term in triple]
    return list(_rows(release, _HOLDS % (" ".join(terms), *terms)))


def _descriptions(release: Release, triple: Triple) -> list[tuple[URIRef, str]]:
    """Return what describes a triple, with the graph in which it is asserted, if it is."""
    names = release.names
    own, inferred = names.proof(names.key(*triple)), names.graph("inferred")
    rows = [r for r in _holding(release, triple) if names.is_merged(str(r["graph"]))]
    asserted = [r for r in rows if r["graph"] != inferred]
    if asserted:
        return [(URIRef(r.get("statement", own)), str(r["graph"])) for r in asserted]
    return [(own, "") for _ in rows[:1]]


def _unknown(release: Release, triple: Triple) -> str:
    words = " ".join(term.n3() for term in triple)
    claims = [r["graph"] for r in _holding(release, triple) if release.names.is_claim(r["graph"])]
    if claims:
        return f"{words} is only claimed, in {claims[0]}: nothing that is stated entails it"
    return f"{words} does not follow: ask for a triple that is there"


_DERIVED = """
PREFIX det: <ontology#>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT DISTINCT ?statement ?rule ?premise WHERE {
  GRAPH <graph/proofs> {
    VALUES ?start { %s }
    ?start (prov:wasGeneratedBy/prov:used)* ?statement .
    ?statement prov:wasGeneratedBy ?derivation .
    ?derivation det:entailmentRule ?rule ; prov:used ?premise .
  }
} ORDER BY ?premise"""

_DESCRIBED = """
PREFIX det: <ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT DISTINCT ?statement ?s ?p ?o ?graph WHERE {
  GRAPH ?anywhere {
    VALUES ?statement { %s }
    ?statement rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o .
    OPTIONAL { ?statement det:inGraph ?graph }
  }
} ORDER BY ?graph"""


def _axioms_first(triple: Triple) -> bool:
    s, p, o = map(token_of, triple)
    return not is_axiom((s, p, o))


class _Found:
    """What the release tells of a triple and of all that it rests on."""

    def __init__(self, release: Release, start: list[tuple[URIRef, str]]) -> None:
        self.told = start
        self._graphs: dict[Triple, list[str]] = {}
        self._rules: dict[Triple, str] = {}
        self._premises: dict[Triple, list[Triple]] = {}
        self._of: dict[URIRef, Triple] = {}
        self._read(release)

    def _read(self, release: Release) -> None:
        values = " ".join(statement.n3() for statement, _ in self.told)
        rows = list(_rows(release, _DERIVED % values))
        named = {URIRef(row[name]) for row in rows for name in ("statement", "premise")}
        self._describe(release, named | {statement for statement, _ in self.told})
        for row in rows:
            made, premise = self._of[URIRef(row["statement"])], self._of[URIRef(row["premise"])]
            self._rules[made] = str(row["rule"])
            if premise not in self._premises.setdefault(made, []):
                self._premises[made].append(premise)
        self._passages = passages(release, self._of)

    def _describe(self, release: Release, statements: Iterable[URIRef]) -> None:
        values = " ".join(sorted(statement.n3() for statement in statements))
        for row in _rows(release, _DESCRIBED % values):
            triple = row["s"], row["p"], row["o"]
            self._of[URIRef(row["statement"])] = triple
            if "graph" in row:
                self._graphs.setdefault(triple, []).append(str(row["graph"]))

    def explanation(self, triple: Triple) -> Explanation:
        """Return the steps that lead to a triple, each after its premises."""
        places: dict[Triple, int] = {}
        for each in self._in_order(triple):
            places.setdefault(each, len(places))
        steps = tuple(self._step(each, places) for each in places)
        return Explanation(steps, tuple(sorted(map(str, self._of))))

    def _in_order(self, triple: Triple) -> Iterator[Triple]:
        """Yield a triple after what it rests on; proofs may be deeper than Python's stack."""
        waiting, opened = [triple], set[Triple]()
        while waiting:
            last = waiting.pop()
            if last in opened or last not in self._premises:
                yield last
            else:
                opened.add(last)
                waiting.extend([last, *sorted(self._premises[last], key=_axioms_first)])

    def _step(self, triple: Triple, places: Mapping[Triple, int]) -> Step:
        s, p, o = map(token_of, triple)
        premises = tuple(sorted(places[each] for each in self._premises.get(triple, ())))
        found = sorted(
            place
            for statement, described in self._of.items()
            if described == triple
            for place in self._passages.get(statement, ())
        )
        graphs = dict.fromkeys(self._graphs.get(triple, ()))
        told = dict.fromkeys(graph for _, graph in self.told if graph)
        rule = self._rules.get(triple, ASSERTED)
        return Step((s, p, o), rule, premises, tuple(graphs or told), tuple(found))
