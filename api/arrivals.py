"""Loads that run while the page looks on: recognised, previewed, loaded in a thread, their progress kept."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from pathlib import Path

from maillage.api.import_shapes import ColumnInfo, ImportPreview, LoadProgress, RefusedInfo, SentenceInfo, TableChoice
from maillage.api.territories import find_places
from maillage.api.uploads import Upload, Uploads
from maillage.errors import MaillageError, NotFound, SourceError
from maillage.graph.intake import Report
from maillage.graph.store import Store
from maillage.loaders.extract import Extract
from maillage.loaders.format import best
from maillage.loaders.limits import SAMPLE
from maillage.loaders.preview import preview
from maillage.loaders.recognise import recognise
from maillage.loaders.table.extract import sheets
from maillage.schema.ids import slug
from maillage.schema.model import Ontology
from maillage.schema.source import Refused

TOLD = 20
BOUND = 20_000
MOST_KEPT = 100
CHOICES = "choices.yaml"
_MAPPINGS = {".yaml", ".yml"}
_SPLIT = [";", "|"]


def seen(store: Store, upload: Upload, title: str | None, choice: TableChoice | None) -> ImportPreview:
    """What the files would bring. Files that are no table of known headings are told with their headings, to be mapped.

    Raises SourceError.
    """
    headings = _headings(upload)
    try:
        found = preview(recognised(upload, title, choice, store.ontology), store.ontology, TOLD, bound=BOUND)
    except SourceError as error:
        if not headings:
            raise
        return ImportPreview(title=title or _title(upload), files=sorted(upload.sizes), headings=headings,
                             problem={"fr": error.message("fr"), "en": error.message("en")})
    return ImportPreview(
        title=found.title, files=list(found.files), headings=headings, format=found.format,
        columns=[ColumnInfo(**use._asdict()) for use in found.columns],
        notes=[ColumnInfo(table=note.place, column="", fr=note.fr, en=note.en, kept=True) for note in found.notes],
        entities=[SentenceInfo(**each._asdict()) for each in found.entities],
        links=[SentenceInfo(**each._asdict()) for each in found.links], refusals=_told(found.refusals),
        types=found.types, relations=found.relations, claims=found.claims, refused=found.refused, whole=found.whole)


def recognised(upload: Upload, title: str | None, choice: TableChoice | None, ontology: Ontology) -> Extract:
    """The files of an upload, read as chosen. Raises SourceError."""
    called = title or (None if _mapped(upload) else _title(upload))
    mapping = _written(upload, choice, called or _title(upload)) if choice else None
    try:
        return recognise(upload.paths, mapping=mapping, title=called, ontology=ontology)
    except SourceError as error:
        # The folder is the server's own business.
        said = str(error.details.get("file", "")).replace(f"{upload.folder}/", "")
        error.details["file"] = said.replace(str(upload.folder), upload.paths[0].name)
        raise


def _title(upload: Upload) -> str:
    """The files' own name: their folder's is of no meaning."""
    return next((path.stem for path in upload.paths if path.suffix.lower() not in _MAPPINGS), "maillage")


def _mapped(upload: Upload) -> bool:
    return any(path.suffix.lower() in _MAPPINGS for path in upload.paths)


def _headings(upload: Upload) -> list[str]:
    """The headings of the one table, empty where the files are something else."""
    if len(upload.sizes) != 1:
        return []
    path = upload.paths[0]
    try:
        with path.open("rb") as file:
            chosen, _ = best(file.read(SAMPLE), path)
        found = sheets(path) if chosen is not None and chosen.name == "table" and not _mapped(upload) else []
    except (SourceError, OSError, ValueError):
        return []
    return list(found[0].columns) if len(found) == 1 else []


def _written(upload: Upload, choice: TableChoice, title: str) -> Path:
    """The choices as a mapping file beside the table, which JSON is too."""
    properties = {becomes: {"column": column, **({"split": _SPLIT} if becomes == "aliases" else {})}
                  for column, becomes in choice.columns.items() if becomes and ":" not in becomes}
    name = next((column for column, becomes in choice.columns.items() if becomes == "name"), None)
    if name is None:
        raise SourceError(file=upload.paths[0].name, problem_fr="aucune colonne ne donne le nom : choisissez-en une",
                          problem_en="no column gives the name: choose one")
    entities: dict[str, object] = {"it": {"key": [name], "type": choice.type, "properties": properties}}
    links = []
    for number, (column, becomes) in enumerate(choice.columns.items()):
        relation, _, kind = becomes.partition(":")
        if kind:
            entities[f"c{number}"] = {"key": {"column": column, "split": _SPLIT}, "type": kind,
                                      "properties": {"name": {"column": column, "split": _SPLIT}}}
            links.append({"from": "it", "relation": relation, "to": f"c{number}"})
    space = slug(title)
    rule = {"file": upload.paths[0].name, "entities": entities, "links": links, "notes": "ignore"}
    path = upload.folder / f".{CHOICES}"
    path.write_text(json.dumps({"namespace": space, "source": {"id": space, "title": title}, "tables": [rule]}), encoding="utf-8")
    return path


def _told(refusals: list[Refused]) -> list[RefusedInfo]:
    return [RefusedInfo(place=each.place, fr=each.problem_fr, en=each.problem_en, cell=each.cell) for each in refusals[:TOLD]]


@dataclass
class Loads:
    """Loads under way and just done, by the id of their import."""

    uploads: Uploads
    _held: dict[str, LoadProgress] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, store: Store, upload: Upload, extract: Extract, author: str | None) -> LoadProgress:
        """Starts to load, in a thread; the same import that is under way is not begun twice."""
        with self._lock:
            held = self._held.get(extract.import_id)
            if held is not None and held.state == "loading":
                return held
            while len(self._held) >= MOST_KEPT:
                del self._held[next(iter(self._held))]
            progress = self._held[extract.import_id] = LoadProgress(id=extract.import_id, title=extract.title)
        upload.busy = True
        threading.Thread(target=self._run, args=(store, upload, extract, author, progress), daemon=True).start()
        return progress

    def progress(self, id: str) -> LoadProgress:
        """Raises NotFound."""
        if id not in self._held:
            raise NotFound(id=id)
        return self._held[id]

    def _run(self, store: Store, upload: Upload, extract: Extract, author: str | None, progress: LoadProgress) -> None:
        def advance(share: float, report: Report) -> None:
            progress.share = min(1.0, max(progress.share, share))
            progress.new, progress.known, progress.refused = report.new, report.known, report.refused

        try:
            report = store.load(extract, advance, author)
            advance(1.0, report)
            places = find_places(store, report.record)
            progress.refusals, progress.state = _told(report.refusals), "done"
            progress.decisions = report.decisions + places.same + places.questions
        except MaillageError as error:
            progress.problem, progress.state = {"fr": error.message("fr"), "en": error.message("en")}, "failed"
        except Exception as error:
            text = f"{type(error).__name__}: {error}"[:300]
            progress.problem, progress.state = {"fr": text, "en": text}, "failed"
            raise
        finally:
            self.uploads.drop(upload.id)
