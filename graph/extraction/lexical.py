"""From tokens to items: dates, names of the reference data, and what the lexicon says of words."""

import re
from collections.abc import Mapping
from functools import lru_cache

from lemminflect import getLemma

from graph.extraction.dates import date_at
from graph.extraction.gazetteer import as_meant, name_at
from graph.extraction.items import Item, Mention, text_of
from graph.extraction.types import supertypes
from graph.extraction.years import leaning_at
from graph.facts import Antecedent, Span
from graph.reading import Token
from graph.reference import given_names, titles
from graph.rules import rules

__all__ = ["lexical_items"]

_LONGEST = 5
_BARE = 2
"""Tags of a word of which the lexicon says nothing: ``Lower`` and the word itself."""
_YEAR = re.compile(r"\d{4}")
_BEFORE_YEAR = {"in", "since", "of", "by", "from", "until", "till", "during", "around", "circa"}
_BEFORE_YEAR |= {"before", "after", "and", "to", "("}
_NOTHING: Mapping[str, str] = {}
_KINDS = {"military-rank": "Rank", "honorific": "Honorific"}


def lexical_items(
    text: str,
    words: tuple[Token, ...],
    meant: Mapping[str, str] = _NOTHING,
    before: Mention | None = None,
) -> list[Item]:
    """Return the items of a sentence; together they hold all its tokens.

    ``meant`` tells the key of what an ambiguous name stands for in the text, empty for none, and
    ``before`` is the last date before the sentence, on which "the next day" leans.
    """
    found: list[Item] = []
    at = 0
    while at < len(words):
        item = max(
            (
                _date(text, words, at, before),
                _name(words, at, meant),
                _expression(words, at),
                _word(words, at),
            ),
            key=lambda item: len(item.tokens) if item else 0,
        )
        assert item is not None
        found.append(item)
        at += len(item.tokens)
        before = item.mention if item.is_mention("Date") else before
    return found


def _date(text: str, words: tuple[Token, ...], at: int, before: Mention | None) -> Item | None:
    start = words[at].span.start
    written = date_at(text, start)
    if written and _YEAR.fullmatch(written.edtf) and not _is_year(words, at):
        return None
    leaning = leaning_at(text, start, before.edtf) if before and not written else None
    found = written or leaning
    inside = tuple(t for t in words[at:] if found and t.span.end <= start + found.length)
    if not found or not inside:
        return None
    span = Span(inside[0].span.start, inside[-1].span.end)
    why = _leaning(span, before) if before and leaning else ()
    label = text_of(inside)
    mention = Mention("Date", label, span, found.edtf, "date", edtf=found.edtf, antecedents=why)
    # what a phrase is named by is written in full: "the 1972 summit" is one on 26 May, too
    return Item(inside, frozenset() if leaning else frozenset({"Date"}), mention)


def _leaning(span: Span, before: Mention) -> tuple[Antecedent, ...]:
    """Return the decisions on which a date without a year rests."""
    return (Antecedent(span, before.span, "the date before"), *before.antecedents)


def _is_year(words: tuple[Token, ...], at: int) -> bool:
    """Tell a year from a count: "in 1991", "1997 Paris summit", but not "2000 soldiers"."""
    following = words[at + 1] if at + 1 < len(words) else None
    if at and words[at - 1].norm in _BEFORE_YEAR:
        return True
    return following is None or following.is_capital or not following.is_word


def _name(words: tuple[Token, ...], at: int, meant: Mapping[str, str]) -> Item | None:
    found = as_meant(name_at(words, at), words[at], meant)
    if found is None:
        return None
    inside = words[at : at + found.length]
    entity = found.entity
    span = Span(inside[0].span.start, inside[-1].span.end)
    mention = Mention(
        entity.type, entity.label, span, entity.key, "reference-data", adjective=found.adjective
    )
    tags = {"Adj"} if found.adjective else set(supertypes(entity.type))
    return Item(inside, frozenset(tags | {"Name"} | _words_tags(inside)), mention)


def _words_tags(inside: tuple[Token, ...]) -> set[str]:
    """Return the tags that a word has as such, so that "General" stays a rank in a name."""
    return _lookup(inside[0].norm) if len(inside) == 1 and inside[0].norm in titles() else set()


