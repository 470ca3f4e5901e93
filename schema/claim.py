"""The claim: one source says one thing. The unit that is loaded, reviewed and kept.

A ``Claim`` is immutable. Its ``id`` hashes what is said and who says it (subject, predicate, object
or value, qualifiers, source), so that stating it again changes nothing. The rest (locator, quote,
method, import…) is the evidence of one statement of it; the same claim may be stated by several
imports, each with its own evidence.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from types import NoneType
from typing import Any, Literal, NamedTuple

from maillage.errors import InvalidClaim
from maillage.schema import edtf
from maillage.schema.ids import MAX_ID, content_hash, is_id
from maillage.schema.model import Ontology

Status = Literal["proposed", "accepted", "rejected", "contested"]
TYPE = "type"
MAX_VALUE = 1_000_000
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


class Claim(NamedTuple):
    """One statement: ``subject predicate object`` (a relation) or ``subject predicate value`` (a property).

    ``since`` and ``until`` are EDTF; ``confidence`` is in [0, 1]; ``recorded_at`` is RFC 3339, UTC.
    """

    subject: str
    predicate: str
    source: str
    locator: str
    object: str | None = None
    value: str | None = None
    role: str | None = None
    since: str | None = None
    until: str | None = None
    note: str | None = None
    original: str | None = None
    quote: str | None = None
    method: str = "curated"
    confidence: float = 1.0
    author: str = "local"
    recorded_at: str = ""
    status: Status = "accepted"
    import_id: str | None = None

    @property
    def id(self) -> str:
        """Content hash of what is said, its qualifiers and its source."""
        return content_hash(self.subject, self.predicate, self.object, self.value,
                            self.role, self.since, self.until, self.note, self.source)

    @property
    def topic(self) -> str:
        """What is looked up together: a relation between two ids, or all properties of one id."""
        return self.subject if self.object is None else link_key(self.subject, self.predicate, self.object)

    @property
    def rank(self) -> tuple[str, str, tuple[tuple[int, int | str], ...], str, str, str, float, str, str]:
        """Order of statements: the smallest of an import is the one that is kept, whatever came first."""
        return (self.recorded_at, self.import_id or "", natural(self.locator), self.original or "",
                self.quote or "", self.method, -self.confidence, self.author, self.status)


EVIDENCE = ("locator", "original", "quote", "method", "confidence", "author", "recorded_at", "status", "import_id")
SAID = tuple(field for field in Claim._fields if field not in EVIDENCE)
_CONFIDENCE = Claim._fields.index("confidence")


def link_key(subject: str, relation: str, object: str) -> str:
    """Key of one relation between two ids, for looking up all that is said of it."""
    return content_hash(subject, relation, object)


def natural(text: str) -> tuple[tuple[int, int | str], ...]:
    """Sort key in which ``row 2`` comes before ``row 10``."""
    return tuple((0, int(part)) if part.isdecimal() else (1, part) for part in re.split(r"(\d{1,18})", text) if part)


def now(after: str = "") -> str:
    """This moment as RFC 3339 in UTC, always of the same length, so that texts sort as times do.

    Where the clock is not yet past ``after``, a moment that this function gave: the millisecond that follows it.
    """
    moment = _rfc3339(datetime.now(UTC))
    return moment if moment > after else _rfc3339(datetime.fromisoformat(after) + timedelta(milliseconds=1))


def _rfc3339(time: datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def to_dict(claim: Claim) -> dict[str, Any]:
    """The claim as JSON-ready data: its id first, fields that hold nothing left out."""
    said = {key: value for key, value in claim._asdict().items() if value is not None and value != ""}
    return {"id": claim.id, **said}


def from_dict(data: dict[str, Any]) -> Claim:
    """The claim that ``to_dict`` wrote. Raises InvalidClaim on an unknown or missing field."""
    known = {key: value for key, value in data.items() if key != "id"}
    try:
        claim = Claim(**known)
    except TypeError as error:
        raise InvalidClaim(where=str(data.get("id", "?")), problem_fr=f"champs inattendus ({error})",
                           problem_en=f"unexpected fields ({error})") from error
    return claim


def check(claim: Claim, ontology: Ontology) -> Claim:
    """``claim`` itself when it may be kept; raises InvalidClaim, naming its place, when not."""
    problem = _problem(claim, ontology)
    if problem:
        where = str(claim.locator or claim.subject)
        raise InvalidClaim(where=where[:200], problem_fr=problem[0], problem_en=problem[1])
    return claim


def check_all(claims: Iterable[Claim], ontology: Ontology) -> list[Claim]:
    """All of them, or InvalidClaim on the first that may not be kept."""
    return [check(claim, ontology) for claim in claims]


def _problem(claim: Claim, ontology: Ontology) -> tuple[str, str] | None:
    return (_form_problem(claim) or _date_problem(claim) or
            (_relation_problem(claim, ontology) if claim.object is not None else _value_problem(claim, ontology)))


def _form_problem(claim: Claim) -> tuple[str, str] | None:
    kinds = set(map(type, claim[:_CONFIDENCE] + claim[_CONFIDENCE + 1:]))  # few, where the fields are many
    if not all(issubclass(kind, (str, NoneType)) for kind in kinds):
        return "un champ n'est pas du texte", "a field is not text"
    if not claim.source:
        return "la source manque", "the source is missing"
    if not claim.locator:
        return "l'endroit dans la source manque", "the place in the source is missing"
    if not is_id(claim.subject) or (claim.object is not None and not is_id(claim.object)):
        return (f"identifiant mal formé (attendu espace:clé, {MAX_ID} signes au plus)",
                f"malformed id (expected namespace:key, at most {MAX_ID} characters)")
    if not _is_share(claim.confidence):
        return "la confiance doit être entre 0 et 1", "confidence must be between 0 and 1"
    if claim.status not in ("proposed", "accepted", "rejected", "contested"):
        return f"statut inconnu {claim.status!r}", f"unknown status {claim.status!r}"
    return _text_problem(claim)


def _is_share(value: object) -> bool:
    return isinstance(value, (int, float)) and 0 <= value <= 1


def _text_problem(claim: Claim) -> tuple[str, str] | None:
    texts = (claim.value, claim.role, claim.note, claim.original, claim.quote, claim.locator, claim.source)
    for text in texts:
        if text and len(text) > MAX_VALUE:
            return f"texte de plus de {MAX_VALUE} signes", f"text of more than {MAX_VALUE} characters"
        if text and CONTROL.search(text):
            return "le texte contient des signes de contrôle", "the text holds control characters"
    return None


def _date_problem(claim: Claim) -> tuple[str, str] | None:
    for text in (claim.since, claim.until):
        if text is not None and not edtf.is_edtf(text):
            return f"date illisible {text!r} (attendu 2018, 2018-10, 2018-03-19)", f"unreadable date {text!r}"
    return None


def _relation_problem(claim: Claim, ontology: Ontology) -> tuple[str, str] | None:
    if claim.value is not None:
        return "un lien n'a pas de valeur", "a link has no value"
    if claim.predicate not in ontology.relations:
        return f"relation inconnue {claim.predicate!r}", f"unknown relation {claim.predicate!r}"
    return None


def _value_problem(claim: Claim, ontology: Ontology) -> tuple[str, str] | None:
    if not claim.value:
        return "la valeur manque", "the value is missing"
    if claim.predicate == TYPE:
        kind = ontology.types.get(claim.value)
        known = kind is not None and not kind.abstract
        return None if known else (f"type inconnu {claim.value!r}", f"unknown type {claim.value!r}")
    prop = ontology.properties.get(claim.predicate)
    if prop is None:
        return f"propriété inconnue {claim.predicate!r}", f"unknown property {claim.predicate!r}"
    return None if fits(prop.kind, claim.value) else (
        f"{claim.value[:80]!r} n'est pas une valeur de {claim.predicate} ({prop.kind})",
        f"{claim.value[:80]!r} is no value of {claim.predicate} ({prop.kind})")


def fits(kind: str, value: str) -> bool:
    """Whether ``value`` may stand for a property of ``kind`` (string, text, date, integer, number, url, code)."""
    if kind == "date":
        return edtf.is_edtf(value)
    if kind == "integer":
        return re.fullmatch(r"-?[0-9]{1,18}", value) is not None
    if kind == "number":
        return _is_number(value)
    return kind != "url" or re.match(r"(?i)https?://[^\s<>\"']+\Z", value) is not None


def _is_number(value: str) -> bool:
    """``float`` also takes digits of other alphabets, and digits in groups (``1_000``)."""
    try:
        return value.isascii() and "_" not in value and math.isfinite(float(value))
    except ValueError:
        return False
