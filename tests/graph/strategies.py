"""Random claims and decisions about a handful of ids, so that they meet: same links, merges, contested values."""

from __future__ import annotations

from hypothesis import strategies as st

from maillage.schema.claim import Claim
from maillage.schema.decision import Decision, about_pair

IDS = [f"{space}:{key}" for space in ("a", "b") for key in ("un", "deux", "trois", "quatre")]
TYPES = ["Association", "Institution", "Event", "Programme", "Theme", "Territory"]
NAMES = ["Réseau Exemple", "Collectif Fictif", "L'Exemple", "Journée d'exemple"]
TIMES = [f"2026-01-0{day}T00:00:00.000Z" for day in range(1, 6)]
IMPORTS = [None, "imp-un", "imp-deux"]

_evidence = {
    "source": st.sampled_from(["s1", "s2"]),
    "locator": st.sampled_from(["ligne 2", "ligne 10", "page 1"]),
    "recorded_at": st.sampled_from(TIMES),
    "confidence": st.sampled_from([0.25, 0.5, 1.0]),
    "status": st.sampled_from(["accepted", "accepted", "accepted", "proposed"]),
    "import_id": st.sampled_from(IMPORTS),
}
_ids: st.SearchStrategy[str | None] = st.sampled_from(IDS)


def _claims(**said: st.SearchStrategy[str | None]) -> st.SearchStrategy[Claim]:
    return st.fixed_dictionaries({"subject": _ids, **said, **_evidence}).map(lambda fields: Claim(**fields))  # type: ignore[arg-type]


_types = _claims(predicate=st.just("type"), value=st.sampled_from(TYPES))
_names = _claims(predicate=st.just("name"), value=st.sampled_from(NAMES))
_starts = _claims(predicate=st.just("start"), value=st.sampled_from(["2018", "2018-03", "2019"]))
_tags = _claims(predicate=st.just("tags"), value=st.sampled_from(["x", "y"]))
_links = _claims(predicate=st.sampled_from(["PARTNER_IN", "COOPERATES_WITH", "RELATED_TO"]), object=_ids,
                 role=st.sampled_from([None, "pilote"]), since=st.sampled_from([None, "2018"]))
claims = st.lists(st.one_of(_types, _types, _names, _starts, _tags, _links, _links, _links), max_size=25)


def _verdict(kind: str, claim: Claim, author: str, at: str, undone: str | None) -> Decision:
    return Decision(kind, claim.id, author=author, recorded_at=at, undone_at=undone)  # type: ignore[arg-type]


@st.composite
def decisions(draw: st.DrawFn, about: list[Claim]) -> list[Decision]:
    """Verdicts on some of ``about`` and on pairs of ids, some undone, by people and by a rule."""
    authors = st.sampled_from(["anne", "rule:same-name"])
    undone = st.sampled_from([None, None, None, TIMES[-1]])
    made: list[Decision] = []
    for _ in range(draw(st.integers(0, 4))):
        one, other = draw(st.lists(_ids, min_size=2, max_size=2, unique=True))
        kind = draw(st.sampled_from(["same", "same", "not_same", "maybe_same"]))
        made.append(about_pair(kind, one, other, author=draw(authors), recorded_at=draw(st.sampled_from(TIMES)),  # type: ignore[arg-type]
                               undone_at=draw(undone), import_id=draw(st.sampled_from(IMPORTS))))
    made += [_verdict(draw(st.sampled_from(["accept", "reject", "contest"])), draw(st.sampled_from(about)),
                      draw(authors), draw(st.sampled_from(TIMES)), draw(undone))
             for _ in range(draw(st.integers(0, 3)) if about else 0)]
    return list({decision.id: decision for decision in made}.values())
