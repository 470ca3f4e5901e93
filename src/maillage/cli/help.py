"""The help of a command: what it does, how it is typed, examples, and every parameter, in the language of this run."""

from __future__ import annotations

import re
import shutil
import textwrap
from collections.abc import Iterable, Iterator

import click
from rich.text import Text

from maillage.cli.screen import rendered
from maillage.cli.words import language, say
from maillage.cli.words.both import Both, Page
from maillage.cli.words.general import GENERAL
from maillage.cli.words.messages import MESSAGES
from maillage.cli.words.pages import PAGES

Row = tuple[str, str]
WIDEST = 100


def page_of(ctx: click.Context) -> str:
    """The whole help, with colours where the terminal has them."""
    return drawn(ctx, PAGES[key_of(ctx)])


def drawn(ctx: click.Context, page: Page) -> str:
    """The help that ``page`` tells, for the command of this context."""
    text = Text()
    text.append(_in(page.line)[:1].upper() + _in(page.line)[1:] + "\n\n")
    _usage(ctx, text)
    if _in(page.text):
        text.append("\n" + "\n".join(_wrapped(line) for line in _in(page.text).splitlines()) + "\n")
    _examples(page, text)
    for title, rows in _sections(ctx, page):
        _section(title, rows, text)
    return rendered(text).rstrip("\n")


def short(name: str | None) -> str:
    """The headline of a command, for lists of commands and for completion."""
    return _in(PAGES[name].line) if name in PAGES else ""


def key_of(ctx: click.Context) -> str:
    """``ontology show`` for ``maillage ontology show``; the empty text for ``maillage`` itself."""
    return ctx.command_path.partition(" ")[2]


def _in(both: Both) -> str:
    return both.text(language())


def _wrapped(line: str, indent: int = 0) -> str:
    """``line`` over several, the further ones indented."""
    width = min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST)
    return textwrap.fill(line, max(width, indent + 30), subsequent_indent=" " * indent, initial_indent=" " * indent,
                         break_on_hyphens=False, break_long_words=False)[indent:]


def metavar(parameter: click.Parameter, ctx: click.Context) -> str:
    """What stands for a value: ``FICHIER``, ``[CHEMIN…]``."""
    shown = parameter.make_metavar(ctx).replace("...", "…")
    word = re.sub(r"[^\w]", "", shown)
    known = MESSAGES.get(f"metavar-{word.lower()}")
    return shown.replace(word, _in(known)) if known else shown


def _usage(ctx: click.Context, text: Text) -> None:
    words = [metavar(parameter, ctx) for parameter in ctx.command.params if isinstance(parameter, click.Argument)]
    if isinstance(ctx.command, click.Group):
        words.append(say("metavar-command"))
    text.append(say("usage"), "bold").append(" ".join([ctx.command_path, *words, say("metavar-options")]) + "\n")


def _examples(page: Page, text: Text) -> None:
    if page.examples:
        text.append("\n" + say("examples") + "\n", "bold")
    for line, meaning in page.examples:
        text.append(f"  {line}\n", "cyan").append(f"      {_in(meaning)}\n", "dim")


def _sections(ctx: click.Context, page: Page) -> Iterator[tuple[str, list[Row]]]:
    command = ctx.command
    if isinstance(command, click.Group):
        yield say("commands"), [(name, _headline(ctx, command, name)) for name in command.list_commands(ctx)]
    listed = command.get_params(ctx)
    arguments = [p for p in listed if isinstance(p, click.Argument)]
    own = [p for p in listed if isinstance(p, click.Option) and p.name in page.parameters]
    rest = [p for p in listed if isinstance(p, click.Option) and p.name not in page.parameters]
    yield say("arguments"), [(metavar(p, ctx), _in(page.parameters[p.name])) for p in arguments if p.name]
    yield say("options"), [_option(p, page.parameters, ctx) for p in own]
    yield say("general-options"), [_option(p, GENERAL, ctx) for p in rest]


def _headline(ctx: click.Context, group: click.Group, name: str) -> str:
    """In the catalogue under its whole path; else in the command's own words."""
    command = group.get_command(ctx, name)
    return short(f"{key_of(ctx)} {name}".lstrip()) or (command.get_short_help_str() if command else "")


def _option(option: click.Option, texts: dict[str, Both], ctx: click.Context) -> Row:
    names = ", ".join(sorted([*option.opts, *option.secondary_opts], key=len))
    shown = names if option.is_flag else f"{names} {metavar(option, ctx)}"
    default = option.get_default(ctx)
    said = _in(texts[option.opts[-1].lstrip("-") if texts is GENERAL else option.name or ""])
    if isinstance(default, (str, int)) and not isinstance(default, bool):
        said += say("default", value=default)
    return shown, said


def _section(title: str, rows: Iterable[Row], text: Text) -> None:
    listed = list(rows)
    if not listed:
        return
    text.append(f"\n{title}\n", "bold")
    width = min(max(len(name) for name, _ in listed), 26)
    for name, meaning in listed:
        gap = " " * (width - len(name) + 2) if len(name) <= width else "\n" + " " * (width + 4)
        text.append(f"  {name}", "cyan").append(f"{gap}{_wrapped(meaning, width + 4)}\n")
