"""What is part of what, within one file: a thing cannot be part of its own part."""

from __future__ import annotations

_FURTHEST = 100_000


class Circles:
    """Remembers wholes, and says of the next one whether it would close a circle."""

    def __init__(self) -> None:
        self._wholes: dict[str, set[str]] = {}

    def closes(self, part: str, whole: str) -> bool:
        """Whether ``part`` already holds ``whole``; remembers the pair where it does not."""
        above, seen = [whole], {whole}
        while above and len(seen) < _FURTHEST:
            one = above.pop()
            if one == part:
                return True
            new = self._wholes.get(one, set()) - seen
            seen |= new
            above.extend(new)
        self._wholes.setdefault(part, set()).add(whole)
        return False
