"""In which language a request is answered: ``?lang=``, then ``Accept-Language``, then French."""

from __future__ import annotations

import re
from typing import Literal

from starlette.requests import Request

Lang = Literal["fr", "en"]
_QUALITY = re.compile(r"0(\.\d{0,3})?|1(\.0{0,3})?")


def language(request: Request) -> Lang:
    """The language asked for; never fails, since errors are told in it too."""
    asked = request.query_params.get("lang", "")
    if asked in ("fr", "en"):
        return "en" if asked == "en" else "fr"
    return accepted(request.headers.get("accept-language", ""))


def accepted(header: str) -> Lang:
    """The better of French and English in an ``Accept-Language`` header; French when neither is named.

    >>> accepted("de, en-GB;q=0.8, fr;q=0.3")
    'en'
    """
    wanted = {"fr": 0.0, "en": 0.0}
    for part in header.split(",")[:20]:
        tag, _, rest = part.partition(";")
        primary = tag.strip().lower().partition("-")[0]
        if primary in wanted:
            wanted[primary] = max(wanted[primary], quality(rest))
    return "en" if wanted["en"] > wanted["fr"] else "fr"


def quality(parameters: str) -> float:
    """The weight that ``q=…`` gives to one choice of a header: 1 when it is not said, 0 when it is unreadable."""
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            return float(value) if _QUALITY.fullmatch(value.strip()) else 0.0
    return 1.0
