"""The standalone page: it opens in a real browser without a network, and a hostile name is shown, never run."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest

from maillage.graph.store import Store
from maillage.schema.model import default_ontology
from maillage.viz.page import HTML, page
from tests.engines.session import Engine
from tests.graph import readers
from tests.graph.export_sample import ACTOR, EVENT, HOSTILE, NAME, fill
from tests.require import missing

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND", "--window-size=1440,900",
         "--virtual-time-budget=6000", "--dump-dom"]


@pytest.fixture(scope="module")
def filled(default_engine: Engine) -> Store:
    return fill(default_engine.empty())


@pytest.fixture(scope="module")
def made(filled: Store) -> str:
    return page(filled)


@pytest.fixture(scope="module")
def file(made: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("page") / "carte.html"
    found.write_text(made, encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def opened(file: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """The page as Chromium shows it once its scripts have run, with the card of the id that is asked."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        missing("no Chromium on PATH: the standalone page is not opened")

    def dom(id: str = "") -> str:
        profile = tmp_path_factory.mktemp("profile")
        address = file.as_uri() + (f"#{quote(id, safe='')}" if id else "")
        command = [browser, *FLAGS, f"--user-data-dir={profile}", address]
        return subprocess.run(command, capture_output=True, text=True, timeout=100, check=True).stdout

    return dom


class Addresses(HTMLParser):
    """Every place of a page from which a browser would fetch something."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [f"{tag} {name}={value}" for name, value in attrs if name in ("src", "href", "srcset", "action", "data")]


def test_the_page_names_no_other_address_to_fetch(made: str) -> None:
    parser = Addresses()
    parser.feed(made)
    assert parser.found == []
    assert not re.search(r"url\(\s*[\"']?(?!data:)[a-z/]", made.partition("<script")[0])
    assert "sourceMappingURL" not in made
    assert "cdn" not in made.lower().partition("</style>")[0]


def test_the_policy_lets_its_own_scripts_run_and_nothing_out(made: str) -> None:
    policy = unescape(re.findall(r'Content-Security-Policy" content="([^"]+)"', made)[0])
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert re.fullmatch(r"'sha256-[^']+' 'sha256-[^']+'", rules["script-src"])
    assert "connect-src" not in rules
    assert rules["img-src"] == "data: blob:"


def test_the_data_of_the_page_cannot_close_their_element(made: str) -> None:
    data = readers.html(made.encode())
    cards = {node["card"]["id"]: node["card"] for node in data["nodes"]}
    assert {id: cards[id]["name"] for id in HOSTILE} == HOSTILE
    for element in re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', made, re.DOTALL):
        assert "<" not in element
        assert "&" not in element


def test_scripts_of_the_page_make_nothing_from_html(root: Path) -> None:
    text = (root / "viz" / "standalone" / "page.js").read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", text)


def test_cards_tell_kind_description_dates_links_and_places(made: str) -> None:
    data = readers.html(made.encode())
    told = data["told"]
    cards = {node["card"]["id"]: node for node in data["nodes"]}
    card = cards[ACTOR]["card"]
    assert (card["name"], card["when"]) == (NAME, "mars 1998")
    assert told["kinds"][card["kind"]]["label"] == default_ontology().types["Academic"].label["fr"]
    assert "DESCRIPTION-SONDE" in card["description"]
    assert "Ancien nom d'exemple" in card["also"]
    assert card["contested"] == [default_ontology().properties["legal_form"].label["fr"]]
    assert {told["sources"][number]["title"] for number, _ in card["places"]} == {"TITRE-SONDE d'été", "Autre document d'exemple"}
    tie = next(e["tie"] for e in data["edges"] if (e["from"], e["to"]) == (cards[ACTOR]["id"], cards[EVENT]["id"]))
    assert tie["said"] == ["ROLE-SONDE", "NOTE-SONDE"]
    assert tie["when"] == "novembre 2017 – 2018"
    assert tie["places"] == [[1, "ENDROIT-SONDE, ligne 3"]]
    assert told["relations"]["PARTNER_IN"]["sentence"] == "{subject} est partenaire de {object}"


def test_every_link_says_where_it_is_stated(made: str) -> None:
    edges = readers.html(made.encode())["edges"]
    assert len(edges) == 3 + len(HOSTILE)
    assert all(edge["tie"]["places"] for edge in edges)


def test_title_date_and_licences_stand_on_the_page(filled: Store, made: str) -> None:
    assert "Données au 2 janvier 2026" in made
    assert "LICENCE-SONDE" in made
    assert "licence non précisée" in made
    assert "<title>maillage</title>" in made  # two sources: neither names the whole
    titled = page(filled, title="Carte <b>d'exemple</b>", lang="en")
    assert "<title>Carte &lt;b&gt;d&#39;exemple&lt;/b&gt;</title>" in titled
    assert '<html lang="en">' in titled
    assert "licence not stated" in titled
    assert "ENGLISH-SONDE" in titled


def test_what_is_left_out_is_said(filled: Store, made: str) -> None:
    assert 'id="cut"' not in made
    short = page(filled, most=3)
    nodes = readers.html(short.encode())["nodes"]
    assert nodes[0]["card"]["id"] == EVENT  # the best linked first
    assert len(nodes) == 3
    assert "les 3 fiches les plus reliées" in short


def test_the_format_writes_the_same_page_each_time(filled: Store, made: str) -> None:
    assert b"".join(HTML.write(filled)).decode() == made


def test_it_opens_in_a_browser_and_draws(opened: Callable[[str], str]) -> None:
    dom = opened(ACTOR)
    assert "<canvas" in dom
    assert re.search(rf"<h3[^>]*>{re.escape(NAME)}</h3>", unescape(dom))
    legend = dom.partition('id="legend"')[2].partition("</ul>")[0]
    assert legend.count("<li>") == 4
    assert "ENDROIT-SONDE, ligne 3" in dom


@pytest.mark.parametrize("id", ["ex:h-script", "ex:h-close", "ex:h-long", "ex:h-rtl"])
def test_a_hostile_name_is_shown_and_not_run(opened: Callable[[str], str], id: str) -> None:
    dom = opened(id)
    assert "<title>maillage</title>" in dom  # the names try to change it
    shown = re.search(r"<h3[^>]*>(.*?)</h3>", dom, re.DOTALL)
    assert shown
    assert unescape(shown.group(1)) == HOSTILE[id]
    assert "<img" not in dom.partition("<main>")[2].partition("<footer>")[0]
