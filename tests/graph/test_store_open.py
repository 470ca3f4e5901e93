"""Opening a store: clear words in both languages when something is wrong, no secret told, no engine left behind."""

from __future__ import annotations

import json
import logging
import os
import shutil
import signal
import socket
import stat
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from filelock import FileLock

from maillage import open_store
from maillage.errors import MaillageError, StoreError, UsageError
from maillage.graph import cypher, migrations
from maillage.graph.engines import arcadedb, client
from tests.engines.neo4j import free_port
from tests.engines.session import Engine
from tests.graph.build import town
from tests.graph.programs import Program

SECRET = "mot-de-passe-fictif-42"


def alive(pid: int) -> bool:
    """Whether the process runs; one that has ended and that nobody has asked about counts as gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait(condition: Callable[[], bool], seconds: float = 25) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def host(directory: Path) -> int:
    return int(json.loads((directory / "server.json").read_text())["pid"])


def refused(url: str, error: type[MaillageError] = StoreError, user: str | None = None, password: str | None = None) -> str:
    """Both sentences of the error; no secret in them nor in its details."""
    with pytest.raises(error) as caught:
        open_store(url, user=user, password=password).close()
    text = f"{caught.value.message('fr')}\n{caught.value.message('en')}"
    assert SECRET not in f"{text} {caught.value!r} {caught.value.details}"
    return text


@pytest.fixture
def directory(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "store"
    yield folder
    assert wait(lambda: not (folder / "server.json").exists()), "an engine was left behind"


def test_nothing_listens() -> None:
    text = refused(f"bolt://127.0.0.1:{free_port()}", password=SECRET)
    assert "rien n'écoute" in text
    assert "nothing listens" in text


@pytest.mark.timeout(60)
def test_another_program_listens_there() -> None:
    """A port that is no Neo4j: a web server's, for instance."""
    with socket.socket() as web:
        web.bind(("127.0.0.1", 0))
        web.listen()
        web.settimeout(30)
        def answer() -> None:
            while True:
                try:
                    guest, _ = web.accept()
                except OSError:
                    return
                with guest:
                    guest.recv(1000)
                    guest.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        threading.Thread(target=answer, daemon=True).start()
        text = refused(f"bolt://127.0.0.1:{web.getsockname()[1]}", password=SECRET)
    assert "ne répond pas" in text


@pytest.mark.engine("neo4j-lts", "neo4j-newest")
def test_wrong_password(engine: Engine) -> None:
    text = refused(engine.url, user=engine.user, password=SECRET)
    assert "mot de passe refusé" in text
    assert "password refused" in text
    assert "MAILLAGE_STORE_PASSWORD" in text


@pytest.mark.engine("neo4j-lts")
def test_no_such_database(engine: Engine) -> None:
    text = refused(f"{engine.url}/absente", user=engine.user, password=engine.password)
    assert "n'existe pas" in text
    assert "does not exist" in text


def test_a_password_in_the_address_is_not_told() -> None:
    refused(f"bolt://neo4j:{SECRET}@127.0.0.1:{free_port()}")


def test_unknown_kind_of_address() -> None:
    assert "embedded:" in refused("sqlite:///ailleurs", UsageError)


def test_directory_that_cannot_be_written(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("pas un dossier")
    text = refused(f"embedded:{file / 'store'}")
    assert "ne peut être écrit" in text
    assert "cannot be written" in text


SET_VERSION = "MATCH (m:Meta {id: 'store'}) SET m.version = $v"


@pytest.mark.engine("embedded", "neo4j-lts")
def test_a_store_of_a_newer_maillage_is_refused(engine: Engine) -> None:
    store = engine.empty()
    kept = store.read(cypher.META)
    store.write_raw([(SET_VERSION + ", m.prepared = 'of a newer one'", {"v": migrations.VERSION + 1})])
    newer = store.read(cypher.META)
    try:
        text = refused(engine.url, user=engine.user, password=engine.password)
        assert store.read(cypher.META) == newer, "nothing was written into it"
    finally:
        store.write_raw([("MATCH (m:Meta {id: 'store'}) SET m = $meta", {"meta": kept[0]["meta"]})])
    assert "plus récent" in text
    assert "upgrade maillage" in text


@pytest.mark.engine("embedded", "neo4j-lts")
def test_a_full_disk_is_told_where_it_is_ours(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=5_000_000))
    with pytest.raises(StoreError) as caught:
        engine.store.read("WHAT NO ENGINE UNDERSTANDS")
    ours = engine.name == "embedded"
    assert ("il ne reste que 5 Mo sur son disque, faites de la place" in caught.value.message("fr")) == ours
    assert ("only 5 MB are left on its disk, make room" in caught.value.message("en")) == ours
    assert "WHAT" in caught.value.message("fr"), "with the engine's own words"
    wrong = [(check.fr, check.en) for check in engine.store.doctor() if not check.ok]
    told = [("5 Mo libres sur le disque, il en faut 200", "5 MB free on the disk, 200 are needed")]
    assert wrong == (told if ours else [])


