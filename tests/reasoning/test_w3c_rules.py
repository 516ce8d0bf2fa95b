"""Each rule of OWL 2 RL under its name: what follows by it, what does not, what is a clash."""

import pytest
from rdflib import OWL, RDF, RDFS, XSD, Graph
from rule_cases import RULES, TABLES, Clash, Follows, Withheld

from graph.reasoning import closure
from graph.reasoning.noise import NOISE, Triple, why_noise
from graph.reasoning.reasoner import Reasoner

PREFIXES = (
    f"@prefix : <urn:x:> . @prefix owl: <{OWL}> . @prefix rdf: <{RDF}> . "
    f"@prefix rdfs: <{RDFS}> . @prefix xsd: <{XSD}> . "
)
FOLLOWS = {name: case for name, case in RULES.items() if isinstance(case, Follows)}
WITHHELD = {name: case for name, case in RULES.items() if isinstance(case, Withheld)}
OPEN = {name: case for name, case in RULES.items() if not isinstance(case, Clash)}
CLASHES = {name: case for name, case in RULES.items() if isinstance(case, Clash)}
SEEN_BY_EFFECT = {"dt-eq", "dt-type2"}
"""The rules whose conclusions have literals as subjects, but lead to others that have none."""


def parse(turtle: str) -> Graph:
    return Graph().parse(data=PREFIXES + turtle, format="turtle")


def faults(turtle: str) -> set[str]:
    return {found.rule for found in closure(parse(turtle)).inconsistencies}


def known(turtle: str) -> set[Triple]:
    return {*parse(turtle), *closure(parse(turtle)).inferred}


def reasons(name: str) -> set[str]:
    """Return why what a rule concludes is held back."""
    return {noise.reason for noise in NOISE if name in noise.rules}


def test_there_is_a_case_of_every_rule_of_the_tables_and_of_no_other() -> None:
    assert set(RULES) == {name for names in TABLES.values() for name in names.split()}


@pytest.mark.parametrize("case", FOLLOWS.values(), ids=FOLLOWS)
def test_the_conclusion_follows(case: Follows) -> None:
    assert set(parse(case.conclusion)) <= set(closure(parse(case.premise)).inferred)


@pytest.mark.parametrize("case", OPEN.values(), ids=OPEN)
def test_the_non_conclusion_does_not_follow(case: Follows | Withheld) -> None:
    assert known(case.premise).isdisjoint(parse(case.non_conclusion))


@pytest.mark.parametrize("name", FOLLOWS)
def test_the_proof_names_the_rule_or_those_that_find_it_in_its_place(name: str) -> None:
    case, reasoner = FOLLOWS[name], Reasoner.of(parse(FOLLOWS[name].premise))
    proofs = [reasoner.explain(triple) for triple in parse(case.conclusion)]
    named = {step.rule for proof in proofs for step in proof.steps}
    assert set((case.by or name).split()) <= named


@pytest.mark.parametrize("name", WITHHELD)
def test_what_is_not_given_out_is_said_to_be_with_its_reason(name: str) -> None:
    (triple,) = parse(WITHHELD[name].conclusion)
    held_back = triple not in closure(parse(WITHHELD[name].premise)).inferred
    assert (held_back, why_noise(triple) in reasons(name)) == (True, True)


def test_every_rule_that_is_said_to_be_held_back_has_a_case_that_shows_it() -> None:
    named = {name for noise in NOISE for name in noise.rules}
    assert named == set(WITHHELD) | SEEN_BY_EFFECT


@pytest.mark.parametrize("name", CLASHES)
def test_what_is_inconsistent_is_found_by_the_rule(name: str) -> None:
    assert faults(CLASHES[name].inconsistent) == {name}


@pytest.mark.parametrize("case", CLASHES.values(), ids=CLASHES)
def test_what_is_like_it_is_consistent(case: Clash) -> None:
    assert faults(case.consistent) == set()


@pytest.mark.parametrize("case", CLASHES.values(), ids=CLASHES)
def test_every_premise_of_an_inconsistency_has_a_proof(case: Clash) -> None:
    (found,) = closure(parse(case.inconsistent)).inconsistencies
    assert [proof.steps[-1].triple for proof in found.proofs] == list(found.premises)
