"""Wikitext without what has no end: brackets that nothing closes, and tags that are no markup here.

The parser tries each way to read an opening that nothing closes, which takes it hours on a few
pages. The text that comes out has the same length, so that offsets stay; what is taken away in it
would be plain words on the page, or is read by the line.
"""

import re
from collections import defaultdict

__all__ = ["defused"]

_BRACKETS = re.compile(r"\{\{|\}\}|\[\[|\]\]|^[ \t:]*\{\||^[ \t]*\|\}(?!\})", re.MULTILINE)
_PARTNER = {"}}": "{{", "]]": "[[", "|}": "{|"}
_DEPTH = 24
"""How deep brackets may be nested; MediaWiki itself stops at 40."""
_ELEMENTS = (
    "chem|gallery|imagemap|math|nowiki|pre|ref|references|score|source|syntaxhighlight|timeline"
)
_OPENING = re.compile(rf"<(?:(!--)|({_ELEMENTS})(?=[\s/>])[^<>]*>)|<", re.IGNORECASE)
_BY_LINE = re.compile(r"^(?:[*#:;]+|={1,6}|-{4,})|[ \t]*={1,6}[ \t]*$", re.MULTILINE)
_SINGLE = re.compile(r"(?<!\[)\[(?!\[|(?:https?|ftp)://[^\s\[\]]+[^\[\]\n]*\])")
_PLAIN = "x"


def defused(source: str) -> str:
    """Return a text of the same length whose openings are all closed."""
    text = _SINGLE.sub(_PLAIN, source)
    for harmless in (_elements, _brackets, _lines):
        text = harmless(text)
    return text


def _blanked(words: str) -> str:
    return _PLAIN * len(words)


def _elements(text: str) -> str:
    """Keep the elements whose contents are no words, and comments; all other tags become words."""
    parts, at, missing = [], 0, set[str]()
    for found in _OPENING.finditer(text):
        if found.start() < at:
            continue
        stop = _end_of(text, found, missing)
        parts.append(text[at : found.start()])
        if stop:
            parts.append(_inert(text[found.start() : stop], found))
        else:
            parts.append(_blanked(found[0]))
        at = stop or found.end()
    return "".join(parts) + text[at:]


def _inert(element: str, found: re.Match[str]) -> str:
    """Return an element without the brackets in it, which are its own affair."""
    head = len(found[0])
    tail = len(element) if element.endswith("/>") or found[1] else element.rindex("<")
    inside = re.sub(r"[\[\]{}<|\n']", _PLAIN, element[head:tail])
    return element[:head] + inside + element[tail:]


def _end_of(text: str, found: re.Match[str], missing: set[str]) -> int:
    """Return where an element ends, or 0 where nothing ends it."""
    if found[2] and found[0].endswith("/>"):
        return found.end()
    name = found[1] or (found[2] or "").lower()
    if not name or name in missing:
        return 0
    ending = r"-->" if found[1] else rf"</{name}\s*>"
    closing = re.compile(ending, re.IGNORECASE).search(text, found.end())
    if closing is None:
        missing.add(name)
    return closing.end() if closing else 0


def _brackets(text: str) -> str:
    """Take away brackets without a partner, and those that are nested too deep."""
    found = list(_BRACKETS.finditer(text))
    kept = _paired([match[0].strip(" \t:") for match in found])
    parts: list[str] = []
    at = 0
    for match, keep in zip(found, kept, strict=True):
        if not keep:
            parts += text[at : match.start()], _blanked(match[0])
            at = match.end()
    return "".join(parts) + text[at:]


def _paired(brackets: list[str]) -> list[bool]:
    kept = [False] * len(brackets)
    waiting: list[int] = []
    counts: defaultdict[str, int] = defaultdict(int)
    for here, bracket in enumerate(brackets):
        partner = _PARTNER.get(bracket)
        if partner is None:
            waiting.append(here)
            counts[bracket] += 1
        elif counts[partner]:
            while brackets[opening := waiting.pop()] != partner:
                counts[brackets[opening]] -= 1
            counts[partner] -= 1
            kept[opening] = kept[here] = len(waiting) < _DEPTH
    return kept


def _lines(text: str) -> str:
    """Take away what is markup at the ends of lines only, which is read by the line."""
    return _BY_LINE.sub(lambda found: _blanked(found[0]), text)
