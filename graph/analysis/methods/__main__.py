"""``python -m maillage.graph.analysis.methods docs`` writes the methods page in both languages."""

from __future__ import annotations

import sys
from pathlib import Path

from maillage.graph.analysis.methods.page import PAGES, page

if __name__ == "__main__":
    for lang, name in PAGES.items():
        (Path(sys.argv[1]) / name).write_text(page(lang), encoding="utf-8")
