"""Speech: what a speech act says, in which words, and what falls under it.

Whatever stands in the scope of a speech act is its speaker's and not the document's. Scopes are
taken wide: a statement wrongly left to a speaker is a loss, one wrongly given to the document is
false witness.
"""

from collections.abc import Iterator

from graph.extraction.clauses import Clause, Parse
from graph.extraction.frames import UNSTATED, Frame, Said
from graph.extraction.items import Item, text_of
from graph.extraction.matching import Match
from graph.facts import Span
from graph.reading import Document, Quotation

__all__ = ["attribute_quotations", "is_empty", "put_under_speakers", "set_content"]

_BREAKS = {"however", "although", "though", "while", "whereas", "whilst"}
_WORDS = 4
"""A shorter quotation lends a phrase; it is not taken for something said."""
_LOOK_BACK = 3
_SUBJECT = 6
"""Items that a subject may have where no "that" opens the content."""


def set_content(match: Match, parse: Parse) -> None:
    """Find the words that a speech act says, by the forms that its rule allows."""
    content = match.rule.content
    if content is None or match.clause is None:
        return
    said = Said(content.modality, content.polarity)
    found = _content(parse, match.clause, match)
    if found:
        first, last = found
        said.words, said.span = _words(parse, first, last)
        said.scope = (said.span,)
        _leave_to_content(match.frame, said.span)
        match.frame.fills = [fill for fill in match.frame.fills if fill.property != "content"]
    match.frame.said = said


def _leave_to_content(frame: Frame, content: Span) -> None:
    """Take from a speech act what is part of its content."""
    keep = {"speaker", "content"}
    frame.fills = [f for f in frame.fills if f.property in keep or not content.covers(f.span)]
    if frame.date_span and content.covers(frame.date_span):
        frame.edtf, frame.date_span = "", None


def _words(parse: Parse, first: int, last: int) -> tuple[str, Span]:
    tokens = tuple(token for item in parse.items[first:last] for token in item.tokens)
    while len(tokens) > 1 and tokens[-1].text in ".,;:":
        tokens = tokens[:-1]
    return text_of(tokens), Span(tokens[0].span.start, tokens[-1].span.end)


def _content(parse: Parse, clause: Clause, match: Match) -> tuple[int, int] | None:
    forms = match.rule.content.forms if match.rule.content else ()
    for form in forms:
        first = _FINDERS[form](parse, clause, match) if form in _FINDERS else None
        if first is not None:
            last = _scope_end(parse, first, wide=form in {"that", "bare"})
            if last > first:
                return first, last
    return None


def _scope_end(parse: Parse, first: int, *, wide: bool) -> int:
    """Return where content ends; of a mere phrase, before ", requesting …" or ", and X did" too."""
    limit = len(parse.items) if wide else parse.next_sentence_part(first)
    gerunds = {group.start for group in parse.groups if group.form == "gerund"}
    for at in range(first + 1, limit):
        if parse.items[at].norm in _BREAKS or parse.items[at].norm == ";":
            return at
        if not wide and parse.items[at].norm == "," and at + 1 in gerunds:
            return at
    return limit


def _after(parse: Parse, clause: Clause) -> int:
    """Return the item after the verb, and after a comma, an addressee or a quotation mark."""
    at = clause.group.end
    while at < len(parse.items) and parse.items[at].norm in {",", ":"}:
        at += 1
    return at


def _that(parse: Parse, clause: Clause, _match: Match) -> int | None:
    for at in (_after(parse, clause), *(filler.last for filler in clause.objects)):
        if at + 1 < len(parse.items) and parse.items[at].norm == "that":
            return at + 1
    return None


def _bare(parse: Parse, clause: Clause, _match: Match) -> int | None:
    at = clause.group.end
    following = parse.finite_after(at)
    if following is None or at >= len(parse.items) or parse.items[at].norm in {",", ":", '"'}:
        return None
    between = parse.items[at : following.start]
    if not 0 < len(between) <= _SUBJECT or any(_separates(item) for item in between):
        return None
    return at


def _separates(item: Item) -> bool:
    return item.norm in {",", ";"} or (
        item.mention is None and item.has("Openers", "Preposition", "Adverb")
    )


def _verbal(parse: Parse, clause: Clause, form: str) -> int | None:
    places = {clause.group.end, *(filler.last for filler in clause.objects)}
    starts = (g.start for g in parse.groups if g.form == form and g.start in places)
    return next(starts, None)


