"""Why a load was slower than was aimed at, in words made of what was measured."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from benchmarks.engines import Site
from benchmarks.report import rounded
from benchmarks.watch import Cost

# The share of the bare driver's rate that is aimed at.
ON_A_SERVER, EMBEDDED = 0.8, 1.0


def goal(site: Site) -> float:
    """What a load should reach of the bare driver's rate on this engine."""
    return EMBEDDED if site.password is None else ON_A_SERVER


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of each number."""
    def of(name: str) -> float:
        return float(statistics.median(getattr(told, name) for told in costs))

    return Cost(of("seconds"), of("client_cpu"), of("engine_cpu"), round(of("engine_written")), round(of("statements")))


def why(engine: str, ours: Cost, bare: Cost, wanted: float) -> str:
    """Where the time goes that ``ours`` takes above ``bare``, when it did not reach ``wanted`` times its rate."""
    return " ".join((_missed(engine, ours, bare, wanted), _program(ours, bare), _engine(ours, bare),
                     "Fonction par fonction : « Où va le temps d'un chargement »."))


def _missed(engine: str, ours: Cost, bare: Cost, wanted: float) -> str:
    return (f"**{engine} : but manqué**, {rounded(bare.seconds / ours.seconds)} au lieu de {rounded(wanted, 1)} : "
            f"{rounded(ours.seconds)} s, il en faudrait {rounded(bare.seconds / wanted)} au plus.")


def _program(ours: Cost, bare: Cost) -> str:
    more, own = ours.seconds - bare.seconds, ours.client_cpu - bare.client_cpu
    waited = (f"et {rounded(more - own)} s de l'attente du moteur." if more > own else
              f"quoique l'attente du moteur y soit de {rounded(own - more)} s plus courte.")
    return (f"Des {rounded(more)} s de plus que le pilote nu, {rounded(own)} s sont du travail du programme (lire le fichier, "
            "contrôler, hacher, plier, ranger en colonnes : le pilote nu reçoit tout prêt) "
            f"{waited}")


def _engine(ours: Cost, bare: Cost) -> str:
    more = ours.engine_cpu - bare.engine_cpu
    amount = f"{rounded(abs(more))} s de processeur de {'plus' if more > 0 else 'moins'}"
    return (f"Le moteur y prend {amount} ({rounded(ours.engine_cpu)}, contre {rounded(bare.engine_cpu)}) : "
            f"{ours.statements} requêtes, contre {bare.statements}, dont ce que le pli et les règles relisent.")
