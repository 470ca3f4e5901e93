"""Answers about all of a large store, kept on disk: whoever opens it again sees the first map before anything is computed."""

from __future__ import annotations

import json
import os
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

from maillage import __version__
from maillage.graph.memo import moment
from maillage.schema.ids import content_hash

if TYPE_CHECKING:
    from maillage.graph.store import Store

# Changes with the form of what is kept.
FORM = "1"
_locks: dict[Path, threading.Lock] = {}
_adding = threading.Lock()


def shelved(store: Store, name: str, make: Callable[[], bytes]) -> bytes:
    """What ``make`` gives, or gave under ``name`` to whatever process since the store last changed.

    Made once for all who ask at the same time. One file a name and a store, in the cache folder of this account.
    """
    path = shelf(store) / blake2b(name.encode(), digest_size=12).hexdigest()
    with _adding:
        lock = _locks.setdefault(path, threading.Lock())
    with lock:
        mark = _mark(store, name)
        with suppress(OSError):
            kept = path.read_bytes()
            if kept.startswith(mark):
                return kept.removeprefix(mark)
        made = make()
        with suppress(OSError):  # a disk that is full, or that may not be written on: made anew each time
            _write(path, mark + made)
        return made


def _mark(store: Store, name: str) -> bytes:
    """One line that is another one where an answer may be."""
    words = content_hash(json.dumps(store.ontology.to_json()))
    return content_hash(FORM, __version__, *map(str, moment(store)), words, name).encode() + b"\n"


def shelf(store: Store) -> Path:
    """The folder of what is kept of ``store``."""
    return user_cache_path("maillage", appauthor=False) / "answers" / blake2b(store.url.encode(), digest_size=12).hexdigest()


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, for this account's eyes."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(draft).replace(path)
