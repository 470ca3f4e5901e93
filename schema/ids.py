"""Ids: readable ones for things (``namespace:slug``), content hashes for claims and decisions."""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b

MAX_ID = 300
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}:[^\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def ascii_fold(text: str) -> str:
    """Lower case without accents; ligatures opened (``Œuvre`` -> ``oeuvre``)."""
    if text.isascii():
        return text.lower()
    opened = text.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae").replace("Æ", "ae").replace("ß", "ss")
    decomposed = unicodedata.normalize("NFKD", opened)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def slug(text: str, longest: int = 80) -> str:
    """A readable key: ``Conseil de développement (Lille)`` -> ``conseil-de-developpement-lille``.

    Text that leaves nothing to read (another alphabet, signs), or that is too long to be kept whole,
    ends with a short hash, so that two different texts never share a slug by accident.
    """
    folded = ascii_fold(text)
    plain = _NOT_SLUG.sub("-", folded).strip("-")
    foreign = any(ord(c) > 127 and c.isalnum() for c in folded)
    if plain and len(plain) <= longest and not foreign:
        return plain
    return f"{plain[: longest - 9].strip('-')}-{content_hash(text)[:8]}".lstrip("-")


def entity_id(namespace: str, *keys: str) -> str:
    """``namespace:key`` from the cells that make the key; an id that has a namespace is kept."""
    if len(keys) == 1 and is_id(keys[0]):
        return keys[0]
    return f"{namespace}:{'-'.join(slug(key) for key in keys)}"


def is_id(text: str) -> bool:
    """Whether ``text`` has the form of an entity's id: ``namespace:key``, no space, no control sign."""
    return len(text) <= MAX_ID and _ID.fullmatch(text) is not None


def content_hash(*parts: str | None) -> str:
    """24 hexadecimal digits (96 bits, BLAKE2b) of ``parts``; None differs from the empty text.

    Parts are joined by a control character that no id, value or qualifier may hold.
    """
    joined = "\x1f".join(["\x00" if part is None else part for part in parts])
    return blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
