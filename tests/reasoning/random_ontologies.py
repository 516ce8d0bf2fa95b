"""Small random ontologies with data, of every construct of the profile."""

from collections.abc import Callable, Iterable

from hypothesis import strategies as st
from w3c_rules import Triple

CLASSES = ("C:A", "C:B", "C:C", "C:D", "owl:Thing", "owl:Nothing", "xsd:byte", "xsd:token")
PROPERTIES = ("P:p", "P:q", "P:r", "P:s")
THINGS = ("I:a", "I:b", "I:c", "I:d", "_:e")
LITERALS = (
    '"x"',
    '"x"^^xsd:token',
    '"x"@en',
    '"1"^^xsd:boolean',
    '"true"^^xsd:boolean',
    '"1"^^xsd:float',
    '"1"^^xsd:integer',
    '"01"^^xsd:integer',
    '"1"^^xsd:byte',
    '"300"^^xsd:integer',
    '"2.50"^^xsd:decimal',
    '"300"^^xsd:byte',
    '"one"^^xsd:integer',
    '"-1"^^xsd:nonNegativeInteger',
    '"1"^^urn:unknown',
    '"2"^^urn:unknown',
)

_SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_LONG = {v: k for k, v in _SPACES.items()}

classes = st.sampled_from(CLASSES[:4]) | st.sampled_from(CLASSES)
named = st.sampled_from(CLASSES[:4])
properties = st.sampled_from(PROPERTIES)
things = st.sampled_from(THINGS)
values = things | things | st.sampled_from(LITERALS)
bounds = st.sampled_from(('"0"^^xsd:integer', '"1"^^xsd:integer'))


def token(term: str) -> str:
    """Return a term as N-Triples writes it."""
    if term[0] == '"':
        words, mark, kind = term.partition("^^")
        return f"{words}^^{token(kind)}" if mark else term
    if term.startswith("_:"):
        return term
    prefix, _, name = term.partition(":")
    return f"<{_SPACES[prefix]}{name}>" if prefix in _SPACES else f"<{term}>"


def short(written: str) -> str:
    """Return the term that a token writes."""
    if written[0] == '"':
        words, mark, kind = written.partition("^^")
        return f"{words}^^{short(kind)}" if mark else written
    if written[0] == "_":
        return written
    for space, prefix in _LONG.items():
        if written[1:].startswith(space):
            return f"{prefix}:{written[1 + len(space) : -1]}"
    return written[1:-1]


def pair(predicate: str, one: st.SearchStrategy[str], other: st.SearchStrategy[str]) -> "Strategy":
    return st.tuples(one, other).map(lambda p: [(p[0], predicate, p[1])])


def typing(kind: str) -> "Strategy":
    return properties.map(lambda p: [(p, "rdf:type", kind)])


Strategy = st.SearchStrategy[list[Triple]]


def listed(
    head: Callable[[str], list[Triple]], members: st.SearchStrategy[str], most: int = 3
) -> Strategy:
    """Return axioms about a list of up to so many members."""

    def build(drawn: tuple[list[str], int]) -> list[Triple]:
        terms, key = drawn
        nodes = [f"_:l{key}n{i}" for i in range(len(terms))]
        cells = list(zip(nodes, [*nodes[1:], "rdf:nil"], terms, strict=True))
        first = [(node, "rdf:first", term) for node, _, term in cells]
        return [*head(nodes[0]), *first, *((node, "rdf:rest", rest) for node, rest, _ in cells)]

    drawn = st.tuples(st.lists(members, min_size=1, max_size=most), st.integers(0, 99999))
    return drawn.map(build)


def heading(subject: str, predicate: str, kind: str = "") -> Callable[[str], list[Triple]]:
    def head(node: str) -> list[Triple]:
        declared = [(subject, "rdf:type", kind)] if kind else []
        return [*declared, (subject, predicate, node)]

    return head


def about(
    predicate: str, subjects: Iterable[str], members: st.SearchStrategy[str], kind: str = ""
) -> Strategy:
    return st.sampled_from(tuple(subjects)).flatmap(
        lambda subject: listed(heading(subject, predicate, kind), members)
    )


def restriction(
    predicate: str, fillers: st.SearchStrategy[str], *, qualified: bool = False
) -> Strategy:
    def build(drawn: tuple[str, str, str, str]) -> list[Triple]:
        kind, prop, filler, of = drawn
        basic = [(kind, "owl:onProperty", prop), (kind, predicate, filler)]
        return [*basic, (kind, "owl:onClass", of)] if qualified else basic

    return st.tuples(named, properties, fillers, classes).map(build)


def denied(predicate: str, targets: st.SearchStrategy[str]) -> Strategy:
    return st.tuples(things, properties, targets).map(
        lambda d: [
            ("_:n", "owl:sourceIndividual", d[0]),
            ("_:n", "owl:assertionProperty", d[1]),
            ("_:n", predicate, d[2]),
        ]
    )


data = st.one_of(
    st.tuples(things, properties, values).map(lambda t: [t]),
    st.tuples(things, properties, things).map(lambda t: [t]),
    pair("rdf:type", things, classes),
)

