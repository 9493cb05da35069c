"""How a service is asked: no faster than it allows, and again after a while where that may help."""

from __future__ import annotations

import math
import random
import threading
import time
from collections.abc import Callable
from typing import Any

__all__ = ["Patient"]

# A question that was refused for the moment may be answered later; any other refusal stays one.
_RETRIED = frozenset((408, 429, 500, 502, 503, 504))


class Patient:
    """A geocoder's ``geocode``, asked with a pause between questions and again after a failure.

    A service that says how long to wait (Retry-After) is not asked before; where that is longer
    than we would wait, the question fails at once, and so do those after it until then.

    Parameters
    ----------
    ask : callable
        What to call.
    pause_s : float
        Seconds between the starts of two questions, those asked again included.
    tries : int
        How often a question is asked at the most.
    first_wait_s : float
        Seconds before the second try; each further wait is twice as long, less up to half by
        chance, so that many who failed together do not come back together.
    most_wait_s : float
        Seconds from the first try after which none begins; a service that hangs costs no more than
        this and its time-out.
    clock, sleep, chance : callable
        Time in seconds, waiting for some, and a number from 0 to 1.

    Examples
    --------
    >>> slept = []
    >>> patient = Patient(str.upper, 1.0, clock=lambda: 0.0, sleep=slept.append)
    >>> patient("lima"), patient("peru"), slept
    ('LIMA', 'PERU', [1.0])
    """

    def __init__(
        self,
        ask: Callable[..., Any],
        pause_s: float = 0.0,
        *,
        tries: int = 3,
        first_wait_s: float = 1.0,
        most_wait_s: float = 20.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._ask = ask
        self._pause_s = pause_s
        self._tries = tries
        self._first_wait_s = first_wait_s
        self._most_wait_s = most_wait_s
        self._clock = clock
        self._sleep = sleep
        self._chance = chance
        self._lock = threading.Lock()
        # When the next question may start: by our own pause, and by what the service asked for.
        self._next = self._blocked = -math.inf

    def __call__(self, *args: Any, **named: Any) -> Any:
        """Ask, and return what the service answers; raises geopy's error of the last try."""
        from geopy.exc import GeocoderRateLimited, GeocoderServiceError

        end = math.inf
        for number in range(1, self._tries + 1):
            asked_s = self._asked_s()
            if asked_s > self._most_wait_s:
                raise GeocoderRateLimited("it asked for a longer pause", retry_after=asked_s)
            wait = self._turn()
            if wait > 0:
                self._sleep(wait)
            if number == 1:
                end = self._clock() + self._most_wait_s - asked_s
            try:
                return self._ask(*args, **named)
            except GeocoderServiceError as error:
                again, seconds = _when(error)
                if seconds is None:
                    seconds = self._first_wait_s * 2.0 ** (number - 1) * (1 - self._chance() / 2)
                elif again:
                    self._not_before(seconds)
                if not again or number == self._tries or self._clock() + seconds > end:
                    raise
                self._not_before(seconds)
        raise AssertionError  # pragma: no cover  the last try returns or raises

    def _asked_s(self) -> float:
        """Return for how many seconds more the service is to be left alone."""
        with self._lock:
            return max(0.0, self._blocked - self._clock())

    def _turn(self) -> float:
        """Reserve the next moment to ask at, and return the seconds until then."""
        with self._lock:
            now = self._clock()
            start = max(now, self._next, self._blocked)
            self._next = start + self._pause_s
            return start - now

    def _not_before(self, seconds: float) -> None:
        with self._lock:
            self._blocked = max(self._blocked, self._clock() + seconds)


def _when(error: Exception) -> tuple[bool, float | None]:
    """Tell whether to ask again, and after how many seconds where the service says so."""
    from geopy.adapters import get_retry_after
    from geopy.exc import GeocoderRateLimited, GeocoderTimedOut, GeocoderUnavailable

    cause = error.__cause__
    asked = getattr(error, "retry_after", None)
    headers = getattr(cause, "headers", None)
    if asked is None and headers is not None:
        asked = get_retry_after(headers)
    again = getattr(cause, "status_code", None) in _RETRIED or isinstance(
        error, (GeocoderRateLimited, GeocoderTimedOut, GeocoderUnavailable)
    )
    return again, float(asked) if asked is not None else None
