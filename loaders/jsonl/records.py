"""One line of a backup into what it records, read strictly: an unknown field or a value of another kind is an error."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from maillage.errors import InvalidClaim, MaillageError
from maillage.loaders import jsontext
from maillage.loaders.clean import shown
from maillage.schema import claim, decision
from maillage.schema.claim import Claim
from maillage.schema.decision import Decision
from maillage.schema.model import Ontology
from maillage.schema.source import Import, Source

Record = Source | Import | Claim | Decision
_LONGEST = 300  # characters of what is wrong with a line
_COUNTS = ("new", "known", "refused")


class BadRecord(ValueError):
    """A line that records nothing: what is wrong with it, in both languages."""

    def __init__(self, fr: str, en: str) -> None:
        super().__init__(en)
        self.fr, self.en = shown(fr, _LONGEST), shown(en, _LONGEST)


def record(line: bytes, ontology: Ontology) -> Record:
    """What one line records. Raises BadRecord."""
    data = parsed(line)
    if len(data) != 1 or (kind := next(iter(data))) not in _READ:
        raise BadRecord(f"attendu : un seul de {', '.join(_READ)}", f"expected exactly one of {', '.join(_READ)}")
    fields = data[kind]
    if not isinstance(fields, dict):
        raise _wrong(kind, "un objet", "an object")
    try:
        return _READ[kind](fields, ontology)
    except InvalidClaim as error:
        raise BadRecord(str(error.details["problem_fr"]), str(error.details["problem_en"])) from error
    except (MaillageError, TypeError) as error:
        said = shown(str(error), 200)
        raise BadRecord(
            f"{kind} : champs inattendus ou manquants ({said})", f"{kind}: unexpected or missing fields ({said})"
        ) from error


def parsed(line: bytes) -> dict[str, Any]:
    """The JSON object of one line. Raises BadRecord."""
    try:
        data = jsontext.parsed(line)
    except jsontext.BadJson as error:
        raise BadRecord(f"ce n'est pas du JSON valable ({error.fr})", f"not valid JSON ({error.en})") from error
    if not isinstance(data, dict):
        raise BadRecord("attendu : un objet JSON", "expected a JSON object")
    return data


def _claim(fields: dict[str, Any], ontology: Ontology) -> Claim:
    found = claim.check(claim.from_dict(fields), ontology)
    _check_id(fields, found.id)
    if not found.recorded_at:
        raise _wrong("claim", "une date d'enregistrement (recorded_at)", "a time of recording (recorded_at)")
    return found


def _decision(fields: dict[str, Any], ontology: Ontology) -> Decision:
    _check_texts("decision", fields)
    found = decision.from_dict(fields)
    _check_id(fields, found.id)
    return found


def _source(fields: dict[str, Any], ontology: Ontology) -> Source:
    _check_texts("source", fields)
    return Source(**fields)


def _import(fields: dict[str, Any], ontology: Ontology) -> Import:
    rest = {key: value for key, value in fields.items() if key not in (*_COUNTS, "files")}
    _check_texts("import", rest)
    files = fields.get("files", [])
    counts = {key: fields.get(key, 0) for key in _COUNTS}
    if not isinstance(files, list) or not all(isinstance(name, str) for name in files):
        raise _wrong("files", "une liste de noms", "a list of names")
    if not all(type(count) is int and count >= 0 for count in counts.values()):
        raise _wrong(", ".join(_COUNTS), "des nombres entiers", "whole numbers")
    return Import(**rest, files=tuple(files), **counts)


def _check_id(fields: Mapping[str, Any], id: str) -> None:
    """The id hashes the content: where they differ, something was changed by hand or by accident."""
    if fields.get("id") != id:
        raise BadRecord(
            "l'identifiant ne correspond pas au contenu : la ligne a été modifiée",
            "the id does not match the content: the line was changed",
        )


def _check_texts(kind: str, fields: Mapping[str, Any]) -> None:
    for name, value in fields.items():
        if not isinstance(value, str) or not value:
            raise _wrong(f"{kind}.{name}", "un texte", "a text")


def _wrong(what: str, fr: str, en: str) -> BadRecord:
    return BadRecord(f"« {what} » : attendu {fr}", f"“{what}”: expected {en}")


_READ: dict[str, Callable[[dict[str, Any], Ontology], Record]] = {
    "source": _source,
    "import": _import,
    "claim": _claim,
    "decision": _decision,
}
