"""``maillage``: all commands under one name."""

from __future__ import annotations

import click

from maillage.cli import care, exporting, loading, ontology, reading, serving
from maillage.cli.base import Group, show_help_when_alone


@click.group("maillage", cls=Group)
@click.pass_context
def app(ctx: click.Context) -> None:
    """The root: by itself it shows the help."""
    show_help_when_alone(ctx)


# In the order in which somebody new meets them.
for command in (
    serving.demo, serving.serve,
    loading.load, loading.imports, loading.undo,
    reading.search, reading.show, reading.query,
    exporting.export, ontology.ontology,
    care.doctor, care.settings, care.version, care.completion,
):
    app.add_command(command)