axioms = st.one_of(
    pair("rdfs:subClassOf", classes, classes),
    pair("rdfs:subPropertyOf", properties, properties),
    pair("rdfs:domain", properties, classes),
    pair("rdfs:range", properties, classes),
    pair("owl:equivalentClass", classes, classes),
    pair("owl:equivalentProperty", properties, properties),
    pair("owl:inverseOf", properties, properties),
    pair("owl:disjointWith", classes, classes),
    pair("owl:complementOf", classes, classes),
    pair("owl:propertyDisjointWith", properties, properties),
    pair("rdf:type", named, st.just("owl:Class")),
    pair("owl:differentFrom", things, things),
    *(
        typing(f"owl:{kind}Property")
        for kind in (
            "Functional",
            "InverseFunctional",
            "Symmetric",
            "Asymmetric",
            "Transitive",
            "Irreflexive",
        )
    ),
    restriction("owl:someValuesFrom", classes),
    restriction("owl:allValuesFrom", classes),
    restriction("owl:hasValue", values),
    restriction("owl:maxCardinality", bounds),
    restriction("owl:maxQualifiedCardinality", bounds, qualified=True),
    about("owl:intersectionOf", CLASSES[:4], classes),
    about("owl:unionOf", CLASSES[:4], classes),
    about("owl:oneOf", CLASSES[:4], things),
    about("owl:propertyChainAxiom", PROPERTIES, properties),
    about("owl:hasKey", CLASSES[:4], properties),
    about("owl:members", ("_:d",), classes, "owl:AllDisjointClasses"),
    about("owl:members", ("_:f",), properties, "owl:AllDisjointProperties"),
    about("owl:members", ("_:g",), things, "owl:AllDifferent"),
    about("owl:distinctMembers", ("_:h",), things, "owl:AllDifferent"),
    denied("owl:targetIndividual", things),
    denied("owl:targetValue", st.sampled_from(LITERALS)),
)

equalities = pair("owl:sameAs", things, things) | pair("owl:sameAs", things, values)

words = st.sampled_from(
    (
        "rdf:type",
        "rdfs:subClassOf",
        "rdfs:subPropertyOf",
        "rdfs:domain",
        "rdfs:range",
        "rdf:first",
        "rdf:rest",
        "owl:differentFrom",
        "owl:disjointWith",
        "owl:equivalentClass",
        "owl:equivalentProperty",
        "owl:hasValue",
        "owl:inverseOf",
        "owl:members",
        "owl:onProperty",
        "owl:sameAs",
        "owl:unionOf",
    )
)
kinds = st.sampled_from(
    (
        "owl:AllDifferent",
        "owl:AsymmetricProperty",
        "owl:Class",
        "owl:FunctionalProperty",
        "owl:InverseFunctionalProperty",
        "owl:IrreflexiveProperty",
        "owl:SymmetricProperty",
        "owl:TransitiveProperty",
    )
)
names = properties | words

odd = st.one_of(
    pair("owl:sameAs", classes.filter(lambda c: c[0] == "C"), named),
    pair("owl:sameAs", properties, properties),
    pair("rdfs:subPropertyOf", properties, words),
    pair("rdfs:subPropertyOf", words, properties),
    pair("rdfs:subPropertyOf", words, words),
    pair("rdfs:domain", words, classes),
    pair("rdfs:range", words, classes),
    pair("rdfs:range", properties, kinds),
    pair("owl:inverseOf", words, properties),
    pair("owl:propertyDisjointWith", words, names),
    pair("rdfs:subClassOf", named, kinds),
    pair("rdfs:subClassOf", kinds, classes),
    pair("rdf:type", named, named),
    pair("rdf:type", properties, named),
    pair("rdf:type", words, kinds | named),
    pair("rdf:type", things, kinds),
    about("owl:propertyChainAxiom", (*PROPERTIES, "rdf:type", "rdfs:subClassOf"), names),
    about("owl:hasKey", CLASSES[:4], names),
    about("owl:members", ("_:f",), names, "owl:AllDisjointProperties"),
    st.tuples(named, words, named).map(
        lambda t: [(t[0], "owl:onProperty", t[1]), (t[0], "owl:someValuesFrom", t[2])]
    ),
    st.tuples(named, words, named | things).map(
        lambda t: [(t[0], "owl:onProperty", t[1]), (t[0], "owl:hasValue", t[2])]
    ),
    st.tuples(named, properties, named).map(lambda t: [t]),
    st.tuples(named, words, named | things).map(lambda t: [t]),
    st.tuples(properties, words, properties | named).map(lambda t: [t]),
)
"""Axioms about equality of terms of the ontology, and about the vocabulary itself."""


def together(parts: tuple[list[list[Triple]], ...]) -> frozenset[Triple]:
    return frozenset(t for part in parts for triples in part for t in triples)


ontologies = st.tuples(
    st.lists(axioms, max_size=9),
    st.lists(data, max_size=7),
    st.lists(equalities, max_size=1),
    st.lists(odd, max_size=2),
).map(together)


def valueless(triples: list[Triple]) -> bool:
    """Tell whether triples name neither literals, limits apart, nor datatypes nor owl:Nothing."""
    terms = {o if "ardinality" not in p else "" for _, p, o in triples} | {t[0] for t in triples}
    return not any(term.startswith(('"', "xsd:", "owl:Nothing")) for term in terms)


def well_formed(triples: frozenset[Triple]) -> bool:
    """Tell whether every cell of every list has one member and one rest."""
    cells = [(s, p) for s, p, _ in triples if p in ("rdf:first", "rdf:rest")]
    return len(cells) == len(set(cells))


valueless_ontologies = (
    st.tuples(
        st.lists(axioms.filter(valueless), max_size=9),
        st.lists(data.filter(valueless), max_size=7),
        st.lists(equalities.filter(valueless), max_size=1),
    )
    .map(together)
    .filter(well_formed)
)
"""What owlrl can be compared on: of a malformed list it takes one reading, the table every one."""
