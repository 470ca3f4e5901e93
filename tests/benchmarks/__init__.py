"""Whether the measures still run."""
