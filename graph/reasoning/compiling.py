"""Making rules of axioms."""

from collections.abc import Callable, Iterator

from graph.reasoning.axioms import Axioms, List, Stated
from graph.reasoning.equality import Equality
from graph.reasoning.identities import AtMostOne, Functional, Key
from graph.reasoning.joins import (
    AllValues,
    Chain,
    HasValue,
    Intersection,
    Rule,
    SomeValues,
    Transitive,
    Valued,
)
from graph.reasoning.schema import restrictions
from graph.reasoning.steps import Bounded, Chained, Joined, Keyed, Plain, Steps, Together
from graph.reasoning.terms import Terms
from graph.reasoning.vocabulary import Word

__all__ = ["Compiler", "is_number"]


class Compiler:
    """Makes rules of the axioms; the parts of long chains keep their numbers."""

    def __init__(self, steps: Steps, terms: Terms) -> None:
        self._steps, self._terms = steps, terms
        self._equality = Equality()
        self._parts: dict[tuple[int, ...], int] = {}

    def compile(self, axioms: Axioms, equality: Equality) -> list[Rule]:
        """Return the rules that join facts, those that find types first."""
        self._equality = equality
        makers: tuple[Callable[[Axioms], Iterator[Rule]], ...] = (
            self._fillers,
            self._values,
            self._intersections,
            self._chains,
            self._transitive,
            self._functional,
            self._bounds,
            self._keys,
        )
        return [rule for make in makers for rule in make(axioms)]

    def _fillers(self, axioms: Axioms) -> Iterator[Rule]:
        for kind, prop, filler, ids in restrictions(axioms, Word.SOME):
            if filler != Word.THING:
                step = self._steps.number(Plain("cls-svf1", ids))
                yield SomeValues(prop, filler, kind, step)
        for kind, prop, filler, ids in restrictions(axioms, Word.ALL):
            yield AllValues(kind, prop, filler, self._steps.number(Plain("cls-avf", ids)))

    def _values(self, axioms: Axioms) -> Iterator[Rule]:
        for kind, prop, value, ids in restrictions(axioms, Word.HAS_VALUE):
            yield HasValue(kind, prop, value, self._steps.number(Plain("cls-hv1", ids)))
            yield Valued(kind, prop, value, self._steps.number(Plain("cls-hv2", ids)))

    def _intersections(self, axioms: Axioms) -> Iterator[Rule]:
        for stated, members in axioms.listed(Word.INTERSECTION):
            if members.members:
                together = Together((stated.id, *members.ids), members.members)
                step = self._steps.number(together)
                yield Intersection(members.members, stated.subject, step)

    def _chains(self, axioms: Axioms) -> Iterator[Rule]:
        for stated, links in axioms.listed(Word.CHAIN):
            if len(links.members) > 1:
                yield from self._chain(stated, links)

    def _chain(self, stated: Stated, links: List) -> Iterator[Rule]:
        part, whole = links.members[0], links.members
        for length in range(2, len(whole)):
            longer = self._part(whole[:length])
            yield Chain(part, whole[length - 1], longer, self._steps.number(Chained(())))
            part = longer
        step = self._steps.number(Chained((stated.id, *links.ids)))
        yield Chain(part, whole[-1], stated.subject, step)

    def _part(self, links: tuple[int, ...]) -> int:
        if links not in self._parts:
            self._parts[links] = self._terms.own()
        return self._parts[links]

    def _transitive(self, axioms: Axioms) -> Iterator[Rule]:
        for prop, number in axioms.instances(Word.TRANSITIVE):
            yield Transitive(prop, self._steps.number(Joined("prp-trp", (number,))))

    def _functional(self, axioms: Axioms) -> Iterator[Rule]:
        for prop, number in axioms.instances(Word.FUNCTIONAL):
            yield Functional(prop, False, self._steps.number(Plain("prp-fp", (number,))))
        for prop, number in axioms.instances(Word.INVERSE_FUNCTIONAL):
            yield Functional(prop, True, self._steps.number(Plain("prp-ifp", (number,))))

    def _bounds(self, axioms: Axioms) -> Iterator[Rule]:
        for kind, prop, most, ids in restrictions(axioms, Word.MAX):
            if is_number(self._terms, self._equality, most, 1):
                yield self._bound("cls-maxc2", kind, prop, None, ids)
        for kind, prop, most, ids in restrictions(axioms, Word.MAX_QUALIFIED):
            for filler, number in axioms.values(kind, Word.ON_CLASS):
                if is_number(self._terms, self._equality, most, 1):
                    anything = filler == Word.THING
                    rule = "cls-maxqc4" if anything else "cls-maxqc3"
                    only = None if anything else filler
                    yield self._bound(rule, kind, prop, only, (*ids, number))

    def _bound(
        self, rule: str, kind: int, prop: int, filler: int | None, ids: tuple[int, ...]
    ) -> Rule:
        step = self._steps.number(Bounded(rule, ids, kind, filler))
        return AtMostOne(kind, prop, filler, step)

    def _keys(self, axioms: Axioms) -> Iterator[Rule]:
        for stated, keys in axioms.listed(Word.KEY):
            if keys.members:
                step = self._steps.number(Keyed((stated.id, *keys.ids), keys.members))
                yield Key(stated.subject, keys.members, step)


def is_number(terms: Terms, equality: Equality, term: int, number: int) -> bool:
    """Tell whether a term is, or is equal to, a literal of that number in whatever datatype."""
    values = (terms.value(each) for each in equality.set_of(term))
    return any(v is not None and v.kind == "decimal" and v.key == number for v in values)
