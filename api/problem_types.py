"""The kinds of problem that the API tells: a stable slug, a title, and what to do, in both languages.

``type`` of a problem is ``/api/problems/<slug>``: a relative reference that opens a page made from this table.
"""

from __future__ import annotations

from typing import NamedTuple


class ProblemType(NamedTuple):
    """One kind of problem: title and advice, French first."""

    title_fr: str
    title_en: str
    help_fr: str
    help_en: str

    def title(self, lang: str) -> str:
        return self.title_en if lang == "en" else self.title_fr

    def help(self, lang: str) -> str:
        return self.help_en if lang == "en" else self.help_fr


TYPES: dict[str, ProblemType] = {
    "error": ProblemType("Erreur", "Error", "Le détail dit ce qui ne va pas.", "The detail says what is wrong."),
    "usage": ProblemType("Demande incorrecte", "Wrong use",
                         "Un paramètre n'a pas de sens ici ; le détail dit lequel.",
                         "A parameter makes no sense here; the detail says which."),
    "no-such-store": ProblemType("Adresse inconnue", "Unknown address",
                                 "L'adresse donnée n'est pas celle d'une base ; le détail dit les formes possibles.",
                                 "The address given is not that of a store; the detail says the possible forms."),
    "bad-request": ProblemType("Demande illisible", "Unreadable request",
                               "Vérifiez que le contenu envoyé est bien du JSON, encodé en UTF-8.",
                               "Check that the content sent is JSON, encoded in UTF-8."),
    "invalid-request": ProblemType("Demande mal formée", "Malformed request",
                                   "La liste « errors » donne chaque endroit et ce qui y était attendu.",
                                   "The list “errors” gives each place and what was expected there."),
    "not-found": ProblemType("Introuvable", "Not found",
                             "Rien ne porte cet identifiant. Cherchez par le nom : /api/search?q=…",
                             "Nothing has this id. Search by name: /api/search?q=…"),
    "no-such-route": ProblemType("Adresse inconnue", "Unknown address",
                                 "Les adresses de l'API sont à /api/docs.", "The API's addresses are at /api/docs."),
    "method-not-allowed": ProblemType("Méthode impossible", "Method not allowed",
                                      "L'en-tête Allow donne les méthodes acceptées.",
                                      "The header Allow gives the accepted methods."),
    "token-required": ProblemType("Jeton requis", "Token required",
                                  "Modifier demande le jeton du serveur, affiché à son démarrage et porté par la page "
                                  "de l'explorateur : en-tête X-Maillage-Token, ou Authorization: Bearer.",
                                  "A change needs the server's token, carried by the explorer's page: "
                                  "header X-Maillage-Token, or Authorization: Bearer."),
    "host-refused": ProblemType("Nom de serveur refusé", "Host refused",
                                "Le serveur ne répond qu'aux noms de la boucle locale et à ceux de MAILLAGE_ALLOWED_HOSTS.",
                                "The server answers to loopback names and to those of MAILLAGE_ALLOWED_HOSTS only."),
    "origin-refused": ProblemType("Origine refusée", "Origin refused",
                                  "Une page d'un autre site ne peut ni modifier ni interroger ce serveur.",
                                  "A page of another site may neither change nor question this server."),
    "body-too-large": ProblemType("Contenu trop grand", "Body too large",
                                  "Un contenu JSON est limité à 1 Mo. Les fichiers se chargent par : maillage load.",
                                  "A JSON body is limited to 1 MB. Files are loaded by: maillage load."),
    "upload-too-large": ProblemType("Fichiers trop gros", "Files too large",
                                    "MAILLAGE_UPLOAD_BYTES fixe la limite ; de plus gros se chargent par : maillage load.",
                                    "MAILLAGE_UPLOAD_BYTES sets the limit; larger files are loaded by: maillage load."),
    "too-many-files": ProblemType("Trop de fichiers", "Too many files",
                                  "MAILLAGE_UPLOAD_FILES fixe la limite ; un dossier se charge par : maillage load.",
                                  "MAILLAGE_UPLOAD_FILES sets the limit; a folder is loaded by: maillage load."),
    "unfit-name": ProblemType("Nom de fichier refusé", "File name refused",
                              "Un nom simple, sans dossier, sans signe de contrôle, de 150 signes au plus.",
                              "A plain name, without folder or control sign, of at most 150 characters."),
    "address-too-long": ProblemType("Adresse trop longue", "Address too long",
                                    "Une adresse est limitée à 16 Ko : demandez moins d'éléments à la fois.",
                                    "An address is limited to 16 kB: ask for fewer things at once."),
    "invalid-claim": ProblemType("Affirmation refusée", "Claim refused",
                                 "Le détail dit ce qui manque ou ce qui n'est pas reconnu.",
                                 "The detail says what is missing or not known."),
    "unreadable-source": ProblemType("Source illisible", "Unreadable source",
                                     "Le fichier entier n'a pu être lu ; rien n'en a été gardé.",
                                     "The whole file could not be read; nothing of it was kept."),
    "store-unavailable": ProblemType("Base indisponible", "Store unavailable",
                                     "La base ne répond pas. /api/ready dit quand elle répond ; maillage doctor dit pourquoi.",
                                     "The store does not answer. /api/ready says when it does; maillage doctor says why."),
    "query-refused": ProblemType("Requête refusée", "Query refused",
                                 "Seules les lectures sont permises : MATCH … RETURN, sans écriture ni administration.",
                                 "Only reads are allowed: MATCH … RETURN, without writing or administration."),
    "query-failed": ProblemType("Requête incomprise", "Query not understood",
                                "Le détail donne les mots du moteur : une faute de syntaxe, un nom inconnu.",
                                "The detail gives the engine's words: a slip of syntax, an unknown name."),
    "query-timeout": ProblemType("Requête trop longue", "Query cut",
                                 "Précisez la requête, ou ajoutez LIMIT.", "Make the query narrower, or add LIMIT."),
    "ontology": ProblemType("Ontologie incorrecte", "Wrong ontology",
                            "Chaque erreur est dite avec son fichier et sa ligne : maillage ontology check.",
                            "Every error is told with its file and line: maillage ontology check."),
    "unknown-term": ProblemType("Terme inconnu", "Unknown term",
                                "Les types et les relations sont à /api/ontology.",
                                "The types and relations are at /api/ontology."),
    "mapping": ProblemType("Mapping incorrect", "Wrong mapping",
                           "Chaque erreur du fichier de mapping est dite avec sa ligne : docs/mapping.md.",
                           "Every error of the mapping file is told with its line: docs/mapping.en.md."),
    "unknown-measure": ProblemType("Mesure inconnue", "Unknown measure",
                                   "Les mesures et leurs paramètres sont à /api/analysis.",
                                   "The measures and their parameters are at /api/analysis."),
    "too-many-analyses": ProblemType("Trop d'analyses en cours", "Too many analyses",
                                     "Celles qui sont en cours sont à /api/analysis/jobs.",
                                     "Those under way are at /api/analysis/jobs."),
    "no-reports": ProblemType("Pas de notes ici", "No notes here",
                              "Ce serveur a été monté sans ce qui écrit les notes : maillage report FICHIER.",
                              "This server was made without what writes notes: maillage report FILE."),
    "no-report": ProblemType("Aucune note à ce sujet", "No note about this",
                             "Une note porte sur un territoire, un thème ou un acteur.",
                             "A note is about a territory, a theme or an actor."),
    "analysis-stopped": ProblemType("Analyse arrêtée", "Analysis stopped",
                                    "Quelqu'un l'a arrêtée, ou personne ne l'attendait plus. Redemandez-la.",
                                    "Somebody stopped it, or nobody waited for it any more. Ask again."),
    "internal": ProblemType("Erreur interne", "Internal error",
                            "Une faute du logiciel. La référence permet de la retrouver dans le journal du serveur.",
                            "A fault of the software. The reference finds it in the server's log."),
    "port-busy": ProblemType("Port occupé", "Port busy", "Un autre programme écoute là : choisissez un autre port.",
                             "Another program listens there: choose another port."),
}


def problem_type(slug: str) -> ProblemType:
    """The kind of problem under ``slug``; the general one when a later error has none of its own."""
    return TYPES.get(slug, TYPES["error"])
