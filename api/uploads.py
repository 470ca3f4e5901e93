"""Files that a person drops on the page, kept in a folder of their own until they are loaded or let go."""

from __future__ import annotations

import re
import secrets
import shutil
import tempfile
import threading
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

from maillage.api.errors import TooManyFiles, UnfitName, UploadTooLarge
from maillage.errors import NotFound

PATH = "/api/uploads"
# Seconds after which files that nobody asks for any more are removed.
FORGOTTEN = 3_600.0
MOST_UPLOADS = 20
_NAME = re.compile(r"[^\x00-\x1f\x7f/\\:*?\"<>|]{1,150}")


@dataclass
class Upload:
    """Files that belong together: ``sizes`` in bytes by name. Its folder ends with it."""

    id: str
    folder: Path
    sizes: dict[str, int] = field(default_factory=dict)
    touched: float = field(default_factory=time.monotonic)
    busy: bool = False

    @property
    def paths(self) -> list[Path]:
        return [self.folder / name for name in sorted(self.sizes)]


class Uploads:
    """The uploads of one application."""

    def __init__(self, most_bytes: int, most_files: int) -> None:
        self.most_bytes, self.most_files = most_bytes, most_files
        self._held: dict[str, Upload] = {}
        self._root: tempfile.TemporaryDirectory[str] | None = None  # goes with this process
        self._lock = threading.Lock()

    async def receive(self, id: str | None, name: str, chunks: AsyncIterator[bytes]) -> Upload:
        """Writes one file as it arrives. Raises UploadTooLarge, TooManyFiles, UnfitName, NotFound; keeps nothing of it then."""
        upload = self.get(id) if id else self._new()
        try:
            path = self._place(upload, name)
            await self._write(upload, path, chunks)
        except BaseException:
            if not upload.sizes:
                self.drop(upload.id)
            raise
        return upload

    def get(self, id: str) -> Upload:
        """Raises NotFound."""
        with self._lock:
            if id not in self._held:
                raise NotFound(id=id)
            self._held[id].touched = time.monotonic()
            return self._held[id]

    def drop(self, id: str) -> None:
        """Removes the files; one that is not there is gone already."""
        with self._lock:
            upload = self._held.pop(id, None)
        if upload is not None:
            shutil.rmtree(upload.folder, ignore_errors=True)

    def _new(self) -> Upload:
        self._forget()
        id = secrets.token_hex(8)
        with self._lock:
            self._root = self._root or tempfile.TemporaryDirectory(prefix="maillage-uploads-", ignore_cleanup_errors=True)
            upload = Upload(id, Path(self._root.name) / id)
            upload.folder.mkdir()
            self._held[id] = upload
        return upload

    def _forget(self) -> None:
        """Lets go what nobody asks for, and the oldest where there are too many."""
        idle = sorted((u for u in self._held.values() if not u.busy), key=lambda u: u.touched)
        late = [u for u in idle if time.monotonic() - u.touched > FORGOTTEN]
        for upload in {u.id: u for u in [*late, *idle[:max(0, len(self._held) - MOST_UPLOADS + 1)]]}.values():
            self.drop(upload.id)

    def _place(self, upload: Upload, name: str) -> Path:
        if not _NAME.fullmatch(name) or name.startswith("."):
            raise UnfitName(name=name[:150])
        if name not in upload.sizes and len(upload.sizes) >= self.most_files:
            raise TooManyFiles(limit=self.most_files)
        return upload.folder / name

    async def _write(self, upload: Upload, path: Path, chunks: AsyncIterator[bytes]) -> None:
        others = sum(size for name, size in upload.sizes.items() if name != path.name)
        partial, size = path.with_name(f".{path.name}"), 0
        try:
            with partial.open("wb") as file:
                async for chunk in chunks:
                    size += len(chunk)
                    if others + size > self.most_bytes:
                        raise UploadTooLarge(limit=self.most_bytes)
                    file.write(chunk)
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
        upload.sizes[path.name] = size
