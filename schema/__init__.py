"""What may be said: the ontology, claims, decisions, dates and ids. Imports nothing of ours."""
