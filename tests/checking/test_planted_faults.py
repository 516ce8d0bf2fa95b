"""Each fault that is planted here turns the check red, in the words of the check that is for it.

What is added is planted in one copy of the release and what is removed in another, because each
check of a whole release takes a second or two; every fault has words that no other one brings out.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.checking import Finding, check, remarks
from graph.release import Release

DOCUMENT = "graph/document/nato-russia-relations"
ONTOLOGY = "graph/ontology"
EXPULSION = "id/event/2009-05-expulsion-two-russia-diplomats"
SIGNING = "id/event/1997-05-27-agreement-signing-founding-act-on-mutual-relations-cooperation-and"
CLAIM = "graph/claim/nato-russia-relations/s28-1"
OTHER = "graph/claim/nato-russia-relations/s32-1"
PREFIXES = """
PREFIX det: <ontology#>
PREFIX edtf: <http://id.loc.gov/datatypes/edtf/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""


@dataclass(frozen=True)
class Fault:
    """What is put into a graph or taken out of the store, and what must be said of it."""

    check: str
    named: str
    added: str = ""
    removed: str = ""
    graph: str = DOCUMENT


def date(value: str) -> str:
    return f'<{EXPULSION}> det:date "{value}"^^edtf:EDTF .'


def day(name: str, value: str) -> str:
    return f'<{EXPULSION}> det:{name} "{value}"^^xsd:date .'


FAULTS = {
    "an undeclared term in the data": Fault(
        "hygiene", "recogniced is used", "<id/russia> det:recogniced <id/abkhazia> ."
    ),
    "an undeclared term in the ontology": Fault(
        "hygiene", "Sumit is used", "det:Summit rdfs:subClassOf det:Sumit .", graph=ONTOLOGY
    ),
    "a missing definition": Fault(
        "house rules", "“summit”", removed="det:Summit skos:definition ?o", graph=ONTOLOGY
    ),
    "a missing example": Fault(
        "house rules", "“summit”", removed="det:Summit skos:example ?o", graph=ONTOLOGY
    ),
    "a class in lower case": Fault(
        "house rules", "ontology#summit", "det:summit a owl:Class .", graph=ONTOLOGY
    ),
    "a second domain": Fault(
        "house rules", "one domain", "det:during rdfs:domain det:Summit .", graph=ONTOLOGY
    ),
    "a deprecated term without a reason": Fault(
        "house rules", "what replaces it", "det:Recall owl:deprecated true .", graph=ONTOLOGY
    ),
    "an axiom that is not RL": Fault(
        "profile",
        "MinCardinality is no superClassExpression (OWL 2 Profiles, 4.2.3",
        "det:Treaty rdfs:subClassOf [ owl:onProperty det:signatory ; owl:minCardinality 2 ] .",
        graph=ONTOLOGY,
    ),
    "two labels that are the same": Fault(
        "hygiene", "both labelled summit", 'det:Meeting rdfs:label "summit"@en .', graph=ONTOLOGY
    ),
    "two definitions that are the same": Fault(
        "hygiene",
        "the same words",
        'det:War skos:definition "A." . det:Visit skos:definition "A." .',
        graph=ONTOLOGY,
    ),
    "a circle of classes": Fault(
        "hygiene",
        "Summit is below itself",
        "det:Meeting rdfs:subClassOf det:Summit .",
        graph=ONTOLOGY,
    ),
    "a class without a tie": Fault(
        "hygiene", "Loose is a class", "det:Loose a owl:Class .", graph=ONTOLOGY
    ),
    "an inverse of another kind": Fault(
        "hygiene",
        "accededIn starts from War",
        "det:accededIn rdfs:domain det:War . det:accedingParty rdfs:range det:Actor .",
        graph=ONTOLOGY,
    ),
    "a code without a scheme": Fault(
        "hygiene", "Coup is coded", "det:Coup det:cameo <ontology/cameo/999> .", graph=ONTOLOGY
    ),
    "a deprecated term in use": Fault(
        "hygiene", "Expulsion is deprecated", "det:Expulsion owl:deprecated true .", graph=ONTOLOGY
    ),
    "words where a thing belongs": Fault(
        "hygiene", "place leads to things", f'<{EXPULSION}> det:place "Brussels" .'
    ),
    "an inferred triple that nothing gives": Fault(
        "a proof for each inference",
        "id/abkhazia> is inferred without a proof",
        "<id/moscow> det:locatedIn <id/abkhazia> .",
        graph="graph/inferred",
    ),
    "a premise that stands nowhere": Fault(
        "premises",
        "proof/nowhere is a premise",
        "<proof/x> <http://www.w3.org/ns/prov#used> <proof/nowhere> .",
        graph="graph/proofs",
    ),
    "an event without evidence": Fault(
        "shapes",
        f"{EXPULSION}>: an event has evidence",
        removed=f"?s det:evidence ?o . ?s rdf:subject <{EXPULSION}>",
    ),
    "a claim without a speaker": Fault(
        "shapes", f"{CLAIM}>: a claim has a speaker", removed=f"<{CLAIM}> det:speaker ?o"
    ),
    "a claim without a modality": Fault(
        "shapes", f"{CLAIM}>: a claim has one modality", removed=f"<{CLAIM}> det:modality ?o"
    ),
    "a claim of two modalities": Fault(
        "shapes", f"{OTHER}>: a claim has one modality", f"<{OTHER}> det:modality det:Denied ."
    ),
    "a signing without an agreement": Fault(
        "shapes", "an agreement that is signed", removed=f"<{SIGNING}> det:signedAgreement ?o"
    ),
    "a state that is expelled": Fault(
        "shapes", "it has “Russia”", f"<{EXPULSION}> det:expelled <id/russia> ."
    ),
    "a state that is a person": Fault("shapes", "“Russia” <", "<id/russia> a det:Person ."),
    "a state with a wrong code": Fault(
        "shapes", "two capital letters; it has “Ru”", '<id/russia> det:iso2 "Ru" .'
    ),
    "a date that is none": Fault("dates", "“2009-13”", date("2009-13")),
    "a date that is words": Fault("dates", "“some time in May”", date("some time in May")),
    "an earliest day that the date does not allow": Fault(
        "dates", "earliest day is not the one", day("earliest", "2009-04-01")
    ),
    "an earliest day after the latest": Fault(
        "shapes", "not after the latest", day("earliest", "2010-01-01")
    ),
    "a tenure of two persons": Fault(
        "shapes",
        "a tenure has one holder",
        "<id/tenure-rasmussen-secretary-general-of-nato> det:holder <id/dmitri-medvedev> .",
    ),
}


