"""The standalone page of a store that holds nothing yet, or nothing that is linked."""

from __future__ import annotations

from maillage.graph.store import Store
from maillage.schema.claim import Claim
from maillage.viz.page import page
from tests.graph import readers


def test_an_empty_store_gives_a_page_that_says_so(default_store: Store) -> None:
    made = page(default_store)
    assert readers.html(made.encode())["nodes"] == []
    assert "La base ne contient encore rien." in made
    assert "Données au" not in made


def test_one_thing_without_links_stands_on_the_page(default_store: Store) -> None:
    default_store.add(Claim("ex:seule", key, "doc:exemple", "ligne 1", value=value, recorded_at="2026-01-01T00:00:00.000Z")
                      for key, value in (("type", "Association"), ("name", "Association d'exemple")))
    made = page(default_store)
    assert [node["card"]["name"] for node in readers.html(made.encode())["nodes"]] == ["Association d'exemple"]
    assert "1 fiche · 0 liens" in made
