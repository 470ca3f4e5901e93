"""Which language to speak: ``--lang``, else ``MAILLAGE_LANG``, else the system's, else French."""

from __future__ import annotations

import locale
import sys
from collections.abc import Mapping, Sequence
from itertools import zip_longest

LANGUAGES = ("fr", "en")
# In the order in which the system's own programs look at them.
_LOCALE = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def spoken(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language of a call, known before its arguments are parsed: even a wrong call is told in it."""
    for said in (_asked(arguments), environment.get("MAILLAGE_LANG")):
        if said in LANGUAGES:
            return said
    return _of_system(environment)


def _asked(arguments: Sequence[str]) -> str | None:
    """The value of the last ``--lang``; what follows ``--`` is no option."""
    asked = None
    for word, following in zip_longest(arguments, arguments[1:]):
        if word == "--":
            break
        if word == "--lang":
            asked = following
        elif word.startswith("--lang="):
            asked = word.removeprefix("--lang=")
    return asked


def _of_system(environment: Mapping[str, str]) -> str:
    named = next((environment[name] for name in _LOCALE if environment.get(name)), None)
    if named is None and sys.platform == "win32":  # elsewhere Python takes the locale C for English
        named = locale.getlocale()[0]
    return "en" if (named or "").lower().startswith("en") else "fr"
