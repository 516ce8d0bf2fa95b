"""Mood: whether a verb or noun tells of what happened, or of what may, should or might not.

Where nothing says that an event happened, it did not, as far as the graph is concerned.
"""

from graph.extraction.clauses import Clause, Parse
from graph.extraction.frames import UNSTATED
from graph.extraction.items import Mention
from graph.extraction.subjects import is_adjunct, is_presupposed
from graph.extraction.triggers import introduces_speech, verbs
from graph.extraction.types import is_a
from graph.extraction.verbs import VerbGroup
from graph.extraction.words import JOINTS
from graph.rules import FrameRule, rules

__all__ = ["date_before", "of_apposition", "of_noun", "of_verb"]


_THOUGHT_OF = {"Accession"}
"""Classes of events that are judged before they come about ("sees X's accession as a threat")."""
_OF_NOUNS = {"in", "of", "for", "about", "on", "against", "to"}


def of_verb(parse: Parse, number: int, rule: FrameRule, *, dated: bool) -> tuple[str, str]:
    """Return the modality, empty for a fact, and the polarity of what a verb tells of."""
    clause = parse.clauses[number]
    governor = _governor(parse, number)
    modality, negated = _BY_FORM[clause.group.form](parse, clause.group, governor)
    modality = modality or _of_opening(parse, clause) or _of_question(parse)
    if not modality and clause.group.present and _is_habit(rule) and not dated:
        modality = UNSTATED
    return modality, "Negative" if negated or clause.group.negated else "Affirmative"


def _governor(parse: Parse, number: int) -> VerbGroup | None:
    """Return the verb before, and of "to stay and to go on" the one before both."""
    before = number - 1
    while before > 0 and _is_joined(parse, before + 1) and not parse.groups[before].is_finite:
        before -= 1
    return parse.groups[before] if before >= 0 else None


def _is_joined(parse: Parse, number: int) -> bool:
    start, form = parse.groups[number].start, parse.groups[number].form
    joint = parse.items[start - 1].norm in JOINTS if start else False
    return joint and form == parse.groups[number - 1].form == "infinitive"


def of_noun(parse: Parse, at: int, rule: FrameRule, *, owned: bool, dated: bool) -> str:
    """Return empty where a noun presupposes that the event happened.

    That is so of "the dissolution of X in 1991", of "X's recognition of Y" as the subject of a
    plain verb, of "due to X's attack" and of what is among "joint actions include …"; elsewhere
    the noun may only think of the event.
    """
    groups, lexicon = parse.groups, rules().lexicon
    planned = _planned(parse, at) or _prevented(parse, at)
    if planned:
        return planned
    if dated and _is_definite(parse, at):
        return UNSTATED if any(g.modal or g.form == "infinitive" for g in groups) else ""
    verb = next((g for g in reversed(groups) if g.is_finite and g.end <= at), None)
    plain = verb is None or not (verb.modal or verb.negated)
    if plain and owned and _opened_by(parse, at) in lexicon.presupposing:
        return ""
    if plain and owned and verb and verb.lemma in lexicon.enumerating:
        return ""
    if plain and verb and _is_assessed(parse, at, verb) and rule.frame not in _THOUGHT_OF:
        return ""
    following = next((g for g in groups if g.start > at), None)
    earlier = any(g.is_finite and g.end <= at and not introduces_speech(g) for g in groups)
    if not owned or earlier or following is None or not following.is_finite:
        return UNSTATED
    return UNSTATED if following.modal or following.negated else ""


def _is_definite(parse: Parse, at: int) -> bool:
    """Tell whether an article or owner stands before a noun, or before the date in front of it."""
    before = _before_date(parse, at)
    return before > 0 and parse.items[before - 1].has("Definite", "Possessive")


def date_before(parse: Parse, at: int) -> Mention | None:
    """Return the date in front of a noun with an article ("the 2008 Danish raid"), or None."""
    before = _before_date(parse, at)
    return parse.items[before].mention if before < at and _is_definite(parse, at) else None


def _before_date(parse: Parse, at: int) -> int:
    """Return the item of the date in front of a noun and of whose it is; the noun without one."""
    before = at
    while before > 0 and parse.items[before - 1].mention:
        before -= 1
        if parse.items[before].is_mention("Date"):
            return before
    return at


def _is_assessed(parse: Parse, at: int, verb: VerbGroup) -> bool:
    """Tell whether "considers X's N as Y" takes for granted that there is X's N."""
    judges = any(is_a(v.rule.frame, ["Assessment"]) for v in verbs().get(verb.lemma, ()))
    between = parse.items[verb.end : at]
    owner = bool(between) and between[-1].has("Possessive")
    return judges and owner and all(i.mention or i.has("Det", "Possessive") for i in between)


