"""What follows from the ontology's axioms, and what must not."""

from functools import lru_cache

import pytest
from rdflib import OWL, RDF, RDFS, Graph

from graph.reasoning import Closure, closure
from ontology.terms import DEFAULT_BASE, ontology_at

PREFIXES = f"""
@prefix : <{DEFAULT_BASE}id/> .
@prefix det: <{DEFAULT_BASE}ontology#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix owl: <{OWL}> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <{RDF}> .
@prefix rdfs: <{RDFS}> .
"""

FOLLOWS = {
    "subclass": (":s a det:Summit .", ":s a det:Meeting , det:Event , prov:Activity ."),
    "two superclasses": (":s a det:State .", ":s a det:Actor , det:Location ."),
    "cross-cutting superclass": (":e a det:Expulsion .", ":e a det:HostileAct ."),
    "speech act and hostile act": (
        ":a a det:Accusation .",
        ":a a det:SpeechAct , det:HostileAct .",
    ),
    "borrowed superclass": (":o a det:Office .", ":o a org:Post ."),
    "domain": (":e det:signedAgreement :a .", ":e a det:AgreementSigning ."),
    "domain through the hierarchy": (":e det:expelled :p .", ":e a det:HostileAct ."),
    "range": (":e det:signedAgreement :a .", ":a a det:Agreement ."),
    "range of an inherited property": (":c det:speaker :p .", ":p a det:Actor ."),
    "subproperty": (":s det:speaker :p .", ":s det:agent :p ."),
    "subproperty of a subproperty": (":e det:withdrawingParty :x .", ":e det:agent :x ."),
    "marks": (":a det:laterFootnoteMark :m .", ":a det:coveringMark :m ."),
    "inverse": (":e det:signedAgreement :a .", ":a det:signedIn :e ."),
    "inverse, read backwards": (":x det:partyTo :a .", ":a det:party :x ."),
    "symmetry": (":a det:contradicts :b .", ":b det:contradicts :a ."),
    "symmetry among actors": (":a det:cooperatesWith :b .", ":b det:cooperatesWith :a ."),
    "transitivity": (
        ":rome det:capitalOf :italy . :italy det:locatedIn :europe .",
        ":rome det:locatedIn :italy , :europe .",
    ),
    "signatories from a signing": (
        ":e det:signedAgreement :a ; det:agent :x , :y .",
        ":a det:signatory :x , :y .",
    ),
    "place of the occasion": (
        ":e det:during :summit . :summit det:place :paris . :paris det:capitalOf :france .",
        ":e det:place :paris , :france .",
    ),
    "occasion within an occasion": (
        ":e det:during :talks . :talks det:during :summit . :summit det:place :paris .",
        ":e det:place :paris .",
    ),
    "membership": (
        ":e det:accedingParty :albania ; det:accededToOrganisation :nato .",
        ":albania det:memberOf :nato .",
    ),
    "participation": (
        ":e det:accedingParty :malta ; det:accededToProgramme :pfp .",
        ":malta det:participatesIn :pfp .",
    ),
    "party by accession": (
        ":e det:accedingParty :greece ; det:accededToAgreement :pact .",
        ":pact det:party :greece .",
    ),
    "attribution to an organisation": (
        ":e det:agent :council . :council det:bodyOf :nato .",
        ":e det:attributableTo :nato .",
    ),
    "attribution to a state": (
        ":e det:agent :army . :army det:forcesOf :eritrea .",
        ":e det:attributableTo :eritrea .",
    ),
    "attribution through an organ's organ": (
        ":e det:agent :office . :office det:bodyOf :cabinet . :cabinet det:governmentOf :iran .",
        ":e det:attributableTo :cabinet , :iran .",
    ),
    "attribution of a claim": (
        ":c a det:Claim ; det:speaker :embassy . :embassy det:missionOf :qatar .",
        ":c det:attributableTo :qatar .",
    ),
    "holding an office": (
        ":t det:holder :annan ; det:office :secretary .",
        ":annan det:holdsOffice :secretary .",
    ),
    "succession from renaming": (
        ":r det:renamedFrom :zaire ; det:renamedTo :congo .",
        ":zaire det:succeededBy :congo .",
    ),
    "key": (
        ':a a det:State ; det:iso2 "GE" ; det:memberOf :un . :b a det:State ; det:iso2 "GE" .',
        ":a owl:sameAs :b . :b det:memberOf :un .",
    ),
}

