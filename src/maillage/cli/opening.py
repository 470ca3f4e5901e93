"""The store that a command works on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.cli.base import chosen

if TYPE_CHECKING:
    from maillage.graph.store import Store
    from maillage.schema.model import Ontology


def opened(url: str | None = None) -> Store:
    """The open store: ``url``, else ``--store``, else the settings. Use it as a context manager."""
    from maillage.graph.store import open_store

    return open_store(url or chosen().store)


def words_of_the_store() -> Ontology:
    """The ontology that a store would be opened with, for what needs no store."""
    from maillage.schema.model import default_ontology, load_ontology
    from maillage.settings import settings

    extension = settings().ontology
    return load_ontology(extension) if extension else default_ontology()
