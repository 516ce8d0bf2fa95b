"""Speech: what a speech act says, in which words, and what falls under it.

Whatever stands in the scope of a speech act is its speaker's and not the document's. Scopes are
taken wide: a statement wrongly left to a speaker is a loss, one wrongly given to the document is
false witness.
"""

from collections.abc import Iterator
from dataclasses import replace

from graph.extraction.clauses import Parse
from graph.extraction.contents import Reach, reach_of
from graph.extraction.frames import UNSTATED, Fill, Frame, Part, Said
from graph.extraction.items import Mention
from graph.extraction.matching import Match
from graph.extraction.openings import described, set_topic
from graph.extraction.parts import parts, worded
from graph.extraction.quotations import leave_to_content
from graph.extraction.scopes import Scopes
from graph.facts import Antecedent, Span
from graph.reading import Quotation
from graph.rules import rules

__all__ = [
    "is_empty",
    "planned_within",
    "put_under_speakers",
    "repeated",
    "set_assessed",
    "set_content",
]


def set_content(match: Match, parse: Parse) -> None:
    """Find the words that a speech act says, by the forms that its rule allows."""
    content = match.rule.content
    if content is None or match.clause is None or match.frame.said:
        return
    said = Said(content.modality, content.polarity)
    if content.negated and match.frame.polarity == "Negative":
        said = Said(content.negated, "Affirmative")
        match.frame.polarity = "Affirmative"
    reach = reach_of(parse, match)
    if reach:
        said.modality = _as_worded(parse, reach) or said.modality
        said.words, said.span = worded(parse, reach.first, reach.end)
        said.parts = tuple(parts(parse, reach.first, reach.end, clausal=reach.clausal))
        scope = worded(parse, reach.first, reach.last)[1]
        said.scope = (scope,)
        leave_to_content(match.frame, scope)
        match.frame.fills = [fill for fill in match.frame.fills if fill.property != "content"]
        if reach.clausal:
            set_topic(match.frame, described(parse, reach.first))
    match.frame.said = said


def _as_worded(parse: Parse, reach: Reach) -> str:
    """Return what the words themselves make of a content, or empty.

    "announced plans to join" tells of what is planned, "insisted that X be left out" of what is
    asked for: neither says that it is so.
    """
    before = parse.items[reach.first - 1].norm
    if not reach.clausal:
        return rules().lexicon.planning.get(before, "")
    verb = parse.finite_after(reach.first)
    asked = verb is not None and verb.end <= reach.end and parse.items[verb.start].norm == "be"
    return "Requested" if asked else ""


def put_under_speakers(matches: list[Match], unattributed: list[Quotation]) -> Iterator[Frame]:
    """Yield the frames, each under the speech act in whose scope it stands.

    What stands in a quotation that nobody is found to say is left out, for it has no voice; so is
    what a noun or gerund merely thinks of ("recognition of X") where nobody says a thing about it.
    """
    speaking = Scopes(
        (scope, match.frame)
        for match in matches
        for scope in (match.frame.said.scope if match.frame.said else ())
    )
    nobodys = Scopes((quotation.span, quotation) for quotation in unattributed)
    for match in matches:
        frame = match.frame
        if nobodys.cover(frame.trigger):
            continue
        _put_under(match, speaking)
        if frame.within is None and frame.modality == UNSTATED:
            continue
        frame.modality = "" if frame.modality == UNSTATED else frame.modality
        if frame.is_fact or not _is_position(match):  # else the words around it say so
            yield frame


def _is_position(match: Match) -> bool:
    """Tell whether a frame is what somebody thinks of something, and not what they did."""
    content = match.rule.content
    return match.frame.is_stance or (content is not None and bool(content.negated))


