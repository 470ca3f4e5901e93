"""What the command itself has to complain of, and every error in one line of the person's language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

import click

from maillage.cli.help import metavar
from maillage.cli.words import language, say
from maillage.errors import MaillageError, UsageError
from maillage.schema.problems import did_you_mean


class _Near(MaillageError):
    """A name that is not known; the nearest of those that are is proposed."""

    @classmethod
    def of(cls, name: str, known: Iterable[str], **details: str) -> Self:
        hint_fr, hint_en = did_you_mean(name, known)
        return cls(name=name, hint_fr=hint_fr, hint_en=hint_en, **details)


class UnknownCommand(_Near, UsageError):
    """No command has this name."""

    slug = "unknown-command"
    fr = "Commande inconnue : « {name} »{hint_fr}. La liste : {help}"
    en = "Unknown command: “{name}”{hint_en}. The list: {help}"


class UnknownImport(_Near):
    """No import has this id."""

    status = 404
    slug = "unknown-import"
    fr = "Aucun import ne porte l'identifiant « {name} »{hint_fr}. La liste : maillage imports"
    en = "No import has the id “{name}”{hint_en}. The list: maillage imports"


class FormatNeeded(UsageError):
    """Standard output has no suffix that would say the format."""

    slug = "format-needed"
    fr = "Vers la sortie standard, dites le format : --format {known}."
    en = "For standard output, say the format: --format {known}."


class NoSuchReport(UsageError):
    """The suffix of the file says no form that a report has."""

    slug = "no-such-report"
    fr = "Une note s'écrit dans un fichier {known} : c'est le suffixe qui dit la forme."
    en = "A note is written into a file {known}: the suffix says the form."


class UnknownTerms(_Near):
    """The ontology has no type, property or relation of this name."""

    status = 404
    slug = "unknown-name"
    fr = "L'ontologie n'a rien qui s'appelle « {name} »{hint_fr}. La liste : maillage ontology show"
    en = "The ontology has nothing called “{name}”{hint_en}. The list: maillage ontology show"


class UnknownType(_Near, UsageError):
    """The ontology has no type of this name."""

    slug = "unknown-type"
    fr = "--type : l'ontologie n'a pas de type « {name} »{hint_fr}. La liste : maillage ontology show"
    en = "--type: the ontology has no type “{name}”{hint_en}. The list: maillage ontology show"


class AmbiguousName(MaillageError):
    """Several entities may be meant."""

    status = 404
    slug = "ambiguous"
    fr = "« {name} » peut désigner plusieurs fiches ; donnez l'identifiant :\n{listed}"
    en = "“{name}” may mean several entities; give the id:\n{listed}"


class EmptyStore(MaillageError):
    """Nothing can be found: nothing was loaded yet."""

    status = 404
    slug = "empty-store"
    fr = "La base {url} est vide (maillage demo a la sienne). Pour commencer : maillage load FICHIER"
    en = "The store {url} is empty (maillage demo has its own). To begin: maillage load FILE"


class AllRefused(MaillageError):
    """Files were read, and nothing in them could be kept."""

    status = 422
    slug = "all-refused"
    fr = "Rien de « {title} » n'a pu être chargé. Corrigez ce qui est dit ci-dessus, ou décrivez la table par --mapping."
    en = "Nothing of “{title}” could be loaded. Mend what is told above, or describe the table with --mapping."


class Unsound(MaillageError):
    """The doctor found something wrong."""

    slug = "unsound"
    fr = "{number} contrôle(s) en défaut. Restaurez une sauvegarde, ou signalez ce qui est dit ci-dessus."
    en = "{number} check(s) failed. Restore a backup, or report what is told above."


class ResetRefused(UsageError):
    """``demo --reset`` was about to empty a store that is not the demo's own."""

    slug = "reset-refused"
    fr = "--reset ne vide que la base propre à la démonstration, jamais {url}. Pour retirer un import : maillage undo."
    en = "--reset empties the demo's own store only, never {url}. To take an import back: maillage undo."


class Stopped(Exception):
    """Somebody pressed Ctrl-C, and the command has said what that leaves behind."""


def told(error: Exception) -> str:
    """One line for ``error``, in the language of this run."""
    if type(error).__module__.startswith("pydantic"):
        return _wrong_setting(error)
    if isinstance(error, MaillageError):
        return error.message(language())
    if isinstance(error, click.ClickException):
        return _wrong_use(error)
    if isinstance(error, OSError) and error.filename:
        return say("file-problem", file=error.filename, reason=error.strerror)
    text = (str(error).splitlines() or ["?"])[0]
    return say("unexpected", kind=type(error).__name__, text=text[:300])


def code_of(error: Exception) -> int:
    """2 for wrong use, 1 for a failure."""
    if isinstance(error, MaillageError):
        return error.exit_code
    if type(error).__module__.startswith("pydantic"):
        return 2
    return error.exit_code if isinstance(error, click.ClickException) else 1


def _wrong_setting(error: Any) -> str:
    """A variable of the environment that does not hold what the setting may be (pydantic, which we do not import here)."""
    first = error.errors()[0]
    name = "_".join(["MAILLAGE", *(str(part) for part in first["loc"])]).upper()
    return say("wrong-setting", name=name, value=first["input"], reason=first["msg"])


def _wrong_use(error: click.ClickException) -> str:
    """The parser's own complaints are in English only; each has its fields."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    path = context.command_path if context is not None else "maillage"
    return f"{_complaint(error)} {say('see-help', command=path)}"


def _complaint(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        near = say("did-you-mean", word=error.possibilities[0]) if error.possibilities else ""
        return say("no-such-option", option=error.option_name, near=near)
    if isinstance(error, click.MissingParameter):
        return say("missing", parameter=_name(error.param, error.ctx))
    if isinstance(error, click.BadParameter):
        return say("bad-parameter", parameter=_name(error.param, error.ctx), text=error.message)
    if isinstance(error, click.BadOptionUsage):
        return say("bad-option", option=error.option_name)
    return say("too-many")


def _name(parameter: click.Parameter | None, context: click.Context | None) -> str:
    if isinstance(parameter, click.Option):
        return parameter.opts[-1]
    if parameter is not None and context is not None:
        return metavar(parameter, context).strip("[]…")
    return "?"
