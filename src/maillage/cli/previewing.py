"""``load --dry-run``: what the files would bring, and nothing stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maillage.loaders.extract import Extract
    from maillage.schema.model import Ontology


def show_preview(extract: Extract, ontology: Ontology) -> None:
    """The preview on stdout."""
    raise NotImplementedError
