"""A workbook cut at its end: whole again where only its directory is lost, refused where anything else is."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from maillage.loaders import limits
from tests.loaders.tables import assert_good, read, refused_whole, workbook

ROWS = [["Nom", "Type"], ["Réseau Exemple", "Association"], ["Collectif Fictif", "Association"]]


class Stream(io.RawIOBase):
    """A file that cannot be gone back in: parts written to it carry their sizes behind them."""

    def __init__(self) -> None:
        self.written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, block: object) -> int:
        taken = bytes(block)  # type: ignore[call-overload]  # whatever the writer hands over is bytes-like
        self.written += taken
        return len(taken)


def made(path: Path, *, method: int = ZIP_DEFLATED, streamed: bool = False, without: str = "") -> bytes:
    """The bytes of a small workbook."""
    workbook(path, ("Feuille", ROWS))
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name != without}
    stream = Stream()
    with ZipFile(stream if streamed else path, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return bytes(stream.written) if streamed else path.read_bytes()


@pytest.mark.parametrize("method", [ZIP_DEFLATED, ZIP_STORED])
@pytest.mark.parametrize("cut", ["before the directory", "within it", "before its last bytes"])
def test_only_the_directory_is_lost(tmp_path: Path, method: int, cut: str) -> None:
    path = tmp_path / "acteurs.xlsx"
    raw = made(path, method=method)
    directory = raw.index(b"PK\x01\x02")
    path.write_bytes(raw[: {"before the directory": directory, "within it": directory + 40}.get(cut, len(raw) - 20)])
    found = read(path)
    assert_good(found)
    assert any("archive sans répertoire : reconstruit" in note.fr for note in found.extract.notes)


def test_parts_whose_sizes_stand_behind_them(tmp_path: Path) -> None:
    path = tmp_path / "acteurs.xlsx"
    raw = made(path, streamed=True)
    path.write_bytes(raw[: raw.index(b"PK\x01\x02")])
    assert_good(read(path))


def test_a_whole_workbook_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "acteurs.xlsx"
    path.write_bytes(made(path))
    assert not any("répertoire" in note.fr for note in read(path).extract.notes)


def test_what_is_lost_beyond_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "acteurs.xlsx"
    raw = made(path)
    whole = raw[: raw.index(b"PK\x01\x02")]
    lacking = made(path, without="xl/worksheets/sheet1.xml")
    flipped = bytearray(whole)
    flipped[whole.index(b"xl/worksheets/sheet1.xml") + 60] ^= 1
    for content in (whole[:-10], bytes(flipped), lacking[: lacking.index(b"PK\x01\x02")], raw[: len(raw) // 2], raw[:30]):
        path.write_bytes(content)
        assert "classeur" in refused_whole(path)


def test_a_bomb_is_not_put_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "acteurs.xlsx"
    raw = made(path)
    path.write_bytes(raw[: raw.index(b"PK\x01\x02")])
    monkeypatch.setattr(limits, "REPAIRED", 8_000)
    assert "abîmé ou incomplet" in refused_whole(path)
