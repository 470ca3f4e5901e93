"""Parameters of a measure as data: from one frozen dataclass come the checks, the API's query and the command's options.

A parameter is a field made by ``option``; ``describe`` lists them for a form, ``parse`` reads what people typed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any, TypeVar

from maillage.errors import UsageError

P = TypeVar("P", bound="Options")
TEXT_LIMIT = 500
MOST_TEXTS = 100


class BadOption(UsageError):
    """A parameter that does not exist, or a value that it cannot take."""

    fr = "Paramètre « {name} » : « {value} » ne convient pas. Attendu : {wanted}."
    en = "Parameter “{name}”: “{value}” does not fit. Expected: {wanted_en}."


class UnknownOption(UsageError):
    """A parameter that the measure does not have."""

    fr = "Paramètre inconnu : « {name} ». Il y a : {known}."
    en = "Unknown parameter: “{name}”. There are: {known}."


@dataclass(frozen=True)
class Option:
    """What a form needs to know of a parameter.

    ``kind``: ``text``, ``texts`` (several), ``number``, ``integer``, ``flag``. ``of`` says what a text names:
    ``entity:Territory``, ``type:Practice``, ``relation:convergence``, ``source``, ``date``, or None. Bounds are included.
    """

    name: str
    kind: str
    default: Any
    label: dict[str, str]
    low: float | None = None
    high: float | None = None
    choices: list[str] = field(default_factory=list)
    of: str | None = None


def option(default: Any, fr: str, en: str, *, kind: str | None = None, low: float | None = None, high: float | None = None,
           choices: Sequence[str] = (), of: str | None = None) -> Any:
    """A dataclass field that describes itself; ``kind`` is told from the default where that tells it."""
    told = Option("", kind or _kind(default), default, {"fr": fr, "en": en}, low, high, list(choices), of)
    return field(default=default, metadata={"option": told})


def _kind(default: Any) -> str:
    kinds = {bool: "flag", int: "integer", float: "number", tuple: "texts"}
    return kinds.get(type(default), "text")


@dataclass(frozen=True)
class Options:
    """Base of the parameters of a measure: checks every value against its option. Raises BadOption."""

    def __post_init__(self) -> None:
        for told in describe(type(self)):
            _check(told, getattr(self, told.name))

    def as_json(self) -> dict[str, Any]:
        """The values by name, ready for JSON."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}


def describe(kind: type[Options]) -> list[Option]:
    """The parameters, in the order of their fields."""
    found = []
    for each in fields(kind):
        told: Option = each.metadata["option"]
        default = list(told.default) if told.kind == "texts" else told.default
        found.append(Option(each.name, told.kind, default, told.label, told.low, told.high, told.choices, told.of))
    return found


def parse(kind: type[P], given: Mapping[str, Any]) -> P:
    """Parameters from texts (of a query or a command line) or from values of JSON; what is not given keeps its default.

    Several texts come as a list, or as one with commas. Raises UnknownOption, BadOption.
    """
    known = {told.name: told for told in describe(kind)}
    for name in given:
        if name not in known:
            raise UnknownOption(name=str(name)[:80], known=", ".join(known))
    return kind(**{name: _read(known[name], value) for name, value in given.items() if value is not None})


def _read(told: Option, value: Any) -> Any:
    if told.kind == "texts":
        parts = value.split(",") if isinstance(value, str) else value
        if not isinstance(parts, list | tuple):
            raise _bad(told, value)
        return tuple(dict.fromkeys(text for part in parts if (text := str(part).strip())))
    if not isinstance(value, str):
        return value
    return (value.strip() or None) if told.kind == "text" else _number(told, value.strip())


def _number(told: Option, text: str) -> Any:
    if told.kind == "flag":
        flags = {"true": True, "1": True, "yes": True, "oui": True, "false": False, "0": False, "no": False, "non": False}
        if text.lower() not in flags:
            raise _bad(told, text)
        return flags[text.lower()]
    try:
        return int(text) if told.kind == "integer" else float(text.replace(",", "."))
    except ValueError:
        raise _bad(told, text) from None


def _check(told: Option, value: Any) -> None:
    if told.kind == "flag":
        good = isinstance(value, bool)
    elif told.kind in ("integer", "number"):
        good = _in_bounds(told, value)
    elif told.kind == "texts":
        good = isinstance(value, tuple) and len(value) <= MOST_TEXTS and all(_is_text(told, text) for text in value)
    else:
        good = value is None or _is_text(told, value)
    if not good:
        raise _bad(told, value)


def _in_bounds(told: Option, value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int if told.kind == "integer" else int | float):
        return False
    low, high = -math.inf if told.low is None else told.low, math.inf if told.high is None else told.high
    return math.isfinite(value) and low <= value <= high


def _is_text(told: Option, value: Any) -> bool:
    return isinstance(value, str) and len(value) <= TEXT_LIMIT and (not told.choices or value in told.choices)


def _bad(told: Option, value: Any) -> BadOption:
    fr, en = _wanted(told)
    return BadOption(name=told.name, value=str(value)[:80], wanted=fr, wanted_en=en)


def _wanted(told: Option) -> tuple[str, str]:
    if told.choices:
        listed = ", ".join(told.choices)
        return f"une valeur parmi {listed}", f"one of {listed}"
    words = {"flag": ("true ou false", "true or false"), "integer": ("un entier", "a whole number"),
             "number": ("un nombre", "a number"), "texts": ("des textes courts", "short texts"),
             "text": ("un texte court", "a short text")}
    fr, en = words[told.kind]
    if told.low is not None:
        fr, en = f"{fr}, {told.low:g} au moins", f"{en}, {told.low:g} at least"
    if told.high is not None:
        fr, en = f"{fr}, {told.high:g} au plus", f"{en}, {told.high:g} at most"
    return fr, en
