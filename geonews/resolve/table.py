"""The candidates of a story side by side, as arrays: a row a candidate, its group's together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geonews.gazetteer import Candidate, NameKind
from geonews.model import Mention
from geonews.resolve.groups import Group
from geonews.text import fold

__all__ = ["CHIEF", "SORTS", "Floats", "Ints", "Table", "table_of"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

SORTS = ("country", "region", "county", "capital", "town", "quarter", "continent", "area", "other")
_SORT_OF = {"ADM1": 1, "ADM2": 2, "PPLC": 3, "PPLX": 5, "CONT": 6, "RGN": 7, "SPOT": 8}
_KIND_OF = {
    NameKind.NAME: 0,
    NameKind.ALTERNATE: 1,
    NameKind.FOREIGN: 2,
    NameKind.ABBREVIATION: 3,
    NameKind.ADJECTIVE: 4,
    NameKind.PEOPLE: 4,
}
_CITY_REGION_KM2 = 5_000
"""Regions up to this size that bear a city's name are the city: Moscow 2,561, Tokyo 2,194."""

CHIEF = 1.3
"""A chief town has a twentieth of its region's people at least, as powers of ten."""


@dataclass(frozen=True, slots=True)
class Table:
    """The candidates of a story.

    ``rows[n]`` is the candidate of row n; those of group g are rows ``starts[g]`` to
    ``starts[g + 1]``. ``of`` gives each row's group, ``sort`` an index into `SORTS`, ``kind`` how
    it bears the name, ``country`` and ``region`` numbers for equal ones (0: none), ``xyz`` its
    place on the unit sphere; ``in_region`` and ``in_country`` number the pairs of a row's group
    with its region or country; ``city_region`` marks regions that are one city; ``fixed`` marks the
    only place of a group that is settled already.
    """

    groups: tuple[Group, ...]
    names: tuple[str, ...]
    rows: tuple[Candidate, ...]
    starts: Ints
    of: Ints
    sort: Ints
    kind: Ints
    country: Ints
    region: Ints
    xyz: Floats
    weight: Floats
    population: Floats
    exact: Floats
    begins: Floats
    city_region: Floats
    fixed: npt.NDArray[np.bool_]
    in_region: Ints
    in_country: Ints
    region_numbers: dict[tuple[str, str], int]
    country_numbers: dict[str, int]

    @property
    def firsts(self) -> Ints:
        """The first row of each group, where a reduction over groups starts."""
        return self.starts[:-1]


def table_of(
    groups: tuple[Group, ...], mentions: tuple[Mention, ...], fixed: dict[int, Candidate]
) -> Table:
    """Lay out the candidates of all groups.

    Parameters
    ----------
    groups : tuple of Group
        Those with candidates only.
    mentions : tuple of Mention
    fixed : dict of int to Candidate
        The place of each group, by number, that is settled already.
    """
    rows: list[Candidate] = []
    starts = [0]
    whole: list[tuple[int, int, int, int, int, int, int]] = []
    real: list[tuple[float, float, float, float, bool, bool, bool]] = []
    countries: dict[str, int] = {}
    regions: dict[tuple[str, str], int] = {}
    in_region: dict[tuple[int, int], int] = {}
    in_country: dict[tuple[int, int], int] = {}
    names = tuple(fold(mentions[group.mentions[0]].text) for group in groups)
    for g, group in enumerate(groups):
        settled = fixed.get(group.number)
        name = names[g]
        longer = name + " "
        for candidate in _unique(group.candidates) if settled is None else (settled,):
            place = candidate.place
            feature, country, title = place.feature, place.country, place.name
            sort = _SORT_OF.get(feature, -1)
            if sort < 0:
                sort = {"PCL": 0, "PPL": 4}.get(feature[:3], 8)
            where = title if sort == 1 else place.admin1
            c = r = 0
            if country:
                c = countries.setdefault(country, len(countries) + 1)
                r = regions.setdefault((country, where), len(regions) + 1) if where else 0
            label = fold(title)
            rows.append(candidate)
            whole.append(
                (
                    g,
                    sort,
                    _KIND_OF.get(candidate.kind, 5),
                    c,
                    r,
                    in_country.setdefault((g, c), len(in_country)),
                    in_region.setdefault((g, r), len(in_region)),
                )
            )
            real.append(
                (
                    place.lat,
                    place.lon,
                    candidate.weight,
                    place.population or 0,
                    label == name,
                    label.startswith(longer),
                    sort == 1 and (place.area_km2 or _CITY_REGION_KM2 + 1) <= _CITY_REGION_KM2,
                )
            )
        starts.append(len(rows))
    of, sorts, kinds, in_c, in_r, pair_c, pair_r = (
        np.array(whole, dtype=np.int64).reshape(len(rows), 7).T
    )
    columns = np.array(real, dtype=np.float64).reshape(len(rows), 7).T
    lat, lon = np.radians(columns[:2])
    across = np.cos(lat)
    xyz = np.stack((across * np.cos(lon), across * np.sin(lon), np.sin(lat)), axis=1)
    weight = np.log10(columns[2] + 10)
    named_too = _named_as_its_region(sorts, kinds, in_r, pair_r, weight) & (columns[5] == 0)
    is_fixed = np.array([group.number in fixed for group in groups], dtype=np.bool_)
    return Table(
        groups=groups,
        names=names,
        rows=tuple(rows),
        starts=np.array(starts, dtype=np.int64),
        of=of,
        sort=sorts,
        kind=np.where(named_too, 0, kinds),
        country=in_c,
        region=in_r,
        xyz=xyz,
        weight=weight,
        population=np.log10(columns[3] + 10),
        exact=np.where(named_too, 1.0, columns[4]),
        begins=columns[5],
        city_region=columns[6],
        fixed=is_fixed[of] if len(groups) else np.zeros(0, dtype=np.bool_),
        in_region=pair_r,
        in_country=pair_c,
        region_numbers=regions,
        country_numbers=countries,
    )


def _named_as_its_region(
    sort: Ints, kind: Ints, region: Ints, in_region: Ints, weight: Floats
) -> npt.NDArray[np.bool_]:
    """Tell which rows are the chief town of a region and share its name in other letters.

    GeoNames writes the town of Basra "Basrah": who names the region so names the town so. "Oklahoma
    City" is told apart by its name, and is not what "Oklahoma" means.
    """
    other = ((sort == 3) | (sort == 4)) & (kind == 1) & (region > 0)
    named = (sort == 1) & (kind == 0)
    if not (other.any() and named.any()):
        return np.zeros(len(sort), dtype=np.bool_)
    of_region = np.full(in_region.max() + 1, np.inf)
    of_region[in_region[named]] = weight[named]
    found: npt.NDArray[np.bool_] = other & (weight > of_region[in_region] - CHIEF)
    return found


def _unique(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return each place once, under the best of its names."""
    if len(candidates) == 1:
        return candidates
    unique: dict[object, Candidate] = {}
    for candidate in candidates:
        place = candidate.place
        key = (place.geonames_id, place.lat, place.lon, place.feature, place.name)
        held = unique.get(key)
        if held is None or candidate.kind < held.kind:
            unique[key] = candidate
    return tuple(unique.values())
