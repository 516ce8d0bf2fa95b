"""Every rule fires where its examples say, finds there what they say, and is silent elsewhere."""

from functools import cache
from pathlib import Path

import pytest

from graph.errors import RuleError
from graph.extraction.pipeline import Found, find
from graph.extraction.trial import findings
from graph.facts import Span
from graph.reading import Document, read
from graph.reading.document import Metadata, parse
from graph.rules import Case, load, rules

_EXAMPLES = [
    pytest.param(rule.id, case, id=f"{rule.id}-{number}")
    for rule in rules().all
    for number, case in enumerate(rule.examples, 1)
]
_COUNTEREXAMPLES = [
    pytest.param(rule.id, text, id=f"{rule.id}-{number}")
    for rule in rules().all
    for number, text in enumerate(rule.counterexamples, 1)
]


@cache
def _article(path: Path) -> tuple[Document, Found]:
    document = read(path)
    return document, find(document)


def _own(text: str) -> tuple[Document, Found]:
    document = parse("example", text, Metadata(title="example"))
    return document, find(document)


def _read(case: Case, request: pytest.FixtureRequest) -> tuple[Document, Found, Span]:
    if case.text:
        return *_own(case.text), Span(0, len(case.text))
    shared: Path = request.getfixturevalue("shared")
    return *_article(shared / "corpus" / f"{case.document}.txt"), Span(*case.span)


@pytest.mark.parametrize(("rule", "case"), _EXAMPLES)
def test_a_rule_finds_what_its_example_says(
    rule: str, case: Case, request: pytest.FixtureRequest
) -> None:
    found = findings(rule, *_read(case, request))
    assert {name: tuple(found.get(name, ())) for name in case.finds} == case.finds


@pytest.mark.parametrize(("rule", "text"), _COUNTEREXAMPLES)
def test_a_rule_states_nothing_in_its_counterexample(rule: str, text: str) -> None:
    assert findings(rule, *_own(text), Span(0, len(text)), facts_only=True) == {}


def test_there_are_as_many_rules_as_there_were() -> None:
    assert (len(rules().frames), len(rules().phrases)) == (123, 63)


def test_every_example_says_what_is_found() -> None:
    assert [rule.id for rule in rules().all for case in rule.examples if not case.finds] == []


_RULE = """
- id: landing
  frame: Visit
  about: Somebody lands.
  verbs: [land]
  subject: agent
  roles: {agent: {type: [Actor], required: true}}
"""
_EXAMPLE = """  examples: [{text: "Chad landed.", after: "Chad", finds: {agent: [Chad]}}]
"""
_COUNTER = """  counterexamples: ["The plane landed."]
"""


def _folder(path: Path, frame: str) -> Path:
    (path / "frames").mkdir()
    (path / "phrases").mkdir()
    (path / "frames" / "landings.yaml").write_text(frame)
    own = Path(__file__).parents[2] / "graph" / "rules" / "lexicon.yaml"
    (path / "lexicon.yaml").write_bytes(own.read_bytes())
    return path


def test_a_rule_with_example_and_counterexample_is_taken(tmp_path: Path) -> None:
    taken = load(_folder(tmp_path, _RULE + _EXAMPLE + _COUNTER))
    assert [rule.id for rule in taken.frames] == ["landing"]


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        (_RULE + _COUNTER, "'landing', examples: none is from another article"),
        (
            _RULE + _EXAMPLE.replace('after: "Chad"', 'after: "NATO–Russia relations"') + _COUNTER,
            "'landing', examples: none is from another article",
        ),
        (_RULE + _EXAMPLE, "'landing', counterexamples: none"),
        (_RULE.replace("Visit", "Vissit") + _EXAMPLE + _COUNTER, "no term 'Vissit'"),
        (
            _RULE.replace("verbs: [land]", "verbs: land") + _EXAMPLE + _COUNTER,
            r"landings\.yaml, rule 'landing': Expected `array`",
        ),
        (
            _RULE.replace("subject:", "subjekt:") + _EXAMPLE + _COUNTER,
            r"landings\.yaml, rule 'landing': .*subjekt",
        ),
        (2 * (_RULE + _EXAMPLE + _COUNTER), "same id: landing"),
        ("- id: [", r"landings\.yaml cannot be read"),
    ],
)
def test_a_faulty_rule_is_refused_with_file_rule_and_field(
    frame: str, words: str, tmp_path: Path
) -> None:
    with pytest.raises(RuleError, match=words):
        load(_folder(tmp_path, frame))
