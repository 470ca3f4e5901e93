"""Tables without a mapping: their headings are read as French and English speakers would.

A table of entities has a column that names the thing of each row; columns such as « Partenaires », « Ville », « Thèmes » link
it to others. A table of links has two columns for the ends. What no word is known for is kept as notes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping as Map, Sequence
from functools import cache
from os.path import commonprefix
from pathlib import Path

from maillage.errors import SourceError
from maillage.loaders import limits
from maillage.loaders.clean import BadCell, name, shown
from maillage.loaders.format import Request
from maillage.loaders.table.entity import NOTHING
from maillage.loaders.table.mapping import EntityRule, LinkRule, Mapping, TableRule, Value
from maillage.loaders.table.rows import Table
from maillage.loaders.table.sheet import Sheet
from maillage.loaders.table.terms import fold, types, words
from maillage.schema.ids import entity_id, slug
from maillage.schema.model import Ontology
from maillage.schema.source import Refused, Source

DEFAULT = "Organization"
SPLIT = (";", "|", "\n")
