"""How it comes in: one folder a format; each yields claims."""
