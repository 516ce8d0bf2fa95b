"""From frames to statements: names for things, one triple a role, and evidence for each."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS, SKOS, XSD

from graph.extraction.confidence import graded
from graph.extraction.dates import bounds
from graph.extraction.frames import Fill, Frame
from graph.extraction.identity import CIRCUMSTANCES, DOERS, Identities, is_known, kind_words
from graph.extraction.items import Mention, without_article
from graph.extraction.masthead import masthead
from graph.extraction.nominals import emitted, filled, phrase_of
from graph.extraction.pieces import Piece, pieces, stance_of
from graph.extraction.pipeline import Found
from graph.extraction.positions import position_of
from graph.extraction.roles import properties
from graph.extraction.types import is_a
from graph.facts import Antecedent, Evidence, Fact, Span
from graph.names import Names
from graph.reading import Document, Quotation
from graph.rules import Emission, Link, rule_of

__all__ = ["Populated", "populate"]

_EDTF = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")
_LABEL = 80
_OF_OFFICES = {"office", "officeOf", "created", "dissolved", "renamedFrom", "renamedTo"}
"""Properties that mean an office itself, and not whoever holds it."""
_TOLD = {"Phase", "Project"}
"""Classes of things that are described though they have no name."""
_VERBATIM = ("content", "quotation")
"""Properties whose values are the words of the text."""
_QUOTED = "quotation"
"""The rule by which words are read that stand between quotation marks."""
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_NUMBERS |= {"seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}


@dataclass(frozen=True, slots=True)
class Populated:
    """The statements of a document and the keys of the reference data that they name."""

    facts: tuple[Fact, ...]
    keys: frozenset[str]


def populate(document: Document, found: Found, names: Names) -> Populated:
    """Return the statements that frames and mentions make."""
    writer = _Writer(document, names, Identities(names, document.slug))
    writer.facts += masthead(document, names)
    for sentence, mention in found.mentions:
        writer.mention(mention, sentence)
    if found.topic:
        writer.topic(found.topic)
    for frame in found.frames:
        if frame.is_fact:
            writer.event(frame)
    contents: dict[Frame, list[Frame]] = defaultdict(list)
    for frame in found.frames:
        if frame.within:
            contents[frame.within].append(frame)
    for frame in found.frames:
        if frame.within is None:
            writer.claims(frame, contents[frame])
    for quotation in found.unattributed:
        writer.quotation(quotation)
    verbatim = [names.term[name] for name in _VERBATIM]
    return Populated(graded(writer.facts, [*verbatim, RDFS.label]), frozenset(writer.keys))


@dataclass(slots=True)
class _Writer:
    document: Document
    names: Names
    identities: Identities
    facts: list[Fact] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    _counts: dict[int, int] = field(default_factory=dict)
    _stances: dict[Frame, URIRef] = field(default_factory=dict)
    _held: dict[URIRef, list[tuple[URIRef, str]]] = field(default_factory=dict)
    """For each claimed event, who holds it to be so or not."""

    def _add(
        self,
        subject: URIRef,
        predicate: str | URIRef,
        value: URIRef | Literal,
        evidence: Evidence,
        claim: URIRef | None = None,
    ) -> None:
        term = predicate if isinstance(predicate, URIRef) else self.names.term[predicate]
        self.facts.append(Fact(subject, term, value, evidence, claim))

    def _words(self, words: str) -> Literal:
        return Literal(words, lang=self.document.metadata.language)

    # Things.

    def mention(self, mention: Mention, sentence: int) -> None:
        """Write what a noun phrase says of what it means."""
        bare = mention.type == "Office" and not mention.parts  # "the chairman": of what?
        for part in () if bare else mention.walk():
            told = part.type in _TOLD and part.parts
            nameless = not part.key and not told and len(part.members) == 1
            skipped = part.anaphor or part.adjective or part.antecedents or nameless
            if not skipped and part.type != "Date" and not part.is_a("Event"):
                self._describe(part, sentence)
        for phrase, emission, part in emitted(mention):
            self._situation(phrase.id, emission, part, sentence)
        phrase_read = phrase_of(mention)
        for link in phrase_read.claims if phrase_read else ():
            self._claim_link(link, mention, sentence)

    def topic(self, mention: Mention) -> None:
        """Write what relations the document is about."""
        iri = self.identities.thing(mention, 1)
        evidence = Evidence(mention.span, mention.rule)
        self._add(self.names.document(self.document.slug), DCTERMS.subject, iri, evidence)

    def _claim_link(self, link: Link, mention: Mention, sentence: int) -> None:
        """Write what the document says of two parts, as its authors' claim."""
        whole = mention.part(link.object)
        for role, part in mention.parts if whole else ():
            if role == link.subject and whole:
                self._claim_of_part(link, mention, sentence, part, whole)

    def _claim_of_part(
        self, link: Link, mention: Mention, sentence: int, part: Mention, whole: Mention
    ) -> None:
        evidence = Evidence(mention.span, mention.rule)
        claim = self._own_claim(link.kind, sentence, evidence)
        iri, other = (self.identities.thing(each, sentence) for each in (part, whole))
        self._add(claim, link.about, iri, evidence)
        for name, value in link.states.items():
            stated = other if value == link.object else self.names.term[value]
            self._add(claim, name, stated, evidence)
        self._add(iri, link.property, other, evidence, claim)

    def _describe(self, mention: Mention, sentence: int) -> None:
        if len(mention.members) > 1:
            self._describe_members(mention, sentence)
            return
        if mention.type == "Group" and not mention.label:
            return
        iri = self.identities.thing(mention, sentence)
        evidence = Evidence(mention.span, mention.rule)
        claim = None
        if mention.modality:  # "a proposed pipeline": there is none yet
            claim = self._own_claim("Claim", sentence, evidence, mention.modality)
        if is_known(mention):
            self.keys.add(mention.key)
        else:
            self._name(iri, mention, evidence, claim)
        for fill in filled(mention):
            if isinstance(fill.value, Mention) and fill.value.edtf:
                self._date(iri, fill.value.edtf, evidence, claim)
            else:
                value = self._value(fill, sentence)
                self._add(iri, fill.property, value, self._why(fill, evidence), claim)
        self._describe_texts(iri, mention, evidence)

    def _describe_members(self, group: Mention, sentence: int) -> None:
        """Write of each member what the words before several names say of them.

        They do not say it of one whose own office is named within the list.
        """
        words = dict(group.texts).get("description")
        plain = [m for m in group.members if m.part("office") is None]
        for member in plain if words else ():
            evidence = Evidence(group.span.join(member.span), group.rule)
            iri = self.identities.thing(member, sentence)
            self._add(iri, "description", Literal(words), evidence)

    def _name(
        self, iri: URIRef, mention: Mention, evidence: Evidence, claim: URIRef | None = None
    ) -> None:
        self._add(iri, RDF.type, self.names.term[mention.type], evidence, claim)
        self._add(iri, RDFS.label, self._words(mention.label), evidence, claim)
        words = without_article(mention.span.of(self.document.text))
        if mention.key and mention.type != "Person" and words != mention.label and _plain(words):
            self._add(iri, SKOS.altLabel, self._words(words), evidence)

    def _describe_texts(self, iri: URIRef, mention: Mention, evidence: Evidence) -> None:
        texts = dict(mention.texts)
        if "class" in texts:
            self._add(iri, RDF.type, self.names.term[texts["class"]], evidence)
        if "abbreviation" in texts:
            self._add(iri, "abbreviation", Literal(texts["abbreviation"]), evidence)
        if "description" in texts:
            self._add(iri, "description", Literal(texts["description"]), evidence)
        number = _NUMBERS.get(texts.get("count", "").lower())
        if number and not mention.key:
            self._add(iri, "count", Literal(number), evidence)

    def _situation_of(
        self, emission: Emission, mention: Mention
    ) -> tuple[URIRef, dict[str, Mention | None]]:
        """Return the IRI of a situation, and who plays which part in it."""
        groups = {
            name: mention if group == "self" else mention.part(group)
            for name, group in emission.roles.items()
        }
        labels = " ".join(part.label for part in groups.values() if part)
        return self.names.thing(f"{kind_words(emission.frame)} {labels}"), groups

    def _in_office(self, iri: URIRef, frame: Frame, fill: Fill) -> None:
        """Write in which office somebody acts, and that they are in office on the act's date."""
        if not isinstance(fill.value, Mention):
            return
        if fill.value.type == "Office":
            post = self.identities.thing(fill.value, frame.sentence)
            self._add(iri, "inCapacity", post, Evidence(fill.value.span, fill.value.rule))
        for phrase, emission, part in emitted(fill.value):
            post_named = part.part(emission.roles.get("office", ""))
            if post_named and "past" not in dict(part.texts):
                evidence = Evidence(part.span, phrase.id)
                post = self.identities.thing(post_named, frame.sentence)
                self._add(iri, "inCapacity", post, evidence)
                tenure, _ = self._situation_of(emission, part)
                self._attest(frame, fill, tenure, phrase.id)

    def _attest(self, frame: Frame, fill: Fill, tenure: URIRef, rule: str) -> None:
        if frame.edtf and frame.date_span and "/" not in frame.edtf:
            date = Literal(frame.edtf, datatype=_EDTF)
            self._add(tenure, "attestedOn", date, Evidence(fill.span.join(frame.date_span), rule))

    def _situation(self, rule: str, emission: Emission, mention: Mention, sentence: int) -> None:
        """Write a situation that a phrase implies, such as a tenure of office."""
        iri, groups = self._situation_of(emission, mention)
        kind = kind_words(emission.frame)
        labels = [part.label for part in groups.values() if part]
        evidence = Evidence(mention.span, rule, mention.antecedents)
        self._add(iri, RDF.type, self.names.term[emission.frame], evidence)
        self._add(iri, RDFS.label, self._words(f"{kind}: {', '.join(labels)}"), evidence)
        texts = dict(mention.texts)
        for name, group in emission.roles.items():
            part = groups[name]
            if part:
                self._add(iri, name, self.identities.thing(part, sentence), evidence)
            elif group in texts:
                self._add(iri, name, Literal(True), evidence)

    # Events.

    def event(self, frame: Frame, claim: URIRef | None = None) -> URIRef:
        """Write an event, or a stance; in a claim graph where ``claim`` names one."""
        if frame.bearers:
            return self._borne(frame, claim)
        iri = self._iri(frame)
        evidence = Evidence(frame.span, frame.rule)
        self._add(iri, RDF.type, self.names.term[frame.type], evidence, claim)
        self._add(iri, RDFS.label, self._words(_label(frame)), evidence, claim)
        if frame.is_stance:
            self._hold(iri, stance_of(frame), evidence)
        if frame.is_stance and not frame.values("content"):
            self._add(iri, "content", Literal(frame.span.of(self.document.text)), evidence)
        self._write_roles(iri, frame, evidence, claim)
        self._write_date(iri, frame, claim)
        self._write_words(iri, frame, claim)
        if claim is None:
            self._write_position(frame, evidence)
            self._write_nobody(iri, frame, evidence)
        return iri

    def _write_nobody(self, iri: URIRef, frame: Frame, evidence: Evidence) -> None:
        """Write that somebody did the speaking of which the document does not say who did."""
        named = frame.values("speaker") or frame.values("statedIn")
        speech = frame.said or is_a(frame.type, ["SpeechAct"])
        if speech and not named and not frame.is_stance:
            self._add(iri, "speaker", self._somebody(frame.sentence, evidence), evidence)

    def _write_position(self, frame: Frame, evidence: Evidence) -> None:
        """Write what whoever did something thereby holds to be so, as their claim."""
        position = position_of(frame)
        if position is None:
            return
        kind, fills = position
        claim = self._free_claim(frame.sentence)
        words = evidence.span.of(self.document.text)
        self._add(claim, RDF.type, self.names.term[kind], evidence)
        self._hold(claim, ("Claimed", "Affirmative"), evidence)
        self._add(claim, RDFS.label, self._words(_shortened(words)), evidence)
        self._add(claim, "content", Literal(words), evidence)
        for fill in fills:
            named = isinstance(fill.value, str)
            value = self.names.term[str(fill.value)] if named else self._value(fill, frame.sentence)
            self._add(claim, fill.property, value, self._why(fill, evidence, frame))

    def _write_roles(
        self, iri: URIRef, frame: Frame, evidence: Evidence, claim: URIRef | None
    ) -> None:
        for fill in frame.fills:
            about = _claimed(frame.rule).get(fill.property) if claim is None else None
            if about:
                self._claim_role(iri, fill, frame, about)
                continue
            if frame.is_stance and isinstance(fill.value, Frame) and not fill.value.is_fact:
                self.event(fill.value, iri)  # what is assessed need not have happened
            value = self._value(fill, frame.sentence)
            self._add(iri, fill.property, value, self._why(fill, evidence, frame), claim)
            if claim is None and fill.property in DOERS and not frame.is_stance:
                self._in_office(iri, frame, fill)

    def _borne(self, frame: Frame, claim: URIRef | None) -> URIRef:
        """Write the properties that things bear themselves; return the first thing's IRI."""
        evidence = Evidence(frame.span, frame.rule)
        things = [self._value(Fill("", b, b.span), frame.sentence) for b in frame.bearers]
        for bearer, thing in zip(frame.bearers, things, strict=True):
            if bearer.parts and claim is None:  # a relation that no phrase names
                self._describe(bearer, frame.sentence)
            decisions = tuple(d for part in bearer.walk() for d in part.antecedents)
            for fill in frame.fills:
                why = self._why(fill, evidence, frame)
                why = Evidence(bearer.span.join(why.span), why.rule, (*decisions, *why.antecedents))
                value = self._value(fill, frame.sentence)
                self._add(URIRef(thing), fill.property, value, why, claim)
        return URIRef(things[0])

    def _claim_role(self, iri: URIRef, fill: Fill, frame: Frame, about: str) -> None:
        """Write a role that is the document's own claim, such as the cause of an event."""
        evidence = self._why(fill, Evidence(frame.span, frame.rule), frame)
        rule = rule_of(frame.rule)
        claim = self._own_claim(rule.claim if rule else "Claim", frame.sentence, evidence)
        self._add(claim, about, iri, evidence)
        value = self._value(fill, frame.sentence)
        if fill.property == "claimedCause" and isinstance(value, URIRef):
            self._add(claim, "claimedCause", value, evidence)
            self._add(value, "causes", iri, evidence, claim)
        else:
            self._add(iri, fill.property, value, evidence, claim)

    def _own_claim(
        self, kind: str, sentence: int, evidence: Evidence, modality: str = "Asserted"
    ) -> URIRef:
        """Write a claim of the document's authors and return its IRI."""
        piece = Piece(evidence.span.of(self.document.text), evidence.span)
        stance = (modality, "Affirmative")
        claim = self._claim_node(sentence, piece, stance, evidence.rule, kind)
        self._add(claim, "speaker", self._authors(evidence), evidence)
        return claim

    def _iri(self, frame: Frame) -> URIRef:
        if frame.twin:
            return self._iri(frame.twin)
        if frame.is_stance:
            if frame not in self._stances:
                self._stances[frame] = self._free_claim(frame.sentence)
            return self._stances[frame]
        named = frozenset(
            (fill.property, self.identities.thing(fill.value, frame.sentence))
            for fill in frame.fills
            if isinstance(fill.value, Mention)
        )
        return self.identities.event(frame, named)

    def _write_date(self, iri: URIRef, frame: Frame, claim: URIRef | None) -> None:
        if frame.edtf and frame.date_span:
            evidence = Evidence(frame.trigger.join(frame.date_span), frame.rule)
            self._date(iri, frame.edtf, evidence, claim)

    def _date(
        self, iri: URIRef, edtf: str, evidence: Evidence, claim: URIRef | None = None
    ) -> None:
        self._add(iri, "date", Literal(edtf, datatype=_EDTF), evidence, claim)
        for name, day in zip(("earliest", "latest"), bounds(edtf), strict=True):
            if day:
                value = Literal(day.isoformat(), datatype=XSD.date)
                self._add(iri, name, value, evidence, claim)

    def _write_words(self, iri: URIRef, frame: Frame, claim: URIRef | None) -> None:
        if frame.said is None:
            return
        if frame.said.span:
            evidence = Evidence(frame.trigger.join(frame.said.span), frame.rule)
            self._add(iri, "content", Literal(frame.said.words), evidence, claim)
        for words, span in frame.said.quotations:
            evidence = Evidence(span, frame.rule, self._spoken(frame, span))
            self._add(iri, "quotation", Literal(words), evidence, claim)

    def _spoken(self, frame: Frame, span: Span) -> tuple[Antecedent, ...]:
        return (Antecedent(span, frame.trigger, "whose words these are"),)

    def _value(self, fill: Fill, sentence: int) -> URIRef | Literal:
        if isinstance(fill.value, str):
            return Literal(fill.value)
        if isinstance(fill.value, Frame):
            return self._iri(fill.value)
        if is_known(fill.value):
            self.keys.add(fill.value.key)
        elif not fill.value.key and not fill.value.is_a("Event"):
            self._describe(fill.value, sentence)  # without a name, it is of interest for its role
        if fill.value.type == "Office" and fill.property not in _OF_OFFICES:
            return self._holder(fill.value, sentence)
        return self.identities.thing(fill.value, sentence)

    def _holder(self, office: Mention, sentence: int) -> URIRef:
        """Write that somebody holds an office, and leave open who it is."""
        self._describe(office, sentence)
        iri = self.identities.holder(office, sentence)
        evidence = Evidence(office.span, office.rule)
        self._add(iri, RDF.type, self.names.term.UnnamedAgent, evidence)
        label = f"holder of the office {office.label}, not named"
        self._add(iri, RDFS.label, self._words(label), evidence)
        self._add(iri, "holdsOffice", self.identities.thing(office, sentence), evidence)
        return iri

    def _why(self, fill: Fill, evidence: Evidence, frame: Frame | None = None) -> Evidence:
        """Return the evidence of one role: from the word that tells of the event to its filler."""
        span = frame.trigger.join(fill.span) if frame else evidence.span
        decisions: tuple[Antecedent, ...] = ()
        if isinstance(fill.value, Mention):
            decisions = tuple(d for part in fill.value.walk() for d in part.antecedents)
        elif isinstance(fill.value, Frame):
            decisions = (Antecedent(fill.span, fill.value.trigger, "the act told of before"),)
        return Evidence(span, evidence.rule, decisions)

    # Claims.

    def claims(self, frame: Frame, inner: list[Frame]) -> None:
        """Write what a speech act says, or what the document itself does not say happened."""
        if not frame.is_fact:
            claim = self._claim(frame, Piece(frame.span.of(self.document.text), frame.span, frame))
            evidence = Evidence(frame.span, frame.rule)
            self._add(claim, "speaker", self._authors(evidence), evidence)
            return
        speakers = [fill for fill in frame.fills if fill.property == "speaker"]
        speakers = speakers or [fill for fill in frame.fills if fill.property == "statedIn"]
        for piece in pieces(frame, inner, self.document.text):
            claim = self._claim(frame, piece)
            for fill in speakers:
                why = self._why(fill, Evidence(frame.span, frame.rule), frame)
                self._add(claim, "speaker", self._value(fill, frame.sentence), why)
            evidence = Evidence(frame.span, frame.rule)
            if not speakers:
                self._add(claim, "speaker", self._somebody(frame.sentence, evidence), evidence)
            self._add(claim, "madeIn", self._iri(frame), evidence)

    def quotation(self, quotation: Quotation) -> None:
        """Write words of which the document does not say whose they are."""
        sentence = self.document.sentence_at(quotation.span.start).number
        words = quotation.span.of(self.document.text)
        evidence = Evidence(quotation.span, _QUOTED)
        claim = self._free_claim(sentence)
        self._add(claim, RDF.type, self.names.term.Claim, evidence)
        self._hold(claim, ("Claimed", "Affirmative"), evidence)
        self._add(claim, RDFS.label, self._words(_shortened(words)), evidence)
        self._add(claim, "quotation", Literal(words), evidence)
        self._add(claim, "speaker", self._somebody(sentence, evidence), evidence)

    def _somebody(self, sentence: int, evidence: Evidence) -> URIRef:
        """Write that somebody speaks whom the document does not tell."""
        iri = self.names.somebody(self.document.slug, sentence)
        self._add(iri, RDF.type, self.names.term.UnnamedAgent, evidence)
        self._add(iri, RDFS.label, self._words("somebody, not told who"), evidence)
        return iri

    def _claim(self, frame: Frame, piece: Piece) -> URIRef:
        stance = stance_of(frame, piece)
        rule = (piece.content or frame).rule
        claim = self._claim_node(frame.sentence, piece, stance, rule)
        if piece.content:
            event = self.event(piece.content, claim)
            if not piece.content.bearers:
                self._contradict(claim, event, stance[1], Evidence(piece.span, rule))
        return claim

    def _contradict(self, claim: URIRef, event: URIRef, polarity: str, evidence: Evidence) -> None:
        """Link a claim to those that say the opposite of the same event."""
        for other, stance in self._held.setdefault(event, []):
            if stance != polarity:
                self._add(claim, "contradicts", other, evidence)
                self._add(other, "contradicts", claim, evidence)
        self._held[event].append((claim, polarity))

    def _free_claim(self, sentence: int) -> URIRef:
        number = self._counts[sentence] = self._counts.get(sentence, 0) + 1
        return self.names.graph("claim", self.document.slug, f"s{sentence}-{number}")

    def _claim_node(
        self,
        sentence: int,
        piece: Piece,
        stance: tuple[str, str],
        rule: str,
        kind: str = "Claim",
    ) -> URIRef:
        claim = self._free_claim(sentence)
        evidence = Evidence(piece.span, rule, piece.antecedents)
        self._add(claim, RDF.type, self.names.term[kind], evidence)
        self._hold(claim, stance, evidence)
        self._add(claim, "content", Literal(piece.words), evidence)
        self._add(claim, RDFS.label, self._words(_shortened(piece.words)), evidence)
        return claim

    def _hold(self, claim: URIRef, stance: tuple[str, str], evidence: Evidence) -> None:
        """Write in which modality a claim is held, and whether it affirms or negates."""
        for name, value in zip(("modality", "polarity"), stance, strict=True):
            self._add(claim, name, self.names.term[value], evidence)

    def _authors(self, evidence: Evidence) -> URIRef:
        title = self.document.metadata.title
        iri = self.names.authors(self.document.slug)
        self._add(iri, RDF.type, self.names.term.UnnamedAgent, evidence)
        self._add(iri, RDFS.label, self._words(f"authors of “{title}”, not named"), evidence)
        return iri


@lru_cache
def _claimed(identifier: str) -> dict[str, str]:
    """Return the properties that a rule leaves to a claim, and how that leads to the event."""
    rule = rule_of(identifier)
    roles = rule.claimed.items() if rule else ()
    return {p: about for name, about in roles if rule for p in properties(rule, name)}


def _label(frame: Frame) -> str:
    if frame.twin:
        return _label(frame.twin)
    if frame.mention or frame.title:
        return frame.mention.label if frame.mention else frame.title
    labels = [
        fill.value.label
        for fill in frame.fills
        if isinstance(fill.value, Mention) and fill.property not in CIRCUMSTANCES
    ]
    date = f" ({frame.edtf})" if frame.edtf else ""
    kind = kind_words(frame.type).capitalize()
    return f"{kind}: {', '.join(dict.fromkeys(labels))}{date}"


def _plain(words: str) -> bool:
    """Tell whether words can stand as another name: no footnote mark or line break in them."""
    return "[" not in words and "\n" not in words and words[:1].isupper()


def _shortened(words: str) -> str:
    return words if len(words) <= _LABEL else f"{words[:_LABEL].rsplit(' ', 1)[0]} …"
