"""Generated data about universities, as triples in the words of N-Triples."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

from rdflib import RDF, Graph

from graph.reasoning.lines import Tokens
from graph.reasoning.terms import token_of

__all__ = ["KINDS", "U", "campus", "class_tree"]

U = "urn:university:"
_TYPE = token_of(RDF.type)
_RANKS = ("FullProfessor", "AssociateProfessor", "AssistantProfessor", "Lecturer")


def _name(word: str) -> str:
    return f"<{U}{word}>"


def _ontology(file: str) -> Iterator[Tokens]:
    for s, p, o in Graph().parse(Path(__file__).with_name(file)):
        yield token_of(s), token_of(p), token_of(o)


def _plain(chance: random.Random, number: int) -> Iterator[tuple[str, str, str]]:
    """Yield about 900 triples about one department in what LUBM-like ontologies speak of."""
    here, courses = f"d{number}", [f"d{number}c{i}" for i in range(30)]
    staff = [f"d{number}f{i}" for i in range(20)]
    yield here, "a", "Department"
    yield here, "partOf", f"u{number // 20}"
    for i, person in enumerate(staff):
        yield person, "a", _RANKS[i % 4]
        yield person, "headOf" if i == 0 else "worksFor", here
        yield from ((person, "teaches", course) for course in chance.sample(courses, 2))
        yield f"{person}paper", "author", person
        yield f"{person}paper", "a", "Article"
    for i in range(150):
        student = f"{here}s{i}"
        yield student, "a", "Graduate" if i % 4 == 0 else "Undergraduate"
        yield student, "memberOf", here
        yield student, "advisor", chance.choice(staff)
        yield from ((student, "takes", course) for course in chance.sample(courses, 2))


def _rich(chance: random.Random, number: int) -> Iterator[tuple[str, str, str]]:
    """Yield about 1,200 triples about one department, of which some make things equal."""
    yield from _plain(chance, number)
    here = f"d{number}"
    yield f"u{number // 20}", "seat", f"town{number // 20}"
    yield here, "fundedBy", "State"
    for i in range(20):
        person, room = f"{here}f{i}", f"{here}room{i}"
        yield person, "office", room
        yield room, "within", f"{here}floor{i % 4}"
        yield f"{here}floor{i % 4}", "within", f"{here}building"
        yield f"{person}paper", "about", f"field{i}"
        yield person, "age", f'"{30 + i}"^^<http://www.w3.org/2001/XMLSchema#integer>'
    for i in range(9):
        yield f"{here}c{i}", "prerequisite", f"{here}c{i + 1}"
        yield f"{here}c{i}", "inTerm", "spring" if i % 2 else "autumn"
    for i in range(150):
        yield f"{here}s{i}", "number", f'"{number}-{i}"'
    yield f"{here}f1", "office", f"{here}hall"  # an office has one name by right
    yield f"{here}f2", "occupant", f"{here}box"
    yield f"{here}visitor", "occupant", f"{here}box"
    yield f"{here}twin", "a", "Student"
    yield f"{here}twin", "number", f'"{number}-0"'


KINDS: dict[str, tuple[str, Callable[[random.Random, int], Iterator[tuple[str, str, str]]], int]]
KINDS = {"lubm-like": ("lubm_like.ttl", _plain, 872), "university": ("university.ttl", _rich, 1156)}
"""The ontology, the data of one department and their number, by the name of the data set."""


def campus(kind: str, size: int) -> Iterator[Tokens]:
    """Yield about so many triples, and the ontology."""
    file, department, triples = KINDS[kind]
    chance = random.Random(1)
    yield from _ontology(file)
    for number in range(max(1, size // triples)):
        for s, p, o in department(chance, number):
            value = o if o.startswith('"') else _name(o)
            yield _name(s), _TYPE if p == "a" else _name(p), value


def class_tree(classes: int, instances: int) -> Iterator[Tokens]:
    """Yield a tree of classes, each of which has ten below it, and instances of any."""
    chance = random.Random(1)
    below = "<http://www.w3.org/2000/01/rdf-schema#subClassOf>"
    for n in range(1, classes):
        yield _name(f"C{n}"), below, _name(f"C{(n - 1) // 10}")
    for n in range(instances):
        yield _name(f"i{n}"), _TYPE, _name(f"C{chance.randrange(classes)}")
