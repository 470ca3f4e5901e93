"""How fast maillage is, measured against the bare driver on the same engine: ``python -m benchmarks --help``."""
