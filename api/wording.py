"""What is wrong with the form of a request, place by place, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple


class Wrong(NamedTuple):
    """One place and what is wrong there."""

    place: str
    fr: str
    en: str

    def said(self, lang: str) -> str:
        return self.en if lang == "en" else self.fr


# pydantic's kinds of error that our parameters can meet; its own English words stand for any other.
_WORDS: dict[str, tuple[str, str]] = {
    "missing": ("manque", "is missing"),
    "int_parsing": ("un nombre entier est attendu", "a whole number is expected"),
    "int_type": ("un nombre entier est attendu", "a whole number is expected"),
    "bool_parsing": ("true ou false est attendu", "true or false is expected"),
    "string_type": ("un texte est attendu", "a text is expected"),
    "dict_type": ("un objet est attendu", "an object is expected"),
    "list_type": ("une liste est attendue", "a list is expected"),
    "model_attributes_type": ("un objet est attendu", "an object is expected"),
    "model_type": ("un objet est attendu", "an object is expected"),
    "string_too_short": ("au moins {min_length} signe(s)", "at least {min_length} character(s)"),
    "string_too_long": ("au plus {max_length} signes", "at most {max_length} characters"),
    "too_short": ("au moins {min_length} élément(s)", "at least {min_length} item(s)"),
    "too_long": ("au plus {max_length} éléments", "at most {max_length} items"),
    "greater_than_equal": ("au moins {ge}", "at least {ge}"),
    "less_than_equal": ("au plus {le}", "at most {le}"),
    "literal_error": ("attendu : {expected}", "expected: {expected}"),
    "union_tag_invalid": ("attendu : {expected_tags}", "expected: {expected_tags}"),
    "union_tag_not_found": ("{discriminator} manque", "{discriminator} is missing"),
    "extra_forbidden": ("n'est pas connu ici", "is not known here"),
    "string_unicode": ("n'est pas du texte Unicode valable", "is not valid Unicode text"),
    "integer_too_large": ("un nombre entier dépasse 64 bits", "a whole number exceeds 64 bits"),
    "json_invalid": ("n'est pas du JSON", "is not JSON"),
    "author": ("un nom de personne est attendu", "a person's name is expected"),
    "string_pattern_mismatch": ("la forme attendue est {pattern}", "the expected form is {pattern}"),
}


def wrongs(found: Iterable[Mapping[str, Any]]) -> list[Wrong]:
    """Turn pydantic's list of errors into places with words; what was sent is not repeated. At most 20."""
    return [_wrong(error) for error, _ in zip(found, range(20), strict=False)]


def _wrong(error: Mapping[str, Any]) -> Wrong:
    place = ".".join(str(part) for part in error.get("loc", ()))[:200] or "body"
    words = _WORDS.get(error.get("type", ""))
    if words is None:
        return Wrong(place, str(error.get("msg", "?")), str(error.get("msg", "?")))
    context = {key: str(value)[:300] for key, value in (error.get("ctx") or {}).items()}
    return Wrong(place, *(template.format_map(_Known(context)) for template in words))


class _Known(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "?"
