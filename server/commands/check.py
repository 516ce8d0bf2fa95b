"""``detente check``: what is wrong with the graph that is there."""

from pathlib import Path

import click

from graph.checking import check as check_release
from graph.checking import remarks
from server.commands.options import Command, base_option, data_option, opened, progress

__all__ = ["check"]


@click.command(cls=Command, epilog="\b\nExample:\n  detente check --data data")
@click.pass_context
@data_option
@base_option(None)
def check(context: click.Context, data: Path, base: str | None) -> None:
    """Check the graph; print each finding on a line and exit with 1 if there are any."""
    release = opened(data, base)
    findings = check_release(release)
    for finding in findings:
        click.echo(f"{finding.check}: {finding.message}")
    for remark in remarks(release):
        click.echo(f"remark, {remark.check}: {remark.message}", err=True)
    progress()(f"{len(findings)} findings")
    context.exit(1 if findings else 0)
