"""What a person types in the page: claims like any others, in an import of their own, so that each edit is undone alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from maillage.api.errors import InvalidRequest
from maillage.api.shapes import Edit, Edited, KnownSource, NewClaim
from maillage.errors import InvalidClaim
from maillage.graph import cypher
from maillage.graph.cards import briefs
from maillage.graph.claims import claim_infos
from maillage.graph.resolve import canonical
from maillage.graph.sources import source as source_info
from maillage.graph.store import Store
from maillage.schema import edtf
from maillage.schema.claim import TYPE, Claim, check_all, now
from maillage.schema.ids import content_hash, entity_id
from maillage.schema.source import Source, Stamp

# Stands for the new entity in the claims that come with it; no id of an entity has this form.
NEW = "_:new"
SPACE = "local"


@dataclass(frozen=True)
class Typed:
    """An edit as something that arrives: what ``Store.load`` takes."""

    title: str
    sources: tuple[Source, ...]
    claims: tuple[Claim, ...]
    import_id: str
    files: tuple[str, ...] = ()
    restores: bool = False
    done: float = 1.0

    @property
    def reading(self) -> Typed:
        return self

    def items(self, stamp: Stamp) -> Iterator[Claim]:
        """The claims, stamped."""
        for claim in self.claims:
            yield claim._replace(author=stamp.author, recorded_at=stamp.recorded_at, import_id=stamp.import_id)


def keep(store: Store, edit: Edit) -> Edited:
    """Keeps an edit whole, or nothing of it.

    Raises NotFound for an id that is not there, InvalidClaim for what the ontology does not know, InvalidRequest.
    """
    created = _fresh_id(store, edit.entity.name) if edit.entity else None
    source = _source(store, edit)
    claims = check_all(_claims(edit, source.id, created), store.ontology)
    _check_ends(store, edit, claims, created)
    id = f"edit-{content_hash(now(), edit.author, *(claim.id for claim in claims))[:12]}"
    report = store.load(Typed(_title(edit, source), (source,), tuple(claims), id), author=edit.author)
    kept = claim_infos(store, [claim.id for claim in claims])
    return Edited(import_id=id, entity=canonical(store, created) if created else None, new=report.new,
                  known=report.known, decisions=report.decisions, claims=list(kept.values()))


def _claims(edit: Edit, source: str, created: str | None) -> list[Claim]:
    def said(subject: str, predicate: str, **rest: str | None) -> Claim:
        return Claim(subject, predicate, source, edit.locator, method=edit.method, quote=edit.quote, **rest)  # type: ignore[arg-type]

    named = [said(created, TYPE, value=edit.entity.type), said(created, "name", value=edit.entity.name.strip())] \
        if created and edit.entity else []
    return named + [said(_id(each.subject, created), each.predicate, object=each.object and _id(each.object, created),
                         value=each.value, role=each.role, since=each.since, until=each.until, note=each.note)
                    for each in edit.claims]


def _id(id: str, created: str | None) -> str:
    return created if id == NEW and created else id


def _fresh_id(store: Store, name: str) -> str:
    """An id that nothing has yet: a namesake is another thing until somebody says that it is the same."""
    first = entity_id(SPACE, f"{name.strip()} ")
    for number in count(1):
        id = first if number == 1 else f"{first}-{number}"
        if not store.read(cypher.CLAIMS_BY_TOPIC + " LIMIT 1", ids=[id]):
            return id
    raise AssertionError("unreachable")


def _source(store: Store, edit: Edit) -> Source:
    given = edit.source
    if isinstance(given, KnownSource):
        found = source_info(store, given.id)
        return Source(found.id, found.title)
    if given.date is not None and not edtf.is_edtf(given.date):
        raise InvalidRequest(problem_fr=f"source.date : date illisible « {given.date} » (attendu 2018, 2018-10, 2018-03-19)",
                             problem_en=f"source.date: unreadable date “{given.date}” (expected 2018, 2018-10, 2018-03-19)")
    return Source(entity_id("source", f"{given.title} "), given.title, given.publisher, None, given.date, given.url)


def _check_ends(store: Store, edit: Edit, claims: Sequence[Claim], created: str | None) -> None:
    """What is spoken of is there, and each relation may join what it joins."""
    ids = dict.fromkeys(id for claim in claims for id in (claim.subject, claim.object) if id and id != created)
    heirs = {id: canonical(store, id) for id in ids}
    types = {id: brief.types for id, brief in briefs(store, heirs.values()).items()}
    kinds = {id: types.get(heir, []) for id, heir in heirs.items()}
    if created and edit.entity:
        kinds[created] = [edit.entity.type]
    for claim in claims:
        if claim.object is not None and not store.ontology.allows(claim.predicate, kinds[claim.subject], kinds[claim.object]):
            raise InvalidClaim(where=claim.locator, **_misfit(store, claim))


def _misfit(store: Store, claim: Claim) -> dict[str, str]:
    label = store.ontology.relations[claim.predicate].label
    return {"problem_fr": f"« {label['fr']} » ne va pas entre ces deux fiches",
            "problem_en": f"“{label['en']}” does not go between these two"}


def _title(edit: Edit, source: Source) -> str:
    said = edit.entity.name if edit.entity else ", ".join(dict.fromkeys(_word(claim) for claim in edit.claims))
    return f"{said} — {source.title}"[:300]


def _word(claim: NewClaim) -> str:
    return f"{claim.subject} {claim.predicate} {claim.object or claim.value or ''}"[:120].strip()
