"""The ontology as a page that people read, in Markdown, made from the YAML so that it cannot differ from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maillage.schema.definitions import Alignment, EntityType, RelationType, Texts
    from maillage.schema.model import Ontology

_WORDS: dict[str, tuple[str, str]] = {
    "intro": (
        "Ce que l'on peut dire : les types de choses, leurs propriétés, les relations qui les lient. Cette page est produite "
        "à partir de `schema/ontology/` par `python -m maillage.schema.export` ; on ne la modifie pas à la main.",
        "What may be said: the types of things, their properties, the relations between them. This page is made from "
        "`schema/ontology/` by `python -m maillage.schema.export`; it is not edited by hand.",
    ),
    "title": ("L'ontologie", "The ontology"),
    "tree": ("Les types", "The types"),
    "types": ("Chaque type", "Each type"),
    "relations": ("Les relations", "The relations"),
    "relations_head": ("relation | de → vers | se lit | dans l'autre sens | lue par l'analyse comme",
                       "relation | from → to | reads | the other way round | read by the analysis as"),
    "each": ("Chaque relation", "Each relation"),
    "qualifiers": ("Toute relation peut porter `role`, `since`, `until` et `note`.",
                   "Every relation may carry `role`, `since`, `until` and `note`."),
    "property_head": ("propriété | nom | valeur | ce qu'elle dit", "property | name | value | what it says"),
    "italics": ("En italique : les types abstraits, qui rangent les autres et qu'aucune chose ne porte seule.",
                "In italics: abstract types, which hold the others and which nothing has alone."),
    "decide": ("Deux choses de cette famille (`{0}`) qui portent le même nom sont tenues pour une seule.",
               "Two things of this family (`{0}`) with the same name are taken for one."),
    "suggest": ("Deux choses de cette famille (`{0}`) qui portent le même nom sont proposées comme doublons.",
                "Two things of this family (`{0}`) with the same name are proposed as duplicates."),
    "exact": ("Est exactement", "Is exactly"), "close": ("Proche de", "Close to"),
    "broader": ("Plus précis que", "Narrower than"),
    "many": ("plusieurs", "several"), "key": ("clé sûre", "sure key"), "symmetric": ("sans direction", "no direction"),
    "colon": (" : ", ": "),
    "string": ("texte court", "short text"), "text": ("texte", "text"), "date": ("date (EDTF)", "date (EDTF)"),
    "integer": ("nombre entier", "whole number"), "number": ("nombre", "number"), "url": ("adresse web", "web address"),
    "code": ("code", "code"),
    "cooperation": ("coopération", "cooperation"), "convergence": ("convergence", "convergence"),
    "complementarity": ("complémentarité", "complementarity"), "territory": ("territoire", "territory"),
    "hierarchy": ("hiérarchie", "hierarchy"),
    "carries": ("transmet la coopération de la personne", "carries the person's cooperation"),
}

_EXTEND: tuple[str, str] = ("""\
## L'étendre avec un fichier à soi

Un groupe de travail ajoute ses types, ses propriétés et ses relations dans un fichier YAML, sans toucher au code.
Chaque nom a un libellé et une définition en français et en anglais. `extends` ajoute à ce qui existe.

```yaml
{0}```

On le vérifie par `maillage ontology check notre-fichier.yaml` (chaque erreur est dite avec sa ligne), on s'en sert en
donnant son chemin au réglage `MAILLAGE_ONTOLOGY`.
""", """\
## Extending it with a file of one's own

A working group adds types, properties and relations in a YAML file, without touching the code.
Every name has a label and a definition in French and in English. `extends` adds to what is there.

```yaml
{0}```

`maillage ontology check our-file.yaml` checks it (each error is told with its line); the setting `MAILLAGE_ONTOLOGY`,
given its path, puts it to use.
""")

EXAMPLE = """\
prefixes:
  ex: https://example.org/terms#
types:
  - name: NeighbourhoodHouse
    parent: Association
    label: {fr: maison de quartier, en: neighbourhood house}
    plural: {fr: maisons de quartier, en: neighbourhood houses}
    definition:
      fr: Un lieu ouvert aux habitants d'un quartier et géré avec eux.
      en: A place open to the inhabitants of a neighbourhood and run with them.
    align: {close: [ex:CommunityCentre]}
    properties:
      opening_hours:
        kind: string
        label: {fr: horaires, en: opening hours}
        definition: {fr: Les heures auxquelles la maison est ouverte., en: The hours when the house is open.}
  - extends: Territory
    properties:
      priority_area:
        kind: code
        identifies: true
        label: {fr: code de quartier prioritaire, en: priority area code}
        definition: {fr: Le code du quartier prioritaire., en: The code of the priority area.}
