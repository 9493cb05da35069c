"""Which of its candidates each name means: a story's candidates ranked, and how sure that is."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from geonews.gazetteer import Candidate, NameKind, great_circle_km
from geonews.model import Mention, Place
from geonews.resolve.columns import FEATURES, THEMES
from geonews.resolve.groups import Group
from geonews.resolve.home import Home
from geonews.resolve.ranker import Ranker, Ranking
from geonews.resolve.setting import Setting, setting_of
from geonews.resolve.table import table_of

__all__ = ["Scene", "Scored", "scene_of", "told_by", "told_of"]

_COLUMN = {name: n for n, name in enumerate(FEATURES)}
_COMPANY = [_COLUMN[name] for name in ("held", "near 30", "beside near")]
_BY_THEME = np.zeros((len(THEMES), len(FEATURES)))
for _n, _columns in enumerate(THEMES.values()):
    _BY_THEME[_n, _columns] = 1.0
_AROUND_KM = 100.0
"""Candidates this near are as good as right where a map is drawn."""
_NOTHING = 1e-3
_MOST = 12
"""Candidates of a group that anything is asked about."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its score in nats, its share of the probability, and its row."""

    candidate: Candidate
    total: float
    share: float
    row: int


@dataclass(frozen=True, slots=True)
class Scene:
    """A story's candidates, ranked.

    ``at`` is the place of each group in the table by its number; groups without candidates are in
    none.
    """

    ranker: Ranker
    setting: Setting
    ranking: Ranking
    home: Home | None
    at: dict[int, int]

    def scored(self, group: Group) -> tuple[Scored, ...]:
        """Return the likeliest candidates of a group, best first, with their probabilities."""
        g = self.at.get(group.number)
        if g is None:
            return ()
        table, ranking = self.setting.table, self.ranking
        first, last = int(table.starts[g]), int(table.starts[g + 1])
        scores = ranking.score[first:last].tolist()
        rows = table.rows

        def order(n: int) -> tuple[float, int, int]:
            candidate = rows[first + n]
            return -scores[n], -candidate.weight, candidate.place.geonames_id or 0

        best = sorted(range(last - first), key=order)[:_MOST]
        shares = ranking.share
        return tuple(
            Scored(rows[first + n], scores[n], float(shares[first + n]), first + n) for n in best
        )

    def size(self, group: Group) -> int:
        """Return how many candidates a group has."""
        g = self.at.get(group.number)
        return (
            0 if g is None else int(self.setting.table.starts[g + 1] - self.setting.table.starts[g])
        )

    def none(self, group: Group) -> float:
        """Return the probability that no candidate of a group is the place meant."""
        return float(self.ranking.none[self.at[group.number]]) if group.number in self.at else 1.0

    def best_of(self, mention: int) -> Place | None:
        """Return the likeliest place of the group a mention belongs to."""
        for group in self.setting.table.groups:
            if mention in group.mentions:
                return self.scored(group)[0].candidate.place
        return None

    def gains(self, pairs: list[tuple[int, int]]) -> list[dict[str, float]]:
        """Return what set one row apart from another, by theme.

        That is by how much the score of the first falls where its features of a theme are those of
        the second.

        Parameters
        ----------
        pairs : list of (int, int)
            Rows of the table.
        """
        if not pairs:
            return []
        rows = self.ranking.rows
        ones, others = (np.array(side) for side in zip(*pairs, strict=True))
        # What changes from one to the other, a theme at a time: rows are (theme, pair).
        steps = (rows[others] - rows[ones]) * _BY_THEME[:, None, :]
        changed = (rows[ones] + steps).reshape(-1, rows.shape[1])
        lost = self.ranking.score[ones] - self.ranker.score(changed).reshape(len(THEMES), -1)
        return [dict(zip(THEMES, row, strict=True)) for row in lost.T.tolist()]

    def feature(self, row: int, name: str) -> float:
        """Return a feature of a row."""
        return float(self.ranking.rows[row, _COLUMN[name]])


def scene_of(
    groups: tuple[Group, ...],
    mentions: tuple[Mention, ...],
    fixed: dict[int, Candidate],
    home: Home | None,
    ranker: Ranker,
) -> Scene | None:
    """Rank all candidates of a story in the light of each other.

    Parameters
    ----------
    groups : tuple of Group
    mentions : tuple of Mention
    fixed : dict of int to Candidate
        The place of groups, by number, that are settled already.
    home : Home or None
    ranker : Ranker

    Returns
    -------
    Scene or None
        None where no group has a candidate.
    """
    known = tuple(group for group in groups if group.candidates or group.number in fixed)
    if not known:
        return None
    setting = setting_of(table_of(known, mentions, fixed), mentions, home)
    at = {group.number: g for g, group in enumerate(known)}
    return Scene(ranker, setting, ranker.rank(setting), home, at)


def told_by(mention: Mention) -> tuple[float, float]:
    """Return those values of `geonews.resolve.ranker.TRUST` that a mention brings with it."""
    return _logit(mention.confidence), float(mention.kind == "demonym")


def told_of(scene: Scene, scored: tuple[Scored, ...]) -> tuple[float, ...]:
    """Return the other values of `geonews.resolve.ranker.TRUST`, the same for a whole group.

    Parameters
    ----------
    scene : Scene
    scored : tuple of Scored
        The candidates of the group, best first.
    """
    best = scored[0]
    place = best.candidate.place
    around = exact = best.share
    for other in scored[1:]:
        if other.share < _NOTHING:
            break
        there = other.candidate.place
        if great_circle_km(place.lat, place.lon, there.lat, there.lon) < _AROUND_KM:
            around += other.share
            exact += other.share * _is_same_city(best, other, scene)
    rows = scene.ranking.rows
    return (
        _logit(exact),
        _logit(around),
        float(place.is_country),
        float(rows[best.row, _COMPANY].max()),
        float(len(scored) == 1),
        float(best.candidate.kind is not NameKind.NAME),
    )


def _is_same_city(one: Scored, other: Scored, scene: Scene) -> bool:
    """Tell whether two candidates are a city and the region that is that city, such as Moscow."""
    region, town = sorted((one, other), key=lambda s: s.candidate.place.feature != "ADM1")
    return (
        scene.feature(region.row, "city region") > 0
        and town.candidate.place.feature.startswith("PPL")
        and bool(scene.setting.table.region[region.row] == scene.setting.table.region[town.row])
    )


def _logit(share: float) -> float:
    kept = min(max(share, 1e-3), 1 - 1e-3)
    return math.log(kept / (1 - kept))
