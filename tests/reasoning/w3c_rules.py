"""The rule table of OWL 2 RL/RDF, as plainly as it can be written, over sets of triples.

https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules

A triple is three strings, a term being written as in N-Triples with the usual prefixes for the
vocabulary. A rule is a line of premises and conclusions; the rules with lists are functions.
Left out, here as in the engines: what holds of everything (eq-ref, cls-thing, cls-nothing1, prp-ap,
dt-type1, reflexive subsumption, and that the empty class is below all others), and equality of
literals of different values, which is a contradiction (dt-diff) and leads no further.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import combinations, product

Triple = tuple[str, str, str]
Bindings = dict[str, str]
Contradiction = tuple[str, frozenset[Triple]]

SAME, TYPE = "owl:sameAs", "rdf:type"

RULES = """
eq-sym: ?x owl:sameAs ?y -> ?y owl:sameAs ?x
eq-trans: ?x owl:sameAs ?y, ?y owl:sameAs ?z -> ?x owl:sameAs ?z
eq-rep-s: ?s owl:sameAs ?t, ?s ?p ?o -> ?t ?p ?o
eq-rep-p: ?p owl:sameAs ?q, ?s ?p ?o -> ?s ?q ?o
eq-rep-o: ?o owl:sameAs ?n, ?s ?p ?o -> ?s ?p ?n
prp-dom: ?p rdfs:domain ?c, ?x ?p ?y -> ?x rdf:type ?c
prp-rng: ?p rdfs:range ?c, ?x ?p ?y -> ?y rdf:type ?c
prp-fp: ?p rdf:type owl:FunctionalProperty, ?x ?p ?y, ?x ?p ?z -> ?y owl:sameAs ?z
prp-ifp: ?p rdf:type owl:InverseFunctionalProperty, ?x ?p ?y, ?z ?p ?y -> ?x owl:sameAs ?z
prp-symp: ?p rdf:type owl:SymmetricProperty, ?x ?p ?y -> ?y ?p ?x
prp-trp: ?p rdf:type owl:TransitiveProperty, ?x ?p ?y, ?y ?p ?z -> ?x ?p ?z
prp-spo1: ?p rdfs:subPropertyOf ?q, ?x ?p ?y -> ?x ?q ?y
prp-eqp1: ?p owl:equivalentProperty ?q, ?x ?p ?y -> ?x ?q ?y
prp-eqp2: ?p owl:equivalentProperty ?q, ?x ?q ?y -> ?x ?p ?y
prp-inv1: ?p owl:inverseOf ?q, ?x ?p ?y -> ?y ?q ?x
prp-inv2: ?p owl:inverseOf ?q, ?x ?q ?y -> ?y ?p ?x
cls-svf1: ?r owl:someValuesFrom ?c, ?r owl:onProperty ?p, ?x ?p ?y, ?y rdf:type ?c -> ?x rdf:type ?r
cls-svf2: ?r owl:someValuesFrom owl:Thing, ?r owl:onProperty ?p, ?x ?p ?y -> ?x rdf:type ?r
cls-avf: ?r owl:allValuesFrom ?c, ?r owl:onProperty ?p, ?x rdf:type ?r, ?x ?p ?y -> ?y rdf:type ?c
cls-hv1: ?r owl:hasValue ?v, ?r owl:onProperty ?p, ?x rdf:type ?r -> ?x ?p ?v
cls-hv2: ?r owl:hasValue ?v, ?r owl:onProperty ?p, ?x ?p ?v -> ?x rdf:type ?r
cls-maxc2: ?r owl:maxCardinality 1, ?r owl:onProperty ?p, ?x rdf:type ?r, ?x ?p ?y, ?x ?p ?z -> ?y owl:sameAs ?z
cls-maxqc3: ?r owl:maxQualifiedCardinality 1, ?r owl:onProperty ?p, ?r owl:onClass ?c, ?x rdf:type ?r, ?x ?p ?y, ?y rdf:type ?c, ?x ?p ?z, ?z rdf:type ?c -> ?y owl:sameAs ?z
cls-maxqc4: ?r owl:maxQualifiedCardinality 1, ?r owl:onProperty ?p, ?r owl:onClass owl:Thing, ?x rdf:type ?r, ?x ?p ?y, ?x ?p ?z -> ?y owl:sameAs ?z
cax-sco: ?c rdfs:subClassOf ?d, ?x rdf:type ?c -> ?x rdf:type ?d
cax-eqc1: ?c owl:equivalentClass ?d, ?x rdf:type ?c -> ?x rdf:type ?d
cax-eqc2: ?c owl:equivalentClass ?d, ?x rdf:type ?d -> ?x rdf:type ?c
scm-cls: ?c rdf:type owl:Class -> ?c rdfs:subClassOf owl:Thing
scm-sco: ?c rdfs:subClassOf ?d, ?d rdfs:subClassOf ?e -> ?c rdfs:subClassOf ?e
scm-eqc1: ?c owl:equivalentClass ?d -> ?c rdfs:subClassOf ?d, ?d rdfs:subClassOf ?c
scm-eqc2: ?c rdfs:subClassOf ?d, ?d rdfs:subClassOf ?c -> ?c owl:equivalentClass ?d
scm-spo: ?p rdfs:subPropertyOf ?q, ?q rdfs:subPropertyOf ?r -> ?p rdfs:subPropertyOf ?r
scm-eqp1: ?p owl:equivalentProperty ?q -> ?p rdfs:subPropertyOf ?q, ?q rdfs:subPropertyOf ?p
scm-eqp2: ?p rdfs:subPropertyOf ?q, ?q rdfs:subPropertyOf ?p -> ?p owl:equivalentProperty ?q
scm-dom1: ?p rdfs:domain ?c, ?c rdfs:subClassOf ?d -> ?p rdfs:domain ?d
scm-dom2: ?q rdfs:domain ?c, ?p rdfs:subPropertyOf ?q -> ?p rdfs:domain ?c
scm-rng1: ?p rdfs:range ?c, ?c rdfs:subClassOf ?d -> ?p rdfs:range ?d
scm-rng2: ?q rdfs:range ?c, ?p rdfs:subPropertyOf ?q -> ?p rdfs:range ?c
scm-hv: ?a owl:hasValue ?v, ?a owl:onProperty ?p, ?b owl:hasValue ?v, ?b owl:onProperty ?q, ?p rdfs:subPropertyOf ?q -> ?a rdfs:subClassOf ?b
scm-svf1: ?a owl:someValuesFrom ?c, ?a owl:onProperty ?p, ?b owl:someValuesFrom ?d, ?b owl:onProperty ?p, ?c rdfs:subClassOf ?d -> ?a rdfs:subClassOf ?b
scm-svf2: ?a owl:someValuesFrom ?c, ?a owl:onProperty ?p, ?b owl:someValuesFrom ?c, ?b owl:onProperty ?q, ?p rdfs:subPropertyOf ?q -> ?a rdfs:subClassOf ?b
scm-avf1: ?a owl:allValuesFrom ?c, ?a owl:onProperty ?p, ?b owl:allValuesFrom ?d, ?b owl:onProperty ?p, ?c rdfs:subClassOf ?d -> ?a rdfs:subClassOf ?b
scm-avf2: ?a owl:allValuesFrom ?c, ?a owl:onProperty ?p, ?b owl:allValuesFrom ?c, ?b owl:onProperty ?q, ?p rdfs:subPropertyOf ?q -> ?b rdfs:subClassOf ?a
eq-diff1: ?x owl:sameAs ?y, ?x owl:differentFrom ?y -> false
prp-irp: ?p rdf:type owl:IrreflexiveProperty, ?x ?p ?x -> false
prp-asyp: ?p rdf:type owl:AsymmetricProperty, ?x ?p ?y, ?y ?p ?x -> false
prp-pdw: ?p owl:propertyDisjointWith ?q, ?x ?p ?y, ?x ?q ?y -> false
prp-npa1: ?n owl:sourceIndividual ?x, ?n owl:assertionProperty ?p, ?n owl:targetIndividual ?y, ?x ?p ?y -> false
prp-npa2: ?n owl:sourceIndividual ?x, ?n owl:assertionProperty ?p, ?n owl:targetValue ?y, ?x ?p ?y -> false
cls-nothing2: ?x rdf:type owl:Nothing -> false
cls-com: ?c owl:complementOf ?d, ?x rdf:type ?c, ?x rdf:type ?d -> false
cls-maxc1: ?r owl:maxCardinality 0, ?r owl:onProperty ?p, ?x rdf:type ?r, ?x ?p ?y -> false
cls-maxqc1: ?r owl:maxQualifiedCardinality 0, ?r owl:onProperty ?p, ?r owl:onClass ?c, ?x rdf:type ?r, ?x ?p ?y, ?y rdf:type ?c -> false
cls-maxqc2: ?r owl:maxQualifiedCardinality 0, ?r owl:onProperty ?p, ?r owl:onClass owl:Thing, ?x rdf:type ?r, ?x ?p ?y -> false
cax-dw: ?c owl:disjointWith ?d, ?x rdf:type ?c, ?x rdf:type ?d -> false
"""  # noqa: E501
"""The rules without lists; ``1`` and ``0`` stand for the numbers."""


class Facts:
    """A set of triples that can be asked for those that match."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.all = set(triples)
        self.by: dict[tuple[str, ...], set[Triple]] = defaultdict(set)
        for s, p, o in self.all:
            for key in (("p", p), ("sp", s, p), ("po", p, o), ("s", s), ("o", o)):
                self.by[key].add((s, p, o))

    def match(self, pattern: Triple, known: Bindings) -> Iterable[Triple]:
        """Return the triples that may match a pattern."""
        s, p, o = (known.get(term, term) for term in pattern)
        free = "".join(n for n, t in zip("spo", (s, p, o), strict=True) if t[0] == "?")
        if not free:
            return {(s, p, o)} & self.all
        choice = {"s": ("po", p, o), "o": ("sp", s, p), "so": ("p", p)}
        choice |= {"p": ("s", s), "sp": ("o", o), "po": ("s", s)}
        return self.all if free == "spo" else tuple(self.by.get(choice[free], ()))


