"""The help of the options that every command has."""

from __future__ import annotations

from maillage.cli.words.both import Both

GENERAL: dict[str, Both] = {
    "store": Both("La base : embedded:DOSSIER, bolt://HÔTE:PORT, neo4j://… (sinon MAILLAGE_STORE).",
                  "The store: embedded:DIRECTORY, bolt://HOST:PORT, neo4j://… (else MAILLAGE_STORE)."),
    "lang": Both("La langue des messages (sinon MAILLAGE_LANG, sinon celle du système).",
                 "The language of messages (else MAILLAGE_LANG, else the system's)."),
    "debug": Both("En cas d'erreur, montrer aussi le détail technique.", "When something fails, show the technical detail too."),
    "version": Both("Afficher la version.", "Show the version."),
    "help": Both("Afficher cette aide.", "Show this help."),
}
