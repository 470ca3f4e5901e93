"""Laws of reading tables: what was written is what is read, whatever the dialect; reading is repeatable and orderly."""

from __future__ import annotations

import csv
import io
import random
import tracemalloc
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from maillage.errors import SourceError
from maillage.loaders.recognise import recognise
from maillage.loaders.table import csvfile
from maillage.loaders.table.dialect import DELIMITERS
from maillage.loaders.table.sheet import Row
from maillage.schema.claim import Claim
from maillage.schema.source import Refused
from tests.loaders.tables import ONTOLOGY, STAMP, read, text

relaxed = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
# What a codec cannot carry, and line separators that Python's csv module rewrites, are not the reader's doing.
_signs = st.characters(codec="utf-8", exclude_characters="\r\x00\x85\x1c\x1d\x1e\u2028\u2029\ufeff", exclude_categories=["Cs"])
cells = st.text(_signs, max_size=12)
rows = st.integers(2, 5).flatmap(lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=8))


@given(
    rows,
    st.sampled_from(DELIMITERS),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["\n", "\r\n"]),
)
@relaxed
def test_what_csv_writes_is_what_is_read(
    tmp_path: Path, rows: list[list[str]], delimiter: str, encoding: str, quoting: Literal[0, 1], end: str
) -> None:
    """The dialect is found out from headings and rows that are unlike it; told, it holds for any cells."""
    sheet = written(tmp_path, rows, delimiter, encoding, quoting, end, said=True)
    assert [row.cells for row in sheet] == [["Nom", *["col"] * (len(rows[0]) - 1)], *rows]
    assert [row.bad for row in sheet if row.bad] == []


words = st.text(st.sampled_from("abcdéèàçœÉ «»'’ \"\n-()"), min_size=1, max_size=12)
word_rows = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(words, min_size=width, max_size=width), min_size=3, max_size=8)
)


@given(
    word_rows,
    st.sampled_from(DELIMITERS),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["\n", "\r\n"]),
)
@relaxed
def test_the_dialect_is_found_out(
    tmp_path: Path, rows: list[list[str]], delimiter: str, encoding: str, quoting: Literal[0, 1], end: str
) -> None:
    if encoding == "cp1252":
        rows = [[cell + "é" for cell in row] for row in rows]  # nothing can be found out from no accent at all
    found = written(tmp_path, rows, delimiter, encoding, quoting, end, said=False)
    assert [row.cells for row in found] == [["Nom", *["col"] * (len(rows[0]) - 1)], *rows]


