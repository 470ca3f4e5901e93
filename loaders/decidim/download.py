"""Asks an installation's read API for its proposals, page after page, and records the answers in a file to load.

    python -m maillage.loaders.decidim https://participer.exemple.fr propositions.jsonl

Names of people are not asked for. Which fields there are differs with the platform's version: the fullest question is
asked first, then plainer ones, until the API understands.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from maillage.errors import SourceError
from maillage.loaders import limits
from maillage.loaders.decidim.exchange import texts
from maillage.loaders.jsontext import BadJson, parsed

_TEXT = "{ translations { locale text } }"
_SPACE = f"{{ id slug title {_TEXT} components {{ id __typename }} }}"
SPACES = {"processes": f"{{ participatoryProcesses {_SPACE} }}", "assemblies": f"{{ assemblies {_SPACE} }}"}
_FIELDS = f"id title {_TEXT} body {_TEXT} state official reference address publishedAt createdAt voteCount totalCommentsCount"
_FURTHER = (
    f"category {{ name {_TEXT} }} scope {{ name {_TEXT} }} author {{ __typename ... on UserGroup {{ name }} }}",
    f"taxonomies {{ name {_TEXT} }}",
    "",
)
_PAGE = """query ($id: ID!, $after: String) {{ component(id: $id) {{ ... on Proposals {{
proposals(first: 50, after: $after) {{ pageInfo {{ hasNextPage endCursor }} edges {{ node {{ {fields} }} }} }} }} }} }}"""
_AGAIN = (429, 500, 502, 503, 504)
_TRIES, _SECONDS = 4, 30
_PAGES = 100_000
Answer = dict[str, Any]


@dataclass
class Installation:
    """The API of one installation; ``pause`` are the seconds left between two questions."""

    url: str
    pause: float = 0.2

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or "?"

    def ask(self, query: str, **variables: str | None) -> Answer:
        """The answer to one question, errors of the question included. Raises SourceError where none comes."""
        body = json.dumps({"query": query, "variables": variables}).encode()
        headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "maillage"}
        for attempt in range(1, _TRIES + 1):
            time.sleep(self.pause * attempt)
            try:
                return self._answer(Request(self.url, body, headers))  # noqa: S310  # http(s) only, checked in `download`
            except HTTPError as error:
                if error.code not in _AGAIN or attempt == _TRIES:
                    raise self._silent(f"HTTP {error.code}") from error
            except (URLError, TimeoutError, ConnectionError) as error:
                if attempt == _TRIES:
                    raise self._silent(str(getattr(error, "reason", error))) from error
        raise self._silent("?")

    def _answer(self, request: Request) -> Answer:
        with urlopen(request, timeout=_SECONDS) as response:  # noqa: S310  # http(s) only, checked in `download`
            content = response.read(limits.JSON_LINE)
        try:
            found = parsed(content)
        except BadJson as error:
            raise self._silent("JSON") from error
        if not isinstance(found, dict):
            raise self._silent("JSON")
        return found

    def _silent(self, reason: str) -> SourceError:
        return SourceError(
            file=self.host,
            problem_fr=f"l'API de Decidim ne répond pas comme attendu ({reason}) ; vérifiez l'adresse, ou réessayez plus tard",
            problem_en=f"the Decidim API does not answer as expected ({reason}); check the address, or try again later",
        )


def download(url: str, path: Path, *, pause: float = 0.2, progress: Callable[[int], object] | None = None) -> int:
    """Records all proposals of the installation at ``url``; how many. The file is there once all of it is.

    Raises SourceError where the installation does not answer.
    """
    if urlsplit(url).scheme not in ("http", "https"):
        raise SourceError(file=url, problem_fr="attendu : une adresse https://…", problem_en="expected an address https://…")
    api = url.rstrip("/") if url.rstrip("/").endswith("/api") else f"{url.rstrip('/')}/api"
    part, count = path.with_name(f"{path.name}.part"), 0
    with part.open("w", encoding="utf-8") as file:
        file.write(json.dumps({"decidim": api}) + "\n")
        for record in records(Installation(api, pause)):
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
            count += len(record["answer"]["data"]["component"]["proposals"]["edges"])
            if progress is not None:
                progress(count)
    part.replace(path)
    return count


def records(api: Installation) -> Iterator[Answer]:
    """Every page of proposals, with the space and component that it is of."""
    for kind, query in SPACES.items():
        found = (api.ask(query).get("data") or {}).get({"processes": "participatoryProcesses"}.get(kind, kind)) or ()
        for space in found:
            title = texts(space.get("title"))
            named = {"slug": space["slug"], "kind": kind, "title": title.get("fr") or next(iter(title.values()), "")}
            for component in space.get("components") or ():
                if component.get("__typename") == "Proposals":
                    yield from _pages(api, named, str(component["id"]))


def _pages(api: Installation, space: dict[str, str], component: str) -> Iterator[Answer]:
    after: str | None = None
    seen: set[str | None] = set()
    further = 0
    for _ in range(_PAGES):
        answer, further = _understood(api, component, after, further)
        found = answer["data"]["component"]["proposals"]
        yield {"space": space, "component": component, "after": after, "answer": answer}
        seen.add(after)
        after = found["pageInfo"].get("endCursor")
        if not found["pageInfo"].get("hasNextPage") or after in seen:
            return


def _understood(api: Installation, component: str, after: str | None, further: int) -> tuple[Answer, int]:
    """The first answer without an error, from the fullest question down; and which question that was."""
    answer: Answer = {}
    for index in range(further, len(_FURTHER)):
        answer = api.ask(_PAGE.format(fields=f"{_FIELDS} {_FURTHER[index]}"), id=component, after=after)
        found = ((answer.get("data") or {}).get("component") or {}).get("proposals")
        if found and not answer.get("errors"):
            return answer, index
    raise SourceError(
        file=api.host,
        problem_fr=f"l'API refuse la question sur le composant {component} ({str(answer.get('errors'))[:200]})",
        problem_en=f"the API refuses the question about component {component} ({str(answer.get('errors'))[:200]})",
    )
