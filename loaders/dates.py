"""Dates as people write them in tables, in French and English, made EDTF with the precision they were given.

``19/03/2018``, ``19 mars 2018``, ``mars 2018``, ``6-8 mars 2018``, ``du 6 au 8 mars 2018``, ``March 19, 2018``,
``2018-2020``, and the day numbers of spreadsheets. Day before month, as in French: ``19/03`` is a 19 March, ``03/19`` is refused.
"""

from __future__ import annotations

import re
from datetime import date as day
from datetime import timedelta

from maillage.schema import edtf
from maillage.schema.ids import ascii_fold


class BadCell(ValueError):
    """A cell that cannot be what its column says: what is wrong, in both languages."""

    def __init__(self, fr: str, en: str) -> None:
        super().__init__(en)
        self.fr, self.en = fr, en


_MONTHS = {
    **{
        name: number
        for names in (
            "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
            "january february march april may june july august september october november december",
            "janv fevr mars avr mai juin juil aout sept oct nov dec",
            "jan feb mar apr may jun jul aug sep oct nov dec",
        )
        for number, name in enumerate(names.split(), 1)
    },
    "fev": 2,
    "jui": 6,
}
_DAY = r"(\d{1,2})(?:er|st|nd|rd|th)?"
_MONTH = rf"({'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_YEAR = r"(\d{4})"
_TO = r"\s*(?:-|–|—|\ba\b|\bau\b|\bet\b|\bto\b|\band\b|&|/)\s*"
_WEEKDAYS = re.compile(
    r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b,?\s*"
)
_CLOCK = re.compile(
    r"(?:[t,]|\s+(?:a|at))?\s*\d{1,2}(?::\d{2}(?::\d{2}(?:\.\d+)?)?|\s?h(?:\s?\d{2})?)(?:\s?(?:am|pm))?(?:z|[+-]\d{2}:?\d{2})?\Z"
)
_LEAD = re.compile(r"\A(?:du|de|le|les|from|the|on|in|en)\s+")
# The day number 60 stands for a 29 February 1900 that never was: days are only counted from later on.
_FIRST_SERIAL, _LAST_SERIAL, _EPOCH = 10_000, 99_999, day(1899, 12, 30)
_LONGEST = 100


def date(cell: str) -> str:
    """The EDTF date or interval that ``cell`` says. Raises BadCell where it says none, or an impossible one."""
    plain = " ".join(cell.split())
    if len(plain) <= _LONGEST:
        if plain.isascii() and edtf.is_edtf(plain):
            return plain
        found = _read(_plain(plain))
        if found is not None and edtf.is_edtf(found):
            return found
    shown = plain if len(plain) <= 60 else f"{plain[:60]}…"
    raise BadCell(
        f"« {shown} » n'est pas une date (attendu par exemple 2018, 03/2018, 19/03/2018, 19 mars 2018, 6-8 mars 2018)",
        f"“{shown}” is not a date (expected for instance 2018, 03/2018, 19/03/2018, 19 March 2018, 6-8 March 2018)",
    )


def _plain(cell: str) -> str:
    """Lower case, without accents, weekdays and hours."""
    folded = _WEEKDAYS.sub("", ascii_fold(cell.replace("\u2011", "-").replace("\u2212", "-"))).strip()
    return _CLOCK.sub("", _LEAD.sub("", folded)).strip().rstrip(".,")


def _read(text: str) -> str | None:
    for pattern, make in _FORMS:
        found = pattern.fullmatch(text)
        if found:
            return make(*found.groups())
    return None


def _year(text: str) -> str:
    """Two digits are of this century up to 49, of the last from 50 on."""
    return text if len(text) == 4 else f"{'20' if int(text) < 50 else '19'}{text}"


def _point(year: str, month: str | None = None, date_: str | None = None) -> str:
    parts = [_year(year), *(f"{_MONTHS.get(part) or int(part):02d}" for part in (month, date_) if part)]
    return "-".join(parts)


def _span(start: str, end: str) -> str:
    return start if start == end else f"{start}/{end}"


def _serial(whole: str, _fraction: str | None) -> str | None:
    number = int(whole)
    if not _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return None
    return (_EPOCH + timedelta(days=number)).isoformat()


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace(" ", r"\s+"), re.ASCII)


_FORMS = (
    (_form(r"(\d{5})([.,]\d+)?"), _serial),
    (_form(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"), _point),
    (_form(r"(\d{4})[/.](\d{1,2})"), _point),
    (_form(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})"), lambda d, m, y: _point(y, m, d)),
    (_form(r"(\d{1,2})[-/.](\d{4})"), lambda m, y: _point(y, m)),
    (_form(rf"{_YEAR}\s*(?:-|–|—|/|\ba\b|\bau\b|\bto\b|\bet\b)\s*{_YEAR}"), lambda a, b: _span(_point(a), _point(b))),
    (_form(rf"{_DAY} {_MONTH}(?: |-)?\s*{_YEAR}"), lambda d, m, y: _point(y, m, d)),
    (_form(rf"(\d{{1,2}})-{_MONTH}-(\d{{4}}|\d{{2}})"), lambda d, m, y: _point(y, m, d)),
    (_form(rf"{_MONTH}(?: |-)?\s*{_YEAR}"), lambda m, y: _point(y, m)),
    (_form(rf"{_MONTH} {_DAY},?\s*{_YEAR}"), lambda m, d, y: _point(y, m, d)),
    (_form(rf"{_DAY}{_TO}{_DAY} {_MONTH} {_YEAR}"), lambda a, b, m, y: _span(_point(y, m, a), _point(y, m, b))),
    (_form(rf"{_MONTH} {_DAY}{_TO}{_DAY},?\s*{_YEAR}"), lambda m, a, b, y: _span(_point(y, m, a), _point(y, m, b))),
    (_form(rf"{_DAY} {_MONTH}{_TO}{_DAY} {_MONTH} {_YEAR}"), lambda a, m, b, n, y: _span(_point(y, m, a), _point(y, n, b))),
    (
        _form(rf"{_DAY} {_MONTH} {_YEAR}{_TO}{_DAY} {_MONTH} {_YEAR}"),
        lambda a, m, y, b, n, z: _span(_point(y, m, a), _point(z, n, b)),
    ),
    (_form(rf"{_MONTH}{_TO}{_MONTH} {_YEAR}"), lambda m, n, y: _span(_point(y, m), _point(y, n))),
    (_form(rf"{_MONTH} {_YEAR}{_TO}{_MONTH} {_YEAR}"), lambda m, y, n, z: _span(_point(y, m), _point(z, n))),
    (
        _form(r"(\d{1,2})/(\d{1,2})/(\d{4})\s*(?:-|–|\bau\b)\s*(\d{1,2})/(\d{1,2})/(\d{4})"),
        lambda a, m, y, b, n, z: _span(_point(y, m, a), _point(z, n, b)),
    ),
)
