"""The real command as a process: serving, stopping, pipes that close, terminals, and two of them on one directory."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import select
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from maillage import open_store
from maillage.graph.store import Store
from tests.cli.conftest import started
from tests.engines.session import Engine

START = 100.0


def finished(*words: object, folder: Path, **environment: str) -> tuple[int, str, str]:
    process = started(*words, folder=folder, **environment)
    out, err = process.communicate(timeout=START)
    return process.returncode, out, err


@contextlib.contextmanager
def serving(*words: object, folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server that was started and has told its address; stopped as by Ctrl-C at the end, if it still runs."""
    process = started(*words, folder=folder)
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        if not address:
            pytest.fail(process.communicate(timeout=START)[1])
        yield process, address
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=START)


def answer(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=START) as reply:  # noqa: S310 - our own server on loopback
        content: bytes = reply.read()
        return content


def links(address: str) -> int:
    return int(json.loads(answer(f"{address}api/stats"))["relations"])


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_demo_shows_the_programme_and_finds_it_again(tmp_path: Path) -> None:
    with serving("demo", "--no-open", "--port", "0", folder=tmp_path) as (process, address):
        assert links(address) > 100
        assert b"<html" in answer(address)
        store = f"embedded:{tmp_path / 'maillage' / 'demo'}"
        # A second process on the same directory, while the first one serves it.
        code, out, err = finished("imports", "--format", "json", "--store", store, folder=tmp_path)
        assert (code, err) == (0, "")
        assert len(json.loads(out)) == 1
        table = tmp_path / "essai.csv"
        table.write_text("nom;type\nAssociation Exemple Est;Association\n", encoding="utf-8")
        code, _, err = finished("load", table, "--store", store, folder=tmp_path)
        assert code == 0, err
        assert b"Association Exemple Est" in answer(f"{address}api/search?q=exemple+est")
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=START)
        assert process.returncode == 0, err
    with serving("demo", "--no-open", "--port", "0", folder=tmp_path) as (_, address):
        assert b"Association Exemple Est" in answer(f"{address}api/search?q=exemple+est")
    with serving("demo", "--no-open", "--port", "0", "--reset", folder=tmp_path) as (_, address):
        assert links(address) > 100
        assert b"Association Exemple Est" not in answer(f"{address}api/search?q=exemple+est")


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_busy_port_is_told_and_the_demo_takes_the_next(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        store = f"embedded:{tmp_path / 'base'}"
        code, out, err = finished("serve", "--port", port, "--store", store, folder=tmp_path)
        assert (code, out) == (1, "")
        assert f"127.0.0.1:{port}" in err
        process = started("demo", "--no-open", "--store", store, folder=tmp_path, MAILLAGE_PORT=str(port))
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:")
            assert not address.endswith(f":{port}/")
        finally:
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=START)
        assert f"Le port {port} est occupé" in err
        assert process.returncode == 0


@pytest.fixture
def long_table(tmp_path: Path) -> Path:
    file = tmp_path / "longue.csv"
    rows = "".join(f"Association Exemple {n};Association;Ville Fictive {n % 90}\n" for n in range(2_000))
    file.write_text("nom;type;ville\n" + rows, encoding="utf-8")
    return file


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_ctrl_c_in_a_load_says_what_is_kept_and_loading_again_goes_on(tmp_path: Path, long_table: Path) -> None:
    url = f"embedded:{tmp_path / 'base'}"
    with open_store(url) as store:
        process = started("load", long_table, "--store", url, folder=tmp_path, MAILLAGE_BATCH="50")
        while not (records := store.read("MATCH (i:Import) RETURN i.id AS id, i.new AS new")):
            assert process.poll() is None
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=START)
        assert (process.returncode, out) == (130, "")
        assert "sont déjà gardées" in err
        assert records[0]["id"] in err
        assert "Traceback" not in err
        cut = store.import_record(records[0]["id"])
        assert cut is not None
        assert cut.finished_at is None
        assert cut.new >= records[0]["new"] > 0
        assert all(check.ok for check in store.doctor(deep=True))
        code, out, err = finished("load", long_table, "--store", url, folder=tmp_path)
        assert (code, out.strip()) == (0, cut.id), err
        assert "a été interrompu" in err
        whole = store.import_record(cut.id)
        assert whole is not None
        assert whole.finished_at
        assert whole.new > cut.new
        assert store.read("MATCH (e:Association) RETURN count(e) AS n") == [{"n": 2_000}]


def test_a_pipe_that_closes_is_no_error(tmp_path: Path) -> None:
    process = started("query", "UNWIND range(1, 9000) AS n RETURN n, 'Exemple Exemple Exemple Exemple'", "--store",
                      f"embedded:{tmp_path / 'base'}", folder=tmp_path)
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline().startswith("n\t")
    process.stdout.close()
    assert process.wait(timeout=START) == 141
    assert process.stderr.read() == ""


def on_a_terminal(*words: str, **environment: str) -> str:
    """What the command shows on a terminal of its own."""
    ours, its = pty.openpty()
    command = [sys.executable, "-c", "from maillage.cli import main; main()", *words]
    env = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR")}
    with subprocess.Popen(command, stdin=its, stdout=its, stderr=its, env={**env, "TERM": "xterm", **environment}) as process:
        os.close(its)
        shown = b""
        while select.select([ours], [], [], START)[0]:
            try:
                part = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            shown += part
        process.wait(timeout=START)
    os.close(ours)
    return shown.decode()


def test_colours_are_for_terminals_that_want_them() -> None:
    assert "\x1b[" in on_a_terminal("load", "--help")
    assert "\x1b[3" not in on_a_terminal("load", "--help", NO_COLOR="1")
    assert "\x1b[" not in on_a_terminal("load", "--help", TERM="dumb")
    assert "\x1b[" not in finished("load", "--help", folder=Path.cwd())[1]


def test_a_terminal_shows_a_bar_with_the_rate_and_the_time_left(on_engine: Engine, empty: Store, actors: Path) -> None:
    shown = on_a_terminal("load", str(actors), COLUMNS="80")
    assert "━" in shown
    assert re.search(r"affirmations, [\d\s]+/s", shown)
    assert re.search(r"· reste\W+[-\d]+:", re.sub(r"\x1b\[[0-9;]*m", "", shown))
    assert re.search(r"imp-[0-9a-f]+", shown)


def test_a_table_fits_the_terminal() -> None:
    lines = re.sub(r"\x1b\[[0-9;]*m", "", on_a_terminal("settings", COLUMNS="90")).splitlines()
    assert any("MAILLAGE_STORE_PASSWORD_FILE" in line for line in lines)
    assert max(map(len, lines)) <= 90


def test_help_and_completion_load_nothing_heavy() -> None:
    code = ("import sys\nfrom maillage.cli.run import run\nassert run(['--help']) == 0\n"
            "assert run(['load', '--help']) == 0\n"
            "heavy = {'neo4j', 'fastapi', 'pandas', 'pydantic', 'numpy', 'yaml'} & set(sys.modules)\n"
            "sys.exit(' '.join(heavy) or 0)")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_letters_a_stream_lacks_do_not_stop_the_command(tmp_path: Path) -> None:
    code, out, err = finished("ontology", "show", "PARTNER_IN", folder=tmp_path, PYTHONIOENCODING="ascii", LC_ALL="C")
    assert code == 0, err
    assert "→" in out
