"""The extraction rules, as data.

``lexicon.yaml`` says what words are, ``phrases/`` which sequences of words mean one thing, and
``frames/`` which verbs and nouns tell of which events, with who is what in them. See README.md.
"""

from graph.rules.loader import Rule, Rules, load, rule_of, rules
from graph.rules.schema import (
    Adjunct,
    Case,
    Content,
    Emission,
    FrameRule,
    Lexicon,
    Link,
    Phrase,
    Position,
    Role,
)

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
    "Rule",
    "Rules",
    "load",
    "rule_of",
    "rules",
]
