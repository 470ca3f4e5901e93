"""What an option may hold, told in both languages where it does not."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from maillage.cli.words import say


class OneOf(click.ParamType[str]):
    """One of a few words."""

    name = "choice"

    def __init__(self, words: Sequence[str]) -> None:
        self.words = tuple(words)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return "|".join(self.words)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in self.words:
            self.fail(say("not-one-of", value=value, words=", ".join(self.words)), param, ctx)
        return str(value)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return [CompletionItem(word) for word in self.words if word.startswith(incomplete)]


FORMATS = OneOf(("table", "json", "csv"))
TEXT_OR_JSON = OneOf(("text", "json"))


class Whole(click.ParamType[int]):
    """A whole number between two others."""

    name = "integer"

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return "N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            number = int(value)
        except ValueError:
            number = self.least - 1
        if not self.least <= number <= self.most:
            self.fail(say("not-whole", value=value, least=self.least, most=self.most), param, ctx)
        return number


class There(click.ParamType[Path]):
    """A file (or, where ``folders``, a folder) that is there."""

    name = "path"

    def __init__(self, folders: bool = True) -> None:
        self.folders = folders

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return say("metavar-path" if self.folders else "metavar-file")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(value)
        if not path.exists():
            self.fail(say("not-there", path=path), param, ctx)
        if path.is_dir() and not self.folders:
            self.fail(say("a-folder", path=path), param, ctx)
        return path

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return [CompletionItem(incomplete, type="file")]


class NewFile(click.ParamType[Path]):
    """A file to write; its folder is there. ``-`` stands for standard output."""

    name = "file"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return say("metavar-file")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(value)
        if path.is_dir():
            self.fail(say("a-folder", path=path), param, ctx)
        if not path.parent.is_dir():
            self.fail(say("no-folder", path=path.parent), param, ctx)
        return path

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return [CompletionItem(incomplete, type="file")]


class Named(click.ParamType[tuple[str, Any]]):
    """``name=value``: the value as JSON where it is JSON, else as text."""

    name = "name=value"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return say("metavar-named")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, Any]:
        name, equals, text = str(value).partition("=")
        if not equals or not name.isidentifier():
            self.fail(say("not-named", value=value), param, ctx)
        try:
            return name, json.loads(text)
        except ValueError:
            return name, text


def separated(value: Any) -> Any:
    """Values of an option that may be repeated, each of which may name several: ``a,b``. Another value stays as it is."""
    return [part.strip() for text in value for part in text.split(",") if part.strip()] if isinstance(value, tuple) else value
