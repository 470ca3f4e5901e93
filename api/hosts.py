"""Who may call: the server's own names, and its own pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from maillage.settings import Settings

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True)
class Names:
    """The names that this server answers to: loopback's, the address it listens on, and those that its keeper allowed."""

    allowed: frozenset[str]
    host: str

    @staticmethod
    def of(settings: Settings) -> Names:
        """From the settings ``allowed_hosts`` and ``host``."""
        listed = {name.strip().lower() for name in settings.allowed_hosts.split(",")}
        return Names(frozenset(listed - LOOPBACK - {""}), settings.host.lower())

    def host_is_ours(self, host: str) -> bool:
        """Whether a ``Host`` header names this server, whatever the port."""
        name = _hostname(f"//{host}")
        return bool(name) and (name in LOOPBACK or name in self.allowed or name == self.host)

    def origin_is_ours(self, origin: str, host: str) -> bool:
        """Whether the ``Origin`` of a request is a page of this very server: the same name and port as its ``Host``,
        or an allowed name without a port (behind a proxy, ``Host`` may be another).
        """
        scheme, _, place = origin.lower().partition("://")
        return scheme in ("http", "https") and (place == host.lower() or place in self.allowed)


# What a proxy in front adds: then whoever asks may be anywhere, although the connection comes from this machine.
_PROXIED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via")


def served_here_alone(settings: Settings, headers: Mapping[str, str]) -> bool:
    """Whether only people at this very machine can be asking: it listens on loopback, under no other name, behind no proxy."""
    others = Names.of(settings).allowed
    return settings.host.lower() in LOOPBACK and not others and not any(name in headers for name in _PROXIED)


def _hostname(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
