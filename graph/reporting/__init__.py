"""What was read of a document and what was not, for a person who wants to know before trusting."""

from graph.reporting.ambiguities import Ambiguity
from graph.reporting.report import Report, Reported, report

__all__ = ["Ambiguity", "Report", "Reported", "report"]
