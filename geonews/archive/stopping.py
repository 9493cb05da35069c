"""Stopping cleanly: a first signal asks, a second one insists."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

__all__ = ["Stop", "stopped_by_signals"]


@dataclass(slots=True)
class Stop:
    """Whether somebody wants a run to stop.

    Attributes
    ----------
    signal : int
        The signal that asked, 0 without one.
    is_urgent : bool
        Whether it asked twice.
    """

    signal: int = 0
    is_urgent: bool = False
    _is_at_once: bool = False

    @property
    def is_asked(self) -> bool:
        """Whether to stop."""
        return self.signal != 0

    def ask(self, number: int, _: FrameType | None = None) -> None:
        """Take a signal; the third ends what is going on where it stands.

        Raises
        ------
        KeyboardInterrupt
            By the third, and within `at_once` by any.
        """
        is_over = self.is_urgent or self._is_at_once
        self.is_urgent = self.is_asked
        self.signal = number
        if is_over:
            raise KeyboardInterrupt

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Let a signal end the block where it stands, for work in which nobody asks after it."""
        self._is_at_once = True
        try:
            if self.is_asked:
                raise KeyboardInterrupt
            yield
        finally:
            self._is_at_once = False


@contextmanager
def stopped_by_signals() -> Iterator[Stop]:
    """Turn SIGINT and SIGTERM into a wish to stop, as long as the block runs."""
    stop = Stop()
    # Only the main thread may; a run in another one is stopped by whoever started it.
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = {number: signal.signal(number, stop.ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
