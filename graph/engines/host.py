"""The embedded engine's own process: ``python -m maillage.graph.engines.host DIRECTORY``.

The engine's files belong to one process, and a question that eats all memory must not take the asking
program with it: so the engine runs beside it. Every program that has the directory open holds a
connection to the host's door; when the last is gone (closed, or killed), the host stops cleanly.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import secrets
import selectors
import signal
import socket
import sys
import threading
import time
from pathlib import Path
from typing import Any

ADDRESS = "server.json"
DATABASE = "maillage"
LOCK = "host.lock"
LOG = "engine.log"
# A program that starts the host gets this long to knock before the host gives up waiting.
FIRST_KNOCK_SECONDS = 30.0
LINGER_SECONDS = 0.5
STOP_SECONDS = 15.0

# These are read from the environment when the engine is imported; the same keys given later have no effect.
_OPTIONS = (
    "-Darcadedb.opencypher.loadCsv.allowFileUrls=false",
    "-Darcadedb.opencypher.loadCsv.allowRemoteUrls=false",
    "-Darcadedb.txWalFlush=2",  # fsync at commit: what was acknowledged survives
    "-Darcadedb.server.mode=production",
)
_READ = {"resultSetLimit": -1, "readTimeout": -1, "access": [], "types": {"*": {"access": ["readRecord"]}}}
_ADMIN = {
    "resultSetLimit": -1, "readTimeout": -1,
    "access": ["updateSecurity", "updateSchema", "updateDatabaseSettings"],
    "types": {"*": {"access": ["createRecord", "readRecord", "updateRecord", "deleteRecord"]}},
}
_NOTHING = {"resultSetLimit": -1, "readTimeout": -1, "access": [], "types": {"*": {"access": []}}}


def main(directory: Path) -> None:
    """Serves ``directory`` until the last program that uses it is gone. Raises on a lock held by another host."""
    from filelock import FileLock

    directory.mkdir(parents=True, exist_ok=True)
    with FileLock(directory / LOCK, timeout=0):
        _ignore_keyboard()
        (directory / ADDRESS).unlink(missing_ok=True)  # of one that was killed: its ports may be others' by now
        server, address = _start(directory)
        door = _door()
        address["door"], address["greeting"] = door.getsockname()[1], secrets.token_hex(16)
        _publish(directory / ADDRESS, address)
        try:
            _wait_until_alone(door, address["greeting"].encode())
        finally:
            door.close()  # who knocks from now on hears no greeting, and starts the next host
            (directory / ADDRESS).unlink(missing_ok=True)
            _stop(server)


def _start(directory: Path) -> tuple[Any, dict[str, Any]]:
    memory = f"-Xmx{_heap_megabytes()}m"
    os.environ["ARCADEDB_NATIVE_ISOLATE_ARGS"] = " ".join((memory, *_OPTIONS))
    os.environ["ARCADEDB_JVM_ARGS"] = os.environ["ARCADEDB_NATIVE_ISOLATE_ARGS"]
    os.environ["ARCADEDB_LOG_CONSOLE"] = "0"
    os.environ["ARCADEDB_LOG_DIR"] = str(directory / "log")
    _prune(directory / "log")
    arcadedb = _engine()
    root, reader = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
    _accounts(directory / "config", root, reader)
    bolt, http = _free_port(), _free_port()
    server = arcadedb.create_server(
        root_path=str(directory), root_password=root,
        config={"host": "127.0.0.1", "http_port": http, "bolt_port": bolt, "bolt_host": "127.0.0.1",
                "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin"})
    server.start()
    if (directory / "databases" / DATABASE).is_dir():
        server.get_database(DATABASE)
    else:
        _create(server)
    return server, {"pid": os.getpid(), "bolt": bolt, "user": "root", "password": root,
                    "reader": "reader", "reader_password": reader, "engine": _version()}


def _stop(server: Any) -> None:
    """Stops cleanly; at once where the engine is still caught in a question: what was committed is on disk."""
    late = threading.Timer(STOP_SECONDS, os._exit, (0,))
    late.daemon = True
    late.start()
    server.stop()


def _prune(logs: Path, keep: int = 5) -> None:
    """The engine writes one event log a start: the oldest go."""
    old = sorted(logs.glob("server-event-log-*.jsonl"), key=lambda path: path.stat().st_mtime)[:-keep]
    for path in old:
        path.unlink(missing_ok=True)


def _create(server: Any) -> None:
    """A new database. Full-text indexes can be made through the handle only, not over Bolt."""
    database = server.create_database(DATABASE)
    for statement in ("CREATE VERTEX TYPE Entity", "CREATE PROPERTY Entity.search STRING",
                      "CREATE INDEX ON Entity (search) FULL_TEXT"):
        database.command("sql", statement)


def _engine() -> Any:
    try:
        import arcadedb
    except ImportError:
        import arcadedb_embedded as arcadedb
    return arcadedb


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    for package in ("arcadedb", "arcadedb-embedded"):
        try:
            return version(package)
        except PackageNotFoundError:
            continue
    return "?"


def _heap_megabytes() -> int:
    """A quarter of the machine's memory, between 512 MB and 4 GB."""
    try:
        total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    except (AttributeError, ValueError, OSError):  # no sysconf on Windows
        total = 8192
    return max(512, min(4096, total // 4))


def _accounts(config: Path, root: str, reader: str) -> None:
    """Accounts anew at every start: ``root`` for the store, ``reader`` who may read records and nothing else."""
    config.mkdir(parents=True, exist_ok=True)
    groups = {"databases": {"*": {"groups": {"admin": _ADMIN, "reading": _READ, "*": _NOTHING}}}, "version": 2}
    users = [{"name": "root", "databases": {"*": ["admin"]}, "password": _hashed(root)},
             {"name": "reader", "databases": {DATABASE: ["reading"]}, "password": _hashed(reader)}]
    _private(config / "server-groups.json", json.dumps(groups))
    _private(config / "server-users.jsonl", "".join(json.dumps(user) + "\n" for user in users))


def _hashed(password: str, rounds: int = 65536) -> str:
    salt = base64.b64encode(secrets.token_bytes(32)).decode()
    digest = hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), rounds)
    return f"PBKDF2WithHmacSHA256${rounds}${salt}${base64.b64encode(digest).decode()}"


