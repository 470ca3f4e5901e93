"""How it goes out: everything that is kept, or the graph it makes, as a file of a known format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from maillage.graph.export.csv_tables import FORMAT as CSV
from maillage.graph.export.cypher_script import FORMAT as CYPHER
from maillage.graph.export.format import ExportFormat, UnknownFormat, by_suffix, named
from maillage.graph.export.gexf import FORMAT as GEXF
from maillage.graph.export.graphml import FORMAT as GRAPHML
from maillage.graph.export.json_ld import FORMAT as JSONLD
from maillage.graph.export.jsonl import FORMAT as JSONL
from maillage.graph.export.kumu import FORMAT as KUMU
from maillage.graph.export.xlsx import FORMAT as XLSX

if TYPE_CHECKING:
    from maillage.graph.store import Store

__all__ = ["FORMATS", "ExportFormat", "UnknownFormat", "format_of", "write"]

# The first one is the backup. The standalone page is added above this layer: maillage.viz.formats.
FORMATS: dict[str, ExportFormat] = {format.name: format for format in (JSONL, GEXF, GRAPHML, CSV, XLSX, JSONLD, KUMU, CYPHER)}


def write(store: Store, format: str) -> Iterator[bytes]:
    """The bytes of ``store`` in the format of that name, in pieces. Raises UnknownFormat at once on another name."""
    return named(FORMATS, format).write(store)


def format_of(path: Path | str) -> ExportFormat:
    """The format that a file's name asks for. Raises UnknownFormat, naming the known endings."""
    return by_suffix(FORMATS, path)
