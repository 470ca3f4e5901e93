"""A real Neo4j server for tests: on loopback, on a free port, with a random password, in a folder of its own.

    with Neo4jServer(LTS, folder) as server:
        open_store(server.url, user=server.user, password=server.password)

It can be killed and started again on the same folder and port, as the crash tests need.
"""

from __future__ import annotations

import secrets
import signal
import socket
import subprocess
import threading
from pathlib import Path
from types import TracebackType
from typing import IO

import neo4j

from tests.engines.releases import HERE, Absent, Release

# Quick to start, on little memory. Benchmarks give `options=FULL`: there the compiler is what is measured.
QUICK = ("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
FULL = ("-Xmx2g",)
SETTINGS = {
    "server.bolt.enabled": "true",
    "server.default_listen_address": "127.0.0.1",
    "dbms.security.auth_enabled": "true",
    "dbms.usage_report.enabled": "false",
    "server.memory.pagecache.size": "128m",
    "db.tx_log.preallocate": "false",
    "db.shutdown_transaction_end_timeout": "0s",
}


class Neo4jServer:
    """One server process. `start`, `stop`, `kill` may be called in any order, any number of times."""

    user = "neo4j"

    def __init__(self, release: Release, folder: Path, *, options: tuple[str, ...] = QUICK) -> None:
        self.release = release
        self.folder = folder
        self.password = secrets.token_urlsafe(16)
        self.port = free_port()
        self._options = options
        self._secured = False
        self._process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    @property
    def pid(self) -> int | None:
        """The server's process id; None while it is down."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def start(self, seconds: float = 90) -> None:
        """Start and wait until Bolt answers; raises Absent without jars or Java, RuntimeError with the log's end."""
        java = self.release.check()
        self._write_settings()
        classes = ("-cp", f"{self.release.jars}/*", str(HERE / "Start.java"))
        command = [str(java), *self._options, *classes, str(self.folder)]
        with self.log.open("a") as log:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, cwd=self.folder
            )
        self._wait_until_ready(seconds)
        if not self._secured:
            self._set_password()

    def stop(self) -> None:
        """A clean stop: everything is on disk when this returns."""
        if self._process is not None:
            _close(self._process.stdin)
            self._end()

    def kill(self) -> None:
        """`kill -9`: what a power cut leaves. `start` then recovers from the same folder."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._end()

    def driver(self) -> neo4j.Driver:
        """A driver of the caller's own, to close after use."""
        return neo4j.GraphDatabase.driver(self.url, auth=(self.user, self.password))

    def version(self) -> str:
        """What the server says of itself, such as ``Neo4j Kernel 5.26.22 community``."""
        with self.driver() as driver:
            found = driver.execute_query("CALL dbms.components() YIELD name, versions, edition").records[0]
        return f"{found['name']} {found['versions'][0]} {found['edition']}"

    def __enter__(self) -> Neo4jServer:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _write_settings(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        address = f"127.0.0.1:{self.port}"
        lines = {**SETTINGS, "server.bolt.listen_address": address, "server.bolt.advertised_address": address}
        (self.folder / "neo4j.conf").write_text("".join(f"{key}={value}\n" for key, value in lines.items()))

    def _wait_until_ready(self, seconds: float) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        # A server that hangs is killed, which ends the reading below.
        watchdog = threading.Timer(seconds, self._process.kill)
        watchdog.start()
        try:
            ready = any(line.strip() == "READY" for line in self._process.stdout)
        finally:
            watchdog.cancel()
        if not ready:
            self._end()
            raise RuntimeError(f"Neo4j {self.release.version} did not start (limit {seconds:g} s):\n{self._log_end()}")

    def _set_password(self) -> None:
        with neo4j.GraphDatabase.driver(self.url, auth=(self.user, "neo4j")) as driver:
            driver.execute_query(
                "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new", new=self.password, database_="system"
            )
        self._secured = True

    def _end(self) -> None:
        assert self._process is not None
        try:
            self._process.wait(60)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        _close(self._process.stdin)
        _close(self._process.stdout)
        self._process = None

    def _log_end(self) -> str:
        return self.log.read_text(errors="replace")[-3000:]


def free_port() -> int:
    """A loopback port that nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _close(pipe: IO[str] | None) -> None:
    if pipe is not None and not pipe.closed:
        pipe.close()


__all__ = ["FULL", "QUICK", "Absent", "Neo4jServer", "free_port"]
