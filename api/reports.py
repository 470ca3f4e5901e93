"""The report as the application is given it: how it looks is not the API's business."""

from __future__ import annotations

from typing import Literal, Protocol

from maillage.graph.store import Store

Form = Literal["html", "docx"]
MEDIA_TYPES: dict[Form, str] = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class Reporter(Protocol):
    """Makes the file of a report. Raises NotFound, and UsageError on a thing that no report can be about."""

    def __call__(self, store: Store, form: Form, about: str | None, lang: str, limit: int) -> bytes: ...
