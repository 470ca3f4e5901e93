"""The two-mode network of voters and projects as arrays, for analysis only: nothing of it enters a store."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from maillage.loaders.pabulib.budget import choices
from maillage.loaders.pabulib.sections import PROJECTS, VOTES, rows


class Ballots(NamedTuple):
    """Who chose what. ``voter`` and ``project``, both of shape (choices,), are positions in ``voters`` and ``projects``;
    ``points``, of the same shape, what the ballot gives the project: 1 where it gives no points.
    """

    voters: tuple[str, ...]
    projects: tuple[str, ...]
    voter: NDArray[np.int32]
    project: NDArray[np.int32]
    points: NDArray[np.float64]


def ballots(path: Path) -> Ballots:
    """All choices of one ``.pb`` file, for projects that it lists. Raises SourceError where the file is cut.

    Arrays grow with the choices: 16 bytes each, and the voters' ids.
    """
    voters: list[str] = []
    projects: dict[str, int] = {}
    chosen: list[tuple[int, int, float]] = []
    for row in rows(path):
        if row.section == PROJECTS:
            projects.setdefault(row.cells.get("project_id", ""), len(projects))
        elif row.section == VOTES:
            voters.append(row.cells.get("voter_id", ""))
            given = _points(row.cells.get("points", ""))
            for rank, own in enumerate(choices(row.cells)):
                if own in projects:
                    chosen.append((len(voters) - 1, projects[own], given[rank] if rank < len(given) else 1.0))
    voter, project, points = zip(*chosen, strict=True) if chosen else ((), (), ())
    return Ballots(
        tuple(voters), tuple(projects), np.array(voter, np.int32), np.array(project, np.int32), np.array(points, np.float64)
    )


def _points(cell: str) -> list[float]:
    """Points in the order of the choices; what is no number counts as 1."""
    try:
        return [float(part) for part in cell.split(",") if part.strip()]
    except ValueError:
        return []
