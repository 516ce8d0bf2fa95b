"""Papers: what a report, a study or a statement says that …, and whose it is.

Whatever such a paper says is not the document's, even where nobody is named who wrote it.
"""

from collections.abc import Iterator

from graph.extraction.clauses import Clause, Parse
from graph.extraction.frames import Fill, Frame
from graph.extraction.items import Mention
from graph.extraction.matching import Match
from graph.extraction.triggers import verbs
from graph.rules import FrameRule, rule_of, rules

__all__ = ["papers"]

_FINDS = {"find", "found", "show"}
"""Verbs by which a paper says something, and an actor mostly does something else."""
_WHOSE = {"by", "of", "from"}


def papers(parse: Parse, sentence: int, here: list[Match]) -> Iterator[Match]:
    """Yield what papers say that no rule has found a speaker for."""
    read = {match.first for match in here if match.rule.content}
    for clause in parse.clauses:
        rule, noun = _rule(parse, clause), _noun(parse, clause)
        if rule and noun >= 0 and clause.group.start not in read:
            trigger = parse.items[clause.group.start].span
            trigger = trigger.join(parse.items[clause.group.end - 1].span)
            whose = _whose(parse, clause, noun)
            fills = [Fill(rule.subject, whose, whose.span)] if whose else []
            frame = Frame(rule.frame, rule.id, trigger, trigger, sentence, fills)
            yield Match(frame, rule, clause, clause.group.start)


def _rule(parse: Parse, clause: Clause) -> FrameRule | None:
    """Return the rule of a verb of saying right before "that"."""
    group = clause.group
    that = group.end < len(parse.items) and parse.items[group.end].norm == "that"
    if not that or group.passive or group.negated or group.modal:
        return None
    if group.lemma in _FINDS:
        return rule_of("statement")
    known = (verb.rule for verb in verbs().get(group.lemma, ()) if not verb.rest)
    plain = (r for r in known if not r.fixed)
    return next((r for r in plain if r.content and "that" in r.content.forms), None)


def _noun(parse: Parse, clause: Clause) -> int:
    """Return the item of the paper that says so, over "by the X" before the verb; -1 for none."""
    at = parse.back(clause.group.start - 1)
    over = at
    while over > 0 and (parse.items[over].mention or parse.items[over].has("Det")):
        over -= 1
    if over > 0 and parse.items[over].norm in _WHOSE:
        at = over - 1
    return at if at >= 0 and _is_paper(parse, at) else -1


def _is_paper(parse: Parse, at: int) -> bool:
    return parse.items[at].tokens[-1].norm in rules().lexicon.papers


def _whose(parse: Parse, clause: Clause, noun: int) -> Mention | None:
    """Return who wrote a paper: "by X" after it, "X's" before it, or who issued it saying so."""
    between = range(noun + 1, clause.group.start)
    near = [n for n in between if parse.is_actor(n)]
    if noun > 1 and parse.items[noun - 1].has("Possessive") and parse.is_actor(noun - 2):
        near.append(noun - 2)
    named = (parse.items[n].mention for n in near)
    author = next((mention for mention in named if mention and mention.is_a("Actor")), None)
    if author:
        return author
    issued = [c for c in parse.clauses if c.group.is_finite and c.group.end <= noun]
    if clause.group.form != "gerund" or not issued or issued[-1].subject is None:
        return None
    who = issued[-1].subject.mention
    return who if who and who.is_a("Actor") and not who.anaphor and not who.members[1:] else None
