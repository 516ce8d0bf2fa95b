"""Reads the rules and refuses what is malformed or unproven.

A rule needs an example from an article that is not the project's own, so that nothing is written
for one sentence, and a counterexample, so that somebody has thought of where it must be silent.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import msgspec

from graph.errors import RuleError
from graph.names import slug
from graph.rules.schema import FrameRule, Lexicon, Phrase
from ontology.terms import DEFAULT_BASE, terms_at

__all__ = ["Rule", "Rules", "load", "rule_of", "rules"]

_FOLDER = Path(__file__).parent
_OWN = {path.stem for path in (_FOLDER.parent / "documents").glob("*.txt")}
_Shape = TypeVar("_Shape", FrameRule, Phrase)
_File = TypeVar("_File")
Rule = FrameRule | Phrase


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules, phrases in the order in which they are applied."""

    lexicon: Lexicon
    phrases: tuple[Phrase, ...]
    frames: tuple[FrameRule, ...]

    @property
    def all(self) -> tuple[Rule, ...]:
        """Phrases and frames together."""
        return (*self.phrases, *self.frames)


@lru_cache
def rules() -> Rules:
    """Return the rules that come with Detente."""
    return load(_FOLDER)


@lru_cache
def rule_of(identifier: str) -> FrameRule | None:
    """Return the rule for events of an identifier; None where that is a phrase's."""
    return next((rule for rule in rules().frames if rule.id == identifier), None)


def load(folder: Path) -> Rules:
    """Read the rules of a folder; raises RuleError that names file, rule and field."""
    phrases = tuple(_entries(folder / "phrases", Phrase))
    frames = tuple(_entries(folder / "frames", FrameRule))
    telling: list[Rule] = [p for p in phrases if p.roles or p.emits or p.claims]
    for rule in [*telling, *frames]:
        _refuse_unproven(rule)
        _refuse_unknown_terms(rule)
    _refuse_twins([phrase.id for phrase in phrases] + [frame.id for frame in frames])
    return Rules(_decode(folder / "lexicon.yaml", Lexicon), phrases, frames)


def _entries(folder: Path, shape: type[_Shape]) -> Iterator[_Shape]:
    for path in sorted(folder.glob("*.yaml")):
        yield from _decode(path, list[shape])  # type: ignore[valid-type]


def _decode(path: Path, shape: type[_File]) -> _File:
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=shape)
    except msgspec.ValidationError as error:
        raise RuleError(f"{path.name}{_rule_at(path, str(error))}: {error}") from error
    except (msgspec.DecodeError, OSError) as error:
        raise RuleError(f"{path.name} cannot be read: {error}") from error


def _rule_at(path: Path, message: str) -> str:
    """Return the identifier of the entry that a message such as ``at `$[3].roles` `` means."""
    _, _, place = message.partition("`$[")
    number, closed, _ = place.partition("]")
    entries = msgspec.yaml.decode(path.read_bytes())
    if not closed or not number.isdigit() or not isinstance(entries, list):
        return ""
    entry = entries[int(number)]
    return f", rule {entry.get('id', number)!r}" if isinstance(entry, dict) else ""


def _refuse_unproven(rule: Rule) -> None:
    articles = {slug(case.document or case.after) for case in rule.examples} - {"unnamed"}
    elsewhere = articles - _OWN
    if not elsewhere:
        raise RuleError(f"rule {rule.id!r}, examples: none is from another article; add one")
    if not rule.counterexamples:
        raise RuleError(f"rule {rule.id!r}, counterexamples: none; add a text where it is silent")


def _refuse_unknown_terms(rule: Rule) -> None:
    """Hold every class and property that a rule names to the ontology."""
    known = terms_at(DEFAULT_BASE)
    for field, name in _terms(rule):
        try:
            known[name]
        except KeyError as error:
            message = f"rule {rule.id!r}, {field}: the ontology has no term {name!r}"
            raise RuleError(message) from error


def _terms(rule: Rule) -> Iterator[tuple[str, str]]:
    if isinstance(rule, Phrase):
        yield from (("type", name) for name in (rule.type,) if name)
        yield from (("roles", name) for prop in rule.roles.values() for name in _names(prop))
        yield from (("emits", emission.frame) for emission in rule.emits)
        for link in rule.claims:
            yield from (("claims", name) for name in (link.property, link.kind, link.about))
            yield from (("claims.states", name) for name in link.states)
        return
    yield from (("frame", name) for name in (rule.frame, rule.claim) if name)
    yield from (("claimed", name) for name in rule.claimed.values())
    if rule.position:
        named = (rule.position.kind, rule.position.states, rule.position.value)
        yield from (("position", name) for name in (*named, *rule.position.about.values()) if name)
    for own, role in rule.roles.items():
        yield from (("roles.type", name) for name in role.type)
        borne = own == rule.bearer or (own == rule.subject and not rule.frame)
        written = role.property or (own if role.type and not borne else "")
        yield from (("roles.property", name) for name in _names(written))
        yield from (("roles.words", name) for name in (role.words,) if name)


def _names(prop: str | dict[str, str]) -> tuple[str, ...]:
    """Return the terms in a property, or in a table of classes and properties."""
    if isinstance(prop, str):
        return (prop,) if prop else ()
    return (*prop, *prop.values())


def _refuse_twins(identifiers: list[str]) -> None:
    twins = sorted({name for name in identifiers if identifiers.count(name) > 1})
    if twins:
        raise RuleError(f"rules of the same id: {', '.join(twins)}; rename one")
