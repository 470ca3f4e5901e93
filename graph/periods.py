"""Whether something was going on within a period, by dates of any precision."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from maillage.errors import UsageError
from maillage.schema import edtf


class BadDate(UsageError):
    """A date that is not EDTF."""

    fr = "Date illisible : « {text} ». Écrivez 2018, 2018-10 ou 2018-03-19."
    en = "Unreadable date: “{text}”. Write 2018, 2018-10 or 2018-03-19."


class Period(NamedTuple):
    """From the first day to the last, both included."""

    first: date
    last: date

    def touches(self, since: str | None, until: str | None) -> bool:
        """Whether what lasts from ``since`` to ``until`` has a day in common; without a date it may have."""
        first, last = _days(since, until)
        return first <= self.last and self.first <= last


def period(since: str | None, until: str | None) -> Period | None:
    """From the beginning of ``since`` to the end of ``until``; None without either. Raises BadDate."""
    for text in (since, until):
        if text and not edtf.is_edtf(text):
            raise BadDate(text=text[:80])
    return Period(*_days(since, until)) if since or until else None


@lru_cache(maxsize=50_000)
def _days(since: str | None, until: str | None) -> tuple[date, date]:
    return (edtf.bounds(since)[0] if since else date.min, edtf.bounds(until)[1] if until else date.max)
