"""Dates that keep the precision of their source: EDTF level 0 (ISO 8601-2:2019) and its intervals.

``2018``, ``2018-10``, ``2018-03-19``, ``2018-05-31/2018-06-01``. A value is text; this module says
whether it is well formed, which days it covers, whether two can both be true, and how it is read.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "en": "January February March April May June July August September October November December".split(),
}


def bounds(text: str) -> tuple[date, date]:
    """The first and the last day that ``text`` covers.

    Raises ValueError where ``text`` is no EDTF level 0 date or interval, or ends before it starts.
    """
    start, slash, end = text.partition("/")
    first, last = _point(start)
    if slash:
        last = _point(end)[1]
    if last < first:
        raise ValueError(f"{text!r} ends before it starts")
    return first, last


def _point(text: str) -> tuple[date, date]:
    found = _POINT.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is not a date: expected 2018, 2018-10, 2018-03-19 or 2018-05-31/2018-06-01")
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    if year < 1:
        raise ValueError(f"{text!r}: there is no year 0 here")
    first = date(year, month or 1, day or 1)
    if day:
        return first, first
    last_month = month or 12
    return first, date(year, last_month, monthrange(year, last_month)[1])


def is_edtf(text: str) -> bool:
    """Whether ``text`` is an EDTF level 0 date or interval."""
    try:
        bounds(text)
    except ValueError:
        return False
    return True


def compatible(one: str, other: str) -> bool:
    """Whether both can be true: one covers the other (``2018`` and ``2018-03``), at another precision."""
    a, b = bounds(one), bounds(other)
    return (a[0] <= b[0] and b[1] <= a[1]) or (b[0] <= a[0] and a[1] <= b[1])


def precision(text: str) -> int:
    """Days covered: the smaller, the more precise."""
    first, last = bounds(text)
    return (last - first).days + 1


def caption(text: str, lang: str = "fr") -> str:
    """How a person reads it: ``2018-03-19`` -> ``19 mars 2018``, ``19 March 2018``."""
    start, slash, end = text.partition("/")
    if not slash:
        return _caption_point(start, lang)
    join = {"fr": "{} – {}", "en": "{} – {}"}[lang]
    return join.format(_caption_point(start, lang), _caption_point(end, lang))


def _caption_point(text: str, lang: str) -> str:
    parts = text.split("-")
    year = parts[0]
    if len(parts) == 1:
        return year
    month = _MONTHS[lang][int(parts[1]) - 1]
    if len(parts) == 2:
        return f"{month} {year}"
    day = int(parts[2])
    return f"{'1er' if day == 1 and lang == 'fr' else day} {month} {year}"