def _gerund(parse: Parse, clause: Clause, _match: Match) -> int | None:
    return _verbal(parse, clause, "gerund")


def _infinitive(parse: Parse, clause: Clause, _match: Match) -> int | None:
    return _verbal(parse, clause, "infinitive")


def _object(_parse: Parse, clause: Clause, match: Match) -> int | None:
    taken = {fill.span for fill in match.frame.fills}
    objects = [filler for filler in clause.objects if filler.span not in taken]
    return objects[0].first if objects and objects[0].words != '"' else None


def _adjunct(_parse: Parse, clause: Clause, match: Match) -> int | None:
    wanted = {name for name, role in match.rule.roles.items() if role.words == "content"}
    for preposition, filler in clause.phrases:
        adjunct = match.rule.prepositions.get(preposition)
        role = adjunct if isinstance(adjunct, str) or adjunct is None else adjunct.role
        if role in wanted:
            return filler.first
    return None


_FINDERS = {
    "that": _that,
    "bare": _bare,
    "gerund": _gerund,
    "infinitive": _infinitive,
    "object": _object,
    "adjunct": _adjunct,
}


# Quotations.


def attribute_quotations(document: Document, matches: list[Match]) -> list[Quotation]:
    """Give each quotation to its speech act; return those that nobody is found to say."""
    left = []
    speech = [m for m in matches if m.rule.content and "quotation" in m.rule.content.forms]
    for quotation in document.quotations:
        match = _speaker_of(document, quotation, speech)
        if match and match.frame.said:
            said = match.frame.said
            said.quotations.append((quotation.span.of(document.text), quotation.span))
            said.scope = (*said.scope, quotation.span)
            _leave_to_content(match.frame, quotation.span)
        elif _is_said(document, quotation):
            left.append(quotation)
    return left


def _is_said(document: Document, quotation: Quotation) -> bool:
    return quotation.is_block or len(quotation.span.of(document.text).split()) >= _WORDS


def _speaker_of(document: Document, quotation: Quotation, speech: list[Match]) -> Match | None:
    if not _is_said(document, quotation):
        return None
    outside = [m for m in speech if not quotation.span.covers(m.frame.trigger)]
    here = [
        m for m in outside if m.frame.sentence == document.sentence_at(quotation.span.start).number
    ]
    before = [m for m in here if m.frame.trigger.end <= quotation.span.start]
    if before:
        return before[-1]
    ending = document.sentence_at(quotation.span.end - 1).number
    after = [
        m
        for m in outside
        if m.frame.sentence == ending
        and m.frame.trigger.start >= quotation.span.end
        and not (m.frame.said and m.frame.said.words)
    ]
    if after:
        return after[0]
    return _introduced(document, quotation, outside) if quotation.is_block else None


def _introduced(document: Document, quotation: Quotation, speech: list[Match]) -> Match | None:
    first = document.sentence_at(quotation.span.start).number
    for match in reversed(speech):
        back = first - match.frame.sentence
        between = document.sentences[match.frame.sentence - 1 : first - 1]
        if 0 < back <= _LOOK_BACK and all(s.block.kind != "heading" for s in between):
            return match
    return None


def put_under_speakers(matches: list[Match], unattributed: list[Quotation]) -> Iterator[Frame]:
    """Yield the frames, each under the speech act in whose scope it stands.

    What stands in a quotation that nobody is found to say is left out, for it has no voice; so is
    what a noun or gerund merely thinks of ("recognition of X") where nobody says a thing about it.
    """
    speaking = [m.frame for m in matches if m.frame.said]
    for match in matches:
        frame = match.frame
        if any(quotation.span.covers(frame.trigger) for quotation in unattributed):
            continue
        around = [
            (scope.end - scope.start, other)
            for other in speaking
            if other is not frame and other.said
            for scope in other.said.scope
            if scope.covers(frame.trigger)
        ]
        if around:
            frame.within = min(around, key=lambda pair: pair[0])[1]
        elif frame.modality == UNSTATED:
            continue
        frame.modality = "" if frame.modality == UNSTATED else frame.modality
        yield frame


def is_empty(frame: Frame, match: Match) -> bool:
    """Tell whether a speech act says nothing that was found, and has nobody it is about."""
    if match.rule.content is None or frame.said is None:
        return False
    others = [fill for fill in frame.fills if fill.property != "speaker"]
    return not (frame.said.words or frame.said.quotations or others)
