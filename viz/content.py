"""What the standalone page is told, as JSON: kinds, relations, words, and a card for each thing on the map."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from maillage.graph.export.visible import Link
from maillage.schema import edtf
from maillage.schema.model import Ontology
from maillage.schema.source import Source
from maillage.viz.picture import Picture, Place
from maillage.viz.tokens import look, rank, tokens

MOST_PLACES = 8


@cache
def words(lang: str) -> dict[str, str]:
    """The words of the page in ``lang`` (fr, en)."""
    known: dict[str, dict[str, str]] = json.loads((files("maillage.viz") / "words.json").read_bytes())
    return known[lang]


class Content:
    """One picture told in one language; sources and things are named by their number."""

    def __init__(self, shown: Picture, ontology: Ontology, lang: str) -> None:
        self.shown = shown
        self.ontology = ontology
        self.lang = lang
        self.number = {id: index for index, id in enumerate(shown.things)}
        self._source = {id: index for index, id in enumerate(shown.sources)}

    def kinds(self) -> dict[str, Any]:
        """The types on the map in the order of the legend: label, plural, shape, colours."""
        types = sorted({props["type"] for props in self.shown.things.values()}, key=lambda type: rank(type, self.ontology))
        return {type: {"label": self.ontology.types[type].label[self.lang], "plural": self.ontology.types[type].plural[self.lang],
                       **look(type, self.ontology)} for type in types}

    def relations(self) -> dict[str, Any]:
        """The relations on the map: how they are read from each end, as a sentence, and how they are drawn."""
        found = (self.ontology.relations[name] for name in sorted({link.relation for link in self.shown.links}))
        return {r.name: {"label": r.label[self.lang], "inverse": r.label[self.lang] if r.symmetric else r.inverse[self.lang],
                         "sentence": r.sentence[self.lang], "symmetric": r.symmetric,
                         **tokens()["links"][r.reading or "other"]} for r in found}

    def readings(self) -> list[dict[str, Any]]:
        """What each way of drawing a link means, for the legend."""
        found = {self.ontology.relations[link.relation].reading or "other" for link in self.shown.links}
        listed = [reading for reading in tokens()["readings"] if reading in found]
        return [{"label": words(self.lang)[reading], **tokens()["links"][reading]} for reading in listed]

    def sources(self) -> list[dict[str, str]]:
        """Title and line (publisher, date, licence) of each source."""
        return [{"title": source.title, "line": self._line(source)} for source in self.shown.sources.values()]

    def _line(self, source: Source) -> str:
        date = edtf.caption(source.date, self.lang) if source.date else None
        publisher = source.publisher if source.publisher != source.title else None
        said = (publisher, date, source.licence or words(self.lang)["noLicence"])
        return " · ".join(text for text in said if text)

    def card(self, id: str) -> dict[str, Any]:
        """All that the page shows of one thing beside its links."""
        props = self.shown.things[id]
        places, more = self._places(self.shown.places.get(id, []))
        return filled(id=id, name=self.name(id), kind=props["type"], description=self._said(props, "description"),
                      also=[text for text in (props.get("acronym"), *props.get("aliases", ())) if text and text != self.name(id)],
                      when=self._when(props.get("start") or props.get("founded") or props.get("date"), props.get("end")),
                      contested=[self._property(name) for name in props.get("contested", ())], places=places, more=more)

    def tie(self, link: Link) -> dict[str, Any]:
        """All that the page shows of one link."""
        props = link.props
        places, more = self._places(self.shown.places.get(link.id, []))
        return filled(relation=link.relation, said=[*props.get("roles", ()), *props.get("notes", ())],
                      when=self._period(props.get("since"), props.get("until")), contested=props.get("contested"),
                      places=places, more=more)

    def name(self, id: str) -> str:
        props = self.shown.things[id]
        return str(self._said(props, "name"))

    def _said(self, props: dict[str, Any], name: str) -> Any:
        return (props.get(f"{name}_en") if self.lang == "en" else None) or props.get(name)

    def _property(self, name: str) -> str:
        prop = self.ontology.properties.get(name)
        return prop.label[self.lang] if prop else name

    def _when(self, start: str | None, end: str | None) -> str | None:
        known = words(self.lang)
        if start and end:
            return known["between"].format_map({"from": edtf.caption(start, self.lang), "to": edtf.caption(end, self.lang)})
        if end:
            return known["until"].format(date=edtf.caption(end, self.lang))
        return edtf.caption(start, self.lang) if start else None

    def _period(self, since: str | None, until: str | None) -> str | None:
        if since and not until:
            return words(self.lang)["since"].format(date=edtf.caption(since, self.lang))
        return self._when(since, until)

    def _places(self, places: list[Place]) -> tuple[list[list[Any]], int]:
        """The first places, each as the source's number and the locator, and how many more there are."""
        shown = [[self._source.get(source, -1), locator[:300]] for source, locator in places[:MOST_PLACES]]
        return shown, max(0, len(places) - MOST_PLACES)


def filled(**fields: Any) -> dict[str, Any]:
    """Without what holds nothing."""
    return {key: value for key, value in fields.items() if value not in (None, [], 0, "", False)}
