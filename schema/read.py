"""Ontology files into entries: one field after the other is checked for its form, each problem told with its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from maillage.schema.definitions import ALIGNMENTS, KINDS, LANGUAGES, READINGS, SAME_NAME
from maillage.schema.problems import Mark, Problems, did_you_mean
from maillage.schema.yamlfile import Value, read_yaml

_TYPE_NAME = re.compile(r"[A-Z][A-Za-z0-9]{0,63}")
_RELATION_NAME = re.compile(r"[A-Z][A-Z_]{0,63}")
_WORD = re.compile(r"[a-z][a-z0-9_]{0,63}")
_PREFIX = re.compile(r"[a-z][a-z0-9]*")
_IRI = re.compile(r"(https?|urn):\S+[#/:]")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_CURIE = re.compile(r"([a-z][a-z0-9]*):([A-Za-z][A-Za-z0-9_-]*)")
_PLACE = re.compile(r"\{([^{}]*)\}")

# Names that the store keeps for itself: labels of its own nodes, properties of every entity.
TAKEN_TYPES = frozenset({"Claim", "Decision", "Import", "Meta", "Source"})
TAKEN_PREFIXES = frozenset({"id", "maillage", "type"})
TAKEN_PROPERTIES = frozenset({"contested", "id", "label", "recorded_at", "same_key", "search", "source_titles", "sources", "type",
                             "types"})


@dataclass(frozen=True)
class Entry:
    """A type, a relation or the prefixes as one file says them: the fields whose form is right, and all their lines."""

    form: str
    name: str
    mark: Mark
    fields: Mapping[str, Any]
    marks: Mapping[str, Mark]
    extends: bool = False

    def at(self, field: str) -> Mark:
        """Where ``field`` stands, or else the entry."""
        return self.marks.get(field, self.mark)


Entries = tuple[Entry, ...]


class Property(NamedTuple):
    """A property as one file says it."""

    mark: Mark
    fields: Mapping[str, Any]


def read_files(paths: Iterable[Path], problems: Problems) -> Entries:
    """The entries of ``paths``, in their order; a folder stands for all its YAML files."""
    found: list[Entry] = []
    for path in paths:
        for file in sorted(path.rglob("*.y*ml")) if path.is_dir() else [path]:
            value = read_yaml(file, problems)
            if value is not None:
                found += _entries(value, file.parent.name, problems)
    return tuple(found)


def _entries(value: Value, folder: str, problems: Problems) -> list[Entry]:
    """A file holds one type or relation (in a folder of that name), or lists of them."""
    data = value.data
    if not isinstance(data, dict):
        _expected(value, problems, "des clés « types: », « relations: » ou « prefixes: »",
                  "keys “types:”, “relations:” or “prefixes:”")
        return []
    if folder in ("types", "relations") and data.keys().isdisjoint(_BUNDLE):
        return [_entry(folder, value, problems)]
    _unknown_keys(data, _BUNDLE, problems)
    found = [_entry(form, item, problems) for form in ("types", "relations") for item in _items(data.get(form), problems)]
    if "prefixes" in data:
        found.append(_prefixes(data["prefixes"], problems))
    return found


def _entry(form: str, value: Value, problems: Problems) -> Entry:
    data = value.data
    if not isinstance(data, dict):
        _expected(value, problems, "un objet avec « name: »", "an object with “name:”")
        return Entry(form, "", value.mark, {}, {})
    extends = "extends" in data
    known, required = _FORMS[form, extends]
    fields = _fields(data, known, problems)
    for field in required - data.keys():
        problems.tell(value.mark, f"« {field} » manque", f"“{field}” is missing")
    marks = {key: item.mark for key, item in data.items()}
    return Entry(form, fields.get("extends" if extends else "name") or "", value.mark, fields, marks, extends)


def _fields(data: Mapping[str, Value], known: Mapping[str, Reader], problems: Problems) -> dict[str, Any]:
    """The fields of ``data`` whose form is right; unknown keys and wrong forms are told."""
    _unknown_keys(data, known, problems)
    read = {key: known[key](value, problems) for key, value in data.items() if key in known}
    return {key: found for key, found in read.items() if found is not None}


def _unknown_keys(data: Mapping[str, Value], known: Iterable[str], problems: Problems) -> None:
    names = sorted(known)
    for key, value in data.items():
        if key not in names:
            hint_fr, hint_en = did_you_mean(key, names)
            listed = ", ".join(names)
            problems.tell(value.mark, f"clé inconnue « {key} »{hint_fr} ; attendu : {listed}",
                          f"unknown key “{key}”{hint_en}; expected {listed}")


def _expected(value: Value, problems: Problems, fr: str, en: str) -> None:
    data = value.data
    shown = {dict: ("un objet", "an object"), list: ("une liste", "a list"), type(None): ("rien", "nothing")}.get(type(data))
    if shown is None:
        shown = (f"« {str(data)[:60]} »", f"“{str(data)[:60]}”")
    problems.tell(value.mark, f"trouvé {shown[0]} ; attendu : {fr}", f"found {shown[1]}; expected {en}")


# ---------------------------------------------------------------- one reader a form of field: the value, or None when told

Reader = Callable[[Value, Problems], Any]


def _name(pattern: re.Pattern[str], fr: str, en: str, taken: frozenset[str] = frozenset()) -> Reader:
    def read(value: Value, problems: Problems) -> str | None:
        data = value.data
        if not isinstance(data, str) or not pattern.fullmatch(data):
            _expected(value, problems, fr, en)
            return None
        if data in taken:
            problems.tell(value.mark, f"le nom « {data} » est réservé ; choisissez-en un autre",
                          f"the name “{data}” is reserved; choose another")
            return None
        return data
    return read


def _one_of(choices: tuple[str, ...], *, nothing: bool = False) -> Reader:
    def read(value: Value, problems: Problems) -> str | None:
        if isinstance(value.data, str) and value.data in choices:
            return value.data
        if not (nothing and value.data is None):
            hint_fr, hint_en = did_you_mean(str(value.data), choices)
            listed = ", ".join((*choices, "null") if nothing else choices)
            _expected(value, problems, f"{listed}{hint_fr}", f"one of {listed}{hint_en}")
        return None
    return read


def _flag(value: Value, problems: Problems) -> bool | None:
    if isinstance(value.data, bool):
        return value.data
    _expected(value, problems, "true ou false", "true or false")
    return None


def _texts(value: Value, problems: Problems) -> dict[str, str] | None:
    """One text a language."""
    if not isinstance(value.data, dict):
        _expected(value, problems, "un texte par langue, {fr: …, en: …}", "a text for each language, {fr: …, en: …}")
        return None
    return {lang: text for lang, item in value.data.items() if (text := _text(lang, item, problems))}


def _text(lang: str, value: Value, problems: Problems) -> str | None:
    if not _LANGUAGE.fullmatch(lang):
        problems.tell(value.mark, f"« {lang} » n'est pas un code de langue ; attendu : fr, en …",
                      f"“{lang}” is no language code; expected fr, en …")
        return None
    if not isinstance(value.data, str) or not value.data.strip():
        _expected(value, problems, f"un texte pour « {lang} », entre guillemets au besoin",
                  f"a text for “{lang}”, in quotes if need be")
        return None
    return " ".join(value.data.split())


def _all_texts(value: Value, problems: Problems) -> dict[str, str] | None:
    """One text a language, French and English at least."""
    found = _texts(value, problems)
    if found is not None and isinstance(value.data, dict):
        for lang in LANGUAGES:
            if lang not in value.data:
                problems.tell(value.mark, f"texte en « {lang} » manquant ; attendu : fr et en",
                              f"text in “{lang}” is missing; expected fr and en")
    return found


def _sentences(read: Reader) -> Reader:
    """Texts with the places {subject} and {object}, and no other."""
    def checked(value: Value, problems: Problems) -> dict[str, str] | None:
        found: dict[str, str] | None = read(value, problems)
        for lang, text in (found or {}).items():
            if sorted(_PLACE.findall(text)) != ["object", "subject"] or _PLACE.sub("", text).strip("{}") != _PLACE.sub("", text):
                problems.tell(value.mark, f"phrase « {lang} » : {text} ; attendu : {{subject}} et {{object}}, une fois chacun",
                              f"sentence “{lang}”: {text}; expected {{subject}} and {{object}}, once each")
        return found
    return checked


def _items(value: Value | None, problems: Problems) -> list[Value]:
    if value is None:
        return []
    if not isinstance(value.data, list):
        _expected(value, problems, "une liste", "a list")
        return []
    return value.data


def _align(value: Value, problems: Problems) -> dict[str, tuple[str, ...]] | None:
    """``{exact: [schema:Person], close: […]}``, with the places of its CURIEs checked later."""
    if not isinstance(value.data, dict):
        _expected(value, problems, "{exact: […], close: […], broader: […]}", "{exact: […], close: […], broader: […]}")
        return None
    _unknown_keys(value.data, ALIGNMENTS, problems)
    return {key: tuple(curie for item in _items(value.data[key], problems) if (curie := _curie(item, problems)))
            for key in ALIGNMENTS if key in value.data}


_curie = _name(_CURIE, "un terme « préfixe:nom »", "a term “prefix:name”")


def _pairs(value: Value, problems: Problems) -> tuple[tuple[str, str], ...] | None:
    """``[[Actor, Practice], …]``: types of subject and object."""
    found = [pair for item in _items(value, problems) if (pair := _pair(item, problems))]
    if isinstance(value.data, list) and not value.data:
        _expected(value, problems, "au moins un couple [Sujet, Objet]", "at least one pair [Subject, Object]")
    return tuple(found)


def _pair(value: Value, problems: Problems) -> tuple[str, str] | None:
    names = [item.data for item in value.data if isinstance(item.data, str)] if isinstance(value.data, list) else []
    if len(names) != 2 or not isinstance(value.data, list) or len(value.data) != 2:
        _expected(value, problems, "un couple [Sujet, Objet] de types", "a pair [Subject, Object] of types")
        return None
    return names[0], names[1]


def _properties(value: Value, problems: Problems) -> dict[str, Property] | None:
    if not isinstance(value.data, dict):
        _expected(value, problems, "un objet {nom: {kind: …}}", "an object {name: {kind: …}}")
        return None
    found: dict[str, Property] = {}
    for name, item in value.data.items():
        if _property_name(Value(item.mark, name), problems) is None:
            continue
        if not isinstance(item.data, dict):
            _expected(item, problems, "un objet {kind: …, label: …, definition: …}",
                      "an object {kind: …, label: …, definition: …}")
            continue
        found[name] = Property(item.mark, _fields(item.data, _PROPERTY, problems))
        for field in ("kind", "label", "definition"):
            if field not in item.data:
                problems.tell(item.mark, f"propriété « {name} » : « {field} » manque", f"property “{name}”: “{field}” is missing")
    return found


def _prefixes(value: Value, problems: Problems) -> Entry:
    data = value.data if isinstance(value.data, dict) else {}
    if not isinstance(value.data, dict):
        _expected(value, problems, "un objet {préfixe: adresse}", "an object {prefix: address}")
    fields = {prefix: item.data for prefix, item in data.items()
              if _prefix(Value(item.mark, prefix), problems) and _iri(item, problems)}
    return Entry("prefixes", "", value.mark, fields, {prefix: item.mark for prefix, item in data.items()})


_lower = ("un mot en minuscules, sans accent : a-z, 0-9, _", "a word in lower case, without accents: a-z, 0-9, _")
_prefix = _name(_PREFIX, "un préfixe en minuscules : a-z, 0-9", "a prefix in lower case: a-z, 0-9", TAKEN_PREFIXES)
_iri = _name(_IRI, "une adresse http(s) ou urn qui finit par « # », « / » ou « : »",
             "an http(s) or urn address that ends with “#”, “/” or “:”")
_property_name = _name(re.compile(r"(?!other_)[a-z][a-z0-9_]{0,63}"), *_lower, TAKEN_PROPERTIES)
_type_name = _name(_TYPE_NAME, "un nom comme « MaisonDeQuartier » : [A-Z][A-Za-z0-9]*",
                   "a name such as “NeighbourhoodHouse”: [A-Z][A-Za-z0-9]*", TAKEN_TYPES)
_relation_name = _name(_RELATION_NAME, "un nom comme « ACCOMPAGNE » : [A-Z][A-Z_]*", "a name such as “MENTORS”: [A-Z][A-Z_]*")

# ---------------------------------------------------------------- which fields there are

_BUNDLE = ("types", "relations", "prefixes")
_COMMON: dict[str, Reader] = {"label": _all_texts, "definition": _all_texts, "align": _align}
_PROPERTY: dict[str, Reader] = {"kind": _one_of(KINDS), "multiple": _flag, "identifies": _flag, **_COMMON}
_TYPE: dict[str, Reader] = {
    **_COMMON, "name": _type_name, "parent": _type_name, "abstract": _flag, "plural": _all_texts,
    "family": _name(_WORD, *_lower), "same_name": _one_of(SAME_NAME), "properties": _properties,
}
_RELATION: dict[str, Reader] = {
    **_COMMON, "name": _relation_name, "pairs": _pairs, "symmetric": _flag, "reading": _one_of(READINGS, nothing=True),
    "inverse": _all_texts, "sentence": _sentences(_all_texts),
}
# What may be added to a type or relation that is there; in any language, one is enough.
_MORE: dict[str, Reader] = {"label": _texts, "definition": _texts, "align": _align}
_TYPE_MORE: dict[str, Reader] = {**_MORE, "extends": _type_name, "plural": _texts, "properties": _properties}
_RELATION_MORE: dict[str, Reader] = {
    **_MORE, "extends": _relation_name, "inverse": _texts, "sentence": _sentences(_texts), "pairs": _pairs,
}
_FORMS: dict[tuple[str, bool], tuple[dict[str, Reader], frozenset[str]]] = {
    ("types", False): (_TYPE, frozenset({"name", "label", "plural", "definition"})),
    ("types", True): (_TYPE_MORE, frozenset()),
    ("relations", False): (_RELATION, frozenset({"name", "pairs", "label", "inverse", "sentence", "definition"})),
    ("relations", True): (_RELATION_MORE, frozenset()),
}
