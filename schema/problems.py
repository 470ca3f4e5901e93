"""What can be wrong in an ontology file, in words: every problem of every file is collected, then told at once."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from maillage.errors import MaillageError

if TYPE_CHECKING:
    from collections.abc import Iterable


class Mark(NamedTuple):
    """A place in a file; lines count from 1."""

    file: str
    line: int


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong at one place, with what was expected there, in both languages."""

    file: str
    line: int
    fr: str
    en: str

    def text(self, lang: str = "fr") -> str:
        """``file:line: what is wrong`` in ``lang``."""
        return f"{self.file}:{self.line}: {self.en if lang == 'en' else self.fr}"


class OntologyError(MaillageError):
    """The ontology cannot be used; ``problems`` holds all that is wrong, in the order of files and lines."""

    status = 422
    slug = "ontology"
    fr = "L'ontologie n'est pas valable :\n{listed_fr}"
    en = "The ontology is not valid:\n{listed_en}"

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> OntologyError:
        """The error that tells all of ``problems``."""
        listed = tuple(sorted(set(problems)))
        return cls(problems=listed, listed_fr="\n".join(p.text("fr") for p in listed),
                   listed_en="\n".join(p.text("en") for p in listed))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong, each with its place."""
        found: tuple[Problem, ...] = self.details.get("problems", ())
        return found


class UnknownTerm(MaillageError):
    """A type or a relation that the ontology does not have was asked for."""

    status = 422
    slug = "unknown-term"
    fr = "L'ontologie n'a ni type ni relation « {name} »{hint_fr}. La liste : maillage ontology show."
    en = "The ontology has no type or relation “{name}”{hint_en}. The list: maillage ontology show."

    @classmethod
    def of(cls, name: str, known: Iterable[str]) -> UnknownTerm:
        """The error for ``name``, with the nearest of ``known`` names proposed."""
        hint_fr, hint_en = did_you_mean(name, known)
        return cls(name=name, hint_fr=hint_fr, hint_en=hint_en)


class Problems(list[Problem]):
    """Problems collected while files are read and checked."""

    def tell(self, mark: Mark, fr: str, en: str) -> None:
        """Keeps one problem."""
        self.append(Problem(mark.file, mark.line, fr, en))

    def stop(self) -> None:
        """Raises all problems kept so far, if any.

        Raises:
            OntologyError: with every problem.
        """
        if self:
            raise OntologyError.of(self)


def did_you_mean(word: str, known: Iterable[str]) -> tuple[str, str]:
    """`` (vouliez-vous dire « … » ?)`` in French and English, or two empty texts when nothing is near."""
    names = {name.lower(): name for name in known}
    near = get_close_matches(word.lower(), names, n=1, cutoff=0.6)
    if not near:
        return "", ""
    return f" (vouliez-vous dire « {names[near[0]]} » ?)", f" (did you mean “{names[near[0]]}”?)"
