"""Cells cleaned: texts, numbers, addresses and codes as people type them. Dates are in `maillage.loaders.dates`.

A cleaner takes the cell's text and gives the value, or raises `BadCell` with the words for people.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable

from maillage.loaders import limits
from maillage.loaders.dates import BadCell, date

__all__ = ["BadCell", "Cleaner", "cleaner", "date", "name", "one_line", "shown", "text", "visible", "whole"]

Cleaner = Callable[[str], str]

# Signs that show nothing and change what is around them: direction marks, zero-width spaces, soft hyphens.
_UNSEEN = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_BLANKS = re.compile(r"[^\S\n]+")
_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f\u2009'’](?=\d{3}(?!\d))")
_URL = re.compile(r"(?i)https?://[^\s<>\"']+\Z")
_BARE_URL = re.compile(r"(?i)(?:www\.|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:fr|org|com|net|eu|info|coop|io)(?:[/?#]|\Z))\S*\Z")


def one_line(cell: str) -> str:
    """``cell`` as one clean line: NFC, no control or direction signs, blanks and line ends as single spaces."""
    if cell.isprintable() and cell.isascii() and "  " not in cell:
        return cell.strip()
    return " ".join(_without_unseen(cell).split())


def text(cell: str) -> str:
    """``cell`` as clean text of one or several lines."""
    if cell.isprintable() and cell.isascii() and "  " not in cell:
        return cell.strip()
    lines = _without_unseen(cell.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in lines).strip("\n")


def _without_unseen(cell: str) -> str:
    return _CONTROL.sub("", _UNSEEN.sub("", unicodedata.normalize("NFC", cell.replace("\u2028", "\n").replace("\u2029", "\n"))))


def visible(cell: str) -> str:
    """``cell`` as it is kept for evidence: untouched, but control signs shown by their pictures (``␀``)."""
    return cell if cell.isprintable() else _CONTROL.sub(_picture, cell)


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else "\ufffd"


def shown(cell: str, longest: int = 60) -> str:
    """``cell`` within a sentence: clean, and cut when long."""
    line = one_line(cell[: 4 * longest])
    return line if len(line) <= longest and len(cell) <= 4 * longest else f"{line[:longest]}…"


def whole(heads: Iterable[str], fields: Iterable[tuple[str, str]] = ()) -> str:
    """All that something says which is left out, for its refusal: ``a → b ; finance ; depuis : 2019``."""
    said = (*heads, *(f"{name} : {value}" for name, value in fields if value.strip()))
    return shown(" ; ".join(filter(None, map(one_line, said))), limits.REFUSED)


def name(cell: str) -> str:
    """A name: one line, of a length that a name can have."""
    line = one_line(cell)
    if len(line) > limits.NAME:
        raise BadCell(
            f"nom de {len(line)} signes ; {limits.NAME} au plus", f"name of {len(line)} characters; at most {limits.NAME}"
        )
    return line


def integer(cell: str) -> str:
    """``1 234`` and ``1234.0`` -> ``1234``."""
    plain = _number(cell)
    whole = plain.removesuffix(".0")
    if not re.fullmatch(r"-?\d{1,18}", whole, re.ASCII):
        raise _bad("un nombre entier", "a whole number", cell)
    return whole


def number(cell: str) -> str:
    """``48,85`` -> ``48.85``; what is no finite number is refused."""
    plain = _number(cell)
    try:
        finite = math.isfinite(float(plain))
    except ValueError:
        finite = False
    if not finite or not re.fullmatch(r"[-+]?[\d.]+(?:[eE][-+]?\d+)?", plain, re.ASCII):
        raise _bad("un nombre", "a number", cell)
    return plain


def _number(cell: str) -> str:
    return _THOUSANDS.sub("", cell.strip()).replace(",", ".").strip().replace("\u2212", "-")


def share(cell: str) -> float:
    """A confidence: ``0,8`` or ``80 %`` -> 0.8."""
    plain = cell.strip()
    value = float(number(plain.removesuffix("%"))) / (100 if plain.endswith("%") else 1)
    if not 0 <= value <= 1:
        raise _bad("un nombre entre 0 et 1", "a number between 0 and 1", cell)
    return value


def url(cell: str) -> str:
    """A web address; ``www.exemple.fr`` is given its ``https://``."""
    line = one_line(cell)
    if _BARE_URL.match(line):
        line = f"https://{line}"
    if not _URL.match(line):
        raise _bad("une adresse web (https://…)", "a web address (https://…)", cell)
    return line


def siren(cell: str) -> str:
    """Nine digits; of a SIRET (fourteen) the first nine."""
    digits = re.sub(r"[\s.\u00a0\u202f]", "", cell).removesuffix(".0")
    if not re.fullmatch(r"\d{9}|\d{14}", digits, re.ASCII):
        raise _bad("un numéro SIREN (9 chiffres)", "a SIREN number (9 digits)", cell)
    return digits[:9]


def rna(cell: str) -> str:
    """A ``W`` and nine signs."""
    plain = re.sub(r"\s", "", cell).upper()
    if not re.fullmatch(r"W[0-9A-Z]\d{8}", plain, re.ASCII):
        raise _bad("un numéro RNA (W et 9 chiffres)", "an RNA number (W and 9 digits)", cell)
    return plain


def insee(cell: str) -> str:
    """Five signs; a spreadsheet that took ``01004`` for a number dropped the zero, which comes back."""
    plain = re.sub(r"\s", "", cell).upper().removesuffix(".0")
    padded = f"0{plain}" if re.fullmatch(r"[1-9]\d{3}", plain, re.ASCII) else plain
    if not re.fullmatch(r"\d{5}|2[AB]\d{3}", padded, re.ASCII):
        raise _bad("un code commune INSEE (5 signes)", "an INSEE municipality code (5 characters)", cell)
    return padded


def _bad(fr: str, en: str, cell: str) -> BadCell:
    return BadCell(f"« {shown(cell)} » n'est pas {fr}", f"“{shown(cell)}” is not {en}")


_BY_NAME: dict[str, Cleaner] = {
    "name": name,
    "name_en": name,
    "aliases": name,
    "siren": siren,
    "rna": rna,
    "insee": insee,
}
_BY_KIND: dict[str, Cleaner] = {
    "string": one_line,
    "code": one_line,
    "text": text,
    "date": date,
    "integer": integer,
    "number": number,
    "url": url,
}


def cleaner(property: str, kind: str) -> Cleaner:
    """The cleaner of a property of the ontology, by its name where it has a form of its own, else by its kind."""
    return _BY_NAME.get(property) or _BY_KIND.get(kind, one_line)
