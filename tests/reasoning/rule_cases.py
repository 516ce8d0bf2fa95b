"""An example of each rule of OWL 2 RL, under its name: what follows, and what must not.

https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules
"""

from dataclasses import dataclass

TABLES = {
    4: "eq-ref eq-sym eq-trans eq-rep-s eq-rep-p eq-rep-o eq-diff1 eq-diff2 eq-diff3",
    5: "prp-ap prp-dom prp-rng prp-fp prp-ifp prp-irp prp-symp prp-asyp prp-trp prp-spo1 prp-spo2 "
    "prp-eqp1 prp-eqp2 prp-pdw prp-adp prp-inv1 prp-inv2 prp-key prp-npa1 prp-npa2",
    6: "cls-thing cls-nothing1 cls-nothing2 cls-int1 cls-int2 cls-uni cls-com cls-svf1 cls-svf2 "
    "cls-avf cls-hv1 cls-hv2 cls-maxc1 cls-maxc2 cls-maxqc1 cls-maxqc2 cls-maxqc3 cls-maxqc4 "
    "cls-oo",
    7: "cax-sco cax-eqc1 cax-eqc2 cax-dw cax-adc",
    8: "dt-type1 dt-type2 dt-eq dt-diff dt-not-type",
    9: "scm-cls scm-sco scm-eqc1 scm-eqc2 scm-op scm-dp scm-spo scm-eqp1 scm-eqp2 scm-dom1 "
    "scm-dom2 scm-rng1 scm-rng2 scm-hv scm-svf1 scm-svf2 scm-avf1 scm-avf2 scm-int scm-uni",
}
"""The names of the rules, by the table of the specification that has them."""


