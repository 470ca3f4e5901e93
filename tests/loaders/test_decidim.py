"""Decidim: proposals by file or by API, comments as counts, nobody by name."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from maillage.errors import SourceError
from maillage.loaders.decidim.download import download
from maillage.loaders.markup import plain
from maillage.loaders.recognise import recognise
from maillage.schema.claim import TYPE
from tests.loaders.tables import ONTOLOGY, Read, csv_rows, read, refused_whole, text

FOLDER = "decidim"
HEAD = (
    "id,title,summary,category,subcategory,district,author_id,author_org,official,created_at,votes,"
    "comments,pos_comments,neg_comments,url\n"
)
ROW = (
    '1,Banc fictif,"<p>Un banc &amp; un arbre</p><script>x()</script>",Nature,Parcs,Nord,77,Mairie fictive,True,'
    "22/01/2016,4,2,1,0,"
    "https://participer.exemple.invalid/plan/proposals/banc\n"
)
COMMENTS = "comment_id,proposal_id,author_id,alignment,ancestry,created_at,likes,dislikes\n1,1,77,1,,,0,0\n2,1,77,0,1,,0,0\n"


def test_every_proposal_with_its_theme_place_and_organisation(folder: Path, found: Read) -> None:
    stated = csv_rows(folder / "proposals.csv")
    start = "decidim:decidim.barcelona-proposition-"
    typed = {c.subject.removeprefix(start) for c in found.claims if c.predicate == TYPE and c.value == "Deliverable"}
    assert typed == {row["id"] for row in stated}
    assert len(typed) == 10_860
    names = {c.subject: c.value for c in found.claims if c.predicate == "name"}
    about = Counter(names[c.object or ""] for c in found.claims if c.predicate == "CONCERNS")
    assert about == Counter(" ".join((row["subcategory"].strip() or row["category"]).split()) for row in stated)
    where = Counter(names[c.object or ""] for c in found.claims if c.predicate == "RELATED_TO")
    assert where == Counter(row["district"] for row in stated if row["district"])
    made = Counter(names[c.subject] for c in found.claims if c.predicate == "PRODUCES" and "-organisation-" in c.subject)
    signed = Counter(" ".join(row["author_org"].split()) for row in stated if row["author_org"].strip())
    assert made.total() == signed.total()
    assert made["Ajuntament de Barcelona"] == signed["Ajuntament de Barcelona"]
    assert {(names[c.subject], names[c.object or ""]) for c in found.claims if c.predicate == "ORGANISES"} == {
        ("Ajuntament de Barcelona", "Espace « pam » de decidim.barcelona")
    }
    assert not found.refusals


def test_comments_are_counts(folder: Path, found: Read) -> None:
    stated = csv_rows(folder / "comments_edges.csv")
    by_proposal = Counter(row["proposal_id"] for row in stated)
    pro = Counter(row["proposal_id"] for row in stated if row["alignment"] == "1")
    con = Counter(row["proposal_id"] for row in stated if row["alignment"] == "-1")
    people = Counter(proposal for proposal, _ in {(row["proposal_id"], row["author_id"]) for row in stated})
    noted = {c.subject.rpartition("-")[2]: c.value for c in found.claims if (c.value or "").startswith("commentaires : ")}
    assert noted == {
        id: f"commentaires : {n} ({pro[id]} pour, {con[id]} contre), de {people[id]} personne{'s' * (people[id] > 1)}"
        for id, n in by_proposal.items()
    }
    assert by_proposal.total() == 18_192


def test_nobody_is_a_person(found: Read) -> None:
    assert "Person" not in found.values(TYPE)
    assert any(use.column == "author_id" and not use.kept for use in found.extract.columns)
    assert not any((c.value or "").startswith("author_id") for c in found.claims)


# ---------------------------------------------------------------- made files
def test_a_small_file(tmp_path: Path) -> None:
    text(tmp_path / "p.csv", HEAD + ROW)
    found = read(text(tmp_path / "c.csv", COMMENTS), tmp_path / "p.csv")
    assert found.names == {
        "Banc fictif",
        "Espace « plan » de participer.exemple.invalid",
        "Mairie fictive",
        "Nature",
        "Parcs",
        "Nord",
    }
    assert found.values("description") == ["Un banc & un arbre"]
    assert found.values("date") == ["2016-01-22"]
    assert set(found.values("note")) == {"votes : 4", "commentaires : 2 (1 pour, 0 contre), de 1 personne"}
    assert found.extract.title == "Decidim (participer.exemple.invalid)"


def test_the_export_of_the_platform_itself(tmp_path: Path) -> None:
    said_of = {
        "id": "9", "participatory_space/id": "2", "participatory_space/url": "x", "component/id": "5",
        "author/name": "Camille Inventée", "title/ca": "Banc", "title/fr": "Banc fictif", "body/fr": "Texte",
        "category/name/fr": "Nature", "scope/name/fr": "Nord", "published_at": "2024-02-03 10:00:00",
        "url": "https://participer.exemple.invalid/assemblies/jardin/f/5/proposals/9",
    }  # fmt: skip
    head, row = ";".join(said_of) + "\n", ";".join(said_of.values()) + "\n"
    found = read(text(tmp_path / "p.csv", head + row))
    assert {"Banc fictif", "Nature", "Nord"} <= found.names
    assert found.values("date") == ["2024-02-03"]
    assert "InstitutedBody" in found.values(TYPE)
    assert "title/ca : Banc" in found.values("note")
    assert not any("Camille" in (c.value or "") for c in found.claims)


def test_what_does_not_fit_is_told(tmp_path: Path) -> None:
    text(tmp_path / "p.csv", HEAD + ROW + ",Sans numéro fictif,,,,,,,,,,,,,\n" + f"2,{'x' * 20_000},,,,,,,,hier,,,,,\n")
    text(tmp_path / "c.csv", COMMENTS + "3,55,1,0,,,0,0\n4,,1,0,,,0,0\n5,1,8,0,,,0,0\n")
    found = read(tmp_path)
    assert "2 commentaires annoncés, 3 dans le fichier" in found.told("p.csv, ligne 2")
    assert "sans numéro" in found.told("p.csv, ligne 3")
    assert "nom de 20000 signes" in found.told("p.csv, ligne 4")
    assert "1 commentaires d'une proposition absente « 55 »" in found.told("commentaires")
    assert "commentaire sans proposition" in found.told("c.csv, ligne 5")
    assert "created_at : hier" in found.values("note")


def test_comments_alone_and_two_files_of_a_kind(tmp_path: Path) -> None:
    assert "les commentaires seuls ne disent rien" in refused_whole(text(tmp_path / "c.csv", COMMENTS))
    one, other = text(tmp_path / "p.csv", HEAD + ROW), text(tmp_path / "q.csv", HEAD + ROW)
    assert "deuxième fichier de ce genre" in refused_whole(one, other)


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("a < b et c > d", "a < b et c > d"),
        ("<p>Un</p><p>Deux<br>trois</p>", "Un\nDeux\ntrois"),
        ("<b onclick=x>gras</b><style>p{}</style>", "gras"),
        ("<div>" * 5_000 + "fond", "fond"),
    ],
)
def test_markup_becomes_text(markup: str, words: str) -> None:
    assert plain(markup) == words


# ---------------------------------------------------------------- the API: an invented installation that answers as one does
def said(fr: str, **more: str) -> dict[str, Any]:
    return {"translations": [{"locale": locale, "text": words} for locale, words in {"ca": "Exemple", "fr": fr, **more}.items()]}


def node(number: int) -> dict[str, Any]:
    return {
        "id": str(number),
        "title": said(f"Proposition fictive {number}", en=f"Invented proposal {number}"),
        "body": said(f"<p>Corps inventé {number}</p>"),
        "state": "accepted",
        "official": False,
        "publishedAt": "2025-03-04T10:00:00Z",
        "voteCount": number,
        "totalCommentsCount": 2,
        "taxonomies": [{"name": said("Thème fictif")}],
        "author": {"__typename": "User", "name": "Camille Inventée"},
    }


class Installation(BaseHTTPRequestHandler):
    """Two pages of three proposals; once it is too busy, and it knows no categories (as since version 0.30)."""

    asked: ClassVar[list[str]] = []
    broken: ClassVar[str] = ""

    def do_POST(self) -> None:
        query = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append(query["query"])
        if len(self.asked) == 1 or self.broken == "503":
            self.send_response(503)
            self.end_headers()
            return
        body = b"<html>" if self.broken == "html" else json.dumps(self.answer(query)).encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def answer(self, query: dict[str, Any]) -> dict[str, Any]:
        components = [{"id": "5", "__typename": "Proposals"}, {"id": "6", "__typename": "Meetings"}]
        space = {"id": "1", "slug": "plan-fictif", "title": said("Plan fictif"), "components": components}
        if "participatoryProcesses" in query["query"]:
            return {"data": {"participatoryProcesses": [space]}}
        if "assemblies" in query["query"]:
            return {"data": {"assemblies": []}}
        if "category" in query["query"]:
            return {"errors": [{"message": "Field 'category' doesn't exist on type 'Proposal'"}]}
        second = query["variables"]["after"] == "3"
        numbers = (4, 5, 6) if second else (1, 2, 3)
        page = {"hasNextPage": not second, "endCursor": str(numbers[-1])}
        return {"data": {"component": {"proposals": {"pageInfo": page, "edges": [{"node": node(n)} for n in numbers]}}}}

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


@pytest.fixture
def installation() -> Iterator[str]:
    Installation.asked.clear()
    Installation.broken = ""
    server = HTTPServer(("127.0.0.1", 0), Installation)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_an_installation_is_asked_page_by_page_and_loaded_from_the_record(installation: str, tmp_path: Path) -> None:
    path = tmp_path / "propositions.jsonl"
    assert download(installation, path, pause=0) == 6
    assert all("author { __typename ... on UserGroup { name } }" in query for query in Installation.asked if "author" in query)
    found = read(path)
    assert found.extract.format == "decidim"
    assert {f"Proposition fictive {n}" for n in range(1, 7)} < found.names
    assert found.names - {f"Proposition fictive {n}" for n in range(1, 7)} == {"Plan fictif", "Thème fictif"}
    assert found.values("name_en", "127.0.0.1-proposition-1") == ["Invented proposal 1"]
    assert found.values("description", "127.0.0.1-proposition-1") == ["Corps inventé 1"]
    counted = {"state : accepted", "voteCount : 1", "commentaires : 2 (0 pour, 0 contre)"}
    in_catalan = {"title (ca) : Exemple", "body (ca) : Exemple"}
    assert set(found.values("note", "127.0.0.1-proposition-1")) == counted | in_catalan
    assert Counter(c.predicate for c in found.claims if c.object) == {"PRODUCES": 6, "CONCERNS": 6}
    assert "Person" not in found.values(TYPE)
    assert not any("Camille" in (c.value or "") for c in found.claims)
    assert not found.refusals
    reading = found.extract.reading
    assert reading.done == 1.0


@pytest.mark.parametrize("broken", ["503", "html"])
def test_an_installation_that_does_not_answer_leaves_no_file(installation: str, tmp_path: Path, broken: str) -> None:
    Installation.broken = broken
    with pytest.raises(SourceError) as caught:
        download(installation, tmp_path / "x.jsonl", pause=0)
    assert "l'API de Decidim ne répond pas comme attendu" in caught.value.message("fr")
    assert not (tmp_path / "x.jsonl").exists()
    with pytest.raises(SourceError, match="expected an address"):
        download("file:///etc/hostname", tmp_path / "x.jsonl")


def test_the_command_that_records(installation: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "maillage.loaders.decidim"]
    done = subprocess.run([*command, installation, str(tmp_path / "x.jsonl")], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "6 propositions" in done.stderr
    assert subprocess.run(command, capture_output=True).returncode == 2


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (['{"decidim": "https://x.invalid/api"}', '{"space": '], "coupée ou abîmée"),
        (['{"decidim": 3}', ""], "ligne 1 : ligne coupée ou abîmée"),
        (['{"decidim": ' + "[" * 50_000, ""], "ligne 1 : ligne coupée ou abîmée"),
    ],
)
def test_a_cut_record_is_refused(tmp_path: Path, lines: list[str], words: str) -> None:
    assert words in refused_whole(text(tmp_path / "x.jsonl", "\n".join(lines)))


def test_a_bad_line_of_a_record_is_told_and_the_rest_comes_in(tmp_path: Path) -> None:
    answer = {"data": {"component": {"proposals": {"edges": [{"node": node(1)}, {"node": {}}]}}}}
    page = {"space": {"slug": "plan", "kind": "processes", "title": ""}, "component": "5", "answer": answer}
    lines = ['{"decidim": "https://x.invalid/api"}', "{", json.dumps(page), json.dumps({"answer": {"errors": []}})]
    found = read(text(tmp_path / "x.jsonl", "\n".join(lines) + "\n"))
    assert "Proposition fictive 1" in found.names
    assert "coupée ou abîmée" in found.told("x.jsonl, ligne 2")
    assert "sans numéro" in found.told("x.jsonl, ligne 3, proposition 2")
    assert "coupée ou abîmée" in found.told("x.jsonl, ligne 4")


def test_another_table_is_no_file_of_the_platform(tmp_path: Path) -> None:
    path = text(tmp_path / "x.csv", "id,title,category\n1,Fiche fictive,Nature\n")
    assert recognise([path], ontology=ONTOLOGY).format == "table"
