"""Columns found by the names a mapping gives them, and what is wrong where they are not there."""

from __future__ import annotations

from collections.abc import Sequence

from maillage.loaders.table.terms import fold
from maillage.schema.problems import Mark, Problems, did_you_mean


class Columns:
    """The headings of one sheet. A column is found by its heading as written, else whatever its case and accents."""

    def __init__(self, headings: Sequence[str], place: str, problems: Problems) -> None:
        self.headings = headings
        self.used: dict[int, None] = {}
        self._place, self._problems = place, problems
        self._exact = {heading: index for index, heading in enumerate(headings)}
        self._folded: dict[str, int | None] = {}
        for index, heading in enumerate(headings):
            # None where two headings differ by case and accents only: neither is meant without its own spelling.
            self._folded[fold(heading)] = None if fold(heading) in self._folded else index

    def find(self, name: str) -> int | None:
        """The column of that name, or None."""
        found = self._exact.get(name)
        return found if found is not None else self._folded.get(fold(name))

    def index(self, name: str, mark: Mark) -> int:
        """The column of that name, from now on a used one; a problem is told, and 0 given, where there is none."""
        found = self.find(name)
        if found is None:
            hint = did_you_mean(name, self.headings)
            listed = ", ".join(f"« {heading} »" for heading in self.headings[:30]) + (" …" if len(self.headings) > 30 else "")
            self._problems.tell(
                mark,
                f"{self._place} n'a pas de colonne « {name} »{hint[0]} ; colonnes : {listed}",
                f"{self._place} has no column “{name}”{hint[1]}; columns: {listed}",
            )
            return 0
        self.used[found] = None
        return found

    def unused(self) -> list[int]:
        """Columns that nothing asked for."""
        return [index for index in range(len(self.headings)) if index not in self.used]
