"""The command ``maillage``: one file for each group of commands, all its texts in ``words``.

Modules here import what is light; the engine, the API and the loaders are imported inside the commands that need
them, so that ``maillage --help`` and the completion of the shell answer at once.
"""

from __future__ import annotations

from maillage.cli.run import main

__all__ = ["main"]
