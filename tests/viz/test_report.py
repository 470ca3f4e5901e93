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
from maillage.viz.report.document import Table
from maillage.viz.report.figures import takers_map
from maillage.viz.report.files import FILES, report
from maillage.viz.report.scope import NoReport
from maillage.viz.report.word import widths
from maillage.viz.report.words import period
from tests.analysis.build import snapshot
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
    warned = found.sections[titles.index("A territory's view")].warnings
    told = programme.analyse("territory", territory="programme-2018:paris", limit=10).warnings
    assert list(warned) == [each["en"] for each in told]  # a view has no places, here as everywhere
    assert "A territory's view" not in [section.title for section in document(programme, None, "en").sections]


def test_a_theme_and_an_actor_narrow_it_to_their_practices(programme: Store) -> None:
    for about in ("programme-2018:democratie-participative", "programme-2018:unadel"):
        there = next(section for section in document(programme, about, "fr").sections if section.title == "Ce qu'il y a")
        assert 0 < len(there.tables[0].rows) < 25
    actor = document(programme, "programme-2018:unadel", "en")
    missed = next(section for section in actor.sections if section.title == "Convergence of practices")
    theirs = programme.query("MATCH (:Entity {id: 'programme-2018:unadel'})-[r]->(p:Practice) "
                             "RETURN coalesce(p.name_en, p.name)").rows
    assert all(any(name in row[1] for (name,) in theirs) for row in missed.tables[0].rows)


def test_the_lists_of_an_actor_say_when_their_first_places_are_not_separated(programme: Store) -> None:
    sections = {section.title: section for section in document(programme, "programme-2018:unadel", "en").sections}
    pairs = sections["Complementarity"]
    values = [row[2] for row in pairs.tables[0].rows]
    assert values[0] == values[1]
    assert any("not separated" in warning or "same value" in warning for warning in pairs.warnings)
    missed = sections["Missed meetings"]  # those of the whole base are about others
    assert missed.tables == ()
    assert any("none of these lines is about this actor" in text for text in missed.paragraphs)


def test_a_list_has_no_column_that_says_nothing_and_a_grid_no_bare_date(programme: Store) -> None:
    for section in document(programme, "programme-2018:paris", "en").sections:
        for table in section.tables[:1]:
            assert all(any(column) for column in zip(*table.rows, strict=True)), section.title
        cells = [cell for table in section.tables for row in table.rows for cell in row]
        assert not any(re.fullmatch(r"\d{4}-\d\d(-\d\d)?(/.*)?", cell) for cell in cells)


@pytest.mark.parametrize(("text", "lang", "said"), [
    ("2018", "fr", "2018"), ("2018-03-19", "en", "19 March 2018"), ("2018-11-07/2018-11-08", "fr", "7 – 8 novembre 2018"),
    ("2018-05-31/2018-06-01", "fr", "31 mai – 1er juin 2018"), ("2017/2019", "fr", "2017 – 2019"), ("2018/2018", "fr", "2018"),
    ("2018-12-30/2019-01-02", "en", "30 December 2018 – 2 January 2019"), ("2018-05/2018-06", "fr", "mai – juin 2018"),
    ("2018-05/2018-05-12", "fr", "mai 2018 – 12 mai 2018"), ("2018-05-01/2019-05-01", "fr", "1er mai 2018 – 1er mai 2019")])
def test_a_period_says_once_what_its_two_ends_have_in_common(text: str, lang: str, said: str) -> None:
    assert period(text, lang) == said


def test_no_line_ends_within_french_guillemets_or_before_a_colon(programme: Store) -> None:
    page = report(programme, "html", None, "fr").decode()
    assert "«\u00a0" in page
    text = re.sub(r"<style>.*?</style>|<svg.*?</svg>|<[^>]*>", "", page, flags=re.DOTALL)
    assert re.search(r"« | [»;:?!%]|\b\d{1,3} \d{3}\b", text) is None
    assert "\u00a0:" not in report(programme, "html", None, "en").decode()


def test_numbers_that_count_have_no_decimals_and_the_others_a_comma(programme: Store) -> None:
    sections = {section.title: section for section in document(programme, None, "fr").sections}
    assert all(row[2].isdigit() for row in sections["Médiateurs"].tables[0].rows)
    assert all(re.fullmatch(r"\d,\d\d", row[2]) for row in sections["Convergence des pratiques"].tables[0].rows)
    roles = [cell for row in sections["Médiateurs"].tables[1].rows for cell in row[1:]]
    assert all(re.fullmatch(r"\d+ \([+−]\d+,\d\)", cell) for cell in roles)
    assert "−0,0" not in " ".join(roles)


def test_a_map_of_a_part_draws_nobody_without_those_they_are_linked_to() -> None:
    """Two hundred actors of five practices each: no ninety of them have a practice in common."""
    links = [(f"o{actor:03}", "ORGANISES", f"p{actor:03}-{n}") for actor in range(200) for n in range(5)]
    made = snapshot({s: "Association" for s, _, _ in links} | {o: "Event" for _, _, o in links}, links)
    figure, = takers_map(made, "en")
    drawing = figure.drawing
    ends = {end for stroke in drawing.strokes for end in ((stroke.x1, stroke.y1), (stroke.x2, stroke.y2))}
    assert len(drawing.marks) == 90
    assert all((mark.x, mark.y) in ends for mark in drawing.marks)
    assert "90 of 1,200" in figure.caption


def test_the_largest_of_a_map_are_named_at_least_in_part(programme: Store) -> None:
    there = next(section for section in document(programme, None, "fr").sections if section.figures)
    largest = sorted(there.figures[0].drawing.marks, key=lambda mark: -mark.size)[:3]
    assert all(mark.label for mark in largest), [mark.name for mark in largest if not mark.label]


def test_a_column_of_a_word_table_is_as_wide_as_its_longest_word_and_what_it_says() -> None:
    shares = widths(Table(("", "Who", "In one sentence"), (("1", "Somebody", "a long tale " * 20), ("2", "Me", "short"))))
    assert sum(shares) == pytest.approx(1)
    assert shares[0] < shares[1] < shares[2]
    assert shares[1] * 105 >= len("Somebody")


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


# ISO/IEC 29500-1, 17.4.60 (tblPr): its children come in this order.
TABLE_PROPERTIES = ("tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblStyleRowBandSize", "tblStyleColBandSize", "tblW", "jc",
                    "tblCellSpacing", "tblInd", "tblBorders", "shd", "tblLayout", "tblCellMar", "tblLook", "tblCaption",
                    "tblDescription")


def test_the_properties_of_a_word_table_come_in_the_order_of_their_schema(programme: Store) -> None:
    word = docx.Document(io.BytesIO(report(programme, "docx", None, "fr")))
    assert word.tables
    for table in word.tables:
        names = [each.tag.rpartition("}")[2] for each in table._tbl.tblPr]
        assert {"tblBorders", "tblLayout", "tblLook"} <= set(names)
        assert names == sorted(names, key=TABLE_PROPERTIES.index)


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
