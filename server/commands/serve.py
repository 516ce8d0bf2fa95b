"""``detente serve``: the pages, the downloads and the SPARQL endpoint."""

from pathlib import Path

import click

from graph.building import MARKS
from ontology.terms import DEFAULT_BASE
from server.commands.options import Command, base_option, data_option, marks_option, opened
from server.engine.settings import Settings
from server.operators import is_loopback
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
@click.option(
    "--rate",
    default=50.0,
    show_default=True,
    type=click.FloatRange(0),
    help="Queries a second that one client may ask; 0 for no limit. This very machine has none.",
)
@click.option("--writable", is_flag=True, help="Take updates from whoever has the token.")
@click.option("--token", envvar="DETENTE_TOKEN", show_envvar=True, help="The token for writing.")
@click.option("--no-token", is_flag=True, help="Take updates from this very machine without one.")
@click.option("--empty", is_flag=True, help="Begin with nothing instead of a built graph.")
@click.option("--reasoning", is_flag=True, help="With --empty: add what follows by OWL 2 RL.")
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
    rate: float,
    writable: bool,
    token: str | None,
    no_token: bool,
    empty: bool,
    reasoning: bool,
    data: Path,
    base: str | None,
) -> None:
    """Serve the graph to browsers and programs until stopped with Ctrl-C."""
    if empty and not writable:
        raise click.UsageError("--empty is for what is to be written: add --writable")
    _refuse_openness(host, token, writable=writable, no_token=no_token)
    if not empty:
        opened(data, base)
    settings = Settings(
        workers=workers,
        queue=queue,
        seconds=timeout,
        memory=memory * _MEGABYTE,
        bytes=max_bytes,
        rows=max_rows,
        written=str(data) if writable else "",
        empty_base=(base or DEFAULT_BASE) if empty else "",
        reasoning=reasoning,
    )
    try:
        serve_until_stopped(
            data,
            settings,
            host,
            port,
            threads,
            click.echo,
            token=token or "",
            rate=rate,
            marks=(marks or data / MARKS) if curate else None,
        )
    except AddressError as error:
        raise click.ClickException(str(error)) from error


def _refuse_openness(host: str, token: str | None, *, writable: bool, no_token: bool) -> None:
    """Refuse to let just anybody write."""
    if writable and not token and not no_token:
        raise click.UsageError("--writable takes a --token, or --no-token on this very machine")
    if writable and no_token and not (host == "localhost" or is_loopback(host)):
        raise click.UsageError(f"--no-token is for a --host of this very machine, not for {host}")
