"""Phrases: sequences of items that mean one thing, found by the patterns of ``rules/phrases``.

A pattern is an ordinary regular expression over items. Each item is written as the set of those of
its tags that some pattern asks for, one character a tag, so that ``{State|Person}`` becomes a
character class and the engine of the standard library does the search.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from graph.extraction.items import Item, Mention, text_of, without_article
from graph.extraction.types import is_a, supertypes
from graph.facts import Span
from graph.reading import Token
from graph.rules import Phrase, rules

__all__ = ["chunk"]

_OPEN, _CLOSE = "\u2039", "\u203a"
_TAG = re.compile(r"\{([^{}]+)\}")
_WORDS = {"name", "head", "kind", "title", "rank", "count", "past", "modality"}
_WORDS |= {"description", "quality", "class", "abbreviation", "number"}
"""Groups whose words count, even where they could be read as the name of something else."""
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class _Compiled:
    phrase: Phrase
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Grammar:
    characters: dict[str, str]
    phrases: tuple[_Compiled, ...]
    written: dict[frozenset[str], str]

    def write(self, item: Item) -> str:
        """Return the characters of an item's tags between brackets."""
        found = self.written.get(item.tags)
        if found is None:
            known = sorted(self.characters[tag] for tag in item.tags if tag in self.characters)
            found = self.written[item.tags] = f"{_OPEN}{''.join(known)}{_CLOSE}"
        return found


def chunk(items: list[Item]) -> list[Item]:
    """Return the items of a sentence with every phrase made one item, by each pattern in turn."""
    grammar = _grammar()
    for compiled in grammar.phrases:
        items = _apply(grammar, compiled, items)
    return items


@lru_cache
def _grammar() -> _Grammar:
    phrases = rules().phrases
    tags = sorted(
        {tag for p in phrases for found in _TAG.findall(p.pattern) for tag in _names(found)}
    )
    characters = {tag: chr(0x4E00 + n) for n, tag in enumerate(tags)}

    def written(match: re.Match[str]) -> str:
        allowed = "".join(characters[tag] for tag in _names(match[1]))
        if match[1].startswith("!"):
            return f"(?:{_OPEN}[^{allowed}{_CLOSE}]*{_CLOSE})"
        before = f"[^{allowed}{_CLOSE}]*"  # one way to read an item, or each doubles the time
        return f"(?:{_OPEN}{before}[{allowed}][^{_CLOSE}]*{_CLOSE})"

    return _Grammar(
        characters,
        tuple(_Compiled(p, re.compile(_TAG.sub(written, p.pattern), re.VERBOSE)) for p in phrases),
        {},
    )


def _names(inside: str) -> list[str]:
    return inside.removeprefix("!").split("|")


def _apply(grammar: _Grammar, compiled: _Compiled, items: list[Item]) -> list[Item]:
    written = [grammar.write(item) for item in items]
    starts = _offsets(written)
    place = {start: n for n, start in enumerate(starts)}
    result: list[Item] = []
    done = 0
    for match in compiled.pattern.finditer("".join(written)):
        first, last = place[match.start()], place[match.end()]
        item = _build(compiled.phrase, items, match, place) if last > first else None
        if item is not None:
            result += [*items[done:first], item]
            done = last
    return result + items[done:]


def _offsets(written: list[str]) -> list[int]:
    offsets = [0]
    for word in written:
        offsets.append(offsets[-1] + len(word))
    return offsets


def _build(
    phrase: Phrase, items: list[Item], match: re.Match[str], place: dict[int, int]
) -> Item | None:
    groups: dict[str, list[Item]] = {}
    for name in match.re.groupindex:
        if match[name]:  # a name may be written with underscores to stand in a pattern twice
            inner = items[place[match.start(name)] : place[match.end(name)]]
            groups.setdefault(name.rstrip("_"), []).extend(inner)
    whole = items[place[match.start()] : place[match.end()]]
    inside = tuple(token for item in whole for token in item.tokens)
    mention = _mention(phrase, groups, inside, whole)
    if mention is None:
        return None
    plural = any(item.has("Plural") for item in groups.get("head", ()))
    mention = replace(mention, plural=plural)
    return Item(inside, supertypes(mention.type) | {f"#{phrase.id}"}, mention)


