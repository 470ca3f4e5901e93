"""Every setting of maillage: one flat typed list, each with its help in both languages.

A value comes from the command line, else the environment (``MAILLAGE_…``), else its default.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Literal

from platformdirs import user_data_path
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


def _setting(default: Any, fr: str, en: str, **rules: Any) -> Any:
    return Field(default, description=fr, json_schema_extra={"en": en}, **rules)


class Settings(BaseSettings):
    """The settings; ``maillage settings`` prints each with the origin of its value."""

    model_config = SettingsConfigDict(env_prefix="MAILLAGE_", env_ignore_empty=True, extra="ignore")

    store: str = _setting("embedded:", "Adresse de la base : embedded:DOSSIER, bolt://, neo4j://, neo4j+s://.",
                          "Address of the store: embedded:DIRECTORY, bolt://, neo4j://, neo4j+s://.")
    store_user: str = _setting("neo4j", "Compte de la base.", "Account of the store.")
    store_password: SecretStr | None = _setting(None, "Mot de passe de la base (jamais écrit dans un journal).",
                                                "Password of the store (never logged).")
    store_password_file: Path | None = _setting(None, "Fichier contenant le mot de passe de la base.",
                                                "File that holds the password of the store.")
    lang: Literal["fr", "en"] | None = _setting(None, "Langue des messages : fr ou en.", "Language of messages: fr or en.")
    author: str = _setting("local", "Nom porté par vos affirmations et décisions.",
                           "Name your claims and decisions carry.")
    ontology: Path | None = _setting(None, "Fichier YAML qui étend l'ontologie.", "YAML file that extends the ontology.")
    host: str = _setting("127.0.0.1", "Adresse d'écoute du serveur.", "Address the server listens on.")
    port: int = _setting(8765, "Port du serveur (0 : un port libre).", "Port of the server (0: any free one).", ge=0, le=65535)
    allowed_hosts: str = _setting("", "Noms d'hôte acceptés en plus de la boucle locale, séparés par des virgules.",
                                  "Host names accepted beside loopback, comma separated.")
    token: SecretStr | None = _setting(None, "Jeton exigé pour modifier (tiré au sort au démarrage sinon).",
                                       "Token required for changes (drawn at start otherwise).")
    page_token: Literal["auto", "always", "never"] = _setting(
        "auto", "Qui reçoit ce jeton avec la page, et peut donc modifier : auto (cette machine seule), always, never.",
        "Who gets that token with the page, and so may change things: auto (this machine only), always, never.")
    query_seconds: float = _setting(10.0, "Durée maximale d'une requête de lecture, en secondes.",
                                    "Longest time of a read query, in seconds.", gt=0, le=3600)
    query_rows: int = _setting(10_000, "Nombre maximal de lignes d'une requête de lecture.",
                               "Most rows of a read query.", gt=0, le=1_000_000)
    upload_bytes: int = _setting(200_000_000, "Taille maximale, en octets, des fichiers déposés sur la page pour un import.",
                                 "Most bytes of the files dropped on the page for one import.", gt=0, le=10_000_000_000)
    upload_files: int = _setting(50, "Nombre maximal de fichiers déposés sur la page pour un import.",
                                 "Most files dropped on the page for one import.", gt=0, le=1_000)
    batch: int | None = _setting(None, "Affirmations par transaction lors d'un chargement (sinon 5 000, 20 000 sur Neo4j).",
                                 "Claims per transaction while loading (else 5,000, 20,000 on Neo4j).", gt=0, le=50_000)

    def password(self) -> str | None:
        """The store's password, from the setting or its file; None when neither is set."""
        if self.store_password is not None:
            return self.store_password.get_secret_value()
        if self.store_password_file is not None:
            return self.store_password_file.read_text(encoding="utf-8").strip()
        return None


def default_directory() -> Path:
    """Where ``embedded:`` keeps its files when no directory is named."""
    return user_data_path("maillage", appauthor=False) / "store"


@cache
def settings() -> Settings:
    """The settings of this process, read once from the environment."""
    return Settings()
