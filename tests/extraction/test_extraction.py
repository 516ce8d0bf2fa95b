import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.namespace import RDF

from graph.extraction import extract
from graph.extraction.pipeline import find
from graph.extraction.types import is_a
from graph.facts import Fact
from graph.names import Names
from graph.reading import Document
from graph.reading.document import Metadata, parse

_NAMES = Names()


def _facts(text: str) -> list[tuple[str, str, str, bool]]:
    document = parse("text", text, Metadata(title="text"))
    return [_plain(fact) for fact in extract(document, _NAMES).facts]


def _plain(fact: Fact) -> tuple[str, str, str, bool]:
    short = [str(term).replace(_NAMES.base, "") for term in (fact.subject, fact.predicate)]
    value = str(fact.object).replace(_NAMES.base, "")
    return short[0], short[1].rpartition("#")[2], value, fact.claim is None


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        (
            "Peru and Chile signed the Treaty of Lima on 3 June 1929.",
            ("id/event/1929-06-03-agreement-signing-treaty-of-lima", "agent", "id/peru"),
        ),
        (
            "On 3 June 1929 the Treaty of Lima was signed by Chile.",
            ("id/event/1929-06-03-agreement-signing-treaty-of-lima", "agent", "id/chile"),
        ),
        (
            "Norway condemned Iraq for recognising Kosovo.",
            ("id/event/recognition-kosovo", "agent", "id/iraq"),
        ),
        (
            "Iraq's recognition of Kosovo angered Serbia.",
            ("id/event/recognition-kosovo", "recognised", "id/kosovo"),
        ),
        (
            "The Spanish ambassador to Peru, Ana Torres, said that it rained.",
            ("id/ambassador-of-spain-to-peru", "accreditedTo", "id/peru"),
        ),
        (
            "Chad–Sudan relations soured in 2003. Later Peru condemned Sudan.",
            ("id/event/condemnation-sudan", "earliest", "2003-01-01"),
        ),
        (
            "Chad is opposed to the plan. Mainly due to the long border.",
            ("id/event/opposition-chad", "groundText", "the long border"),
        ),
        (
            "Norway said that the Baltic Council was a club.",
            ("id/event/statement-norway-baltic-council", "about", "id/baltic-council"),
        ),
        (
            "The swift British response surprised Brazil.",
            ("id/event/swift-british-response", "description", "swift"),
        ),
        (
            "Norway considers Iraq's annexation of Kosovo a crime.",
            ("id/event/annexation-kosovo", "agent", "id/iraq"),
        ),
        (
            "The Spanish foreign minister, Ana Torres, promised help at the 1999 Oslo summit.",
            ("id/event/1999-oslo-summit", "participant", "id/ana-torres"),
        ),
        (
            "Chad–Sudan relations are old. Both countries signed a protocol in 2010.",
            ("id/event/2010-agreement-signing-protocol", "agent", "id/sudan"),
        ),
    ],
)
def test_a_text_states(text: str, stated: tuple[str, str, str]) -> None:
    assert (*stated, True) in _facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norway proposed admitting Sudan to NATO.",
        "Norway opposes Sudan joining NATO.",
        "Sudan will not join NATO.",
        "Sudan may join NATO in 2030.",
        "Sudan plans to join NATO.",
        "Sudan expressed interest in joining NATO.",
        "Norway said that Sudan joined NATO.",
        'Norway said: "Sudan joined NATO in 1999 and nobody noticed."',
        "Norway claimed Sudan joined NATO.",
        "According to Norway, Sudan joined NATO.",
        "Sudan joined NATO, according to Norway.",
        "Sudan, Norway says, joined NATO.",
        "Norway said it rained. Sudan would then have joined NATO.",
        "It was said that Sudan joined NATO.",
        "Norway denied that Sudan joined NATO.",
        "Norway asked if Sudan joined NATO.",
        "If Sudan joined NATO, Chad would protest.",
    ],
)
def test_what_is_said_planned_or_denied_is_not_stated(text: str) -> None:
    facts = _facts(text)
    accessions = [fact for fact in facts if fact[2].endswith("ontology#Accession")]
    assert [fact for fact in accessions if fact[3]] == []
    assert len(accessions) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Sudan reportedly joined NATO in 1999.",
        "The claim that Sudan joined NATO is old.",
        "The prospect of Sudan joining NATO is remote.",
        "Did Sudan join NATO in 1999?",
        "Sudan has an interest in joining NATO.",
        "Norway considers Sudan's accession to NATO a threat.",
        '"Sudan joined NATO in 1999 without a vote" is on every wall.',
    ],
)
def test_what_nobody_is_found_to_say_is_left_out(text: str) -> None:
    assert [fact for fact in _facts(text) if fact[2].endswith("ontology#Accession")] == []


def test_unnamed_holders_of_one_office_are_not_taken_for_one_person() -> None:
    facts = _facts("The President of Peru said it rained. The President of Peru said it snowed.")
    holders = {fact[0] for fact in facts if fact[1] == "holdsOffice"}
    assert len(holders) == 2


def test_an_office_without_its_state_is_nobodys_in_particular() -> None:
    facts = _facts("President Ana Torres said that it rained.")
    assert [fact for fact in facts if fact[1] in ("office", "holdsOffice")] == []


def test_no_event_is_stated_out_of_a_quotation(article: Document) -> None:
    found = find(article)
    quoted = [q.span for q in article.quotations]
    inside = [
        frame.rule
        for frame in found.frames
        if frame.is_fact and any(span.covers(frame.trigger) for span in quoted)
    ]
    assert inside == []


