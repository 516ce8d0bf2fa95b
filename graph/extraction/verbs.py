"""Verb groups: which words of a sentence are verbs, and in what voice, mood and polarity.

There is no tagger: a dictionary says what a form may be, and its neighbours decide.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from lemminflect import getAllInflections, getAllLemmas

from graph.extraction.items import Item
from graph.rules import rules

__all__ = ["VerbGroup", "is_adjective", "is_adverb_in_ly", "lemma_of", "verb_groups"]

_ARTICLES = {"the", "a", "an", "its", "their", "his", "her", "our"}
"""Words after which a form is an adjective or a noun ("the oppressed people")."""
_PREFIXES = {"co", "re", "pre", "over", "out", "un"}
"""What a verb may have before a hyphen ("co-written")."""
_MODALS = {"will", "shall", "would", "could", "may", "might", "can", "should", "must", "'ll", "'d"}
_BE = {"am", "is", "are", "was", "were", "be", "been", "being"}
_HAVE = {"have", "has", "had", "having"}
_DO = {"do", "does", "did"}
_AUXILIARIES = dict.fromkeys(_BE, "be") | dict.fromkeys(_HAVE, "have")
_AUXILIARIES |= dict.fromkeys(_DO, "do") | {form: form for form in _MODALS}


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """Auxiliaries, adverbs and the verb that they belong to: items ``start`` to ``end``.

    ``form`` is finite, infinitive, gerund or participle (reduced, as in "signed by").
    """

    start: int
    main: int
    end: int
    lemma: str
    form: str
    passive: bool = False
    negated: bool = False
    modal: str = ""
    present: bool = False
    """Whether it is the simple present, which tells of habits more than of events."""

    @property
    def is_finite(self) -> bool:
        """Whether it can be the verb of a clause of its own."""
        return self.form == "finite"


def verb_groups(items: list[Item]) -> list[VerbGroup]:
    """Return the verb groups of a sentence in their order."""
    found: list[VerbGroup] = []
    at = 0
    while at < len(items):
        group = _group_at(items, at)
        if group:
            found.append(_sharing(items, found[-1], group) if found else group)
        at = group.end if group else at + 1
    return found


def _sharing(items: list[Item], before: VerbGroup, group: VerbGroup) -> VerbGroup:
    """Let a participle after "and" share the auxiliary before: "was summoned and told that"."""
    between = items[before.end : group.start]
    joined = len(between) == 1 and between[0].norm in {"and", "or"}
    bare = group.start == group.main and "VBN" in _verb(items[group.main].norm)[1]
    return replace(group, passive=True) if before.passive and joined and bare else group


def _group_at(items: list[Item], start: int) -> VerbGroup | None:
    at, auxiliaries, negated, last = start, [], False, -1
    while at < len(items):
        item = items[at]
        if item.norm in _AUXILIARIES or (item.norm == "to" and at == start):
            auxiliaries.append(item.norm)
            last = at if item.norm != "to" else last
        elif item.norm == "cannot":
            auxiliaries.append("can")
            negated, last = True, at
        elif item.has("Negation") and auxiliaries:
            negated = True
        elif not (auxiliaries and _is_adverb(item)):
            break
        at += 1
    if at < len(items) and _is_verb(items, at, auxiliaries):
        return _with_main(items, start, at, auxiliaries, negated)
    if last < 0:
        return None
    present = auxiliaries in (["have"], ["has"], ["is"], ["are"])
    lemma = _AUXILIARIES.get(items[last].norm, "can")
    modal = next((a for a in auxiliaries if a in _MODALS), "")
    form = "infinitive" if auxiliaries[0] == "to" else "finite"
    form = "gerund" if auxiliaries[0] in ("being", "having") else form
    return VerbGroup(start, last, last + 1, lemma, form, False, negated, modal, present)


def _with_main(
    items: list[Item], start: int, at: int, auxiliaries: list[str], negated: bool
) -> VerbGroup:
    lemma, tags = _verb(items[at].norm)
    nearest = next((a for a in reversed(auxiliaries) if a not in _MODALS and a != "to"), "")
    passive = nearest in _BE and "VBN" in tags and "VBG" not in tags
    modal = next((a for a in auxiliaries if a in _MODALS), "")
    form = _form(tags, auxiliaries)
    if form == "finite" and not auxiliaries and _is_reduced(items, at, tags):
        form, passive = "participle", True
    simple = auxiliaries[:1] in (["do"], ["does"]) if auxiliaries else "VBD" not in tags
    present = form == "finite" and simple
    return VerbGroup(start, at, at + 1, lemma, form, passive, negated, modal, present)


def _form(tags: frozenset[str], auxiliaries: list[str]) -> str:
    if auxiliaries:
        return "infinitive" if auxiliaries[0] == "to" else "finite"
    return "gerund" if "VBG" in tags else "finite"


def _is_reduced(items: list[Item], at: int, tags: frozenset[str]) -> bool:
    """Tell "resolutions endorsed by X" and "(later renamed Y)" from a finite past tense."""
    if "VBN" not in tags or "VBD" not in tags:
        return "VBN" in tags  # "taken" is never finite by itself
    following = items[at + 1] if at + 1 < len(items) else None
    if following and following.norm == "by":
        return True
    if items[at].has("Postnominal") and not (following and following.has("Det", "Cap", "Plain")):
        return True
    before = at - 1
    while before >= 0 and _is_adverb(items[before]):
        before -= 1
    return before >= 0 and items[before].norm == "("


def _is_adverb(item: Item) -> bool:
    return item.mention is None and (item.has("Adverb") or is_adverb_in_ly(item.norm))


@lru_cache(maxsize=50_000)
def is_adverb_in_ly(norm: str) -> bool:
    """Tell "formally" from "apply" and "ally".

    >>> [is_adverb_in_ly(word) for word in ("formally", "apply", "ally", "so")]
    [True, False, False, False]
    """
    return (
        norm.endswith("ly") and " " not in norm and not getAllLemmas(norm).keys() & {"VERB", "NOUN"}
    )


@lru_cache(maxsize=50_000)
def is_adjective(norm: str) -> bool:
    """Tell whether a word can be an adjective.

    >>> [is_adjective(word) for word in ("swift", "treaty")]
    [True, False]
    """
    return "ADJ" in getAllLemmas(norm)


def _is_verb(items: list[Item], at: int, auxiliaries: list[str]) -> bool:
    item = items[at]
    if item.mention or len(item.tokens) > 1 or not item.has("Lower"):
        return False
    if item.has("Preposition") and not _governs_gerund(items, at):
        return False
    lemma, tags = _verb(item.norm)
    if not lemma or (at and items[at - 1].norm in _ARTICLES) or _is_compound(items, at):
        return False
    if auxiliaries:
        return bool(tags & _forms_after(auxiliaries))
    if item.has("First") and "VBG" not in tags and "VBN" not in tags:
        return False
    return _only_verb(item.norm) or _verb_follows(items, at, tags)


def _is_compound(items: list[Item], at: int) -> bool:
    """Tell "NATO-led" and "Turkish-brokered", which are adjectives, from verbs."""
    before = items[at - 1] if at else None
    return before is not None and before.norm == "-" and before.span.end == items[at].span.start


def _forms_after(auxiliaries: list[str]) -> frozenset[str]:
    """Return the tags that a verb may have after the last of its auxiliaries."""
    last = auxiliaries[-1]
    if last in _HAVE:
        return frozenset({"VBN"})
    return frozenset({"VBN", "VBG"} if last in _BE else {"VB"})


def _governs_gerund(items: list[Item], at: int) -> bool:
    """Tell "suggested including Russia" from "states, including Russia"."""
    before = items[at - 1] if at else None
    return before is not None and before.mention is None and before.norm in _rule_verbs()


def _verb_follows(items: list[Item], at: int, tags: frozenset[str]) -> bool:
    """Tell whether what stands before lets an ambiguous form ("claims") be a verb."""
    before = at - 1
    while before >= 0 and _is_adverb(items[before]):
        before -= 1
    if before < 0:
        return "VBG" in tags
    item = items[before]
    if item.mention:
        return not item.mention.adjective and not item.is_mention("Date")
    if "VBG" in tags and item.has("Preposition"):
        return True
    if item.has("Pronoun", "Relative", "Negation"):
        return True
    return bool(tags & {"VBD", "VBN", "VBG"}) and item.norm in {
        ",",
        "and",
        "or",
        "but",
        ")",
        '"',
        "(",
    }


@lru_cache(maxsize=50_000)
def _only_verb(norm: str) -> bool:
    readings = set(getAllLemmas(norm))
    return "VERB" in readings and not readings & {"NOUN", "ADJ", "ADV"}


@lru_cache(maxsize=50_000)
def _verb(norm: str) -> tuple[str, frozenset[str]]:
    """Return the lemma of a verb form and its possible tags; an empty lemma for no verb."""
    known = _rule_verbs().get(norm)
    if known:
        return known
    prefix, hyphen, stem = norm.rpartition("-")
    if hyphen and prefix not in _PREFIXES:
        return "", frozenset()
    lemmas = getAllLemmas(stem).get("VERB", ())
    if not lemmas:
        return "", frozenset()
    return f"{prefix}{hyphen}{lemmas[0]}", _tags(stem, lemmas[0])


def _tags(norm: str, lemma: str) -> frozenset[str]:
    inflections = getAllInflections(lemma)
    tags = {tag for tag, forms in inflections.items() if norm in forms and tag.startswith("VB")}
    if "VBD" in tags and "VBN" not in inflections:
        tags.add("VBN")
    return frozenset(tags)


def lemma_of(form: str) -> str:
    """Return the lemma of a verb form, or the form itself where it is no verb."""
    return _verb(form)[0] or form


@lru_cache
def _rule_verbs() -> dict[str, tuple[str, frozenset[str]]]:
    """Return the forms of the verbs that rules name, so that "state" is a verb where one is."""
    forms: dict[str, set[str]] = {}
    lemma_of: dict[str, str] = {}
    for lemma in sorted({verb.split()[0] for rule in rules().frames for verb in rule.verbs}):
        for tag, form in _forms(lemma):
            forms.setdefault(form, set()).add(tag)
            lemma_of.setdefault(form, lemma)
    return {form: (lemma_of[form], frozenset(tags)) for form, tags in forms.items()}


def _forms(lemma: str) -> Iterator[tuple[str, str]]:
    """Yield (tag, form); a hyphenated lemma ("re-name") inflects like its last part."""
    prefix, hyphen, stem = lemma.rpartition("-")
    inflections = getAllInflections(stem)
    for tag, forms in inflections.items():
        for form in forms if tag.startswith("VB") else ():
            yield tag, f"{prefix}{hyphen}{form}"
            if tag == "VBD" and "VBN" not in inflections:
                yield "VBN", f"{prefix}{hyphen}{form}"
