import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph.building import DOCUMENTS
from server.cli import main

_ARTICLE = str(DOCUMENTS / "nato-russia-relations.txt")
_GOLD = str(Path(__file__).parents[1] / "gold" / "nato-russia-relations.tsv")


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["evaluate", _ARTICLE, "--gold", _GOLD, *arguments])


def test_the_json_has_the_figures_as_a_whole_and_by_class() -> None:
    printed = json.loads(_run("--format", "json").stdout)
    figures = {"precision", "recall", "f1", "voice_accuracy", "modality_accuracy"}
    parts = [printed, printed["facts"], printed["claims"], *printed["classes"].values()]
    assert [part for part in parts if not figures <= part.keys()] == []


def test_the_json_lists_what_was_missed_and_what_is_false() -> None:
    printed = json.loads(_run("--format", "json").stdout)
    assert (len(printed["misses"]), len(printed["false"])) == (
        printed["gold"] - printed["found"],
        printed["extracted"] - printed["right"],
    )


def test_the_table_has_a_line_for_each_class() -> None:
    classes = json.loads(_run("--format", "json").stdout)["classes"]
    lines = {line.split()[0] for line in _run().stdout.splitlines() if line.strip()}
    assert classes.keys() <= lines


@pytest.mark.parametrize(("least", "status"), [("0", 0), ("1", 1)])
def test_the_status_tells_whether_f1_is_high_enough(least: str, status: int) -> None:
    assert _run("--at-least", least).exit_code == status


def test_measuring_alone_succeeds() -> None:
    assert _run().exit_code == 0


def test_a_missing_table_is_a_wrong_use(tmp_path: Path) -> None:
    missing = str(tmp_path / "missing.tsv")
    result = CliRunner().invoke(main, ["evaluate", _ARTICLE, "--gold", missing])
    assert (result.exit_code, "missing.tsv" in result.output) == (2, True)
