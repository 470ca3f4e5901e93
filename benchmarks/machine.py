"""What the numbers were measured on."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import psutil

INFO = Path("/proc/cpuinfo")


def facts() -> Iterator[tuple[str, str]]:
    """Name and value of each thing that a reader must know."""
    memory = psutil.virtual_memory().total / 2**30
    yield "machine", f"{_processor()}, {os.cpu_count()} cœurs, {memory:.0f} Gio"
    yield "système", f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    yield "pilote", f"neo4j {version('neo4j')}"
    yield "charge de la machine au départ", ", ".join(f"{load:.2f}" for load in psutil.getloadavg())


def _processor() -> str:
    lines = INFO.read_text(encoding="utf-8").splitlines() if INFO.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())
