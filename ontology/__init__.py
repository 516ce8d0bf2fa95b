"""The OWL 2 RL ontology and its terms as Python names."""
