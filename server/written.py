"""What pages show of a dataset that is written to: they ask the engine, as everybody does."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from uuid import uuid4

import msgspec
from rdflib import Literal, URIRef

from graph.formats import graph_format, result_format
from graph.reasoning.proofs import Proof, ProofStep, Tokens
from graph.release import Release, current, empty_release
from graph.store import Answer, Selection, Store
from server.engine.asker import Asker
from server.engine.frames import Question
from server.served import target

__all__ = ["Empty", "EngineStore", "Written"]

_FORMATS = {"solutions": "tsv", "boolean": "json", "graph": "ntriples"}
_GRAPHS = "SELECT DISTINCT ?graph { GRAPH ?graph { } }"


class EngineStore(Store):
    """The graphs of an engine, as those of a release can be asked."""

    def __init__(self, engine: Asker) -> None:
        self._engine = engine

    def __len__(self) -> int:
        """Return the number of quads, those of the default graph included."""
        text = "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
        [row] = self.query(text, base="x:").rows()
        return int(str(row["n"]))

    def query(
        self,
        text: str,
        *,
        base: str,  # noqa: ARG002 - the engine has its own
        selection: Selection | None = None,
        bound: Mapping[str, URIRef | Literal] | None = None,
    ) -> Answer:
        """Answer a query; raises like ``Engine.ask``."""
        settings = self._engine.settings
        question = Question(
            text + _values(bound or {}),
            "",
            _FORMATS,
            default=selection.default if selection else (),
            named=selection.named if selection else (),
            selected=selection is not None,
            is_own=True,
            seconds=settings.seconds,
            memory=settings.memory,
        )
        reply = self._engine.ask(question, uuid4().hex)
        find = graph_format if reply.kind == "graph" else result_format
        return Answer.of(reply.kind, b"".join(reply), find(reply.format))

    def graphs(self) -> Iterator[URIRef]:
        """Yield the names of the named graphs."""
        for row in self.query(_GRAPHS, base="x:").rows():
            if isinstance(row["graph"], URIRef):
                yield row["graph"]


def _values(bound: Mapping[str, URIRef | Literal]) -> str:
    """Return the end of a query in which selected variables have some values."""
    names = " ".join(f"?{name}" for name in bound)
    terms = " ".join(term.n3() for term in bound.values())
    return f"\nVALUES ({names}) {{ ({terms}) }}" if bound else ""


class _Shown(Release):
    """A release with what has been written since."""

    def __init__(self, path: Path, engine: Asker) -> None:
        super().__init__(path)
        self.__dict__["store"] = EngineStore(engine)
        self._engine = engine

    def proof(self, triple: Tokens) -> Proof | None:
        """Return why a triple follows from what is written by now; raises like ``Engine.ask``."""
        if not self._engine.is_written:
            return None
        settings = self._engine.settings
        question = Question(
            "",
            "",
            {},
            explained=triple,
            is_own=True,
            seconds=settings.seconds,
            memory=settings.memory,
        )
        told = b"".join(self._engine.ask(question, uuid4().hex))
        steps = msgspec.json.decode(told, type=tuple[ProofStep, ...])
        return Proof(steps) if steps else None


class Written:
    """The current release of a data directory and what is written over it."""

    def __init__(self, data: Path, engine: Asker) -> None:
        self._data, self._engine = data, engine
        self._release, self._target = _Shown(current(data).path, engine), target(data)

    def now(self) -> Release:
        """Return the release; the engine starts anew where a build has put another in its place."""
        there = target(self._data)
        if there != self._target:
            self._engine.close()
            self._release, self._target = _Shown(current(self._data).path, self._engine), there
        return self._release


class Empty:
    """A dataset that began empty."""

    def __init__(self, data: Path, base: str, engine: Asker) -> None:
        self._release = _Shown(empty_release(data, base), engine)

    def now(self) -> Release:
        """Return what pages take for the release."""
        return self._release