def _put_under(match: Match, speaking: Scopes[Frame]) -> None:
    """Put a frame under the nearest speech act in whose scope it stands.

    Somebody who says that he promises or condemns does so by saying it: the claim is then held as
    that act holds it. Somebody who says what he thinks thinks so.
    """
    frame = match.frame
    outer = _nearest(frame, speaking)
    performed = outer is not None and _is_performed(match, outer)
    frame.within = outer.within if outer and performed and frame.is_stance else outer
    if performed and frame.said and not frame.is_stance:
        frame.modality = frame.modality or frame.said.modality


def _is_performed(match: Match, other: Frame) -> bool:
    """Tell whether an act is told of in the present by its own speakers."""
    own, others = (_keys(f) for f in (match.frame, other))
    present = match.clause is not None and match.clause.group.present
    stated = other.polarity == "Affirmative" and not other.modality
    return match.frame.said is not None and present and stated and bool(own) and own <= others


def _keys(frame: Frame) -> set[str]:
    speakers = (value for value in frame.values("speaker") if isinstance(value, Mention))
    return {value.key for value in speakers if value.key}


def repeated(frame: Frame, frames: list[Frame]) -> Iterator[Frame]:
    """Let an act that repeats another say the same; yield the events of which it says it."""
    for act in frame.values("repeats"):
        if isinstance(act, Frame) and act.said and act.said.span and frame.said is None:
            decision = Antecedent(frame.span, act.said.span, "what was said before")
            part = Part(act.said.words, frame.span, antecedents=(decision,))
            frame.said = Said(act.said.modality, act.said.polarity, act.said.words, parts=(part,))
            yield from (_said_again(f, frame) for f in frames if f.within is act)


def _said_again(content: Frame, act: Frame) -> Frame:
    """Return what an act says as another one says it, read where that is told of."""
    fills = [replace(fill, span=act.trigger) for fill in content.fills]
    return replace(
        content,
        within=act,
        fills=fills,
        span=act.span,
        trigger=act.trigger,
        sentence=act.sentence,
    )


def set_assessed(found: list[Match], parse: Parse) -> None:
    """Let what a stance is about be the event that its words name, or what they are words of."""
    for stance in [match for match in found if match.frame.is_stance]:
        words = [f for f in stance.frame.fills if f.property == "content"]
        for fill in words:
            events = [m.frame for m in found if m.clause is None and _names(fill.span, m.frame)]
            if events:
                stance.frame.fills.append(Fill("assessed", events[0], fill.span))
            elif owner := _described(fill.span, parse):
                stance.frame.fills += [Fill(p, owner, owner.span) for p in ("assessed", "about")]


def _names(words: Span, event: Frame) -> bool:
    """Tell whether words begin with the noun phrase that names an event."""
    return words.covers(event.trigger) and words.start == event.span.start


def _described(words: Span, parse: Parse) -> Mention | None:
    """Return the name before a plain noun ("the X achievements"), of which the words tell."""
    for at, item in enumerate(parse.items[:-1]):
        if words.covers(item.span) and item.mention:
            plain = parse.items[at + 1].has("Plain")
            return item.mention if plain and not item.mention.adjective else None
        if words.covers(item.span) and not item.has("Det"):
            return None
    return None


def planned_within(described: list[Frame], frames: list[Frame]) -> Iterator[Frame]:
    """Yield the events that speakers name as planned or proposed, under those speakers."""
    speaking = Scopes(
        (scope, frame)
        for frame in frames
        if frame.said and frame.is_fact
        for scope in frame.said.scope
    )
    for event in described:
        if event.mention and event.mention.modality:
            event.within = _nearest(event, speaking)
            if event.within:
                yield event


def _nearest(frame: Frame, speaking: Scopes[Frame]) -> Frame | None:
    """Return the speech act in whose scope a frame stands, that with the smallest scope."""
    return speaking.innermost(frame.trigger, lambda other: other is not frame)


def is_empty(frame: Frame, match: Match) -> bool:
    """Tell whether a speech act says nothing that was found, and has nobody it is about."""
    if match.rule.content is None or frame.said is None:
        return False
    others = [fill for fill in frame.fills if fill.property != "speaker"]
    return not (frame.said.words or frame.said.quotations or others)
