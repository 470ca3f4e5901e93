"""Which of the catalogue's files one is, by its headings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from maillage.loaders.records import headings

Role = Literal["vocabulary", "methods", "organisations", "titles", "cases"]
# In the order in which they are read: what is referred to comes first.
ROLES: tuple[Role, ...] = ("vocabulary", "methods", "organisations", "titles", "cases")
_ASKED: dict[Role, frozenset[str]] = {
    "vocabulary": frozenset({"champ", "cle", "en", "fr"}),
    "methods": frozenset({"id", "title", "method_types_1", "public_spectrum"}),
    "organisations": frozenset({"id", "title", "sector", "type_method_1", "type_tool_1"}),
    "cases": frozenset({"id", "specific_methods_tools_techniques", "primary_org_id"}),
    "titles": frozenset({"id", "title", "description", "url"}),
}
_SITE = b"participedia.net/"


def accepts(head: bytes, path: Path) -> float:
    """0.9 for the headings of one of the files; the plainest of them must show an address of the site as well."""
    role = role_of(headings(head))
    return 0.0 if role is None or (role == "titles" and _SITE not in head) else 0.9


def role_of(row: Sequence[str]) -> Role | None:
    """The file that has these headings."""
    names = {heading.strip().strip('"') for heading in row}
    if names == _ASKED["vocabulary"]:
        return "vocabulary"
    return next((role for role, asked in _ASKED.items() if role != "vocabulary" and asked <= names), None)
