"""What a network's file says that becomes no claim: what is told of it, and how much of it at most is remembered."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from maillage.loaders import limits
from maillage.loaders.network.parts import LOOKS, Aside
from maillage.loaders.network.unread import Unread
from tests.loaders.tables import read, text
from tests.loaders.test_hostile_files import GEXF, GOOD

YED = "{http://www.yworks.com/xml/graphml}"


def unread(*said: tuple[str, Element]) -> list[Aside]:
    found = Unread({"node": ("id",)}, ("yworks", "color"))
    for local, element in said:
        found.take(local, element)
    return list(found.asides())


def test_each_name_is_told_once_with_the_first_thing_that_it_says() -> None:
    nodes = [("node", Element("node", id=str(n), new=f" value {n} ")) for n in range(3)]
    assert unread(*nodes) == [Aside("<node new>", "value 0")]


def test_what_is_drawn_is_told_as_such_by_its_name_or_its_namespace_without_its_values() -> None:
    drawn = [("color", Element("color", r="1")), ("Fill", Element(f"{YED}Fill", color="#fff"))]
    assert unread(*drawn) == [Aside("<color>", "", *LOOKS), Aside("<Fill>", "", *LOOKS)]


def test_no_more_is_remembered_than_the_limits_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "COLUMNS", 4)
    found = unread(*(("node", Element("node", {f"new{n}": "x" * 1_000})) for n in range(10)))
    assert [aside.name for aside in found] == [f"<node new{n}>" for n in range(4)]
    assert {len(aside.value) for aside in found} == {limits.TITLE}


def test_a_preview_lists_each_name_once_with_its_first_three_values_and_no_more_names_than_columns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "COLUMNS", 2)
    sections = "".join(f"*Partie{n}\n" for n in range(5))
    comments = "".join(f"% dit {n}\n" for n in (0, 0, 1, 2, 3))
    found = read(text(tmp_path / "x.net", f'{comments}*Vertices 2\n1 "A"\n2 "B"\n*Arcs\n1 2\n{sections}'))
    assert {use.column: use.fr for use in found.extract.columns if not use.kept} == {
        "%": "laissé de côté (commentaire) : « dit 0 », « dit 1 », « dit 2 »",
        "*Partie0": "laissé de côté (rien ici pour le dire)",
    }


@pytest.mark.parametrize(("usual", "said", "notes"), [("directed", "directed", None), ("directed", "mutual", "sens : mutual"),
                                                      ("undirected", "undirected", None)])  # fmt: skip
def test_only_an_edge_that_differs_from_the_others_says_its_direction(
    tmp_path: Path, usual: str, said: str, notes: str | None
) -> None:
    edge = f'<edge source="g" target="h" type="{said}"/>'
    content = GEXF.format(nodes=GOOD, edges=edge).replace("<graph>", f'<graph defaultedgetype="{usual}">')
    assert [claim.note for claim in read(text(tmp_path / "x.gexf", content)).claims if claim.object] == [notes]
