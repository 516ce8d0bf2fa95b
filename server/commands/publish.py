"""``detente publish``: a static copy of the site and its data."""

from pathlib import Path

import click

from server.commands.options import Command, data_option, progress
from server.publishing import publish as publish_site

__all__ = ["publish"]


@click.command(
    cls=Command, epilog="\b\nExample:\n  detente publish public --at https://example.org/detente/"
)
@click.argument("target", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--at", metavar="URL", help="Where the copy will be; the base, if it is not said.")
@data_option
def publish(target: Path, at: str | None, data: Path) -> None:
    """Write all pages, descriptions and dumps into DIR, for any web server to host."""
    if at is not None and not (at.startswith(("http://", "https://")) and at.endswith("/")):
        raise click.BadParameter(
            f"{at!r} is not an address that ends in a slash", param_hint="--at"
        )
    tell = progress()
    count = publish_site(data, target, at, tell)
    tell(f"Published {count:,} files in {target}")
