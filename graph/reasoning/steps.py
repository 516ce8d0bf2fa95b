"""The ways in which a fact can be found, each numbered once.

A fact's two recorded premises and its step say how it was found. What a step leaves out, because
it would not fit in two numbers, is looked up when somebody asks, among facts with smaller numbers.
"""

from dataclasses import dataclass

__all__ = [
    "EQUAL",
    "Bounded",
    "Chained",
    "Hop",
    "Joined",
    "Keyed",
    "Path",
    "Plain",
    "Rewritten",
    "Step",
    "Steps",
    "Together",
]


@dataclass(frozen=True, slots=True)
class Plain:
    """One rule, applied to these axioms and the two recorded facts."""

    rule: str
    axioms: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A fact about other terms that are equal to these (eq-rep-s, eq-rep-p, eq-rep-o)."""


@dataclass(frozen=True, slots=True)
class Hop:
    """A rule with one fact as its premise: it keeps or turns the pair, or gives a type."""

    rule: str
    axioms: tuple[int, ...]
    target: int
    turned: bool = False
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Path:
    """Rules with one premise, each applied to what the one before it gave."""

    hops: tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """A transitive rule, applied along a path of facts that were there before a batch."""

    rule: str
    axioms: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Together:
    """An intersection: the subject has the type of every member (cls-int1)."""

    axioms: tuple[int, ...]
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bounded:
    """A limit of one: two values of a subject that has the type, and maybe the values have one."""

    rule: str
    axioms: tuple[int, ...]
    kind: int
    filler: int | None


@dataclass(frozen=True, slots=True)
class Chained:
    """A property chain; in one of three and more, the first fact stands for a part (prp-spo2)."""

    axioms: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Keyed:
    """A key: both have the type and share a value of each property (prp-key)."""

    axioms: tuple[int, ...]
    keys: tuple[int, ...]


Step = Plain | Rewritten | Path | Joined | Together | Bounded | Chained | Keyed

EQUAL = 1
"""The step by which a fact is rewritten."""


class Steps:
    """The steps by number; it only ever grows, so that copies can share it."""

    def __init__(self) -> None:
        self._steps: list[Step] = []
        self._numbers: dict[Step, int] = {}
        self.looked_up: dict[int, Step] = {}
        """The steps that leave premises out, by number."""
        for step in (Plain("asserted"), Rewritten()):
            self.number(step)

    def number(self, step: Step) -> int:
        """Return the number of a step, which may be new."""
        if step not in self._numbers:
            self._numbers[step] = len(self._steps)
            self._steps.append(step)
            if isinstance(step, Joined | Together | Bounded | Keyed):
                self.looked_up[self._numbers[step]] = step
        return self._numbers[step]

    def __len__(self) -> int:
        return len(self._steps)

    def __getitem__(self, number: int) -> Step:
        return self._steps[number]
