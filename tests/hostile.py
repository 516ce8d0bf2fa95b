"""A small graph in which every text tries to run in a browser."""

from pathlib import Path

from small_release import write_release

__all__ = ["ATTACKS", "PATHS", "write_hostile"]

ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "</title></script><b>alert(3)",
    "' onload='alert(4)",
]

PATHS = [
    "/",
    "/page/attacker",
    "/page/event/attack",
    "/page/graph/claim/small/attack",
    "/page/document/small",
    "/page/rule/attack",
    "/search?q=alert",
    "/network",
    "/timeline",
    "/map",
    "/classes",
    "/ontology",
    "/review",
    "/proof?s=id/event/attack&p=ontology%23agent&o=id/attacker",
    "/query?query=SELECT+*+%7B+%3Fs+%3Chttps%3A%2F%2Fexample.org%2Fdetente%2Fontology%23agent%3E+%3Fo+%7D&view=network",
    "/picture/network.svg",
]


def write_hostile(data: Path) -> None:
    """Write the small graph with attacks in it as a release."""
    attacks = _GRAPHS.replace("ATTACK", _written("".join(ATTACKS)))
    write_release(data, "hostile", attacks, proven=True)


def _written(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


_GRAPHS = """
GRAPH <graph/ontology> {
  det:Attack a owl:Class ; rdfs:subClassOf det:Meeting ; rdfs:label "ATTACK" ;
    skos:definition "ATTACK" .
  det:attacks a owl:DatatypeProperty ; rdfs:label "ATTACK" ; skos:definition "ATTACK" .
}
GRAPH <graph/document/small> {
  <id/attacker> a det:State ; rdfs:label "ATTACK" ; skos:altLabel "ATTACK" ; det:attacks "ATTACK" ;
    det:wikidataId "ATTACK" ; det:about <javascript:alert(5)> .
  <id/event/attack> a det:Attack ; rdfs:label "ATTACK" ; det:agent <id/attacker> , <id/nato> ;
    det:place <id/attacker> ; det:quotation "ATTACK" ; det:date "1999"^^edtf:EDTF ;
    det:earliest "1999-01-01"^^xsd:date ; det:latest "1999-12-31"^^xsd:date .
  <graph/claim/small/attack> a det:Claim ; rdfs:label "ATTACK" ; det:speaker <id/attacker> ;
    det:content "ATTACK" ; det:madeIn <id/event/attack> .
}
GRAPH <graph/claim/small/attack> { <id/attacker> det:attacks "ATTACK" }
GRAPH <graph/evidence/small> {
  <document/small#s5> a det:Sentence ; rdfs:label "ATTACK" ; det:inDocument <document/small> ;
    det:text "ATTACK" ; det:start 300 ; det:end 500 .
  <document/small#mark-x> a det:FootnoteMark ; rdfs:label "ATTACK" ;
    det:inDocument <document/small> .
  <rule/attack> a det:ExtractionRule ; rdfs:label "ATTACK" ; rdfs:comment "ATTACK" .
  <evidence/small/a9> a oa:Annotation ; oa:hasTarget <document/small#char=300,500> ;
    det:sentence <document/small#s5> ; det:foundBy <rule/attack> ;
    det:footnoteMark <document/small#mark-x> ;
    det:antecedent <document/small#char=300,500> ; oa:hasBody <evidence/small/99> .
  <document/small#char=300,500> a oa:SpecificResource ;
    oa:hasSelector <document/small#char=300,500-position> , <document/small#char=300,500-quote> .
  <document/small#char=300,500-position> a oa:TextPositionSelector ; oa:start 300 ; oa:end 500 .
  <document/small#char=300,500-quote> a oa:TextQuoteSelector ; oa:exact "ATTACK" .
  <evidence/small/99> a rdf:Statement ; rdf:subject <id/event/attack> ; rdf:predicate det:agent ;
    rdf:object <id/attacker> ; det:inGraph <graph/document/small> ;
    det:evidence <evidence/small/a9> .
}
"""
