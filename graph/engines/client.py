"""The embedded engine seen from a program: find the directory's host, or start it, and keep it open."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from maillage.errors import StoreError
from maillage.graph.engines.host import ADDRESS, LOCK, LOG

START_SECONDS = 60.0
# A host greets whoever knocks; one that is running and has not after this long is stuck.
GREETING_SECONDS = 10.0
LOG_BYTES = 2_000_000


class Host:
    """The engine process that serves one directory, held open while this object is."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory.expanduser().absolute()
        self.address: dict[str, Any] = {}
        self._door: socket.socket | None = None
        self._log_start = 0
        self._stuck = False
        self._prepare()

    @property
    def bolt(self) -> str:
        return f"bolt://127.0.0.1:{self.address['bolt']}"

    def open(self) -> None:
        """Connects to the running host, or starts one. Raises StoreError with the log's last words."""
        self.close()
        self._stuck = False
        deadline = time.monotonic() + START_SECONDS
        child: subprocess.Popen[bytes] | None = None
        while not self._knock():
            if self._stuck and child is None:  # else it may be ours that holds the lock
                raise self._held()
            if child is not None and child.poll() and not self._another_starts():
                raise self._failed()
            if time.monotonic() > deadline:
                raise self._held() if self._is_locked() else self._failed()
            if child is None or child.poll() is not None:
                child = self._spawn()
            time.sleep(0.05)

    def close(self) -> None:
        """Lets go; the host stops by itself when nobody holds it."""
        if self._door is not None:
            self._door.close()
            self._door = None

    @property
    def alive(self) -> bool:
        """Whether the host that was opened still runs: it says nothing after its greeting until it closes."""
        try:
            return self._door is not None and self._door.recv(1) != b""
        except BlockingIOError:
            return True
        except OSError:
            return False

    def kill(self) -> None:
        """Ends the engine at once, for everyone who uses the directory; what was committed is on disk."""
        if self.alive:  # else the process's number may be another's by now
            with suppress(OSError):
                os.kill(int(self.address["pid"]), getattr(signal, "SIGKILL", signal.SIGTERM))

    def _prepare(self) -> None:
        try:
            self.directory.mkdir(parents=True, exist_ok=True)
            self._log.touch()
        except OSError as error:
            raise StoreError(
                url=f"embedded:{self.directory}",
                problem_fr=f"le dossier ne peut être écrit ({error.strerror}) ; choisissez-en un autre avec --store",
                problem_en=f"the directory cannot be written ({error.strerror}); choose another with --store") from error

    @property
    def _log(self) -> Path:
        return self.directory / LOG

    def _knock(self) -> bool:
        """Whether the host that the directory names let us in. A program that took over its port does not greet."""
        try:
            address = json.loads((self.directory / ADDRESS).read_text(encoding="utf-8"))
            door = socket.create_connection(("127.0.0.1", address["door"]), timeout=GREETING_SECONDS)
        except (OSError, ValueError, KeyError, TypeError):
            return False
        if not self._greeted(door, str(address.get("greeting")).encode()):
            door.close()
            return False
        door.setblocking(False)
        self.address, self._door = address, door
        return True

    def _greeted(self, door: socket.socket, wanted: bytes) -> bool:
        heard = b""
        try:
            while len(heard) < len(wanted):
                part = door.recv(len(wanted) - len(heard))
                if not part:
                    return False
                heard += part
        except TimeoutError:
            self._stuck = self._is_locked()
            return False
        except OSError:
            return False
        return heard == wanted

    def _is_locked(self) -> bool:
        lock = FileLock(self.directory / LOCK)
        try:
            lock.acquire(blocking=False)
        except (Timeout, OSError):
            return True
        lock.release()
        return False

    def _spawn(self) -> subprocess.Popen[bytes]:
        self._log_start = self._log.stat().st_size
        mode = "ab"
        if self._log_start > LOG_BYTES:
            mode, self._log_start = "wb", 0
        with self._log.open(mode) as log:
            return subprocess.Popen(  # noqa: S603 - our own module, run by our own interpreter
                [sys.executable, "-m", "maillage.graph.engines.host", str(self.directory)],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.directory, start_new_session=True)

    def _another_starts(self) -> bool:
        """Whether the host that was started left because another holds the directory."""
        return "filelock" in self._log_tail()

    def _log_tail(self) -> str:
        return self._log.read_bytes()[self._log_start:].decode("utf-8", "replace")[-4000:]

    def _held(self) -> StoreError:
        return StoreError(
            url=f"embedded:{self.directory}",
            problem_fr="un autre programme tient ce dossier et ne répond pas ; "
                       f"arrêtez le processus maillage.graph.engines.host{self._number()}, puis recommencez",
            problem_en="another program holds this directory and does not answer; "
                       f"stop the process maillage.graph.engines.host{self._number()}, then try again")

    def _number(self) -> str:
        try:
            return f" ({int(json.loads((self.directory / ADDRESS).read_text(encoding='utf-8'))['pid'])})"
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def _failed(self) -> StoreError:
        lines = [line for line in self._log_tail().splitlines() if line.strip()]
        last = lines[-1][:300] if lines else "?"
        return StoreError(url=f"embedded:{self.directory}",
                          problem_fr=f"le moteur embarqué ne démarre pas ({last}) ; voyez {self._log}",
                          problem_en=f"the embedded engine does not start ({last}); see {self._log}")
