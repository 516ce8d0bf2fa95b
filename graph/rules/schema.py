"""What a rule may say: the shapes that the YAML files are held to."""

from typing import Literal

import msgspec

__all__ = [
    "Adjunct",
    "Case",
    "Content",
    "Emission",
    "FrameRule",
    "Lexicon",
    "Link",
    "Phrase",
    "Position",
    "Role",
]


Confidence = Literal["High", "Moderate", "Low"]
"""How sure a statement can be at best that a rule makes."""


class _Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of all shapes: immutable, and an unknown field is an error."""


class Case(_Shape, frozen=True, kw_only=True):
    """A text in which a rule fires, and what it finds there.

    Either ``document`` and ``span`` point to a sentence of an article that is not part of the
    project, or ``text`` says in words of our own what the article named in ``after`` tells.
    """

    text: str = ""
    after: str = ""
    document: str = ""
    span: tuple[int, int] = (0, 0)
    finds: dict[str, tuple[str, ...]] = {}
    """Label, or words, of what fills each role."""


class Role(_Shape, frozen=True, kw_only=True):
    """A part that somebody or something plays."""

    type: tuple[str, ...] = ()
    """Classes of the ontology; none means that the literal words are taken."""
    property: str | dict[str, str] = ""
    """Property of the ontology, or one for each class of filler; by default the role's name."""
    words: str = ""
    """Property that takes the literal words where no filler of that type is found."""
    required: bool = False
    rest: bool = False
    """Whether the words run on to the end of the clause."""
    list: bool = False
    """Whether they are a list, each item of which is a filler of its own."""


class Content(_Shape, frozen=True, kw_only=True):
    """What is said, asked or proposed in a speech act."""

    modality: str
    forms: tuple[str, ...] = ("that", "quotation")
    """Any of that, bare, quotation, gerund, infinitive, object, adjunct."""
    polarity: str = "Affirmative"
    negated: str = ""
    """Modality where the verb is negated, if that is itself a position ("did not rule out")."""


class Adjunct(_Shape, frozen=True, kw_only=True):
    """A preposition and the role of what follows it."""

    role: str
    control: str = ""
    """Whose doing a following gerund is: ``subject`` or ``object``; empty: not looked for."""


class Position(_Shape, frozen=True, kw_only=True):
    """What whoever does something thereby holds to be so ("recognised X as a state")."""

    kind: str
    """Class of the claim."""
    by: str
    """Role of whoever holds it."""
    about: dict[str, str]
    """Role to the property by which the claim leads to its filler."""
    states: str
    """Property of the claim whose value is an individual of the ontology."""
    words: str = ""
    """Role whose words tell which one, by the table ``individuals`` of the lexicon."""
    value: str = ""
    """The individual, where the rule itself tells."""


class FrameRule(_Shape, frozen=True, kw_only=True):
    """A kind of event, and how verbs and nouns tell of it.

    From one entry come the active ("X recognised Y"), the passive ("Y was recognised by X") and
    the nominal forms ("X's recognition of Y", "recognition of Y by X").
    """

    id: str
    frame: str = ""
    """Class of the ontology; empty: the event that the subject names ("cooperation began")."""
    about: str
    """One sentence for people."""
    verbs: tuple[str, ...] = ()
    """Lemmas; further words of a fixed expression follow, as in "break off"."""
    nouns: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    """Expressions before whoever says a sentence ("according to"), who fills ``subject``."""
    subject: str = ""
    object: str = ""
    complement: str = ""
    """Role of a second noun phrase after the object, as in "renamed X Y"."""
    fixed: tuple[str, ...] = ()
    """Literal objects, one of which must follow, as in "establish diplomatic relations"."""
    prepositions: dict[str, str | Adjunct] = {}
    each: str = ""
    """Role of which each filler has an event of its own ("X and Y joined Z": two accessions)."""
    lasting: bool = False
    """Whether the simple present tells of it ("recognises"), not only of a habit ("meets")."""
    since: bool = False
    """Whether a date is that of a beginning ("started in 1991")."""
    claimed: dict[str, str] = {}
    """Roles of which the document's word is no more than a claim, such as a cause, with the
    property by which the claim leads to the event."""
    claim: str = "Claim"
    """Class of such a claim."""
    answers: str = ""
    """Role of the event told of right before in the sentence ("X's attack and Y's response")."""
    causes: str = ""
    """Role that the event of a clause after "because", "as" or "when" fills."""
    bearer: str = ""
    """Role whose filler itself bears the properties of the others; there is no event then
    ("X is a member of Y")."""
    between: bool = False
    """Whether it is not the fillers of that role that bear them, but the relation between two."""
    predicates: tuple[str, ...] = ()
    """Words that begin a predicate noun, after "be" or after the comma of an apposition."""
    position: Position | None = None
    roles: dict[str, Role] = {}
    content: Content | None = None
    confidence: Confidence = "High"
    """The most that what it finds deserves; lower where its words often mean something else."""
    examples: tuple[Case, ...] = ()
    counterexamples: tuple[str, ...] = ()


