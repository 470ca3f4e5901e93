"""The API's documentation and the problem pages: plain HTML made here, since nothing may be fetched from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from maillage.api.errors import NoSuchRoute
from maillage.api.language import language
from maillage.api.pages import page
from maillage.api.problem_types import TYPES

Json = Mapping[str, Any]


def add(app: FastAPI) -> None:
    """Adds ``/api/docs`` and ``/api/problems/{slug}``."""
    app.add_api_route("/api/docs", _docs, include_in_schema=False)
    app.add_api_route("/api/problems/{slug}", _problem, include_in_schema=False)


def _docs(request: Request) -> HTMLResponse:
    schema = request.app.openapi()
    return page("API — maillage", "".join(_body(schema)), lang="en")


def _problem(request: Request, slug: str) -> Response:
    known, lang = TYPES.get(slug), language(request)
    if known is None:
        raise NoSuchRoute(path=request.url.path[:200])
    other = "fr" if lang == "en" else "en"
    return page(known.title(lang), "".join(
        f'<section lang="{each}"><h1>{escape(known.title(each))}</h1><p>{escape(known.help(each))}</p></section>'
        for each in (lang, other)) + '<p><a href="/api/docs">API</a></p>', lang=lang)


def _body(schema: Json) -> Iterator[str]:
    info = schema["info"]
    yield f"<h1>{escape(info['title'])} {escape(info['version'])}</h1>"
    yield "".join(f"<p>{_code(part)}</p>" for part in info["description"].split("\n\n"))
    yield '<p>OpenAPI: <a href="/api/openapi.json">/api/openapi.json</a></p>'
    operations = [(path, method, operation) for path, methods in schema["paths"].items() for method, operation in methods.items()]
    yield f"<nav><ul>{''.join(_entry(*each) for each in operations)}</ul></nav>"
    for each in operations:
        yield from _operation(*each)
    yield "<h2>Shapes</h2>"
    for name, shape in schema["components"]["schemas"].items():
        yield from _shape(name, shape)


def _entry(path: str, method: str, operation: Json) -> str:
    return f'<li><a href="#{operation["operationId"]}"><code>{method.upper()} {escape(path)}</code></a></li>'


def _operation(path: str, method: str, operation: Json) -> Iterator[str]:
    yield f'<section id="{operation["operationId"]}"><h2><code>{method.upper()} {escape(path)}</code></h2>'
    yield f"<p>{_code(operation.get('description', ''))}</p>"
    if operation.get("security"):
        yield "<p>Needs the server's token: <code>X-Maillage-Token</code> or <code>Authorization: Bearer</code>.</p>"
    if operation.get("parameters"):
        yield _table(("parameter", "in", "form", ""), (_parameter(each) for each in operation["parameters"]))
    for media, content in operation.get("requestBody", {}).get("content", {}).items():
        yield f"<p>Body: <code>{escape(media)}</code> {_form(content['schema'])}</p>"
    yield _table(("status", "", "form"), (_answer(status, each) for status, each in operation["responses"].items()))
    yield "</section>"


def _parameter(parameter: Json) -> tuple[str, ...]:
    name = f"<code>{escape(parameter['name'])}</code>{' *' if parameter.get('required') else ''}"
    return name, parameter["in"], _form(parameter["schema"]), _code(parameter.get("description", ""))


def _answer(status: str, answer: Json) -> tuple[str, ...]:
    forms = ", ".join(f"<code>{escape(media)}</code> {_form(content.get('schema', {}))}"
                      for media, content in answer.get("content", {}).items())
    return status, _code(answer.get("description", "")), forms


def _shape(name: str, shape: Json) -> Iterator[str]:
    required = shape.get("required", ())
    yield f'<section id="shape-{escape(name)}"><h3>{escape(name)}</h3><p>{_code(shape.get("description", ""))}</p>'
    yield _table(("key", "form", ""), (
        (f"<code>{escape(key)}</code>{' *' if key in required else ''}", _form(form), _code(form.get("description", "")))
        for key, form in shape.get("properties", {}).items()))
    yield "</section>"


def _form(schema: Json) -> str:
    """A schema in one phrase: its type, its limits, links to the shapes it names."""
    if "$ref" in schema:
        name = escape(schema["$ref"].rpartition("/")[2])
        return f'<a href="#shape-{name}">{name}</a>'
    for choice in ("anyOf", "oneOf"):
        if choice in schema:
            return " or ".join(_form(each) for each in schema[choice])
    if "enum" in schema or "const" in schema:
        return " | ".join(f"<code>{escape(str(each))}</code>" for each in schema.get("enum") or [schema["const"]])
    return _plain(schema)


def _plain(schema: Json) -> str:
    kind = str(schema.get("type", "anything"))
    if kind == "array":
        return f"list of {_form(schema.get('items', {}))}"
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"map of {_form(schema['additionalProperties'])}"
    limits = [f"{word} {schema[key]}" for key, word in _LIMITS.items() if key in schema]
    return escape(", ".join([kind, *limits]))


_LIMITS = {"minimum": "from", "maximum": "to", "minLength": "length from", "maxLength": "length to", "default": "default"}


def _table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    head = "".join(f"<th>{cell}</th>" for cell in heads)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>" if body else ""


def _code(text: str) -> str:
    """Text whose `parts` between backquotes are code."""
    parts = escape(text).split("`")
    return "".join(f"<code>{part}</code>" if odd % 2 else part for odd, part in enumerate(parts))
