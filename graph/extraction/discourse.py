"""What a text has spoken of so far, and what its pronouns and definite nouns stand for.

Every decision is kept with the words that led to it; where nothing fits, nothing is decided.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import takewhile

from graph.extraction.frames import Frame
from graph.extraction.items import Item, Mention
from graph.extraction.types import is_a, supertypes
from graph.facts import Antecedent, Span
from graph.names import slug

__all__ = ["Discourse"]

_STATES = {"countries", "nations", "states", "neighbours", "neighbors"}
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}
_COLLECTIVE = ("State", "Organisation", "Government", "Group", "Territory")
_TAKEN_UP = ["Actor", "Agreement", "Programme"]
_ALLIANCE = "MilitaryAlliance"
_ORGANISATION = "InternationalOrganisation"
_ORGANISATIONS = {"organization", "organisation"}
_PEOPLE = ("ArmedForces", "Group", "UnnamedAgent")
"""Whom "they" may mean though the text names them as one."""
_OPENING = 10
"""Sentences in which a document on relations between two names them."""
_NEAR = 3
"""How many sentences back a pronoun may reach."""


@dataclass(slots=True)
class Discourse:
    """The mentions and frames read so far, the latest last."""

    relation: Mention | None = None
    mentions: list[tuple[int, Mention]] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    surnames: dict[str, Mention] = field(default_factory=dict)
    subjects: dict[int, Mention] = field(default_factory=dict)
    abbreviations: dict[str, Mention] = field(default_factory=dict)
    _by_noun: defaultdict[str, dict[tuple[str, str, str], Mention]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    _by_type: defaultdict[str, list[tuple[int, Frame]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _indexed: int = 0

    def read(self, items: list[Item], sentence: int) -> list[Item]:
        """Return a sentence's items with what they stand for, and remember their mentions."""
        result = []
        for item in items:
            found = item.mention or self._short_name(item)
            if found is None:
                result.append(item)
                continue
            mention = self._resolved(found, sentence)
            self._remember(mention, sentence)
            tags = item.tags | ({"Adj"} if mention.adjective else supertypes(mention.type))
            result.append(replace(item, mention=mention, tags=frozenset(tags)))
        return result

    def acts(self, mention: Mention) -> list[Frame]:
        """Return the acts that "these requests" or "this suggestion" mean, none if none fits."""
        self._index_frames()
        wanted = [f for kind, f in self._by_type.items() if is_a(kind, [mention.type])]
        if not wanted:
            return []
        sentence = max(frames[-1][1].sentence for frames in wanted)
        same = sorted(
            (
                place
                for frames in wanted
                for place in takewhile(lambda p: p[1].sentence == sentence, reversed(frames))
            ),
            key=lambda place: place[0],
        )
        told = [frame for _, frame in same if not frame.elaborated]
        return told if mention.plural else told[-1:]

    def _index_frames(self) -> None:
        """Put the frames that are new under their types, each with its place."""
        for place in range(self._indexed, len(self.frames)):
            self._by_type[self.frames[place].type].append((place, self.frames[place]))
        self._indexed = len(self.frames)

    def act_before(self, sentence: int) -> Frame | None:
        """Return the last speech act of the sentence before, with somebody who speaks."""
        acts = (f for f in reversed(self.frames) if f.sentence == sentence - 1)
        return next((act for act in acts if act.values("speaker")), None)

    def event_before(self, sentence: int) -> bool:
        """Tell whether the sentence before told of an event last."""
        last = self.frames[-1] if self.frames else None
        return last is not None and last.sentence == sentence - 1 and not last.modality

    def dated_before(self, sentence: int) -> Frame | None:
        """Return the last dated event of the sentence before that happened."""
        near = takewhile(lambda frame: frame.sentence >= sentence - 1, reversed(self.frames))
        told = (f for f in near if f.sentence == sentence - 1)
        return next((f for f in told if f.edtf and not f.modality and not f.is_stance), None)

    def note_subject(self, subject: Mention | None, sentence: int) -> None:
        """Remember the first subject of a sentence."""
        if subject and sentence not in self.subjects:
            self.subjects[sentence] = subject

    def subject_before(self, sentence: int, span: Span) -> Mention | None:
        """Return the first subject of the sentence before, for a verb that has none."""
        found = self.subjects.get(sentence - 1)
        if found is None or found.anaphor or found.is_a("Event"):
            return None
        reason = "the subject of the sentence before"
        return self._together([self._stands_for(span, m, reason) for m in found.members], span)

    def speakers(self, act: Frame, pronoun: Item) -> Mention | None:
        """Return whom "it" or "they" means in what somebody says: the speakers, if they fit."""
        speakers = [value for value in act.values("speaker") if isinstance(value, Mention)]
        several = len(speakers) > 1 or any(s.is_a(*_COLLECTIVE) for s in speakers)
        fits = several if pronoun.norm == "they" else len(speakers) == 1
        if not fits or (pronoun.norm == "it" and not speakers[0].is_a(*_COLLECTIVE)):
            return None
        meant = [self._stands_for(pronoun.span, s, "whoever says so") for s in speakers]
        return self._together(meant, pronoun.span)

    def _together(self, members: list[Mention], span: Span) -> Mention:
        if len(members) == 1:
            return members[0]
        return Mention("Group", "", span, parts=tuple(("member", each) for each in members))

    def taken_up(self, sentence: int, pronoun: Item) -> Mention | None:
        """Return what "It" at the start of a sentence takes up: the subject of the one before."""
        subject = self.subjects.get(sentence - 1)
        if (
            subject is None
            or subject.anaphor
            or not all(m.is_a(*_TAKEN_UP) for m in subject.members)
        ):
            return None
        several = len(subject.members) > 1 or subject.is_a(*_PEOPLE)
        fits = several == (pronoun.norm == "they")
        return self.subject_before(sentence, pronoun.span) if fits else None

    def _remember(self, mention: Mention, sentence: int) -> None:
        for part in mention.walk():
            if part.adjective or part.anaphor or not part.key:
                continue
            self.mentions.append((sentence, part))
            self._remember_noun(part)
            opening = self.relation is None and sentence <= _OPENING
            if opening and part.type == "BilateralRelation":
                self.relation = part
            if part.type == "Person":
                self.surnames[slug(part.label.rpartition(" ")[2])] = part
            for name, short in part.texts:
                if name == "abbreviation":
                    self.abbreviations[short] = part

    def _remember_noun(self, mention: Mention) -> None:
        """Keep the last mention of each thing under its noun, the latest last."""
        words = _described(mention)
        for noun in (*words[-1:], *([_ALLIANCE] if mention.is_a(_ALLIANCE) else [])):
            named = (mention.key, mention.type, mention.label)
            self._by_noun[noun].pop(named, None)
            self._by_noun[noun][named] = mention

    def _short_name(self, item: Item) -> Mention | None:
        """Return who or what a surname or an abbreviation given before stands for."""
        if len(item.tokens) != 1 or not item.has("Cap", "First"):
            return None
        word = item.tokens[0].text
        if word in self.abbreviations:
            return self._stands_for(item.span, self.abbreviations[word], "abbreviation")
        person = self.surnames.get(slug(word))
        return self._stands_for(item.span, person, "surname") if person else None

    def _resolved(self, mention: Mention, sentence: int) -> Mention:
        parts = tuple((role, self._resolved(part, sentence)) for role, part in mention.parts)
        mention = replace(mention, parts=parts)
        if mention.type == "Person" and " " not in mention.label and not mention.anaphor:
            known = self.surnames.get(slug(mention.label))
            if known and _in_other_office(mention, known):
                return mention
            return self._renamed(mention, known) if known else mention
        if mention.rule == "joint-actions":
            return self._joint(mention)
        if mention.rule == "phase":
            return self._phase(mention)
        if not mention.anaphor:
            return mention
        find = {
            "the-sides": self._parties,
            "the-leaders": self._leaders,
            "he-or-she": self._person,
            "the-relations": self._relations,
            "its-territory": self._state,
        }
        found = find.get(mention.rule, self._same_kind)(mention, sentence)
        return found or mention

    def _renamed(self, mention: Mention, known: Mention) -> Mention:
        decision = Antecedent(mention.span, known.span, "surname")
        return replace(
            mention, key=known.key, label=known.label, antecedents=(*mention.antecedents, decision)
        )

    def _parties(self, mention: Mention, sentence: int) -> Mention | None:
        words = dict(mention.texts)
        wanted = next((_COUNTS[w] for w in mention.label.lower().split() if w in _COUNTS), 2)
        if self.relation is None or wanted > 2:
            known = words["kind"].lower() != "states"  # perhaps states that nobody recognises
            return self._named_before(mention, sentence, "State", wanted) if known else None
        members = [part for role, part in self.relation.parts if role == "party"]
        if wanted != len(members):
            return None
        if words["kind"].lower() in _STATES and not all(m.is_a("State") for m in members):
            return None
        decision = Antecedent(mention.span, self.relation.span, "parties to the relations")
        parts = tuple(
            ("member", replace(m, span=mention.span, antecedents=(decision,))) for m in members
        )
        return replace(mention, anaphor=False, parts=parts, antecedents=(decision,))

    def _leaders(self, mention: Mention, sentence: int) -> Mention | None:
        """Let "both leaders" be the two persons named last, where no third was."""
        return self._named_before(mention, sentence, "Person", 2)

    def _named_before(
        self, mention: Mention, sentence: int, kind: str, count: int
    ) -> Mention | None:
        """Return as many of a kind as are meant, if right so many were named of late."""
        near = takewhile(lambda place: place[0] >= sentence - _NEAR, reversed(self.mentions))
        alike = [(number, each) for number, each in near if each.is_a(kind)]
        named = {each.key: each for number, each in alike if number < sentence}
        if len(named) != count or any(each.key not in named for _, each in alike):
            return None
        reason = f"the {count} of the kind {kind} named last"
        members = [self._stands_for(mention.span, each, reason) for each in named.values()]
        return self._together(members, mention.span)

    def _relations(self, mention: Mention, _sentence: int) -> Mention | None:
        if self.relation is None:
            return None
        return self._stands_for(mention.span, self.relation, "the relations spoken of")

    def _phase(self, mention: Mention) -> Mention:
        """Let a phase be one of the relations that a document is about."""
        if self.relation is None:
            return mention
        decision = Antecedent(mention.span, self.relation.span, "the relations spoken of")
        whole = replace(self.relation, span=mention.span, antecedents=(decision,))
        return replace(mention, parts=(*mention.parts, ("whole", whole)))

    def _joint(self, mention: Mention) -> Mention:
        """Let "joint actions" be those of the parties whose relations a document is about."""
        if self.relation is None:
            return mention
        decision = Antecedent(mention.span, self.relation.span, "parties to the relations")
        parts = tuple(part for part in self.relation.parts if part[0] == "party")
        return replace(mention, parts=parts, antecedents=(decision,))

    def _person(self, mention: Mention, sentence: int) -> Mention | None:
        for frame in reversed(self.frames):
            if sentence - frame.sentence > _NEAR:
                break
            speakers = [v for v in frame.values("speaker") if isinstance(v, Mention)]
            if speakers and speakers[0].type == "Person":
                return self._stands_for(mention.span, speakers[0], "the person who spoke last")
        for number, earlier in reversed(self.mentions):
            if sentence - number > _NEAR:
                return None
            if earlier.type == "Person":
                return self._stands_for(mention.span, earlier, "the person named last")
        return None

    def _state(self, mention: Mention, sentence: int) -> Mention | None:
        """Let "its territory" be that of the state named last in the same sentence."""
        for number, earlier in reversed(self.mentions):
            if number != sentence:
                return None
            if earlier.type == "State":
                return self._stands_for(mention.span, earlier, "the state named last")
        return None

    def _same_kind(self, mention: Mention, sentence: int) -> Mention | None:
        return self._by_its_noun(mention) or self._organisation(mention, sentence)

    def _organisation(self, mention: Mention, sentence: int) -> Mention | None:
        """Let "the organization" be the subject before or, if no other is named, of the text."""
        if mention.label.lower() not in _ORGANISATIONS:
            return None
        near = takewhile(lambda place: place[0] >= sentence - _NEAR, reversed(self.mentions))
        others = {each.key for _, each in near if each.is_a(_ORGANISATION)}
        opening = [self.subjects[n] for n in sorted(self.subjects) if n <= _OPENING]
        topic = next((each for each in opening if each.is_a(_ORGANISATION)), None)
        found = self.subjects.get(sentence - 1)
        if found is None or not found.is_a(_ORGANISATION):
            found = topic if topic and others <= {topic.key} else None
        return (
            self._stands_for(mention.span, found, "the organisation spoken of") if found else None
        )

    def _by_its_noun(self, mention: Mention) -> Mention | None:
        *described, noun = mention.label.lower().split()
        wanted = set(described)
        alliance = mention.type == _ALLIANCE
        for earlier in reversed(self._by_noun[_ALLIANCE if alliance else noun].values()):
            if earlier.is_a(mention.type) and (alliance or wanted <= set(_described(earlier))):
                return self._stands_for(mention.span, earlier, f"the {noun} named last")
        return None

    def _stands_for(self, span: Span, known: Mention, reason: str) -> Mention:
        decision = Antecedent(span, known.span, reason)
        return replace(known, span=span, parts=(), texts=(), antecedents=(decision,))


def _described(mention: Mention) -> list[str]:
    """Return the noun of a name and the words before it."""
    return mention.label.lower().partition(" of ")[0].split()


def _in_other_office(mention: Mention, known: Mention) -> bool:
    """Tell whether two persons of one surname are told apart by the offices that they hold."""
    own, other = mention.part("office"), known.part("office")
    return own is not None and other is not None and own.label != other.label
