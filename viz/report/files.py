"""The files that a report may become, by their suffix."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from maillage.viz.report.build import document
from maillage.viz.report.document import Document
from maillage.viz.report.page import html

if TYPE_CHECKING:
    from maillage.graph.store import Store


def _docx(document: Document) -> bytes:
    from maillage.viz.report.word import docx  # python-docx and lxml take a while to import

    return docx(document)


FILES: dict[str, Callable[[Document], bytes]] = {"html": html, "docx": _docx}


def report(store: Store, form: str, about: str | None = None, lang: str = "fr", limit: int = 10) -> bytes:
    """The report as a file of this form (a key of FILES). Raises NotFound, NoReport."""
    return FILES[form](document(store, about, lang, limit))
