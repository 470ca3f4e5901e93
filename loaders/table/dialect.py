"""Which delimiter a CSV uses: the one under which its first rows have the same number of cells."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from maillage.loaders import limits

# The likeliest first: where several fit equally, the first is taken.
DELIMITERS = (";", ",", "\t", "|", "^", "~")
_ROWS = 100
_DECLARED = "sep="


class Dialect(NamedTuple):
    """``delimiter`` and how far to trust it: the share of rows that have the usual number of cells, 0 where it is one."""

    delimiter: str
    fit: float
    declared: bool = False


def sniff(sample: str) -> Dialect:
    """The dialect of the text that begins with ``sample``; a first line ``sep=;`` (as Excel writes) decides."""
    first = sample.split("\n", 1)[0].strip('\r\ufeff"')
    if first.lower().startswith(_DECLARED) and len(first) == len(_DECLARED) + 1:
        return Dialect(first[-1], 1.0, declared=True)
    found = [(_fit(sample, delimiter), -rank, delimiter) for rank, delimiter in enumerate(DELIMITERS)]
    (fit, width), _, delimiter = max(found)
    return Dialect(delimiter, fit) if width > 1 else Dialect(",", 0.0)


def _fit(sample: str, delimiter: str) -> tuple[float, int]:
    """Share of rows of the usual width, and that width; rows of one cell speak for nothing."""
    widths = [len(row) for row in _rows(sample, delimiter) if any(row)]
    if not widths:
        return 0.0, 0
    # A title above the table is a row of one cell: it is the others that are compared.
    width, count = Counter(widths).most_common(1)[0]
    several = [w for w in widths if w > 1]
    if width == 1 and 2 * len(several) < len(widths):
        return 0.0, 1
    width, count = Counter(several).most_common(1)[0]
    return round(count / len(widths), 2), width


def _rows(sample: str, delimiter: str) -> Iterable[list[str]]:
    """Whole rows of the sample, the last one left out as it may be cut."""
    lines = sample.splitlines(keepends=True)
    whole = lines[:-1] if len(sample) >= limits.SAMPLE // 4 and len(lines) > 1 else lines
    rows: list[list[str]] = []
    try:
        for row in csv.reader(whole, delimiter=delimiter):
            rows.append(row)
            if len(rows) >= _ROWS:
                break
    except csv.Error:
        return []
    return rows
