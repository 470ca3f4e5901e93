"""What can go wrong, in words for people: one line that says what, where, and what to do.

Every error carries its sentence in French and in English (``fr``, ``en``: format templates filled
from keyword details), the HTTP ``status`` the API answers with, a stable ``slug`` for the problem
type, and the ``exit_code`` of the command.
"""

from __future__ import annotations

from typing import Any, ClassVar


class MaillageError(Exception):
    """Base of every error that maillage tells people about."""

    status: ClassVar[int] = 500
    slug: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 1
    fr: ClassVar[str] = "{detail}"
    en: ClassVar[str] = "{detail}"

    def __init__(self, detail: str = "", **details: Any) -> None:
        self.details: dict[str, Any] = {"detail": detail, **details}
        super().__init__(self.message("en"))

    def message(self, lang: str = "fr") -> str:
        """The sentence in ``lang`` (``fr`` or ``en``)."""
        template = self.en if lang == "en" else self.fr
        return template.format_map(_Lenient(self.details))

    def __reduce__(self) -> tuple[Any, ...]:
        details = dict(self.details)
        return (_rebuild, (type(self), details.pop("detail", ""), details))


class _Lenient(dict[str, Any]):
    """A detail that was not given shows as ``?`` rather than hiding the error behind a KeyError."""

    def __missing__(self, key: str) -> _Unknown:
        return _Unknown()


class _Unknown:
    """A ``?``, whatever format is asked of it."""

    def __format__(self, spec: str) -> str:
        return "?"


def _rebuild(kind: type[MaillageError], detail: str, details: dict[str, Any]) -> MaillageError:
    return kind(detail, **details)


class UsageError(MaillageError):
    """The call itself is wrong: an option, an argument, a parameter."""

    status = 400
    slug = "usage"
    exit_code = 2


class NoSuchStore(UsageError):
    """No engine is reached by an address of this form."""

    slug = "no-such-store"
    fr = ("« {name} » n'est pas l'adresse d'une base. Donnez embedded:DOSSIER pour une base dans un dossier, "
          "bolt://HÔTE:PORT ou neo4j://HÔTE:PORT pour un serveur Neo4j.")
    en = ("“{name}” is not the address of a store. Give embedded:FOLDER for a store in a folder, "
          "bolt://HOST:PORT or neo4j://HOST:PORT for a Neo4j server.")


class NotFound(MaillageError):
    """Nothing answers under this id."""

    status = 404
    slug = "not-found"
    fr = "Rien ne porte l'identifiant « {id} ». Cherchez par le nom : maillage search."
    en = "Nothing has the id “{id}”. Search by name: maillage search."


class InvalidClaim(MaillageError):
    """A claim that may not be kept: unknown predicate, no source, no locator, bad value."""

    status = 422
    slug = "invalid-claim"
    fr = "Affirmation refusée ({where}) : {problem_fr}."
    en = "Claim refused ({where}): {problem_en}."


class SourceError(MaillageError):
    """A whole source cannot be read: the load of it stops, nothing of it is stored."""

    status = 422
    slug = "unreadable-source"
    fr = "{file} : {problem_fr}."
    en = "{file}: {problem_en}."


class StoreError(MaillageError):
    """The store cannot be opened or does not answer."""

    status = 503
    slug = "store-unavailable"
    fr = "La base {url} ne répond pas : {problem_fr}."
    en = "The store {url} does not answer: {problem_en}."


class QueryRefused(MaillageError):
    """A question that is not a plain read, or that costs more than its limits."""

    status = 403
    slug = "query-refused"
    fr = "Requête refusée : {problem_fr}."
    en = "Query refused: {problem_en}."


class QueryFailed(MaillageError):
    """A question the engine cannot understand; the engine's own words are in ``detail``."""

    status = 400
    slug = "query-failed"
    fr = "La requête ne peut être exécutée : {detail}"
    en = "The query cannot be run: {detail}"


class QueryTooLong(MaillageError):
    """A question that ran longer than its limit and was cut."""

    status = 408
    slug = "query-timeout"
    fr = "La requête a été coupée après {seconds:g} s. Précisez-la, ou ajoutez LIMIT."
    en = "The query was cut after {seconds:g} s. Make it narrower, or add LIMIT."
