"""The standalone page: one HTML file, made with pyvis, that opens without a network and runs no stranger's script.

Names come from anybody. They reach the page as JSON only, are shown by ``textContent`` only, and the page's own policy
(Content-Security-Policy) allows exactly the two scripts that it was made with and no request to anywhere.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
from collections.abc import Iterator
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from maillage.graph.export.format import PIECE, ExportFormat
from maillage.graph.export.text import legal
from maillage.schema import edtf
from maillage.schema.claim import natural
from maillage.viz.content import Content, words
from maillage.viz.layout import arrange
from maillage.viz.picture import Picture, picture
from maillage.viz.tokens import tokens

if TYPE_CHECKING:
    from maillage.graph.store import Store

MOST = 3_000
_LIBRARY = "templates/lib/vis-9.1.2/vis-network.min.js"
_POLICY = ("default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; img-src data: blob:; "
           "base-uri 'none'; form-action 'none'")
# vis-network writes its own styles into the page; a style can neither call out nor run anything under this policy.


def page(store: Store, *, title: str | None = None, lang: str = "fr", most: int = MOST) -> str:
    """The page as text: the ``most`` best linked things with their links. Its title defaults to that of the source."""
    shown = picture(store, most)
    content = Content(shown, store.ontology, lang)
    return _rendered(content, title or _title(shown), lang)


def _title(shown: Picture) -> str:
    titles = [source.title for source in shown.sources.values()]
    return titles[0] if len(titles) == 1 else "maillage"


def _rendered(content: Content, title: str, lang: str) -> str:
    # Imported here: pyvis brings IPython with it, which takes a second.
    from jinja2 import Environment, FileSystemLoader
    from pyvis.network import Network

    folder = files("maillage.viz") / "standalone"
    network = Network(directed=True, cdn_resources="in_line", heading=title)
    network.templateEnv = Environment(loader=FileSystemLoader(str(folder)), autoescape=True)
    network.path = "page.html"
    _fill(network, content)
    network.set_options(json.dumps(_OPTIONS))
    scripts = [_library(), (folder / "page.js").read_text(encoding="utf-8")]
    network.templateEnv.globals.update(
        lang=lang, words=words(lang), scripts=scripts, policy=_policy(scripts), told=_told(content), facts=_facts(content),
        palette=tokens()["colours"], font=tokens()["type"]["font"], style=(folder / "page.css").read_text(encoding="utf-8"))
    made: str = network.generate_html()
    return legal(made)


_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "tooltipDelay": 250, "multiselect": False, "hideEdgesOnDrag": False, "keyboard": False},
    "nodes": {"chosen": False}, "edges": {"chosen": False, "smooth": False, "hoverWidth": 0, "selectionWidth": 0},
}


def _library() -> str:
    """vis-network as pyvis ships it, without the last line, which names a file that is not there."""
    text = (files("pyvis") / _LIBRARY).read_text(encoding="utf-8")
    # A browser reads a page without control characters and with plain line feeds: the policy's hashes are of that.
    return legal(text[:text.rindex("//# sourceMappingURL")]).replace("\r", "")


def _policy(scripts: list[str]) -> str:
    hashes = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts)
    return _POLICY.format(scripts=" ".join(f"'sha256-{found}'" for found in hashes))


def _fill(network: Any, content: Content) -> None:
    """Things and links as pyvis keeps them: by number, with the position that never changes."""
    shown = content.shown
    sizes = np.array([_size(shown.degrees[id]) for id in shown.things])
    ends = [(content.number[link.subject], content.number[link.object]) for link in shown.links]
    places = arrange(len(shown.things), ends, sizes)
    for index, id in enumerate(shown.things):
        network.add_node(index, label=content.name(id)[:200], shape="dot", size=float(sizes[index]),
                         x=float(places[index, 0]), y=float(places[index, 1]), card=content.card(id))
    for (start, end), link in zip(ends, shown.links, strict=True):
        network.add_edge(start, end, arrows="", tie=content.tie(link))


def _size(degree: int) -> float:
    """Radius in pixels: the area grows with the number of links."""
    return round(5.0 + 2.2 * math.sqrt(min(degree, 60)), 1)


def _told(content: Content) -> dict[str, Any]:
    kinds = content.kinds()
    return {"lang": content.lang, "kinds": kinds, "order": list(kinds), "relations": content.relations(),
            "readings": content.readings(), "sources": content.sources(),
            "words": words(content.lang), "colours": tokens()["colours"], "font": tokens()["type"]["font"]}


def _facts(content: Content) -> dict[str, Any]:
    """The sentences that stand on the page whatever is clicked."""
    shown, known = content.shown, words(content.lang)
    things, links = len(shown.things), len(shown.links)
    cut = known["cut"].format(things=_number(shown.all_things, content.lang), links=_number(shown.all_links, content.lang),
                              shown=_number(things, content.lang), shownLinks=_number(links, content.lang))
    when = known["data"].format(date=edtf.caption(shown.last[:10], content.lang)) if shown.last else None
    counted = (f"{_number(things, content.lang)} {known['things' if things != 1 else 'thing']} · "
               f"{_number(links, content.lang)} {known['links' if links != 1 else 'link']}")
    return {"counted": counted, "when": when, "sources": sorted(content.sources(), key=lambda source: natural(source["title"])),
            "cut": cut if things < shown.all_things or links < shown.all_links else None}


def _number(count: int, lang: str) -> str:
    return f"{count:,}".replace(",", "\u202f" if lang == "fr" else ",")


def write(store: Store) -> Iterator[bytes]:
    """The page in French, in pieces; the store's best linked things only, so that a browser can carry it."""
    raw = page(store).encode("utf-8", "replace")
    yield from (raw[start:start + PIECE] for start in range(0, len(raw), PIECE))


HTML = ExportFormat("html", (".html", ".htm"), "text/html; charset=utf-8", "Page HTML autonome (pyvis), à ouvrir sans réseau",
                    "Standalone HTML page (pyvis), opens without a network", write)
