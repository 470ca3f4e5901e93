"""Files recognised by their content and given to their format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from maillage.errors import SourceError
from maillage.loaders import limits
from maillage.loaders.clean import shown, visible
from maillage.loaders.extract import Extract, Item, Note, Reading
from maillage.loaders.format import Format, Request, best, formats
from maillage.schema.claim import CONTROL
from maillage.schema.model import Ontology
from maillage.schema.source import Stamp

MAPPING = "mapping.yaml"
_MAPPINGS = (MAPPING, "mapping.yml")
_YAML = {".yaml", ".yml"}
# Under which a file of a folder is taken for something else than data (a README, a licence).
_SURE = 0.3

# What a file is that is not read, by its first bytes; and what to do with it, where that is known.
_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "c'est un PDF : copiez ses tableaux dans un tableur", "this is a PDF: copy its tables into a spreadsheet"),
    (b"\x1f\x8b", "fichier compressé (gzip) : décompressez-le d'abord", "compressed file (gzip): unpack it first"),
    (b"7z\xbc\xaf", "archive 7z : décompressez-la d'abord", "7z archive: unpack it first"),
    (b"Rar!", "archive RAR : décompressez-la d'abord", "RAR archive: unpack it first"),
    (
        b"PK\x03\x04",
        "archive ZIP qui n'est pas un classeur : décompressez-la d'abord",
        "ZIP archive that is no workbook: unpack it first",
    ),
)
_STRANGE: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG", "c'est une image", "this is a picture"),
    (b"\xff\xd8\xff", "c'est une image", "this is a picture"),
    (b"<", "document XML ou HTML d'un genre inconnu", "XML or HTML document of an unknown kind"),
    (b"{", "document JSON d'un genre inconnu", "JSON document of an unknown kind"),
    (b"[", "document JSON d'un genre inconnu", "JSON document of an unknown kind"),
    (b"", "format inconnu", "unknown format"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def recognise(paths: Sequence[Path], *, mapping: Path | None = None, title: str | None = None, ontology: Ontology) -> Extract:
    """What ``paths`` (files, or folders) hold, ready to be read.

    A folder's ``mapping.yaml`` is used; so is a mapping file among ``paths``, alone or with its tables.
    ``title`` names the source.
    Raises SourceError when something is missing, unknown, or not to be loaded in one go.
    """
    if not paths:
        raise SourceError(file="—", problem_fr="aucun fichier à lire", problem_en="no file to read")
    listed = [Path(path) for path in paths]
    named, folders = [path for path in listed if not _is_folder(path)], [path for path in listed if path.is_dir()]
    mapping = mapping or _mapping_among(named, folders)
    named = [path for path in named if path != mapping]
    folder = folders[0] if folders else mapping.parent if mapping and not named else None
    inside = [file for place in (folders or ([folder] if folder and not named else [])) for file in _files(place)]
    inside = [file for file in inside if file != mapping]
    return _extract(named, inside, mapping, title, folder, ontology)


def _is_folder(path: Path) -> bool:
    """Raises SourceError where there is nothing, or something that is no plain file."""
    _check_name(path)
    if path.is_dir():
        return True
    if not path.exists():
        raise SourceError(file=str(path), problem_fr="fichier introuvable", problem_en="no such file")
    if not path.is_file():
        raise SourceError(file=str(path), problem_fr="ce n'est pas un fichier ordinaire", problem_en="this is no plain file")
    return False


def _check_name(path: Path) -> None:
    """A claim names its file: raises SourceError where the name is no text (bytes of another encoding, signs of control)."""
    if CONTROL.search(path.name) or "\n" in path.name:
        raise SourceError(
            file=visible(path.name).replace("\n", "␊"),
            problem_fr="nom de fichier illisible, qui ne peut être cité comme source : renommez le fichier",
            problem_en="unreadable file name, which cannot be cited as a source: rename the file",
        )


def _mapping_among(named: Sequence[Path], folders: Sequence[Path]) -> Path | None:
    """The mapping file that was named, else that of the folder."""
    found = [path for path in named if path.suffix.lower() in _YAML]
    found += [folder / name for folder in folders for name in _MAPPINGS if (folder / name).is_file()]
    if len(found) > 1:
        raise SourceError(
            file=found[1].name, problem_fr="un seul fichier de correspondance à la fois", problem_en="one mapping file at a time"
        )
    return found[0] if found else None


def _files(folder: Path) -> Iterator[Path]:
    """Plain files below a folder, in the order of their names; hidden ones and Python's own left out."""
    listed = list(islice((path for path in folder.rglob("*") if _is_data(path, folder)), limits.FILES + 1))
    if len(listed) > limits.FILES:
        raise SourceError(
            file=str(folder), problem_fr=f"plus de {limits.FILES} fichiers", problem_en=f"more than {limits.FILES} files"
        )
    for path in sorted(listed):
        _check_name(path)
        yield path


