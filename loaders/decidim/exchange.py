"""An exchange with an installation's read API as it was recorded: one answer a line, after a line that says whose it is.

`download` records it: the network is asked once, and what came in can be shown, kept and loaded again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from maillage.errors import SourceError
from maillage.loaders import limits
from maillage.loaders.clean import BadCell, date, shown
from maillage.loaders.decidim.proposal import Proposal, Space
from maillage.loaders.extract import Use
from maillage.loaders.files import Gauge
from maillage.loaders.jsontext import parsed
from maillage.loaders.markup import plain
from maillage.schema.source import Refused

_CUT = ("ligne coupée ou abîmée ; enregistrez l'échange à nouveau", "line cut or damaged; record the exchange again")
_READ = frozenset("id title body publishedAt createdAt category taxonomies scope totalCommentsCount __typename".split())
_NESTED = ("laissé de côté : peut nommer des personnes", "left out: may name people")


def check(path: Path) -> str:
    """The host of the installation. Raises SourceError where the first line or the last is no record."""
    with path.open("rb") as file:
        first = file.readline(limits.JSON_LINE)
        file.seek(max(0, path.stat().st_size - 1))
        whole = file.read() == b"\n"
    try:
        host = urlsplit(str(parsed(first)["decidim"])).hostname
    except (ValueError, KeyError, TypeError):
        host = None
    if not host or not whole:
        where = f"{path.name}, {'dernière ligne' if host else 'ligne 1'}"
        raise SourceError(file=where, problem_fr=_CUT[0], problem_en=_CUT[1])
    return host


def proposals(path: Path, gauge: Gauge) -> Iterator[Proposal | Refused]:
    """The proposals of all answers; an answer that is an error is told."""
    host = check(path)
    with path.open("rb") as file:
        for number, line in enumerate(iter(lambda: file.readline(limits.JSON_LINE), b""), 1):
            gauge.at = file.tell()
            if number > 1 and line.strip():
                yield from _of_line(line, f"{path.name}, ligne {number}", host)


def _of_line(line: bytes, place: str, host: str) -> Iterator[Proposal | Refused]:
    try:
        record = parsed(line)
        space = Space(host, **{key: str(record["space"][key]) for key in ("slug", "kind", "title")})
        component = str(record["component"])
        nodes = [edge["node"] for edge in record["answer"]["data"]["component"]["proposals"]["edges"]]
    except (ValueError, KeyError, TypeError):
        yield Refused(place, *_CUT, line[:200].decode("utf-8", "replace"))
        return
    for index, node in enumerate(nodes):
        at = f"{place}, proposition {index + 1}"
        if isinstance(node, dict) and node.get("id"):
            yield _proposal(node, at, space, component)
        else:
            yield Refused(
                at, "proposition sans numéro, laissée de côté", "proposal without a number, left out", shown(str(node), 200)
            )


def _proposal(node: Mapping[str, Any], place: str, space: Space, component: str) -> Proposal:
    title, body = texts(node.get("title")), texts(node.get("body"))
    key, comments = str(node["id"]), node.get("totalCommentsCount")
    author = node.get("author")
    group = isinstance(author, dict) and author.get("__typename") == "UserGroup"
    return Proposal(
        key=key,
        place=place,
        title=_first(title),
        title_en=title.get("en", ""),
        space=space,
        body=plain(_first({locale: text for locale, text in body.items() if locale != "en"})),
        body_en=plain(body.get("en", "")),
        url=f"https://{space.host}/{space.kind}/{space.slug}/f/{component}/proposals/{key}",
        date=_day(node.get("publishedAt") or node.get("createdAt")),
        themes=_named(node.get("category")) or _named(node.get("taxonomies")),
        district="".join(_named(node.get("scope"))),
        organisation=str(author.get("name") or "") if group and isinstance(author, dict) else "",
        comments=(comments, 0, 0) if type(comments) is int else None,
        notes=(*_others("title", title), *_others("body", body), *_taxonomies(node), *_rest(node)),
    )


def texts(field: object) -> dict[str, str]:
    """A translated field as texts by language; empty ones left out."""
    listed = field.get("translations") if isinstance(field, dict) else None
    items = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    return {str(item.get("locale")): str(item["text"]) for item in items if item.get("text")}


def _first(said: Mapping[str, str]) -> str:
    """In French, else in English, else in the installation's first language."""
    return said.get("fr") or said.get("en") or next(iter(said.values()), "")


def _named(field: object) -> tuple[str, ...]:
    """The name of a category, scope or first taxonomy."""
    one = field[0] if isinstance(field, list) and field else field
    name = _first(texts(one.get("name"))) if isinstance(one, dict) else ""
    return (name,) if name else ()


def _others(name: str, said: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """A text in the languages that are shown nowhere."""
    kept = {"fr", "en"} | ({next(iter(said))} if said and not {"fr", "en"} & set(said) else set())
    yield from ((f"{name} ({locale})", plain(text)) for locale, text in said.items() if locale not in kept)


def _taxonomies(node: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Those beyond the one theme that is read."""
    listed = node.get("taxonomies")
    beyond = listed[0 if _named(node.get("category")) else 1 :] if isinstance(listed, list) else []
    yield from (("taxonomie", name) for one in beyond for name in _named(one))


def _rest(node: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Plain fields that nothing else is made of."""
    for name, value in node.items():
        if name not in _READ and value not in (None, "", False) and not isinstance(value, (dict, list)):
            yield name, _word(value)


def left_out(path: Path) -> Iterator[Use]:
    """Fields of proposals that hold things of their own: an author, those who signed."""
    names: dict[str, None] = {}
    with path.open("rb") as file:
        for line in iter(lambda: file.readline(limits.JSON_LINE), b""):
            if len(names) < limits.COLUMNS:
                names.update((name, None) for node in _nodes(line) for name in _nested(node))
    yield from (Use(path.name, shown(name), *_NESTED, kept=False) for name in list(names)[: limits.COLUMNS])


def _nested(node: Mapping[str, Any]) -> list[str]:
    return [name for name, value in node.items() if name not in _READ and isinstance(value, (dict, list))]


def _nodes(line: bytes) -> list[dict[str, Any]]:
    """The proposals of one line, none where it is no answer: that is told when it is read."""
    try:
        edges = parsed(line)["answer"]["data"]["component"]["proposals"]["edges"]
        return [edge["node"] for edge in edges if isinstance(edge["node"], dict)]
    except (ValueError, KeyError, TypeError):
        return []


def _day(said: object) -> str:
    try:
        return date(str(said)[:10]) if said else ""
    except BadCell:
        return ""


def _word(value: object) -> str:
    return "oui" if value is True else str(value)
