"""Proposals into claims: what a space produced, on which themes and places, by which organisation. docs/decisions/0011."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from maillage.loaders import limits
from maillage.loaders.decidim.comments import Count, Counts, announced, lost
from maillage.loaders.decidim.proposal import Proposal, Space
from maillage.loaders.extract import Item
from maillage.loaders.saying import Once, Saying
from maillage.schema.ids import slug
from maillage.schema.source import Refused

_TYPES = {"assemblies": "InstitutedBody", "conferences": "Event", "initiatives": "CitizenInitiative"}


@dataclass
class Telling:
    """One telling of an installation's proposals; ``counts`` are those of a table of comments, where there is one."""

    say: Saying
    host: str
    counts: Counts | None = None
    once: Once = field(default_factory=Once)
    known: set[str] = field(default_factory=set)

    def of(self, proposal: Proposal) -> Iterator[Item]:
        """The claims of one proposal."""
        id, place = self._id("proposition", proposal.key), proposal.place
        if self.counts is not None and len(self.known) < limits.KNOWN:
            self.known.add(proposal.key)
        yield self.say.type(id, "Deliverable", place)
        yield from self.say.value(id, "kind", "proposition", place)
        yield from self.say.value(id, "name", proposal.title or f"Proposition {proposal.key}", place)
        yield from self.say.value(id, "name_en", proposal.title_en, place)
        yield from self.say.value(id, "description", proposal.body, place)
        yield from self.say.value(id, "description_en", proposal.body_en, place)
        yield from self.say.value(id, "url", proposal.url, place)
        yield from self.say.value(id, "date", proposal.date, place)
        yield from self._made_by(id, proposal)
        yield from self._themes(id, proposal)
        yield from self._district(id, proposal)
        for label, text in proposal.notes:
            yield from self.say.note(id, label, text, place)
        yield from self._comments(id, proposal)

    def end(self) -> Iterator[Item]:
        """What the comments say of proposals that never came."""
        if self.counts is not None:
            yield from self.counts.told
            if len(self.known) < limits.KNOWN:
                yield from lost(self.counts, self.known)

    def _id(self, *keys: str) -> str:
        return self.say.id(self.host, *keys)

    def _made_by(self, id: str, proposal: Proposal) -> Iterator[Item]:
        """The space that produced it, and an organisation that did; an official author runs the space."""
        place = proposal.place
        space = self._id(slug(proposal.space.slug)) if proposal.space else None
        if proposal.space and space:
            if self.once.first(space):
                yield from self._space(space, proposal.space, place)
            yield self.say.link(space, "PRODUCES", id, place)
        if not proposal.organisation:
            return
        author = self._id("organisation", slug(proposal.organisation))
        kind = "Institution" if proposal.official else "Organization"
        if self.once.first(f"{author} {kind}"):
            yield self.say.type(author, kind, place)
            yield from self.say.value(author, "name", proposal.organisation, place)
            if proposal.official and space:
                yield self.say.link(author, "ORGANISES", space, place)
        yield self.say.link(author, "PRODUCES", id, place)

    def _space(self, id: str, space: Space, place: str) -> Iterator[Item]:
        yield self.say.type(id, _TYPES.get(space.kind, "Programme"), place)
        if space.title:
            yield from self.say.value(id, "name", space.title, place)
        else:
            yield from self.say.value(id, "name", f"Espace « {space.slug} » de {space.host}", place)
            yield from self.say.value(id, "name_en", f"Space “{space.slug}” of {space.host}", place)
        if space.kind:
            yield from self.say.value(id, "url", f"https://{space.host}/{space.kind}/{space.slug}", place)

    def _themes(self, id: str, proposal: Proposal) -> Iterator[Item]:
        """A link to the finest theme; each is part of the one before."""
        above, place = None, proposal.place
        for depth, word in enumerate(proposal.themes, 1):
            here = self._id("theme", *map(slug, proposal.themes[:depth]))
            if self.once.first(here):
                yield self.say.type(here, "Theme", place)
                yield from self.say.value(here, "name", word, place)
                if above is not None:
                    yield self.say.link(here, "PART_OF", above, place)
            above = here
        if above is not None:
            yield self.say.link(id, "CONCERNS", above, place)

    def _district(self, id: str, proposal: Proposal) -> Iterator[Item]:
        """A link to the place that it is about."""
        if not proposal.district:
            return
        here, place = self._id("lieu", slug(proposal.district)), proposal.place
        if self.once.first(here):
            yield self.say.type(here, "Territory", place)
            yield from self.say.value(here, "name", proposal.district, place)
            yield from self.say.value(here, "level", proposal.level, place)
        yield self.say.link(id, "RELATED_TO", here, place, role="lieu concerné")

    def _comments(self, id: str, proposal: Proposal) -> Iterator[Item]:
        """How many; where the announced number is not the one counted, both are told."""
        said = announced(proposal.comments) if proposal.comments else None
        seen = self.counts.by_proposal.get(proposal.key, Count()) if self.counts is not None else None
        if said and seen is not None and said.all != seen.all:
            yield Refused(
                proposal.place,
                f"{said.all} commentaires annoncés, {seen.all} dans le fichier des commentaires",
                f"{said.all} comments announced, {seen.all} in the file of comments",
                proposal.key,
            )
        best = seen or said
        if best and best.all:
            yield from self.say.note(id, "commentaires", best.words(), proposal.place)
