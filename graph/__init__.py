"""Where it is kept and what it shows: the store, the fold, reading, the snapshot."""
