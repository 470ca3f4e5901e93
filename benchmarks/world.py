"""A made-up network of any size, always the same for the same numbers, as a table of links and its mapping."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HEADINGS = ("from", "from_name", "from_type", "relation", "to", "to_name", "to_type")
MAPPING = """\
namespace: mesures
source: {id: mesures, title: "Réseau fictif des mesures"}
tables:
  - file: links.csv
    entities:
      subject: {key: [from], type: {column: from_type}, properties: {name: from_name}}
      object: {key: [to], type: {column: to_type}, properties: {name: to_name}}
    links:
      - {from: subject, relation: {column: relation}, to: object}
"""
# Type, share of the entities, words in front of the name.
KINDS = (
    ("Association", 0.22, "Association"), ("Person", 0.20, ""), ("Event", 0.14, "Rencontre"), ("Territory", 0.12, ""),
    ("Institution", 0.10, "Conseil"), ("Programme", 0.08, "Programme"), ("Deliverable", 0.05, "Rapport"),
    ("Theme", 0.04, "Thème"), ("Competence", 0.03, "Savoir"), ("Method", 0.02, "Méthode"),
)
# Relation, types it leads from, types it leads to, share of the links.
RELATIONS = (
    ("PARTNER_IN", ("Association", "Institution"), ("Programme", "Event"), 18),
    ("CONCERNS", ("Event", "Programme", "Association"), ("Theme",), 16),
    ("LOCATED_IN", ("Association", "Institution", "Event"), ("Territory",), 15),
    ("ORGANISES", ("Association", "Institution"), ("Event",), 13),
    ("AFFILIATED_WITH", ("Person",), ("Association", "Institution"), 11),
    ("SPEAKS_AT", ("Person",), ("Event",), 9),
    ("MEMBER_OF", ("Association",), ("Association",), 6),
    ("USES", ("Programme", "Event"), ("Method",), 5),
    ("MOBILISES", ("Programme",), ("Competence",), 3),
    ("PRODUCES", ("Association",), ("Deliverable",), 3),
    ("COOPERATES_WITH", ("Association",), ("Institution",), 1),
)
SYLLABLES = "ba bru car dol en fla gre hau is jor ker lan mar mon nor or pla que riv sal tri ur vel vin zel".split()
# One name in so many is that of another entity of its type, as in life.
NAMESAKES = 100
# Half of the links go to any entity of the type, half to a few that everyone knows.
SKEW = 4


class Thing(NamedTuple):
    """An entity of the network."""

    id: str
    name: str
    kind: str


class World:
    """``links`` different links among ``entities`` entities; not every entity need have one."""

    def __init__(self, entities: int, links: int, seed: int = 2018) -> None:
        self.links = links
        self._seed = seed
        rng = random.Random(seed)
        self.things = {kind: _things(kind, front, max(2, round(entities * share)), rng) for kind, share, front in KINDS}

    @property
    def entities(self) -> int:
        return sum(len(group) for group in self.things.values())

    def rows(self) -> Iterator[tuple[Thing, str, Thing]]:
        """The links, always in the same order. Raises ValueError when so few entities cannot have so many links."""
        rng = random.Random(self._seed + 1)
        seen: set[tuple[str, str, str]] = set()
        weights = [share for *_, share in RELATIONS]
        for _ in range(20 * self.links):
            relation, subjects, objects, _ = rng.choices(RELATIONS, weights)[0]
            one, other = rng.choice(self.things[rng.choice(subjects)]), _known(self.things[rng.choice(objects)], rng)
            if one != other and (key := (one.id, relation, other.id)) not in seen:
                seen.add(key)
                yield one, relation, other
                if len(seen) == self.links:
                    return
        raise ValueError(f"{self.links} links are too many for {self.entities} entities")

    def write(self, folder: Path) -> Path:
        """``links.csv`` and its mapping, in a folder to be loaded; gives the table."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
        with (folder / "links.csv").open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file)
            out.writerow(HEADINGS)
            out.writerows((*one, relation, *other) for one, relation, other in
                          (((a.id, a.name, a.kind), r, (b.id, b.name, b.kind)) for a, r, b in self.rows()))
        return folder / "links.csv"


def _things(kind: str, front: str, count: int, rng: random.Random) -> list[Thing]:
    things: list[Thing] = []
    for number in range(count):
        name = " ".join(part for part in (front, "Fictive" if front else "", _word(rng), _word(rng)) if part)
        if things and not rng.randrange(NAMESAKES):
            name = rng.choice(things).name
        things.append(Thing(f"mesures:{kind.lower()}-{number}", name, kind))
    return things


def _word(rng: random.Random) -> str:
    return "".join(rng.choices(SYLLABLES, k=rng.choice((2, 3, 3)))).capitalize()


def _known(things: list[Thing], rng: random.Random) -> Thing:
    place = rng.random() if rng.random() < 0.5 else rng.random() ** SKEW
    return things[int(len(things) * place)]
