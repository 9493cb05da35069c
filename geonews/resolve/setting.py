"""The features of candidates that stay the same from pass to pass."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geonews.model import Mention
from geonews.resolve.columns import COLUMNS_OF_PLACE, FEATURES
from geonews.resolve.home import Home
from geonews.resolve.table import CHIEF, SORTS, Floats, Ints, Table

__all__ = [
    "MOST_ANCHORS",
    "Setting",
    "great_circle",
    "prior",
    "setting_of",
]

_EARTH_KM = 6371.0088
MOST_ANCHORS = 200
"""Of a long text, so many names tell where it plays."""
_BESIDE = 40
"""Characters between two names that stand beside each other, as in a list."""
_KINDS = {"": 0, "region": 1, "county": 2, "town": 3, "part": 4}
_KIND_OF_SORT = np.array([0, 1, 2, 3, 3, 3, 0, 0, 0])


@dataclass(frozen=True, slots=True)
class Setting:
    """What of a story stays the same from pass to pass.

    ``local`` are the columns that know nothing of what the others are; ``holders`` are pairs of
    (held, holding) groups, ``beside`` tells which groups stand beside each other.
    """

    table: Table
    local: Floats
    holders: tuple[tuple[int, int], ...]
    beside: npt.NDArray[np.bool_]

    @property
    def is_beside(self) -> bool:
        """Whether any groups stand beside each other."""
        return bool(self.beside.any())


def setting_of(table: Table, mentions: tuple[Mention, ...], home: Home | None) -> Setting:
    """Compute what stays the same from pass to pass."""
    group_at = {number: g for g, group in enumerate(table.groups) for number in group.mentions}
    holders = tuple(
        dict.fromkeys(
            (g, group_at[number])
            for g, group in enumerate(table.groups)
            for number in group.holders
            if group_at.get(number, g) != g
        )
    )
    local = np.concatenate(
        (
            _of_place(table),
            _of_home(table, home),
            _of_group(table, mentions, holders, home)[table.of],
        ),
        axis=1,
    )
    return Setting(table, local, holders, _beside(table, mentions, group_at))


def _of_place(table: Table) -> Floats:
    of, firsts, sort = table.of, table.firsts, table.sort
    kind = _KIND_OF_SORT[sort]
    town, in_a_region = kind == 3, table.region > 0
    named_town = town & (table.kind == 0)
    has_region = _any(table.in_region, sort == 1) & in_a_region
    has_county = _any(table.in_region, sort == 2) & in_a_region
    has_town = _any(table.in_region, named_town) & in_a_region
    # A region is named for its chief town, not for a village that happens to bear its name; which
    # of the two is meant is no matter of how many live there.
    of_region, of_town = np.zeros((2, table.in_region.max() + 1))
    of_region[table.in_region[sort == 1]] = table.weight[sort == 1]
    chief = town & (table.weight > of_region[table.in_region] - CHIEF)
    has_chief = _any(table.in_region, chief & named_town) & in_a_region
    np.maximum.at(of_town, table.in_region, np.where(chief & named_town, table.weight, 0.0))
    weight = np.where((sort == 1) & has_chief, of_town[table.in_region], table.weight)
    order = np.lexsort((-weight, of))
    rank = np.empty(len(of))
    rank[order] = np.arange(len(of)) - table.starts[of[order]]
    top = np.maximum.reduceat(weight, firsts)
    second = np.maximum.reduceat(np.where(rank > 0, weight, 1.0), firsts)
    asked = np.array([_KINDS[group.kind] for group in table.groups])[of]
    below = weight - top[of]
    every = np.arange(len(of))
    out = np.zeros((len(of), COLUMNS_OF_PLACE))
    out[:, 0] = weight / 4
    out[:, 1] = table.population / 4
    out[:, 2] = 1 / (1 + rank)
    out[:, 3] = below
    out[:, 4] = np.minimum(np.where(rank == 0, weight - second[of], below), 3.0)
    out[every, 5 + sort] = 1
    # Of provinces named for their town, news means fewer than of states that are not.
    out[(sort == 1) & has_chief, 5 + SORTS.index("region")] = 0
    out[chief & has_region & (sort != 3), 5 + SORTS.index("town")] = 0
    out[every, 5 + len(SORTS) + table.kind] = 1
    at = 5 + len(SORTS) + 6
    for n, column in enumerate(
        (
            table.exact,
            table.begins,
            table.city_region,
            (asked == kind) & (asked > 0),
            (asked != kind) & (asked > 0) & (asked < 4) & (kind > 0),
            (asked == 4) & (kind == 1),
            (asked == 4) & (kind == 3),
            chief & has_region,
            (sort == 1) & has_chief,
            town & has_county,
            (sort == 2) & has_town,
            _possible(table.region, table.in_region, len(table.groups)),
            _possible(table.country, table.in_country, len(table.groups)),
        )
    ):
        out[:, at + n] = column
    return out


def _any(pairs: Ints, true: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Tell for each row whether any row of the same pair is true."""
    found: npt.NDArray[np.bool_] = np.bincount(pairs, weights=true)[pairs] > 0
    return found