def _publish(path: Path, address: dict[str, Any]) -> None:
    fresh = path.with_suffix(".new")
    _private(fresh, json.dumps(address))
    fresh.replace(path)


def _private(path: Path, text: str) -> None:
    """Writes a file that only its owner can read, from its first byte."""
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _door() -> socket.socket:
    door = socket.socket()
    door.bind(("127.0.0.1", 0))
    door.listen(64)
    door.setblocking(False)
    return door


def _wait_until_alone(door: socket.socket, greeting: bytes) -> None:
    """Greets whoever knocks, so that nobody takes another program on this port for us, and counts who is inside.

    However it ends, guests are let go first: so they see at once that an engine which answers oddly is stopping.
    """
    with selectors.DefaultSelector() as selector:
        selector.register(door, selectors.EVENT_READ)
        try:
            _receive(selector, door, greeting)
        finally:
            for key in list(selector.get_map().values()):
                if key.fileobj is not door:
                    key.fileobj.close()  # type: ignore[union-attr]  # sockets only are registered


def _receive(selector: selectors.BaseSelector, door: socket.socket, greeting: bytes) -> None:
    guests, deadline = 0, time.monotonic() + FIRST_KNOCK_SECONDS
    while guests or time.monotonic() < deadline:
        for key, _ in selector.select(timeout=0.1):
            if key.fileobj is door:
                guest = _greeted(door, greeting)
                if guest is not None:
                    selector.register(guest, selectors.EVENT_READ)
                    guests += 1
            elif _left(key.fileobj):
                selector.unregister(key.fileobj)
                guests -= 1
                deadline = time.monotonic() + LINGER_SECONDS


def _greeted(door: socket.socket, greeting: bytes) -> socket.socket | None:
    """The guest; None when it was gone before it was greeted."""
    try:
        guest, _ = door.accept()
    except OSError:
        return None
    try:
        guest.sendall(greeting)
    except OSError:
        guest.close()
        return None
    return guest


def _left(guest: Any) -> bool:
    try:
        gone = not guest.recv(64)
    except OSError:
        gone = True
    if gone:
        guest.close()
    return gone


def _ignore_keyboard() -> None:
    """Ctrl-C in the terminal is for the program; the host leaves when the program does. SIGTERM stops it cleanly."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
