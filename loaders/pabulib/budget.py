"""One budget into claims: the vote as a practice, its projects as parts of it, ballots as counts and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from maillage.loaders import limits
from maillage.loaders.clean import shown
from maillage.loaders.extract import Item
from maillage.loaders.pabulib.sections import META, PROJECTS, Row
from maillage.loaders.saying import Once, Saying
from maillage.schema.ids import slug
from maillage.schema.source import Refused

_META = frozenset({"description", "country", "unit", "subunit", "instance", "date_begin", "date_end"})
# Names of people stand among the proposers; whoever runs a chosen project is the town.
LEFT_OUT = frozenset({"proposer"})
_THEMES = {"category": "catégorie", "target": "public visé"}
_PLACES = ("district", "subunit", "neighborhood")
_PROJECT = frozenset({"project_id", "name", "description", "url", *_THEMES, *_PLACES, *LEFT_OUT, "selected"})
_LEVELS = ("pays", "quartier")  # so that no rule takes the quarter of Milan in Toulouse for the town
_SELECTED = {"1": "retenu", "0": "non retenu"}


@dataclass
class Budget:
    """One reading of one file. ``stem`` names a budget that does not say where and when it is."""

    say: Saying
    stem: str
    once: Once
    meta: dict[str, Row] = field(default_factory=dict)
    projects: dict[str, tuple[str, str]] = field(default_factory=dict)  # id in the graph, and votes as announced
    ballots: Counter[str] = field(default_factory=Counter)
    voters: int = 0

    def items(self, rows: Iterator[Row]) -> Iterator[Item]:
        """The budget, its projects, then what the ballots add up to."""
        told = False
        for row in rows:
            if row.section == META:
                if self.meta.setdefault(row.cells.get("key", ""), row) is not row:
                    yield _again(row)
                continue
            if not told:
                yield from self._budget(row)
                told = True
            if row.section == PROJECTS:
                yield from self._project(row)
            else:
                self._ballot(row.cells)
        if told:
            yield from self._counted()

    def _said(self, key: str) -> str:
        return self.meta[key].cells.get("value", "") if key in self.meta else ""

    # ---------------------------------------------------------------- the budget
    @property
    def _vote(self) -> str:
        """Where and when: the vote of a whole town, of which those of its districts are parts."""
        known = [slug(self._said(key)) for key in ("country", "unit", "instance") if self._said(key)]
        return "-".join(known) if len(known) > 1 else slug(self.stem)

    @property
    def _id(self) -> str:
        parts = [self._vote, slug(self._said("subunit"))] if self._said("subunit") else [self._vote]
        return self.say.id(*parts)

    def _budget(self, first: Row) -> Iterator[Item]:
        where = {key: row.at("value") for key, row in self.meta.items()}
        place = where.get("description") or first.place
        yield self.say.type(self._id, "Programme", place)
        yield from self._named(self._id, self._said("subunit"), place)
        yield from self.say.value(self._id, "description_en", self._said("description"), place)
        for key, prop in (("date_begin", "start"), ("date_end", "end")):
            yield from self.say.value(self._id, prop, self._said(key), where.get(key, place))
        for key, row in self.meta.items():
            if key not in _META:
                yield from self.say.note(self._id, key, row.cells.get("value", ""), row.at("value"))
        if self._said("subunit"):
            whole = self.say.id(self._vote)
            yield self.say.type(whole, "Programme", place)
            yield from self._named(whole, "", place)
            yield self.say.link(self._id, "PART_OF", whole, where["subunit"])
        yield from self._located(self._id, self._said("subunit"), place)

    def _named(self, id: str, subunit: str, place: str) -> Iterator[Item]:
        unit, year = self._said("unit") or self.stem, self._said("instance")
        part = f" ({subunit})" if subunit else ""
        yield from self.say.value(id, "name", f"Budget participatif de {unit} {year}".strip() + part, place)
        yield from self.say.value(id, "name_en", f"Participatory budget of {unit} {year}".strip() + part, place)

    def _located(self, id: str, district: str, place: str) -> Iterator[Item]:
        """A link to the district, else the town; what is part of what is said once."""
        chain = [name for name in (self._said("country"), self._said("unit"), district) if name]
        above = None
        for depth, name in enumerate(chain, 1):
            here = self.say.id("lieu", *map(slug, chain[:depth]))
            if self.once.first(here):
                yield self.say.type(here, "Territory", place)
                yield from self.say.value(here, "name", name, place)
                level = _LEVELS[0] if name == self._said("country") else _LEVELS[1] if name == district else ""
                yield from self.say.value(here, "level", level, place)
                if above is not None:
                    yield self.say.link(here, "PART_OF", above, place)
            above = here
        if above is not None:
            yield self.say.link(id, "LOCATED_IN", above, place)

    # ---------------------------------------------------------------- projects
    def _project(self, row: Row) -> Iterator[Item]:
        own = row.cells.get("project_id", "")
        refused = self._unfit(row, own)
        if refused:
            yield refused
            return
        id = self.say.id(self._vote, own)
        self.projects[own] = (id, row.cells.get("votes", ""))
        yield self.say.type(id, "Programme", row.at("project_id"))
        yield from self.say.value(id, "name", row.cells.get("name") or f"Projet {own}", row.at("name"))
        yield from self.say.value(id, "description", row.cells.get("description", ""), row.at("description"))
        yield from self.say.value(id, "url", row.cells.get("url", ""), row.at("url"))
        yield self.say.link(id, "PART_OF", self._id, row.place)
        yield from self._about(id, row)
        for column in _PLACES:
            if row.cells.get(column):
                yield from self._located(id, row.cells[column], row.at(column))
        yield from self._rest(id, row)

    def _unfit(self, row: Row, own: str) -> Refused | None:
        if row.beyond:
            count, asked = len(row.cells) + len(row.beyond), len(row.cells)
            return Refused(
                row.place,
                f"{count} cellules pour {asked} colonnes (un « ; » dans un nom ?) : projet laissé de côté",
                f"{count} cells for {asked} columns (a “;” in a name?): project left out",
                shown(";".join((*row.cells.values(), *row.beyond)), 200),
            )
        if not own or own in self.projects or len(self.projects) >= limits.KNOWN:
            return Refused(
                row.place,
                f"numéro de projet « {shown(own)} » absent ou déjà pris : projet laissé de côté",
                f"project number “{shown(own)}” missing or already taken: project left out",
                shown(row.cells.get("name", "")),
            )
        return None

    def _about(self, id: str, row: Row) -> Iterator[Item]:
        for column, role in _THEMES.items():
            for word in dict.fromkeys(part.strip() for part in row.cells.get(column, "").split(",")):
                if not word:
                    continue
                theme = self.say.id("theme", slug(word))
                if self.once.first(theme):
                    yield self.say.type(theme, "Theme", row.at(column))
                    yield from self.say.value(theme, "name", word, row.at(column))
                yield self.say.link(id, "CONCERNS", theme, row.at(column), role=role)

    def _rest(self, id: str, row: Row) -> Iterator[Item]:
        status = row.cells.get("selected", "")
        if status in _SELECTED:
            yield from self.say.value(id, "status", _SELECTED[status], row.at("selected"))
        elif status:
            yield from self.say.note(id, "selected", status, row.at("selected"))
        for column, cell in row.cells.items():
            if column == "cost" and cell:
                yield from self.say.note(id, "cost", f"{cell} {self._said('currency')}".strip(), row.at(column))
            elif column not in _PROJECT and cell:
                yield from self.say.note(id, column, cell, row.at(column))

    # ---------------------------------------------------------------- votes
    def _ballot(self, cells: Mapping[str, str]) -> None:
        self.voters += 1
        for own in choices(cells):
            if own in self.ballots or len(self.ballots) < limits.KNOWN:
                self.ballots[own] += 1

    def _counted(self) -> Iterator[Item]:
        """Counts where the file gives none; where it gives others than its ballots, that is told."""
        place = f"{self.stem}, VOTES"
        if "num_votes" not in self.meta:
            yield from self.say.note(self._id, "num_votes", str(self.voters), place)
        elif self._said("num_votes") != str(self.voters):
            yield _other(
                place,
                f"{shown(self._said('num_votes'))} bulletins annoncés, {self.voters} comptés",
                f"{shown(self._said('num_votes'))} ballots announced, {self.voters} counted",
            )
        for own, (id, announced) in self.projects.items():
            if not announced:
                yield from self.say.note(id, "votes", str(self.ballots[own]), place)
            elif announced.removesuffix(".0") != str(self.ballots[own]):
                yield _other(
                    place,
                    f"projet {shown(own)} : {shown(announced)} votes annoncés, {self.ballots[own]} comptés",
                    f"project {shown(own)}: {shown(announced)} votes announced, {self.ballots[own]} counted",
                )
        for own in sorted(self.ballots.keys() - self.projects.keys()):
            yield _other(
                place,
                f"{self.ballots[own]} votes pour un projet inconnu « {shown(own)} »",
                f"{self.ballots[own]} votes for an unknown project “{shown(own)}”",
            )


def _again(row: Row) -> Refused:
    key, value = row.cells.get("key", ""), row.cells.get("value", "")
    return Refused(
        row.place,
        f"« {shown(key)} » est déjà dit : cette valeur est laissée de côté",
        f"“{shown(key)}” is said already: this value is left out",
        shown(value, 200),
    )


def _other(place: str, fr: str, en: str) -> Refused:
    return Refused(place, fr, en)


def choices(cells: Mapping[str, str]) -> list[str]:
    """The projects that one ballot names, in its order, each once."""
    return list(dict.fromkeys(own for part in cells.get("vote", "").split(",") if (own := part.strip())))