def _expression(words: tuple[Token, ...], at: int) -> Item | None:
    if _first_part(words[at].norm) not in _openers():
        return None
    for length in range(min(_LONGEST, len(words) - at), 1, -1):
        inside = words[at : at + length]
        norm = " ".join(token.norm for token in inside).replace(" - ", "-")
        tags = _lookup(norm)
        if tags:
            return _tagged(inside, tags | {f"={norm}"} | _shape(inside[0], at))
    return None


@lru_cache
def _openers() -> frozenset[str]:
    """Return the words with which an expression of several begins."""
    return frozenset(_first_part(norm) for norm in _dictionary() if " " in norm or "-" in norm)


def _first_part(norm: str) -> str:
    return norm.split(" ")[0].split("-")[0]


def _word(words: tuple[Token, ...], at: int) -> Item:
    token = words[at]
    past = {"PastVerb"} if not token.is_capital and _is_past(token.norm) else set()
    title = {"Title"} if token.text in rules().lexicon.short else set()
    tags = _lookup(token.norm) | {f"={token.norm}"} | _shape(token, at) | past | title
    return _tagged((token,), tags)


@lru_cache(maxsize=100_000)
def _is_past(norm: str) -> bool:
    """Tell whether a word may be the past tense or participle of a verb."""
    lemmas = getLemma(norm, upos="VERB", lemmatize_oov=False)
    return bool(lemmas) and norm != lemmas[0] and not norm.endswith(("ing", "s"))


def _tagged(inside: tuple[Token, ...], tags: set[str]) -> Item:
    """Return an item with the tags that follow from its others.

    ``Body^`` marks a noun for bodies with a capital, ``Proper`` any other word with one, ``Plain``
    one without a capital of which the lexicon says nothing.
    """
    if "Cap" not in tags:
        bare = len(tags - {"First", "PastVerb"}) == _BARE
        plain = {"Plain"} if "Lower" in tags and bare else set()
        return Item(inside, frozenset(tags | plain))
    naming = {tag for tag in tags if tag.endswith("~")}
    capital = {f"{tag[:-1]}^" for tag in naming} if naming else {"Proper"}
    return Item(inside, frozenset(tags | capital))


def _shape(token: Token, at: int) -> set[str]:
    if token.text[0].isdigit():
        return {"Number"}
    if not token.is_word:
        return {"Possessive"} if token.norm in ("'s", "'") else set()
    if not token.is_capital:
        return {"Lower"}
    if at == 0 and _is_common(token.norm):
        return {"Lower", "First"}
    given = {"Given"} if token.text in given_names() else set()
    acronym = {"Acronym"} if token.text.isupper() and len(token.text) > 1 else set()
    return {"Cap"} | given | acronym


@lru_cache(maxsize=100_000)
def _is_common(norm: str) -> bool:
    """Tell whether a word at the start of a sentence is an ordinary one, not a name."""
    known = ("NOUN", "VERB", "ADJ", "ADV")
    ordinary = any(getLemma(norm, upos=tag, lemmatize_oov=False) for tag in known)
    return ordinary or bool(_lookup(norm))


@lru_cache(maxsize=100_000)
def _lookup(norm: str) -> set[str]:
    """Return what the lexicon and the table of titles say of an expression, plural or not."""
    first, _, last = norm.rpartition(" ")
    singular = next(iter(getLemma(last, upos="NOUN", lemmatize_oov=False)), last)
    forms = {norm, f"{first} {singular}".strip()}
    tags = {tag for form in forms for tag in _dictionary().get(form, ())}
    if norm not in titles():
        tags -= {"Title", "Rank", "Honorific"}  # "presidents" are not somebody's title
    plural = {"Plural"} if singular != last and tags else set()
    return tags | plural


@lru_cache
def _dictionary() -> dict[str, set[str]]:
    lexicon = rules().lexicon
    words: dict[str, set[str]] = {}
    for category, expressions in lexicon.categories.items():
        for expression in expressions:
            words.setdefault(expression, set()).add(category)
    for kind, nouns in lexicon.heads.items():
        for noun in nouns:
            words.setdefault(noun, set()).add(f"{kind}~")
    for adjective in lexicon.hypothetical:
        words.setdefault(adjective, set()).add("Hypothetical")
    for title, kind in titles().items():
        words.setdefault(title, set()).add(_KINDS.get(kind, "Title"))
    return words
