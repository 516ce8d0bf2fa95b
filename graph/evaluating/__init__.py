"""How good an extraction is, measured against what a careful reader found.

::

    patterns → gold → knowledge → voices → matching → entailing → judging → scores
                                                     comparing, inferring

A statement of the gold table counts as found only where an extracted statement has its subject,
predicate, object and voice, does not turn a negation round, and rests on evidence that overlaps its
span. What the reasoner infers counts only for the rows that the reader had to infer, too.

Precision is over the extracted statements of the kinds that the table has: roles, dates and types
of events, types and descriptions of things first named in the document, offices and tenures, and
what is claimed. Left out, since the table does not list them, are

- labels and other names, which repeat the words of the document, and what the reference data say;
- the dates `earliest`, `latest` and `attestedOn`, which are computed from `date`;
- `inCapacity`, which repeats for an act the office that its doer is named by;
- what merely keeps a claim together: its type, label, speaker, modality and polarity (measured as
  voice and modality), the act in which it was made and what it contradicts;
- the words and the subject of a claim whose content is structured, and the words of a speech act
  in which a claim was made, for then the structure or the claim is judged;
- the unnamed authors to whom a document's own claims are ascribed, and the somebody to whom those
  are of which it does not say whose they are.

An extracted statement is right where it matches a row, or where a row that was found entails it in
the same place: a class or a property above; what the selectors of the row's ways name; the row's
time as the event's date; the type of a thing in the row where the row's predicate is made for
things of that type; and of something said that it was said, by whom, in which words, wherever.
"""

from graph.evaluating.gold import GoldTable, Row, read_gold
from graph.evaluating.scores import Evaluation, Miss, Score, Untrue, evaluate

__all__ = ["Evaluation", "GoldTable", "Miss", "Row", "Score", "Untrue", "evaluate", "read_gold"]
