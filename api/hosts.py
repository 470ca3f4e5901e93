"""Who may call: the server's own names, and its own pages."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from maillage.settings import Settings

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True)
class Names:
    """The names that this server answers to: loopback's, and those that its keeper allowed."""

    allowed: frozenset[str]

    @staticmethod
    def of(settings: Settings) -> Names:
        """Loopback, the address listened on, and the setting ``allowed_hosts``."""
        listed = {name.strip().lower() for name in settings.allowed_hosts.split(",")}
        return Names(frozenset((listed | {settings.host.lower()}) - {"", "0.0.0.0", "::"}))  # noqa: S104 — taken out, not bound

    def host_is_ours(self, host: str) -> bool:
        """Whether a ``Host`` header names this server, whatever the port."""
        name = _hostname(f"//{host}")
        return name in LOOPBACK or name in self.allowed

    def origin_is_ours(self, origin: str, host: str) -> bool:
        """Whether the ``Origin`` of a request is a page of this very server: same name and port, or an allowed name."""
        scheme, _, place = origin.partition("://")
        return scheme in ("http", "https") and (place.lower() == host.lower() or _hostname(origin) in self.allowed)


def _hostname(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
