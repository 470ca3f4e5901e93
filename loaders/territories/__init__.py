"""French territories: the official code with intercommunalities, as claims, and names of places found in it."""