@pytest.mark.engine("embedded", "neo4j-lts")
def test_a_store_too_old_is_refused_and_one_step_behind_is_brought_up(engine: Engine) -> None:
    store = engine.empty()
    store.add(town())
    keyed = "MATCH (c:Claim) WHERE c.key IS NOT NULL RETURN count(c) AS n"
    before = store.read(keyed)
    aged = [("MATCH (c:Claim) WHERE c.predicate = 'name' REMOVE c.key", {}), (SET_VERSION, {"v": 1})]
    try:
        store.write_raw([(SET_VERSION, {"v": 0})])
        assert "trop ancienne" in refused(engine.url, user=engine.user, password=engine.password)
        store.write_raw(aged)
        assert store.read(keyed) != before
        with engine.open() as brought_up:
            assert brought_up.read("MATCH (m:Meta) RETURN m.version AS v") == [{"v": migrations.VERSION}]
            assert brought_up.read(keyed) == before
            assert all(check.ok for check in brought_up.doctor(deep=True))
    finally:
        store.write_raw([(SET_VERSION, {"v": migrations.VERSION})])


def test_a_host_that_is_stuck(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "GREETING_SECONDS", 1.0)
    with open_store(f"embedded:{directory}"):
        pid = host(directory)
        os.kill(pid, signal.SIGSTOP)
        try:
            text = refused(f"embedded:{directory}")
        finally:
            os.kill(pid, signal.SIGCONT)
    assert "ne répond pas" in text
    assert "does not answer" in text
    assert str(pid) in text


def test_a_directory_whose_lock_another_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "START_SECONDS", 15.0)
    with FileLock(tmp_path / "host.lock"):
        text = refused(f"embedded:{tmp_path}")
    assert "un autre programme tient ce dossier" in text
    assert "another program holds this directory" in text


def test_a_writer_that_is_stuck(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arcadedb, "WRITE_SECONDS", 0.5)
    with open_store(f"embedded:{directory}") as store:
        with FileLock(directory / "write.lock"), pytest.raises(StoreError) as caught:
            store.add(town())
        assert "un autre programme y écrit" in caught.value.message("fr")
        assert "another program has been writing" in caught.value.message("en")
        assert store.add(town()).new == len(town())


def test_a_stale_address_whose_port_another_program_took(directory: Path) -> None:
    """After a kill, server.json stays; whoever listens on those ports now is not ours."""
    with open_store(f"embedded:{directory}") as store:
        store.add(town())
        stale = (directory / "server.json").read_text()
    assert wait(lambda: not (directory / "server.json").exists())
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", 0))
        stranger.listen()
        address = {**json.loads(stale), "door": stranger.getsockname()[1], "pid": os.getpid()}
        (directory / "server.json").write_text(json.dumps(address))
        stranger.settimeout(30)
        greet = b"220 smtp.exemple ESMTP bonjour a tous\r\n"
        threading.Thread(target=lambda: stranger.accept()[0].sendall(greet), daemon=True).start()
        with open_store(f"embedded:{directory}") as again:
            assert again.add(town()).known == len(town())


def test_files_with_secrets_are_the_owners_alone(directory: Path) -> None:
    with open_store(f"embedded:{directory}"):
        for name in ("server.json", "config/server-users.jsonl", "config/server-groups.json"):
            assert stat.S_IMODE((directory / name).stat().st_mode) == 0o600, name


def test_no_secret_in_logs_or_words(directory: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with open_store(f"embedded:{directory}") as store:
        address = json.loads((directory / "server.json").read_text())
        store.add(town())
        told = f"{store!r} {store.url} {vars(store)} {store.doctor(deep=True)} {caplog.text}"
    logs = [directory / "engine.log", *directory.glob("log/*")]
    told += "".join(path.read_text(errors="replace") for path in logs if path.is_file())
    for name in ("password", "reader_password", "greeting"):
        assert address[name] not in told, name


def test_the_engine_stays_until_the_last_program_leaves(directory: Path) -> None:
    url = f"embedded:{directory}"
    programs = [Program("hold", url) for _ in range(2)]
    for program in programs:
        program.hear("open")
    pid = host(directory)
    programs[0].process.communicate()  # the end of its input: it closes and leaves
    time.sleep(2)
    assert alive(pid)
    assert host(directory) == pid
    programs[1].kill()
    programs[1].rest()
    assert wait(lambda: not alive(pid))
    assert not (directory / "server.json").exists()


def test_the_engine_leaves_when_its_only_program_is_killed_in_a_question(directory: Path) -> None:
    """Even one that the engine cannot be talked out of."""
    program = Program("ask", f"embedded:{directory}",
                      "RETURN size([a IN range(1, 100000) | [b IN range(1, 100000) | [c IN range(1, 1000) | 1]]])")
    program.hear("open")
    time.sleep(1)
    pid = host(directory)
    program.kill()
    program.rest()
    assert wait(lambda: not alive(pid), 40)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_program_and_engine_cleanly(directory: Path, sign: signal.Signals) -> None:
    server = Program("serve", f"embedded:{directory}")
    server.hear("address")
    pid = host(directory)
    server.process.send_signal(sign)
    outcome = server.rest()
    assert (outcome["code"], outcome.get("closed")) == (0, True), outcome
    assert "Traceback" not in outcome["err"]
    assert wait(lambda: not alive(pid))


def test_a_host_that_is_told_to_end_is_replaced(directory: Path) -> None:
    with open_store(f"embedded:{directory}") as store:
        store.add(town())
        pid = host(directory)
        os.kill(pid, signal.SIGTERM)
        assert store.add(town()).known == len(town())
        assert wait(lambda: not alive(pid))
        assert store.read("MATCH (e:Territory) RETURN count(e) AS n") == [{"n": 3}]
        assert host(directory) != pid
