"""Which graphs are reasoned over, merged and protected."""

from dataclasses import dataclass

from graph.errors import DetenteError
from graph.names import Names

__all__ = ["ProtectedError", "Rules"]


class ProtectedError(DetenteError):
    """A graph that follows from others, or says where they are from, is not to be written."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules for a release, or for a dataset that began empty."""

    names: Names
    is_release: bool
    is_reasoned_over: bool

    @property
    def inferred(self) -> str:
        """The name of the graph of what follows."""
        return str(self.names.graph("inferred"))

    @property
    def view(self) -> tuple[str, ...]:
        """The graphs that a query sees as its default graph; none where that is as it is."""
        return ("", self.inferred) if self.is_reasoned_over and not self.is_release else ()

    def is_protected(self, graph: str) -> bool:
        """Tell whether nobody may write to a graph."""
        if not self.is_release:
            return False
        return graph in ("", str(self.names.graph("ontology"))) or graph.startswith(
            (*self._made, f"{self.names.graph('evidence')}/")
        )

    def is_premise(self, graph: str) -> bool:
        """Tell whether something is to follow from a graph."""
        if not self.is_release:
            return graph == ""
        return self.is_merged(graph) and not graph.startswith(self._aside)

    def is_merged(self, graph: str) -> bool:
        """Tell whether a graph is part of the default graph."""
        return self.is_release and graph != "" and self.names.is_merged(graph)

    @property
    def _made(self) -> tuple[str, ...]:
        """The graphs that are made of what follows."""
        return (self.inferred, str(self.names.graph("proofs")))

    @property
    def _aside(self) -> tuple[str, ...]:
        """How the names of graphs begin from which nothing is concluded."""
        return (*self._made, *(f"{self.names.graph(each)}/" for each in ("evidence", "links")))

    def refuse(self, graph: str) -> ProtectedError:
        """Return the error for a graph that is protected."""
        if graph == "":
            return ProtectedError(
                "the default graph is the merge of the named ones: write to one of these, "
                f"for instance <{self.names.graph('written')}>"
            )
        return ProtectedError(
            f"<{graph}> is not to be written: it follows from other graphs or says where they "
            "are from; write to another one"
        )
