"""The words that widen or bound a number, and by how much.

The factors are those of rules 3 to 5 of the project's calibration (304 comparisons of the World
Factbook and 27 unit pairs in print; compare Ferson et al. 2015 and Williams & Power 2013).
"""

from __future__ import annotations

from dataclasses import dataclass

from geonews.numbers import Number

__all__ = ["HEDGES", "Hedge", "hedge_before"]


@dataclass(frozen=True, slots=True)
class Hedge:
    """What a hedge makes of a number x.

    Attributes
    ----------
    low, high : float or None
        The factors of x that bound the interval; None for a hedge that only blurs.
    calibration : str
        Where the factors come from.
    """

    low: float | None
    high: float | None
    calibration: str

    def interval(self, number: Number) -> tuple[float, float]:
        """Return the interval the hedged number stands for.

        Examples
        --------
        >>> from geonews.numbers import parse_number
        >>> HEDGES["more than"].interval(parse_number("40"))
        (40.0, 50.0)
        >>> HEDGES["about"].interval(parse_number("300")) # round numbers are approximate already
        (250.0, 400.0)
        >>> HEDGES["about"].interval(parse_number("984"))
        (934.8, 1033.2)
        """
        if self.low is not None and self.high is not None:
            return number.first * self.low, number.last * self.high
        if number.digits < _BLURRED_DIGITS:
            return number.low, number.high
        margin = max(number.step, _BLUR * number.value)
        return number.first - margin, number.last + margin


# Readers take a bare round number as approximate already (Williams & Power 2013): rule 3.
_BLURRED_DIGITS = 3
_BLUR = 0.05

_ABOVE = Hedge(1.0, 1.25, "rule 4: more than")
_JUST_ABOVE = Hedge(1.0, 1.19, "rule 5: slightly larger than, 95th percentile of 43")
_BELOW = Hedge(0.8, 1.0, "the mirror of rule 4: 1 / 1.25")
_JUST_BELOW = Hedge(0.79, 1.0, "rule 5: slightly less than N times, 5th percentile")
_NEARLY = Hedge(0.85, 1.03, "rule 4: nearly")
_ABOUT = Hedge(None, None, "rules 3 and 4: about")

HEDGES: dict[str, Hedge] = (
    dict.fromkeys(
        (
            "more than",
            "over",
            "at least",
            "in excess of",
            "upward of",
            "upwards of",
            "greater than",
            "larger than",
            "bigger than",
            "exceeding",
            "no less than",
            "not less than",
            "no fewer than",
            "a minimum of",
            "well over",
            "far more than",
            "much more than",
            ">",
            "+",
            "plus",
            "or more",
        ),
        _ABOVE,
    )
    | dict.fromkeys(
        (
            "just over",
            "just more than",
            "slightly more than",
            "slightly over",
            "a little more than",
            "a little over",
            "a bit more than",
        ),
        _JUST_ABOVE,
    )
    | dict.fromkeys(
        (
            "less than",
            "fewer than",
            "under",
            "below",
            "at most",
            "no more than",
            "not more than",
            "a maximum of",
            "well under",
            "<",
        ),
        _BELOW,
    )
    | dict.fromkeys(
        (
            "just under",
            "just less than",
            "slightly less than",
            "slightly under",
            "a little less than",
            "a little under",
        ),
        _JUST_BELOW,
    )
    | dict.fromkeys(
        (
            "up to",
            "nearly",
            "almost",
            "as much as",
            "as many as",
            "as large as",
            "close to",
            "just shy of",
            "approaching",
        ),
        _NEARLY,
    )
    | dict.fromkeys(
        (
            "about",
            "around",
            "approximately",
            "approx",
            "approx.",
            "roughly",
            "some",
            "circa",
            "ca.",
            "c.",
            "an estimated",
            "estimated",
            "estimated at",
            "in the region of",
            "in the order of",
            "on the order of",
            "or so",
            "~",
            "≈",
        ),
        _ABOUT,
    )
)

_LAST_WORDS = frozenset(phrase.split()[-1] for phrase in HEDGES)
_LONGEST = max(len(phrase.split()) for phrase in HEDGES)
_WINDOW = 40
_SYMBOLS = "~≈><"
_OPENING = "(—–-\"“'‘["
# After one of these "over" and "under" are prepositions: "spread over 500 hectares".
_PREPOSITION_AFTER = frozenset(
    "control controls spread spreads spreading scattered stretch stretches stretched extend "
    "extends extending power sovereignty authority jurisdiction rule dispute flew fly flying water "
    "sprawled sprawls sprawling built dispersed distributed".split()
)


def hedge_before(text: str, start: int) -> str | None:
    """Return the hedge that stands right before an offset, in small letters.

    Examples
    --------
    >>> hedge_before("It took Slightly more than 40", 27), hedge_before("spread over 500", 12)
    ('slightly more than', None)
    """
    window = text[max(0, start - _WINDOW) : start].lower()
    if window and window[-1] in _SYMBOLS:
        return window[-1]
    words = window.rpartition("\n\n")[2].split()
    if not words or words[-1].lstrip(_OPENING) not in _LAST_WORDS:
        return None
    for length in range(min(_LONGEST, len(words)), 0, -1):
        phrase = " ".join(words[-length:]).lstrip(_OPENING)
        if phrase in HEDGES:
            before = words[-length - 1] if len(words) > length else ""
            if phrase in ("over", "under", "below") and before in _PREPOSITION_AFTER:
                return None
            return phrase
    return None