def _planned(parse: Parse, at: int) -> str:
    """Return what "future", "proposed" before a noun or "plans" after it makes of it."""
    lexicon, after = rules().lexicon, at + 1
    if after < len(parse.items) and parse.items[after].norm in lexicon.planning:
        return lexicon.planning[parse.items[after].norm]
    before = [item.norm for item in parse.items[max(at - 2, 0) : at]]
    return next((lexicon.hypothetical[w] for w in before if w in lexicon.hypothetical), "")


def _prevented(parse: Parse, at: int) -> str:
    """Return what "veto" makes of the accession that somebody says to veto."""
    before = [group for group in parse.groups if group.end <= at]
    if not before or before[-1].lemma not in rules().lexicon.preventing:
        return ""
    return "Opposed" if any(introduces_speech(group) for group in before[:-1]) else UNSTATED


def _opened_by(parse: Parse, at: int) -> str:
    """Return the preposition that governs a noun, over names, adjectives and "and" before it."""
    while at > 0:
        at -= 1
        item = parse.items[at]
        if item.has("Preposition") and item.norm not in {"in", "of"}:
            return item.norm
        if item.norm in {",", ";"} or parse.is_verb(at):
            return ""
    return ""


def of_apposition(parse: Parse) -> str:
    """Return empty for a fact: what is said of a thing in passing is so unless it is hearsay."""
    return UNSTATED if any(item.has("Hearsay") for item in parse.items) else ""


def _modal(group: VerbGroup | None) -> str:
    return rules().lexicon.modals.get(group.modal, "") if group else ""


def _of_question(parse: Parse) -> str:
    return UNSTATED if parse.items[-1].norm == "?" else ""


def _finite(parse: Parse, group: VerbGroup, _governor: VerbGroup | None) -> tuple[str, bool]:
    if group.modal == "would" and _is_future_in_past(parse, group):
        return rules().lexicon.modals["will"], False
    return _modal(group), False


def _is_future_in_past(parse: Parse, group: VerbGroup) -> bool:
    """Tell whether "would" is the "will" of one who said so ("said that he would go")."""
    if any(item.has("Condition") for item in parse.items):
        return False
    return any(
        introduces_speech(g) and g.start < group.start and not g.present for g in parse.groups
    )


def _infinitive(parse: Parse, group: VerbGroup, governor: VerbGroup | None) -> tuple[str, bool]:
    """Read "plans to join" and "began to join" by the verb that governs the infinitive.

    "began a campaign to capture" does not say that anything was captured.
    """
    if governor is None:
        return UNSTATED, False
    lexicon = rules().lexicon
    apart = parse.back(group.start - 1) >= governor.end
    if governor.lemma in lexicon.factive and not (
        apart and governor.lemma not in lexicon.object_control
    ):
        return _modal(governor), governor.negated
    return lexicon.modals.get(governor.lemma, UNSTATED), governor.negated


def _gerund(parse: Parse, group: VerbGroup, governor: VerbGroup | None) -> tuple[str, bool]:
    if governor and governor.end == group.start and governor.lemma in rules().lexicon.modals:
        return rules().lexicon.modals[governor.lemma], governor.negated  # "considered joining"
    if not is_presupposed(parse, group) or _is_thought_of(parse, group):
        return UNSTATED, False
    main = [g for g in parse.groups if g.is_finite and g.start < group.start]
    if not main or not is_adjunct(parse, group):
        return "", False
    return _modal(main[-1]) or (UNSTATED if main[-1].negated else ""), False


def _is_thought_of(parse: Parse, group: VerbGroup) -> bool:
    """Tell whether a noun only thinks of what a gerund tells ("interest in joining X")."""
    at = group.start - 1
    if at < 1 or parse.items[at].norm not in _OF_NOUNS:
        return False
    noun = parse.items[at - 1]
    return noun.mention is None and noun.has("Lower") and not parse.is_verb(at - 1)


_BY_FORM = {
    "finite": _finite,
    "participle": _finite,
    "gerund": _gerund,
    "infinitive": _infinitive,
}


def _of_opening(parse: Parse, clause: Clause) -> str:
    """Read "if X joins", "the claim that X joined", "according to Y, X joined"."""
    opener = parse.opener_of(clause)
    if opener >= 0 and parse.items[opener].has("Condition"):
        return "Hypothetical"
    after_noun = opener > 0 and parse.items[opener].norm == "that"
    if after_noun and parse.items[opener - 1].has("ClaimNoun"):
        return UNSTATED
    return of_apposition(parse)


def _is_habit(rule: FrameRule) -> bool:
    """Tell whether the simple present of a rule's verbs tells of a habit and of no event."""
    return not (rule.lasting or rule.content) and "speaker" not in rule.roles
