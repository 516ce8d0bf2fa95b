"""How a server is run: what was asked for by options, by the environment or in a file."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import click

from server.engine.settings import Settings

__all__ = ["Configuration", "read_file", "show"]

_SECRET = {"token"}


@dataclass(frozen=True, slots=True)
class Configuration:
    """All that a server is run with."""

    data: Path
    engine: Settings
    host: str
    port: int
    threads: int
    token: str = ""
    rate: float = 0
    proxies: int = 0
    """How many proxies stand before the server and are trusted to tell who asks."""
    access_log: str = ""
    """The file of the access log, ``-`` for standard error; empty for none."""
    marks: Path | None = None
    """The file into which facts are marked right or wrong; none where nobody may."""


def read_file(context: click.Context, _option: click.Parameter, path: Path | None) -> Path | None:
    """Take the settings of a TOML file for those that are given nowhere else.

    Raises BadParameter where the file cannot be read or has a setting that there is not.
    """
    if path is None:
        return None
    try:
        given = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise click.BadParameter(f"cannot read {path}: {error}") from error
    settings = {name.replace("-", "_"): value for name, value in given.items()}
    known = {parameter.name for parameter in context.command.params} - {"config", "show_settings"}
    if unknown := sorted(set(settings) - known):
        raise click.BadParameter(
            f"{path} has {', '.join(unknown)}: there are {', '.join(sorted(filter(None, known)))}"
        )
    context.default_map = {**(context.default_map or {}), **settings}
    return path


def show(context: click.Context) -> str:
    """Return all settings as TOML, each with where it is from."""
    lines = []
    for name, value in sorted(context.params.items()):
        source = context.get_parameter_source(name)
        if name not in ("config", "show_settings") and source is not None:
            lines.append(f"{_written(name, value)}  # {source.name.lower().replace('_', ' ')}")
    return "\n".join(lines)


def _written(name: str, value: object) -> str:
    """Return a setting as TOML; one that is not set is a comment."""
    key = name.replace("_", "-")
    if value is None:
        return f"# {key}"
    if name in _SECRET:
        return f'{key} = "…"'
    if isinstance(value, bool):
        return f"{key} = {str(value).lower()}"
    if isinstance(value, int | float):
        return f"{key} = {value}"
    if isinstance(value, tuple):
        return f"{key} = [{', '.join(map(_quoted, value))}]"
    return f"{key} = {_quoted(value)}"


def _quoted(value: object) -> str:
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'
