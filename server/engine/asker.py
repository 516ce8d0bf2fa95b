"""What can be asked queries: the engine, or another store in its place."""

from collections.abc import Callable, Iterator
from typing import Protocol

from server.engine.frames import Change, Done, Question
from server.engine.reply import Running
from server.engine.settings import Settings

__all__ = ["Asker", "Replied"]


class Replied(Protocol):
    """An answer as it comes; it must be closed."""

    identifier: str
    """The name of its query."""
    version: int
    """Which state of the dataset it is from."""
    kind: str
    format: str
    whole: bytes | None
    """The answer, where it is short enough to have come in one piece."""

    def __iter__(self) -> Iterator[bytes]:
        """Yield its bytes."""

    def close(self) -> None:
        """Stop its query where it is not done."""


class Asker(Protocol):
    """What is asked."""

    @property
    def settings(self) -> Settings:
        """The limits."""

    @property
    def epoch(self) -> str:
        """What tells its states from those of other datasets; empty where none is known."""

    @property
    def version(self) -> int:
        """Which state of a dataset that is written to was last heard of."""

    @property
    def is_written(self) -> bool:
        """Tell whether changes are taken."""

    def ask(
        self, question: Question, identifier: str, is_gone: Callable[[], bool] = ...
    ) -> Replied:
        """Ask a query and return its answer, of which the beginning is there."""

    def change(self, change: Change, /) -> Done:
        """Carry out a change."""

    def warm(self, dataset: str, /) -> None:
        """Return when queries are answered."""

    def running(self) -> list[Running]:
        """Return the queries that are running or waiting, the oldest first."""

    def cancel(self, identifier: str) -> bool:
        """Stop a query; tell whether there was one of that name."""

    def close(self) -> None:
        """End what was started."""
