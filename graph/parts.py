"""The parts in which a graph can be downloaded, one row each, and the names of their files."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.formats import GRAPH_FORMATS, Format

__all__ = ["WHOLE", "Part", "parts"]


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the named graphs: those below one of ``paths``, which follow ``…/graph/``."""

    name: str
    title: str
    paths: tuple[str, ...]

    def holds(self, path: str) -> bool:
        """Tell whether a named graph belongs to the part.

        >>> Part("x", "", ("document/one",)).holds("document/one-two")
        False
        """
        return any(not own or path == own or path.startswith(f"{own}/") for own in self.paths)

    @property
    def formats(self) -> tuple[Format, ...]:
        """The formats that can hold it: a claim without its graph would pass for a fact."""
        only_claims = self.paths == ("claim",)
        return tuple(each for each in GRAPH_FORMATS if each.dataset or not only_claims)

    def file(self, chosen: Format) -> str:
        """Return the name of its file in a format.

        >>> Part("links", "", ()).file(GRAPH_FORMATS[0])
        'detente-links.ttl'
        """
        return f"detente{f'-{self.name}' if self.name else ''}.{chosen.extension}"


WHOLE = Part("", "Everything", ("",))

_KINDS = (
    Part("asserted", "What documents and reference data state", ("document", "reference")),
    Part("inferred", "What follows from it", ("inferred",)),
    Part("proofs", "How it follows", ("proofs",)),
    Part("claims", "What somebody says, asks or proposes", ("claim",)),
    Part("evidence", "Where each triple was read", ("evidence",)),
    Part("links", "Links to the data sets of others", ("links",)),
    Part("candidates", "What two documents may mean as one", ("candidates",)),
    Part("ontology", "Classes, properties and axioms", ("ontology",)),
)


def parts(documents: Iterable[tuple[str, str]]) -> tuple[Part, ...]:
    """Return all parts, the whole first, for documents given by slug and title."""
    single = (
        Part(f"document-{slug}", title, tuple(f"{kind}/{slug}" for kind in _OF_DOCUMENT))
        for slug, title in documents
    )
    return (WHOLE, *_KINDS, *single)


_OF_DOCUMENT = ("document", "evidence", "claim")
