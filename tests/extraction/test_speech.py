"""Who says what: each thing said is a claim of its own, its speaker's and in its own mood."""

import pytest
from rdflib import URIRef

from graph.extraction import extract
from graph.extraction.pipeline import find
from graph.names import Names
from graph.reading.document import Metadata, parse

_NAMES = Names()
_META = Metadata(title="text")

Claim = tuple[frozenset[str], str, str, str]
"""Speakers, modality, polarity and words."""


def _claims(text: str) -> set[Claim]:
    facts = extract(parse("text", text, _META), _NAMES).facts
    told: dict[URIRef, dict[str, set[str]]] = {}
    for fact in facts:
        name = str(fact.predicate).rpartition("#")[2]
        value = str(fact.object).removeprefix(_NAMES.base).removeprefix("ontology#")
        told.setdefault(fact.subject, {}).setdefault(name, set()).add(value)
    return {_claim_of(roles) for roles in told.values() if "polarity" in roles}


def _claim_of(roles: dict[str, set[str]]) -> Claim:
    names = ("assessedAs", "content", "quotation")
    words = next((roles[name] for name in names if name in roles), set())
    modality, polarity = (_only(roles[name]) for name in ("modality", "polarity"))
    return frozenset(roles.get("speaker", ())), modality, polarity, _only(words)


def _only(values: set[str]) -> str:
    return next(iter(values), "")


def _claim(speaker: str, modality: str, words: str, polarity: str = "Affirmative") -> Claim:
    return frozenset(speaker.split()), modality, polarity, words


_SOMEBODY = "id/somebody-in-text-s1"


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("According to Norway, it rained.", _claim("id/norway", "Claimed", "it rained")),
        ("It rained, according to Norway.", _claim("id/norway", "Claimed", "It rained")),
        ("Norway said it rained.", _claim("id/norway", "Claimed", "it rained")),
        ("Norway said it would leave.", _claim("id/norway", "Planned", "it would leave")),
        (
            "Norway said on 3 May 2001 that it would leave.",
            _claim("id/norway", "Planned", "it would leave"),
        ),
        (
            "Norway said at a conference in Lima that Chad attacked Bolivia.",
            _claim("id/norway", "Claimed", "Chad attacked Bolivia"),
        ),
        (
            "Norway said that the war could spread.",
            _claim("id/norway", "Possible", "the war could spread"),
        ),
        (
            "Norway said that Chad did not rule out membership.",
            _claim("id/norway", "Possible", "Chad did not rule out membership"),
        ),
        (
            "Norway denied that it would leave.",
            _claim("id/norway", "Denied", "it would leave", "Negative"),
        ),
        ("Norway promised to help.", _claim("id/norway", "Committed", "to help")),
        (
            "Norway regards Chad as a friend.",
            _claim("id/norway", "Believed", "a friend"),
        ),
        (
            "Norway does not consider Chad a friend.",
            _claim("id/norway", "Believed", "a friend", "Negative"),
        ),
        ("It was announced that it rained.", _claim(_SOMEBODY, "Claimed", "it rained")),
        (
            "In the letter it was suggested that Chad was needed.",
            _claim("id/letter-text-s1", "Proposed", "Chad was needed"),
        ),
        (
            "Norway's claim that it rained surprised Chad.",
            _claim("id/norway", "Claimed", "it rained"),
        ),
        (
            'The plan was to bring "jobs, peace and a better life" to everybody.',
            _claim(_SOMEBODY, "Claimed", "jobs, peace and a better life"),
        ),
        ("Norway has stated its intention to leave.", _claim("id/norway", "Desired", "to leave")),
        (
            "Norway said that it rained and that Chad was ready.",
            _claim("id/norway", "Claimed", "Chad was ready"),
        ),
        ("Norway has not ruled out leaving.", _claim("id/norway", "Possible", "leaving")),
        (
            "Norway threatened to veto the accession of Chad to NATO.",
            _claim("id/norway", "Opposed", "to veto the accession of Chad to NATO"),
        ),
        (
            "Norway said it rained, a claim that nobody believes.",
            _claim("id/norway", "Claimed", "it rained"),
        ),
        (
            "Norway expressed deep concern over the war.",
            _claim("id/norway", "Claimed", "the war"),
        ),
        (
            "Norway asked Chad to send food, and to open the road.",
            _claim("id/norway", "Requested", "to open the road"),
        ),
        (
            "Norway said that Chad would stay, preferring to keep out of it.",
            _claim("id/norway", "Desired", "preferring to keep out of it"),
        ),
        (
            "Norway said it rained. The rain could then spread.",
            _claim("id/norway", "Possible", "The rain could then spread"),
        ),
        (
            "Norway said it rained. The rain might stop, it says, but could come back.",
            _claim("id/norway", "Possible", "could come back"),
        ),
    ],
)
def test_something_is_claimed(text: str, claim: Claim) -> None:
    assert claim in _claims(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Norway said the rain will stop, and left the room.", "the rain will stop"),
        ("Norway announced a visit and left the room.", "a visit"),
        ("After Norway said that it rained, Chad left the room.", "it rained"),
        ("Norway proposed a treaty, which nobody signed.", "a treaty"),
    ],
)
def test_what_is_said_ends_where_the_document_goes_on(text: str, words: str) -> None:
    assert [claim[3] for claim in _claims(text)] == [words]


@pytest.mark.parametrize(
    "text",
    [
        'The term "right of first refusal" is old.',
        'Norway read the book "A Short History of the World" twice.',
        'The "spearhead" force left.',
        "It rained. It could rain again.",
        "The plan was to leave, he hoped.",
        "Did Norway say that it rained?",
    ],
)
def test_nothing_is_claimed(text: str) -> None:
    assert _claims(text) == set()


def test_two_who_hold_something_of_each_other_hold_two_things() -> None:
    text = "Norway and Chad regard each other as friends."
    assert {claim[0] for claim in _claims(text)} == {
        frozenset({"id/norway"}),
        frozenset({"id/chad"}),
    }


def test_who_repeats_a_proposal_proposes_the_same() -> None:
    text = "Norway proposed a summit. Chad repeated this proposal."
    assert _claim("id/chad", "Proposed", "a summit") in _claims(text)


def test_who_speaks_after_and_is_not_who_is_spoken_of() -> None:
    text = "Norway said that Chad was ready, and acknowledged that it rained."
    assert _claim("id/norway", "Claimed", "it rained") in _claims(text)


def test_who_is_told_something_does_not_say_it() -> None:
    assert _claims("The Norwegian envoy was summoned and told that it rained.") == set()


def test_it_in_a_remark_on_an_act_is_not_who_acts() -> None:
    found = find(parse("text", "Norway left, saying it violated the Treaty of Lima.", _META))
    violations = [frame for frame in found.frames if frame.type == "Violation"]
    assert [frame.values("agent") for frame in violations] == [[]]


def test_a_person_in_another_office_is_another_person() -> None:
    text = (
        "The Norwegian President, Gustav Dahl, left. "
        "Chadian Foreign Minister Dahl said that it rained."
    )
    assert _claim("id/dahl", "Claimed", "it rained") in _claims(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norway said in Geneva that Chad had violated the airspace of Bolivia.",
        "A report disclosed before the meeting that Chad had violated the airspace of Bolivia.",
    ],
)
def test_what_is_told_after_an_aside_is_no_fact_either(text: str) -> None:
    facts = extract(parse("text", text, _META), _NAMES).facts
    stated = {
        str(f.object) for f in facts if f.claim is None and str(f.predicate).endswith("agent")
    }
    assert _NAMES.base + "id/chad" not in stated
