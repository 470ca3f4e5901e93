"""A JSON document read whole, within limits."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from maillage.errors import SourceError
from maillage.loaders import limits
from maillage.loaders.jsontext import BadJson, parsed
from maillage.loaders.network.parts import Attributes


def document(path: Path) -> Any:
    """What the document holds. Raises SourceError."""
    if path.stat().st_size > limits.JSON_FILE:
        raise _refused(
            path,
            f"JSON de plus de {limits.JSON_FILE} octets, qui ne se lit qu'en entier ; enregistrez-le en GEXF, GraphML ou CSV, "
            "lus au fil de l'eau",
            f"JSON of more than {limits.JSON_FILE} bytes, which can only be read as a whole; save it as GEXF, GraphML or CSV, "
            "which are read as streams",
        )
    try:
        return parsed(path.read_bytes())
    except BadJson as error:
        raise _refused(path, f"JSON abîmé ou incomplet ({error.fr})", f"damaged or truncated JSON ({error.en})") from error


def _refused(path: Path, fr: str, en: str) -> SourceError:
    return SourceError(file=path.name, problem_fr=fr, problem_en=en)


def objects(path: Path, found: Any, what: str) -> list[dict[str, Any]]:
    """A list of objects. Raises SourceError where ``found`` is anything else."""
    if found is None:
        return []
    if isinstance(found, list) and all(isinstance(one, dict) for one in found):
        return found
    raise _refused(path, f"« {what} » devrait être une liste d'objets", f"“{what}” should be a list of objects")


def text(value: Any) -> str:
    """A scalar as text, empty for nothing; lists and objects as JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list, bool)) else str(value)


def attributes(fields: dict[str, Any], without: Iterable[str] = ()) -> Attributes:
    """Fields as attributes; each item of a list of scalars is one."""
    left = frozenset(without)
    return tuple(
        (key, said)
        for key, value in fields.items()
        if key not in left
        for one in (value if isinstance(value, list) and not any(isinstance(i, (dict, list)) for i in value) else [value])
        if (said := text(one))
    )