def solutions(facts: Facts, patterns: list[Triple], known: Bindings) -> Iterator[Bindings]:
    if not patterns:
        yield known
        return
    for triple in facts.match(patterns[0], known):
        wider = dict(known)
        if all(
            wider.setdefault(term, value) == value if term[0] == "?" else wanted(term, value)
            for term, value in zip(patterns[0], triple, strict=True)
        ):
            yield from solutions(facts, patterns[1:], wider)


def wanted(term: str, value: str) -> bool:
    return term == value


def filled(pattern: Triple, known: Bindings) -> Triple:
    s, p, o = (known.get(term, term) for term in pattern)
    return s, p, o


def patterns_of(text: str) -> list[Triple]:
    return [(s, p, o) for s, p, o in (part.split() for part in text.split(","))]


def parsed(line: str) -> tuple[str, list[Triple], list[Triple]]:
    name, _, rest = line.partition(": ")
    premises, _, conclusions = rest.partition(" -> ")
    return name, patterns_of(premises), [] if conclusions == "false" else patterns_of(conclusions)


TABLE = [parsed(line) for line in RULES.strip().splitlines()]


def lists(facts: Facts, node: str, seen: tuple[str, ...] = ()) -> Iterator[list[Triple]]:
    """Yield the triples of each reading of a list."""
    if node == "rdf:nil":
        yield []
    elif node not in seen:
        for first in facts.by.get(("sp", node, "rdf:first"), ()):
            for rest in facts.by.get(("sp", node, "rdf:rest"), ()):
                for more in lists(facts, rest[2], (*seen, node)):
                    yield [first, rest, *more]


