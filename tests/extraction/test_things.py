"""What noun phrases say of things."""

from graph.extraction.claims import Claims
from graph.extraction.identity import Identities
from graph.extraction.items import Mention
from graph.extraction.ledger import Ledger
from graph.extraction.things import Things
from graph.facts import Span
from graph.names import Names
from graph.reading.document import Metadata, parse

_NAMES = Names()
_TEXT = "Peru opposed a planned eastern league (EL), a club of three."
_TEXTS = (("class", "MilitaryAlliance"), ("abbreviation", "EL"), ("description", "a club"))


def test_what_is_said_of_a_planned_thing_is_said_in_a_claim() -> None:
    ledger = Ledger(parse("text", _TEXT, Metadata(title="text")), _NAMES)
    claims = Claims(ledger)
    things = Things(ledger, claims, Identities(_NAMES, "text"))
    league = Mention(
        "Organisation",
        "league",
        Span(13, 42),
        texts=(*_TEXTS, ("count", "one")),
        modality="Planned",
    )
    things.describe(league, 1)
    iri = things.iri(league, 1)
    said = [fact.claim is not None for fact in ledger.facts if fact.subject == iri]
    assert said == [True] * 6
