"""The report as a Word document (.docx), with real headings, tables and pictures, to be edited further."""

from __future__ import annotations

import io

import docx as library
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.table import Table as WordTable

from maillage.graph.export.text import legal
from maillage.viz.report.document import Document, Figure, Section, Table
from maillage.viz.report.drawing import png

_ACCENT, _WARN, _SOFT = RGBColor(0x0F, 0x6B, 0x6B), RGBColor(0x8F, 0x4A, 0x12), RGBColor(0x57, 0x61, 0x6B)
_WIDTH = Cm(16.5)
_LETTERS = 105  # on one line of a table
_MANY = 7  # columns; with more the letters are smaller
_HEAD_ONLY = "0620"  # the bits of a table's look: its first row stands out, no column, no bands
_PADDING = 4  # letters that the margins of a cell take


def docx(document: Document) -> bytes:
    """The file's bytes."""
    word = library.Document()
    _prepare(word, document)
    word.add_heading(legal(document.title), 0)
    for text in (document.subtitle, *document.facts):
        if text:
            _paragraph(word, text, _SOFT)
    for section in document.sections:
        _section(word, section)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _prepare(word: WordDocument, document: Document) -> None:
    page = word.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2.2)
    word.core_properties.title, word.core_properties.author = legal(document.title)[:255], "maillage"
    word.core_properties.language = "fr-FR" if document.lang == "fr" else "en-GB"
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Calibri")
    for level in ("Title", "Heading 1", "Heading 2"):
        word.styles[level].font.color.rgb = _ACCENT


def _section(word: WordDocument, section: Section) -> None:
    word.add_heading(legal(section.title), 1)
    for text in section.paragraphs:
        _paragraph(word, text)
    for text in section.points:
        word.add_paragraph(legal(text), style="List Bullet")
    for text in section.warnings:
        _paragraph(word, f"⚠ {text}", _WARN)
    for figure in section.figures:
        _figure(word, figure)
    for table in section.tables:
        _table(word, table)


def _paragraph(word: WordDocument, text: str, colour: RGBColor | None = None) -> None:
    run = word.add_paragraph().add_run(legal(text))
    if colour is not None:
        run.font.color.rgb = colour


def _figure(word: WordDocument, figure: Figure) -> None:
    """The picture, its caption, and the names behind its numbers."""
    word.add_picture(io.BytesIO(png(figure.drawing)), width=_WIDTH)
    word.add_paragraph(legal(figure.caption), style="Caption")
    names = "  ".join(f"{number}\u00a0{name}" for number, name in enumerate(figure.legend, 1))
    small = word.add_paragraph().add_run(legal(names))
    small.font.size = Pt(8)


def _table(word: WordDocument, table: Table) -> None:
    if table.title:
        word.add_heading(legal(table.title), 2)
    grid = word.add_table(rows=1, cols=len(table.heads), style="Light Shading")
    grid.autofit = False
    for cell, head in zip(grid.rows[0].cells, table.heads, strict=True):
        cell.text = legal(head)
    grid.rows[0]._tr.get_or_add_trPr().append(grid.rows[0]._tr.makeelement(qn("w:tblHeader"), {}))
    for row in table.rows:
        for place, (cell, text) in enumerate(zip(grid.add_row().cells, row, strict=True)):
            cell.text = legal(text)
            if place in table.numbers:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _set(grid, widths(table))
    word.add_paragraph()


def _set(grid: WordTable, shares: list[float]) -> None:
    """Columns of these shares of the page, small letters, a thin rule under each row, no row cut by the end of a page."""
    properties = grid._tbl.tblPr
    for look in properties.findall(qn("w:tblLook")):
        properties.remove(look)
    rules = properties.makeelement(qn("w:tblBorders"), {})
    rules.append(rules.makeelement(qn("w:insideH"), {qn("w:val"): "single", qn("w:sz"): "4", qn("w:color"): "D5D1C8"}))
    properties.insert_element_before(rules, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    properties.append(properties.makeelement(qn("w:tblLook"), {qn("w:val"): _HEAD_ONLY}))
    size = Pt(8.5 if len(shares) <= _MANY else 7)
    for column, share in zip(grid.columns, shares, strict=True):
        column.width = Emu(int(_WIDTH * share))
    for row in grid.rows:
        row._tr.get_or_add_trPr().insert(0, row._tr.makeelement(qn("w:cantSplit"), {}))
        for cell, share in zip(row.cells, shares, strict=True):
            cell.width = Emu(int(_WIDTH * share))
            for run in cell.paragraphs[0].runs:
                run.font.size = size


def widths(table: Table) -> list[float]:
    """The share of each column: room for its longest word first, what is left by how much it says."""
    columns = list(zip(table.heads, *table.rows, strict=True))
    words = [max(len(word) for text in column for word in [*text.split(), ""]) + _PADDING for column in columns]
    said = [sum(map(len, column)) for column in columns]
    left = max(0, _LETTERS - sum(words))
    wide = [word + left * size / max(1, sum(said)) for word, size in zip(words, said, strict=True)]
    return [each / sum(wide) for each in wide]
