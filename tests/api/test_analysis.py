"""Analyses over HTTP: the numbers of the store's own, parameters told and checked, progress, cancelling, limits."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from urllib.parse import urlsplit

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

from maillage.api import analyses
from maillage.api.analyses import Cancelled, Desk, Job
from maillage.api.serve import listening
from maillage.errors import NotFound
from maillage.graph.analysis.registry import MEASURES
from maillage.graph.store import Store
from tests.analysis.build import snapshot
from tests.api import sample
from tests.api.conftest import WITH_TOKEN, app_on, client_on


def test_the_list_tells_each_measure_with_its_parameters(reader: TestClient) -> None:
    listed = reader.get("/api/analysis").json()
    assert [each["name"] for each in listed] == list(MEASURES)
    for each in listed:
        names = [option["name"] for option in each["options"]]
        assert names == [told.name for told in MEASURES[each["name"]].options]
        assert all(each[key]["fr"] and each[key]["en"] for key in ("title", "question"))
        assert each["method"].startswith("#")


@pytest.mark.parametrize("name", MEASURES)
def test_the_numbers_are_those_of_python(reader: TestClient, library: Store, name: str) -> None:
    answer = reader.get(f"/api/analysis/{name}")
    assert answer.status_code == 200, answer.text
    assert answer.json() == asdict(library.analyse(name))


@pytest.mark.parametrize("name", MEASURES)
def test_an_answer_that_is_known_is_not_computed_again(reader: TestClient, name: str) -> None:
    tag = reader.get(f"/api/analysis/{name}").headers["etag"]
    assert reader.get(f"/api/analysis/{name}", headers={"If-None-Match": tag}).status_code == 304


def test_parameters_narrow_the_answer(reader: TestClient) -> None:
    whole, events = reader.get("/api/analysis/coverage"), reader.get("/api/analysis/coverage?types=Event,Programme&limit=1")
    assert whole.json()["total"] == 2
    assert (events.json()["total"], len(events.json()["findings"])) == (2, 1)
    assert reader.get("/api/analysis/coverage?types=Event").json()["total"] == 1
    repeated = reader.get("/api/analysis/coverage?types=Event&types=Programme")
    assert repeated.json()["parameters"]["types"] == ["Event", "Programme"]


@pytest.mark.parametrize(("query", "status", "said"), [
    ("limitt=3", 400, "limit"),
    ("types=Evennt", 422, "Event"),
    ("territory=ex:absent", 404, "ex:absent"),
    ("limit=many", 422, "query.limit"),
    ("confidence=2", 422, "query.confidence"),
    ("since=hier", 400, "hier"),
])
def test_what_makes_no_sense_is_a_problem_in_words(reader: TestClient, query: str, status: int, said: str) -> None:
    answer = reader.get(f"/api/analysis/coverage?{query}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert said in answer.text


def test_places_come_as_intervals_when_sources_are_drawn_again(reader: TestClient, library: Store) -> None:
    answer = reader.get("/api/analysis/missed_meetings?draws=5&level=1&least=1")
    assert answer.json() == asdict(library.analyse("missed_meetings", draws=5, level=1, least=1))
    assert reader.get("/api/analysis/convergence?draws=101").status_code == 422


def test_an_unknown_measure_lists_those_that_there_are(reader: TestClient) -> None:
    answer = reader.get("/api/analysis/beauty")
    assert (answer.status_code, answer.json()["type"]) == (404, "/api/problems/unknown-measure")
    assert all(name in answer.json()["detail"] for name in MEASURES)


def test_a_write_makes_the_answer_new(writer: TestClient, written: Store) -> None:
    before = writer.get("/api/analysis/coverage?limit=0").json()["total"]
    written.add([sample.claim("ex:neuve", "type", value="Event"), sample.claim("ex:neuve", "name", value="Rencontre d'exemple")])
    assert writer.get("/api/analysis/coverage?limit=0").json()["total"] == before + 1


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """The snapshot is not given before the event is set: what an analysis of a large store does for a while."""
    opened, given = threading.Event(), Store.snapshot

    def waits(store: Store) -> object:
        assert opened.wait(20)
        return given(store)

    monkeypatch.setattr(Store, "snapshot", waits)
    yield opened
    opened.set()


def test_what_takes_long_tells_how_far_it_is_and_then_answers(library: Store, gate: threading.Event) -> None:
    with client_on(app_on(library)) as client:
        first = client.get("/api/analysis/coverage?wait=0")
        assert first.status_code == 202
        assert (first.json()["measure"], first.headers["retry-after"]) == ("coverage", "1")
        assert [job["id"] for job in client.get("/api/analysis/jobs").json()] == [first.json()["id"]]
        assert client.get("/api/stats").status_code == 200  # others are served meanwhile
        assert client.get("/api/analysis/coverage?wait=0").json()["id"] == first.json()["id"]
        gate.set()
        assert client.get("/api/analysis/coverage?wait=20").status_code == 200
        assert client.get("/api/analysis/jobs").json() == []


def test_it_can_be_stopped_with_the_token_only(library: Store, gate: threading.Event) -> None:
    with client_on(app_on(library)) as client:
        id = client.get("/api/analysis/coverage?wait=0").json()["id"]
        assert client.delete(f"/api/analysis/jobs/{id}").status_code == 401
        assert client.delete(f"/api/analysis/jobs/{id}", headers=WITH_TOKEN).json()["id"] == id
        gate.set()
        assert client.get("/api/analysis/coverage?wait=20").status_code == 200  # asked anew, it begins anew
        assert client.delete("/api/analysis/jobs/absent", headers=WITH_TOKEN).status_code == 404


def test_thirty_thousand_practices_of_one_theme_tell_how_far_they_are_and_stop(
        library: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Their 450 million pairs share that theme: it would take minutes."""
    practices = [f"p{number}" for number in range(30_000)]
    hub = snapshot({**dict.fromkeys(practices, "Programme"), "t": "Theme"}, [(each, "CONCERNS", "t") for each in practices])
    monkeypatch.setattr(Store, "snapshot", lambda store: hub)
    app = app_on(library)
    with client_on(app) as client:
        assert client.get("/api/analysis/convergence?wait=0").status_code == 202
        job, = app.state.desk.jobs()
        shares = {client.get("/api/analysis/convergence?wait=0").json()["share"] for _ in until(lambda: job.share > 0.005)}
        assert job.step == "pairs"
        assert len(shares) > 1
        assert client.delete(f"/api/analysis/jobs/{job.id}", headers=WITH_TOKEN).status_code == 200
        with pytest.raises(Cancelled):
            job.future.result(20)
        assert job.share < 0.5
        assert client.get("/api/analysis/jobs").json() == []
        at_work = [thread for thread in threading.enumerate() if thread.name.startswith(("analysis-", "pairs"))]
        for _ in until(lambda: not any(thread.is_alive() for thread in at_work)):
            pass
        assert not any(thread.is_alive() for thread in at_work)


