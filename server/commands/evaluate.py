"""``detente evaluate``: how good the extraction is, measured against a reading by hand."""

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import click
import msgspec

from graph.evaluating import Evaluation, Score, read_gold
from graph.evaluating import evaluate as evaluate_against
from graph.extraction import extract
from graph.names import Names
from graph.reading import read
from ontology.terms import DEFAULT_BASE
from server.commands.options import Command, base_option

__all__ = ["evaluate"]

_FOUND_WANTING = 1
_HEADER = (
    f"{'':<16}{'gold':>6}{'found':>7}{'extracted':>11}{'right':>7}"
    f"{'precision':>11}{'recall':>8}{'F1':>7}{'voice':>7}{'modality':>10}"
)


def _json(evaluation: Evaluation) -> str:
    whole = msgspec.to_builtins(evaluation)
    return msgspec.json.format(msgspec.json.encode(whole.pop("total") | whole)).decode()


def _table(evaluation: Evaluation) -> str:
    return "\n".join(_lines(evaluation))


def _lines(evaluation: Evaluation) -> Iterator[str]:
    yield _HEADER
    parts = {"all": evaluation.total, "facts": evaluation.facts, "claims": evaluation.claims}
    yield from (_line(name, score) for name, score in parts.items())
    yield ""
    yield from (_line(name, score) for name, score in evaluation.classes.items())
    yield f"\nStated as facts, but only said: {', '.join(evaluation.stated_as_fact) or 'none'}"
    yield f"Found by the reasoner: {', '.join(evaluation.inferred) or 'none'}"
    yield f"\nMissed: {len(evaluation.misses)}"
    for miss in evaluation.misses:
        yield f"  {miss.id} {miss.says} ({miss.voice}): {miss.reason}"
    yield f"\nFalse: {len(evaluation.false)}"
    for untrue in evaluation.false:
        said = f"{untrue.subject} {untrue.predicate} {untrue.object}"
        where = f"{untrue.span[0]}–{untrue.span[1]}"
        yield f"  {where} {said} ({', '.join(untrue.voice)}): {untrue.reason}"


def _line(name: str, score: Score) -> str:
    return (
        f"{name:<16}{score.gold:>6}{score.found:>7}{score.extracted:>11}{score.right:>7}"
        f"{_share(score.precision):>11}{_share(score.recall):>8}{_share(score.f1):>7}"
        f"{_share(score.voice_accuracy):>7}{_share(score.modality_accuracy):>10}"
    )


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


_WRITERS: Mapping[str, Callable[[Evaluation], str]] = {"table": _table, "json": _json}


@click.command(
    cls=Command,
    epilog="\b\nExample:\n  detente evaluate treaty.txt --gold treaty.tsv --at-least 0.9",
)
@click.argument("document", type=click.Path(path_type=Path))
@click.option(
    "--gold",
    required=True,
    type=click.Path(path_type=Path),
    help="Table of what a careful reader finds in the document.",
)
@click.option(
    "--format",
    "name",
    default="table",
    show_default=True,
    type=click.Choice(list(_WRITERS)),
    help="A table for people, or one JSON object.",
)
@click.option(
    "--at-least",
    "least",
    type=click.FloatRange(0, 1),
    metavar="F1",
    help="Exit with status 1 where F1 is below this.",
)
@base_option(DEFAULT_BASE)
@click.pass_context
def evaluate(
    context: click.Context, document: Path, gold: Path, name: str, least: float | None, base: str
) -> None:
    """Measure what is extracted from a document against a table of what it says."""
    names = Names(base)
    table = read_gold(gold)
    text = read(document)
    evaluation = evaluate_against(text, extract(text, names), table, names)
    sys.stdout.buffer.write(_WRITERS[name](evaluation).encode() + b"\n")
    sys.stdout.buffer.flush()  # here, where a broken pipe is dealt with
    if least is not None and (evaluation.total.f1 or 0) < least:
        context.exit(_FOUND_WANTING)
