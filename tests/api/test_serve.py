"""The server as a process: it says where it answers, stops cleanly, and tells in words when it cannot start."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from maillage.api.errors import PortBusy
from maillage.api.serve import listening, serve
from maillage.graph.store import Store
from tests.engines.session import Engine

# What the command does with serve: the last line is only written when serve came back.
PROGRAM = """
import sys
from maillage import open_store
from maillage.api.serve import serve
with open_store() as store:
    serve(store, "127.0.0.1", int(sys.argv[1]), open_browser="browser" in sys.argv,
          ready=lambda address: print(address, flush=True))
print("closed", flush=True)
"""
Start = Callable[..., "tuple[subprocess.Popen[str], str]"]


@pytest.fixture
def start(default_engine: Engine) -> Iterator[Start]:
    running: list[subprocess.Popen[str]] = []
    account = {"MAILLAGE_STORE_USER": default_engine.user or "", "MAILLAGE_STORE_PASSWORD": default_engine.password or ""}

    def begin(*arguments: str, **environment: str) -> tuple[subprocess.Popen[str], str]:
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *(arguments or ("0",))], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**os.environ, "MAILLAGE_STORE": default_engine.url, **account, **environment})
        running.append(process)
        assert process.stdout is not None
        return process, process.stdout.readline().strip()

    yield begin
    for process in running:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_it_and_the_store_is_closed(start: Start, number: signal.Signals) -> None:
    process, address = start()
    assert httpx.get(f"{address}api/ready").json()["status"] == "ready"
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    assert out == "closed\n", err
    assert process.returncode == 0
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{address}api/health")


def test_an_open_connection_does_not_hold_the_stop_up(start: Start) -> None:
    process, address = start()
    with httpx.Client() as client:
        client.get(f"{address}api/health")
        began = time.monotonic()
        process.terminate()
        assert process.wait(timeout=20) == 0
    assert time.monotonic() - began < 10


def test_port_nought_takes_a_free_one_and_its_address_can_be_followed(start: Start) -> None:
    _, one = start()
    _, other = start()
    assert one != other
    for address in (one, other):
        assert address.startswith("http://127.0.0.1:")
        assert httpx.get(f"{address}api/health").status_code == 200


def test_requests_are_told_on_stderr_as_lines_of_json(start: Start) -> None:
    process, address = start()
    httpx.get(f"{address}api/search?q=Nom+Fictif")
    process.terminate()
    _, err = process.communicate(timeout=20)
    lines = [json.loads(line) for line in err.splitlines()]
    assert [(line["method"], line["path"], line["status"]) for line in lines] == [("GET", "/api/search", 200)]


def test_the_token_is_drawn_anew_at_each_start_unless_it_is_set(start: Start) -> None:
    refusals = []
    for environment in ({}, {"MAILLAGE_TOKEN": "jeton-choisi"}):
        _, address = start("0", **environment)
        answer = httpx.delete(f"{address}api/imports/imp-absent", headers={"X-Maillage-Token": "jeton-choisi"})
        refusals.append(answer.status_code)
    assert refusals == [401, 404]


def test_the_browser_is_shown_the_address(start: Start, tmp_path: Path) -> None:
    shown, browser = tmp_path / "shown.txt", tmp_path / "browser.sh"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{shown}.part" && mv "{shown}.part" "{shown}"\n', encoding="utf-8")
    browser.chmod(0o755)
    _, address = start("0", "browser", BROWSER=str(browser))
    for _ in range(100):
        if shown.exists():
            break
        time.sleep(0.1)
    assert shown.read_text(encoding="utf-8").strip() == address


def test_a_busy_port_is_told_with_what_to_do(default_store: Store) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortBusy) as told:
            serve(default_store, "127.0.0.1", port)
    for lang in ("fr", "en"):
        assert f"127.0.0.1:{port}" in told.value.message(lang)
        assert "--port 0" in told.value.message(lang)


def test_a_host_that_is_none_is_told_the_same_way(default_store: Store) -> None:
    with pytest.raises(PortBusy):
        serve(default_store, "192.0.2.1", 0)


def test_a_port_is_free_again_as_soon_as_the_server_stopped() -> None:
    with listening("127.0.0.1", 0) as (_, address):
        port = int(address.rstrip("/").rpartition(":")[2])
    with listening("127.0.0.1", port) as (_, again):
        assert again == address


@pytest.mark.parametrize(("host", "begins"), [
    ("127.0.0.1", "http://127.0.0.1:"), ("localhost", "http://localhost:"), ("::1", "http://[::1]:"),
    ("0.0.0.0", "http://127.0.0.1:"),  # noqa: S104 - for the length of one test, and nothing answers there
])
def test_the_address_is_one_that_a_browser_can_open(host: str, begins: str) -> None:
    if host == "::1" and not socket.has_ipv6:
        pytest.skip("this machine has no IPv6")
    with listening(host, 0) as (_, address):
        assert address.startswith(begins)
