"""What the files of an ontology say together: names that exist, no cycle, one meaning a property, known prefixes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from maillage.schema.definitions import ROOT, Alignment
from maillage.schema.problems import Mark, Problems, did_you_mean
from maillage.schema.read import Entries, Entry, Property


def check(entries: Entries, problems: Problems) -> None:
    """Tells everything by which ``entries`` contradict one another or name what is not there."""
    types = {entry.name: entry for entry in _defining(entries, "types")}
    relations = {entry.name: entry for entry in _defining(entries, "relations")}
    _check_names(entries, problems)
    _check_extended([e for e in entries if e.form == "types"], types, "type", "type", problems)
    _check_extended([e for e in entries if e.form == "relations"], relations, "relation", "relation", problems)
    for entry in types.values():
        _check_parent(entry, types, problems)
    for entry in entries:
        _check_pairs(entry, types, problems)
    _check_prefixes(entries, problems)
    _check_properties(entries, problems)


def _defining(entries: Entries, form: str) -> list[Entry]:
    """Entries that define something of ``form``, the first of a name last so that it stands in a dict."""
    return [e for e in reversed(entries) if e.form == form and e.name and not e.extends]


def _where(mark: Mark) -> str:
    return f"{mark.file}:{mark.line}"


def _check_names(entries: Entries, problems: Problems) -> None:
    """Types and relations share one space of names, whatever their case: an engine may keep them in one folder."""
    seen: dict[str, Entry] = {}
    for entry in entries:
        if not entry.name or entry.extends:
            continue
        first = seen.setdefault(entry.name.lower(), entry)
        if first is not entry:
            problems.tell(entry.at("name"), f"le nom « {entry.name} » est déjà pris par {first.name} ({_where(first.at('name'))})"
                          " ; pour y ajouter, écrivez « extends: »",
                          f"the name “{entry.name}” is already taken by {first.name} ({_where(first.at('name'))});"
                          " to add to it, write “extends:”")


def _check_extended(entries: Iterable[Entry], known: Mapping[str, Entry], fr: str, en: str, problems: Problems) -> None:
    for entry in entries:
        if entry.extends and entry.name and entry.name not in known:
            _unknown(entry.at("extends"), entry.name, known, problems, fr, en)


def _unknown(mark: Mark, name: str, known: Iterable[str], problems: Problems, fr: str = "type", en: str = "type") -> None:
    listed = sorted(known)
    hint_fr, hint_en = did_you_mean(name, listed)
    problems.tell(mark, f"{fr} inconnu{'e' if fr == 'relation' else ''} « {name} »{hint_fr} ; attendu : {', '.join(listed)}",
                  f"unknown {en} “{name}”{hint_en}; expected {', '.join(listed)}")


def _check_parent(entry: Entry, types: Mapping[str, Entry], problems: Problems) -> None:
    parent = entry.fields.get("parent")
    if parent is None:
        if "parent" not in entry.marks and entry.name != ROOT:
            problems.tell(entry.mark, f"« parent » manque ; tout type sauf {ROOT} en a un",
                          f"“parent” is missing; every type but {ROOT} has one")
    elif parent not in types:
        _unknown(entry.at("parent"), parent, types, problems)
    else:
        _check_line(entry, types, problems)


def _check_line(entry: Entry, types: Mapping[str, Entry], problems: Problems) -> None:
    """Ancestors end at the root; a type that is not abstract finds its family and same_name among them."""
    line = line_of(entry.name, types)
    if line[-1] == entry.name and len(line) > 1:
        shown = " → ".join(line)
        problems.tell(entry.at("parent"), f"cycle de parents : {shown}", f"cycle of parents: {shown}")
    elif line[-1] == ROOT and not entry.fields.get("abstract"):
        for field in ("family", "same_name"):
            if not any(field in types[name].marks for name in line):
                problems.tell(entry.mark, f"« {field} » manque, ici comme chez ses parents ({' → '.join(line)})",
                              f"“{field}” is missing, here and in its parents ({' → '.join(line)})")


def line_of(name: str, types: Mapping[str, Entry]) -> list[str]:
    """``name`` and its ancestors, as far as they are known; in a cycle the last is one that came before."""
    line = {name: True}
    parent: str = types[name].fields.get("parent", "")
    while parent in types and parent not in line:
        line[parent] = True
        parent = types[parent].fields.get("parent", "")
    return [*line, parent] if parent in line else list(line)


def _check_pairs(entry: Entry, types: Mapping[str, Entry], problems: Problems) -> None:
    for pair in entry.fields.get("pairs", ()):
        for name in pair:
            if name not in types:
                _unknown(entry.at("pairs"), name, types, problems)


def _check_prefixes(entries: Entries, problems: Problems) -> None:
    known: dict[str, tuple[str, Mark]] = {}
    for entry in entries:
        if entry.form == "prefixes":
            for prefix, iri in entry.fields.items():
                first, mark = known.setdefault(prefix, (iri, entry.at(prefix)))
                if first != iri:
                    problems.tell(entry.at(prefix), f"le préfixe « {prefix} » désigne déjà {first} ({_where(mark)})",
                                  f"the prefix “{prefix}” already stands for {first} ({_where(mark)})")
    for entry in (e for e in entries if e.form != "prefixes"):
        _check_align(entry.at("align"), entry.fields.get("align", {}), known, problems)
        for name, prop in _properties(entry).items():
            if name in known:
                problems.tell(prop.mark, f"propriété « {name} » : ce nom est celui d'un préfixe ({_where(known[name][1])})",
                              f"property “{name}”: that is the name of a prefix ({_where(known[name][1])})")
            _check_align(prop.mark, prop.fields.get("align", {}), known, problems)


def _check_align(mark: Mark, align: Alignment, prefixes: Iterable[str], problems: Problems) -> None:
    for curie in (curie for curies in align.values() for curie in curies):
        prefix = curie.partition(":")[0]
        if prefix not in prefixes:
            hint_fr, hint_en = did_you_mean(prefix, prefixes)
            listed = ", ".join(sorted(prefixes))
            problems.tell(mark, f"« {curie} » : préfixe inconnu{hint_fr} ; attendu : {listed}, ou le vôtre sous « prefixes: »",
                          f"“{curie}”: unknown prefix{hint_en}; expected {listed}, or yours under “prefixes:”")


def _properties(entry: Entry) -> Mapping[str, Property]:
    found: Mapping[str, Property] = entry.fields.get("properties", {}) if entry.form == "types" else {}
    return found


def _check_properties(entries: Entries, problems: Problems) -> None:
    """A property that several types have is one property: of one kind, of one or many values, a sure key or not."""
    seen: dict[str, Property] = {}
    for name, prop in ((name, prop) for entry in entries for name, prop in _properties(entry).items()):
        first = seen.setdefault(name, prop)
        for field, neutral in (("kind", None), ("multiple", False), ("identifies", False)):
            said, now = (p.fields.get(field, neutral) for p in (first, prop))
            if said != now and None not in (said, now):
                said, now = (str(value).lower() for value in (said, now))
                place = _where(first.mark)
                problems.tell(prop.mark, f"propriété « {name} » : {field} {now}, mais {said} ({place}) ; attendu : {said}",
                              f"property “{name}”: {field} {now}, but {said} ({place}); expected {said}")
                break
