"""Whether a graph is an ontology in OWL 2 RL, and if not, by which axiom and against which clause.

The profile is https://www.w3.org/TR/owl2-profiles/#OWL_2_RL; the restrictions that it takes over
from OWL 2 DL are those of https://www.w3.org/TR/owl2-syntax/#Global_Restrictions_on_Axioms_in_OWL_2_DL.
"""

from rdflib import Graph

from graph.checking.profile.axioms import axiom_faults
from graph.checking.profile.entities import entity_faults
from graph.checking.profile.roles import role_faults
from graph.checking.profile.terms import Clause, Violation
from graph.errors import OntologyError

__all__ = ["Clause", "Violation", "require_profile", "violations"]


def violations(ontology: Graph) -> tuple[Violation, ...]:
    """Return what in an ontology is outside OWL 2 RL, sorted and without repetitions."""
    found = {*axiom_faults(ontology), *role_faults(ontology), *entity_faults(ontology)}
    return tuple(sorted(found, key=lambda fault: (fault.axiom, fault.reason)))


def require_profile(ontology: Graph) -> None:
    """Raise OntologyError with the first axiom that is outside OWL 2 RL, and its clause."""
    found = violations(ontology)
    if found:
        raise OntologyError(f"the ontology is outside OWL 2 RL in {len(found)} places: {found[0]}")