def _mention(
    phrase: Phrase, groups: dict[str, list[Item]], inside: tuple[Token, ...], whole: list[Item]
) -> Mention | None:
    span = Span(inside[0].span.start, inside[-1].span.end)
    if "self" in groups and not phrase.type:
        return _extended(phrase, groups, span) if _of_class(groups) else None
    kind = phrase.type or _head_type(groups["head"])
    label = _label(phrase, groups, whole)
    return Mention(
        kind,
        label,
        span,
        key=label if phrase.named else "",
        rule=phrase.id,
        parts=tuple(_parts(groups)),
        texts=tuple(_texts(groups)),
        anaphor=phrase.anaphor,
        modality=_modality(groups),
    )


def _extended(phrase: Phrase, groups: dict[str, list[Item]], span: Span) -> Mention:
    """Return the mention in group ``self``, with what the words around it add."""
    own = _self(groups)
    others = {name: items for name, items in groups.items() if name != "self"}
    return replace(
        own,
        adjective=False,
        span=span,
        rule=own.rule if own.rule != "reference-data" else phrase.id,
        parts=(*own.parts, *_parts(others)),
        texts=(*own.texts, *_texts(others)),
    )


def _self(groups: dict[str, list[Item]]) -> Mention:
    return next(item.mention for item in groups["self"] if item.mention)


def _of_class(groups: dict[str, list[Item]]) -> bool:
    """Tell "the X alliance", which is X, from "the X officials": the noun must fit what X is."""
    return "class" not in groups or is_a(_head_type(groups["class"]), [_self(groups).type])


def _head_type(head: list[Item]) -> str:
    if head[-1].mention:
        return head[-1].mention.type
    kinds = sorted(tag[:-1] for tag in head[-1].tags if tag.endswith("~"))
    return max(kinds, key=lambda kind: len(supertypes(kind)))


def _modality(groups: dict[str, list[Item]]) -> str:
    words = [item.norm for item in groups.get("modality", ())]
    return rules().lexicon.hypothetical[words[0]] if words else ""


def _parts(groups: dict[str, list[Item]]) -> Iterator[tuple[str, Mention]]:
    for name, items in groups.items():
        for item in items if name not in _WORDS else ():
            if item.mention:
                spread = name == "member" or item.has("#pair", "#actors")
                for part in item.mention.members if spread else (item.mention,):
                    yield name, replace(part, adjective=False)


def _texts(groups: dict[str, list[Item]]) -> Iterator[tuple[str, str]]:
    for name, items in groups.items():
        if name == "class":
            yield name, _head_type(items)
        elif name in _WORDS or not any(item.mention for item in items):
            yield name, text_of(tuple(token for item in items for token in item.tokens))


def _label(phrase: Phrase, groups: dict[str, list[Item]], whole: list[Item]) -> str:
    if not phrase.label:
        bare = list(whole)
        while len(bare) > 1 and bare[0].has("Det", "Hypothetical") and not bare[0].mention:
            del bare[0]
        return without_article(text_of(tuple(token for item in bare for token in item.tokens)))
    words = {name: _words(name, items) for name, items in groups.items()}

    def optional(match: re.Match[str]) -> str:
        wanted = _TAG.findall(match[1])
        return match[1].format(**words) if all(name in words for name in wanted) else ""

    return _OPTIONAL.sub(optional, phrase.label).format(**words)


def _words(name: str, items: list[Item]) -> str:
    """Return the labels of the mentions in a group, or its words with capitals as in a title."""
    labels = {m.label for item in items if item.mention for m in item.mention.members}
    if labels and name not in _WORDS:
        return "–".join(sorted(labels))
    words = text_of(tuple(token for item in items for token in item.tokens))
    if name in {"name", "rank"}:
        return words
    words = rules().lexicon.short.get(words, words)
    return " ".join(
        w if w in ("of", "for", "and") else w[:1].upper() + w[1:] for w in words.split()
    )
