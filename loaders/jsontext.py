"""JSON of strangers: what is cut, nested without end, or holds NaN is no JSON, and said so in words."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NoReturn

from maillage.loaders import limits
from maillage.loaders.clean import shown


class BadJson(ValueError):
    """A text that is no JSON to be read: what is wrong, in both languages."""

    def __init__(self, fr: str, en: str) -> None:
        super().__init__(en)
        self.fr, self.en = fr, en


def parsed(text: str | bytes) -> Any:
    """What the text holds. Raises BadJson."""
    try:
        found = json.loads(text, parse_constant=_no_constant)
    except RecursionError as error:
        raise _endless() from error
    except BadJson:
        raise
    except ValueError as error:
        raise BadJson(*(shown(str(error), 120),) * 2) from error
    _check_depth(found)
    return found


def _check_depth(found: Any) -> None:
    """Whoever walks through what was read may do so by calling himself. Raises BadJson."""
    level = [found]
    for _ in range(limits.JSON_DEPTH):
        level = [inner for one in level for inner in _held(one) if isinstance(inner, (dict, list))]
        if not level:
            return
    raise _endless()


def _held(one: Any) -> Iterable[Any]:
    return one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()


def _endless() -> BadJson:
    return BadJson("imbriqué sans fin", "nested without end")


def _no_constant(name: str) -> NoReturn:
    raise BadJson(f"{name} n'est pas un nombre", f"{name} is no number")
