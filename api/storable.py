"""What a request's values may be so that every engine can take them: JSON allows more than they do."""

from __future__ import annotations

from typing import Any

from pydantic_core import PydanticCustomError

MOST_INTEGER = 2**63 - 1


def storable(value: Any) -> Any:
    """``value`` itself; a validation error when a number in it exceeds 64 bits, or a text holds half a character."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            waiting += [*each, *each.values()]
        elif isinstance(each, list):
            waiting += each
        elif isinstance(each, str):
            _check_text(each)
        elif isinstance(each, int) and not -MOST_INTEGER - 1 <= each <= MOST_INTEGER:
            raise PydanticCustomError("integer_too_large", "a whole number must fit 64 bits")
    return value


def _check_text(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise PydanticCustomError("string_unicode", "a text must be valid Unicode") from None
