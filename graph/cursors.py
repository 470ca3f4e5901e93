"""Cursors: where a page ended, as an opaque text that fits one list with one set of conditions only."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from typing import Any

from maillage.errors import UsageError
from maillage.schema.ids import content_hash

LONGEST = 4_000


class BadCursor(UsageError):
    """A cursor that was changed, or that belongs to another list."""

    fr = "Ce curseur n'est pas de cette liste. Reprenez-la du début, sans curseur."
    en = "This cursor is not of this list. Start the list again, without a cursor."


def write_cursor(name: str, given: Mapping[str, Any], *position: str | int) -> str:
    """The cursor of the list ``name`` under the conditions ``given``, after the row at ``position``."""
    text = json.dumps([_fingerprint(name, given), *position], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(cursor: str | None, name: str, given: Mapping[str, Any]) -> tuple[Any, ...] | None:
    """The position that ``write_cursor`` was given; None without a cursor. Raises BadCursor."""
    if not cursor:
        return None
    if len(cursor) > LONGEST:
        raise BadCursor
    try:
        held = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError) as error:
        raise BadCursor from error
    if not isinstance(held, list) or len(held) < 2 or held[0] != _fingerprint(name, given):
        raise BadCursor
    if not all(isinstance(part, (str, int)) for part in held):
        raise BadCursor
    return tuple(held[1:])


def _fingerprint(name: str, given: Mapping[str, Any]) -> str:
    return content_hash(name, json.dumps(given, sort_keys=True, ensure_ascii=False))[:8]
