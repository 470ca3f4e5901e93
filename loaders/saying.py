"""What one reading says: claims with everything they share, values cleaned, what cannot be cleaned told at its place.

For formats that know their own fields. Tables, whose columns are a person's, have `loaders/table/stating.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from maillage.loaders import limits
from maillage.loaders.clean import BadCell, cleaner, one_line, text, visible, whole
from maillage.loaders.extract import Item
from maillage.schema.claim import TYPE, Claim
from maillage.schema.ids import content_hash, is_id, slug
from maillage.schema.model import Ontology
from maillage.schema.source import Refused, Stamp

CUT = (f"note de plus de {limits.CELL} signes : coupée", f"note of more than {limits.CELL} characters: cut")
_PLAIN_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]{0,99}")


@dataclass(frozen=True)
class Saying:
    """Makes the claims of one source. ``method`` says how they were read (``table``, or the format's own name)."""

    source: str
    namespace: str
    ontology: Ontology
    stamp: Stamp
    method: str = "table"

    def id(self, *keys: str) -> str:
        """The id of the thing that the source calls by ``keys``: kept letter by letter, as ids of one file may differ
        in case only; by a slug and a hash where they hold other signs.
        """
        key = "-".join(one_line(part) for part in keys)
        if _PLAIN_KEY.fullmatch(key):
            return f"{self.namespace}:{key}"
        return f"{self.namespace}:{slug(key, 60)}-{content_hash(key)[:8]}"

    def type(self, subject: str, type_: str, place: str, original: str | None = None) -> Claim:
        """The claim of a type; ``original`` is the source's own word for it."""
        return self._claim(subject, TYPE, type_, place, original)

    def value(self, subject: str, predicate: str, cell: str, place: str) -> Iterator[Item]:
        """The claim of a property, nothing for an empty cell, a refusal for one that the property cannot hold."""
        if not cell.strip():
            return
        try:
            value = cleaner(predicate, self.ontology.properties[predicate].kind)(_bounded(cell))
        except BadCell as error:
            yield Refused(place, error.fr, error.en, whole((cell,)))
            return
        if value:
            yield self._claim(subject, predicate, value, place, None if value == cell else visible(cell))

    def note(self, subject: str, label: str, cell: str, place: str) -> Iterator[Item]:
        """What has no place elsewhere, under the source's own word for it: ``label : cell``."""
        words = text(cell) if len(cell) <= limits.CELL else cell
        if words:
            yield from self.value(subject, "note", f"{label} : {words}" if label else words, place)

    def link(
        self,
        subject: str,
        relation: str,
        object: str,
        place: str,
        *,
        role: str | None = None,
        note: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Claim:
        """The claim of a link; ``since`` and ``until`` are EDTF."""
        return Claim(
            subject,
            relation,
            self.source,
            place,
            object,
            None,
            one_line(role or "") or None,
            since,
            until,
            text(note or "") or None,
            method=self.method,
            author=self.stamp.author,
            recorded_at=self.stamp.recorded_at,
            import_id=self.stamp.import_id,
        )

    def _claim(self, subject: str, predicate: str, value: str, place: str, original: str | None) -> Claim:
        return Claim(
            subject,
            predicate,
            self.source,
            place,
            None,
            value,
            original=original,
            method=self.method,
            author=self.stamp.author,
            recorded_at=self.stamp.recorded_at,
            import_id=self.stamp.import_id,
        )


def _bounded(cell: str) -> str:
    if len(cell) > limits.CELL:
        raise BadCell(
            f"texte de {len(cell)} signes ; {limits.CELL} au plus", f"text of {len(cell)} characters; at most {limits.CELL}"
        )
    return cell


class Once:
    """Tells whether a thing comes for the first time. It forgets the older half when full: then a thing is said again,
    which changes nothing.
    """

    def __init__(self) -> None:
        self._recent: set[str] = set()
        self._earlier: set[str] = set()

    def first(self, key: str) -> bool:
        if key in self._recent:
            return False
        if len(self._recent) >= limits.REMEMBERED // 2:
            self._earlier, self._recent = self._recent, set()
        self._recent.add(key)
        return key not in self._earlier


def fingerprint(how: str, *parts: str) -> str:
    """One hash of ``how`` files are read (a format and its version) and of ``parts`` (their own hashes, the source's id)."""
    return sha256("\n".join((how, *parts)).encode()).hexdigest()


def whole_id(text_: str) -> str | None:
    """``text_`` where it is an id of this product (``space:key``) and no web address."""
    return text_ if is_id(text_) and not text_.startswith(("http:", "https:", "mailto:", "ftp:", "tel:")) else None
