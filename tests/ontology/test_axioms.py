"""What each axiom concludes from a premise, and what it must not conclude from it.

A row is an axiom: what is given, what follows, and what does not follow though it may seem to.
"""

from dataclasses import dataclass

import pytest
from rdflib import OWL, RDF, RDFS, Graph

from graph.reasoning import closure
from ontology.terms import DEFAULT_BASE, ontology_at

PREFIXES = f"""
@prefix : <{DEFAULT_BASE}id/> .
@prefix det: <{DEFAULT_BASE}ontology#> .
@prefix owl: <{OWL}> .
@prefix rdf: <{RDF}> .
@prefix rdfs: <{RDFS}> .
"""


@dataclass(frozen=True)
class Row:
    """A premise, a conclusion and a non-conclusion."""

    given: str
    follows: str
    not_follows: str


SUMMIT = """
:signing det:signedAgreement :act ; det:agent :nato , :russia ; det:during :summit .
:summit det:place :paris . :paris det:capitalOf :france .
"""

AXIOMS = {
    "signatories from a signing": Row(
        SUMMIT, ":act det:signatory :nato , :russia .", ":act det:party :nato , :russia ."
    ),
    "what a signatory signed": Row(
        SUMMIT, ":russia det:signatoryOf :act .", ":russia det:partyTo :act ."
    ),
    "co-signatories": Row(
        SUMMIT, ":nato det:coSignatoryWith :russia .", ":nato det:cooperatesWith :russia ."
    ),
    "co-signatories of another agreement are none": Row(
        f"{SUMMIT} :other det:signedAgreement :pact ; det:agent :russia , :iran .",
        ":russia det:coSignatoryWith :iran .",
        ":nato det:coSignatoryWith :iran .",
    ),
    "the place of a part from its occasion, and up the places": Row(
        SUMMIT, ":signing det:place :paris , :france .", ":act det:locatedIn :france ."
    ),
    "a place does not come down": Row(
        ":e det:place :france . :paris det:capitalOf :france .",
        ":france a det:Location .",
        ":e det:place :paris .",
    ),
    "membership from accession": Row(
        ":e det:accedingParty :albania ; det:accededToOrganisation :nato .",
        ":albania det:memberOf :nato .",
        ":albania det:formerMemberOf :nato .",
    ),
    "participation from accession": Row(
        ":e det:accedingParty :malta ; det:accededToProgramme :pfp .",
        ":malta det:participatesIn :pfp .",
        ":malta det:memberOf :pfp .",
    ),
    "former membership from withdrawal": Row(
        ":e det:withdrawingParty :georgia ; det:withdrewFromOrganisation :cis .",
        ":georgia det:formerMemberOf :cis .",
        ":georgia det:memberOf :cis .",
    ),
    "former party from withdrawal": Row(
        ":e det:withdrawingParty :usa ; det:withdrewFromAgreement :abm .",
        ":usa det:formerPartyTo :abm .",
        ":abm det:party :usa .",
    ),
    "leaving a location leaves no organisation": Row(
        ":e det:withdrawingParty :army ; det:withdrewFrom :town .",
        ":army det:withdrewIn :e .",
        ":army det:formerMemberOf :town .",
    ),
    "an act of a body is the organisation's": Row(
        ":e a det:Condemnation ; det:speaker :nac . :nac det:bodyOf :nato .",
        ":e det:attributableTo :nato .",
        ":e det:speaker :nato .",
    ),
    "an act of a government is the state's": Row(
        ":e det:agent :cabinet . :cabinet det:governmentOf :iran .",
        ":e det:attributableTo :iran . :iran det:attributedAct :e .",
        ":e det:agent :iran .",
    ),
    "an act in office is the state's": Row(
        ":e det:speaker :president ; det:inCapacity :presidency . "
        ":presidency det:officeOf :russia .",
        ":e det:attributableTo :russia .",
        ":president det:represents :russia .",
    ),
    "an act of an office holder in another capacity is not the state's": Row(
        ":e det:speaker :p . :t det:holder :p ; det:office :presidency . "
        ":presidency det:officeOf :russia .",
        ":p det:holdsOffice :presidency .",
        ":e det:attributableTo :russia .",
    ),
    "what an anonymous representative says is not attributed": Row(
        ":e det:speaker :official . :official det:represents :usa .",
        ":e det:agent :official .",
        ":e det:attributableTo :usa .",
    ),
    "succession by renaming": Row(
        ":r det:renamedFrom :nacc ; det:renamedTo :eapc .",
        ":nacc det:succeededBy :eapc . :eapc det:succeeds :nacc .",
        ":eapc owl:sameAs :nacc .",
    ),
    "succession without renaming": Row(
        ":s det:predecessor :oau ; det:successor :au .",
        ":oau det:succeededBy :au .",
        ":oau det:renamedIn :s .",
    ),
    "a hostile act is one between actors": Row(
        ":e a det:Annexation ; det:agent :ethiopia ; det:hostileTarget :eritrea .",
        ":ethiopia det:actsAgainst :eritrea .",
        ":eritrea det:actsAgainst :ethiopia .",
    ),
    "a target that is not a hostile one is not acted against": Row(
        ":e a det:Visit ; det:agent :albania ; det:target :bulgaria .",
        ":albania det:agentIn :e .",
        ":albania det:actsAgainst :bulgaria .",
    ),
    "a hostile act of a body is one of its organisation": Row(
        ":e det:speaker :nac ; det:condemned :russia . :nac det:bodyOf :nato .",
        ":nac det:actsAgainst :russia . :nato det:actsAgainst :russia .",
        ":e det:target :nato .",
    ),
    "the expulsion of representatives is one against whom they represent": Row(
        ":e det:agent :nato ; det:expelled :diplomats . :diplomats det:represents :russia .",
        ":nato det:actsAgainst :diplomats , :russia .",
        ":e det:target :russia .",
    ),
    "a kind of target tells the kind of act": Row(
        ":e det:sanctioned :eritrea .",
        ":e a det:Sanctioning , det:HostileAct ; det:target :eritrea .",
        ":e a det:UseOfForce .",
    ),
    "aid is an act in favour": Row(
        ":e det:agent :qatar ; det:aided :iran .",
        ":qatar det:actsInFavourOf :iran . :e a det:CooperativeAct .",
        ":iran det:actsInFavourOf :qatar .",
    ),
    "a request for somebody's benefit is no aid": Row(
        ":e a det:Request ; det:speaker :nato ; det:beneficiary :army .",
        ":nato det:agentIn :e .",
        ":nato det:actsInFavourOf :army .",
    ),
    "the authors of a letter are the speakers of what is written in it": Row(
        ":proposal det:writtenIn :letter . :letter det:author :elbe , :naumann .",
        ":proposal det:speaker :elbe , :naumann ; det:agent :elbe .",
        ":letter det:author :proposal .",
    ),
    "the author of a report does not speak what it reports": Row(
        ":statement det:statedIn :report . :report det:author :journalist .",
        ":statement a det:SpeechAct .",
        ":statement det:speaker :journalist .",
    ),
    "a founder": Row(
        ":e det:created :council ; det:agent :nato .",
        ":council det:founder :nato .",
        ":council det:bodyOf :nato .",
    ),
    "who adopted a resolution": Row(
        ":e det:adopted :resolution ; det:agent :council .",
        ":resolution det:adoptedBy :council .",
        ":resolution det:author :council .",
    ),
    "provisions": Row(
        ":article5 det:provisionOf :treaty .",
        ":article5 a det:Provision . :treaty det:hasProvision :article5 .",
        ":article5 a det:Agreement .",
    ),
    "an alpha-2 code merges": Row(
        ':a a det:State ; det:iso2 "GE" ; det:memberOf :un . :b a det:State ; det:iso2 "GE" .',
        ":a owl:sameAs :b . :b det:memberOf :un .",
        ":a owl:sameAs :un .",
    ),
    "an alpha-3 code merges": Row(
        ':a a det:State ; det:iso3 "GEO" . :b a det:State ; det:iso3 "GEO" .',
        ":a owl:sameAs :b .",
        ":a owl:differentFrom :b .",
    ),
    "a numeric code merges nothing, for a successor state may keep it": Row(
        ':a a det:State ; det:isoNumeric "231" . :b a det:State ; det:isoNumeric "231" .',
        ":a a det:Actor .",
        ":a owl:sameAs :b .",
    ),
    "a turn changes a relation": Row(
        ":e a det:Deterioration ; det:changes :relation ; det:opensPhase :strain .",
        ":e a det:RelationChange . :relation a det:Relation . :strain a det:Phase .",
        ":strain det:phaseOf :relation .",
    ),
    "a claim of status decides nothing": Row(
        ":c det:statusOf :abkhazia ; det:claimedStatus det:IndependentState .",
        ":c a det:StatusClaim , det:Claim .",
        ":abkhazia a det:State .",
    ),
    "a claim of a cause causes nothing": Row(
        ":c det:claimedCause :e ; det:claimedEffect :f .",
        ":c a det:CausalClaim .",
        ":e det:causes :f .",
    ),
    "an assessment is no event": Row(
        ":c det:assessed :enlargement ; det:speaker :p .",
        ":c a det:Assessment , det:Claim .",
        ":c a det:Event .",
    ),
    "a dispute and its course": Row(
        ":e det:inDispute :border . :ruling det:ruledOn :border .",
        ":border a det:Dispute . :ruling a det:Ruling .",
        ":ruling det:settles :border .",
    ),
    "a neighbour": Row(
        ":eritrea det:borders :djibouti .",
        ":djibouti det:borders :eritrea .",
        ":eritrea det:locatedIn :djibouti .",
    ),
}

