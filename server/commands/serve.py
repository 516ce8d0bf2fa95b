"""``detente serve``: the pages, the downloads and the SPARQL endpoint."""

from pathlib import Path

import click

from graph.building import MARKS
from server.commands.options import Command, base_option, data_option, marks_option, opened
from server.engine.settings import Settings
from server.serving import AddressError
from server.serving import serve as serve_until_stopped

__all__ = ["serve"]

_USUAL = Settings()
_MEGABYTE = 2**20


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
    default=64,
    show_default=True,
    type=click.IntRange(1, 1024),
    help="Requests under way at the same time, those that wait included.",
)
@click.option(
    "--workers",
    default=_USUAL.workers,
    show_default=True,
    type=click.IntRange(1, 256),
    help="Queries that run at the same time, each in a process of its own.",
)
@click.option(
    "--queue",
    default=_USUAL.queue,
    show_default=True,
    type=click.IntRange(0),
    help="Queries that wait before others are sent away with 503.",
)
@click.option(
    "--timeout",
    default=_USUAL.seconds,
    show_default=True,
    type=click.FloatRange(0, min_open=True),
    help="Seconds that a query may take.",
)
@click.option(
    "--memory",
    default=_USUAL.memory // _MEGABYTE,
    show_default=True,
    type=click.IntRange(16),
    help="Megabytes that a query may take.",
)
@click.option(
    "--max-bytes",
    default=_USUAL.bytes,
    show_default=True,
    type=click.IntRange(1),
    help="Bytes of the largest answer.",
)
@click.option(
    "--max-rows",
    default=_USUAL.rows,
    show_default=True,
    type=click.IntRange(0),
    help="Rows of the longest table; 0 for no limit.",
)
@click.option(
    "--curate",
    is_flag=True,
    help="Let facts be marked right or wrong, in the file that --marks names.",
)
@marks_option
@data_option
@base_option(None)
def serve(
    host: str,
    port: int,
    threads: int,
    workers: int,
    queue: int,
    timeout: float,
    memory: int,
    max_bytes: int,
    max_rows: int,
    curate: bool,
    marks: Path | None,
    data: Path,
    base: str | None,
) -> None:
    """Serve the graph to browsers and programs until stopped with Ctrl-C."""
    opened(data, base)
    settings = Settings(
        workers=workers,
        queue=queue,
        seconds=timeout,
        memory=memory * _MEGABYTE,
        bytes=max_bytes,
        rows=max_rows,
    )
    try:
        file = (marks or data / MARKS) if curate else None
        serve_until_stopped(data, settings, host, port, threads, click.echo, file)
    except AddressError as error:
        raise click.ClickException(str(error)) from error
