"""The example queries: one file each, with a header that says what it asks.

::

    #+ title: Who signed the Founding Act, when and where?
    #+ description: The parties, the date and the summit; the city and state are inferred.
    #+ tags: [agreements, places]

A line ``#+`` followed by more than one space continues the value above it.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graph.errors import QueryError
from queries.parameters import Parameter, read_parameters

__all__ = ["Example", "catalogue", "read_example"]

_FOLDER = Path(__file__).parent
_FIELD = re.compile(r"#\+ (\w+): +(\S.*)")
_CONTINUED = re.compile(r"#\+ {2,}(\S.*)")
_KNOWN = ("title", "description", "tags", "parameters")


@dataclass(frozen=True, slots=True)
class Example:
    """A query with its title, a description in prose and tags."""

    name: str
    title: str
    description: str
    tags: tuple[str, ...]
    query: str
    """The query below the header; its IRIs are relative to the base of the graph."""
    parameters: tuple[Parameter, ...] = ()
    """The variables that an asker may bind."""

    def standalone(self, base: str) -> str:
        r"""Return the query with the base written into it, so that it runs anywhere.

        >>> Example("all", "All", "Everything.", (), "ASK {}").standalone("https://example.org/")
        'BASE <https://example.org/>\nASK {}'
        """
        return f"BASE <{base}>\n{self.query}"


@cache
def catalogue() -> tuple[Example, ...]:
    """Return the example queries in the order of their names."""
    return tuple(read_example(path) for path in sorted(_FOLDER.glob("*.rq")))


def read_example(path: Path) -> Example:
    """Read one example; raises QueryError that names the file and the line."""
    lines = path.read_text("utf-8").splitlines()
    header = _header(path, lines)
    query = "\n".join(line for line in lines if not line.startswith("#+")).strip() + "\n"
    missing = [name for name in ("title", "description") if name not in header]
    if missing or not query.strip():
        what = " and ".join(missing) or "query"
        raise QueryError(f"{path.name}:1 has no {what}: add it, as in '#+ title: Who met whom?'")
    tags = header.get("tags", "").strip("[] ")
    return Example(
        path.stem,
        header["title"],
        header["description"],
        tuple(tag.strip() for tag in tags.split(",") if tag.strip()),
        query,
        read_parameters(f"{path.name}:1", header.get("parameters", "")),
    )


def _header(path: Path, lines: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        if line.startswith("#+"):
            _read_line(f"{path.name}:{number}", line, found)
    return found


def _read_line(place: str, line: str, found: dict[str, str]) -> None:
    field, continued = _FIELD.fullmatch(line), _CONTINUED.fullmatch(line)
    if continued and found:
        last = list(found)[-1]
        found[last] += f" {continued[1]}"
    elif field is None:
        raise QueryError(f"{place} is not a header line: write '#+ title: …'")
    elif field[1] not in _KNOWN or field[1] in found:
        raise QueryError(f"{place} has {field[1]!r} unknown or twice: use {', '.join(_KNOWN)} once")
    else:
        found[field[1]] = field[2].strip()
