"""``python -m maillage.loaders.decidim ADDRESS FILE``: records an installation's proposals in a file to load."""

from __future__ import annotations

import sys
from pathlib import Path

from maillage.errors import MaillageError
from maillage.loaders.decidim.download import download


def main(arguments: list[str]) -> int:
    """The exit code: 0, 1 where the installation does not answer, 2 where the call is wrong."""
    if len(arguments) != 2:
        sys.stderr.write("python -m maillage.loaders.decidim https://… propositions.jsonl\n")
        return 2
    try:
        count = download(arguments[0], Path(arguments[1]), progress=lambda n: sys.stderr.write(f"\r{n} propositions"))
    except MaillageError as error:
        sys.stderr.write(f"\n{error.message('fr')}\n{error.message('en')}\n")
        return error.exit_code
    sys.stderr.write(f"\r{count} propositions : {arguments[1]}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
