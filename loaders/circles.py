"""What is part of what, within one load: a thing cannot be part of its own part."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from maillage.loaders import limits
from maillage.loaders.clean import shown


class Circles:
    """Remembers pairs of a part and its whole, each once, and says of the next pair whether it would close a circle."""

    def __init__(self) -> None:
        self.pairs = 0
        self._wholes: dict[str, dict[str, None]] = {}

    def closed(self, part: str, whole: str) -> tuple[str, ...]:
        """The circle that the pair closes, from ``part`` by its wholes back to ``part``; nothing, and the pair remembered,
        where it closes none.
        """
        if whole in self._wholes.get(part, ()):
            return ()
        below: dict[str, str] = {whole: part}
        above = [whole]
        while above and len(below) < limits.CIRCLE:
            one = above.pop()
            if one == part:
                return (part, *_down(below, part))
            new = [each for each in islice(self._wholes.get(one, ()), limits.CIRCLE) if each not in below]
            below.update(dict.fromkeys(new, one))
            above += new
        if self.pairs < limits.KNOWN:
            self._wholes.setdefault(part, {})[whole] = None
            self.pairs += 1
        return ()


def _down(below: dict[str, str], part: str) -> Sequence[str]:
    """The wholes from the first one up to ``part``, found from ``part`` down."""
    path, at = [part], below[part]
    while at != part:
        path.append(at)
        at = below[at]
    return path[::-1]


def in_words(circle: Sequence[str]) -> str:
    """``club-fictif → reseau-exemple → club-fictif``; of a long one, its beginning and its end."""
    keys = [shown(id.partition(":")[2]) for id in circle]
    return " → ".join(keys if len(keys) <= limits.SHOWN_CIRCLE else [*keys[: limits.SHOWN_CIRCLE - 1], "…", keys[-1]])
