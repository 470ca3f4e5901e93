"""Which entities hold which words, as an inverted index of arrays; and many short texts in one piece."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray


class Postings:
    """Which entities hold which words, by number: those of word ``w``, ascending, are ``_of[_starts[w]:_starts[w + 1]]``."""

    def __init__(self, held: Sequence[Sequence[int]], words: int) -> None:
        flat = np.array(array("i", (word for each in held for word in each)), dtype=np.int32)
        order = np.argsort(flat, kind="stable")
        self._all = len(held)
        self._of = np.repeat(np.arange(len(held), dtype=np.int32), [len(each) for each in held])[order]
        self._starts = np.searchsorted(flat[order], np.arange(words + 1))

    def having(self, spans: Iterable[slice]) -> NDArray[np.bool_]:
        """Of all entities, whether they hold a word among these."""
        having = np.zeros(self._all, dtype=np.bool_)
        for span in spans:
            having[self._of[self._starts[span.start]:self._starts[span.stop]]] = True
        return having


class Texts:
    """Many short texts in one piece: as values of their own they would take three times the memory."""

    def __init__(self, texts: Iterable[str]) -> None:
        encoded = [text.encode() for text in texts]
        self._all, self._ends = b"".join(encoded), np.cumsum([0, *map(len, encoded)])

    def __getitem__(self, place: int) -> str:
        return self._all[self._ends[place]:self._ends[place + 1]].decode()
