"""Times and ratios."""

import time
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Row", "best_of", "compared"]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a benchmark's table."""

    what: str
    milliseconds: float
    ratio: str = ""


def best_of(repeats: int, work: Callable[[], object]) -> float:
    """Return the shortest time of several runs, in milliseconds."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return 1000 * min(times)


def compared(
    what: str, repeats: int, ours: Callable[[], object], other: str, theirs: Callable[[], object]
) -> list[Row]:
    """Return our time, and another's with the ratio of theirs to ours."""
    own, foreign = best_of(repeats, ours), best_of(repeats, theirs)
    return [Row(what, own), Row(f"  {other}", foreign, f"{foreign / own:.1f} ×")]
