"""A format of export: its name, the endings of its files, how it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from maillage.errors import UsageError

if TYPE_CHECKING:
    from maillage.graph.store import Store

# Pieces of about this many bytes are sent on: small enough for memory, large enough for speed.
PIECE = 65_536


class UnknownFormat(UsageError):
    """No export has this name or this ending."""

    fr = "Le format d'export « {format} » est inconnu. Formats possibles : {known}."
    en = "Unknown export format “{format}”. Possible formats: {known}."


@dataclass(frozen=True)
class ExportFormat:
    """``suffixes`` are the endings of its files, the usual one first; ``write`` gives the bytes in pieces."""

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    fr: str
    en: str
    write: Callable[[Store], Iterator[bytes]]

    @property
    def suffix(self) -> str:
        """The usual ending of its files, with the dot."""
        return self.suffixes[0]

    def label(self, lang: str = "fr") -> str:
        """What the format is for, in ``lang``."""
        return self.en if lang == "en" else self.fr


def named(formats: Mapping[str, ExportFormat], name: str) -> ExportFormat:
    """The format of that name among ``formats``. Raises UnknownFormat, naming them."""
    try:
        return formats[name]
    except KeyError:
        raise UnknownFormat(format=name, known=", ".join(formats)) from None


def by_suffix(formats: Mapping[str, ExportFormat], path: Path | str) -> ExportFormat:
    """The format of the longest ending that ``path`` has, in any case. Raises UnknownFormat, naming the endings."""
    name = Path(path).name.lower()
    endings = {suffix: format for format in formats.values() for suffix in format.suffixes if name.endswith(suffix)}
    if not endings:
        known = ", ".join(suffix for format in formats.values() for suffix in format.suffixes)
        raise UnknownFormat(format=Path(path).suffix or Path(path).name, known=known)
    return endings[max(endings, key=len)]


def pieces(texts: Iterable[str]) -> Iterator[bytes]:
    """``texts`` as UTF-8, joined into pieces of a reasonable size."""
    held: list[bytes] = []
    size = 0
    for text in texts:
        raw = text.encode("utf-8", "replace")
        held.append(raw)
        size += len(raw)
        if size >= PIECE:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)
