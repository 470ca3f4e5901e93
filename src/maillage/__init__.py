"""maillage: a knowledge graph of participatory democracy and territorial development."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from maillage.graph.store import Store, open_store

__all__ = ["Store", "__version__", "open_store"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # The engine takes a while to import: only when somebody asks for the store.
    if name in ("Store", "open_store"):
        from maillage.graph import store

        return getattr(store, name)
    raise AttributeError(f"module 'maillage' has no attribute {name!r}")
