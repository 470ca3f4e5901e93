"""What claims and decisions may already speak of, as far as this program can know: the rest need not be read.

Into a store that was empty when a load began, and into which nobody else has written since, everything went through
this program. An id, a topic or a key (a name, a sure number) that it never wrote is in no claim and in no decision.
"""

from __future__ import annotations

from collections.abc import Iterable

# One bit for each of so many remainders of a hash: 16 MB, of which what is touched is taken. With the three million ids
# and topics of a million links, one in forty that was never put is read for nothing.
BITS = 1 << 27


class Spoken:
    """A memory that forgets nothing and takes no more room as it fills: it may name too many, never too few."""

    def __init__(self, bits: int = BITS) -> None:
        self._last = bits - 1
        self._marks: bytearray | None = None

    def forget(self) -> None:
        """From here on anything may be spoken of."""
        self._marks = None

    def nothing(self) -> None:
        """The store is empty: from here on only what is ``put`` may be spoken of."""
        self._marks = bytearray(self._last // 8 + 1)

    def put(self, texts: Iterable[str]) -> None:
        if (marks := self._marks) is not None:
            for text in texts:
                place = hash(text) & self._last
                marks[place >> 3] |= 1 << (place & 7)

    def among(self, texts: Iterable[str]) -> list[str]:
        """Those of ``texts`` of which something may be said, each once, in their order."""
        listed = list(dict.fromkeys(texts))
        if (marks := self._marks) is None:
            return listed
        places = ((text, hash(text) & self._last) for text in listed)
        return [text for text, place in places if marks[place >> 3] >> (place & 7) & 1]
