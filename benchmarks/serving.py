"""The real command in processes of its own: ``maillage load`` and ``maillage serve``."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx

from benchmarks.engines import Site
from benchmarks.watch import Cost, cost, peaks
from tests.engines.neo4j import free_port

COMMAND = str(Path(sys.executable).with_name("maillage"))
START_SECONDS = 120.0


def load(site: Site, folder: Path) -> tuple[Cost, int]:
    """``maillage load`` of a folder into ``site``, whose store is open; what it cost, and its process. Raises on failure."""
    child = subprocess.Popen([COMMAND, "load", str(folder)], env=_environment(site.environment),
                             stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    with cost(site.pid) as told, peaks(child.pid, site.pid) as told.peaks:
        _, words = child.communicate()
    if child.returncode:
        raise RuntimeError(f"maillage load: {words[-2000:]}")
    return told, child.pid


@contextmanager
def serving(site: Site) -> Iterator[httpx.Client]:
    """A client with a kept-alive connection to ``maillage serve`` on ``site``, over loopback."""
    with server(site) as (client, _):
        yield client


@contextmanager
def server(site: Site) -> Iterator[tuple[httpx.Client, int]]:
    """The same client, and the server's process."""
    port = free_port()
    child = subprocess.Popen([COMMAND, "serve", "--port", str(port)],
                             env=_environment(site.environment), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}/api/", timeout=120) as client:
            _wait(client, child)
            yield client, child.pid
    finally:
        child.terminate()
        child.wait(30)


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    return {**os.environ, "MAILLAGE_LANG": "fr", **more}


def _wait(client: httpx.Client, child: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            client.get("health")
            return
        except httpx.TransportError:
            if child.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
