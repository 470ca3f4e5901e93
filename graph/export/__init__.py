"""How it goes out: everything that is kept, or the graph it makes, as a file of a known format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from maillage.graph.export import csv_tables, cypher_script, gexf, graphml, json_ld, jsonl, kumu, xlsx
from maillage.graph.export.format import ExportFormat, UnknownFormat, by_suffix, named

if TYPE_CHECKING:
    from maillage.graph.store import Store

__all__ = ["FORMATS", "ExportFormat", "UnknownFormat", "format_of", "write"]

# The first one is the backup. The standalone page is added above this layer: maillage.viz.formats.
FORMATS: dict[str, ExportFormat] = {
    module.FORMAT.name: module.FORMAT
    for module in (jsonl, gexf, graphml, csv_tables, xlsx, json_ld, kumu, cypher_script)
}


def write(store: Store, format: str) -> Iterator[bytes]:
    """The bytes of ``store`` in the format of that name, in pieces. Raises UnknownFormat at once on another name."""
    return named(FORMATS, format).write(store)


def format_of(path: Path | str) -> ExportFormat:
    """The format that a file's name asks for. Raises UnknownFormat, naming the known endings."""
    return by_suffix(FORMATS, path)
