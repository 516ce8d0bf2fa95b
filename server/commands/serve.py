"""``detente serve``: the pages, the downloads and the SPARQL endpoint."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from graph.building import MARKS
from ontology.terms import DEFAULT_BASE
from server.commands.options import Command, base_option, data_option, marks_option, opened
from server.configuration import Configuration, read_file, show
from server.engine.settings import Settings
from server.federation.hosts import host_of
from server.operators import is_loopback
from server.serving import AddressError
from server.serving import serve as serve_until_stopped

__all__ = ["configured", "serve"]

_EPILOG = """\b
Examples:
  detente serve --port 8080
  DETENTE_SERVE_TIMEOUT=30 detente serve --show-settings

Each option can also be given in the environment, as DETENTE_SERVE_ and its name.
"""
_USUAL = Settings()
_MEGABYTE = 2**20


def _hosts(
    _context: click.Context, _option: click.Parameter, given: tuple[str, ...]
) -> tuple[str, ...]:
    try:
        return tuple(host_of(each) for each in given)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@click.command(cls=Command, epilog=_EPILOG)
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
    "--rate",
    default=50.0,
    show_default=True,
    type=click.FloatRange(0),
    help="Queries a second that one client may ask; 0 for no limit. This very machine has none.",
)
@click.option(
    "--allow-service",
    multiple=True,
    metavar="HOST[:PORT]",
    callback=_hosts,
    help="Host that SERVICE may call; may be given more than once. Else it calls none.",
)
@click.option(
    "--service-timeout",
    default=_USUAL.service_seconds,
    show_default=True,
    type=click.FloatRange(0, min_open=True),
    help="Seconds that one call of SERVICE may take, which count as the query's.",
)
@click.option(
    "--service-bytes",
    default=_USUAL.service_bytes,
    show_default=True,
    type=click.IntRange(1),
    help="Bytes of all answers to the calls of one query.",
)
@click.option(
    "--allow-private-services",
    is_flag=True,
    help="Let names that SERVICE may call stand for addresses of a private network.",
)
@click.option("--writable", is_flag=True, help="Take updates from whoever has the token.")
@click.option("--token", envvar="DETENTE_TOKEN", show_envvar=True, help="The token for writing.")
@click.option("--no-token", is_flag=True, help="Take updates from this very machine without one.")
@click.option("--empty", is_flag=True, help="Begin with nothing instead of a built graph.")
@click.option("--reasoning", is_flag=True, help="With --empty: add what follows by OWL 2 RL.")
@click.option(
    "--proxies",
    default=0,
    show_default=True,
    type=click.IntRange(0, 9),
    help="Proxies before the server that are trusted to tell who asks, and for which address.",
)
@click.option(
    "--access-log",
    default="",
    metavar="FILE|-",
    help="Where a line of JSON goes for each request; - is standard error.",
)
@click.option(
    "--config",
    type=click.Path(dir_okay=False, path_type=Path),
    is_eager=True,
    callback=read_file,
    help="TOML file with settings by the names of these options; they and the environment win.",
)
@click.option(
    "--store",
    metavar="URL",
    help="Ask the SPARQL endpoint of another store, into which the graph was built.",
)
@click.option(
    "--curate",
    is_flag=True,
    help="Let facts be marked right or wrong, in the file that --marks names.",
)
@click.option("--show-settings", is_flag=True, help="Print all settings and stop.")
@marks_option
@data_option
@base_option(None)
@click.pass_context
def serve(context: click.Context, /, show_settings: bool, **_settings: object) -> None:
    """Serve the graph to browsers and programs until stopped with Ctrl-C."""
    configuration = configured(context.params)
    if show_settings:
        click.echo(show(context))
        return
    try:
        serve_until_stopped(configuration, click.echo)
    except AddressError as error:
        raise click.ClickException(str(error)) from error


def configured(given: Mapping[str, Any]) -> Configuration:
    """Return what a server is run with; raises UsageError, or ReleaseError without a graph."""
    if given["empty"] and not given["writable"]:
        raise click.UsageError("--empty is for what is to be written: add --writable")
    if given["store"] and given["writable"]:
        raise click.UsageError("another --store is written by detente build, and not here")
    _refuse_openness(
        given["host"], given["token"], writable=given["writable"], no_token=given["no_token"]
    )
    if not given["empty"] and not given["show_settings"]:
        opened(given["data"], given["base"])
    return Configuration(
        given["data"],
        _limits(given),
        given["host"],
        given["port"],
        given["threads"],
        token=given["token"] or "",
        rate=given["rate"],
        proxies=given["proxies"],
        access_log=given["access_log"],
        marks=(given["marks"] or given["data"] / MARKS) if given["curate"] else None,
    )


def _limits(given: Mapping[str, Any]) -> Settings:
    return Settings(
        workers=given["workers"],
        queue=given["queue"],
        seconds=given["timeout"],
        memory=given["memory"] * _MEGABYTE,
        bytes=given["max_bytes"],
        rows=given["max_rows"],
        services=given["allow_service"],
        service_seconds=given["service_timeout"],
        service_bytes=given["service_bytes"],
        private_services=given["allow_private_services"],
        remote=given["store"] or "",
        written=str(given["data"].resolve()) if given["writable"] else "",
        empty_base=(given["base"] or DEFAULT_BASE) if given["empty"] else "",
        reasoning=given["reasoning"],
    )


def _refuse_openness(host: str, token: str | None, *, writable: bool, no_token: bool) -> None:
    """Refuse to let just anybody write."""
    if writable and not token and not no_token:
        raise click.UsageError("--writable takes a --token, or --no-token on this very machine")
    if writable and no_token and not (host == "localhost" or is_loopback(host)):
        raise click.UsageError(f"--no-token is for a --host of this very machine, not for {host}")
