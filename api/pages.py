"""The look of the few pages that the server makes itself."""

from __future__ import annotations

from html import escape

from starlette.responses import HTMLResponse

_STYLE = """
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 20%, transparent) }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; font-size: .9rem }
th, td { text-align: left; vertical-align: top; padding: .25rem .5rem; border-bottom: 1px solid var(--line) }
td { overflow-wrap: anywhere }
section { margin: 2rem 0 } h2 { font-size: 1.1rem } nav ul { columns: 2 20rem; padding-left: 1rem }
"""


def page(title: str, body: str, *, lang: str = "fr", status: int = 200) -> HTMLResponse:
    """A page with ``body``, which is HTML; ``title`` is text."""
    return HTMLResponse(
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style></head><body>{body}</body></html>",
        status, {"Cache-Control": "no-cache"})
