"""PRSM's maps, plain and packed: factors, links, styles, notes and votes; cut, bloated and foreign ones are refused in words."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillage.errors import SourceError
from maillage.loaders import limits
from maillage.loaders.prsm.lz import NotPacked, TooLong, unpack
from maillage.loaders.recognise import recognise
from maillage.schema.claim import TYPE
from tests.loaders.tables import ONTOLOGY, Read, read, refused_whole, text

# What the JavaScript library itself makes of these texts.
TEXT = '{"mapTitle":"Carte d\'exemple","nodes":[],"edges":[]}'
BLOATED = (  # a title of 5,000 characters
    "N4IgtghgDgKglgFwDYFMQC4QA8e7/gwo4k0s8iyq6m2u+hxp5l1t9jzr7n3v/gYKHCRoseImSp0mbLnyFipcpWq16jZq3aduvfoOGjxk6bPmLl"
    "q9Zu279h46fOXrt+4+ev3n75kgAXyA"
)
PACKED = "N4IgtghgDgKglgFwDYFMQC4QGEICcEoAEAJgOQoAeKYUqIANCAHYD2xKAzhgNoC6jKYgHNOPXgF8gA=="


def packed(said: str) -> str:
    """Packs as the library does for UTF-16, spelling out every character anew: longer, and just as valid."""
    bits: list[int] = []
    width, left, size = 2, 2, 3

    def write(number: int, count: int) -> None:
        bits.extend(number >> power & 1 for power in range(count))

    def grow() -> None:
        nonlocal width, left
        left -= 1
        if left == 0:
            left, width = 1 << width, width + 1

    # A character that is new is written in full; one that is known is written by its number in the dictionary.
    known: dict[str, int] = {}
    first = True
    for sign in said:
        if sign in known:
            write(known[sign], width)
        else:
            wide = ord(sign) > 255
            write(int(wide), width)
            write(ord(sign), 16 if wide else 8)
            known[sign] = size
            size += 1
            if not first:
                grow()
        if not first:
            size += 1
            grow()
        elif first:
            width, left, first = 3, 4, False
    write(2, width)
    bits += [0] * (-len(bits) % 15)
    chunks = [bits[n : n + 15] for n in range(0, len(bits), 15)]
    return "".join(chr(int("".join(map(str, chunk)), 2) + 32) for chunk in chunks) + " "


def saved(path: Path, *, pack: bool = False, **parts: Any) -> Path:
    """A map as the application saves it."""
    content = json.dumps({"lastNodeSample": "group0", "mapTitle": "Carte d'exemple"} | parts, ensure_ascii=False)
    return text(path, packed(content) if pack else content)


NODES = [
    {"id": "a", "label": "Confiance\nfictive", "grp": "group1", "x": 1, "color": {},
     "created": {"time": 1, "user": "Camille Inventée"}, "note": {"ops": [{"insert": "Une note "}, {"insert": "d'exemple\n"},
     {"insert": {"image": "x"}}]},
     "thumbUp": ["c1", "c2"], "thumbDown": ["c3"], "att1": "forte"},
    {"id": "b", "label": "Club Fictif", "grp": "group2", "title": "Vieille<br>note &amp; fin"},
    {"id": "c", "label": "Sans style", "grp": "group0"},
]  # fmt: skip
EDGES = [
    {"id": "e1", "from": "a", "to": "b", "label": "nourrit", "grp": "edge1", "note": "Pourquoi", "thumbUp": ["c1"]},
    {"id": "e2", "from": "b", "to": "c", "grp": "edge0", "arrows": {"to": {"enabled": False}}},
    {"id": "e3", "source": "c", "target": "a", "arrows": {"to": {"enabled": True}, "from": {"enabled": True}}},
]
STYLES = {
    "nodes": {"group0": {"groupLabel": "Sample"}, "group1": {"groupLabel": "Facteur"}, "group2": {"groupLabel": "Association"}},
    "edges": {"edge0": {"groupLabel": "Sample"}, "edge1": {"groupLabel": "renforce"}},
}


def whole(path: Path, *, pack: bool) -> Read:
    return read(saved(path, pack=pack, nodes=NODES, edges=EDGES, styles=STYLES, attributeTitles={"att1": "Force"}))


def test_the_real_map(shared: Path) -> None:
    found = read(shared / "data" / "formats" / "User_manual_examples.prsm")
    assert found.extract.format == "prsm"
    assert found.names == {"A factor", "Another factor"}
    ends = [(c.subject, c.predicate, c.object) for c in found.claims if c.object]
    names = {c.value: c.subject for c in found.claims if c.predicate == "name"}
    assert ends == [(names["A factor"], "RELATED_TO", names["Another factor"])]
    assert not found.refusals
    assert not any("Gilbert" in (c.value or "") + (c.note or "") for c in found.claims), "who drew it is nobody's business"


@pytest.mark.parametrize("pack", [False, True])
def test_a_map_with_everything(tmp_path: Path, pack: bool) -> None:
    found = whole(tmp_path / "carte.prsm", pack=pack)
    assert found.names == {"Confiance fictive", "Club Fictif", "Sans style"}
    assert found.extract.title == "Carte d'exemple"
    assert found.values(TYPE) == ["Theme", "Association", "Theme"]
    assert found.values("tags") == ["Facteur"]
    assert {"votes : 2 pour, 1 contre", "Force : forte"} <= set(found.values("note"))
    assert any("Une note d'exemple" in value for value in found.values("note"))
    assert any("Vieille\nnote & fin" in value for value in found.values("note"))
    links = {(c.subject[-1], (c.object or "")[-1]): c for c in found.claims if c.object}
    assert set(links) == {("a", "b"), ("b", "c"), ("c", "a")}
    by_role = [(c.role, c.note) for c in found.claims if c.object and c.subject.endswith("a")]
    assert {role for role, _ in by_role} == {"nourrit", "renforce"}
    assert all("Pourquoi" in (note or "") and "votes : 1 pour, 0 contre" in (note or "") for _, note in by_role)
    assert "sens : Confiance fictive → Club Fictif" in (by_role[0][1] or "")
    assert links["b", "c"].note is None
    assert not any("Camille" in (c.value or "") for c in found.claims)


def test_styles_by_a_mapping_file(tmp_path: Path) -> None:
    path = saved(tmp_path / "c.prsm", nodes=NODES, edges=EDGES, styles=STYLES)
    words = text(tmp_path / "m.yaml", "types: {facteur: Competence}\nrelations: {nourrit: HOLDS}\ndefault: Organization\n")
    found = read(path, mapping=words)
    assert found.values(TYPE) == ["Competence", "Association", "Organization"]
    assert ("b", "HOLDS", "a") in {(c.subject[-1], c.predicate, (c.object or "")[-1]) for c in found.claims if c.object}


# ---------------------------------------------------------------- packing
def test_the_three_spellings_of_the_library() -> None:
    assert unpack(PACKED, 1_000) == TEXT
    assert unpack(PACKED.rstrip("="), 1_000) == TEXT
    assert unpack("CYcgpgHmC2AOA2YAEADpAZAlvRSB+BSA-CUgHwVICXALlUA", 1_000) == "d'exemple à Lille ~~~ ??? >>> été"
    assert unpack("CYcgpgHmC2AOA2YAEADpAZAlvRSB+BSA/CUgHwVICXALlUA=", 1_000) == "d'exemple à Lille ~~~ ??? >>> été"
    assert unpack("\u1460\u3c49\u418c\u0100\u1b50\u0121\u1814\xfe\u2f53\u4d59  ", 1_000) == "Exemple é 你 exemple"
    assert unpack("Q===", 1_000) == ""


@given(st.text(st.characters(codec="utf-16", max_codepoint=0xFFFF), max_size=200))
@settings(max_examples=50, deadline=None)
def test_what_was_packed_comes_back(said: str) -> None:
    if said:
        assert unpack(packed(said), 10_000) == said


@given(st.text(max_size=60))
@settings(max_examples=50, deadline=None)
def test_any_text_is_unpacked_or_refused(said: str) -> None:
    with contextlib.suppress(NotPacked, TooLong):
        assert len(unpack(said, 5_000)) <= 5_000


def test_a_few_signs_that_stand_for_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "DRAWING", 1_000)
    path = text(tmp_path / "c.prsm", BLOATED)
    assert len(BLOATED) < 1_000
    assert "plus de 1000 signes une fois décompressée" in refused_whole(path)
    assert len(unpack(BLOATED, 10_000)) == 5_015


# ---------------------------------------------------------------- hostile
def test_a_cut_map_is_refused_wherever_it_is_cut(tmp_path: Path, shared: Path) -> None:
    raw = (shared / "data" / "formats" / "User_manual_examples.prsm").read_bytes()
    for share in (0.1, 0.5, 0.9, 0.99):
        path = tmp_path / f"{share}.prsm"
        path.write_bytes(raw[: int(len(raw) * share)])
        assert "carte coupée, ou compressée autrement" in refused_whole(path)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x1f\x8b\x08\x00 gzip", "compressée autrement"),
        (b"\x00\x01\x02\x03" * 50, "compressée autrement"),
        (b"ceci n'est pas une carte", "compressée autrement"),
        (b'{"mapTitle": "x", "nodes": [', "coupé ou abîmé"),
        (b'{"mapTitle": "x", "nodes": {}, "edges": 3}', "« edges » n'est pas une liste"),
        (b'{"mapTitle": "x", "nodes": ' + b"[" * 100_000, "coupé ou abîmé"),
    ],
)
def test_what_is_no_map_is_refused_in_words(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "carte.prsm"
    path.write_bytes(content)
    assert words in refused_whole(path)


def test_names_without_end_and_links_that_lead_nowhere(tmp_path: Path) -> None:
    nodes = [{"id": "a", "label": "x" * 10_000_000}, 3, {"id": "b", "label": "Bon exemple"}]
    titled = saved(tmp_path / "t.prsm", mapTitle="y" * 1_000_000, nodes=[{"id": "a", "label": "A"}], edges=[])
    assert len(read(titled).extract.title) <= 201
    edges = [{"id": "e", "from": "a", "to": "zut"}, {"id": "f", "from": "b", "to": "b", "label": "soi"}, {"id": "g"}]
    found = read(saved(tmp_path / "c.prsm", nodes=nodes, edges=edges))
    assert found.names == {"a", "Bon exemple"}
    assert "signes" in found.told("c.prsm, /nodes/0")
    assert "attendu : un objet" in found.told("c.prsm, /nodes/1")
    assert "aucun élément n'est « zut »" in found.told("c.prsm, /edges/0")
    assert "d'un élément à lui-même" in found.told("c.prsm, /edges/1")
    assert "aucun élément" in found.told("c.prsm, /edges/2")


def test_recognised_whatever_its_name(tmp_path: Path, shared: Path) -> None:
    real = tmp_path / "sans-nom"
    real.write_bytes((shared / "data" / "formats" / "User_manual_examples.prsm").read_bytes())
    assert recognise([real], ontology=ONTOLOGY).format == "prsm"
    for name, pack in (("x.json", False), ("x.txt", True)):
        path = saved(tmp_path / name, pack=pack, nodes=NODES, edges=EDGES)
        assert recognise([path], ontology=ONTOLOGY).format == "prsm"


@given(st.integers(0, 2_000), st.binary(max_size=20))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damage_never_crashes(tmp_path: Path, at: int, noise: bytes) -> None:
    path = saved(tmp_path / "c.prsm", nodes=NODES, edges=EDGES, styles=STYLES)
    raw = path.read_bytes()
    path.write_bytes(raw[:at] + noise + raw[at + len(noise) :])
    try:
        read(path)
    except SourceError as error:
        assert error.message("fr") != error.message("en")
