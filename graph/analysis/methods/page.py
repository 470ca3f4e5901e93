"""The page as text: a template in each language, its places filled by what the measures say of the example."""

from __future__ import annotations

import re
from importlib.resources import files
from string import Template

from maillage.graph.analysis.methods.example import numbers
from maillage.graph.analysis.registry import MEASURES

PAGES = {"fr": "methodes.md", "en": "methods.en.md"}
_PART = re.compile(r"^=== (\w+)\n", re.MULTILINE)
_HEAD = {"fr": "*{question}* Par la commande : `maillage analyse {name}`. Ses paramètres : {options}.",
         "en": "*{question}* By the command: `maillage analyse {name}`. Its parameters: {options}."}


def page(lang: str) -> str:
    """The whole page; the same at every run."""
    text = (files("maillage.graph.analysis.methods") / f"{lang}.md").read_text(encoding="utf-8")
    opening, *parts = _PART.split(text)
    said = dict(zip(parts[::2], parts[1::2], strict=True))
    filled = numbers(lang)
    told = [_filled(opening, filled), *(f"{_head(name, lang)}\n\n{_filled(said[name], filled, name)}" for name in MEASURES)]
    return "\n\n".join(part.strip() for part in told) + "\n"


def _filled(text: str, filled: dict[str, str], name: str = "") -> str:
    return Template(text).substitute({**filled, "answer": filled.get(name, "")})


def _head(name: str, lang: str) -> str:
    """Anchor, title, question and parameters, from the measure itself."""
    measure = MEASURES[name]
    options = ", ".join(f"`{told.name}`" for told in measure.options)
    return (f'<a id="{name.replace("_", "-")}"></a>\n## {measure.title[lang]}\n'
            + _HEAD[lang].format(question=measure.question[lang], name=name, options=options))
