"""Tables of mappings as SSSOM has them: metadata in YAML behind ``#``, then a row per mapping.

https://mapping-commons.github.io/sssom/spec-formats-tsv/

What the tables keep of ours is written relative to the base, which is a setting: the prefix
``thing`` stands for ``id/``. A published table has it in full.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path

import yaml
from rdflib import URIRef

from graph.errors import LinkError

__all__ = ["PREDICATES", "Link", "LinkSet", "read_set", "write_set"]

# These need not be declared, https://mapping-commons.github.io/sssom/spec-model/#allowed-iris
_VOCABULARIES = {
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "semapv": "https://w3id.org/semapv/vocab/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
PREDICATES = frozenset(
    {
        "owl:sameAs",
        "rdfs:subClassOf",
        "rdfs:subPropertyOf",
        "skos:broadMatch",
        "skos:closeMatch",
        "skos:exactMatch",
        "skos:relatedMatch",
    }
)
"""What may stand between a thing of ours and one of theirs."""

_JUSTIFICATIONS = frozenset(
    {"semapv:ManualMappingCuration", "semapv:LexicalMatching", "semapv:CompositeMatching"}
)


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """One row: what is mapped to what, why, and how it came about; IRIs are CURIEs."""

    subject_id: str
    subject_label: str
    predicate_id: str
    predicate_modifier: str
    """``Not`` where somebody has looked and the two are not the same."""
    object_id: str
    object_label: str = ""
    mapping_justification: str = "semapv:ManualMappingCuration"
    mapping_date: str = ""
    reviewer_label: str = ""
    confidence: str = ""
    comment: str = ""
    """The evidence, in words."""
    subject_source: str = ""
    """The one document whose name this is; empty for a name that is the same everywhere."""

    @property
    def holds(self) -> bool:
        """Tell whether the mapping is affirmed, and not noted as wrong."""
        return not self.predicate_modifier


_COLUMNS = tuple(each.name for each in fields(Link) if each.name != "subject_source")
_WIDE = (*_COLUMNS, "subject_source")
"""The columns of a table in which a row is about a name of one document alone."""


@dataclass(frozen=True, slots=True)
class LinkSet:
    """A table of links to one data set, with its licence and prefixes."""

    name: str
    title: str
    description: str
    licence: str
    target: str
    """The IRI below which the other data set has its names."""
    prefixes: Mapping[str, str]
    links: tuple[Link, ...] = field(repr=False, default=())

    def iri(self, curie: str, base: str) -> URIRef:
        """Return the IRI of a CURIE; raises LinkError where its prefix is not in the table.

        >>> LinkSet("x", "", "", "", "", {"thing": "id/"}).iri("thing:nato", "https://example.org/")
        rdflib.term.URIRef('https://example.org/id/nato')
        """
        prefix, _, rest = curie.partition(":")
        start = self.prefixes.get(prefix) or _VOCABULARIES.get(prefix)
        if start is None:
            known = ", ".join(sorted(self.prefixes))
            raise LinkError(f"{self.name}: {curie!r} has no prefix of {known}: add it on top")
        return URIRef(f"{start if ':' in start else base + start}{rest}")

    def at(self, base: str) -> "LinkSet":
        """Return the table with the base written out, as it is published."""
        full = {p: n if ":" in n else base + n for p, n in self.prefixes.items()}
        target = self.target if ":" in self.target else base + self.target
        return replace(self, prefixes=full, target=target)

    def having(self, links: Iterable[Link]) -> "LinkSet":
        """Return a table with the same head and other rows, sorted."""
        return replace(self, links=tuple(sorted(links)))

    def joined(self, other: "LinkSet") -> "LinkSet":
        """Return a table with the rows and prefixes of both; the head stays."""
        both = replace(self, prefixes={**other.prefixes, **self.prefixes})
        return both.having({*self.links, *other.links})


def read_set(path: Path) -> LinkSet:
    """Read a table; raises LinkError that names the file, the line and the remedy."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LinkError(f"cannot read {path}: {error}") from error
    head = [line.removeprefix("#").removeprefix(" ") for line in lines if line.startswith("#")]
    empty = _headed(path, "\n".join(head))
    rows = "\n".join(lines[len(head) :])
    return empty.having(_links(path, len(head) + 1, rows, empty.prefixes))


