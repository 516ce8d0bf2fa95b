from pathlib import Path

import pytest
from rdflib import Literal
from small_gold import (
    ACCESSION,
    CLAIM,
    EVENT,
    JOINED,
    LEFT,
    NAMES,
    TEXT,
    THINGS,
    measured,
    row,
    said,
    withdrawal,
    write_gold,
)

from graph.errors import GoldError
from graph.evaluating import read_gold


def test_a_statement_with_subject_predicate_object_voice_and_place_is_found(tmp_path: Path) -> None:
    assert measured(tmp_path, (*THINGS, *ACCESSION), JOINED).total.recall == 1


def test_what_is_not_extracted_is_missed(tmp_path: Path) -> None:
    miss = measured(tmp_path, THINGS, JOINED).misses[0]
    assert (miss.id, miss.reason) == ("G1", "not extracted")


def test_another_object_is_a_miss(tmp_path: Path) -> None:
    wrong = said(EVENT, "accededToOrganisation", NAMES.thing("Zenda"))
    assert measured(tmp_path, (*THINGS, *ACCESSION[:2], wrong), JOINED).total.found == 0


def test_another_object_is_false(tmp_path: Path) -> None:
    wrong = said(EVENT, "accededToOrganisation", NAMES.thing("Zenda"))
    false = measured(tmp_path, (*THINGS, *ACCESSION, wrong), JOINED).false
    assert ("accededToOrganisation", "Zenda") in [(f.predicate, f.object) for f in false]


def test_another_subject_is_a_miss(tmp_path: Path) -> None:
    other = JOINED | {"subject": "Accession(accedingParty=Sylvania)"}
    assert measured(tmp_path, (*THINGS, *ACCESSION), other).total.found == 0


def test_evidence_elsewhere_does_not_count(tmp_path: Path) -> None:
    away = [said(f.subject, "type", f.object, "Sylvania said") for f in ACCESSION[:1]]
    away += [said(EVENT, "accedingParty", NAMES.thing("Ruritania"), "Sylvania said")]
    away += [said(EVENT, "accededTo", NAMES.thing("Nordic Council"), "Sylvania said")]
    assert (
        measured(tmp_path, (*THINGS, *away), JOINED).misses[0].reason == "its evidence is elsewhere"
    )


def test_evidence_elsewhere_is_false(tmp_path: Path) -> None:
    away = said(EVENT, "accededTo", NAMES.thing("Nordic Council"), "Sylvania said")
    false = measured(tmp_path, (*THINGS, *ACCESSION[:2], away), JOINED).false
    assert "G1, but its evidence is elsewhere" in [f.reason for f in false]


def test_a_claim_in_its_speakers_voice_is_found(tmp_path: Path) -> None:
    assert measured(tmp_path, (*THINGS, *withdrawal()), LEFT).claims.recall == 1


def test_a_claim_in_another_voice_is_missed(tmp_path: Path) -> None:
    evaluation = measured(tmp_path, (*THINGS, *withdrawal("Ruritania")), LEFT)
    assert evaluation.misses[0].reason == "in another voice"


def test_a_claim_in_another_voice_lowers_the_accuracy_of_voices(tmp_path: Path) -> None:
    assert measured(tmp_path, (*THINGS, *withdrawal("Ruritania")), LEFT).total.voice_accuracy == 0


def test_a_claim_that_is_stated_as_a_fact_is_told_of(tmp_path: Path) -> None:
    stated = [said(f.subject, "type", f.object, "left Zenda") for f in withdrawal()[4:5]]
    stated += [
        said(stated[0].subject, "withdrawingParty", NAMES.thing("Ruritania"), "left Zenda"),
        said(stated[0].subject, "withdrewFrom", NAMES.thing("Zenda"), "left Zenda"),
    ]
    assert measured(tmp_path, (*THINGS, *stated), LEFT).stated_as_fact == ("G1",)


def test_what_is_opposed_and_stated_as_a_fact_is_false(tmp_path: Path) -> None:
    left, act = NAMES.event("", "withdrawal"), NAMES.event("", "opposition")
    words = "Ruritania had left Zenda"
    stated = [
        said(left, "type", NAMES.term.Withdrawal, words),
        said(left, "withdrawingParty", NAMES.thing("Ruritania"), words),
        said(left, "withdrewFrom", NAMES.thing("Zenda"), words),
        said(act, "type", NAMES.term.Opposition, words),
        said(act, "speaker", NAMES.thing("Sylvania"), words),
        said(act, "about", left, words),
    ]
    opposed = LEFT | {"id": "G2", "voice": "document", "modality": "", "predicate": "about"}
    opposed |= {"subject": "Opposition()", "object": "Withdrawal(withdrawingParty=Ruritania)"}
    false = measured(tmp_path, (*THINGS, *stated), LEFT, opposed).false
    assert {"withdrawingParty", "withdrewFrom"} <= {f.predicate for f in false}


def test_a_claim_about_what_the_document_states_is_no_fact(tmp_path: Path) -> None:
    fact = LEFT | {"voice": "document", "modality": ""}
    assert measured(tmp_path, (*THINGS, *withdrawal()), fact).total.found == 0


def test_a_negation_that_is_lost_is_a_miss(tmp_path: Path) -> None:
    denied = LEFT | {"polarity": "Negative"}
    assert measured(tmp_path, (*THINGS, *withdrawal()), denied).misses[0].reason == "turned round"


