"""What every command has: the general options, before or after its name; help in both languages; near names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import click

from maillage import __version__
from maillage.cli.help import page_of, short
from maillage.cli.language import LANGUAGES
from maillage.cli.problems import UnknownCommand
from maillage.cli.values import OneOf

CONTEXT = {"help_option_names": ["-h", "--help"]}


@dataclass
class Chosen:
    """The general options as they were given; None where the settings decide."""

    store: str | None = None
    lang: str | None = None
    debug: bool = False


def chosen() -> Chosen:
    """The general options of the running command."""
    return click.get_current_context().ensure_object(Chosen)


class Command(click.Command):
    """A command with the general options, whose help comes from the catalogue."""

    def __init__(self, *args: Any, **details: Any) -> None:
        details.setdefault("context_settings", CONTEXT)
        super().__init__(*args, **details)
        self.params += general()

    def get_help(self, ctx: click.Context) -> str:
        return page_of(ctx)

    def get_short_help_str(self, limit: int = 45) -> str:
        return short(self.name)


class Group(click.Group):
    """Commands under one name. An unknown one is answered with the nearest."""

    command_class = Command

    def __init__(self, *args: Any, **details: Any) -> None:
        details.setdefault("context_settings", CONTEXT)
        details["invoke_without_command"] = True
        super().__init__(*args, **details)
        self.params += general()

    def get_help(self, ctx: click.Context) -> str:
        return page_of(ctx)

    def get_short_help_str(self, limit: int = 45) -> str:
        return short(self.name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which they were added."""
        return list(self.commands)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if self.get_command(ctx, args[0]) is None and not ctx.resilient_parsing:
            raise UnknownCommand.of(args[0], self.list_commands(ctx), help=f"{ctx.command_path} --help")
        return super().resolve_command(ctx, args)


def show_help_when_alone(ctx: click.Context) -> None:
    """A group called by its bare name tells what it can do."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def general() -> Iterator[click.Option]:
    """The options of every command. Each is kept for all, wherever it stands."""
    yield click.Option(["--store"], metavar="URL", expose_value=False, is_eager=True, callback=_keep)
    yield click.Option(["--lang"], type=OneOf(LANGUAGES), expose_value=False, is_eager=True, callback=_keep)
    yield click.Option(["--debug"], is_flag=True, expose_value=False, is_eager=True, callback=_keep)
    yield click.Option(["--version"], is_flag=True, expose_value=False, is_eager=True, callback=_version)


def _keep(ctx: click.Context, option: click.Parameter, value: Any) -> None:
    if value and option.name and not ctx.resilient_parsing:
        setattr(ctx.ensure_object(Chosen), option.name, value)


def _version(ctx: click.Context, option: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(f"maillage {__version__}")
        ctx.exit()
