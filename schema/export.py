"""``python -m maillage.schema.export``: writes the copies of the ontology that live elsewhere in the repository."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from maillage.schema.model import Ontology, default_ontology

# The folder that schema/ stands in: the checkout.
ROOT = Path(__file__).resolve().parents[1]


def copies(ontology: Ontology) -> Mapping[str, str]:
    """The content of each copy by its path from the root of the checkout."""
    return {
        "viz/web/src/core/ontology.json": _json(ontology.to_json()),
        "schema/context.jsonld": _json(ontology.context()),
        "docs/ontologie.md": ontology.page("fr"),
        "docs/ontology.en.md": ontology.page("en"),
    }


def write(root: Path = ROOT) -> list[Path]:
    """Writes the copies that are not current; gives their paths."""
    written = []
    for name, content in copies(default_ontology()).items():
        path = root / name
        if not path.is_file() or path.read_bytes() != content.encode():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode())
            written.append(path)
    return written


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    if not (ROOT / "pyproject.toml").is_file():
        sys.exit("Only a checkout of maillage has copies of the ontology to write; this is an installed package.")
    for changed in write():
        sys.stderr.write(f"{changed.relative_to(ROOT)}\n")
