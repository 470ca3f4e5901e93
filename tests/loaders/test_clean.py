"""Cells cleaned: tables of what is typed and what is kept."""

from __future__ import annotations

import unicodedata
from datetime import date as day
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.loaders import clean
from maillage.loaders.clean import BadCell, cleaner
from maillage.loaders.dates import date
from maillage.schema import edtf

DATES = {
    "2018": "2018",
    "2018-10": "2018-10",
    "2018-03-19": "2018-03-19",
    "2018-05-31/2018-06-01": "2018-05-31/2018-06-01",
    "19/03/2018": "2018-03-19",
    "19.3.2018": "2018-03-19",
    "19-03-18": "2018-03-19",
    "19/03/68": "1968-03-19",
    "03/2018": "2018-03",
    "2018/03/19": "2018-03-19",
    "2018-03-19T00:00:00": "2018-03-19",
    "2018-03-19 14:30:00": "2018-03-19",
    "2018-10-03T11:00:00Z": "2018-10-03",
    "19 mars 2018": "2018-03-19",
    "1er mars 2018": "2018-03-01",
    "mars 2018": "2018-03",
    "Sept. 2018": "2018-09",
    "août 2018": "2018-08",
    "AOUT 2018": "2018-08",
    "lundi 19 mars 2018 à 14h30": "2018-03-19",
    "le 19 mars 2018": "2018-03-19",
    "19-mars-18": "2018-03-19",
    "6-8 mars 2018": "2018-03-06/2018-03-08",
    "6 – 8 mars 2018": "2018-03-06/2018-03-08",
    "du 6 au 8 mars 2018": "2018-03-06/2018-03-08",
    "6 et 7 mars 2018": "2018-03-06/2018-03-07",
    "31 mai-1er juin 2018": "2018-05-31/2018-06-01",
    "du 28 décembre 2018 au 3 janvier 2019": "2018-12-28/2019-01-03",
    "mars-avril 2018": "2018-03/2018-04",
    "mars à mai 2018": "2018-03/2018-05",
    "du 01/02/2018 au 05/02/2018": "2018-02-01/2018-02-05",
    "2018-2020": "2018/2020",
    "de 2018 à 2020": "2018/2020",
    "March 19, 2018": "2018-03-19",
    "19 March 2018": "2018-03-19",
    "19th March 2018": "2018-03-19",
    "March 2018": "2018-03",
    "6-8 March 2018": "2018-03-06/2018-03-08",
    "March 6-8, 2018": "2018-03-06/2018-03-08",
    "43178": "2018-03-19",
    "43178.75": "2018-03-19",
}
NO_DATES = [
    "03/19/2018",
    "31/02/2018",
    "29/02/2019",
    "8-6 mars 2018",
    "vers 2018",
    "début octobre 2018",
    "bientôt",
    "12345678",
    "7",
    "0",
    "2020-2018",
    "2018-13",
    "32 mars 2018",
    "19 mars",
    "à 14h",
    "٢٠١٨",
    "x" * 500,
    "mars mars 2018",
    "1/1/1/2018",
]


@pytest.mark.parametrize(("typed", "kept"), DATES.items())
def test_dates_keep_the_precision_they_were_given(typed: str, kept: str) -> None:
    assert date(typed) == kept
    assert date(f"  {typed} ") == kept


@pytest.mark.parametrize("typed", NO_DATES)
def test_what_is_no_date_is_refused_with_words(typed: str) -> None:
    with pytest.raises(BadCell, match="is not a date") as caught:
        date(typed)
    assert "n'est pas une date" in caught.value.fr
    assert len(caught.value.fr) < 250


@given(st.dates(day(1950, 1, 1), day(2049, 12, 31)))
def test_every_day_reads_the_same_however_it_is_written(when: day) -> None:
    iso = when.isoformat()
    serial = (when - day(1899, 12, 30)).days
    long = [
        edtf.caption(iso, "fr"),
        edtf.caption(iso, "en"),
        f"{when:%d/%m/%Y}",
        f"{when:%d.%m.%y}",
        f"{iso}T12:00:00",
        str(serial),
    ]
    assert {date(text) for text in long} == {iso}


@given(st.text(max_size=40))
def test_no_text_makes_a_date_that_is_none(cell: str) -> None:
    try:
        found = date(cell)
    except BadCell:
        return
    assert edtf.is_edtf(found)


@given(st.dates(day(1950, 1, 1), day(2049, 1, 1)), st.integers(1, 27))
def test_spans(when: day, days: int) -> None:
    end = when + timedelta(days=days)
    span = f"{when.isoformat()}/{end.isoformat()}"
    assert date(f"du {edtf.caption(when.isoformat())} au {edtf.caption(end.isoformat())}") == span


VALUES = [
    ("name", "string", "  Réseau\u00a0 Exemple\n", "Réseau Exemple"),
    ("name", "string", "E\u0301cole Exemple", "École Exemple"),
    ("name", "string", "=SUM(A1)", "=SUM(A1)"),
    ("name", "string", "<script>alert(1)</script>", "<script>alert(1)</script>"),
    ("description", "text", "un\r\n\r\n  deux\u200b ", "un\n\ndeux"),
    ("population", "integer", "1 234", "1234"),
    ("population", "integer", "29 204", "29204"),
    ("population", "integer", "1234.0", "1234"),
    ("lat", "number", "48,85", "48.85"),
    ("lon", "number", "-2.5", "-2.5"),
    ("url", "url", "www.exemple.fr/a", "https://www.exemple.fr/a"),
    ("url", "url", "exemple.org", "https://exemple.org"),
    ("siren", "code", "200 000 172", "200000172"),
    ("siren", "code", "20000017200015", "200000172"),
    ("rna", "code", "w751234567", "W751234567"),
    ("insee", "code", "1004", "01004"),
    ("insee", "code", "2A004", "2A004"),
]
NO_VALUES = [
    ("population", "integer", "beaucoup"),
    ("population", "integer", "1,5"),
    ("lat", "number", "nan"),
    ("lat", "number", "inf"),
    ("lat", "number", "1_0"),
    ("url", "url", "javascript:alert(1)"),
    ("url", "url", "voir le site"),
    ("siren", "code", "12345678"),
    ("rna", "code", "751234567"),
    ("insee", "code", "75"),
    ("name", "string", "n" * 10_001),
]


@pytest.mark.parametrize(("property", "kind", "typed", "kept"), VALUES)
def test_values(property: str, kind: str, typed: str, kept: str) -> None:
    assert cleaner(property, kind)(typed) == kept


@pytest.mark.parametrize(("property", "kind", "typed"), NO_VALUES)
def test_what_is_no_value_is_refused(property: str, kind: str, typed: str) -> None:
    with pytest.raises(BadCell):
        cleaner(property, kind)(typed)


@given(st.text())
def test_a_clean_line_is_clean_and_stays_so(cell: str) -> None:
    line = clean.one_line(cell)
    assert clean.one_line(line) == line
    assert line == unicodedata.normalize("NFC", line)
    assert not any(unicodedata.category(c) == "Cc" or c in "\u202e\u200b\u2066\ufeff" for c in line)
    assert line == " ".join(line.split())


@given(st.text())
def test_evidence_holds_no_control_character(cell: str) -> None:
    shown = clean.visible(cell)
    assert not any(c < " " and c not in "\t\n\r" for c in shown)
    assert len(shown) == len(cell)