def written(
    folder: Path, rows: list[list[str]], delimiter: str, encoding: str, quoting: Literal[0, 1], end: str, *, said: bool
) -> list[Row]:
    """The rows of a file that the standard module wrote."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=end)
    writer.writerow(["Nom", *["col"] * (len(rows[0]) - 1)])
    writer.writerows(rows)
    path = folder / "x.csv"
    path.write_bytes(out.getvalue().encode(encoding))
    (sheet,) = csvfile.sheets(path, encoding=encoding, delimiter=delimiter) if said else csvfile.sheets(path)
    return list(sheet.rows())


names = st.lists(
    st.sampled_from(["Un Exemple", "Deux Exemple", "Trois Exemple", "Quatre Exemple", "Cinq Exemple", "Six Exemple"]),
    min_size=1,
    max_size=6,
    unique=True,
)
types = st.sampled_from(["Association", "événement", "Assosiation", ""])
dates = st.sampled_from(["2018", "mars 2018", "jamais", ""])
tables = names.flatmap(
    lambda listed: st.tuples(
        *(
            st.tuples(st.just(name), types, dates, st.sampled_from(["Villefictive", "Orfictive | Villefictive", ""]))
            for name in listed
        )
    )
)


def as_csv(rows: list[tuple[str, ...]]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([("Nom", "Type", "Début", "Ville"), *rows])
    return out.getvalue()


@given(tables, st.randoms())
@relaxed
def test_shuffled_rows_say_the_same(tmp_path: Path, rows: tuple[tuple[str, ...], ...], chance: random.Random) -> None:
    """The first rows tell how a column of types is read: here they all fit in the sample."""
    shuffled = list(rows)
    chance.shuffle(shuffled)
    one = read(text(tmp_path / "x.csv", as_csv(list(rows))))
    other = read(text(tmp_path / "x.csv", as_csv(shuffled)))
    assert {claim.id for claim in one.claims} == {claim.id for claim in other.claims}
    assert sorted((r.problem_fr, r.cell or "") for r in one.refusals) == sorted(
        (r.problem_fr, r.cell or "") for r in other.refusals
    )


@given(tables)
@relaxed
def test_reading_twice_says_the_same(tmp_path: Path, rows: tuple[tuple[str, ...], ...]) -> None:
    path = text(tmp_path / "x.csv", as_csv(list(rows)))
    extract = recognise([path], ontology=ONTOLOGY)
    first, second = (list(extract.reading.items(STAMP)) for _ in range(2))
    assert first == second
    assert recognise([path], ontology=ONTOLOGY).fingerprint == extract.fingerprint
    assert extract.reading.done == 1.0


@given(tables, st.integers(1, 5))
@relaxed
def test_in_one_file_or_in_several(tmp_path: Path, rows: tuple[tuple[str, ...], ...], at: int) -> None:
    """Under one title, a table cut in two says what the whole says."""
    assume(at < len(rows))
    mapping = text(
        tmp_path / "m.yaml",
        (
            "namespace: essai\ntables:\n  - entities:\n"
            "      it: {key: [Nom], type: {column: Type}, properties: {name: Nom, start: Début}}\n"
            "      place: {key: {column: Ville, split: '|'}, type: Territory, properties: {name: Ville}}\n"
            "    links: [{from: it, relation: LOCATED_IN, to: place}]\n"
        ),
    )
    whole = read(text(tmp_path / "tout.csv", as_csv(list(rows))), mapping=mapping)
    parts = read(
        text(tmp_path / "a.csv", as_csv(list(rows[:at]))), text(tmp_path / "b.csv", as_csv(list(rows[at:]))), mapping=mapping
    )
    assert {claim.id for claim in whole.claims} == {claim.id for claim in parts.claims}
    assert len(whole.refusals) == len(parts.refusals)


@given(st.binary(max_size=3_000))
@relaxed
def test_no_bytes_crash_the_reader(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"Nom;Type\nUn Exemple;Association\n" + content)
    try:
        found = read(path)
    except SourceError as error:
        assert error.message("fr")
    else:
        assert found.extract.reading.done == 1.0


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """A hundred thousand rows pass through a reader that keeps a few thousand items at most."""
    path = tmp_path / "liens.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("from,relation,to\n")
        file.writelines(f"acteur {n % 500},COOPERATES_WITH,acteur {n % 499}\n" for n in range(100_000))
    extract = recognise([path], ontology=ONTOLOGY)
    tracemalloc.start()
    count = sum(isinstance(item, Claim) for item in extract.reading.items(STAMP))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 100_000 + 2 * 500
    assert peak < 3_000_000


def test_progress_grows_to_the_end(tmp_path: Path) -> None:
    path = text(tmp_path / "x.csv", "Nom\n" + "".join(f"Acteur {n} Exemple\n" for n in range(20_000)))
    reading = recognise([path], ontology=ONTOLOGY).reading
    seen = [reading.done for item in reading.items(STAMP) if not isinstance(item, Refused)]
    assert seen == sorted(seen)
    assert len(set(seen)) > 3
    assert reading.done == 1.0


@pytest.mark.parametrize("sign", DELIMITERS)
def test_a_first_line_of_excel_says_the_delimiter(tmp_path: Path, sign: str) -> None:
    found = read(
        text(
            tmp_path / "x.csv",
            f"sep={sign}\r\nNom{sign}Type\r\nUn, ou; deux Exemple{sign}Association\r\n"
            if sign not in ",;"
            else f"sep={sign}\nNom{sign}Type\nUn Exemple{sign}Association\n",
        )
    )
    assert len(found.names) == 1
    assert found.values("type") == ["Association"]
    assert found.claims[0].locator.startswith("x.csv, ligne 3")
