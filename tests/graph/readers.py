"""Each format opened by a reader that is not ours."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import networkx
from openpyxl import load_workbook

Table = list[dict[str, Any]]


def gexf(raw: bytes) -> networkx.MultiDiGraph[str]:
    return networkx.MultiDiGraph(networkx.read_gexf(io.BytesIO(raw), version="1.3"))


def graphml(raw: bytes) -> networkx.MultiDiGraph[str]:
    return networkx.MultiDiGraph(networkx.read_graphml(io.BytesIO(raw)))


def csv_tables(raw: bytes) -> dict[str, Table]:
    with ZipFile(io.BytesIO(raw)) as archive:
        assert archive.testzip() is None
        texts = {name: io.StringIO(archive.read(name).decode("utf-8-sig"), newline="") for name in archive.namelist()}
    return {name.removesuffix(".csv"): list(csv.DictReader(text, strict=True))
            for name, text in texts.items() if name.endswith(".csv")}


def xlsx(raw: bytes) -> dict[str, Table]:
    book = load_workbook(io.BytesIO(raw))
    assert book.sheetnames[0] == "README"
    found: dict[str, Table] = {}
    for sheet in book.worksheets[1:]:
        headings, *rows = sheet.iter_rows()
        assert all(cell.data_type in ("s", "n", "inlineStr") for row in rows for cell in row)
        found[sheet.title] = [{str(h.value): cell.value for h, cell in zip(headings, row, strict=True)} for row in rows]
    return found


def html(raw: bytes) -> dict[str, Any]:
    """The data of the page, by the id of the element that holds it."""
    found = re.findall(r'<script type="application/json" id="(\w+)">(.*?)</script>', raw.decode(), re.DOTALL)
    return {name: json.loads(text) for name, text in found}


def words(name: str, raw: bytes) -> str:
    """All texts that a reader of this format finds, one under the other."""
    if name in ("gexf", "graphml"):
        tree = ElementTree.fromstring(raw)  # noqa: S314  # our own file
        return "\n".join(text for element in tree.iter() for text in (element.tag, element.text or "", *element.attrib.values()))
    if name == "csv":
        with ZipFile(io.BytesIO(raw)) as archive:
            return "\n".join(archive.read(member).decode() for member in archive.namelist())
    if name == "xlsx":
        cells = (cell for sheet in load_workbook(io.BytesIO(raw)).worksheets for row in sheet.iter_rows() for cell in row)
        return "\n".join(str(cell.value) for cell in cells)
    if name == "html":
        return "\n".join(_texts(html(raw))) + raw.decode().partition("<footer>")[2].partition("</footer>")[0]
    if name == "cypher":
        return raw.decode().replace("\\'", "'")
    if name == "jsonl":
        return "\n".join(text for line in raw.decode().split("\n") if line for text in _texts(json.loads(line)))
    document = json.loads(raw)
    if name == "jsonld":  # what is said, without the words that are there to say it
        document = [node for node in document["@graph"] if not node["id"].startswith("maillage:")]
    return "\n".join(_texts(document))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield str(key)
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    else:
        yield str(value)
