"""How far a run is, how fast, and how long it will take: one line on a terminal."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from geonews.cli.progress import Meter

__all__ = ["Pace", "duration"]

_EVERY_S = 0.5
_WHOLE = 10  # records a second
_SPAN_S = 60.0
"""Over which the rate is taken: stories differ, and workers take a second to start."""


class Pace:
    """Says records done, of how many, by second, and the time left.

    Parameters
    ----------
    meter : Meter
        Where it is said.
    total : callable
        Returns how many records there are; None while that is not known.
    clock : callable
        Seconds from any start.
    """

    def __init__(
        self,
        meter: Meter,
        total: Callable[[], int | None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._meter = meter
        self._total = total
        self._clock = clock
        self._said = float("-inf")
        self._seen: deque[tuple[float, int]] = deque()

    def __call__(self, done: int) -> None:
        """Say that so many records are done."""
        now = self._clock()
        if now - self._said < _EVERY_S:
            return
        self._said = now
        self._seen.append((now, done))
        while now - self._seen[0][0] > _SPAN_S:
            self._seen.popleft()
        before, done_before = self._seen[0]
        rate = (done - done_before) / (now - before) if now > before else 0.0
        total = self._total()
        is_known = total is not None and total >= done
        words = [f"{done:,} of {total:,}" if is_known else f"{done:,} done"]
        if total and is_known:
            words.append(f"{done / total:.0%}")
        if rate:
            words.append(f"{rate:,.0f}/s" if rate >= _WHOLE else f"{rate:.1f}/s")
        if total and is_known and rate:
            words.append(f"{duration((total - done) / rate)} left")
        self._meter("  ".join(words), 0, 0)


def duration(seconds: float) -> str:
    """Return a time as people say it, in its two largest units.

    Examples
    --------
    >>> duration(42.3), duration(725), duration(90_000)
    ('42 s', '12 min 5 s', '25 h')
    """
    whole = round(seconds)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    parts = [(hours, "h"), (minutes, "min"), (rest, "s")]
    first = next((i for i, (number, _) in enumerate(parts) if number), 2)
    return " ".join(f"{n} {unit}" for n, unit in parts[first : first + 2] if n) or "0 s"
