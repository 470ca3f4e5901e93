"""How it is asked: the HTTP interface."""
