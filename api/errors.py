"""What can be wrong with a request itself, before the store is asked: each with its words and its HTTP status."""

from __future__ import annotations

from maillage.errors import MaillageError


class InvalidRequest(MaillageError):
    """A parameter or the body is not what the route expects; the places are listed in ``errors``."""

    status = 422
    slug = "invalid-request"
    fr = "La demande n'a pas la forme attendue : {problem_fr}."
    en = "The request does not have the expected form: {problem_en}."


class BadRequest(MaillageError):
    """The request cannot be read at all."""

    status = 400
    slug = "bad-request"
    fr = "La demande ne peut être lue : {detail}."
    en = "The request cannot be read: {detail}."


class NoSuchRoute(MaillageError):
    """The address is none of the API's."""

    status = 404
    slug = "no-such-route"
    fr = "Il n'y a rien à l'adresse {path}. La liste des adresses est à /api/docs."
    en = "There is nothing at {path}. The addresses are listed at /api/docs."


class MethodNotAllowed(MaillageError):
    """The address is right, the method is not."""

    status = 405
    slug = "method-not-allowed"
    fr = "{method} n'est pas possible à cette adresse. Méthodes acceptées : {allow}."
    en = "{method} is not possible at this address. Accepted methods: {allow}."


class TokenRequired(MaillageError):
    """A change without the token, or with a wrong one."""

    status = 401
    slug = "token-required"
    fr = "Cette action demande le jeton du serveur, dans l'en-tête X-Maillage-Token. Rechargez la page de l'explorateur."
    en = "This action needs the server's token, in the header X-Maillage-Token. Reload the explorer's page."


class HostRefused(MaillageError):
    """The server was called by a name that is not its own (a trick to pass for it: DNS rebinding)."""

    status = 403
    slug = "host-refused"
    fr = "Ce serveur ne répond pas au nom « {host} ». Ajoutez-le à MAILLAGE_ALLOWED_HOSTS s'il est le sien."
    en = "This server does not answer to the name “{host}”. Add it to MAILLAGE_ALLOWED_HOSTS if it is its own."


class OriginRefused(MaillageError):
    """A page of another site tried to act here."""

    status = 403
    slug = "origin-refused"
    fr = "Une page d'un autre site ({origin}) ne peut agir ici."
    en = "A page of another site ({origin}) may not act here."


class BodyTooLarge(MaillageError):
    """The body is longer than the limit."""

    status = 413
    slug = "body-too-large"
    fr = "Le contenu envoyé dépasse {limit} octets. Pour de gros fichiers : maillage load."
    en = "The content sent exceeds {limit} bytes. For large files: maillage load."


class UploadTooLarge(MaillageError):
    """Files dropped on the page are too large together."""

    status = 413
    slug = "upload-too-large"
    fr = "Les fichiers dépassent ensemble {limit} octets (MAILLAGE_UPLOAD_BYTES). Pour de plus gros : maillage load."
    en = "The files exceed {limit} bytes together (MAILLAGE_UPLOAD_BYTES). For larger ones: maillage load."


class TooManyFiles(MaillageError):
    """Too many files dropped at once."""

    status = 413
    slug = "too-many-files"
    fr = "Plus de {limit} fichiers à la fois (MAILLAGE_UPLOAD_FILES). Pour un dossier : maillage load."
    en = "More than {limit} files at once (MAILLAGE_UPLOAD_FILES). For a folder: maillage load."


class UnfitName(MaillageError):
    """A file's name that leads elsewhere, or that no disk takes."""

    status = 422
    slug = "unfit-name"
    fr = "« {name} » n'est pas un nom de fichier simple : renommez-le, sans dossier ni signe spécial."
    en = "“{name}” is no plain file name: rename it, without folder or special signs."


class AddressTooLong(MaillageError):
    """The address is longer than the limit."""

    status = 414
    slug = "address-too-long"
    fr = "L'adresse dépasse {limit} octets. Demandez moins d'éléments à la fois."
    en = "The address exceeds {limit} bytes. Ask for fewer things at once."


class TooManyAnalyses(MaillageError):
    """As many analyses are under way as there may be."""

    status = 503
    slug = "too-many-analyses"
    fr = "{number} analyses sont déjà en cours. Attendez qu'une se termine, ou arrêtez-en une."
    en = "{number} analyses are already under way. Wait for one to end, or stop one."


class AnalysisStopped(MaillageError):
    """Somebody stopped the analysis that this request was waiting for."""

    status = 503
    slug = "analysis-stopped"
    fr = "Cette analyse a été arrêtée avant la fin. Redemandez-la pour la recommencer."
    en = "This analysis was stopped before its end. Ask again to begin anew."


class NoReports(MaillageError):
    """This application was made without a way to write reports."""

    status = 501
    slug = "no-reports"
    fr = "Ce serveur n'écrit pas de notes. Utilisez : maillage report."
    en = "This server writes no notes. Use: maillage report."


class InternalError(MaillageError):
    """A fault of ours. The traceback is in the server's log, under the reference."""

    status = 500
    slug = "internal"
    fr = "Une erreur inattendue est survenue. Signalez-la avec la référence {reference}."
    en = "An unexpected error occurred. Report it with the reference {reference}."


class PortBusy(MaillageError):
    """The server cannot listen where it was told to."""

    status = 500
    slug = "port-busy"
    fr = "Impossible d'écouter sur {host}:{port} ({reason}). Choisissez un autre port : --port 0 en prend un libre."
    en = "Cannot listen on {host}:{port} ({reason}). Choose another port: --port 0 takes a free one."
