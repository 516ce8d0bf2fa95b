"""``detente link``: candidates for links to the data sets of others, and what becomes of them."""

import getpass
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import click

from graph.errors import LinkError
from graph.linking.deciding import accept as accept_candidate
from graph.linking.deciding import reject as reject_candidate
from graph.linking.deciding import waiting
from graph.linking.proposing import propose
from graph.linking.sources import Source, dump, endpoint, service
from graph.linking.talking import Talker
from graph.links import DATASETS, DataSet, Link
from server.commands.options import Command, Group, data_option, opened, progress

__all__ = ["link"]

_EXAMPLES = """\b
Examples:
  detente link --to wikidata --endpoint https://query.wikidata.org/sparql
  detente link --to dbpedia --dump labels.nt
  detente link --to wikidata --service https://wikidata.reconci.link/en/api
  detente link list
  detente link accept wikidata treaty-of-lima Q42
"""
_NAMES = [each.name for each in DATASETS]


@click.group(cls=Group, invoke_without_command=True, epilog=_EXAMPLES)
@click.option("--to", "name", type=click.Choice(_NAMES), help="Data set to link to.")
@click.option("--endpoint", "endpoint_url", metavar="URL", help="SPARQL endpoint to ask.")
@click.option("--dump", "file", type=click.Path(path_type=Path), help="RDF file to look into.")
@click.option("--service", "service_url", metavar="URL", help="Reconciliation service to ask.")
@click.option(
    "--pause",
    default=1.0,
    show_default=True,
    type=click.FloatRange(0),
    help="Seconds between two requests.",
)
@data_option
@click.pass_context
def link(
    context: click.Context,
    name: str | None,
    endpoint_url: str | None,
    file: Path | None,
    service_url: str | None,
    pause: float,
    data: Path,
) -> None:
    """Look for things that are not linked yet, and write down who they may be.

    Nothing is linked by that: 'detente link accept' does it, and the next build has the link.
    """
    if context.invoked_subcommand is not None:
        return
    if name is None or sum(each is not None for each in (endpoint_url, file, service_url)) != 1:
        raise click.UsageError("give --to, and one of --endpoint, --dump and --service")
    release = opened(data, None)
    dataset = next(each for each in DATASETS if each.name == name)
    talker = Talker(data / "links" / "cache.sqlite", pause, back_off=min(pause, 1.0))
    try:
        source = _source(talker, dataset, endpoint_url, file, service_url)
        found = propose(release, dataset, source, data, _today(), progress())
    finally:
        talker.close()
    click.echo(f"{found} candidates: see them with 'detente link list'", err=True)


def _source(
    talker: Talker,
    dataset: DataSet,
    endpoint_url: str | None,
    file: Path | None,
    service_url: str | None,
) -> Source:
    if file is not None:
        return dump(file, dataset)
    if endpoint_url is not None:
        return endpoint(talker, endpoint_url, dataset)
    if service_url is None:
        raise LinkError("there is nothing to ask: give --endpoint, --dump or --service")
    return service(talker, service_url, dataset)


@link.command("list", cls=Command)
@click.argument("name", metavar="[DATASET]", required=False, type=click.Choice(_NAMES))
@data_option
def list_(name: str | None, data: Path) -> None:
    """List the candidates, best first: data set, thing, theirs, confidence, reasons."""
    for table in waiting(data):
        if name in (None, table.name):
            for row in table.links:
                click.echo("\t".join(_columns(table.name, row)))


def _columns(name: str, row: Link) -> tuple[str, ...]:
    subject = row.subject_id.partition(":")[2]
    return (name, subject, row.object_id, row.object_label, row.confidence, row.comment)


_Function = Callable[..., None]


def _decision(function: _Function) -> _Function:
    """Add what accepting and rejecting have in common."""
    for add in (
        data_option,
        click.option(
            "--reviewer", default=getpass.getuser, help="Who decides; you, if it is not said."
        ),
        click.argument("target", metavar="[THEIRS]", default=""),
        click.argument("subject", metavar="THING"),
        click.argument("name", metavar="DATASET", type=click.Choice(_NAMES)),
    ):
        function = add(function)
    return function


@link.command(cls=Command, epilog="\b\nExample:\n  detente link accept wikidata treaty-of-lima")
@_decision
def accept(name: str, subject: str, target: str, reviewer: str, data: Path) -> None:
    """Make a candidate a link; the next build has it."""
    release = opened(data, None)
    row = accept_candidate(release, data, name, subject, target, reviewer, _today())
    click.echo(f"{row.subject_id} is {row.object_id}", err=True)


@link.command(cls=Command, epilog="\b\nExample:\n  detente link reject wikidata rasmussen")
@_decision
def reject(name: str, subject: str, target: str, reviewer: str, data: Path) -> None:
    """Note that a candidate is wrong; it is not proposed again."""
    row = reject_candidate(data, name, subject, target, reviewer, _today())
    click.echo(f"{row.subject_id} is not {row.object_id}", err=True)


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