relations:
  - name: MENTORS
    pairs: [[Actor, CitizenInitiative]]
    reading: cooperation
    label: {fr: accompagne, en: mentors}
    inverse: {fr: est accompagnée par, en: is mentored by}
    sentence: {fr: "{subject} accompagne {object}", en: "{subject} mentors {object}"}
    definition:
      fr: L'acteur conseille l'initiative sans la conduire.
      en: The actor advises the initiative without leading it.
  - extends: HOLDS
    pairs: [[Practice, Competence]]
"""


def page(ontology: Ontology, lang: str) -> str:
    """Markdown: the tree, each type with its properties, the relations, how to extend it. French where ``lang`` lacks."""
    lines = [
        f"# {_say('title', lang)}", "", _say("intro", lang), "", f"## {_say('tree', lang)}", "", *_tree(ontology, lang), "",
        _say("italics", lang), "", f"## {_say('types', lang)}", "",
    ]
    for type_ in ontology.types.values():
        lines += _type(type_, lang)
    lines += [f"## {_say('relations', lang)}", "", *_relations(ontology.relations.values(), lang), "",
              _say("qualifiers", lang), "", f"## {_say('each', lang)}", ""]
    for relation in ontology.relations.values():
        lines += _relation(relation, lang)
    return "\n".join(lines) + _EXTEND[lang == "en"].format(EXAMPLE)


def _say(key: str, lang: str) -> str:
    return _WORDS[key][lang == "en"]


def _in(texts: Texts, lang: str) -> str:
    return texts.get(lang, texts["fr"])


def _table(head: str, rows: Iterable[Iterable[str]]) -> list[str]:
    written = (" | ".join(cell.replace("|", "&#124;") for cell in row) for row in rows)
    return [f"| {head} |", "|" + " --- |" * (head.count("|") + 1), *(f"| {row} |" for row in written)]


def _tree(ontology: Ontology, lang: str) -> Iterator[str]:
    for name, type_ in ontology.types.items():
        label = f"{_in(type_.label, lang)} ([{name}](#{name.lower()}))"
        yield f"{'  ' * (len(ontology.ancestors(name)) - 1)}- {f'*{label}*' if type_.abstract else label}"


def _type(type_: EntityType, lang: str) -> Iterator[str]:
    yield from (f"### {type_.name}", "")
    yield from (f"**{_in(type_.label, lang)}** ({_in(type_.plural, lang)}). {_in(type_.definition, lang)}", "")
    if type_.family and type_.same_name and not type_.abstract:
        yield from (_say(type_.same_name, lang).format(type_.family), "")
    yield from _align(type_.align, lang)
    if type_.properties:
        rows = [(f"`{p.name}`", _in(p.label, lang), _kind(p.kind, p.multiple, p.identifies, lang), _in(p.definition, lang))
                for p in type_.properties.values()]
        yield from (*_table(_say("property_head", lang), rows), "")


def _kind(kind: str, multiple: bool, identifies: bool, lang: str) -> str:
    more = [_say("many", lang)] * multiple + [_say("key", lang)] * identifies
    return ", ".join([_say(kind, lang), *more])


def _align(align: Alignment, lang: str) -> Iterator[str]:
    said = [f"{_say(key, lang)}{_say('colon', lang)}{', '.join(f'`{c}`' for c in curies)}."
            for key, curies in align.items() if curies]
    if said:
        yield from (" ".join(said), "")


def _relations(relations: Iterable[RelationType], lang: str) -> list[str]:
    return _table(_say("relations_head", lang), (
        (f"`{r.name}`", _ends(r, lang), _in(r.label, lang), _in(r.inverse, lang), _say(r.reading, lang) if r.reading else "")
        for r in relations))


def _ends(relation: RelationType, lang: str) -> str:
    arrow = "–" if relation.symmetric else "→"
    shown = ", ".join(f"{a} {arrow} {b}" for a, b in relation.pairs)
    return f"{shown} ({_say('symmetric', lang)})" if relation.symmetric else shown


def _relation(relation: RelationType, lang: str) -> Iterator[str]:
    sentence = _in(relation.sentence, lang).replace("{subject}", "A").replace("{object}", "B")
    yield from (f"### {relation.name}", "", f"**{sentence}.** {_in(relation.definition, lang)}", "")
    yield from _align(relation.align, lang)
