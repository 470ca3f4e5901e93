"""How it is seen: the explorer and the standalone export."""
