"""A PRSM map into the parts of a drawn map: factors, links, the names of their styles as types, notes, votes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from maillage.errors import SourceError
from maillage.loaders import limits
from maillage.loaders.clean import whole
from maillage.loaders.drawing.extract import as_text, asides, content, json_object, listed, map_extract
from maillage.loaders.drawing.parts import Connection, Drawing, Element
from maillage.loaders.extract import Extract, Use
from maillage.loaders.format import Request
from maillage.loaders.markup import plain
from maillage.loaders.prsm.lz import NotPacked, TooLong, unpack
from maillage.schema.source import Refused

_NO_STYLE = ("", "Sample")  # what a style is called until somebody names it
_NO_TITLE = ("", "Untitled map")
_UNDERSTOOD = frozenset(
    {"id", "label", "grp", "group", "note", "title", "from", "to", "source", "target", "thumbUp", "thumbDown"}
)
# Of the map: what is read, told beside, or the program's own.
_MAP = frozenset("nodes edges styles samples attributeTitles mapTitle lastNodeSample lastLinkSample history".split())
_PERSONAL = frozenset({"created", "modified", "user"})
_STYLE = frozenset(
    "x y z level color font border borderWidth borderWidthSelected shape shapeProperties margin scaling size sizing fixed "
    "heightConstraint widthConstraint labelHighlightBold hidden nodeHidden edgeHidden image imagePadding icon opacity shadow "
    "chosen physics mass dashes width arrows smooth hoverWidth selectionWidth selfReference arrowStrikethrough locked "
    "oldFont oldLabel oldFontSize length endPointOffset background".split()
)
COLUMNS = (
    Use("carte", "created, modified, history", "laissées de côté : noms de personnes", "left out: names of people", kept=False),
    Use("carte", "color, font, x, y…", "mise en page : laissée de côté", "layout: left out", kept=False),
)


def extract(request: Request) -> Extract:
    """The map, ready to be read. Raises SourceError where it cannot be."""
    return map_extract(request, "prsm", drawing, COLUMNS)


def drawing(path: Path) -> Drawing:
    """The parts of the map. Raises SourceError where the file is damaged, cut or too large."""
    data = json_object(_text(path), path)
    told: list[Refused] = []
    titles = data.get("attributeTitles")
    attributes: dict[str, Any] = titles if isinstance(titles, dict) else {}
    nodes, edges = _styles(data, "nodes"), _styles(data, "edges")
    elements = [_factor(item, place, nodes, attributes) for item, place in _objects(data, "nodes", path, told)]
    drawn = [_link(item, place, edges, attributes) for item, place in _objects(data, "edges", path, told)]
    title = as_text(data.get("mapTitle"))
    said = {**data, "description": _note(data.get("description")) or data.get("description")}
    return Drawing("" if title in _NO_TITLE else title, tuple(elements), tuple(drawn), tuple(told), tuple(asides(said, _MAP)))


def _text(path: Path) -> str:
    """The file's JSON, unpacked where it is packed."""
    try:
        found = content(path).decode("utf-8-sig")
        if not found.lstrip().startswith("{"):
            found = unpack(found, limits.DRAWING)
        if not found.lstrip().startswith("{"):
            raise NotPacked(found[:20])
        return found
    except (UnicodeDecodeError, NotPacked) as error:
        raise SourceError(
            file=path.name,
            problem_fr="carte coupée, ou compressée autrement que ne le fait PRSM ; enregistrez-la à nouveau depuis PRSM",
            problem_en="map cut short, or packed in another way than PRSM's; save it again from PRSM",
        ) from error
    except TooLong as error:
        raise SourceError(
            file=path.name,
            problem_fr=f"carte de plus de {limits.DRAWING} signes une fois décompressée",
            problem_en=f"map of more than {limits.DRAWING} characters once unpacked",
        ) from error


def _styles(data: Mapping[str, Any], kind: str) -> dict[str, str]:
    """The names that people gave to styles, by the style's id; versions before 1.4 called them samples."""
    styles = data.get("styles") or data.get("samples")
    found = styles.get(kind) if isinstance(styles, dict) else None
    items = found.items() if isinstance(found, dict) else ()
    named = {key: as_text(style.get("groupLabel")).strip() for key, style in items if isinstance(style, dict)}
    return {key: name for key, name in named.items() if name not in _NO_STYLE}


def _objects(data: dict[str, Any], name: str, path: Path, told: list[Refused]) -> Iterator[tuple[dict[str, Any], str]]:
    for index, item in enumerate(listed(data, name, path)):
        place = f"{path.name}, /{name}/{index}"
        if isinstance(item, dict):
            yield item, place
        else:
            told.append(Refused(place, "attendu : un objet", "expected an object", whole((as_text(item),))))


def _factor(item: Mapping[str, Any], place: str, styles: Mapping[str, str], titles: Mapping[str, Any]) -> Element:
    label, key = as_text(item.get("label")), as_text(item.get("id"))
    style = styles.get(as_text(item.get("grp")), "")
    return Element(key or label, place, label, (style,) if style else (), tuple(_fields(item, titles)))


def _link(item: Mapping[str, Any], place: str, styles: Mapping[str, str], titles: Mapping[str, Any]) -> Connection:
    start, end = (as_text(item.get(a, item.get(b))) for a, b in (("from", "source"), ("to", "target")))
    words = (as_text(item.get("label")).strip(), styles.get(as_text(item.get("grp")), ""))
    fields = [(name, value) for name, value in _fields(item, titles) if name != "note"]
    note = " ".join(value for name, value in _fields(item, titles) if name == "note")
    named = tuple(dict.fromkeys(word for word in words if word))
    return Connection(start, end, place, named, _arrow(item.get("arrows")), fields=tuple(fields), text=note)


def _arrow(arrows: object) -> str:
    """Which ends have an arrow: ``directed``, ``mutual`` or none. Links have one at their end unless they say otherwise."""
    if isinstance(arrows, str):
        return "mutual" if "to" in arrows and "from" in arrows else "directed" if arrows else ""
    if not isinstance(arrows, dict):
        return "directed"
    to, back = (isinstance(arrows.get(end), dict) and arrows[end].get("enabled") is True for end in ("to", "from"))
    return "mutual" if to and back else "directed" if to or back else ""


def _fields(item: Mapping[str, Any], titles: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Note, votes, and the attributes that people added, under the titles they gave."""
    yield from (("note", note) for note in dict.fromkeys(_note(item.get(name)) for name in ("note", "title")) if note)
    votes = [(_count(item.get(key)), word) for key, word in (("thumbUp", "pour"), ("thumbDown", "contre"))]
    if any(count for count, _ in votes):
        yield "votes", ", ".join(f"{count} {word}" for count, word in votes)
    for key, value in item.items():
        said = as_text(value).strip()
        if said and key not in _UNDERSTOOD | _PERSONAL | _STYLE:
            yield as_text(titles.get(key)) or key, said


def _note(said: object) -> str:
    """The text of a note: plain, with markup (before 1.5), or an editor's list of insertions."""
    if isinstance(said, dict):
        ops = said.get("ops")
        parts = [op.get("insert") for op in ops if isinstance(op, dict)] if isinstance(ops, list) else []
        return "".join(
            part if isinstance(part, str) else f"[{', '.join(part)}]" for part in parts if isinstance(part, (str, dict))
        ).strip()
    return plain(as_text(said)).strip()


def _count(votes: object) -> int:
    """How many voted: a list of accounts is counted, nobody of it kept."""
    return len(votes) if isinstance(votes, list) else votes if type(votes) is int and votes > 0 else 0
