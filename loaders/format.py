"""A format: what it accepts, how it reads. One folder each; a folder that exposes ``FORMAT`` is found by being there."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

import maillage.loaders as here
from maillage.loaders.extract import Extract
from maillage.schema.model import Ontology


@dataclass(frozen=True)
class Request:
    """What is asked of a format: files it accepts, read how. ``folder`` is the one that was named, if one was."""

    files: tuple[Path, ...]
    ontology: Ontology
    mapping: Path | None = None
    title: str | None = None
    folder: Path | None = None
    left_out: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Format:
    """``accepts(head, path)`` says from a file's first bytes (and, where need be, the file) how surely it is of this
    format, 0 to 1. ``mapped`` formats can be read by a mapping file. ``fr`` and ``en`` name it to people.
    """

    name: str
    fr: str
    en: str
    accepts: Callable[[bytes, Path], float]
    extract: Callable[[Request], Extract]
    mapped: bool = False


@cache
def formats() -> tuple[Format, ...]:
    """Every format there is, in the order of their names."""
    folders = sorted(found.name for found in pkgutil.iter_modules(here.__path__) if found.ispkg)
    modules = (import_module(f"{here.__name__}.{folder}") for folder in folders)
    return tuple(module.FORMAT for module in modules if isinstance(getattr(module, "FORMAT", None), Format))


def best(head: bytes, path: Path, among: Sequence[Format] | None = None) -> tuple[Format | None, float]:
    """The format that accepts the file most surely, and how surely."""
    scores = [(found.accepts(head, path), found) for found in (formats() if among is None else among)]
    score, chosen = max(scores, key=lambda scored: scored[0], default=(0.0, None))
    return (chosen, score) if score > 0 else (None, 0.0)
