"""``territories``: the official territories of France, with all that their names then tell about other sources."""

from __future__ import annotations

import sys
from typing import Any

import click

from maillage.cli.base import Command
from maillage.cli.loading import loaded, tell_report
from maillage.cli.opening import opened, words_of_the_store
from maillage.cli.previewing import show_preview
from maillage.cli.values import OneOf
from maillage.cli.words import say

_LEVELS = {
    "region": "région",
    "department": "département",
    "epci": "EPCI",
    "commune": "commune",
    "district": "arrondissement municipal",
}


class Department(click.ParamType[str]):
    """The code of a département."""

    name = "code"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return say("metavar-code")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from maillage.loaders.territories.place import department

        code = str(value).upper().zfill(2)
        if department(code) is None:
            self.fail(say("no-department", code=value), param, ctx)
        return code


@click.command("territories", cls=Command)
@click.option("--level", "levels", type=OneOf(tuple(_LEVELS)), multiple=True)
@click.option("--department", "departments", type=Department(), multiple=True)
@click.option("--dry-run", is_flag=True)
@click.option("--author", metavar="NAME")
def territories(levels: tuple[str, ...], departments: tuple[str, ...], dry_run: bool, author: str | None) -> None:
    """Territories of France into the store."""
    from maillage.loaders.territories.extract import territories as extracted

    extract = extracted([_LEVELS[level] for level in levels], departments)
    if dry_run:
        show_preview(extract, words_of_the_store())
        return
    with opened() as store:
        report = loaded(store, extract, author)
    sys.stdout.write(f"{report.record.id}\n")
    tell_report(report)
