"""Things: under which names mentions and frames are written, and what noun phrases say of them."""

from dataclasses import dataclass, field

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS, SKOS

from graph.extraction.claims import Claims
from graph.extraction.frames import Fill, Frame
from graph.extraction.identity import Identities, is_known
from graph.extraction.items import Mention, without_article
from graph.extraction.ledger import Ledger
from graph.extraction.nominals import filled, phrase_of
from graph.facts import Antecedent, Evidence
from graph.rules import Link

__all__ = ["Things", "reason"]

_OF_OFFICES = {"office", "officeOf", "created", "dissolved", "renamedFrom", "renamedTo"}
"""Properties that mean an office itself, and not whoever holds it."""
_TOLD = {"Phase", "Project"}
"""Classes of things that are described though they have no name."""
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_NUMBERS |= {"seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}


@dataclass(slots=True)
class Things:
    """Writes into a ledger what things are."""

    ledger: Ledger
    claims: Claims
    identities: Identities
    _stances: dict[Frame, URIRef] = field(default_factory=dict)

    def iri(self, told: Mention | Frame, sentence: int) -> URIRef:
        """Return the IRI of what a mention means, or of an event or a stance."""
        if isinstance(told, Mention):
            return self.identities.thing(told, sentence)
        if told.twin:
            return self.iri(told.twin, told.twin.sentence)
        if told.is_stance:
            if told not in self._stances:
                self._stances[told] = self.claims.free(told.sentence)
            return self._stances[told]
        named = frozenset(
            (fill.property, self.identities.thing(fill.value, told.sentence))
            for fill in told.fills
            if isinstance(fill.value, Mention)
        )
        return self.identities.event(told, named)

    def value(
        self, value: Mention | Frame | str, sentence: int, role: str = ""
    ) -> URIRef | Literal:
        """Return what stands for a filler, and write what there is to say of it."""
        if isinstance(value, str):
            return Literal(value)
        if isinstance(value, Mention):
            if is_known(value):
                self.ledger.keys.add(value.key)
            elif not value.key and not value.is_a("Event"):
                self.describe(value, sentence)  # without a name, it is of interest for its role
            if value.type == "Office" and role not in _OF_OFFICES:
                return self._holder(value, sentence)
        return self.iri(value, sentence)

    def _holder(self, office: Mention, sentence: int) -> URIRef:
        """Write that somebody holds an office, and leave open who it is."""
        self.describe(office, sentence)
        iri = self.identities.holder(office, sentence)
        evidence = Evidence(office.span, office.rule)
        self.ledger.add(iri, RDF.type, self.ledger.names.term.UnnamedAgent, evidence)
        label = f"holder of the office {office.label}, not named"
        self.ledger.add(iri, RDFS.label, self.ledger.words(label), evidence)
        self.ledger.add(iri, "holdsOffice", self.iri(office, sentence), evidence)
        return iri

    def topic(self, relation: Mention) -> None:
        """Write what relations the document is about."""
        document = self.ledger.names.document(self.ledger.document.slug)
        evidence = Evidence(relation.span, relation.rule)
        self.ledger.add(document, DCTERMS.subject, self.iri(relation, 1), evidence)

    def mention(self, mention: Mention, sentence: int) -> None:
        """Write what a noun phrase and its parts say of what they mean."""
        bare = mention.type == "Office" and not mention.parts  # "the chairman": of what?
        for part in () if bare else mention.walk():
            told = part.type in _TOLD and part.parts
            nameless = not part.key and not told and len(part.members) == 1
            skipped = part.anaphor or part.adjective or part.antecedents or nameless
            if not skipped and part.type != "Date" and not part.is_a("Event"):
                self.describe(part, sentence)
        phrase = phrase_of(mention)
        for link in phrase.claims if phrase else ():
            self._link(link, mention, sentence)

    def _link(self, link: Link, mention: Mention, sentence: int) -> None:
        """Write what the document says of two parts, as its authors' claim."""
        whole = mention.part(link.object)
        for role, part in mention.parts if whole else ():
            if role == link.subject and whole:
                self._claim_of_part(link, mention, sentence, part, whole)

    def _claim_of_part(
        self, link: Link, mention: Mention, sentence: int, part: Mention, whole: Mention
    ) -> None:
        evidence = Evidence(mention.span, mention.rule)
        claim = self.claims.own(link.kind, sentence, evidence)
        iri, other = self.iri(part, sentence), self.iri(whole, sentence)
        self.ledger.add(claim, link.about, iri, evidence)
        for name, value in link.states.items():
            stated = other if value == link.object else self.ledger.names.term[value]
            self.ledger.add(claim, name, stated, evidence)
        self.ledger.add(iri, link.property, other, evidence, claim)

    def describe(self, mention: Mention, sentence: int) -> None:
        """Write what a noun phrase says of what it means: name, class, parts and words."""
        if len(mention.members) > 1:
            self._describe_members(mention, sentence)
            return
        if mention.type == "Group" and not mention.label:
            return
        iri, evidence = self.iri(mention, sentence), Evidence(mention.span, mention.rule)
        claim = None
        if mention.modality:  # "a proposed pipeline": there is none yet
            claim = self.claims.own("Claim", sentence, evidence, mention.modality)
        if is_known(mention):
            self.ledger.keys.add(mention.key)
        else:
            self._name(iri, mention, evidence, claim)
        for fill in filled(mention):
            if isinstance(fill.value, Mention) and fill.value.edtf:
                self.ledger.date(iri, fill.value.edtf, reason(fill, evidence), claim)
            else:
                value = self.value(fill.value, sentence, fill.property)
                self.ledger.add(iri, fill.property, value, reason(fill, evidence), claim)
        self._describe_texts(iri, mention, evidence, claim)

    def _describe_members(self, group: Mention, sentence: int) -> None:
        """Write of each member what the words before several names say of them.

        They do not say it of one whose own office is named within the list.
        """
        words = dict(group.texts).get("description")
        plain = [m for m in group.members if m.part("office") is None]
        for member in plain if words else ():
            evidence = Evidence(group.span.join(member.span), group.rule)
            self.ledger.add(self.iri(member, sentence), "description", Literal(words), evidence)

    def _name(
        self, iri: URIRef, mention: Mention, evidence: Evidence, claim: URIRef | None
    ) -> None:
        ledger = self.ledger
        ledger.add(iri, RDF.type, ledger.names.term[mention.type], evidence, claim)
        ledger.add(iri, RDFS.label, ledger.words(mention.label), evidence, claim)
        words = without_article(mention.span.of(ledger.document.text))
        if mention.key and mention.type != "Person" and words != mention.label and _plain(words):
            ledger.add(iri, SKOS.altLabel, ledger.words(words), evidence, claim)

    def _describe_texts(
        self, iri: URIRef, mention: Mention, evidence: Evidence, claim: URIRef | None
    ) -> None:
        texts = dict(mention.texts)
        if "class" in texts:
            kind = self.ledger.names.term[texts["class"]]
            self.ledger.add(iri, RDF.type, kind, evidence, claim)
        for name in ("abbreviation", "description"):
            if name in texts:
                self.ledger.add(iri, name, Literal(texts[name]), evidence, claim)
        number = _NUMBERS.get(texts.get("count", "").lower())
        if number and not mention.key:
            self.ledger.add(iri, "count", Literal(number), evidence, claim)


def reason(fill: Fill, evidence: Evidence, frame: Frame | None = None) -> Evidence:
    """Return the evidence of one role: from the word that tells of the event to its filler."""
    span = frame.trigger.join(fill.span) if frame else evidence.span
    decisions: tuple[Antecedent, ...] = ()
    if isinstance(fill.value, Mention):
        decisions = tuple(d for part in fill.value.walk() for d in part.antecedents)
    elif isinstance(fill.value, Frame):
        decisions = (Antecedent(fill.span, fill.value.trigger, "the act told of before"),)
    return Evidence(span, evidence.rule, decisions)


def _plain(words: str) -> bool:
    """Tell whether words can stand as another name: no footnote mark or line break in them."""
    return "[" not in words and "\n" not in words and words[:1].isupper()
