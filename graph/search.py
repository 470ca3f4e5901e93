"""Finding an entity by what one remembers of its name: accents, case, acronyms, plurals and one typo forgiven.

The words of names, or the engine's full-text index while those are read, give candidates; they are judged here, so
that both engines answer alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from maillage.graph.answers import Found, Hit
from maillage.graph.brief import brief, brief_of
from maillage.graph.matching import SHORTEST_WITH_TYPO, Match, Spelling, Wanted, best, wanted
from maillage.graph.neighbours import known_type
from maillage.graph.resolve import known
from maillage.graph.rows import rows
from maillage.graph.vocabulary import Finding, Typed, Vocabulary, vocabulary
from maillage.schema.ids import is_id
from maillage.schema.names import name_key

if TYPE_CHECKING:
    from maillage.graph.store import Store

# So many candidates are judged: of a word that more things have, those that may be meant most. An engine's index, which
# does not know what may be meant, gives more than the words that are held.
CANDIDATES = 400
HELD = 120
# So many things at most are listed of those that have the words.
LISTED = 10_000
# Among hits of equal worth the most linked comes first: so many are compared beyond those that are shown.
TIED = 60
LONGEST = 400
LONGEST_WORD = 60
SPELLINGS = """
UNWIND $ids AS id MATCH (e:Entity {id: id})
RETURN collect(e {.id, .name, .name_en, .acronym, .aliases, .type}) AS rows
"""
NAMESAKES = "UNWIND $keys AS key MATCH (e:Entity {same_key: key}) WITH e LIMIT $limit RETURN collect(e.id) AS rows"
SHOWN = f"""
UNWIND $ids AS id MATCH (e:Entity {{id: id}})
RETURN collect({{e: {brief_of("e")}, degree: COUNT {{ (e)--() }}}}) AS rows
"""


# An entity's id, its type, and all ways it is written.
Spelled: TypeAlias = Mapping[str, Any]


class Candidate(NamedTuple):
    """An entity that was found, and how."""

    id: str
    kind: str
    match: Match


class Findings(NamedTuple):
    """Candidates, best first, and how many have the words: of each type, beyond those that were judged."""

    judged: list[Candidate]
    counts: Mapping[str, int]


def search(store: Store, q: str, kinds: Iterable[str] = (), limit: int = 20) -> Found:
    """Entities by name, best first; with ``kinds``, those of one of these types (or of their subtypes) only.

    ``total`` and ``facets`` count all that has the words; while the names of a large store are being read, and where
    only a typo explains what is found, ``CANDIDATES`` at most. Raises UnknownTerm on a type that the ontology has not.
    """
    accepted = {sub for kind in kinds for sub in _subtypes(store, kind)}
    found = findings(store, q, accepted, max(HELD, 2 * limit))
    shown = _ranked(store, found.judged, limit)
    facets = dict(sorted(found.counts.items(), key=lambda item: (-item[1], item[0])))
    return Found(q, sum(facets.values()), shown, facets)


def matching(store: Store, q: str) -> frozenset[str]:
    """Ids of what ``search`` would find, ``LISTED`` at most; ``CANDIDATES`` while the names of a large store are being read."""
    typed, held = _typed(wanted(q[:LONGEST].strip())), vocabulary(store)
    found = held.find(typed, LISTED) if held and typed else []
    return frozenset([*found, *(one.id for one in findings(store, q, frozenset(), CANDIDATES).judged)])


def findings(store: Store, q: str, kinds: Collection[str], most: int) -> Findings:
    """What matches ``q``; typos are only thought of where nothing matches without. ``most`` of the words held are judged."""
    text = q[:LONGEST].strip()
    asked = wanted(text)
    meant, held = _by_id(store, text), vocabulary(store)
    indexed = _indexed(store, asked, held, kinds, most)
    surely = _judged(asked, [*_spelled(store, _namesakes(store, text)), *indexed.spelled])
    found = [one for one in surely if one.match.why != "typo"]  # an index gives more than was asked: all that begins so
    if not found and not meant:
        indexed = Finding(_nearly_indexed(store, asked, held, kinds, most), {})
        found = _judged(asked, indexed.spelled)
    by_id = {one.id: one for one in [*found, *meant] if not kinds or one.kind in kinds}
    ordered = sorted(by_id.values(), key=lambda one: (-one.match.score, one.match.spelling, one.id))
    judged = Counter(one.kind for one in ordered)
    return Findings(ordered, judged | Counter(indexed.counts) if found else judged)


def _subtypes(store: Store, kind: str) -> list[str]:
    known_type(store.ontology, kind)
    return [name for name in store.ontology.types if store.ontology.is_a(name, kind)]


def _by_id(store: Store, text: str) -> list[Candidate]:
    heir = known(store, [text]).get(text) if is_id(text) else None
    found = _spelled(store, [heir] if heir else [])
    return [Candidate(e["id"], e["type"], Match("exact", text, 1.0)) for e in found]


def _spelled(store: Store, ids: Iterable[str]) -> Sequence[Spelled]:
    asked = list(dict.fromkeys(ids))
    return rows(store, SPELLINGS, ids=asked) if asked else []


def _namesakes(store: Store, text: str) -> list[str]:
    """Ids of things that have just this name: they must not drown among those that have its words."""
    if not text:
        return []
    families = sorted({kind.family or "" for kind in store.ontology.types.values()})
    keys = [f"{family}|{name_key(text)}"[:1000] for family in families]
    return rows(store, NAMESAKES, keys=keys, limit=CANDIDATES)


def _indexed(store: Store, asked: Wanted, held: Vocabulary | None, kinds: Collection[str], most: int) -> Finding:
    """What has every word, whole or as a beginning."""
    typed = _typed(asked)
    if not typed:
        return Finding([], {})
    if held:
        return held.finding(typed, most, kinds=kinds)
    query = " AND ".join(map(_begun, typed))
    return Finding(_spelled(store, (id for id, _ in store.fulltext(query, CANDIDATES))), {})


def _nearly_indexed(store: Store, asked: Wanted, held: Vocabulary | None, kinds: Collection[str],
                    most: int) -> Sequence[Spelled]:
    """What has every word as a beginning or with a typo."""
    typed = [Typed(word, word) for word in (word[:LONGEST_WORD] for word in asked.words)]
    if max((len(word) for word, _ in typed), default=0) < SHORTEST_WITH_TYPO:
        return []
    if held is None and not store.engine_handle.finds_typos:
        held = vocabulary(store, wait=True)
    if held:
        return held.finding(typed, most, typos=True, kinds=kinds).spelled
    query = " AND ".join(f"({word}* OR {word}~1)" for word, _ in typed)
    return _spelled(store, (id for id, _ in store.fulltext(query, CANDIDATES)))


def _typed(asked: Wanted) -> list[Typed]:
    return [Typed(word, probe(word)) for word in asked.words]


def _begun(typed: Typed) -> str:
    """The word by its beginning; what has it whole comes first, so as not to drown among what merely begins so."""
    return f"({typed.word[:LONGEST_WORD]}^20 OR {typed.start[:LONGEST_WORD]}*)"


def probe(word: str) -> str:
    """The beginning that a word, its plural and its singular share."""
    if len(word) > 4 and word.endswith("aux"):
        return word[:-2]
    if len(word) > 3 and word.endswith("al"):
        return word[:-1]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3]
    return word[:-1] if len(word) > 3 and word[-1] in "sxy" else word


def _judged(asked: Wanted, found: Iterable[Spelled]) -> list[Candidate]:
    judged = ((e, best(asked, spellings(e))) for e in found)
    return [Candidate(e["id"], e["type"], match) for e, match in judged if match]


def spellings(e: Mapping[str, Any]) -> list[Spelling]:
    """All ways an entity is written, its name first."""
    roles = {"name": "name", "name_en": "name", "acronym": "acronym"}
    named = [Spelling(e[key], role) for key, role in roles.items() if e.get(key)]
    return [*named, *(Spelling(alias, "alias") for alias in e.get("aliases") or ())]


def _ranked(store: Store, found: Sequence[Candidate], limit: int) -> list[Hit]:
    """The best ``limit``; among equals the most linked first."""
    if limit <= 0 or not found:
        return []
    floor = found[min(limit, len(found)) - 1].match.score
    kept = [candidate for candidate in found if candidate.match.score >= floor][:limit + TIED]
    shown = {row["e"]["id"]: brief(row["e"], row["degree"]) for row in rows(store, SHOWN, ids=[c.id for c in kept])}
    hits = [Hit(shown[c.id], c.match.why, c.match.spelling, c.match.score) for c in kept if c.id in shown]
    hits.sort(key=lambda hit: (-hit.score, -(hit.entity.degree or 0), hit.entity.name, hit.entity.id))
    return hits[:limit]
