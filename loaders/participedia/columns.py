"""What becomes of each column, in words for the preview."""

from __future__ import annotations

import re
from collections.abc import Iterator

from maillage.loaders.extract import Use
from maillage.loaders.participedia.files import Role
from maillage.loaders.table.sheet import Sheet

Said = tuple[str, str]
# Fields whose keys are themes, and the role of the link to them.
THEMES = {
    "approaches": "approche",
    "method_types": "famille de méthodes",
    "type_method": "famille de méthodes",
    "tools_techniques_types": "famille d'outils",
    "type_tool": "famille d'outils",
    "general_issues": "enjeu",
    "specific_topics": "sujet",
}
COUNTS = ("photos_count", "files_count", "videos_count", "links_count", "audio_count")
_PERSONAL = ("laissée de côté : compte d'une personne sur le site", "left out: a person's account on the site")
_DERIVED = ("laissée de côté : se déduit des autres colonnes", "left out: follows from the other columns")
_LAYOUT = ("laissée de côté : mise en page du site", "left out: layout of the site")
LEFT_OUT: dict[str, Said] = {
    **dict.fromkeys(("creator_id", "creator_name", "creator_profile_url"), _PERSONAL),
    **dict.fromkeys(("last_updated_by_id", "last_updated_by_name", "last_updated_by_profile_url"), _PERSONAL),
    **dict.fromkeys(("country_best", "city_best", "missing_org", "missing_methods", "missing_country"), _DERIVED),
    "featured": _LAYOUT,
}
_PLACE = ("lien « se situe à »", "link “is located in”")
_ID = ("identifiant", "id")
HANDLED: dict[str, Said] = {
    "id": _ID,
    "type": ("type", "type"),
    "title": ("nom", "name"),
    "description": ("description", "description"),
    "url": ("adresse web", "web address"),
    "original_language": ("langue de la description", "language of the description"),
    "country": _PLACE,
    "province": _PLACE,
    "city": _PLACE,
    "specific_methods_tools_techniques": ("lien « utilise »", "link “uses”"),
    "primary_org_id": ("lien « porte, organise »", "link “runs, organises”"),
}
_OF: dict[Role, dict[str, Said]] = {
    "organisations": {
        "sector": ("type", "type"),
        "specific_methods_tools_techniques": ("lien « est lié·e à »", "link “is related to”"),
    },
    "vocabulary": {
        "champ": ("champ du mot", "field of the word"),
        "cle": _ID,
        "en": ("nom anglais d'un thème", "English name of a theme"),
        "fr": ("nom d'un thème", "name of a theme"),
    },
}
_THEME = ("lien « {} » vers un thème", "link “{}” to a theme")
# What only the records of other files make something of: a note.
UNREAD: dict[Role, frozenset[str]] = {
    "methods": frozenset({"country", "province", "city", "specific_methods_tools_techniques", "primary_org_id"}),
    "organisations": frozenset({"primary_org_id"}),
    "titles": frozenset({"country", "province", "city", "specific_methods_tools_techniques", "primary_org_id"}),
}
_RELATIONS = {"methods": ("fait partie de", "is part of")}


def columns(role: Role, sheet: Sheet) -> Iterator[Use]:
    """One sentence a column, in the order of the file."""
    for column in sheet.columns:
        base = re.sub(r"_[123]$", "", column)
        left = LEFT_OUT.get(base)
        known = _OF.get(role, {}).get(base) or (None if base in UNREAD.get(role, ()) else HANDLED.get(base))
        fr, en = left or known or _theme(role, base) or ("note", "note")
        yield Use(sheet.place, column, fr, en, left is None)


def _theme(role: Role, base: str) -> Said | None:
    if base not in THEMES:
        return None
    fr, en = _RELATIONS.get(role, ("porte sur", "is about"))
    return _THEME[0].format(fr), _THEME[1].format(en)
