"""Which form of an answer the caller prefers."""

from __future__ import annotations

from maillage.api.language import quality


def prefers_csv(accept: str) -> bool:
    """Whether an ``Accept`` header puts ``text/csv`` before JSON; JSON where it does not say.

    >>> prefers_csv("text/csv"), prefers_csv("application/json, text/csv;q=0.5"), prefers_csv("*/*")
    (True, False, False)
    """
    weights = {}
    for part in accept.split(",")[:20]:
        media, _, rest = part.partition(";")
        weights[media.strip().lower()] = quality(rest)
    anything = weights.get("*/*", 0.0)
    csv = weights.get("text/csv", weights.get("text/*", 0.0))
    return csv > weights.get("application/json", weights.get("application/*", anything))
