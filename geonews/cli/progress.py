"""How far a long command is: one line on a terminal that is written over."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

__all__ = ["Meter"]

_EVERY_S = 0.2


class Meter:
    """Says phase, share and speed on stderr while somebody is watching.

    Parameters
    ----------
    is_shown : bool
        Whether to say anything: not where stderr is a file.
    clock : callable
        Seconds from any start.
    """

    def __init__(self, is_shown: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self._is_shown = is_shown
        self._clock = clock
        self._phase = ""
        self._started = self._said = clock()
        self._before = 0
        self._width = 0

    def __call__(self, phase: str, share: float, count: int) -> None:
        """Say how far it is: a share of 0 says that nothing is known of the end."""
        now = self._clock()
        if phase != self._phase:
            self._phase, self._started, self._before = phase, now, count if share == 0 else 0
        elif now - self._said < _EVERY_S:
            return
        self._said = now
        words = [phase, f"{share:.0%}" if share else "", f"{count:,}" if share else ""]
        if share and now > self._started:
            words.append(f"({(count - self._before) / (now - self._started):,.0f}/s)")
        self._write("  ".join(filter(None, words)))

    def clear(self) -> None:
        """Take the line away."""
        self._write("")
        if self._is_shown and self._width:
            sys.stderr.write("\r")

    def _write(self, line: str) -> None:
        if self._is_shown:
            sys.stderr.write(f"\r{line:<{self._width}}")
            sys.stderr.flush()
            self._width = len(line) or self._width