DOES_NOT_FOLLOW = {
    "a superclass is no subclass": (":m a det:Meeting .", ":m a det:Summit ."),
    "an agent is no speaker": (":e det:agent :x .", ":e det:speaker :x ."),
    "a claim with a speaker is no event": (
        ":c a det:Claim ; det:speaker :x .",
        ":c a det:Event .",
    ),
    "a signatory is no party": (
        ":e det:signedAgreement :a ; det:agent :x .",
        ":a det:party :x .",
    ),
    "a ratification makes no party": (
        ":e det:ratifiedAgreement :a ; det:agent :x .",
        ":a det:party :x .",
    ),
    "the target of a signing signs nothing": (
        ":e det:signedAgreement :a ; det:target :x .",
        ":a det:signatory :x .",
    ),
    "an occasion does not happen where its parts do": (
        ":e det:during :visit ; det:place :tirana .",
        ":visit det:place :tirana .",
    ),
    "a part of a war does not happen wherever the war does": (
        ":e det:partOf :war . :war det:place :eritrea .",
        ":e det:place :eritrea .",
    ),
    "a capital does not contain its state": (
        ":rome det:capitalOf :italy .",
        ":italy det:locatedIn :rome .",
    ),
    "who joins a programme is no member": (
        ":e det:accedingParty :malta ; det:accededToProgramme :pfp .",
        ":malta det:memberOf :pfp .",
    ),
    "what is said to be joined, without its kind, makes no member": (
        ":e det:accedingParty :x ; det:accededTo :y .",
        ":x det:memberOf :y .",
    ),
    "what was done to an organ is not the whole's": (
        ":e det:target :council . :council det:bodyOf :nato .",
        ":e det:attributableTo :nato .",
    ),
    "what an organisation did is not its organ's": (
        ":e det:agent :nato . :council det:bodyOf :nato .",
        ":e det:attributableTo :council .",
    ),
    "what a member did is not the organisation's": (
        ":e det:agent :albania . :albania det:memberOf :nato .",
        ":e det:attributableTo :nato .",
    ),
    "what an office holder did is not the state's, for it may have been before": (
        ":e det:agent :p . :t det:holder :p ; det:office :o . :o det:officeOf :bulgaria .",
        ":e det:attributableTo :bulgaria .",
    ),
    "a code makes nothing a state": (':g det:iso2 "GL" .', ":g a det:State ."),
    "different codes are different states": (
        ':a a det:State ; det:iso2 "GE" . :b a det:State ; det:iso2 "DE" .',
        ":a owl:sameAs :b .",
    ),
    "a state without a code is no other state": (
        ':a a det:State ; det:iso2 "GE" . :b a det:State .',
        ":a owl:sameAs :b .",
    ),
    "a key of states does not identify territories": (
        ':a a det:Territory ; det:iso2 "GL" . :b a det:Territory ; det:iso2 "GL" .',
        ":a owl:sameAs :b .",
    ),
    "an heir is not succeeded by what it inherits from": (
        ":r det:renamedFrom :zaire ; det:renamedTo :congo .",
        ":congo det:succeededBy :zaire .",
    ),
}

CONTRADICTIONS = {
    "person and organisation": ":x a det:Person , det:Body .",
    "person and state": ":x a det:Person , det:State .",
    "person and group": ":x a det:Person , det:Group .",
    "event and agreement": ":e det:signedAgreement :e .",
    "event and actor": ":x a det:Meeting . :e det:agent :x .",
    "event and location": ":x a det:War . :e det:place :x .",
    "claim and event": ":c a det:Claim , det:Announcement .",
    "agreement and actor": ":x a det:Treaty , det:Government .",
    "office and person": ":x a det:Office . :t det:holder :x .",
    "two modalities that are one": "det:Claimed owl:sameAs det:Denied .",
    "two different states with one code": (
        ':a a det:State ; det:iso2 "GE" ; owl:differentFrom :b . :b a det:State ; det:iso2 "GE" .'
    ),
}

CONSISTENT = {
    "an unnamed agent is a person": ":x a det:UnnamedAgent , det:Person .",
    "a city is a state": ":x a det:City , det:State .",
    "a contested territory is a state to some": ":x a det:Territory , det:State .",
    "an act is hostile and cooperative": ":x a det:HostileAct , det:CooperativeAct .",
    "two claims contradict each other": ":a det:contradicts :b .",
    "an appointment names an office": ":a a det:Appointment ; det:office :o .",
    "an organisation is a place": ":e det:place :headquarters . :headquarters a det:Body .",
}


def parse(turtle: str) -> Graph:
    return Graph().parse(data=PREFIXES + turtle, format="turtle")


@lru_cache
def conclude(premises: str) -> Closure:
    return closure(ontology_at(DEFAULT_BASE) + parse(premises))


@pytest.mark.parametrize(("premises", "conclusions"), FOLLOWS.values(), ids=FOLLOWS)
def test_follows(premises: str, conclusions: str) -> None:
    known = conclude(premises).inferred + parse(premises)
    assert set(parse(conclusions)) - set(known) == set()


@pytest.mark.parametrize("premises", [p for p, _ in FOLLOWS.values()], ids=FOLLOWS)
def test_premises_are_consistent(premises: str) -> None:
    assert conclude(premises).inconsistencies == ()


@pytest.mark.parametrize(("premises", "conclusions"), DOES_NOT_FOLLOW.values(), ids=DOES_NOT_FOLLOW)
def test_does_not_follow(premises: str, conclusions: str) -> None:
    assert set(parse(conclusions)) & set(conclude(premises).inferred) == set()


@pytest.mark.parametrize("premises", CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_is_a_contradiction(premises: str) -> None:
    assert conclude(premises).inconsistencies != ()


@pytest.mark.parametrize("premises", CONSISTENT.values(), ids=CONSISTENT)
def test_is_no_contradiction(premises: str) -> None:
    assert conclude(premises).inconsistencies == ()


def test_the_ontology_itself_is_consistent() -> None:
    assert conclude("").inconsistencies == ()


def test_no_class_is_empty() -> None:
    one_each = [f"[] a <{c}> ." for c in ontology_at(DEFAULT_BASE).subjects(RDF.type, OWL.Class)]
    assert conclude("\n".join(one_each)).inconsistencies == ()
