"""Which releases of Neo4j the tests run on, where their jars are kept, and which Java runs them.

`python -m tests.engines.releases` (or `make engines`) brings the jars with Maven; tests never download anything.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from defusedxml.ElementTree import parse
from filelock import FileLock

HERE = Path(__file__).parent
JAVA_HOMES = ("/usr/lib/jvm", "/Library/Java/JavaVirtualMachines", "/opt/java", "~/.sdkman/candidates/java")


class Absent(Exception):
    """Something that an engine needs is not on this machine; the text says what, and how to get it."""


@dataclass(frozen=True)
class Release:
    """One release of Neo4j: its pom names the version and the Java it asks for."""

    name: str
    pom: Path

    @property
    def version(self) -> str:
        return self._read("dependencies/dependency/version")

    @property
    def java(self) -> int:
        return int(self._read("properties/java"))

    @property
    def jars(self) -> Path:
        """The folder of the release's jars, which may not exist yet."""
        kept = os.environ.get("MAILLAGE_NEO4J_HOME") or "~/.cache/maillage"
        return Path(kept).expanduser() / f"neo4j-{self.version}"

    def check(self) -> Path:
        """The `java` that runs this release; raises Absent where that or the jars are missing."""
        runner = find_java(self.java)
        if not self.jars.is_dir():
            raise Absent(f"Neo4j {self.version} has not been fetched: run `make engines`")
        return runner

    def fetch(self) -> None:
        """Bring the jars unless they are there; complete or not at all, whoever else tries at the same time."""
        self.jars.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{self.jars}.lock"):
            if self.jars.is_dir():
                return
            partial = self.jars.with_name(f"{self.jars.name}.partial")
            shutil.rmtree(partial, ignore_errors=True)
            _copy_dependencies(self.pom, partial)
            partial.rename(self.jars)

    def _read(self, path: str) -> str:
        root = parse(self.pom).getroot()
        assert root is not None, f"{self.pom} is empty"
        return root.findtext(path) or ""


LTS = Release("neo4j-lts", HERE / "pom-5.xml")
NEWEST = Release("neo4j-newest", HERE / "pom-2026.xml")
RELEASES = {release.name: release for release in (LTS, NEWEST)}


def find_java(major: int) -> Path:
    """The `java` of exactly this major version (Neo4j supports each release on one); raises Absent."""
    for home in _java_homes():
        java = home / "bin" / "java"
        if java.is_file() and _major(home) == major:
            return java
    raise Absent(f"no Java {major} in JAVA_HOME or {', '.join(JAVA_HOMES)}")


def _java_homes() -> Iterator[Path]:
    for variable in ("JAVA_HOME", "JDK_HOME"):
        if os.environ.get(variable):
            yield Path(os.environ[variable])
    for name in JAVA_HOMES:
        for folder in sorted(Path(name).expanduser().glob("*")):
            yield from (folder, folder / "Contents" / "Home")


def _major(home: Path) -> int | None:
    """What the JDK's own `release` file says, so that no Java has to be started to know it."""
    release = home / "release"
    found = re.search(r'^JAVA_VERSION="(\d+)', release.read_text(), re.MULTILINE) if release.is_file() else None
    return int(found[1]) if found else None


def _copy_dependencies(pom: Path, to: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise Absent("Maven (`mvn`) is needed to fetch Neo4j; the product itself needs neither")
    subprocess.run([maven, "-q", "-B", "-f", pom, "dependency:copy-dependencies", f"-DoutputDirectory={to}"], check=True)


def main() -> int:
    """Fetch every release; say what is missing and go on with the next."""
    missing = 0
    for release in RELEASES.values():
        try:
            release.fetch()
            release.check()
            sys.stdout.write(f"{release.name}: Neo4j {release.version} on Java {release.java}, in {release.jars}\n")
        except Absent as problem:
            missing += 1
            sys.stderr.write(f"{release.name}: {problem}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
