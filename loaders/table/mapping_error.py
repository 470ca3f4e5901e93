"""What is wrong with a mapping file: all of it at once, each thing with its line."""

from __future__ import annotations

from collections.abc import Iterable

from maillage.errors import SourceError
from maillage.schema.problems import Problem


class MappingError(SourceError):
    """A mapping file that cannot be used; ``problems`` holds all that is wrong with it, in the order of lines."""

    slug = "mapping"
    fr = "Le fichier de correspondance n'est pas utilisable :\n{listed_fr}"
    en = "The mapping file cannot be used:\n{listed_en}"

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> MappingError:
        """The error that tells all of ``problems``."""
        listed = tuple(sorted(set(problems)))
        return cls(
            problems=listed, listed_fr="\n".join(p.text("fr") for p in listed), listed_en="\n".join(p.text("en") for p in listed)
        )

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong, each with its place."""
        found: tuple[Problem, ...] = self.details.get("problems", ())
        return found
