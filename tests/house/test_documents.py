"""The documents: every link leads somewhere, and every page can be reached from the README."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
STARTS = ("README.md", "README.fr.md")


def links(page: Path) -> Iterator[tuple[str, Path, str]]:
    """Each link to something of ours: as it is written, the file, the heading."""
    for written in LINK.findall(CODE.sub("", page.read_text(encoding="utf-8"))):
        if not re.match(r"[a-z]+:", written):
            name, _, heading = written.partition("#")
            yield written, (page.parent / name).resolve() if name else page, heading


def headings(page: Path) -> set[str]:
    """As a forge makes addresses of them."""
    lines = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.strip().lower()).replace(" ", "-") for line in lines}


def pages(root: Path) -> list[Path]:
    listed = [*root.glob("*.md"), *(root / "docs").rglob("*.md"), *(root / "loaders").rglob("*.md"), root / "viz/web/README.md"]
    assert len(listed) > 30, "too few for these tests to mean anything"
    return listed


def broken(page: Path) -> list[str]:
    return [written for written, file, heading in links(page)
            if not file.exists() or (heading and file.suffix == ".md" and heading not in headings(file))]


def test_every_link_leads_somewhere(root: Path) -> None:
    assert {str(page.relative_to(root)): wrong for page in pages(root) if (wrong := broken(page))} == {}


def test_every_page_can_be_reached_from_the_readme(root: Path) -> None:
    reached: set[Path] = set()
    waiting = [root / name for name in STARTS]
    while waiting:
        page = waiting.pop()
        if page not in reached and page.suffix == ".md" and page.exists():
            reached.add(page)
            waiting += [file for _, file, _ in links(page)]
    assert [str(page.relative_to(root)) for page in pages(root) if page not in reached] == []


def test_decisions_are_numbered_once_and_say_their_number(root: Path) -> None:
    files = sorted((root / "docs" / "decisions").glob("*.md"))
    numbers = [int(file.name[:4]) for file in files]
    assert len(set(numbers)) == len(numbers) > 5
    assert [file.read_text(encoding="utf-8").split(".")[0] for file in files] == [f"# {number}" for number in numbers]


@pytest.mark.parametrize("link", ["[a](absent.md)", "[a](other.md#no-such-heading)", "[a](#nor-this)"])
def test_a_broken_link_would_be_seen(tmp_path: Path, link: str) -> None:
    (tmp_path / "other.md").write_text("# A heading, here\n")
    page = tmp_path / "page.md"
    page.write_text(f"# Page\n[good](other.md#a-heading-here), [good](#page), `[code](absent.md)`, {link}\n")
    assert len(broken(page)) == 1
