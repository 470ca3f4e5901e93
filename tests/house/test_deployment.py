"""The image and the Compose file, read as text: no engine is needed to see what they promise."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml


@pytest.fixture(scope="module")
def services(root: Path) -> dict[str, Any]:
    compose = yaml.safe_load((root / "docker-compose.yml").read_text(encoding="utf-8"))
    found: dict[str, Any] = compose["services"]
    return found


@pytest.fixture(scope="module")
def steps(root: Path) -> list[tuple[str, str]]:
    """The Dockerfile as (instruction, rest), continued lines joined."""
    text = re.sub(r"\\\n", " ", (root / "Dockerfile").read_text(encoding="utf-8"))
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(line.split(None, 1)[0], line.split(None, 1)[1]) for line in lines]


def test_compose_finds_all_that_the_file_names(root: Path, services: dict[str, Any]) -> None:
    """What `docker compose config` refuses: a volume, a configuration or a service that is named and not declared, a condition
    that can never come true, a variable that is written in no way that it knows.
    """
    text = (root / "docker-compose.yml").read_text(encoding="utf-8")
    whole = yaml.safe_load(text)
    assert set(whole) == {"name", "services", "configs", "volumes"}
    assert re.fullmatch(r"[a-z0-9][a-z0-9_-]*", whole["name"])
    named = {volume.partition(":")[0] for service in services.values() for volume in service.get("volumes", [])}
    assert set(whole["volumes"]) == named
    for service in services.values():
        assert {config["source"] for config in service.get("configs", [])} <= set(whole["configs"])
        for other, wanted in service.get("depends_on", {}).items():
            assert wanted["condition"] != "service_healthy" or "test" in services[other]["healthcheck"]


def test_every_variable_is_written_as_compose_reads_them(root: Path) -> None:
    """``${NAME}``, with ``:-`` and what stands for it or ``:?`` and what to say; a bare dollar is doubled."""
    text = (root / "docker-compose.yml").read_text(encoding="utf-8")
    values = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    left = re.sub(r"\$\$|\$\{[A-Z][A-Z0-9_]*(:[-?][^{}$]*)?\}", "", values)
    assert "$" not in left
    assert len(re.findall(r"\$\{", values)) == 6


def test_images_ports_and_times_are_of_the_form_that_compose_takes(services: dict[str, Any]) -> None:
    duration = re.compile(r"(\d+(us|ms|s|m|h))+")
    for service in services.values():
        assert re.fullmatch(r"[a-z0-9./-]+:[\w][\w.-]{0,127}", service["image"]), "an image without a tag changes by itself"
        for port in service.get("ports", []):
            inner = re.sub(r"\$\{[A-Z_]+:-(\d+)\}", r"\1", port)
            assert re.fullmatch(r"(\d{1,3}\.){3}\d{1,3}:\d{1,5}:\d{1,5}", inner)
        times = {**service, **service.get("healthcheck", {})}
        given = [times[name] for name in ("interval", "timeout", "start_period", "stop_grace_period") if name in times]
        assert all(duration.fullmatch(one) for one in given)
        assert all(value is None or isinstance(value, str) for value in service["environment"].values())


def test_neo4j_is_the_long_term_release_and_tells_when_it_answers(services: dict[str, Any]) -> None:
    neo4j = services["neo4j"]
    assert neo4j["image"] == "neo4j:5.26-community"
    assert "cypher-shell" in neo4j["healthcheck"]["test"][1]
    assert neo4j["healthcheck"]["retries"] * 10 >= 60


def test_the_app_waits_for_a_healthy_store(services: dict[str, Any]) -> None:
    assert services["maillage"]["depends_on"]["neo4j"]["condition"] == "service_healthy"
    assert services["maillage"]["environment"]["MAILLAGE_STORE"] == "neo4j://neo4j:7687"


def test_the_token_is_handed_on_where_it_is_set(services: dict[str, Any]) -> None:
    """Without a value Compose hands on what the shell has, and nothing where it has nothing: an empty token is none."""
    environment = services["maillage"]["environment"]
    assert environment["MAILLAGE_TOKEN"] is None
    assert environment["MAILLAGE_PAGE_TOKEN"] is None


def test_nothing_listens_beyond_this_machine(services: dict[str, Any]) -> None:
    published = {name: service.get("ports", []) for name, service in services.items()}
    assert published["neo4j"] == []
    assert published["maillage"]
    assert all(port.startswith("127.0.0.1:") for port in published["maillage"])


def test_the_password_comes_from_outside_and_must_be_given(root: Path) -> None:
    text = (root / "docker-compose.yml").read_text(encoding="utf-8")
    given = re.findall(r"\$\{MAILLAGE_STORE_PASSWORD[^}]*\}", text)
    assert len(given) == 2
    assert all(use.startswith("${MAILLAGE_STORE_PASSWORD:?") for use in given)
    assert not re.search(r"NEO4J_AUTH:|NEO4J_PASSWORD", text), "a password in Neo4j's environment is seen by docker inspect"


def test_the_app_has_no_rights_that_it_does_not_need(services: dict[str, Any]) -> None:
    app = services["maillage"]
    assert app["read_only"] is True
    assert app["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in app["security_opt"]
    assert not app.get("privileged")


def test_everything_comes_back_after_a_restart_with_its_data(services: dict[str, Any]) -> None:
    assert {service["restart"] for service in services.values()} == {"unless-stopped"}
    assert services["neo4j"]["volumes"] == ["neo4j:/data"]


def test_the_image_runs_as_nobody_in_particular(steps: list[tuple[str, str]]) -> None:
    last_user = [rest for step, rest in steps if step == "USER"][-1]
    assert last_user not in ("root", "0")


def test_the_image_looks_after_its_own_health_at_the_port_it_serves(steps: list[tuple[str, str]]) -> None:
    said = dict(steps)
    port = said["EXPOSE"]
    assert f"127.0.0.1:{port}/api/health" in said["HEALTHCHECK"]
    assert said["ENTRYPOINT"] == f'["maillage", "serve", "--host", "0.0.0.0", "--port", "{port}"]'


def test_the_image_is_small_made_in_two_stages(steps: list[tuple[str, str]]) -> None:
    assert [rest.split()[0] for step, rest in steps if step == "FROM"] == ["python:3.12-slim"] * 2


def test_all_that_the_image_copies_is_let_through(steps: list[tuple[str, str]], root: Path) -> None:
    rules = [line for line in (root / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]
    wanted = [name for step, rest in steps if step == "COPY" and "--from" not in rest for name in rest.split()[:-1]]
    for name in wanted:
        kept = [rule for rule in rules if fnmatch(name, rule.lstrip("!"))]
        assert kept[-1].startswith("!"), f"{name} is left out by .dockerignore"
        assert (root / name).exists()


def test_no_secret_and_no_history_gets_into_the_image(root: Path) -> None:
    rules = (root / ".dockerignore").read_text().splitlines()
    assert "*" in rules
    assert "**/.env*" in rules
    assert not {"!.git", "!.venv", "!tests"} & set(rules)
