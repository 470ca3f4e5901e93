"""The report: one file, whole, escaped, in both languages, with the numbers of the measures and the sources behind them."""

from __future__ import annotations

import io
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest
from PIL import Image

from maillage.errors import NotFound
from maillage.graph.store import Store
from maillage.loaders.recognise import recognise
from maillage.schema.model import default_ontology
from maillage.viz.report.build import document
from maillage.viz.report.files import FILES, report
from maillage.viz.report.scope import NoReport
from tests.api import sample
from tests.engines.session import Engine

ABOUT = {None: "whole", "programme-2018:paris": "territory", "programme-2018:unadel": "actor",
         "programme-2018:democratie-participative": "theme"}


@pytest.fixture(scope="module")
def programme(default_engine: Engine, root: Path) -> Store:
    store = default_engine.empty()
    store.load(recognise([root / "loaders" / "programme"], ontology=default_ontology()))
    return store


LEADING = ("src", "href", "action", "data", "srcset", "poster")


class Read(HTMLParser):
    """A page as another reader takes it: the texts, the tags, what they refer to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: list[str] = []
        self.references: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.references += [value or "" for name, value in attributes if name in LEADING or name.startswith("on")]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.mark.parametrize("about", ABOUT)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_page_stands_alone_and_says_what_the_measures_say(programme: Store, about: str | None, lang: str) -> None:
    page = report(programme, "html", about, lang).decode()
    read = Read(page)
    assert read.references == []
    assert "script" not in read.tags
    assert f'<html lang="{lang}">' in page
    assert "default-src 'none'" in page
    text = " ".join(" ".join(read.texts).split())
    assert ("Note de synthèse" if lang == "fr" else "Synthesis note") in text
    assert "Carrefour des métiers du développement territorial, Programme d'action 2018" in text
    if about is None:
        answer = programme.analyse("convergence", limit=10)
        for each in answer.findings:
            assert " ".join(each.sentence[lang].split()) in text
        assert "nan" not in text.lower().split()


def test_a_line_cites_its_sources_and_a_territory_tells_its_own_view(programme: Store) -> None:
    found = document(programme, "programme-2018:paris", "en")
    titles = [section.title for section in found.sections]
    assert "A territory's view" in titles
    lines = found.sections[titles.index("A territory's view")].tables[0].rows
    assert lines
    assert all(row[-1] == "[1]" for row in lines)
    assert "A territory's view" not in [section.title for section in document(programme, None, "en").sections]


def test_a_theme_and_an_actor_narrow_it_to_their_practices(programme: Store) -> None:
    for about in ("programme-2018:democratie-participative", "programme-2018:unadel"):
        there = next(section for section in document(programme, about, "fr").sections if section.title == "Ce qu'il y a")
        assert 0 < len(there.tables[0].rows) < 25
    actor = document(programme, "programme-2018:unadel", "en")
    missed = next(section for section in actor.sections if section.title == "Convergence of practices")
    theirs = programme.query("MATCH (:Entity {id: 'programme-2018:unadel'})-[r]->(p:Practice) RETURN p.name").rows
    assert all(any(name in row[1] for (name,) in theirs) for row in missed.tables[0].rows)


def test_the_word_document_holds_the_same(programme: Store) -> None:
    raw = report(programme, "docx", None, "fr")
    word, wanted = docx.Document(io.BytesIO(raw)), document(programme, None, "fr")
    headings = [p.text for p in word.paragraphs if (p.style is not None and p.style.name == "Heading 1")]
    assert headings == [section.title for section in wanted.sections]
    tables = [table for section in wanted.sections for table in section.tables]
    assert [[cell.text for cell in row.cells] for row in word.tables[1].rows[1:]] == [list(row) for row in tables[1].rows]
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        pictures = [name for name in parts.namelist() if name.startswith("word/media/")]
        assert len(pictures) == sum(len(section.figures) for section in wanted.sections) > 0
        with Image.open(io.BytesIO(parts.read(pictures[0]))) as image:
            assert image.width >= 2000  # fine enough for print: 16.5 cm at 300 dots an inch


@pytest.mark.parametrize("form", FILES)
def test_hostile_names_are_text_and_nothing_else(default_store: Store, form: str) -> None:
    store = sample.fill(default_store)
    raw = report(store, form, None, "en", 50)
    if form == "docx":
        shown = " ".join(cell.text for table in docx.Document(io.BytesIO(raw)).tables for row in table.rows for cell in row.cells)
        assert "Programme d'exemple 2018" in shown
        return
    read = Read(raw.decode())
    assert "script" not in read.tags
    assert "img" not in read.tags
    assert read.references == []
    assert any("<script>" in text for text in read.texts)


@pytest.mark.parametrize("form", FILES)
def test_an_empty_store_has_a_report_that_says_so(default_store: Store, form: str) -> None:
    raw = report(default_store, form, None, "fr")
    if form == "html":
        assert "il n'y a ici aucune pratique" in re.sub("&#39;", "'", raw.decode())


def test_what_no_report_can_be_about_is_told(default_store: Store) -> None:
    store = sample.fill(default_store)
    with pytest.raises(NotFound):
        report(store, "html", "ex:absent")
    with pytest.raises(NoReport):
        report(store, "html", sample.SLASHED)
