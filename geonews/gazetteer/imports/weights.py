"""The prominence of an imported place: a number that sorts namesakes as news means them."""

from __future__ import annotations

__all__ = ["MAX_WEIGHT", "is_live_town", "prominence"]

MAX_WEIGHT = 2**32 - 1

_GONE_TOWNS = frozenset(("PPLCH", "PPLH", "PPLQ", "PPLW"))
_GONE = _GONE_TOWNS | {"PCLH", "ADM1H", "ADM2H", "ADM3H", "ADM4H", "ADM5H", "ADMDH"}

# Of places without a figure of inhabitants, comparable with inhabitants: what has people in it
# comes before what has not, and the seat of a district before a hamlet. Most of the dump's
# streams, hills and hotels share their name with a settlement, which is what a story means.
_BY_CODE = {
    "PCLI": 1_000_000, "PCLD": 100_000, "PCLS": 100_000, "PCLF": 100_000, "PCLIX": 50_000,
    "PCL": 50_000, "TERR": 20_000, "ADM1": 50_000, "ADM2": 1_000, "ADM3": 300, "ADM4": 100,
    "ADM5": 50, "ADMD": 50, "PPLC": 100_000, "PPLG": 50_000, "PPLA": 10_000, "PPLA2": 2_000,
    "PPLA3": 600, "PPLA4": 250, "PPLA5": 150, "PPL": 120, "CONT": 10_000_000, "OCN": 5_000_000,
    "SEA": 500_000, "GULF": 50_000, "STRT": 20_000, "ISLS": 60, "ISL": 50, "RGN": 60, "MTS": 60,
    "MT": 40, "VLC": 90, "LK": 40, "STM": 30, "DSRT": 90, "AIRP": 60, "CAPE": 30, "PEN": 60,
    "PRK": 40, "MILB": 40, "NUCP": 60, "DAM": 30, "RSV": 30, "CSTL": 30, "BDG": 20,
}  # fmt: skip
_BY_CLASS = {"A": 50, "P": 60, "L": 20, "H": 15, "T": 15, "V": 10, "S": 10, "U": 8, "R": 5}


def is_live_town(feature_class: str, code: str) -> bool:
    """Tell whether people live there together: class P, without what is gone or abandoned.

    Examples
    --------
    >>> is_live_town("P", "PPLA2"), is_live_town("P", "PPLH"), is_live_town("S", "HTL")
    (True, False, False)
    """
    return feature_class == "P" and code not in _GONE_TOWNS


def prominence(feature_class: str, code: str, population: int) -> int:
    """Return the weight of a place by its inhabitants, or by what it is.

    The inhabitants, where the dump has a figure: half of them for a district or commune, so that
    its seat comes first where most of them live there, and a tenth for places that are no more.
    Else a number from a table of ours: a capital before a seat, a seat before a hamlet, a hamlet
    before a stream. Below 1,000 stands what only its neighbours know.

    Examples
    --------
    >>> prominence("P", "PPL", 5_000) > prominence("A", "ADM3", 5_400) > prominence("H", "STM", 0)
    True
    """
    if population:
        if feature_class == "A" and not code.startswith(("PCL", "ADM1", "TERR")):
            population = max(1, population // 2)
        weight = population
    else:
        weight = _BY_CODE.get(code) or _BY_CLASS.get(feature_class, 5)
    if code in _GONE:
        weight = max(1, weight // 10)
    return min(weight, MAX_WEIGHT)