def _possible(code: Ints, pairs: Ints, groups: int) -> Floats:
    """Return the share of the other groups that have any candidate in the same area."""
    once = 1 / np.bincount(pairs)[pairs]
    others = np.bincount(code, weights=once)[code] - 1
    return np.where(code > 0, others / max(groups - 1, 1), 0.0)


def _of_home(table: Table, home: Home | None) -> Floats:
    if home is None:
        return np.zeros((len(table.of), 6))
    area = table.sort == 0
    if home.lat is None or home.lon is None:
        near = far = is_home = np.zeros(len(table.of))
    else:
        lat, lon = math.radians(home.lat), math.radians(home.lon)
        spot = (math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat))
        km = great_circle(table.xyz @ np.array(spot))
        near, far = np.where(area, 0, np.exp(-km / 30)), np.where(area, 0, np.exp(-km / 150))
        is_home = (km < 8) & (_KIND_OF_SORT[table.sort] == 3)
    region = table.region_numbers.get((home.country or "", home.admin1 or ""), -1)
    country = table.country_numbers.get(home.country or "", -1)
    same = table.country == country
    return np.stack(
        (
            near,
            far,
            table.region == region,
            same,
            ~same & ~area & (table.country > 0) & (home.country is not None),
            is_home,
        ),
        axis=1,
    ).astype(np.float64)


def _of_group(
    table: Table,
    mentions: tuple[Mention, ...],
    holders: tuple[tuple[int, int], ...],
    home: Home | None,
) -> Floats:
    held, holding = {g for g, _ in holders}, {h for _, h in holders}
    sorts = [np.maximum.reduceat(table.sort == number, table.firsts) for number in (0, 1, 2, 3)]
    sizes = np.diff(table.starts)
    company = min(math.log2(len(table.groups)), 5.0)
    here = (
        home is not None and home.lat is not None,
        home is not None and home.country is not None,
    )
    rows = []
    for g, group in enumerate(table.groups):
        first = mentions[group.mentions[0]].text
        rows.append(
            (
                math.log2(sizes[g]),
                min(math.log2(len(group.mentions)), 4.0),
                first.count(" "),
                first.isupper(),
                any(mentions[n].role == "dateline" for n in group.mentions),
                *(bool(sort[g]) for sort in sorts),
                company,
                g in held,
                g in holding,
                *here,
            )
        )
    return np.array(rows, dtype=np.float64)


def _beside(
    table: Table, mentions: tuple[Mention, ...], group_at: dict[int, int]
) -> npt.NDArray[np.bool_]:
    # Only the groups that may be anchors: the first ones of a long text.
    beside = np.zeros((len(table.groups), min(len(table.groups), MOST_ANCHORS)), dtype=np.bool_)
    for number in range(1, len(mentions)):
        if mentions[number].start - mentions[number - 1].end > _BESIDE:
            continue
        a, b = group_at.get(number - 1, -1), group_at.get(number, -1)
        if a == b or a < 0 or b < 0:
            continue
        if b < beside.shape[1]:
            beside[a, b] = True
        if a < beside.shape[1]:
            beside[b, a] = True
    return beside


def prior(setting: Setting) -> Floats:
    """Return the share of each candidate before the story is looked at: by its prominence.

    Weights in nats, from the linear model that went before the trained one.
    """
    table, local = setting.table, setting.local
    column = {name: local[:, n] for n, name in enumerate(FEATURES[: local.shape[1]])}
    worth = 5.2 * column["weight"] + 3.0 * column["is country"] + 1.5 * column["is capital"]
    worth = worth - 1.2 * (table.kind == 1) - 2.0 * (table.kind == 2)
    worth = worth + 5.0 * column["kind met"] - 3.0 * column["kind missed"]
    return shares(worth, table)


def shares(worth: Floats, table: Table) -> Floats:
    """Turn scores into shares of each group (softmax)."""
    top = np.maximum.reduceat(worth, table.firsts)[table.of]
    weight = np.exp(worth - top)
    found: Floats = weight / np.add.reduceat(weight, table.firsts)[table.of]
    return found


def great_circle(cosine: Floats) -> Floats:
    """Return the km between points on the sphere, from the cosine of their angle."""
    km: Floats = _EARTH_KM * np.arccos(np.clip(cosine, -1.0, 1.0))
    return km
