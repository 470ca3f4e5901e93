"""Both languages: chosen at each call, complete, and different."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import maillage.cli
from maillage.cli.app import app
from maillage.cli.language import spoken
from maillage.cli.words import significant
from maillage.cli.words.both import Both
from maillage.cli.words.general import GENERAL
from maillage.cli.words.messages import MESSAGES
from maillage.cli.words.pages import PAGES
from tests.cli.conftest import Maillage

# Texts that are the same word in both languages, or no word at all.
ALIKE = {"metavar-options", "options", "relations", "types", "sources", "examples", "commands", "bash", "zsh", "fish",
         "served", "kilobytes", "exported", "percent"}


@pytest.mark.parametrize(("words", "environment", "expected"), [
    ([], {}, "fr"),
    ([], {"LANG": "C.UTF-8"}, "fr"),
    ([], {"LANG": "de_DE.UTF-8"}, "fr"),
    ([], {"LANG": "en_GB.UTF-8"}, "en"),
    ([], {"LANG": "en_GB.UTF-8", "LC_ALL": "fr_FR.UTF-8"}, "fr"),
    ([], {"LANG": "en_GB.UTF-8", "LC_ALL": ""}, "en"),
    ([], {"LANG": "fr_FR.UTF-8", "MAILLAGE_LANG": "en"}, "en"),
    ([], {"LANG": "en_GB.UTF-8", "MAILLAGE_LANG": "de"}, "en"),
    (["--lang", "fr", "doctor"], {"MAILLAGE_LANG": "en"}, "fr"),
    (["doctor", "--lang=en"], {"MAILLAGE_LANG": "fr"}, "en"),
    (["--lang", "fr", "doctor", "--lang", "en"], {}, "en"),
    (["search", "--", "--lang", "en"], {}, "fr"),
    (["doctor", "--lang"], {}, "fr"),
])
def test_the_language_is_that_of_the_call_then_the_setting_then_the_system(
        words: list[str], environment: dict[str, str], expected: str) -> None:
    assert spoken(words, environment) == expected


def commands(command: click.Command = app, path: str = "") -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from commands(below, f"{path} {name}".strip())


COMMANDS = dict(commands())


def test_each_command_has_a_page_and_each_page_a_command() -> None:
    assert set(PAGES) == set(COMMANDS)


@pytest.mark.parametrize("path", COMMANDS)
def test_a_page_tells_every_parameter_and_shows_an_example(path: str) -> None:
    page = PAGES[path]
    own = {p.name for p in COMMANDS[path].params if p.name not in GENERAL}
    assert set(page.parameters) == own
    assert all(line.startswith(("maillage ", "MAILLAGE_")) and name in line for line, _ in page.examples
               for name in path.split()[:1])
    assert page.examples


def texts() -> Iterator[tuple[str, Both]]:
    yield from MESSAGES.items()
    yield from GENERAL.items()
    for path, page in PAGES.items():
        yield path, page.line
        yield from ((f"{path} {name}", text) for name, text in page.parameters.items())
        yield from (said for said in page.examples)
        if any(page.text):
            yield path, page.text


def test_every_text_is_there_in_both_languages() -> None:
    assert [key for key, both in texts() if not both.fr.strip() or not both.en.strip()] == []
    alike = {key for key, both in texts() if both.fr == both.en}
    assert {key for key in alike if key not in ALIKE and not key.startswith(("metavar", "maillage completion"))} == set()


def test_both_languages_have_the_same_places_to_fill() -> None:
    def places(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert [key for key, both in MESSAGES.items() if places(both.fr) != places(both.en)] == []


def test_every_message_is_said_somewhere_and_nothing_else_is() -> None:
    code = "".join(file.read_text(encoding="utf-8") for file in Path(maillage.cli.__path__[0]).glob("*.py"))
    said = set(re.findall(r"""["']([a-z-]+)["']""", code))
    built = ("metavar-", "why-", "status-")
    assert {key for key in MESSAGES if key not in said and not key.startswith(built)} == set()
    assert set(re.findall(r"""say\(["']([a-z-]+)["']""", code)) <= set(MESSAGES)


@pytest.mark.parametrize("path", COMMANDS)
def test_help_is_in_the_language_asked_before_or_after_the_command(maillage: Maillage, path: str) -> None:
    french, english = maillage("--lang", "fr", *path.split(), "--help"), maillage(*path.split(), "--help", "--lang=en")
    assert (french.code, french.err, english.code, english.err) == (0, "", 0, "")
    page = PAGES[path]
    assert page.line.fr[1:] in french.out
    assert page.line.en[1:] in english.out
    assert "Usage :" in french.out
    assert "Usage:" in english.out
    for line, _ in page.examples:
        assert line in french.out
        assert line in english.out


def test_no_english_of_the_parser_is_left_in_french_help(maillage: Maillage) -> None:
    for path in COMMANDS:
        assert not re.search(r"\b(Show this|FILE|PATH|TITLE|TEXT|NAME|required|default)\b", maillage(*path.split(), "-h").out)


@pytest.mark.parametrize(("number", "shown"), [(0.16387245374931592, "0.1639"), (1.23456e-9, "1.235e-09"), (1.0, "1.0")])
def test_chance_is_shown_by_the_digits_that_count(number: float, shown: str) -> None:
    assert str(significant(number)) == shown
