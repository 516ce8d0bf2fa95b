"""The example queries are well-formed and say what they ask."""

from pathlib import Path

import pytest
from rdflib.plugins.sparql import prepareQuery

from graph.errors import QueryError
from queries.catalogue import Example, catalogue, read_example

FOLDER = Path(__file__).parents[2] / "queries"
QUERY = "ASK { ?s ?p ?o }\n"


def test_every_query_file_is_in_the_catalogue() -> None:
    files = sorted(path.stem for path in FOLDER.glob("*.rq"))
    assert files
    assert [example.name for example in catalogue()] == files


@pytest.mark.parametrize("example", catalogue(), ids=lambda example: example.name)
def test_a_query_stands_alone(example: Example) -> None:
    assert prepareQuery(example.standalone("https://example.org/")).algebra is not None


@pytest.mark.parametrize("example", catalogue(), ids=lambda example: example.name)
def test_a_query_names_no_thing_by_the_iri_of_one_installation(example: Example) -> None:
    assert "<id/" not in example.query
    assert "w3id.org" not in example.query


@pytest.mark.parametrize("example", catalogue(), ids=lambda example: example.name)
def test_a_title_is_a_question_and_a_description_a_sentence(example: Example) -> None:
    assert example.title.endswith("?")
    assert example.description.endswith(".")
    assert example.tags


def test_a_header_is_read(tmp_path: Path) -> None:
    path = tmp_path / "who.rq"
    header = "#+ title: Who?\n#+ description: One\n#+   and two.\n#+ tags: [a, b]\n"
    path.write_text(f"{header}\n{QUERY}", "utf-8")
    assert read_example(path) == Example("who", "Who?", "One and two.", ("a", "b"), QUERY)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"#+ title: Who?\n#+ nonsense\n{QUERY}", "bad.rq:2"),
        (f"#+ title: Who?\n#+ autor: me\n{QUERY}", "bad.rq:2"),
        (f"#+ title: Who?\n#+ title: What?\n{QUERY}", "bad.rq:2"),
        (f"#+ title:\n#+ description: One.\n{QUERY}", "bad.rq:1"),
        (f"#+    continued\n{QUERY}", "bad.rq:1"),
        (f"#+ title: Who?\n{QUERY}", "bad.rq:1"),
        (QUERY, "bad.rq:1"),
        ("#+ title: Who?\n#+ description: One.\n", "bad.rq:1"),
    ],
)
def test_a_malformed_header_is_refused_with_its_place(
    tmp_path: Path, text: str, place: str
) -> None:
    path = tmp_path / "bad.rq"
    path.write_text(text, "utf-8")
    with pytest.raises(QueryError, match=f"^{place} "):
        read_example(path)