@dataclass(frozen=True, slots=True)
class Follows:
    """A premise with what follows from it and what does not, in Turtle."""

    premise: str
    conclusion: str
    non_conclusion: str
    by: str = ""
    """The rules that find it in the place of this one, where others together do the same."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """A premise with what follows from it and is not given out, and what does not follow."""

    premise: str
    conclusion: str
    non_conclusion: str


@dataclass(frozen=True, slots=True)
class Clash:
    """What contradicts itself, and what is like it and does not."""

    inconsistent: str
    consistent: str


RULES: dict[str, Follows | Withheld | Clash] = {
    "eq-ref": Withheld(":a :p :b .", ":a owl:sameAs :a .", ":a owl:sameAs :b ."),
    "eq-sym": Follows(":a owl:sameAs :b .", ":b owl:sameAs :a .", ":b owl:sameAs :c ."),
    "eq-trans": Follows(
        ":a owl:sameAs :b . :b owl:sameAs :c .", ":a owl:sameAs :c .", ":a owl:sameAs :d ."
    ),
    "eq-rep-s": Follows(":a owl:sameAs :b . :a :p :c .", ":b :p :c .", ":c :p :b ."),
    "eq-rep-p": Follows(":p owl:sameAs :q . :a :p :b .", ":a :q :b .", ":b :q :a ."),
    "eq-rep-o": Follows(":a owl:sameAs :b . :c :p :a .", ":c :p :b .", ":b :p :c ."),
    "eq-diff1": Clash(
        ":a owl:sameAs :b ; owl:differentFrom :b .",
        ":a owl:sameAs :b ; owl:differentFrom :c .",
    ),
    "eq-diff2": Clash(
        "[] a owl:AllDifferent ; owl:members ( :a :b :c ) . :b owl:sameAs :c .",
        "[] a owl:AllDifferent ; owl:members ( :a :b ) . :b owl:sameAs :c .",
    ),
    "eq-diff3": Clash(
        "[] a owl:AllDifferent ; owl:distinctMembers ( :a :b ) . :b owl:sameAs :a .",
        "[] a owl:AllDifferent ; owl:distinctMembers ( :a :b ) . :b owl:sameAs :c .",
    ),
    "prp-ap": Withheld(
        ':a rdfs:label "a" .', "rdfs:label a owl:AnnotationProperty .", ":a a :AnnotationProperty ."
    ),
    "prp-dom": Follows(":p rdfs:domain :C . :a :p :b .", ":a a :C .", ":b a :C ."),
    "prp-rng": Follows(":p rdfs:range :C . :a :p :b .", ":b a :C .", ":a a :C ."),
    "prp-fp": Follows(
        ":p a owl:FunctionalProperty . :a :p :b , :c .",
        ":b owl:sameAs :c .",
        ":a owl:sameAs :b .",
    ),
    "prp-ifp": Follows(
        ":p a owl:InverseFunctionalProperty . :a :p :c . :b :p :c , :d .",
        ":a owl:sameAs :b .",
        ":c owl:sameAs :d .",
    ),
    "prp-irp": Clash(
        ":p a owl:IrreflexiveProperty . :a :p :a .", ":p a owl:IrreflexiveProperty . :a :p :b ."
    ),
    "prp-symp": Follows(
        ":p a owl:SymmetricProperty . :a :p :b . :c :q :d .", ":b :p :a .", ":d :q :c ."
    ),
    "prp-asyp": Clash(
        ":p a owl:AsymmetricProperty . :a :p :b . :b :p :a .",
        ":p a owl:AsymmetricProperty . :a :p :b . :b :p :c .",
    ),
    "prp-trp": Follows(
        ":p a owl:TransitiveProperty . :a :p :b . :b :p :c .", ":a :p :c .", ":c :p :a ."
    ),
    "prp-spo1": Follows(":p rdfs:subPropertyOf :q . :a :p :b .", ":a :q :b .", ":b :q :a ."),
    "prp-spo2": Follows(
        ":p owl:propertyChainAxiom ( :q :r :s ) . :a :q :b . :b :r :c . :c :s :d . :b :q :c .",
        ":a :p :d .",
        ":a :p :c .",
    ),
    "prp-eqp1": Follows(
        ":p owl:equivalentProperty :q . :a :p :b .", ":a :q :b .", ":b :q :a .", "scm-eqp1 prp-spo1"
    ),
    "prp-eqp2": Follows(
        ":p owl:equivalentProperty :q . :a :q :b .", ":a :p :b .", ":b :p :a .", "scm-eqp1 prp-spo1"
    ),
    "prp-pdw": Clash(
        ":p owl:propertyDisjointWith :q . :a :p :b ; :q :b .",
        ":p owl:propertyDisjointWith :q . :a :p :b ; :q :c .",
    ),
    "prp-adp": Clash(
        "[] a owl:AllDisjointProperties ; owl:members ( :p :q :r ) . :a :q :b ; :r :b .",
        "[] a owl:AllDisjointProperties ; owl:members ( :p :q ) . :a :q :b ; :r :b .",
    ),
    "prp-inv1": Follows(":p owl:inverseOf :q . :a :p :b .", ":b :q :a .", ":a :q :b ."),
    "prp-inv2": Follows(":p owl:inverseOf :q . :a :q :b .", ":b :p :a .", ":a :p :b ."),
    "prp-key": Follows(
        ":C owl:hasKey ( :p :q ) . :a a :C ; :p 1 ; :q 2 . :b a :C ; :p 1 ; :q 2 ."
        ":c a :C ; :p 1 ; :q 3 . :d :p 1 ; :q 2 .",
        ":a owl:sameAs :b .",
        ":a owl:sameAs :c , :d .",
    ),
    "prp-npa1": Clash(
        "[] owl:sourceIndividual :a ; owl:assertionProperty :p ; owl:targetIndividual :b ."
        ":a :p :b .",
        "[] owl:sourceIndividual :a ; owl:assertionProperty :p ; owl:targetIndividual :b ."
        ":b :p :a .",
    ),
    "prp-npa2": Clash(
        "[] owl:sourceIndividual :a ; owl:assertionProperty :p ; owl:targetValue 1 . :a :p 1 .",
        "[] owl:sourceIndividual :a ; owl:assertionProperty :p ; owl:targetValue 1 . :a :p 2 .",
    ),
    "cls-thing": Withheld("", "owl:Thing a owl:Class .", ":Thing a owl:Class ."),
    "cls-nothing1": Withheld("", "owl:Nothing a owl:Class .", ":Nothing a owl:Class ."),
    "cls-nothing2": Clash(":a a owl:Nothing .", ":a a owl:Thing ."),
    "cls-int1": Follows(
        ":C owl:intersectionOf ( :D :E ) . :a a :D , :E . :b a :D .", ":a a :C .", ":b a :C ."
    ),
    "cls-int2": Follows(
        ":C owl:intersectionOf ( :D :E ) . :a a :C .",
        ":a a :D , :E .",
        ":a a :F .",
        "scm-int cax-sco",
    ),
    "cls-uni": Follows(
        ":C owl:unionOf ( :D :E ) . :a a :D . :b a :C .",
        ":a a :C .",
        ":b a :D .",
        "scm-uni cax-sco",
    ),
    "cls-com": Clash(
        ":C owl:complementOf :D . :a a :C , :D .", ":C owl:complementOf :D . :a a :C . :b a :D ."
    ),
    "cls-svf1": Follows(
        ":C owl:someValuesFrom :D ; owl:onProperty :p . :a :p :b . :b a :D . :c :p :d .",
        ":a a :C .",
        ":c a :C .",
    ),
    "cls-svf2": Follows(
        ":C owl:someValuesFrom owl:Thing ; owl:onProperty :p . :a :p :b .", ":a a :C .", ":b a :C ."
    ),
    "cls-avf": Follows(
        ":C owl:allValuesFrom :D ; owl:onProperty :p . :a a :C ; :p :b . :c :p :d .",
        ":b a :D .",
        ":d a :D .",
    ),
    "cls-hv1": Follows(
        ":C owl:hasValue :v ; owl:onProperty :p . :a a :C .", ":a :p :v .", ":v :p :a ."
    ),
    "cls-hv2": Follows(
        ":C owl:hasValue :v ; owl:onProperty :p . :a :p :v . :b :p :w .", ":a a :C .", ":b a :C ."
    ),
    "cls-maxc1": Clash(
        ":C owl:maxCardinality 0 ; owl:onProperty :p . :a a :C ; :p :b .",
        ":C owl:maxCardinality 0 ; owl:onProperty :p . :a a :C . :b :p :a .",
    ),
    "cls-maxc2": Follows(
        ":C owl:maxCardinality 1 ; owl:onProperty :p . :a a :C ; :p :b , :c . :d :p :e , :f .",
        ":b owl:sameAs :c .",
        ":e owl:sameAs :f .",
    ),
    "cls-maxqc1": Clash(
        ":C owl:maxQualifiedCardinality 0 ; owl:onProperty :p ; owl:onClass :D ."
        ":a a :C ; :p :b . :b a :D .",
        ":C owl:maxQualifiedCardinality 0 ; owl:onProperty :p ; owl:onClass :D ."
        ":a a :C ; :p :b . :b a :E .",
    ),
    "cls-maxqc2": Clash(
        ":C owl:maxQualifiedCardinality 0 ; owl:onProperty :p ; owl:onClass owl:Thing ."
        ":a a :C ; :p :b .",
        ":C owl:maxQualifiedCardinality 1 ; owl:onProperty :p ; owl:onClass owl:Thing ."
        ":a a :C ; :p :b .",
    ),
    "cls-maxqc3": Follows(
        ":C owl:maxQualifiedCardinality 1 ; owl:onProperty :p ; owl:onClass :D ."
        ":a a :C ; :p :b , :c , :d . :b a :D . :c a :D .",
        ":b owl:sameAs :c .",
        ":b owl:sameAs :d .",
    ),
    "cls-maxqc4": Follows(
        ":C owl:maxQualifiedCardinality 1 ; owl:onProperty :p ; owl:onClass owl:Thing ."
        ":a a :C ; :p :b , :c . :d :p :e , :f .",
        ":b owl:sameAs :c .",
        ":e owl:sameAs :f .",
    ),
    "cls-oo": Follows(":C owl:oneOf ( :a :b ) . :c :p :a .", ":a a :C . :b a :C .", ":c a :C ."),
    "cax-sco": Follows(":C rdfs:subClassOf :D . :a a :C . :b a :D .", ":a a :D .", ":b a :C ."),
    "cax-eqc1": Follows(
        ":C owl:equivalentClass :D . :a a :C .", ":a a :D .", ":a a :E .", "scm-eqc1 cax-sco"
    ),
    "cax-eqc2": Follows(
        ":C owl:equivalentClass :D . :a a :D .", ":a a :C .", ":a a :E .", "scm-eqc1 cax-sco"
    ),
    "cax-dw": Clash(
        ":C owl:disjointWith :D . :a a :C , :D .", ":C owl:disjointWith :D . :a a :C . :b a :D ."
    ),
    "cax-adc": Clash(
        "[] a owl:AllDisjointClasses ; owl:members ( :C :D :E ) . :a a :D , :E .",
        "[] a owl:AllDisjointClasses ; owl:members ( :C :D ) . :a a :D , :E .",
    ),
    "dt-type1": Withheld("", "xsd:integer a rdfs:Datatype .", ":integer a rdfs:Datatype ."),
    "dt-type2": Follows(
        ":C owl:someValuesFrom xsd:byte ; owl:onProperty :p . :a :p 100 . :b :p 300 .",
        ":a a :C .",
        ":b a :C .",
    ),
    "dt-eq": Follows(
        ':a :p 1 . :b :p "1.0"^^xsd:decimal . :p a owl:InverseFunctionalProperty .'
        ':c :p "1"^^xsd:float .',
        ":a owl:sameAs :b .",
        ":a owl:sameAs :c .",
    ),
    "dt-diff": Clash(
        ":p a owl:FunctionalProperty . :a :p 1 , 2 .",
        ':p a owl:FunctionalProperty . :a :p 1 , "1.0"^^xsd:decimal .',
    ),
    "dt-not-type": Clash(
        ":p rdfs:range xsd:byte . :a :p 300 .", ":p rdfs:range xsd:short . :a :p 300 ."
    ),
    "scm-cls": Withheld(":C a owl:Class .", ":C rdfs:subClassOf owl:Thing .", ":C a :D ."),
    "scm-sco": Follows(
        ":C rdfs:subClassOf :D . :D rdfs:subClassOf :E .",
        ":C rdfs:subClassOf :E .",
        ":E rdfs:subClassOf :C .",
    ),
    "scm-eqc1": Follows(
        ":C owl:equivalentClass :D .",
        ":C rdfs:subClassOf :D . :D rdfs:subClassOf :C .",
        ":C rdfs:subClassOf :E .",
    ),
    "scm-eqc2": Follows(
        ":C rdfs:subClassOf :D . :D rdfs:subClassOf :C , :E .",
        ":C owl:equivalentClass :D .",
        ":D owl:equivalentClass :E .",
    ),
    "scm-op": Withheld(":p a owl:ObjectProperty .", ":p rdfs:subPropertyOf :p .", ":p a :q ."),
    "scm-dp": Withheld(
        ":p a owl:DatatypeProperty .",
        ":p owl:equivalentProperty :p .",
        ":p rdfs:subPropertyOf :q .",
    ),
    "scm-spo": Follows(
        ":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :r .",
        ":p rdfs:subPropertyOf :r .",
        ":r rdfs:subPropertyOf :p .",
    ),
    "scm-eqp1": Follows(
        ":p owl:equivalentProperty :q .",
        ":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :p .",
        ":p rdfs:subPropertyOf :r .",
    ),
    "scm-eqp2": Follows(
        ":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :p , :r .",
        ":p owl:equivalentProperty :q .",
        ":q owl:equivalentProperty :r .",
    ),
    "scm-dom1": Follows(
        ":p rdfs:domain :C . :C rdfs:subClassOf :D .", ":p rdfs:domain :D .", ":p rdfs:range :D ."
    ),
    "scm-dom2": Follows(
        ":q rdfs:domain :C . :p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :r .",
        ":p rdfs:domain :C .",
        ":r rdfs:domain :C .",
    ),
    "scm-rng1": Follows(
        ":p rdfs:range :C . :C rdfs:subClassOf :D .", ":p rdfs:range :D .", ":p rdfs:domain :D ."
    ),
    "scm-rng2": Follows(
        ":q rdfs:range :C . :p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :r .",
        ":p rdfs:range :C .",
        ":r rdfs:range :C .",
    ),
    "scm-hv": Follows(
        ":C owl:hasValue :v ; owl:onProperty :p . :D owl:hasValue :v ; owl:onProperty :q ."
        ":p rdfs:subPropertyOf :q .",
        ":C rdfs:subClassOf :D .",
        ":D rdfs:subClassOf :C .",
    ),
    "scm-svf1": Follows(
        ":C owl:someValuesFrom :E ; owl:onProperty :p . :D owl:someValuesFrom :F ;"
        " owl:onProperty :p . :E rdfs:subClassOf :F .",
        ":C rdfs:subClassOf :D .",
        ":D rdfs:subClassOf :C .",
    ),
    "scm-svf2": Follows(
        ":C owl:someValuesFrom :E ; owl:onProperty :p . :D owl:someValuesFrom :E ;"
        " owl:onProperty :q . :p rdfs:subPropertyOf :q .",
        ":C rdfs:subClassOf :D .",
        ":D rdfs:subClassOf :C .",
    ),
    "scm-avf1": Follows(
        ":C owl:allValuesFrom :E ; owl:onProperty :p . :D owl:allValuesFrom :F ;"
        " owl:onProperty :p . :E rdfs:subClassOf :F .",
        ":C rdfs:subClassOf :D .",
        ":D rdfs:subClassOf :C .",
    ),
    "scm-avf2": Follows(
        ":C owl:allValuesFrom :E ; owl:onProperty :p . :D owl:allValuesFrom :E ;"
        " owl:onProperty :q . :p rdfs:subPropertyOf :q .",
        ":D rdfs:subClassOf :C .",
        ":C rdfs:subClassOf :D .",
    ),
    "scm-int": Follows(
        ":C owl:intersectionOf ( :D :E ) .",
        ":C rdfs:subClassOf :D , :E .",
        ":D rdfs:subClassOf :C .",
    ),
    "scm-uni": Follows(
        ":C owl:unionOf ( :D :E ) .",
        ":D rdfs:subClassOf :C . :E rdfs:subClassOf :C .",
        ":C rdfs:subClassOf :D .",
    ),
}