def _headed(path: Path, head: str) -> LinkSet:
    try:
        said = yaml.safe_load(head)
        return LinkSet(
            path.name.removesuffix(".sssom.tsv"),
            said["mapping_set_title"],
            said["mapping_set_description"],
            said["license"],
            said["object_source"],
            said["curie_map"],
        )
    except (yaml.YAMLError, KeyError, TypeError) as error:
        raise LinkError(f"{path.name}: the head lacks or misspells {error}: add it") from error


def _links(path: Path, before: int, rows: str, prefixes: Mapping[str, str]) -> Iterator[Link]:
    reader = csv.DictReader(io.StringIO(rows), delimiter="\t", quoting=csv.QUOTE_NONE)
    columns = tuple(reader.fieldnames or ())
    if columns not in (_COLUMNS, _WIDE):
        raise LinkError(f"{path.name}, line {before}: the columns must be {', '.join(_COLUMNS)}")
    for number, row in enumerate(reader, before + 1):
        if None in row or None in row.values():
            raise LinkError(f"{path.name}, line {number}: not {len(columns)} columns")
        link = Link(**row)
        wrong = _fault(link, prefixes)
        if wrong:
            raise LinkError(f"{path.name}, line {number}: {wrong}")
        yield link


def _fault(link: Link, prefixes: Mapping[str, str]) -> str:
    """Return what is wrong with a row, in words; empty where nothing is."""
    for curie in filter(None, (link.subject_id, link.object_id, link.subject_source)):
        if curie.partition(":")[0] not in prefixes:
            return f"the prefix of {curie!r} is not in curie_map: add it on top"
    choices = (
        (link.predicate_id, PREDICATES),
        (link.mapping_justification, _JUSTIFICATIONS),
        (link.predicate_modifier, frozenset({"", "Not"})),
    )
    for value, known in choices:
        if value not in known:
            return f"{value!r} is unknown: write one of {', '.join(sorted(known)).lstrip(', ')}"
    return ""


def write_set(table: LinkSet, path: Path, kind: str = "links") -> None:
    """Write a table in the one way that tables are written, whole or not at all."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(_text(table, kind), "utf-8")
    fresh.replace(path)


def _text(table: LinkSet, kind: str) -> str:
    head = {
        "curie_map": dict(sorted({**_used(table), **table.prefixes}.items())),
        "license": table.licence,
        "mapping_set_description": table.description,
        "mapping_set_id": f"{_base(table)}reference/{kind}-{table.name}",
        "mapping_set_title": table.title,
        "object_source": table.target,
    }
    words = yaml.safe_dump(head, allow_unicode=True, sort_keys=False, width=10_000)
    out = io.StringIO()
    out.writelines(f"# {line}\n" for line in words.splitlines())
    writer = csv.writer(
        out, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n"
    )
    columns = _WIDE if any(link.subject_source for link in table.links) else _COLUMNS
    writer.writerow(columns)
    for row in map(asdict, sorted(table.links)):
        writer.writerow([" ".join(row[name].split()) for name in columns])
    return out.getvalue()


def _used(table: LinkSet) -> dict[str, str]:
    """Return the prefixes of the vocabularies that the rows speak in."""
    said = {c for k in table.links for c in (k.predicate_id, k.mapping_justification)}
    prefixes = {curie.partition(":")[0] for curie in said}
    return {prefix: iri for prefix, iri in _VOCABULARIES.items() if prefix in prefixes}


def _base(table: LinkSet) -> str:
    """Return the base where it is written out in the prefixes, as it is in a published table."""
    return table.prefixes.get("thing", "id/").removesuffix("id/")
