"""What people see: words on stderr, data on stdout; tables and colours on a terminal, tabs and plain text in a pipe."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from maillage.cli.words import say

# What would move the cursor, colour the rest or turn the line around: names come from strangers' files.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
HIDDEN = "••••••"
_ACCOUNT = re.compile(r"://[^/]*@")
STYLES = {"error": "red", "warning": "yellow", "good": "green", "plain": ""}


def words_console() -> Console:
    """stderr, where people are spoken to."""
    return Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)


def data_console() -> Console:
    """stdout, where data go. Colours and widths only on a terminal; NO_COLOR is heeded."""
    return Console(highlight=False, markup=False, emoji=False, soft_wrap=not sys.stdout.isatty())


def tell(text: str, style: str = "plain") -> None:
    """A line to the person."""
    words_console().print(Text(safe(text), style=STYLES[style]))


def show_line(text: str, style: str = "plain") -> None:
    """A line of the answer."""
    data_console().print(Text(safe(text), style=STYLES[style]), soft_wrap=True)


def safe(value: Any) -> str:
    """Text that does nothing but be shown."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", str(value))


def without_account(url: str) -> str:
    """An address that may be shown: who names an account in it may have named the password too."""
    return _ACCOUNT.sub(f"://{HIDDEN}@", url)


def rendered(text: Text) -> str:
    """``text`` as it goes to stdout, coloured if that is a terminal."""
    console = data_console()
    with console.capture() as capture:
        console.print(text, soft_wrap=True)
    return capture.get()


def show_table(columns: Sequence[str], rows: Iterable[Sequence[Any]], form: str = "table", raw: bool = False) -> None:
    """Rows on stdout: a table that fits a terminal; in a pipe a heading and lines with tabs, nothing cut; or CSV."""
    if form == "csv":
        _write_csv(columns, rows, raw)
    elif sys.stdout.isatty():
        _draw(columns, rows)
    else:
        for row in (columns, *rows):
            sys.stdout.write("\t".join(_cell(value) for value in row) + "\n")


def show_json(data: Any) -> None:
    """``data`` on stdout, for programs and for eyes."""
    json.dump(data, sys.stdout, ensure_ascii=False, indent=2, default=str)
    sys.stdout.write("\n")


def _write_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]], raw: bool) -> None:
    """``raw`` leaves cells as they are; without it a spreadsheet is kept from running them."""
    from maillage.api.csv_text import cell

    write = _plain if raw else cell
    csv.writer(sys.stdout, lineterminator="\n").writerows([write(value) for value in row] for row in (columns, *rows))


def _plain(value: Any) -> str:
    """One value as text, as ``maillage.api.csv_text.cell`` has it, but for the guard against formulas."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float, type(None))):
        return json.dumps(value, ensure_ascii=False, default=str)
    return "" if value is None else str(value)


def _cell(value: Any) -> str:
    return safe(re.sub(r"[\t\r\n]+", " ", shown(value)))


def shown(value: Any) -> str:
    """A value in a cell of a table."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return say("yes" if value else "no")
    if isinstance(value, (list, tuple)):
        return ", ".join(shown(item) for item in value)
    if isinstance(value, dict):
        return str(value.get("name") or ", ".join(f"{key}: {shown(item)}" for key, item in value.items()))
    return str(value)


def _draw(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    cells = [[Text(safe(shown(value)), justify=_side(value)) for value in row] for row in rows]
    console = data_console()
    texts = [[column, *(row[position].plain for row in cells)] for position, column in enumerate(columns)]
    for column, whole in zip(columns, _whole(texts, console.width), strict=True):
        table.add_column(Text(safe(column)), overflow="fold", no_wrap=whole)
    for row in cells:
        table.add_row(*row)
    console.print(table)


def _whole(columns: Iterable[Sequence[str]], width: int) -> list[bool]:
    """Which columns stay on one line: ids and codes, so that they can be copied, while half of ``width`` is left for texts."""
    left, whole = width / 2, []
    for cells in columns:
        widest = max(map(len, cells))
        whole.append(widest <= left and not any(" " in cell for cell in cells[1:]))
        left -= widest if whole[-1] else 0
    return whole


def _side(value: Any) -> Any:
    return "right" if isinstance(value, (int, float)) and not isinstance(value, bool) else "left"
