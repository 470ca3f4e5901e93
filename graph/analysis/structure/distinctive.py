"""What is said more in one group than elsewhere."""

from __future__ import annotations

import numpy as np

from maillage.graph.analysis.structure.matrix import Floats


def log_odds(counts: Floats, prior: float = 0.5) -> Floats:
    """z-scores of the log-odds of each word (column) in each group (row) against all other groups; shape of ``counts``.

    Monroe, Colaresi and Quinn, “Fightin' words” (*Political Analysis* 16, 2008), with a prior of ``prior`` for each word.
    Positive: more than elsewhere; 2 and above is more than the few mentions would give by chance.
    """
    words = counts.shape[1]
    here, all_here = counts + prior, counts.sum(axis=1, keepdims=True) + prior * words
    rest = counts.sum(axis=0, keepdims=True) - counts + prior
    all_rest = counts.sum() - counts.sum(axis=1, keepdims=True) + prior * words
    if words < 2:
        return np.zeros_like(counts)
    difference = np.log(here / (all_here - here)) - np.log(rest / (all_rest - rest))
    return np.asarray(difference / np.sqrt(1 / here + 1 / rest))
