"""How sure a statement is depends on how it was found, and its rule may lower that."""

from pathlib import Path

import msgspec
import pytest
from rdflib.namespace import RDF

from graph.errors import RuleError
from graph.extraction import extract
from graph.facts import Fact
from graph.names import Names
from graph.reading import parse
from graph.rules import load, rules
from ontology.terms import DEFAULT_BASE, ontology_at

_NAMES = Names(DEFAULT_BASE)


def _found(text: str, predicate: str) -> list[Fact]:
    facts = extract(parse("note", text), _NAMES).facts
    return [fact for fact in facts if fact.predicate == _NAMES.term[predicate]]


def _degrees(text: str, predicate: str, thing: str) -> set[str]:
    iri = _NAMES.thing(thing)
    return {f.evidence.confidence for f in _found(text, predicate) if f.object == iri}


def test_what_is_named_in_full_is_highly_sure() -> None:
    text = "Albania recognised Kosovo in 2008."
    assert _degrees(text, "recognised", "Kosovo") == {"High"}


def test_a_surname_for_a_person_is_moderately_sure() -> None:
    text = "Volker Meier visited Chad in 1999. Meier condemned Iran."
    speakers = [fact.evidence.confidence for fact in _found(text, "speaker")]
    assert set(speakers) == {"Moderate"}


def test_a_subject_taken_from_the_sentence_before_is_hardly_sure() -> None:
    text = "Albania left the Warsaw Pact. It recognised Kosovo in 2008."
    assert _degrees(text, "agent", "Albania") >= {"Low"}


def test_no_triple_has_two_degrees_in_one_place() -> None:
    text = "Albania said that it would leave. It said that Iran would join NATO."
    places: dict[tuple[object, ...], set[str]] = {}
    for fact in extract(parse("note", text), _NAMES).facts:
        place = (fact.subject, fact.predicate, fact.object, fact.claim, fact.evidence.span.start)
        places.setdefault((*place, fact.evidence.rule), set()).add(fact.evidence.confidence)
    assert [place for place, degrees in places.items() if len(degrees) > 1] == []


def test_every_degree_is_an_individual_of_the_ontology() -> None:
    text = "Albania left the Warsaw Pact. It recognised Kosovo, and NATO praised it."
    found = {f.evidence.confidence for f in extract(parse("note", text), _NAMES).facts}
    known = set(ontology_at(DEFAULT_BASE).subjects(RDF.type, _NAMES.term.Confidence))
    assert {_NAMES.term[f"{degree}Confidence"] for degree in found} <= known


def _folder_with(tmp_path: Path, confidence: str) -> Path:
    for name in ("phrases", "frames"):
        (tmp_path / name).mkdir()
    (tmp_path / "lexicon.yaml").write_bytes(msgspec.yaml.encode(rules().lexicon))
    rule = {
        "id": "landing",
        "frame": "Visit",
        "about": "Somebody lands.",
        "verbs": ["land"],
        "confidence": confidence,
        "examples": [{"text": "Chad landed.", "after": "Chad", "finds": {"agent": ["Chad"]}}],
        "counterexamples": ["The plane landed."],
    }
    (tmp_path / "frames" / "visits.yaml").write_bytes(msgspec.yaml.encode([rule]))
    return tmp_path


def test_a_rule_may_lower_the_confidence(tmp_path: Path) -> None:
    assert load(_folder_with(tmp_path, "Low")).frames[0].confidence == "Low"


def test_a_degree_that_there_is_not_is_refused_by_rule_and_field(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"rule 'landing'.*confidence"):
        load(_folder_with(tmp_path, "Certain"))