def listings(facts: Facts, predicate: str) -> Iterator[tuple[str, list[str], list[Triple]]]:
    """Yield what has a list, its members, and the triples that say so."""
    for triple in facts.by.get(("p", predicate), ()):
        for cells in lists(facts, triple[2]):
            yield triple[0], [cell[2] for cell in cells[::2]], [triple, *cells]


Conclusion = tuple[str, Triple]


def intersections(facts: Facts) -> Iterator[Conclusion]:
    for whole, members, _ in listings(facts, "owl:intersectionOf"):
        if members:
            for x in {t[0] for t in facts.by[("po", TYPE, members[0])]}:
                if all((x, TYPE, member) in facts.all for member in members):
                    yield "cls-int1", (x, TYPE, whole)
        for member in members:
            yield "scm-int", (whole, "rdfs:subClassOf", member)
            for x, _, _ in facts.by[("po", TYPE, whole)]:
                yield "cls-int2", (x, TYPE, member)


def unions(facts: Facts) -> Iterator[Conclusion]:
    for whole, members, _ in listings(facts, "owl:unionOf"):
        for member in members:
            yield "scm-uni", (member, "rdfs:subClassOf", whole)
            for x, _, _ in facts.by[("po", TYPE, member)]:
                yield "cls-uni", (x, TYPE, whole)