CONTRADICTIONS = {
    "a person is an organisation": ":x a det:Person , det:Company .",
    "a state is a person": ":x a det:State , det:Person .",
    "an event is an agreement": ":x a det:Visit , det:Protocol .",
    "an organ is its own organ": ":x det:bodyOf :x .",
    "two organs of each other": ":x det:bodyOf :y . :y det:bodyOf :x .",
    "an event is part of itself": ":x det:partOf :x .",
    "two events are parts of each other": ":x det:partOf :y . :y det:partOf :x .",
    "a speech act repeats itself": ":x det:repeats :x .",
    "an answer to itself": ":x det:respondsTo :x .",
    "a dispute is an actor": ":x a det:TerritorialDispute , det:State .",
    "a dispute is an agreement": ":e det:inDispute :x . :x a det:Treaty .",
    "a provision is an event": ":x det:provisionOf :t ; a det:Summit .",
    "an area of cooperation is a location": ":e det:inArea :x ; det:place :x .",
    "a component is a person": ":p det:hasComponent :x . :x a det:Person .",
    "a status is a modality": ":x a det:PoliticalStatus , det:Modality .",
    "two statuses that are one": "det:IndependentState owl:sameAs det:PartOfState .",
}

CONSISTENT = {
    "a dispute is a relation": ":x a det:Dispute , det:BilateralRelation .",
    "a dispute is a war": ":x a det:Dispute , det:War .",
    "two claims of status contradict each other": (
        ":c det:statusOf :x ; det:claimedStatus det:IndependentState ; det:contradicts :d . "
        ":d det:statusOf :x ; det:claimedStatus det:PartOfState ; det:claimedSovereign :georgia ."
    ),
    "a contested territory is a state and a part of one": (
        ":x a det:Territory , det:State ; det:locatedIn :georgia . :georgia a det:State ."
    ),
    "an aggressor helps": ":x det:actsAgainst :y ; det:actsInFavourOf :y .",
    "a former member is a member again": ":x det:memberOf :y ; det:formerMemberOf :y .",
    "an enlargement without candidates": ":x a det:Enlargement ; det:enlarged :eu .",
}


