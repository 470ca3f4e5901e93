"""``maillage``: all commands under one name."""

from __future__ import annotations

import click

from maillage.cli.analysing import analyse
from maillage.cli.base import Group, show_help_when_alone
from maillage.cli.care import completion, doctor, settings, version
from maillage.cli.exporting import export
from maillage.cli.loading import imports, load, undo
from maillage.cli.ontology import ontology
from maillage.cli.reading import query, search, show
from maillage.cli.reporting import report
from maillage.cli.serving import demo, serve
from maillage.cli.territories import territories


@click.group("maillage", cls=Group)
@click.pass_context
def app(ctx: click.Context) -> None:
    """The root: by itself it shows the help."""
    show_help_when_alone(ctx)


# In the order in which somebody new meets them.
for command in (
    demo, serve, load, territories, imports, undo, search, show, query, analyse, report, export,
    ontology, doctor, settings, version, completion,
):
    app.add_command(command)