def until(done: Callable[[], bool]) -> Iterator[None]:
    """Again and again, for as long as it takes and no longer than 60 seconds."""
    end = time.monotonic() + 60
    while not done() and time.monotonic() < end:
        yield
        time.sleep(0.02)


def test_only_so_many_are_under_way(library: Store, gate: threading.Event) -> None:
    with client_on(app_on(library)) as client:
        for number in range(analyses.MOST_UNDER_WAY):
            assert client.get(f"/api/analysis/coverage?wait=0&limit={number}").status_code == 202
        refused = client.get("/api/analysis/coverage?wait=0&limit=499")
        assert (refused.status_code, refused.json()["type"]) == (503, "/api/problems/too-many-analyses")
        gate.set()
        assert client.get("/api/analysis/coverage?wait=20&limit=0").status_code == 200


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The application behind a real socket, so that a caller can hang up."""
    with listening("127.0.0.1", 0) as (listener, address):
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        yield address
        server.should_exit = True
        thread.join(10)


def test_a_caller_who_hangs_up_stops_it(library: Store, gate: threading.Event) -> None:
    app = app_on(library)
    desk: Desk = app.state.desk
    with served(app) as address:
        until = time.monotonic() + 20
        with socket.create_connection(("127.0.0.1", urlsplit(address).port)) as caller:
            caller.sendall(b"GET /api/analysis/coverage?wait=60 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            while not desk.jobs() and time.monotonic() < until:
                time.sleep(0.05)
        job, = desk.jobs()
        while not job.unwanted and time.monotonic() < until:
            time.sleep(0.05)
        gate.set()
        with pytest.raises(Cancelled):
            job.future.result(20)
        assert httpx.get(f"{address}api/analysis/coverage?wait=60", timeout=30).status_code == 200


def until_cancelled(job: Job) -> bytes:
    for _ in range(1000):
        time.sleep(0.01)
        job.watch("pairs", 0.5)
    return b"never wanted"


def test_what_nobody_waits_for_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analyses, "FORGOTTEN", 0.2)
    job = Desk().ask(("m",), "m", until_cancelled)
    with pytest.raises(Cancelled):
        job.future.result(5)
    assert (job.state, job.share) == ("cancelled", 0.5)


def test_the_last_caller_to_leave_stops_it_and_not_the_first() -> None:
    desk = Desk()
    job = desk.ask(("m",), "m", until_cancelled)
    with job.awaited() as last:
        with job.awaited() as first:
            first.left = True
        assert not job.unwanted
        last.left = True
    with pytest.raises(Cancelled):
        job.future.result(5)
    assert desk.ask(("m",), "m", lambda _: b"anew").future.result(5) == b"anew"
    with pytest.raises(NotFound):
        desk.cancel(job.id)


def test_answers_are_made_once_and_the_oldest_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analyses, "MOST_DONE", 2)
    made: list[str] = []

    def makes(job: Job) -> bytes:
        made.append(job.measure)
        return b"done"

    desk = Desk()
    for name in ("a", "b", "a", "c", "a", "b"):
        desk.ask((name,), name, makes).future.result(5)
    assert made == ["a", "b", "c", "b"]


def test_a_failure_is_told_and_not_remembered() -> None:
    desk = Desk()

    def fails(job: Job) -> bytes:
        raise NotFound(id="x")

    with pytest.raises(NotFound):
        desk.ask(("m",), "m", fails).future.result(5)
    assert desk.ask(("m",), "m", lambda _: b"now").future.result(5) == b"now"