class Emission(_Shape, frozen=True, kw_only=True):
    """An event or situation that a phrase implies ("the German President Jan Modl": tenure)."""

    frame: str
    roles: dict[str, str]
    """Property to named group, or ``self``."""


class Link(_Shape, frozen=True, kw_only=True):
    """What a phrase makes its parts claim of each other."""

    subject: str
    property: str
    object: str
    kind: str
    """Class of the claim."""
    about: str
    """Property of the claim that leads to the subject, and ``states`` what it says of it."""
    states: dict[str, str] = {}
    """Property of the claim to an individual of the ontology, or to group ``object``."""


class Phrase(_Shape, frozen=True, kw_only=True):
    """A sequence of words that means one thing.

    ``pattern`` is a regular expression whose letters are ``{Tag}``: a class of the ontology for a
    mention, ``Class~`` for a noun that names such things, a category of the lexicon, ``Cap``,
    ``Lower``, ``Number``, or ``=word`` for that very word. Named groups become parts.
    """

    id: str
    type: str = ""
    """Class of the ontology; empty: that of the head noun in group ``head``."""
    about: str
    pattern: str
    label: str = ""
    """Template over group names; by default the words without article."""
    named: bool = True
    """Whether it has a name of its own, so that two mentions of it are one thing."""
    roles: dict[str, str | dict[str, str]] = {}
    """Named group to property, or to one property for each class of filler."""
    emits: tuple[Emission, ...] = ()
    claims: tuple[Link, ...] = ()
    """What the document says of the parts without its being so for everybody."""
    anaphor: bool = False
    confidence: Confidence = "High"
    """The most that what it finds deserves; lower where its words often mean something else."""
    examples: tuple[Case, ...] = ()
    counterexamples: tuple[str, ...] = ()


class Lexicon(_Shape, frozen=True, kw_only=True):
    """What words are, and what nouns name."""

    categories: dict[str, list[str]]
    heads: dict[str, list[str]]
    """Class of the ontology to nouns, lower case, singular."""
    modals: dict[str, str]
    """Auxiliary or governing verb to the modality that it gives to what depends on it."""
    causal: list[str]
    """Words that open a clause which tells why something changed."""
    presupposing: list[str]
    """Prepositions after which a noun names what did happen ("due to X's attack")."""
    preventing: list[str]
    """Verbs whose objects are not to happen ("veto the accession of X")."""
    enumerating: list[str]
    doers: list[str]
    """Verbs whose objects there are ("joint actions include the transit of …")."""
    planning: dict[str, str]
    """Noun after the name of an event to the modality that it gives to it ("accession plans")."""
    factive: list[str]
    """Verbs whose infinitive tells of what happens ("began to …")."""
    object_control: list[str]
    """Verbs whose object is who is to do what the infinitive says ("urged X to …")."""
    stative: list[str]
    """Verbs that tell of a state in the past tense, too ("had", "remained")."""
    hypothetical: dict[str, str]
    """Adjective before a noun to the modality that it gives to what the noun names."""
    short: dict[str, str]
    """Abbreviation of a title, as it is written, to the title ("PM")."""
    occasions: dict[str, str]
    """Noun to the class of a statement made in what it names ("in a speech")."""
    individuals: dict[str, str]
    """Words to the individual of the ontology that they mean."""
    adjuncts: dict[str, dict[str, str]]
    """Preposition to (class of filler to property), for events of every kind."""
