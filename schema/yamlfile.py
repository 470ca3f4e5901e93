"""A YAML file as values that know their line: read safely, bounded, without aliases, tags or duplicate keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeAlias

import yaml

from maillage.schema.problems import Mark, Problems

MAX_BYTES = 1_000_000
MAX_DEPTH = 30
# libyaml where PyYAML was built with it: the same rules, ten times faster.
_LOADER: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SCALARS: dict[str, Callable[[str], str | bool | None]] = {
    "tag:yaml.org,2002:str": str, "tag:yaml.org,2002:null": lambda _: None,
    "tag:yaml.org,2002:bool": lambda text: text.lower() in ("true", "yes", "on"),
}
# Numbers and dates are never wanted in an ontology: kept as they are spelled, like all other scalars.
_AS_TEXT = {f"tag:yaml.org,2002:{kind}" for kind in ("int", "float", "timestamp", "value")}
_KNOWN_TAGS = {*_SCALARS, *_AS_TEXT, "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}


class Value(NamedTuple):
    """A value of a YAML file and where it starts. Mappings are dicts from text to values, lists are lists of values."""

    mark: Mark
    data: Data


Data: TypeAlias = "str | bool | list[Value] | dict[str, Value] | None"


def read_yaml(path: Path, problems: Problems) -> Value | None:
    """The file's content, or None when it cannot be read at all; what is wrong is told to ``problems``."""
    text = _text(path, problems)
    if text is None:
        return None
    try:
        if not _harmless(text, path, problems):
            return None
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        _tell_syntax(error, path, problems)
        return None
    if node is None:
        problems.tell(Mark(str(path), 1), "fichier vide ; attendu : un type, une relation ou une liste des deux",
                      "empty file; expected a type, a relation or lists of them")
        return None
    return _value(node, path, problems)


def _text(path: Path, problems: Problems) -> str | None:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        problems.tell(Mark(str(path), 1), f"fichier illisible : {reason}", f"the file cannot be read: {reason}")
        return None
    if len(content) > MAX_BYTES:
        problems.tell(Mark(str(path), 1), "fichier de plus de 1 Mo ; attendu : un fichier plus court",
                      "file over 1 MB; expected a shorter one")
        return None
    try:
        return _printable(content.decode("utf-8-sig"), path, problems)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problems.tell(Mark(str(path), line), "octets qui ne sont pas de l'UTF-8 ; enregistrez le fichier en UTF-8",
                      "bytes that are not UTF-8; save the file as UTF-8")
        return None


def _printable(text: str, path: Path, problems: Problems) -> str | None:
    """The engines of PyYAML tell a control character's place differently, or not at all."""
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    if found is None:
        return text
    line, code = text.count("\n", 0, found.start()) + 1, f"U+{ord(found.group()):04X}"
    problems.tell(Mark(str(path), line), f"caractère de contrôle {code} ; effacez-le", f"control character {code}; delete it")
    return None


def _harmless(text: str, path: Path, problems: Problems) -> bool:
    """Refuses, before anything is built, aliases (a few can stand for billions of values) and endless nesting."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        mark = _mark(path, event)
        if isinstance(event, yaml.AliasEvent):
            problems.tell(mark, f"alias « *{event.anchor} » ; attendu : la valeur écrite en toutes lettres",
                          f"alias “*{event.anchor}”; expected the value written out")
            return False
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            problems.tell(mark, f"plus de {MAX_DEPTH} niveaux imbriqués", f"nested more than {MAX_DEPTH} levels deep")
            return False
    return True


def _tell_syntax(error: yaml.YAMLError, path: Path, problems: Problems) -> None:
    place = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = place.line + 1 if place is not None else 1
    reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "?"
    problems.tell(Mark(str(path), line), f"ce n'est pas du YAML valable ({reason}) ; vérifiez retraits, guillemets et « : »",
                  f"not valid YAML ({reason}); check indents, quotes and “:”")


def _value(node: yaml.Node, path: Path, problems: Problems) -> Value:
    mark = _mark(path, node)
    if node.tag not in _KNOWN_TAGS:
        tag = node.tag.replace("tag:yaml.org,2002:", "!!")
        problems.tell(mark, f"étiquette YAML « {tag} » ; attendu : une simple valeur",
                      f"YAML tag “{tag}”; expected a plain value")
    if isinstance(node, yaml.MappingNode):
        return Value(mark, _mapping(node, path, problems))
    if isinstance(node, yaml.SequenceNode):
        return Value(mark, [_value(item, path, problems) for item in node.value])
    return Value(mark, _SCALARS.get(node.tag, str)(node.value))


def _mark(path: Path, place: yaml.Node | yaml.Event) -> Mark:
    return Mark(str(path), place.start_mark.line + 1 if place.start_mark else 1)


def _mapping(node: yaml.MappingNode, path: Path, problems: Problems) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for key_node, value_node in node.value:
        mark, key = _mark(path, key_node), key_node.value
        if not isinstance(key_node, yaml.ScalarNode):
            problems.tell(mark, "clé qui n'est pas un mot", "key that is not a word")
        elif key in found:
            problems.tell(mark, f"clé « {key} » écrite deux fois (déjà ligne {found[key].mark.line})",
                          f"key “{key}” written twice (already on line {found[key].mark.line})")
        else:
            # The line of the key: that is where one looks for what is wrong with its value.
            found[key] = Value(mark, _value(value_node, path, problems).data)
    return found
