"""How much is remembered of a network and of a JSON document: the figures that docs/formats.md and loaders/limits.py give."""

from __future__ import annotations

import json
import tracemalloc
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from maillage.loaders import limits
from maillage.loaders.network.jsonfile import document
from maillage.loaders.recognise import recognise
from maillage.schema.claim import Claim, to_dict
from tests.loaders.tables import ONTOLOGY, STAMP, text
from tests.loaders.test_hostile_files import GEXF

FEW, MANY = 2_000, 12_000
TIME = "2026-01-01T00:00:00.000Z"


def pajek(nodes: int, links: int) -> str:
    vertices = "".join(f'{n + 1} "Acteur {n} Exemple"\n' for n in range(nodes))
    return f"*Vertices {nodes}\n{vertices}*Arcs\n" + "".join(f"{one + 1} {other + 1}\n" for one, other in ends(nodes, links))


def gexf(nodes: int, links: int) -> str:
    edges = "".join(f'<edge source="acteur-{one}" target="acteur-{other}"/>' for one, other in ends(nodes, links))
    return GEXF.format(nodes="".join(f'<node id="acteur-{n}" label="Acteur {n} Exemple"/>' for n in range(nodes)), edges=edges)


def ends(nodes: int, links: int) -> list[tuple[int, int]]:
    """No two links have the same ends."""
    return [(n % nodes, (n * 7 + n // nodes) % nodes) for n in range(links)]


@pytest.mark.parametrize(("make", "name"), [(pajek, "x.net"), (gexf, "x.gexf")])
def test_a_network_takes_less_than_500_bytes_a_node_and_150_a_link(
    tmp_path: Path, make: Callable[[int, int], str], name: str
) -> None:
    def taken(nodes: int, links: int) -> int:
        extract = recognise([text(tmp_path / name, make(nodes, links))], ontology=ONTOLOGY)
        return peak(lambda: deque(extract.reading.items(STAMP), maxlen=0))

    few = taken(FEW, FEW)
    assert (taken(MANY, FEW) - few) / (MANY - FEW) < 500
    assert (taken(FEW, MANY) - few) / (MANY - FEW) < 150


@pytest.mark.parametrize("extra", [{}, {"label": "Acteur Exemple", "tags": ["x"]}])
def test_a_json_document_takes_less_than_fifteen_times_its_size(tmp_path: Path, extra: dict[str, Any]) -> None:
    links = [{"source": one, "target": other} for one, other in ends(MANY, MANY)]
    network = {"nodes": [{"id": n, **extra} for n in range(MANY)], "links": links}
    path = text(tmp_path / "x.json", json.dumps(network, separators=(",", ":")))
    assert peak(lambda: document(path)) < 15 * path.stat().st_size


SMALL = {
    "x.json": {"nodes": [{"id": n} for n in range(MANY)], "links": [{"source": a, "target": b} for a, b in ends(MANY, 4 * MANY)]},
    "x.jsonld": {
        "@context": "https://schema.org",
        "@graph": [{"@id": f"e:{n}", "@type": "Organization", "member": {"@id": f"e:{n * 7 % MANY}"}} for n in range(MANY)],
    },
    "k.json": {
        "elements": [{"_id": f"e{n}", "label": f"A{n}"} for n in range(MANY)],
        "connections": [{"from": f"e{a}", "to": f"e{b}"} for a, b in ends(MANY, 3 * MANY)],
    },
}


@pytest.mark.parametrize("name", SMALL)
def test_the_largest_json_that_is_taken_is_read_in_600_megabytes(tmp_path: Path, name: str) -> None:
    """Of documents with the least to say for each thing, which take the most for each byte."""
    path = text(tmp_path / name, json.dumps(SMALL[name], separators=(",", ":")))
    taken = peak(lambda: deque(recognise([path], ontology=ONTOLOGY).reading.items(STAMP), maxlen=0))
    assert taken / path.stat().st_size * max(limits.JSON_FILE, limits.DRAWING) < 600_000_000


def peak(read: Callable[[], object]) -> int:
    """Bytes that Python asks for at most while something is read."""
    tracemalloc.start()
    try:
        read()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def rows(count: int) -> str:
    return "Nom;Type;Ville\n" + "".join(f"Acteur {n} Exemple;Association;Villefictive {n}\n" for n in range(count))


def backup(count: int) -> str:
    said = (Claim(f"ex:{n}", "name", "s", f"ligne {n}", value=f"Acteur {n} Exemple", recorded_at=TIME) for n in range(count))
    return '{"maillage": 1}\n' + "".join(json.dumps({"claim": to_dict(claim)}) + "\n" for claim in said)


@pytest.mark.parametrize(("make", "name"), [(rows, "x.csv"), (backup, "x.jsonl")])
def test_rows_and_lines_are_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[int], str], name: str
) -> None:
    """Six times as many take no more than what is remembered and a margin, which is a part of what they would take."""
    monkeypatch.setattr(limits, "REMEMBERED", 1_000)

    def taken(count: int) -> int:
        extract = recognise([text(tmp_path / name, make(count))], ontology=ONTOLOGY)
        return peak(lambda: deque(extract.reading.items(STAMP), maxlen=0))

    few = taken(FEW)
    assert taken(MANY) - few < (MANY - FEW) * 20
