"""The parameters of each measure as those of a route: documented one by one, checked by their type, none unknown."""

from __future__ import annotations

from inspect import Parameter, Signature
from typing import Annotated, Any, Literal

from fastapi import Query
from starlette.requests import Request

from maillage.graph.analysis.measure import Measure
from maillage.graph.analysis.options import MOST_TEXTS, TEXT_LIMIT, Option, UnknownOption, parse
from maillage.graph.analysis.selection import Selection

# Parameters of every analysis that are not the measure's.
OF_THE_ROUTE = ("lang", "wait", "draws")
_KINDS: dict[str, Any] = {"flag": bool, "integer": int, "number": float, "text": str}


class Asked:
    """What a request asks of ``measure``: a dependency with one parameter for each option."""

    def __init__(self, measure: Measure) -> None:
        self.measure = measure
        options = [Parameter(told.name, Parameter.KEYWORD_ONLY, annotation=_annotation(told), default=_default(told))
                   for told in measure.options]
        self.__signature__ = Signature([Parameter("request", Parameter.KEYWORD_ONLY, annotation=Request), *options])

    def __call__(self, request: Request, **given: Any) -> Selection:
        """Raises UnknownOption, BadOption."""
        for name in request.query_params:
            if name not in given and name not in OF_THE_ROUTE:
                raise UnknownOption(name=name[:80], known=", ".join(given))
        return parse(self.measure.parameters, {name: _separated(value) for name, value in given.items()})


def _annotation(told: Option) -> Any:
    """The type of a parameter with its limits and its words, as FastAPI reads it."""
    said = f"{told.label['en']} (`{told.of}`)." if told.of else f"{told.label['en']}."
    if told.kind == "texts":
        return Annotated[list[_text(told)], Query(max_length=MOST_TEXTS, description=f"{said} Repeat, or separate by commas.")]  # type: ignore[misc]
    if told.kind == "text":
        return Annotated[_text(told) | None if told.default is None else _text(told), Query(description=said)]
    return Annotated[_KINDS[told.kind], Query(ge=told.low, le=told.high, description=said)]


def _text(told: Option) -> Any:
    from pydantic import StringConstraints

    if told.choices:
        return Literal[tuple(told.choices)]
    return Annotated[str, StringConstraints(max_length=TEXT_LIMIT)]


def _default(told: Option) -> Any:
    return told.default


def _separated(value: Any) -> Any:
    return [part for text in value for part in text.split(",")] if isinstance(value, list) else value
