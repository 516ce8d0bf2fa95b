"""Benchmarks: ``make bench``. Each is a function in ``_BENCHES``; none is a test."""

import sys
from collections.abc import Callable
from tempfile import TemporaryDirectory

from closures import closures
from dumping import dumping
from query_times import query_times
from reading_speed import reading_speed
from timing import Row

_BENCHES: dict[str, Callable[[str], list[Row]]] = {
    "reading": reading_speed,
    "queries": query_times,
    "closure": closures,
    "dumping": dumping,
}


def main(wanted: list[str]) -> None:
    """Run the named benchmarks, or all, and print a table of times and ratios."""
    for name in wanted or _BENCHES:
        with TemporaryDirectory() as folder:
            print(f"\n{name}")
            for row in _BENCHES[name](folder):
                print(f"  {row.what:<44}{row.milliseconds:>12,.2f} ms{row.ratio:>10}")


main(sys.argv[1:])
