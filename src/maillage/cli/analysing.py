"""``analyse``: one command for each measure, with the options that the measure itself describes."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from maillage.cli.base import Command, Group
from maillage.cli.help import drawn
from maillage.cli.opening import opened
from maillage.cli.progress import progress
from maillage.cli.screen import show_json, show_line, show_table, tell
from maillage.cli.values import FORMATS, Whole, separated
from maillage.cli.words import amount, language, say, significant
from maillage.cli.words.both import Both, Page

if TYPE_CHECKING:
    from maillage.graph.analysis.measure import Measure
    from maillage.graph.analysis.options import Option
    from maillage.graph.analysis.result import Analysis, Finding, Grid, Reason
    from maillage.graph.answers import Brief

# Reasons named in a row of the table; all of them are in --format json.
MOST_REASONS = 4
MOST_DRAWS = 100
_DRAWS = Both("Tirages des sources, pour dire chaque place comme un intervalle.",
              "Draws of the sources, to tell each place as an interval.")


class Measures(Group):
    """The measures as commands, read when one is asked for: they bring scipy with them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        from maillage.graph.analysis.registry import MEASURES

        return list(MEASURES)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        from maillage.graph.analysis.registry import MEASURES

        return _Measured(MEASURES[name]) if name in MEASURES else None


class _Measured(Command):
    """The command of one measure; its help comes from the measure's own words."""

    def __init__(self, measure: Measure) -> None:
        self.measure = measure
        super().__init__(measure.name, callback=self._run, params=[*map(_option, measure.options), _draws(), _form()])

    def get_help(self, ctx: click.Context) -> str:
        return drawn(ctx, _page(self.measure))

    def get_short_help_str(self, limit: int = 45) -> str:
        return self.measure.title[language()]

    def _run(self, form: str, draws: int, **given: Any) -> None:
        asked = {name: separated(value) for name, value in given.items() if value not in (None, ())}
        _analyse(self.measure, asked, draws, form)


@click.group("analyse", cls=Measures)
@click.pass_context
def analyse(ctx: click.Context) -> None:
    """By itself, the list of measures with the question that each answers."""
    from maillage.graph.analysis.registry import MEASURES

    if ctx.invoked_subcommand is None:
        rows = [(each.name, each.question[language()]) for each in MEASURES.values()]
        show_table(say("measure-columns").split("|"), rows)


def _option(told: Option) -> click.Option:
    name = told.name.replace("_", "-")
    if told.kind == "flag":
        return click.Option([f"--{name}/--no-{name}"], default=None)
    return click.Option([f"--{name}"], multiple=told.kind == "texts", metavar=say(f"metavar-{told.kind}"))


def _draws() -> click.Option:
    return click.Option(["--draws"], type=Whole(0, MOST_DRAWS), default=0)


def _form() -> click.Option:
    return click.Option(["--format", "form"], type=FORMATS, default="table")


def _page(measure: Measure) -> Page:
    """Help as of any other command: the question, an example, each option with its default."""
    parameters = {told.name: Both(_told(told, "fr"), _told(told, "en")) for told in measure.options}
    example = (f"maillage analyse {measure.name} --format csv > {measure.name}.csv",
               Both("La réponse entière, dans un tableau.", "The whole answer, as a table."))
    return Page(Both(measure.title["fr"], measure.title["en"]), Both(measure.question["fr"], measure.question["en"]),
                ((f"maillage analyse {measure.name}", Both("Sur toute la base.", "On the whole store.")), example),
                {**parameters, "draws": _DRAWS, "form": Both("La forme de la réponse.", "The form of the answer.")})


def _told(told: Option, lang: str) -> str:
    """What an option means, between which bounds, and what stands where it is not given."""
    bounds = [f"{told.low:g} – {told.high:g}"] if told.low is not None and told.high is not None else []
    default = ", ".join(told.default) if isinstance(told.default, list) else told.default
    usual = [f"{'default' if lang == 'en' else 'par défaut'} {default}"] if default not in (None, "", False) else []
    several = ["repeat, or separate by commas" if lang == "en" else "à répéter, ou séparés par des virgules"]
    extra = ("; " if lang == "en" else " ; ").join([*([", ".join(told.choices)] if told.choices else bounds), *usual,
                                                   *(several if told.kind == "texts" else [])])
    return f"{told.label[lang]} ({extra})." if extra else f"{told.label[lang]}."


def _analyse(measure: Measure, given: dict[str, Any], draws: int, form: str) -> None:
    from maillage.graph.analysis.options import parse
    from maillage.graph.analysis.progress import watched
    from maillage.graph.analysis.resampling import ask

    asked = parse(measure.parameters, given)
    with opened() as store, progress(measure.title[language()], "percent") as step, \
            watched(lambda name, share: step(share * 100, share)):
        found = ask(measure, store.snapshot(), asked, draws)
    if form == "json":
        show_json(asdict(found))
        return
    _rows(found, form)
    for warning in found.warnings:
        tell(warning[language()], "warning")


def _rows(found: Analysis, form: str) -> None:
    """The sentence on the terminal, the findings as a table, the grids below; CSV holds the findings alone."""
    if form == "table":
        show_line(found.sentence[language()])
    if found.findings:
        show_table(say("finding-columns").split("|"), [_row(each) for each in found.findings], form)
    elif form == "csv":
        for grid in found.grids[:1]:
            _grid(grid, form)
    if form == "table":
        for grid in found.grids:
            _grid(grid, form)
    if found.total > len(found.findings):
        tell(say("more-findings", number=amount(found.total - len(found.findings))))


def _grid(grid: Grid, form: str) -> None:
    if form == "table":
        show_line(f"\n{grid.title[language()]}")
    rows = [[cell[language()] if isinstance(cell, dict) else cell for cell in row] for row in grid.rows]
    show_table([column[language()] for column in grid.columns], rows, form)


def _row(found: Finding) -> list[Any]:
    chance = found.q_value if found.q_value is not None else found.p_value
    return [" · ".join(map(_name, found.entities)), round(found.value, 4), chance and significant(chance),
            _reasons(found.reasons), found.sentence[language()]]


def _name(entity: Brief) -> str:
    from maillage.graph.sentences import name

    return name(entity, language())


def _reasons(reasons: list[Reason]) -> str:
    more = f" … +{len(reasons) - MOST_REASONS}" if len(reasons) > MOST_REASONS else ""
    return ", ".join(_name(reason.entity) for reason in reasons[:MOST_REASONS]) + more
