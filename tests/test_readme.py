"""What the README shows is what the program does."""

import csv
import io
import re
from pathlib import Path

from graph.release import Release
from queries.catalogue import catalogue

_README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")


def _block(language: str) -> str:
    found = re.findall(rf"```{language}\n(.*?)```", _README, re.DOTALL)
    assert len(found) == 1
    return str(found[0])


def test_the_first_query_has_the_answer_that_is_shown(built: Release) -> None:
    example = next(e for e in catalogue() if e.name == "founding-act-signing")
    answer = built.store.query(example.query, base=built.names.base)
    header = list(answer.variables)
    rows = [[str(row[name]) for name in header] for row in answer.rows()]
    assert list(csv.reader(io.StringIO(_block("csv")))) == [header, *rows]


def test_the_query_for_the_sentence_finds_it(built: Release) -> None:
    rows = list(built.store.query(_block("sparql"), base=built.names.base).rows())
    words = (
        "The NATO-Russia Council was created on 28 May 2002 during the 2002 NATO Summit in Rome."
    )
    assert {str(row["words"]) for row in rows} == {words}
    assert {str(row["mark"]) for row in rows} == {"[3]", "[4]"}


def test_the_spans_in_the_picture_are_those_of_the_evidence(built: Release) -> None:
    start, end = map(int, re.findall(r"characters (\d+) to (\d+)", _README)[0])
    query = f"ASK {{ <document/nato-russia-relations#char={start},{end}> ?p ?o }}"
    assert bool(built.store.query(query, base=built.names.base))


def test_every_folder_and_file_of_the_map_is_there() -> None:
    drawn = _README.partition("## The map of the code")[2].partition("## ")[0]
    listed = re.findall(r"(?:^|; |  )([a-z/]+(?:/|\.py)) ", drawn, re.MULTILINE)
    assert len(listed) == 37
    root = Path(__file__).parents[1]
    places = (root, root / "graph", root / "server")
    assert [p for p in listed if not any((place / p).exists() for place in places)] == []
