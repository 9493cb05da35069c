"""Every choice a run can make, in one frozen value that is passed, never global."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from geonews.errors import OptionError

__all__ = ["Options"]


@dataclass(frozen=True, slots=True)
class Options:
    """The choices of a run.

    Attributes
    ----------
    geocoder : str
        ``embedded``, the name of a geopy service such as ``nominatim``, or a chain of them with
        commas between: the next is asked for what the one before left open.
    user_agent : str or None
        How we name ourselves to a service; most demand it.
    domain : str or None
        Host of a self-run service ("localhost:8080"); None is the service's own.
    scheme : {'https', 'http'}
        How that host is spoken to.
    timeout_s : float or None
        Seconds to wait for a service; None is what its configuration says, or else 10.
    cache : bool
        Whether what services answer is kept on disk and not asked again for a while.
    strict : bool
        Whether a service that fails ends the run, where it would cost its own names only.
    gazetteer : Path or None
        A compiled gazetteer file; None is the one that ships.
    worldview : str or None
        Whose borders count: ``neutral``, ``un``, or a country's two letters; None is that of the
        gazetteer in use, which opens as neutral.
    recogniser : {'accurate', 'fast'}
        How names are found: with a neural tagger, about 15 stories a second on one core, or
        without one, about 200.
    near : str or None
        Where the newsroom is: a place name that breaks ties between namesakes.
    demonyms : bool
        Whether demonyms ("North Korean") are reported.
    uncertain_below : float
        A mention whose confidence is below this is ``uncertain``. At 0.82 the others are right in
        92 of 100 cases of stories held out, in 93 where the outlet's home is known, and a quarter
        to a third of all are uncertain; at 0.65 in 89 and 91 (a sixth and a ninth uncertain), at
        0.9 in 95 (half of all). See tests/quality/bench.py.

    Raises
    ------
    OptionError
        A choice out of range.

    Examples
    --------
    >>> Options(near="Paris, Texas").geocoder
    'embedded'
    """

    geocoder: str = "embedded"
    user_agent: str | None = None
    domain: str | None = None
    scheme: str = "https"
    timeout_s: float | None = None
    cache: bool = True
    strict: bool = False
    gazetteer: Path | None = None
    worldview: str | None = None
    recogniser: str = "accurate"
    near: str | None = None
    demonyms: bool = True
    uncertain_below: float = 0.82

    def __post_init__(self) -> None:
        if not 0 <= self.uncertain_below <= 1:
            raise OptionError(
                f"uncertain_below is {self.uncertain_below!r}: give a probability from 0 to 1"
            )
        if self.timeout_s is not None and not 0 < self.timeout_s <= 600:
            raise OptionError(
                f"timeout_s is {self.timeout_s!r}: give seconds, above 0 and at most 600"
            )
        if self.recogniser not in ("accurate", "fast"):
            raise OptionError(f"recogniser is {self.recogniser!r}: give 'accurate' or 'fast'")
        if self.scheme not in ("https", "http"):
            raise OptionError(f"scheme is {self.scheme!r}: give 'https' or 'http'")