def test_no_reported_statement_of_the_gold_reading_is_stated(
    article: Document, shared: Path
) -> None:
    gold = shared / "gold" / "nato-russia-relations.tsv"
    with gold.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    own = [(int(r["start"]), int(r["end"])) for r in rows if r["voice"].startswith("ART")]
    reported = [(int(r["start"]), int(r["end"])) for r in rows if not r["voice"].startswith("ART")]
    assert len(reported) == 62
    stated = [
        fact.evidence.span
        for fact in extract(article, _NAMES).facts
        if fact.claim is None and fact.predicate == RDF.type and _is_other_event(fact)
    ]
    wrong = [
        span.of(article.text)
        for span in stated
        if any(a <= span.start and span.end <= b for a, b in reported)
        and not any(a <= span.start and span.end <= b for a, b in own)
    ]
    assert wrong == []


def _is_other_event(fact: Fact) -> bool:
    kind = str(fact.object).rpartition("#")[2]
    return is_a(kind, ["Event"]) and not is_a(kind, ["SpeechAct"])


_WORDS = (
    "NATO Russia Georgia signed said that recognized the a Treaty of Lima \" [1] . , ( ) : ; ' 's "
    "council both sides in 1999 on 3 May 2001 President Ana Torres former and by for joining to "
    "will not was having requested permission – \n \n\n talks official these requests he it"
)


@given(st.lists(st.sampled_from(_WORDS.split(" ")), max_size=60).map(" ".join))
@settings(max_examples=200, deadline=None)
def test_no_sequence_of_words_breaks_the_extraction(text: str) -> None:
    document = parse("text", text, Metadata(title="text"))
    spans = [fact.evidence.span for fact in extract(document, _NAMES).facts]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_no_character_breaks_the_extraction(text: str) -> None:
    document = parse("text", text, Metadata(title="text"))
    assert isinstance(extract(document, _NAMES).facts, tuple)


_TABLE = """Chad–Sudan relations are old.

+-------+--------------------------------------------------------------+
| Chad  | Both countries signed a protocol on border trade in 2010.    |
+-------+--------------------------------------------------------------+
| Libya | Libya has an embassy in Khartoum since the year of 1990.     |
+-------+--------------------------------------------------------------+
"""


def test_a_cell_of_a_table_is_read_by_itself() -> None:
    assert ("id/mission-libya-khartoum", "missionOf", "id/libya", True) in _facts(_TABLE)


def test_both_countries_in_a_cell_are_not_those_of_the_text() -> None:
    assert [fact for fact in _facts(_TABLE) if fact[1] == "agent"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Iceland may extend its fishing limits.",
        "No agreement was reached between Chad and Sudan.",
        "Peru said that Chile extended its fishing limits.",
        "It was estimated that the trade grew.",
    ],
)
def test_what_a_clause_does_not_tell_plainly_is_no_deed(text: str) -> None:
    stated = [value for _, predicate, value, fact in _facts(text) if predicate == "type" and fact]
    described = [value for _, predicate, value, _ in _facts(text) if predicate == "description"]
    assert ("ontology#Event" in stated, described) == (False, [])


def test_what_a_preposition_governs_does_nothing() -> None:
    facts = _facts("Doubts over Chad and Sudan grew in 2010.")
    assert [fact for fact in facts if fact[1] == "agent"] == []


def test_a_doer_without_a_name_is_the_agent_of_a_deed() -> None:
    facts = _facts("Several ports in Chad were looted by rebels in 2010.")
    assert {"agent", "topic"} <= {fact[1] for fact in facts}


def test_a_second_verb_shares_the_subject_without_a_name() -> None:
    facts = _facts("A court fined Chad and jailed Sudan in 2010.")
    targets = [fact[2] for fact in facts if fact[1] == "target"]
    assert targets == ["id/chad", "id/sudan"]


def test_a_name_within_a_description_lets_it_tell_of_an_event() -> None:
    facts = _facts("The road to Chad was blocked.")
    assert "The road to Chad" in {fact[2] for fact in facts if fact[1] == "topic"}


def test_what_somebody_demands_to_be_done_is_not_done() -> None:
    facts = _facts("Peru insisted that the road to Chad be blocked.")
    assert [fact for fact in facts if fact[1] == "topic" and fact[3]] == []


def test_two_noun_phrases_side_by_side_are_no_subject() -> None:
    assert not any(fact[1] == "agent" for fact in _facts("The next day both leaders left Chad."))


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        (
            "Abiy Ahmed met Isaias Afwerki in 2018. The next day both leaders left Chad.",
            {"id/abiy-ahmed", "id/isaias-afwerki"},
        ),
        (
            "Abiy Ahmed met Isaias Afwerki and Idriss Deby. The next day both leaders left Chad.",
            set(),
        ),
        (
            "Peru, Chile and Cuba met in Lima. The three countries toured Chad in 2010.",
            {"id/peru", "id/chile", "id/cuba"},
        ),
        ("NATO is an alliance. The organization toured Chad in 2010.", {"id/nato"}),
        ("The organization toured Chad in 2010.", set()),
        ("The Army of Chad left Sudan. In 2010 they toured Libya.", {"id/army-of-chad"}),
    ],
)
def test_those_whom_a_text_named_before_do_what_it_tells(text: str, agents: set[str]) -> None:
    done = {fact[2] for fact in _facts(text) if fact[1] == "agent"}
    assert {agent.partition("#")[0] for agent in done} == agents


def test_a_deed_is_named_by_the_words_of_its_clause() -> None:
    facts = _facts("Iceland extended its fishing limits in September 1972.")
    labels = [value for _, predicate, value, _ in facts if predicate == "label"]
    assert "Iceland extended its fishing limits in September 1972" in labels
