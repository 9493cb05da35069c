"""The units of area that news uses: how large each is, how it is spelt, where it is defined."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from geonews.measure.patterns import compiled
from geonews.units import UNIT_KM2

__all__ = ["UNITS", "UNIT_PATTERN", "UNIT_PATTERN_COMMA", "Unit", "unit_of"]


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of area.

    Attributes
    ----------
    code : str
        The name figures carry in ``Figure.unit``.
    low_km2, high_km2 : float
        What one unit is, in km2. They differ only where the word names two things.
    spelling : str
        A regular expression of its spellings, in small letters.
    source : str
        Where the size is defined.
    elsewhere : str
        A regular expression of its spellings in other languages, in small letters; or empty.
    """

    code: str
    low_km2: float
    high_km2: float
    spelling: str
    source: str
    elsewhere: str = ""


_GAP = r"(?:[-‐‑]?[^\S\n]|[-‐‑]|[^\S\n]?\n)"
_SQUARE = rf"(?:square{_GAP}|sq(?:\.{_GAP}?|{_GAP})?)"
# "5 km sq", but "5m sq ft" is five million square feet.
_SQUARED = rf"[^\S\n](?:squared|sq(?:\.|(?!\w))(?!{_GAP}?(?:f(?:ee|oo)?t|k?m|kilom|met|mi|n)))"
_TWO = r"(?:²|\^?2)"
# An American football field with end zones, 120 yd x 160 ft.
_FIELD_KM2 = 120 * 3 * 160 * UNIT_KM2["ft2"]


def _exact(code: str, km2: float, spelling: str, source: str, elsewhere: str = "") -> Unit:
    return Unit(code, km2, km2, spelling, source, elsewhere)


UNITS = (
    _exact(
        "km2",
        UNIT_KM2["km2"],
        rf"{_SQUARE}(?:kilo{_GAP}?met(?:re|er)s?|kms?|klms?)"
        rf"|(?:kilomet(?:re|er)s?|kms?){_SQUARED}|kms?{_TWO}|㎢",
        "SI",
        r"quadratkilometern?|qkm|kilom[èe]tres?[^\S\n]carr[ée]s?|kil[óo]metros?[^\S\n]cuadrados?"
        r"|chilometr[oi][^\S\n]quadrat[oi]|quil[ôo]metros?[^\S\n]quadrados?"
        r"|vierkante[^\S\n]kilometer|kilometr\w{0,3}[^\S\n]kwadratow\w{1,3}"
        r"|квадратн\w{2,3}[^\S\n](?:кило|кіло)метр\w{0,3}|кв\.?[^\S\n]?км|км(?:²|2)",
    ),
    _exact(
        "nmi2",
        UNIT_KM2["nmi2"],
        rf"{_SQUARE}(?:(?:nautical|sea){_GAP}(?:miles?|mi)|nmi|nm)"
        rf"|nautical{_GAP}{_SQUARE}miles?|nmi{_TWO}",
        "international nautical mile of 1,852 m (1929)",
    ),
    _exact(
        "mi2",
        UNIT_KM2["mi2"],
        rf"{_SQUARE}(?:statute{_GAP})?(?:miles?|mi)|miles?{_SQUARED}|mi(?:les?)?{_TWO}",
        "international mile of 1,609.344 m (1959)",
    ),
    _exact(
        "ha",
        UNIT_KM2["ha"],
        r"hect(?:are|ar|or)s?|ha",
        "10,000 m2",
        r"hektar\w{0,3}|hect[áa]reas?|ettar[oi]|гектар\w{0,3}|га",
    ),
    _exact(
        "acre",
        UNIT_KM2["acre"],
        # An acre-foot is a volume of water.
        # "ac" only as an abbreviation with its full stop, or at the end of brackets.
        rf"acres?(?!{_GAP}?(?:f(?:ee|oo)t|ft|inch))|ac(?![^.)])",
        "international acre of 4,840 square yards (1959); the US survey acre is 4 ppm larger",
    ),
    _exact(
        "m2",
        UNIT_KM2["m2"],
        rf"{_SQUARE}(?:met(?:re|er)s?|mtrs?|m)|(?:met(?:re|er)s?|m){_SQUARED}|m{_TWO}|㎡",
        "SI",
        r"quadratmetern?|qm|m[èe]tres?[^\S\n]carr[ée]s?|metros?[^\S\n](?:cuadrado|quadrado)s?"
        r"|metr[oi][^\S\n]quadrat[oi]|vierkante[^\S\n]meter|metr\w{0,3}[^\S\n]kwadratow\w{1,3}"
        r"|квадратн\w{2,3}[^\S\n]метр\w{0,3}|кв\.?[^\S\n]?м|м(?:²|2)",
    ),
    _exact(
        "ft2",
        UNIT_KM2["ft2"],
        rf"{_SQUARE}(?:f(?:ee|oo)t|ft)|(?:f(?:ee|oo)t|ft){_SQUARED}|ft{_TWO}",
        "international foot of 0.3048 m (1959)",
    ),
    _exact(
        "dunam",
        UNIT_KM2["dunam"],
        r"(?:dun[aou]ms?|d[öo]n[üu]ms?)",
        "metric dunam of 1,000 m2 (Israel, Jordan, Turkey); Iraq's is 2,500 m2",
    ),
    _exact("rai", UNIT_KM2["rai"], "rai", "1,600 m2 (Thailand)"),
    _exact("mu", UNIT_KM2["mu"], "mu|mou", "1/15 ha (China)"),
    _exact("feddan", UNIT_KM2["feddan"], r"(?:fedd?[aâ]ns?)", "4,200 m2 (Egypt, Sudan)"),
    _exact(
        "pitch",
        UNIT_KM2["pitch"],
        rf"(?:(?:football|soccer){_GAP}pitch(?:es)?|soccer{_GAP}fields?)",
        "assumed: 105 m x 68 m, the size UEFA and FIFA ask for",
    ),
    Unit(
        "pitch",
        _FIELD_KM2,
        UNIT_KM2["pitch"],
        rf"(?:(?:american{_GAP})?football{_GAP}fields?)",
        "assumed: from an American field of 120 yd x 160 ft to a pitch of 105 m x 68 m",
    ),
)

UNIT_PATTERN = "(?:" + "|".join(unit.spelling for unit in UNITS) + ")"
"""A regular expression that matches any spelling of any unit, in small letters."""

_EVERY = tuple(f"{unit.elsewhere}|{unit.spelling}".strip("|") for unit in UNITS)
UNIT_PATTERN_COMMA = "(?:" + "|".join(_EVERY) + ")"
"""The same with the spellings of the languages that have a decimal comma."""


@lru_cache(maxsize=1024)
def unit_of(spelling: str) -> Unit:
    """Return the unit a spelling in small letters names.

    Raises
    ------
    KeyError
        No unit is spelt so.

    Examples
    --------
    >>> unit_of("sq. miles").code, round(unit_of("sq. miles").low_km2, 6)
    ('mi2', 2.589988)
    """
    for every, unit in zip(_EVERY, UNITS, strict=True):
        if compiled(every).fullmatch(spelling):
            return unit
    raise KeyError(spelling)
