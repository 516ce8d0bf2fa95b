"""Every error that Detente raises on purpose.

::

    DetenteError
    ├── DocumentError      a document cannot be read
    ├── ReferenceDataError a table of reference data is malformed
    ├── LinkError          a table of links is malformed, or a link cannot be had
    ├── RuleError          an extraction rule is malformed or refused
    ├── GoldError          a table of gold statements is malformed
    ├── OntologyError      the ontology is outside its profile
    ├── ReviewError        a file of marks is malformed or cannot be written
    ├── EvidenceError      a span does not say what its triple claims it says
    ├── ReleaseError       there is no built graph, or it is damaged
    ├── QueryError         a query is not well-formed SPARQL or cannot be answered
    └── FormatError        a format is unknown or cannot hold what is asked of it

A message names the thing, the place and the remedy.
"""

__all__ = [
    "DetenteError",
    "DocumentError",
    "EvidenceError",
    "FormatError",
    "GoldError",
    "LinkError",
    "OntologyError",
    "QueryError",
    "ReferenceDataError",
    "ReleaseError",
    "ReviewError",
    "RuleError",
]


class DetenteError(Exception):
    """Base of all errors that a user can do something about."""


class DocumentError(DetenteError):
    """A document cannot be read."""


class ReferenceDataError(DetenteError):
    """A table of reference data is malformed."""


class LinkError(DetenteError):
    """A table of links is malformed, or a link cannot be had."""


class RuleError(DetenteError):
    """An extraction rule is malformed or refused."""


class GoldError(DetenteError):
    """A table of gold statements is malformed."""


class OntologyError(DetenteError):
    """The ontology is outside its profile."""


class ReviewError(DetenteError):
    """A file of marks is malformed or cannot be written."""


class EvidenceError(DetenteError):
    """A span does not say what its triple claims it says."""


class ReleaseError(DetenteError):
    """There is no built graph, or it is damaged."""


class QueryError(DetenteError):
    """A query is not well-formed SPARQL or cannot be answered."""

    line = column = 0
    """Where in the query, from 1; 0 where that is not known."""


class FormatError(DetenteError):
    """A format is unknown or cannot hold what is asked of it."""
