"""Reading in pages: nothing is left out or read twice, and a link never leads out of what is listed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.graph.export.pages import PAGE, hashed, ranges
from maillage.graph.export.visible import Visible
from maillage.graph.store import Store
from maillage.schema.ids import content_hash
from tests.graph.export_sample import ACTOR, EVENT, claims, fill


@given(st.integers(0, 5_000_000), st.text())
@settings(deadline=None)
def test_every_hash_falls_into_one_range(count: int, text: str) -> None:
    listed = list(ranges(count))
    assert len([low for low, high in listed if low <= content_hash(text) < high]) == 1
    assert listed == sorted(listed)
    assert count / PAGE <= len(listed) < max(2, 16 * count / PAGE)


@pytest.mark.parametrize("label", ["Claim", "Decision", "Nothing"])
def test_all_records_are_read_once_in_order(store: Store, label: str) -> None:
    fill(store)
    ids = [row["id"] for row in hashed(store, label)]
    assert ids == sorted(row["id"] for row in store.read(f"MATCH (n:{label}) RETURN n.id AS id"))


def test_more_than_a_page_is_read_whole(default_store: Store) -> None:
    count = PAGE + 500
    made = [claim._replace(subject=f"ex:n{number}") for number in range(count) for claim in claims()[:1]]
    default_store.add(made)
    assert [row["subject"] for row in sorted(hashed(default_store, "Claim"), key=lambda row: int(row["subject"][4:]))] == [
        f"ex:n{number}" for number in range(count)]
    assert len(list(Visible(default_store).entities())) == count


def test_what_arrives_meanwhile_is_not_half_there(default_store: Store) -> None:
    shown = Visible(fill(default_store))
    before = list(shown.links())
    event = next(claim for claim in claims() if claim.subject == EVENT and claim.predicate == "type")
    link = next(claim for claim in claims() if claim.subject == ACTOR and claim.object == EVENT)
    default_store.add([event._replace(subject="ex:nouvelle"), link._replace(object="ex:nouvelle")])
    assert list(shown.links()) == before
    assert [row.id for row in shown.entities()] == sorted({end for made in before for end in (made.subject, made.object)})
    assert len(list(Visible(default_store).links())) == len(before) + 1
