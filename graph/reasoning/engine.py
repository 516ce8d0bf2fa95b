"""The fixpoint: rounds of rules over what is new, until nothing is.

A round applies the rules with one premise, then the joins, then equality. Where something new is
an axiom, the rules are compiled again and look at everything once more.
"""

import numpy as np

from graph.reasoning.arrays import Ints, firsts, pack, seconds, united
from graph.reasoning.axioms import Axioms
from graph.reasoning.compiling import Compiler
from graph.reasoning.equality import Equality
from graph.reasoning.facts import ASSERTED, LIMIT, Candidates, Facts, Relation, Rows
from graph.reasoning.hierarchy import Hierarchy
from graph.reasoning.joins import Delta, Rule
from graph.reasoning.literals import Literals
from graph.reasoning.problems import ClosureError
from graph.reasoning.refusals import concerns, refuse
from graph.reasoning.schema import close_schema
from graph.reasoning.steps import EQUAL, Plain, Steps
from graph.reasoning.terms import Terms
from graph.reasoning.vocabulary import SCHEMA, SCHEMA_TYPES, Word

__all__ = ["Engine"]


class Engine:
    """A set of facts that is closed under the rules whenever nobody is at work on it."""

    def __init__(self, terms: Terms, limit: int = LIMIT) -> None:
        self.terms, self.steps = terms, Steps()
        self.facts, self.equality = Facts(limit), Equality()
        self.given: dict[int, Ints] = {}
        """What was asserted, by predicate."""
        self._compiler = Compiler(self.steps, terms)
        self._hierarchy: Hierarchy | None = None
        self._rules: list[Rule] = []
        self._stale = True
        self.literals = Literals(terms, self.steps)
        self._moved = False

    def copy(self) -> "Engine":
        """Return an engine that can change by itself; terms and steps only grow and are shared."""
        other = Engine.__new__(Engine)
        other.__dict__.update(self.__dict__)
        other.facts, other.equality = self.facts.copy(), self.equality.copy()
        other.literals, other.given = self.literals.copy(), dict(self.given)
        return other

    def add(self, triples: dict[int, Ints]) -> None:
        """Take in facts, given as pairs by predicate, and all that follows; raises ClosureError."""
        found = Candidates()
        for predicate, pairs in triples.items():
            found.add(predicate, pairs, ASSERTED)
            known = self.given.get(predicate, pairs)
            self.given[predicate] = united(known, pairs)
        self.literals.notice(triples)
        self._equate_values()
        self.literals.typed(found, self.facts, self.equality, triples)
        self.settle(found)

    def _equate_values(self) -> None:
        self.equality.grow(self.terms)
        found = Candidates()
        if self.terms.twins:
            self.literals.equal(found)
        for relation in self.facts.put(found).values():
            self._moved |= self.equality.equate_values(*relation.rows)

    def settle(self, found: Candidates, again: "Delta | None" = None) -> None:
        """Take in what was found, and all that follows from it and from what is looked at again."""
        delta = self._joined(self._unify(self._put(found)), again or {})
        while delta or self._stale:
            if self._stale:
                delta = self._compile()
            delta = self._round(delta)

    def _put(self, found: Candidates) -> Delta:
        fresh = self.facts.put(found)
        self._stale = self._stale or self._axiomatic(fresh)
        if concerns(fresh):
            refuse(self.facts, self.terms)
        return fresh

    def _compile(self) -> Delta:
        """Make rules of the axioms, and return all facts, for the rules to look at."""
        self.facts.put(self._seeds(Axioms(self.facts)))
        close_schema(self.facts, self.steps)
        refuse(self.facts, self.terms)
        axioms = Axioms(self.facts)
        self._hierarchy = Hierarchy(self.facts, self.steps, self.terms)
        self._rules = self._compiler.compile(axioms, self.equality)
        self.equality.grow(self.terms)
        self._stale = False
        relations = self.facts.relations.items()
        return {p: relation.copy() for p, relation in relations if p != Word.SAME}

    def _seeds(self, axioms: Axioms) -> Candidates:
        """Return what axioms say about individuals (cls-oo) and about literals (dt-type2)."""
        found = Candidates()
        self._enumerate(found, axioms)
        self.literals.typed(found, self.facts, self.equality, self.given)
        return found

    def _enumerate(self, found: Candidates, axioms: Axioms) -> None:
        for stated, members in axioms.listed(Word.ONE_OF):
            step = self.steps.number(Plain("cls-oo", (stated.id, *members.ids)))
            things = np.array(members.members, np.int64)
            found.add(Word.TYPE, pack(things, stated.subject), step)

    def seed(self, found: Candidates, gone: dict[int, Ints]) -> None:
        """Find again, of facts that have gone, those that rest on no other (cls-oo, dt-type2)."""
        if Word.TYPE in gone:
            self._enumerate(found, Axioms(self.facts))
            if self.terms.literals()[firsts(gone[Word.TYPE])].any():
                self.literals.typed(found, self.facts, self.equality, self.given)

    def _round(self, delta: Delta) -> Delta:
        assert self._hierarchy is not None  # compiled before the first round
        delta, again = self._widened(delta, self._hierarchy)
        found = Candidates()
        for rule in self._rules:
            rule.fire(self.facts, delta, found)
        same: Delta = {Word.SAME: delta[Word.SAME]} if Word.SAME in delta else {}
        return self._unify(self._joined(self._put(found), again, same))

    def _widened(self, delta: Delta, hierarchy: Hierarchy) -> tuple[Delta, Delta]:
        """Apply the rules with one premise; also return what they have to look at again."""
        found = Candidates()
        hierarchy.fire(delta, found)
        one = self._put(found)
        wider = self._joined(delta, one)
        if Word.TYPE not in wider:
            return wider, {}
        found = Candidates()
        hierarchy.widen(self.facts, wider, found)
        other = self._put(found)
        types = self._joined(_only_types(one), other)
        return self._joined(wider, other), types if hierarchy.metamodels else {}

    def _joined(self, *deltas: Delta) -> Delta:
        """Return the new facts of several deltas, which have none in common, as one."""
        parts: dict[int, list[Relation]] = {}
        for delta in deltas:
            for predicate, relation in delta.items():
                parts.setdefault(predicate, []).append(relation)
        return {p: self._whole(self.facts[p], each) for p, each in parts.items()}

    def _whole(self, known: Relation, parts: list[Relation]) -> Relation:
        """Return parts of a relation as one; if they are all of it, it is there already."""
        if len(parts) == 1:
            return parts[0]
        if sum(map(len, parts)) == len(known):
            return known.copy()
        whole = parts[0].copy()
        for part in parts[1:]:
            whole.add(part.rows)
        return whole

    def _axiomatic(self, fresh: Delta) -> bool:
        """Tell whether rules have to be compiled for what is new."""
        return any(
            predicate in SCHEMA or (predicate == Word.TYPE and relation.leads_to(SCHEMA_TYPES))
            for predicate, relation in fresh.items()
        )

    def _unify(self, fresh: Delta) -> Delta:
        """Make terms equal, and return what is new in terms of the representatives."""
        same = fresh.pop(Word.SAME, None)
        while self._unites(same) or self._moved or self._unsettled(fresh):
            rewritten = self._rewrite()
            same = rewritten.pop(Word.SAME, None)
            fresh = self._joined({p: self._settled(p, r) for p, r in fresh.items()}, rewritten)
        return {p: relation for p, relation in fresh.items() if len(relation)}

    def _unites(self, same: Relation | None) -> bool:
        if same is None:
            return False
        changed = self.equality.unite(*same.rows)
        known = self.equality.representative[: self.terms.reserved]
        if changed and not np.array_equal(known, np.arange(self.terms.reserved)):
            raise ClosureError(self._merged_vocabulary(known))
        return changed

    def _merged_vocabulary(self, known: Ints) -> str:
        number = int(np.flatnonzero(known != np.arange(len(known)))[0])
        one, other = self.terms.tokens[number], self.terms.tokens[int(known[number])]
        return f"{one} would be the same as {other}: leave out what makes terms of OWL equal"

    def _changes(self, pairs: Ints) -> Ints:
        one, other = firsts(pairs), seconds(pairs)
        changed = (self.equality.of(one) != one) | (self.equality.of(other) != other)
        return np.flatnonzero(changed)

    def _unsettled(self, fresh: Delta) -> bool:
        return any(
            len(r) and (len(self._changes(r.rows.pairs)) or self.equality.representative[p] != p)
            for p, r in fresh.items()
        )

    def _settled(self, predicate: int, relation: Relation) -> Relation:
        if self.equality.representative[predicate] != predicate:
            return Relation()
        settled = relation.copy()
        settled.drop(self._changes(relation.rows.pairs))
        return settled

    def _rewrite(self) -> Delta:
        """Apply eq-rep-s, eq-rep-p and eq-rep-o to every fact about a term that is not its own."""
        self._moved, found, own = False, Candidates(), self.terms.own_terms()
        self.literals.typed_by_equality(found, self.equality)
        for predicate, relation in list(self.facts.relations.items()):
            if predicate != Word.SAME:
                gone = self._take(predicate, relation)
                if not own[predicate]:  # the parts of chains are found again
                    self._renew(found, predicate, gone)
        return self._put(found)

    def _take(self, predicate: int, relation: Relation) -> Rows:
        pairs, ids = relation.rows
        elsewhere = self.equality.representative[predicate] != predicate
        gone = np.arange(len(pairs)) if elsewhere else self._changes(pairs)
        if len(gone):
            relation.drop(gone)
        return Rows(pairs[gone], ids[gone])

    def _renew(self, found: Candidates, predicate: int, rows: Rows) -> None:
        of = self.equality.of
        pairs = pack(of(firsts(rows.pairs)), of(seconds(rows.pairs)))
        target = int(self.equality.representative[predicate])
        found.add(target, pairs, EQUAL, rows.ids, self.equality.count)


def _only_types(delta: Delta) -> Delta:
    return {p: relation for p, relation in delta.items() if p == Word.TYPE}
