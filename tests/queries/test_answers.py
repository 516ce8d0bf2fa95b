"""The example queries on the article, with their answers pinned."""

import pytest

from graph.release import Release
from queries.catalogue import catalogue

_EXERCISES = (
    "The planned NATO exercises in Georgia, no matter how one tries to convince us otherwise, are "
    "an overt provocation. One cannot carry out exercises in a place where there was just a war."
)
_POWERS = (
    "Great powers don't join coalitions, they create coalitions. Russia considers itself a great "
    "power,"
)
_HELP = "help in Afghanistan"
_FLIGHTS = (
    "permission for the alliance to fly cargoes (including possibly military ones) over Russian "
    "territory to Afghanistan, and to provide more helicopters for the Afghan armed forces"
)
_RESOLUTIONS = (
    "Russia's recognition of Abkhazia and South Ossetia violated numerous UN Security Council "
    "resolutions, including resolutions endorsed by Russia"
)
_ACT = "Founding Act on Mutual Relations, Cooperation and Security"
_SUMMIT = "1997 Paris summit of NATO"
_HOLDER = "holder of the office Secretary General of NATO, not named"

_ANSWERS: dict[str, list[tuple[str, ...]]] = {
    "founding-act-signing": [
        (_ACT, "NATO", "1997-05-27", _SUMMIT, "Paris", "France"),
        (_ACT, "Russia", "1997-05-27", _SUMMIT, "Paris", "France"),
    ],
    "meetings-of-nato-russia-council": [
        (
            "Meeting of the Russia–NATO council in Bucharest, Romania on 4 April 2008",
            "2008-04-04",
            "Bucharest",
            "Romania",
        )
    ],
    "requests-of-nato-to-russia": [
        ("2009-12", _HELP, "Refusal: Russia"),
        ("2009-12", _FLIGHTS, "Refusal: Russia"),
    ],
    "statements-of-dmitry-rogozin": [
        (
            "2009-01",
            "a body where scholastic discussions were held.",
            'the NATO-Russia council was "a body where scholastic discussions were held."',
            "[10]",
        ),
        ("", _POWERS, "", "[10]"),
        ("", "", "Russia did not rule out membership at some point in the future", "[10]"),
    ],
}

_CLAIMS = [
    ("Dmitri Medvedev", "claimed", "affirmative", _EXERCISES, ""),
    ("Dmitry Rogozin", "claimed", "affirmative", _POWERS, ""),
    (
        "Government of Russia",
        "opposed",
        "affirmative",
        "Ukraine and Georgia joining NATO",
        "Accession: Georgia, NATO",
    ),
    (
        "Government of Russia",
        "opposed",
        "affirmative",
        "Ukraine and Georgia joining NATO",
        "Accession: Ukraine, NATO",
    ),
    ("NATO", "requested", "affirmative", _HELP, ""),
    (
        "Radosław Sikorski",
        "proposed",
        "affirmative",
        "including Russia in NATO",
        "Accession: Russia, NATO",
    ),
    (_HOLDER, "claimed", "affirmative", _RESOLUTIONS, "Recognition: Russia, Abkhazia"),
    (
        "leadership of Russia",
        "planned",
        "negative",
        "Russia does not plan to join the alliance, preferring to keep cooperation on a lower "
        "level",
        "Accession: Russia, NATO",
    ),
]


def _answer(release: Release, name: str) -> list[tuple[str, ...]]:
    example = next(example for example in catalogue() if example.name == name)
    answer = release.store.query(example.query, base=release.names.base)
    names = answer.variables
    return [tuple(str(row.get(name, "")) for name in names) for row in answer.rows()]


@pytest.mark.parametrize("name", _ANSWERS)
def test_an_example_has_its_answer(built: Release, name: str) -> None:
    assert _answer(built, name) == _ANSWERS[name]


def test_every_example_is_pinned() -> None:
    assert {example.name for example in catalogue()} == {*_ANSWERS, "claims-and-their-speakers"}


def test_the_claims_are_all_there(built: Release) -> None:
    assert len(_answer(built, "claims-and-their-speakers")) == 22


@pytest.mark.parametrize("row", _CLAIMS, ids=lambda row: row[0])
def test_a_claim_is_its_speakers(built: Release, row: tuple[str, ...]) -> None:
    assert row in _answer(built, "claims-and-their-speakers")


def test_no_claimed_accession_is_in_the_default_graph(built: Release) -> None:
    query = """PREFIX det: <ontology#>
      SELECT ?party { ?event a det:Accession ; det:accedingParty ?party }"""
    rows = built.store.query(query, base=built.names.base).rows()
    assert [row["party"] for row in rows] == [built.names.thing("Russia")]


@pytest.mark.parametrize("name", ["founding-act-signing", "meetings-of-nato-russia-council"])
def test_the_state_is_known_only_by_inference(built: Release, name: str) -> None:
    example = next(example for example in catalogue() if example.name == name)
    graphs = [
        g for g in built.manifest.graphs if not g.endswith("/inferred") and "/claim/" not in g
    ]
    asserted = "\n".join(f"FROM <{graph}>" for graph in graphs)
    query = example.query.replace("WHERE {", f"{asserted}\nWHERE {{", 1)
    rows = list(built.store.query(query, base=built.names.base).rows())
    assert rows != []
    assert [row for row in rows if "state" in row] == []
