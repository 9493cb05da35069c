"""The words that widen or bound a number, and by how much.

The factors are those of rules 3 to 5 of the project's calibration (304 comparisons of the World
Factbook and 27 unit pairs in print; compare Ferson et al. 2015 and Williams & Power 2013).
"""

from __future__ import annotations

from dataclasses import dataclass

from geonews.numbers import Number

__all__ = ["HEDGES", "Hedge", "hedge_before", "interval_of"]


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

_PHRASES: tuple[tuple[Hedge, str], ...] = (
    (
        _ABOVE,
        "more than, over, above, at least, at the very least, in excess of, upward of, upwards of, "
        "north of, greater than, larger than, bigger than, exceeding, topping, surpassing, beyond, "
        "no less than, not less than, no fewer than, no smaller than, a minimum of, well over, "
        "well above, far more than, much more than, way more than, as little as, >, ≥, +, plus, "
        "or more",
    ),
    (
        _JUST_ABOVE,
        "just over, just more than, just above, slightly more than, slightly over, slightly above, "
        "a little more than, a little over, a bit more than, a bit over, a shade over, "
        "marginally more than",
    ),
    (
        _BELOW,
        "less than, fewer than, under, below, at most, no more than, not more than, "
        "no larger than, no bigger than, no greater than, not exceeding, smaller than, "
        "a maximum of, well under, well below, far less than, much less than, "
        "short of, <, ≤, or less, or fewer",
    ),
    (
        _JUST_BELOW,
        "just under, just less than, just below, slightly less than, slightly under, "
        "slightly below, a little less than, a little under, a bit less than, a bit under, "
        "a shade under, marginally less than",
    ),
    (
        _NEARLY,
        "up to, nearly, almost, as much as, as many as, as large as, close to, near to, "
        "nearing, just shy of, shy of, just short of, approaching, not quite, virtually, "
        "practically, barely",
    ),
    (
        _ABOUT,
        "about, around, approximately, approx, approx., roughly, some, circa, ca., c., "
        "an estimated, estimated, estimated at, estimated to be, an approximate, perhaps, maybe, "
        "probably, possibly, in the region of, in the order of, on the order of, "
        "in the neighbourhood of, in the neighborhood of, in the vicinity of, something like, "
        "more or less, give or take, or so, or thereabouts, odd, ~, ≈, ±",
    ),
)

HEDGES: dict[str, Hedge] = {
    phrase: hedge for hedge, phrases in _PHRASES for phrase in phrases.split(", ")
}
"""Every hedge in small letters, with what it makes of a number."""


def interval_of(number: Number, hedge: str | None) -> tuple[float, float]:
    """Return the interval a number stands for with its hedge, if it has one.

    Examples
    --------
    >>> from geonews.numbers import parse_number
    >>> interval_of(parse_number("40"), "more than"), interval_of(parse_number("40"), None)
    ((40.0, 50.0), (35.0, 50.0))
    """
    return (number.low, number.high) if hedge is None else HEDGES[hedge].interval(number)


_BEFORE_ARTICLE = frozenset(("about", "roughly", "approximately", "nearly", "almost", "estimated"))
_PREPOSITIONS = frozenset(("over", "under", "below", "above", "beyond", "near to", "short of"))
_LAST_WORDS = frozenset(phrase.split()[-1] for phrase in HEDGES)
_LONGEST = max(len(phrase.split()) for phrase in HEDGES)
_WINDOW = 40
_SYMBOLS = "~≈><≥≤±"
_OPENING = "(—–-\"“'‘["
# After one of these "over" and "under" are prepositions: "spread over 500 hectares".
_PREPOSITION_AFTER = frozenset(
    "control controls spread spreads spreading scattered stretch stretches stretched extend "
    "extends extending power sovereignty authority jurisdiction rule dispute flew fly flying water "
    "sprawled sprawls sprawling built dispersed distributed".split()
)
# The same of motion, sound and weather, for "over" an area alone: "fell below 500 hectares" and
# "fell over 12 km south of" still bound the number.
_OVER_AFTER = _PREPOSITION_AFTER | frozenset(
    "flown soar soared hover hovers hovered hovering circle circled circling patrol patrols "
    "patrolled patrolling pass passed passes passing fall falls fell fallen falling rain rains "
    "rained raining snow snowed snowing drift drifts drifted drifting blow blows blew blown "
    "blowing sweep sweeps swept sweeping hang hangs hung hanging loom looms loomed looming "
    "settle settled linger lingers lingered roll rolls rolled rolling wash washed pour poured "
    "pouring sound sounds sounded sounding ring rings rang blare blared blaring wail wailed "
    "echo echoed boom boomed heard visible seen rage raged rages raging roam roams roamed graze "
    "grazes grazing strewn sprinkled sprayed dumped shone sky skies airspace flight flights "
    "smoke haze fog mist cloud clouds ash dust sirens alert alerts".split()
)
_PARTICLES = frozenset(("out", "down", "up", "all", "overhead"))


def hedge_before(text: str, start: int, *, is_area: bool = False) -> str | None:
    """Return the hedge that stands right before an offset, in small letters.

    Parameters
    ----------
    text : str
    start : int
    is_area : bool
        Whether an area follows, over which things sound, fly and fall.

    Examples
    --------
    >>> hedge_before("It took Slightly more than 40", 27), hedge_before("spread over 500", 12)
    ('slightly more than', None)
    """
    window = text[max(0, start - _WINDOW) : start].lower().replace("-", " ")
    if window.rstrip()[-1:] in _SYMBOLS and window.strip():
        return window.rstrip()[-1]
    words = window.rpartition("\n\n")[2].split()
    if len(words) > 1 and words[-1] in ("a", "an") and words[-2] in _BEFORE_ARTICLE:
        # "about a 1,200-acre wood"
        del words[-1]
    if not words or words[-1].lstrip(_OPENING) not in _LAST_WORDS:
        return None
    for length in range(min(_LONGEST, len(words)), 0, -1):
        phrase = " ".join(words[-length:]).lstrip(_OPENING)
        if phrase in HEDGES:
            rest = words[:-length]
            if len(rest) > 1 and rest[-1] in _PARTICLES:
                # "sirens rang out over 500 hectares"
                del rest[-1]
            before = rest[-1] if rest else ""
            after = _OVER_AFTER if is_area and phrase == "over" else _PREPOSITION_AFTER
            if phrase in _PREPOSITIONS and before in after:
                return None
            return phrase
    return None
