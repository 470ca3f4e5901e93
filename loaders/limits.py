"""How much is too much: every limit of reading files, in one place. Beyond each stands a sentence, never a crash."""

from __future__ import annotations

# Files
FILES = 10_000  # files of one folder
TITLE = 300  # characters of what a file calls itself
SAMPLE = 256_000  # bytes looked at to recognise a file, its encoding and its delimiter
JSON_LINE = 16_000_000  # characters of one line of a backup

# Tables. A CSV may be of any length: it is never in memory as a whole.
COLUMNS = 1_000  # columns with a heading
HEADING = 300  # characters of one heading; a longer one is cut
CELL = 1_000_000  # characters of one cell
NAME = 10_000  # characters of one name
RECORD = 8_000_000  # characters of one row of a CSV, line ends within its cells included
LONE_QUOTES = 1_000  # quotes never closed that are told and repaired in one file
HEADING_SEARCH = 20  # first rows among which the headings stand

# Workbooks (XLSX, ODS) are zip archives: their sizes are checked before anything of them is parsed.
MEMBERS = 20_000  # files in the archive
UNZIPPED = 2_000_000_000  # bytes of all of them, unpacked
REPAIRED = 64_000_000  # bytes of an archive, packed and unpacked, that is put together again where its directory is lost
RATIO = 200  # bytes unpacked for each byte packed …
RATIO_FROM = 10_000_000  # … told only from this unpacked size on: small files of zeros harm nobody
SHARED_TEXTS = 200_000_000  # bytes of the one part of an XLSX that must be held in memory: its table of texts
ELEMENT = 64_000_000  # bytes of XML of one row
CHECKED = 20_000_000  # bytes of a sheet that is read once before, to find what is broken in it
SHEET_ROWS = 1_048_576  # rows of a sheet: as many as the format has
MERGED = 100_000  # merged ranges of one sheet

REFUSED = 10_000  # characters of what a refusal shows of what is left out

# What is remembered so as not to say it twice: a bound for memory, no limit on what is read.
REMEMBERED = 300_000  # cells, or a few of them together
REMEMBERED_SIGNS = 300  # characters of each: rows with long texts are hardly ever said twice
KNOWN = 500_000  # ids of a table of entities that a table of links beside it is compared with; pairs of a part and its whole

CIRCLE = 1_000  # things that a circle of parts and wholes is looked for among
SHOWN_CIRCLE = 12  # things of a circle that are named

# Networks
NODES = 200_000  # nodes that a file declares without listing them …
NUMBERED = 100_000_000  # … and all that it declares
WAITING = 1_000_000  # edges that came before the nodes they join
XML_DEPTH = 50  # elements within one another
XML_TEXT = 16_000_000  # bytes of one element with its attributes and what stands in it
JSON_FILE = 25_000_000  # bytes of a JSON document, in memory as a whole: reading it takes up to 24 times as much, 600 MB
JSON_DEPTH = 200  # lists and objects within one another

# Maps drawn by hand
DRAWING = 25_000_000  # bytes of one map, unpacked: it is in memory as a whole, as a JSON document is