def enumerations(facts: Facts) -> Iterator[Conclusion]:
    for whole, members, _ in listings(facts, "owl:oneOf"):
        yield from (("cls-oo", (member, TYPE, whole)) for member in members)


def chains(facts: Facts) -> Iterator[Conclusion]:
    for prop, members, _ in listings(facts, "owl:propertyChainAxiom"):
        if members:
            names = [f"?{i}" for i in range(len(members) + 1)]
            pattern = list(zip(names, members, names[1:], strict=False))
            for known in solutions(facts, pattern, {}):
                yield "prp-spo2", (known["?0"], prop, known[names[-1]])


def keys(facts: Facts) -> Iterator[Conclusion]:
    for kind, props, _ in listings(facts, "owl:hasKey"):
        bearers = {t[0] for t in facts.by[("po", TYPE, kind)]} if props else set()
        for x, y in product(bearers, bearers):
            if all(values(facts, x, p) & values(facts, y, p) for p in props):
                yield "prp-key", (x, SAME, y)


def values(facts: Facts, subject: str, prop: str) -> set[str]:
    return {t[2] for t in facts.by[("sp", subject, prop)]}


LIST_RULES: list[Callable[[Facts], Iterator[Conclusion]]] = [
    intersections,
    unions,
    enumerations,
    chains,
    keys,
]

Value = tuple[str, object]
"""A space of values that shares none with another, and which value it is."""


def read(term: str) -> Value | None:
    """Return what the words of a literal say, whether or not its datatype has room for it."""
    words, _, kind = term.partition("^^")
    plain = words.strip('"')
    if "@" in words:
        text, _, language = words.rpartition("@")
        return "tagged", (text, language.lower())
    if kind in ("", "xsd:token"):
        return "text", " ".join(plain.split()) if kind else plain
    if kind == "xsd:boolean":
        return "boolean", {"true": True, "1": True, "false": False, "0": False}[plain]
    if kind in ("xsd:float", "xsd:double"):
        return kind, repr(float(plain))
    return "number", Decimal(plain)


def whole(value: Value, low: float = float("-inf"), high: float = float("inf")) -> bool:
    number = value[1]
    return isinstance(number, Decimal) and number == int(number) and low <= number <= high


KINDS: dict[str, Callable[[Value], bool]] = {
    "xsd:integer": whole,
    "xsd:decimal": lambda value: value[0] == "number",
    "xsd:byte": lambda value: whole(value, -128, 127),
    "xsd:nonNegativeInteger": lambda value: whole(value, 0),
    "xsd:boolean": lambda value: value[0] == "boolean",
    "xsd:float": lambda value: value[0] == "xsd:float",
    "xsd:double": lambda value: value[0] == "xsd:double",
    "xsd:string": lambda value: value[0] == "text",
    "xsd:token": lambda value: value[0] == "text" and value[1] == " ".join(str(value[1]).split()),
    "rdf:langString": lambda value: value[0] == "tagged",
    "rdf:PlainLiteral": lambda value: value[0] in ("text", "tagged"),
    "rdfs:Literal": lambda _value: True,
}
"""The datatypes that the tests use, by which values they hold; all of them are known."""


def kind_of(term: str) -> str:
    """Return the datatype of a literal."""
    words, _, kind = term.partition("^^")
    return "rdf:langString" if "@" in words else kind or "xsd:string"


def value_of(term: str) -> Value | None:
    """Return what a literal stands for, if its datatype is known and it is well-typed."""
    if kind_of(term) not in KINDS:
        return None
    try:
        value = read(term)
    except (ArithmeticError, KeyError, ValueError):
        return None
    return value if value is not None and KINDS[kind_of(term)](value) else None


def ill_typed(term: str) -> bool:
    return is_literal(term) and kind_of(term) in KINDS and value_of(term) is None


def differ(one: str, other: str) -> bool:
    """Tell whether two literals are known to have different values."""
    values = value_of(one), value_of(other)
    return None not in values and values[0] != values[1]


def is_literal(term: str) -> bool:
    return term[0] == '"'


def equal_values(facts: Facts) -> Iterator[Conclusion]:
    for one, other in product(literals_in(facts), repeat=2):
        if value_of(one) is not None and value_of(one) == value_of(other):
            yield "dt-eq", (one, SAME, other)


