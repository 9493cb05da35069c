"""A function over many chunks on several processes, in order and in bounded memory."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import wait
from typing import TypeVar

from geonews.errors import GazetteerError

__all__ = ["Workers", "workers"]

T = TypeVar("T")
R = TypeVar("R")

# Chunks in the hands of each process: one in work, and one that waits.
_AHEAD = 2


class Workers:
    """Processes that share the work, or this one alone.

    Parameters
    ----------
    pool : ProcessPoolExecutor or None
        None does the work here.
    count : int
    """

    def __init__(self, pool: ProcessPoolExecutor | None, count: int) -> None:
        self._pool = pool
        self._count = count

    def map(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        """Yield the function of each item, in the order of the items, which are taken as needed.

        Raises
        ------
        GazetteerError
            A process was ended from outside.
        """
        if self._pool is None:
            yield from map(function, items)
            return
        waiting: deque[Future[R]] = deque()
        try:
            for item in items:
                waiting.append(self._pool.submit(function, item))
                if len(waiting) > _AHEAD * self._count:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise GazetteerError(
                "a process of the import was ended from outside, often for want of memory: run it "
                "again with fewer --workers"
            ) from error
        finally:
            for future in waiting:
                future.cancel()


@contextmanager
def workers(count: int) -> Iterator[Workers]:
    """Give so many processes for a while; one is this process itself."""
    if count < 2:
        yield Workers(None, 1)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(count, context, initializer=_as_worker) as pool:
        yield Workers(pool, count)


def _as_worker() -> None:
    """Leave interrupts to the parent, and end when it has gone: kill -9 leaves it no last word."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_watch, args=(parent.sentinel,), daemon=True).start()


def _watch(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
