"""The report as one HTML file: it opens without a network, runs no script, and shows strangers' names as text only."""

from __future__ import annotations

from importlib.resources import files

from jinja2 import Environment, FileSystemLoader

from maillage.graph.export.text import legal
from maillage.viz.report.document import Document
from maillage.viz.report.drawing import svg


def html(document: Document) -> bytes:
    """The page in UTF-8."""
    folder = files("maillage.viz") / "report"
    environment = Environment(loader=FileSystemLoader(str(folder)), autoescape=True, trim_blocks=True)
    style = (folder / "page.css").read_text(encoding="utf-8")
    return legal(environment.get_template("page.html").render(doc=document, style=style, drawn=svg)).encode("utf-8", "replace")