def literals_in(facts: Facts) -> set[str]:
    return {t for triple in facts.all for t in triple if is_literal(t)}


def value_types(facts: Facts) -> Iterator[Conclusion]:
    for literal in literals_in(facts):
        value = value_of(literal)
        for kind, held in KINDS.items():
            if value is not None and held(value):
                yield "dt-type2", (literal, TYPE, kind)


LIST_RULES += [equal_values, value_types]


def says_something(triple: Triple) -> bool:
    s, p, o = triple
    if p == SAME and s == o:
        return False
    return not (p == SAME and is_literal(s) and is_literal(o) and differ(s, o))


def conclusions(facts: Facts) -> Iterator[Conclusion]:
    """Yield what one application of each rule concludes."""
    for name, premises, heads in TABLE:
        if heads:
            for known in solutions(facts, numbered(premises), {}):
                yield from ((name, filled(head, known)) for head in heads)
    for rule in LIST_RULES:
        yield from rule(facts)


def numbered(premises: list[Triple]) -> list[Triple]:
    return [(s, p, f'"{o}"^^xsd:integer' if o in "01" else o) for s, p, o in premises]


def closed(triples: Iterable[Triple]) -> Facts:
    """Apply the rules until they add nothing."""
    facts = Facts(triples)
    while True:
        news = {c for _, c in conclusions(facts) if says_something(c)} - facts.all
        if not news:
            return facts
        facts = Facts(facts.all | news)


def contradictions(facts: Facts) -> Iterator[Contradiction]:
    """Yield what is false in a set of facts that is closed."""
    reflexive = Facts(facts.all | {(t, SAME, t) for s, _, o in facts.all for t in (s, o)})
    for name, premises, heads in TABLE:
        if not heads:
            for known in solutions(reflexive, numbered(premises), {}):
                yield name, frozenset(filled(p, known) for p in numbered(premises))
    for rule in FALSE_RULES:
        yield from rule(reflexive)


def all_different(facts: Facts) -> Iterator[Contradiction]:
    for name, predicate in (("eq-diff2", "owl:members"), ("eq-diff3", "owl:distinctMembers")):
        for axiom, members, stated in listings(facts, predicate):
            declared = (axiom, TYPE, "owl:AllDifferent")
            for x, y in combinations(members, 2):
                if declared in facts.all and (x, SAME, y) in facts.all:
                    yield name, frozenset([declared, *stated, (x, SAME, y)])


def all_disjoint(facts: Facts) -> Iterator[Contradiction]:
    for axiom, members, stated in listings(facts, "owl:members"):
        for c, d in combinations(members, 2):
            declared = (axiom, TYPE, "owl:AllDisjointClasses")
            if declared in facts.all:
                for x, _, _ in facts.by[("po", TYPE, c)]:
                    if (x, TYPE, d) in facts.all:
                        both = [(x, TYPE, c), (x, TYPE, d)]
                        yield "cax-adc", frozenset([declared, *stated, *both])
            declared = (axiom, TYPE, "owl:AllDisjointProperties")
            if declared in facts.all:
                for x, _, y in facts.by[("p", c)]:
                    if (x, d, y) in facts.all:
                        pair = [(x, c, y), (x, d, y)]
                        yield "prp-adp", frozenset([declared, *stated, *pair])


def wrong_types(facts: Facts) -> Iterator[Contradiction]:
    for x, p, kind in facts.by[("p", TYPE)]:
        if kind in KINDS and is_literal(x):
            value = value_of(x)
            if ill_typed(x) or (value is not None and not KINDS[kind](value)):
                yield "dt-not-type", frozenset([(x, p, kind)])


def no_values(facts: Facts) -> Iterator[Contradiction]:
    """Find literals that are none of their own datatype's, which the data type map says they are.

    https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules
    """
    for literal in filter(ill_typed, literals_in(facts)):
        yield "dt-not-type", frozenset([(literal, TYPE, kind_of(literal))])


def different_values(facts: Facts) -> Iterator[Contradiction]:
    for _, (one, p, other) in conclusions(facts):
        if p == SAME and is_literal(one) and is_literal(other) and differ(one, other):
            yield "dt-diff", frozenset([(one, p, other)])


FALSE_RULES = [all_different, all_disjoint, wrong_types, no_values, different_values]
