"""Why a triple of a release holds: its proof, down to the sentences where it was read."""

from graph.explaining.finding import explain
from graph.explaining.passages import Passage
from graph.explaining.steps import Explanation, Step
from graph.explaining.writing import as_json, as_text, as_turtle

__all__ = ["Explanation", "Passage", "Step", "as_json", "as_text", "as_turtle", "explain"]