def quads(release: Release, turtle: str, graph: str) -> Iterator[ox.Quad]:
    base = release.names.base
    for quad in ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE, base_iri=base):
        yield quad
        yield ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(base + graph))


def plant(release: Release, fault: Fault) -> None:
    store = ox.Store(str(release.path / "store"))
    store.extend(quads(release, fault.added, fault.graph))
    if fault.removed:
        for where in (fault.removed, f"GRAPH ?g {{ {fault.removed} }}"):
            first = fault.removed.partition(" . ")[0]
            gone = first if where == fault.removed else f"GRAPH ?g {{ {first} }}"
            update = f"{PREFIXES} DELETE {{ {gone} }} WHERE {{ {where} }}"
            store.update(update, base_iri=release.names.base)
    store.flush()


@pytest.fixture(scope="module")
def findings(built: Release, tmp_path_factory: pytest.TempPathFactory) -> dict[bool, list[Finding]]:
    """Return what is found in a copy with all that is removed, and with all that is added."""
    found = {}
    for removing in (False, True):
        copy = tmp_path_factory.mktemp("spoilt") / "release"
        shutil.copytree(built.path, copy)
        for fault in FAULTS.values():
            if bool(fault.removed) == removing:
                plant(Release(copy), fault)
        found[removing] = check(Release(copy))
    return found


@pytest.fixture
def incomplete(built: Release, tmp_path: Path) -> Release:
    """Return a copy of the release in which nobody is expelled."""
    shutil.copytree(built.path, tmp_path / "release")
    release = Release(tmp_path / "release")
    plant(release, Fault("shapes", "", removed=f"<{EXPULSION}> det:expelled ?o"))
    return release


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_planted_fault_is_found_and_named(
    findings: dict[bool, list[Finding]], fault: Fault
) -> None:
    found = [each for each in findings[bool(fault.removed)] if each.check == fault.check]
    assert [each for each in found if fault.named in each.message] != []


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_nothing_else_brings_out_the_words_of_a_fault(
    findings: dict[bool, list[Finding]], fault: Fault
) -> None:
    assert [each for each in findings[not fault.removed] if fault.named in each.message] == []


def test_what_was_built_has_no_fault(built: Release) -> None:
    assert check(built) == []


def test_a_finding_quotes_the_sentence_and_names_the_document(
    findings: dict[bool, list[Finding]],
) -> None:
    told = next(each.message for each in findings[False] if "it has “Russia”" in each.message)
    assert "of “NATO–Russia relations”: “Relations were further strained in May 2009" in told


def test_what_a_text_may_leave_out_is_a_remark(incomplete: Release) -> None:
    assert any("unless the text leaves it out" in each.message for each in remarks(incomplete))


def test_what_a_text_may_leave_out_is_no_finding(incomplete: Release) -> None:
    assert [each for each in check(incomplete) if each.check == "shapes"] == []


def test_a_thing_that_is_only_referred_to_is_told_by_the_sentence_that_does(
    built: Release, tmp_path: Path
) -> None:
    shutil.copytree(built.path, tmp_path / "release")
    release = Release(tmp_path / "release")
    reference = f"""
        <evidence/x> rdf:subject <{SIGNING}> ; rdf:predicate det:during ;
            rdf:object <id/event/nowhere> ; det:inGraph <{DOCUMENT}> ; det:evidence <evidence/y> .
        <evidence/y> det:sentence <document/nato-russia-relations#s4> .
        <id/event/nowhere> a det:Event ."""
    plant(release, Fault("shapes", "", reference))
    told = [each.message for each in check(release) if "id/event/nowhere>" in each.message]
    assert any("has a label; read in sentence 4 of" in message for message in told)