def parse(turtle: str) -> Graph:
    return Graph().parse(data=PREFIXES + turtle, format="turtle")


@pytest.mark.parametrize("row", AXIOMS.values(), ids=AXIOMS)
def test_an_axiom_concludes_that_and_no_more(row: Row) -> None:
    asserted = ontology_at(DEFAULT_BASE) + parse(row.given)
    result = closure(asserted)
    known = set(result.inferred) | set(asserted)
    missing = set(parse(row.follows)) - known
    assert (missing, set(parse(row.not_follows)) & known) == (set(), set())


@pytest.mark.parametrize("row", AXIOMS.values(), ids=AXIOMS)
def test_what_does_not_follow_from_an_axiom_would_be_said_otherwise(row: Row) -> None:
    """Guard the rows: a non-conclusion with a term that is not declared could never fail."""
    terms = {
        node
        for triple in parse(row.given + row.follows + row.not_follows)
        for node in triple
        if str(node).startswith(f"{DEFAULT_BASE}ontology#")
    }
    assert {term for term in terms if (term, RDF.type, None) not in ontology_at(DEFAULT_BASE)} == (
        set()
    )


@pytest.mark.parametrize("premises", CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_is_a_contradiction(premises: str) -> None:
    assert closure(ontology_at(DEFAULT_BASE) + parse(premises)).inconsistencies != ()


@pytest.mark.parametrize("premises", CONSISTENT.values(), ids=CONSISTENT)
def test_is_no_contradiction(premises: str) -> None:
    assert closure(ontology_at(DEFAULT_BASE) + parse(premises)).inconsistencies == ()
