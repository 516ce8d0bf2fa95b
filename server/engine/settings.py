"""What a query may take, and how many run."""

import os
from dataclasses import dataclass

__all__ = ["Settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """The limits of each query and of all together."""

    workers: int = max(4, 2 * (os.cpu_count() or 1))
    """Queries that run at the same time."""
    queue: int = 32
    """Queries that wait for a worker before others are turned away."""
    patience: float = 5.0
    """Seconds that a query waits for a worker."""
    seconds: float = 10.0
    """Longest that a query may take; its reader's own time is not counted."""
    memory: int = 512 * 2**20
    """Bytes that a query may take."""
    bytes: int = 2**30
    """Bytes of the largest answer."""
    rows: int = 0
    """Rows of the longest table; 0 for no limit."""
    services: tuple[str, ...] = ()
    """The hosts that SERVICE may call, by name."""
    service_seconds: float = 10.0
    """Longest that one call may take."""
    service_bytes: int = 10_000_000
    """Bytes of all answers to the calls of one query."""
    private_services: bool = False
    """Whether the names of hosts may stand for addresses of a private network."""
    remote: str = ""
    """Where another store answers the queries; empty where the engine does."""
    written: str = ""
    """The data directory of a dataset that is written to; empty where nothing is."""
    empty_base: str = ""
    """The base of one that begins empty; empty for a release."""
    reasoning: bool = False
    """Whether something follows in one that began empty."""
