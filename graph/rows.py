"""Many rows in one record: the embedded engine takes several times longer to send records than to find what they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from maillage.graph.store import Store


def rows(store: Store, query: str, **parameters: Any) -> list[Any]:
    """What a query that ends with ``RETURN collect(…) AS rows`` collected."""
    found: list[Any] = store.read(query, **parameters)[0]["rows"]
    return found


def doubled(text: str) -> str:
    """Cypher with its braces doubled, to stand in a query that is filled by ``str.format``."""
    return text.replace("{", "{{").replace("}", "}}")
