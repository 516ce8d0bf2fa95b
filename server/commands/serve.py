"""``detente serve``: the pages, the downloads and the SPARQL endpoint."""

from pathlib import Path

import click

from server.commands.options import Command, base_option, data_option, opened
from server.serving import AddressError
from server.serving import serve as serve_until_stopped

__all__ = ["serve"]


@click.command(cls=Command, epilog="\b\nExample:\n  detente serve --port 8080")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option(
    "--port",
    default=8317,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port to listen at; 0 takes a free one.",
)
@click.option(
    "--threads",
    default=4,
    show_default=True,
    type=click.IntRange(1, 256),
    help="Requests answered at the same time.",
)
@data_option
@base_option(None)
def serve(host: str, port: int, threads: int, data: Path, base: str | None) -> None:
    """Serve the graph to browsers and programs until stopped with Ctrl-C."""
    opened(data, base)
    try:
        serve_until_stopped(data, host, port, threads, click.echo)
    except AddressError as error:
        raise click.ClickException(str(error)) from error
