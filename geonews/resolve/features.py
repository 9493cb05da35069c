"""What speaks for each candidate: a column a feature, for all candidates of a story at once.

The cheap features that carry disambiguation in published ablations: agreement of region and
country with the other names, distance to them, how ambiguous the name is, the words beside it.
What the others are is not known yet: they count by the share each of their candidates has.
"""

from __future__ import annotations

import numpy as np

from geonews.resolve.columns import FEATURES
from geonews.resolve.setting import MOST_ANCHORS, Setting, great_circle
from geonews.resolve.table import Floats, Ints, Table

__all__ = ["features"]

_BLOCK = 4096
_HOME, _ABROAD = FEATURES.index("home 150"), FEATURES.index("abroad")
_AT_HOME = 0.135
"""The feature of home of what is 300 km from it."""
_COUNTY_KM = 80.0
"""A town this near to the middle of a county of its state may lie in it."""


def features(setting: Setting, share: Floats) -> Floats:
    """Return all columns, in the order of `FEATURES`, a row a candidate.

    Parameters
    ----------
    setting : Setting
    share : ndarray of float, shape (rows,)
        How likely each candidate is, by what is known so far.
    """
    table = setting.table
    count = max(len(table.groups) - 1, 1)
    country, region, sort = table.country, table.region, table.sort
    is_country, is_region = sort == 0, sort == 1
    local = ~is_country & (sort != 6)
    lesser = local & ~is_region
    countries = _others(country, table.in_country, share * is_country)
    regions = _others(region, table.in_region, share * is_region)
    in_region = _others(region, table.in_region, share * lesser)
    in_country = _others(country, table.in_country, share * local)
    inside = np.where(is_country, in_country, np.where(is_region, in_region, 0.0))
    in_region, in_country = in_region * lesser, in_country * local
    first = setting.local.shape[1]
    out = np.empty((len(share), len(FEATURES)))
    out[:, :first] = setting.local
    for n, column in enumerate(
        (
            np.log(share + 1e-3) / 3,
            np.minimum(countries, 1.0) * local,
            np.minimum(regions, 1.0) * lesser,
            np.log1p(in_region),
            in_region / count,
            np.log1p(in_country),
            in_country / count,
            np.log1p(inside),
            inside / count,
        )
    ):
        out[:, first + n] = column
    _put_distances(setting, share, out[:, first + 9 : first + 18])
    _put_containment(setting, share, out[:, first + 18 : first + 21])
    _put_home(setting, share, out[:, first + 21 :])
    return out


def _others(code: Ints, pairs: Ints, worth: Floats) -> Floats:
    """Sum by area what the other groups have there."""
    own = np.bincount(pairs, weights=worth)[pairs]
    whole = np.bincount(code, weights=worth)[code]
    return np.where(code > 0, np.maximum(whole - own, 0.0), 0.0)


def _put_distances(setting: Setting, share: Floats, out: Floats) -> None:
    """Write how near each row is to the likeliest place of each other group."""
    table = setting.table
    order = np.lexsort((-share, table.of))
    anchors = order[table.firsts][:MOST_ANCHORS]
    sort = table.sort[anchors]
    worth = share[anchors]
    is_spot = (sort > 1) & (sort != 6)
    spots = np.where(is_spot, worth, 0.0)
    groups = np.arange(len(anchors))
    region, country = table.region[anchors], table.country[anchors]
    for first in range(0, len(table.of), _BLOCK):
        rows = slice(first, first + _BLOCK)
        of, to = table.of[rows], out[rows]
        km = great_circle(table.xyz[rows] @ table.xyz[anchors].T)
        mine = spots * (of[:, None] != groups)
        total = np.maximum(mine.sum(axis=1), 1e-9)
        # exp(-km / 300) to its powers is cheaper than as many exponentials.
        by_300 = np.exp(km / -300)
        by_100 = by_300 * by_300 * by_300
        by_30 = by_100 * by_100 * by_100 * by_300
        beside = setting.beside[of] * worth
        to[:, 0] = (mine * by_30).max(axis=1)
        to[:, 1] = (mine * by_300).max(axis=1)
        to[:, 2] = (mine * (km < 50)).sum(axis=1) / total
        to[:, 3] = (mine * (km < 150)).sum(axis=1) / total
        nearest = np.where(mine > 0.3, km, 20_000.0).min(axis=1)
        to[:, 4] = np.log10(nearest + 10) / 4
        to[:, 5] = np.log1p((mine * by_100).sum(axis=1))
        if not setting.is_beside:
            to[:, 6:] = 0.0
            continue
        to[:, 6] = (beside * by_300 * is_spot).max(axis=1)
        near = table.region[rows, None]
        to[:, 7] = (beside * ((near == region) & (near > 0))).max(axis=1)
        near = table.country[rows, None]
        to[:, 8] = (beside * ((near == country) & (near > 0))).max(axis=1)
    # The point of a country or continent is near nothing.
    out[(table.sort == 0) | (table.sort == 6), :7] = 0.0


def _put_containment(setting: Setting, share: Floats, out: Floats) -> None:
    """Write how likely each row lies in what is said to hold it, may at all, and holds its own."""
    table = setting.table
    out[:] = 0.0
    said = np.ones(len(table.of))
    for inner, outer in setting.holders:
        i = slice(table.starts[inner], table.starts[inner + 1])
        o = slice(table.starts[outer], table.starts[outer + 1])
        contains = _contains(table, i, o)
        # "Rome, Georgia" is said of a Georgia that has a Rome, however famed the other one is.
        holding = _whole(share[o] * contains.any(axis=0))
        out[i, 0] = np.maximum(out[i, 0], contains @ holding)
        out[i, 1] = np.maximum(out[i, 1], contains.max(axis=1))
        out[o, 2] += _whole(share[i] * contains.any(axis=1)) @ contains
        said[o] += 1
    out[:, 2] /= np.maximum(said - 1, 1)


def _whole(share: Floats) -> Floats:
    """Return shares that add up to one, or to nothing where there are none."""
    total = share.sum()
    return share / total if total > 0 else share


def _put_home(setting: Setting, share: Floats, out: Floats) -> None:
    """Write whether the other names are of home: a local paper has world news too."""
    table, near = setting.table, setting.local[:, _HOME]
    count = max(len(table.groups) - 1, 1)
    at_home = (near > _AT_HOME).astype(np.float64)
    for n, here in enumerate((at_home, setting.local[:, _ABROAD])):
        of_groups = np.add.reduceat(share * here, table.firsts)
        out[:, n] = (of_groups.sum() - of_groups[table.of]) / count
    out[:, 2] = near * out[:, 0]
    out[:, 3] = near * out[:, 1]


def _contains(table: Table, i: slice, o: slice) -> Floats:
    """Tell which rows of ``o`` hold which of ``i``: 1 where they do."""
    sort_i, sort_o = table.sort[i, None], table.sort[o]
    same_country = (table.country[i, None] == table.country[o]) & (table.country[o] > 0)
    same_region = (table.region[i, None] == table.region[o]) & (table.region[o] > 0)
    near = great_circle(table.xyz[i] @ table.xyz[o].T) < _COUNTY_KM
    found = (sort_o == 0) & (sort_i != 0) & same_country
    found |= (sort_o == 1) & (sort_i > 1) & same_region
    found |= (sort_o == 2) & (sort_i > 2) & same_region & near
    inside: Floats = found.astype(np.float64)
    return inside