def _is_data(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith((".", "__")) for part in path.relative_to(folder).parts)
    return not hidden and path.suffix != ".py" and path.is_file()


def _extract(
    named: Sequence[Path],
    inside: Sequence[Path],
    mapping: Path | None,
    title: str | None,
    folder: Path | None,
    ontology: Ontology,
) -> Extract:
    among = [found for found in formats() if found.mapped or mapping is None]
    by_format: dict[str, list[Path]] = {}
    left_out: list[Path] = []
    for path in named:
        found, _ = best(_head(path), path, among)
        if found is None:
            raise _unknown(path)
        by_format.setdefault(found.name, []).append(path)
    for path in inside:
        found, score = best(_head(path), path, among)
        if found is None or (score < _SURE and mapping is None and path.stat().st_size):
            left_out.append(path)
        else:
            by_format.setdefault(found.name, []).append(path)
    chosen = _one(by_format, folder or (named[0] if named else Path()), among)
    request = Request(tuple(by_format[chosen.name]), ontology, mapping, title, folder, tuple(left_out))
    with _reading():
        return _readable(chosen.extract(request))


def _readable(found: Extract) -> Extract:
    """The extract with all that a file calls itself and its columns as one clean line each, of a length to be shown."""
    return replace(
        found,
        reading=Guarded(found.reading),
        title=shown(found.title, limits.TITLE),
        sources=tuple(source._replace(title=shown(source.title, limits.TITLE) or source.id) for source in found.sources),
        columns=tuple(use._replace(table=_line(use.table), column=_line(use.column)) for use in found.columns),
        notes=tuple(Note(*map(_line, note)) for note in found.notes),
    )


@contextmanager
def _reading() -> Iterator[None]:
    """A file that vanishes, or a disk that fails, while it is read: as one error for people."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise SourceError(
            file=visible(Path(error.filename).name) if error.filename else "?",
            problem_fr=f"le fichier ne se lit plus ({reason}) ; vérifiez qu'il est encore là, puis relancez",
            problem_en=f"the file can no longer be read ({reason}); check that it is still there, then run again",
        ) from error


@dataclass
class Guarded:
    """A reading whose files may vanish meanwhile."""

    reading: Reading

    def items(self, stamp: Stamp) -> Iterator[Item]:
        """As the reading gives them. Raises SourceError where a file can no longer be read."""
        with _reading():
            yield from self.reading.items(stamp)

    @property
    def done(self) -> float:
        return self.reading.done


def _line(text: str) -> str:
    return shown(text, limits.HEADING)


def _one(by_format: dict[str, list[Path]], asked: Path, among: Sequence[Format]) -> Format:
    """The one format of all files."""
    if not by_format:
        raise SourceError(
            file=str(asked),
            problem_fr=f"rien à lire ici ; attendu : {_listed('fr')}",
            problem_en=f"nothing to read here; expected {_listed('en')}",
        )
    if len(by_format) > 1:
        shown = ", ".join(f"{files[0].name} ({name})" for name, files in sorted(by_format.items()))
        raise SourceError(
            file=str(asked),
            problem_fr=f"plusieurs formats à la fois : {shown} ; chargez-les l'un après l'autre",
            problem_en=f"several formats at once: {shown}; load them one after the other",
        )
    return next(found for found in among if found.name in by_format)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(limits.SAMPLE // 4)
    except OSError as error:
        reason = error.strerror or str(error)
        raise SourceError(file=str(path), problem_fr=f"illisible : {reason}", problem_en=f"cannot be read: {reason}") from error


def _listed(lang: str) -> str:
    return ", ".join(found.fr if lang == "fr" else found.en for found in formats())


def _unknown(path: Path) -> SourceError:
    """Says what the file seems to be, and what to do with it; where nothing is known to do, what is accepted."""
    fr, en = _advised(path) or _strange(_head(path))
    return SourceError(file=path.name, problem_fr=fr, problem_en=en)


def _advised(path: Path) -> tuple[str, str] | None:
    head = _head(path)
    if not head:
        return "fichier vide", "empty file"
    if head.startswith(_OLE):
        return _ole(path)
    return next(((fr, en) for magic, fr, en in _FOREIGN if head.startswith(magic)), None)


def _strange(head: bytes) -> tuple[str, str]:
    fr, en = next((fr, en) for magic, fr, en in _STRANGE if head.lstrip().startswith(magic))
    return f"{fr} ; attendu : {_listed('fr')}", f"{en}; expected {_listed('en')}"


def _ole(path: Path) -> tuple[str, str]:
    """Old Office files, and new ones behind a password, share one container."""
    with path.open("rb") as file:
        content = file.read(limits.RATIO_FROM)
    if "EncryptedPackage".encode("utf-16-le") in content:
        return (
            "classeur protégé par un mot de passe : enregistrez-le sans mot de passe",
            "workbook protected by a password: save it without one",
        )
    return "ancien format d'Office (.xls, .doc) : enregistrez-le en .xlsx", "old Office format (.xls, .doc): save it as .xlsx"
