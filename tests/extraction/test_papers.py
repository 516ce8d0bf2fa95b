import pytest

from graph.extraction.frames import Frame
from graph.extraction.items import Mention
from graph.extraction.pipeline import find
from graph.reading.document import Metadata, parse


def _frames(text: str, rule: str) -> list[Frame]:
    found = find(parse("example", text, Metadata(title="example")))
    return [frame for frame in found.frames if frame.rule == rule]


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("Peru issued a statement stating that Chile attacked Bolivia.", ["Peru"]),
        ("A report by the African Union stated that Chad attacked Libya.", ["African Union"]),
        ("ASEAN's report concluded that Laos attacked Cambodia.", ["ASEAN"]),
        ("A 2016 study found that Norway attacked Sweden.", []),
    ],
)
def test_what_a_paper_says_is_its_authors_and_not_the_documents(
    text: str, authors: list[str]
) -> None:
    within = [frame.within for frame in _frames(text, "attack")]
    said = [
        value.label
        for act in within
        if act
        for value in act.values("speaker")
        if isinstance(value, Mention)
    ]
    assert (len(within), None in within, said) == (1, False, authors)


@pytest.mark.parametrize(
    "text",
    [
        "The report that Norway attacked Sweden was read.",
        "A treaty was found. Norway attacked Sweden.",
        "A report was found by those that attacked Sweden.",
    ],
)
def test_a_paper_says_nothing_without_a_verb_of_saying(text: str) -> None:
    assert _frames(text, "statement") == []


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("In 1999 Malta announced plans to join the European Union.", "Planned"),
        ("Norway insisted that Sweden be excluded from the treaty.", "Requested"),
        ("Norway argued both that Sweden left, and that Denmark stayed.", "Claimed"),
    ],
)
def test_the_words_of_a_content_tell_how_it_is_meant(text: str, modality: str) -> None:
    found = find(parse("example", text, Metadata(title="example")))
    assert [frame.said.modality for frame in found.frames if frame.said] == [modality]