def test_another_modality_is_found_and_counted_against_the_modalities(tmp_path: Path) -> None:
    asked = measured(tmp_path, (*THINGS, *withdrawal()), LEFT | {"modality": "Requested/Desired"})
    assert (asked.total.recall, asked.total.modality_accuracy) == (1, 0)


def test_a_more_general_property_is_not_enough(tmp_path: Path) -> None:
    general = said(EVENT, "agent", NAMES.thing("Ruritania"))
    party = row("Accession(accededTo=Nordic Council)", "accedingParty", "Ruritania")
    facts = (*THINGS, ACCESSION[0], ACCESSION[2], general)
    assert measured(tmp_path, facts, party).misses[0].reason == "by a more general term"


def test_a_more_general_property_is_not_false(tmp_path: Path) -> None:
    general = said(EVENT, "agent", NAMES.thing("Ruritania"))
    party = row("Accession(accededTo=Nordic Council)", "accedingParty", "Ruritania")
    facts = (*THINGS, ACCESSION[0], ACCESSION[2], general)
    assert "agent" not in [f.predicate for f in measured(tmp_path, facts, party).false]


def test_another_way_to_say_it_counts(tmp_path: Path) -> None:
    also = row("Ruritania", "memberOf", "Nordic Council")
    also["also"] = "Accession(accedingParty=Ruritania)|accededTo|Nordic Council"
    assert measured(tmp_path, (*THINGS, *ACCESSION), also).total.recall == 1


def test_what_is_inferred_counts_where_the_reader_inferred_it(tmp_path: Path) -> None:
    implied = row("Ruritania", "memberOf", "Nordic Council", basis="implied")
    assert measured(tmp_path, (*THINGS, *ACCESSION), implied).inferred == ("G1",)


def test_what_is_inferred_does_not_count_elsewhere(tmp_path: Path) -> None:
    stated = row("Ruritania", "memberOf", "Nordic Council")
    assert measured(tmp_path, (*THINGS, *ACCESSION), stated).total.found == 0


def test_a_date_of_the_row_bears_out_the_date_of_the_event(tmp_path: Path) -> None:
    dated = said(EVENT, "date", Literal("1994", datatype=NAMES.term.date))
    evaluation = measured(tmp_path, (*THINGS, *ACCESSION, dated), JOINED | {"time": "1994"})
    assert "date" not in [f.predicate for f in evaluation.false]


def test_a_date_that_no_row_gives_is_false(tmp_path: Path) -> None:
    dated = said(EVENT, "date", Literal("1995", datatype=NAMES.term.date))
    evaluation = measured(tmp_path, (*THINGS, *ACCESSION, dated), JOINED | {"time": "1994"})
    assert "date" in [f.predicate for f in evaluation.false]


def test_words_that_reach_beyond_the_sentence_do_not_count(tmp_path: Path) -> None:
    words = [
        said(CLAIM, "type", NAMES.term.Claim, "had left"),
        said(CLAIM, "speaker", NAMES.thing("Sylvania"), "had left"),
        said(CLAIM, "content", Literal(TEXT), "had left"),
    ]
    content = LEFT | {"subject": "Claim(speaker=Sylvania)", "predicate": "content"}
    content["object"] = "had left Zenda"
    assert measured(tmp_path, (*THINGS, *words), content).total.found == 0


def test_labels_and_the_keeping_of_claims_are_not_judged(tmp_path: Path) -> None:
    judged = measured(tmp_path, (*THINGS, *withdrawal()), LEFT)
    left = {f.predicate for f in judged.false} & {"label", "speaker", "modality", "polarity"}
    assert left == set()


def test_f1_is_the_harmonic_mean(tmp_path: Path) -> None:
    total = measured(tmp_path, (*THINGS, *ACCESSION), JOINED, LEFT | {"id": "G2"}).total
    assert total.precision is not None
    assert total.recall is not None
    mean = 2 * total.precision * total.recall / (total.precision + total.recall)
    assert total.f1 == pytest.approx(mean, abs=1e-4)


def test_each_class_has_figures_of_its_own(tmp_path: Path) -> None:
    other = LEFT | {"id": "G2", "class": "withdrawal"}
    classes = measured(tmp_path, (*THINGS, *ACCESSION), JOINED, other).classes
    assert (classes["membership"].recall, classes["withdrawal"].recall) == (1, 0)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("id", ""),
        ("start", "here"),
        ("basis", "guessed"),
        ("polarity", "Maybe"),
        ("also", "no predicate"),
    ],
)
def test_a_malformed_row_is_named_with_line_and_column(
    tmp_path: Path, column: str, cell: str
) -> None:
    path = write_gold(tmp_path / "gold.tsv", JOINED, JOINED | {column: cell})
    with pytest.raises(GoldError, match=rf"gold\.tsv, line 3: .* column {column}:"):
        read_gold(path)


def test_a_table_without_rows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no rows"):
        read_gold(write_gold(tmp_path / "gold.tsv"))


def test_a_missing_column_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gold.tsv"
    path.write_text("id\tclass\nG1\tmembership\n", encoding="utf-8")
    with pytest.raises(GoldError, match="line 2"):
        read_gold(path)
