"""Each reading route on the sample graph: what it gives, and what it refuses."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from maillage.graph.fold import relation_id
from maillage.graph.store import Store
from tests.api import sample
from tests.api.conftest import app_on, client_on

PARTNER = relation_id(sample.NETWORK, "PARTNER_IN", sample.PROGRAMME)


def _json(client: TestClient, path: str, **params: Any) -> Any:
    answer = client.get(f"/api/{path}", params=params)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    return answer.json()


def test_health_and_readiness_name_the_versions(reader: TestClient, library: Store) -> None:
    assert _json(reader, "health")["status"] == "ok"
    ready = _json(reader, "ready")
    assert (ready["engine"], ready["version"], ready["mark"]) == (library.engine, library.version, library.mark())


def test_the_ontology_is_the_stores_own(reader: TestClient, library: Store) -> None:
    told = _json(reader, "ontology")
    assert set(told["types"]) == set(library.ontology.types)
    assert told["relations"]["PARTNER_IN"]["sentence"]["fr"] == library.ontology.relations["PARTNER_IN"].sentence["fr"]
    assert told["types"]["Association"]["ancestors"][-1] == "Entity"


def test_stats_count_the_sample(reader: TestClient) -> None:
    stats = _json(reader, "stats")
    assert stats["by_kind"]["Association"] == 2 + len(sample.HOSTILE)
    assert stats["by_relation"]["PARTNER_IN"] == 2 + len(sample.HOSTILE)
    assert stats["claims"] == len(sample.claims())
    assert [source["id"] for source in stats["by_source"]] == [sample.SOURCE]


@pytest.mark.parametrize("words", ["Réseau Exemple", "reseau exemple", "REX", "résau exemple", "reseaux", "rése"])
def test_search_forgives_and_says_why(reader: TestClient, words: str) -> None:
    found = _json(reader, "search", q=words)
    hit = next(hit for hit in found["hits"] if hit["entity"]["id"] == sample.NETWORK)
    assert hit["why"] in {"exact", "name", "alias", "acronym", "prefix", "words", "typo"}
    assert hit["matched"]
    assert found["facets"]["Association"] >= 1


def test_search_keeps_to_the_types_asked(reader: TestClient) -> None:
    found = _json(reader, "search", q="exemple", type=["Territory", "Theme"])
    assert {hit["entity"]["kind"] for hit in found["hits"]} == {"Territory", "Theme"}
    assert _json(reader, "search", q="exemple", type="Territory,Theme") == found
    assert len(_json(reader, "search", q="exemple", limit=1)["hits"]) == 1


@pytest.mark.parametrize("path", ["search?q=x&type=Licorne", "entities?type=Licorne", "graph?type=Licorne",
                                  "graph?relation=MANGE",
                                  f"entities/{sample.NETWORK}/neighbours?relation=MANGE",
                                  f"paths?from={sample.NETWORK}&to={sample.CIRCLE}&relation=MANGE"])
def test_a_type_or_relation_that_there_is_not_is_told(reader: TestClient, path: str) -> None:
    answer = reader.get(f"/api/{path}")
    assert answer.status_code == 422
    assert answer.json()["type"] == "/api/problems/unknown-term"
    assert "Licorne" in answer.text or "MANGE" in answer.text


def test_entities_come_page_by_page_each_once(reader: TestClient) -> None:
    seen: list[str] = []
    cursor = None
    while True:
        page = _json(reader, "entities", type="Actor", limit=3, **({"cursor": cursor} if cursor else {}))
        seen += [item["id"] for item in page["items"]]
        cursor = page["cursor"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == page["total"] == 2 + len(sample.HOSTILE)


def test_entities_are_filtered(reader: TestClient) -> None:
    assert [item["id"] for item in _json(reader, "entities", theme=sample.THEME)["items"]] == [sample.PROGRAMME]
    here = {item["id"] for item in _json(reader, "entities", territory=sample.REGION, type="Organization")["items"]}
    assert here == {sample.NETWORK, sample.CIRCLE}
    assert _json(reader, "entities", source="doc:absent")["total"] == 0
    assert sample.SLASHED in {item["id"] for item in _json(reader, "entities", q="rapport")["items"]}


@pytest.mark.parametrize("path", ["entities", "claims", "sources", "imports", "decisions"])
@pytest.mark.parametrize("cursor", ["x", "é", "bm9u", "W10", "eyJhIjoxfQ"])
def test_a_cursor_that_we_did_not_give_is_refused(reader: TestClient, path: str, cursor: str) -> None:
    answer = reader.get(f"/api/{path}", params={"cursor": cursor})
    assert (answer.status_code, answer.json()["type"]) == (400, "/api/problems/usage")


def test_a_card_tells_all_that_is_known(reader: TestClient) -> None:
    card = _json(reader, f"entities/{sample.NETWORK}")
    assert (card["name"], card["kind"]) == ("Réseau Exemple", "Association")
    assert card["members"] == [sample.NETWORK, sample.TWIN]
    assert "start" in card["contested"]
    assert {value["value"] for value in card["properties"]["start"]} == {"1998", "1999"}
    assert {(group["relation"], group["count"]) for group in card["groups"]} == {
        ("PARTNER_IN", 1), ("LOCATED_IN", 1), ("COOPERATES_WITH", 1)}
    assert not any(value["claims"] for values in card["properties"].values() for value in values)


def test_a_card_brings_its_evidence_when_asked(reader: TestClient) -> None:
    card = _json(reader, f"entities/{sample.NETWORK}", evidence="true")
    (claim,) = card["properties"]["acronym"][0]["claims"]
    assert claim["source"]["title"] == "Document d'exemple"
    assert claim["evidence"][0]["quote"] == "Phrase d'exemple."


@pytest.mark.parametrize("spelt", [sample.SLASHED, quote(sample.SLASHED), quote(sample.SLASHED, safe=""),
                                   quote(sample.SLASHED, safe=":/")])
def test_an_id_with_signs_answers_raw_and_encoded(reader: TestClient, spelt: str) -> None:
    assert _json(reader, f"entities/{spelt}")["id"] == sample.SLASHED
    assert _json(reader, f"entities/{spelt}/neighbours")[0]["relation"] == "PRODUCES"


def test_a_merged_id_leads_to_its_heir_with_the_query_kept(reader: TestClient) -> None:
    answer = reader.get(f"/api/entities/{sample.TWIN}?evidence=true&lang=en")
    assert answer.status_code == 308
    assert answer.headers["location"] == f"/api/entities/{sample.NETWORK}?evidence=true&lang=en"
    assert reader.get(answer.headers["location"]).json()["id"] == sample.NETWORK
    beside = reader.get(f"/api/entities/{quote(sample.TWIN, safe='')}/neighbours?limit=1")
    assert (beside.status_code, beside.headers["location"]) == (308, f"/api/entities/{sample.NETWORK}/neighbours?limit=1")


def test_neighbours_are_grouped_with_their_full_count(reader: TestClient) -> None:
    groups = _json(reader, f"entities/{sample.PROGRAMME}/neighbours", limit=2)
    partners = next(group for group in groups if group["relation"] == "PARTNER_IN")
    assert (partners["count"], len(partners["links"]), partners["outgoing"]) == (2 + len(sample.HOSTILE), 2, False)
    only = _json(reader, f"entities/{sample.PROGRAMME}/neighbours", relation="CONCERNS")
    assert [group["kind"] for group in only] == ["Theme"]


def test_a_link_shows_its_sentence_and_its_claims(reader: TestClient) -> None:
    link = _json(reader, f"relations/{PARTNER}")
    assert (link["subject"]["id"], link["object"]["id"]) == (sample.NETWORK, sample.PROGRAMME)
    assert "Réseau Exemple" in link["sentence"]["fr"]
    assert link["sentence"]["fr"] != link["sentence"]["en"]
    assert link["claims"][0]["evidence"][0]["locator"] == "lien 1"


def test_the_map_is_whole_around_seeds_or_cut(reader: TestClient) -> None:
    whole = _json(reader, "graph")
    ids = {node["id"] for node in whole["nodes"]}
    assert len(ids) == whole["total_nodes"] == 8 + len(sample.HOSTILE)
    assert all(edge["source"] in ids and edge["target"] in ids for edge in whole["edges"])
    assert "cut" not in whole
    near = _json(reader, "graph", seeds=[sample.THEME], depth=1)
    assert {node["id"] for node in near["nodes"]} == {sample.THEME, sample.PROGRAMME}
    both = _json(reader, "graph", seeds=f"{sample.THEME},{sample.SLASHED}", depth=0)
    assert {node["id"] for node in both["nodes"]} == {sample.THEME, sample.SLASHED}
    cut = _json(reader, "graph", limit=3)
    assert len(cut["nodes"]) == 3
    assert cut["cut"]["fr"] != cut["cut"]["en"]


@pytest.mark.parametrize("date", ["hier", "2018-1", "2018/10", "20188", "2018-10-11T00:00"])
def test_a_date_of_another_form_is_refused(reader: TestClient, date: str) -> None:
    assert reader.get("/api/graph", params={"since": date}).status_code == 422


def test_paths_are_sentences_with_claims(reader: TestClient) -> None:
    first, *others = _json(reader, "paths", **{"from": sample.NETWORK, "to": sample.THEME}, k=3)
    assert [entity["id"] for entity in first["entities"]] == [sample.NETWORK, sample.PROGRAMME, sample.THEME]
    assert first["length"] == 2
    assert all(step["sentence"]["fr"] and step["claims"] for step in first["steps"])
    assert all(path["length"] >= 2 for path in others)
    assert _json(reader, "paths", **{"from": sample.TOWN, "to": sample.THEME}, relation="PART_OF") == []


def test_what_two_have_in_common_is_proved_by_links(reader: TestClient) -> None:
    shared = _json(reader, "shared", ids=f"{sample.NETWORK},{sample.CIRCLE}")
    assert _json(reader, "shared", ids=[sample.NETWORK, sample.CIRCLE]) == shared
    common = {item["entity"]["id"] for items in shared["facets"].values() for item in items}
    assert {sample.PROGRAMME, sample.TOWN} <= common
    assert [link["relation"] for link in shared["direct"]] == ["COOPERATES_WITH"]
    assert reader.get("/api/shared").status_code == 422
    assert reader.get("/api/shared", params={"ids": ",".join(f"ex:x{i}" for i in range(21))}).status_code == 422


def test_claims_are_found_by_what_they_say(reader: TestClient) -> None:
    page = _json(reader, "claims", subject=sample.NETWORK, predicate="PARTNER_IN", status="accepted", source=sample.SOURCE)
    (claim,) = page["items"]
    assert claim["object"] == sample.PROGRAMME
    assert _json(reader, f"claims/{claim['id']}") == claim
    assert _json(reader, "claims", **{"import": sample.IMPORT}, limit=1)["total"] == len(sample.claims())
    assert _json(reader, "claims", status="rejected")["items"] == []
    assert reader.get("/api/claims?status=vrai").status_code == 422


def test_claims_come_page_by_page_each_once(reader: TestClient) -> None:
    seen: list[str] = []
    params: dict[str, Any] = {"limit": 20}
    while True:
        page = _json(reader, "claims", **params)
        seen += [claim["id"] for claim in page["items"]]
        if page["cursor"] is None:
            break
        params["cursor"] = page["cursor"]
    assert len(seen) == len(set(seen)) == len(sample.claims())


def test_sources_and_imports_are_listed_and_shown(reader: TestClient) -> None:
    (source,) = _json(reader, "sources")["items"]
    assert source == _json(reader, f"sources/{sample.SOURCE}")
    assert (source["publisher"], source["claims"]) == ("Éditeur fictif", len(sample.claims()))
    (record,) = _json(reader, "imports")["items"]
    assert record == _json(reader, f"imports/{sample.IMPORT}")
    assert record["files"] == ["exemple.csv"]


def test_the_limits_are_those_of_the_settings(library: Store) -> None:
    with client_on(app_on(library, query_seconds=3, query_rows=7)) as client:
        limits = client.get("/api/limits").json()
        assert (limits["query_seconds"], limits["query_rows"]) == (3, 7)


def test_decisions_are_listed_by_what_they_are_about(reader: TestClient) -> None:
    (decision,) = _json(reader, "decisions", target=sample.TWIN)["items"]
    assert {decision["target"], decision["other"]} == {sample.NETWORK, sample.TWIN}
    assert _json(reader, "decisions", kind="same")["items"] == [decision]
    assert _json(reader, "decisions", target=sample.CIRCLE)["items"] == []
    assert _json(reader, "decisions", target=[sample.CIRCLE, sample.TWIN])["items"] == [decision]
    assert _json(reader, "decisions", target=f"{sample.CIRCLE},{sample.NETWORK}")["items"] == [decision]


def test_an_area_is_told_by_its_key_and_what_is_none_is_refused(reader: TestClient) -> None:
    isere = _json(reader, "areas/departement-38")
    assert (isere["name"], isere["region"], isere["level"]) == ("Isère", "84", "department")
    grenoble = next(one for one in isere["municipalities"] if one["name"] == "Grenoble")
    assert (grenoble["epci"], [round(degree) for degree in grenoble["point"]]) == ("200040715", [6, 45])
    assert reader.get("/api/areas/departement-99").status_code == 404
    assert reader.get("/api/areas/commune-98818").status_code == 404, "Nouméa lies in no département"
    assert reader.get("/api/areas/commune-<b>").status_code == 422
