"""``doctor``, ``settings``, ``version``, ``completion``: the health of it, how it is set, and the shell."""

from __future__ import annotations

import os
import platform
import sys
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from typing import Any

import click
from click.shell_completion import get_completion_class

from maillage import __version__
from maillage.cli.base import Command, chosen
from maillage.cli.opening import opened
from maillage.cli.problems import Unsound
from maillage.cli.screen import HIDDEN, show_json, show_line, show_table, without_account
from maillage.cli.values import FORMATS, OneOf
from maillage.cli.words import language, say

SHELLS = ("bash", "zsh", "fish")


@click.command("doctor", cls=Command)
@click.option("--deep", is_flag=True)
def doctor(deep: bool) -> None:
    """Whether the store is sound; fails where something is wrong."""
    with opened() as store:
        checks = store.doctor(deep)
    for check in checks:
        text = check.en if language() == "en" else check.fr
        show_line(f"{'✓' if check.ok else '✗'} {text}", "good" if check.ok else "error")
    wrong = sum(not check.ok for check in checks)
    if wrong:
        raise Unsound(number=wrong)


@click.command("settings", cls=Command)
@click.option("--format", "form", type=FORMATS, default="table")
def settings(form: str) -> None:
    """Each setting: its value, where that comes from, what it is for."""
    rows = [_setting(name) for name in _settings()]
    if form == "json":
        show_json([dict(zip(("name", "variable", "value", "origin", "help"), row, strict=True)) for row in rows])
    else:
        show_table(say("setting-columns").split("|"), [row[1:] for row in rows], form)


def _settings() -> list[str]:
    from maillage.settings import Settings

    return list(Settings.model_fields)


def _setting(name: str) -> list[Any]:
    from pydantic import SecretStr

    from maillage.settings import Settings
    from maillage.settings import settings as current

    field = Settings.model_fields[name]
    extra = field.json_schema_extra
    given = getattr(chosen(), name, None)
    value = given if given is not None else getattr(current(), name)
    shown = HIDDEN if isinstance(value, SecretStr) else value if isinstance(value, (int, float, type(None))) else str(value)
    if isinstance(shown, str):
        shown = without_account(shown)
    origin = "origin-line" if given is not None else "origin-environment" if os.environ.get(_variable(name)) else "origin-default"
    help = extra["en"] if language() == "en" and isinstance(extra, dict) else field.description
    return [name, _variable(name), shown, say(origin), help]


def _variable(name: str) -> str:
    return f"MAILLAGE_{name.upper()}"


@click.command("version", cls=Command)
def version() -> None:
    """The version of maillage and of what it stands on."""
    sys.stdout.write(f"maillage {__version__}\n")
    sys.stdout.write(f"Python {platform.python_version()} · {platform.system()} {platform.machine()}\n")
    for package in ("arcadedb", "arcadedb-embedded", "neo4j"):
        try:
            sys.stdout.write(f"{package} {version_of(package)}\n")
        except PackageNotFoundError:
            continue


@click.command("completion", cls=Command)
@click.argument("shell", type=OneOf(SHELLS))
def completion(shell: str) -> None:
    """The script by which a shell completes our commands."""
    from maillage.cli.app import app

    kind = get_completion_class(shell)
    assert kind is not None
    sys.stdout.write(kind(app, {}, "maillage", "_MAILLAGE_COMPLETE").source() + "\n")
