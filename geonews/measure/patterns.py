"""Patterns that are compiled once a story needs them: most stories hold no length and no ratio."""

from __future__ import annotations

import re
from functools import cache

__all__ = ["compiled"]


@cache
def compiled(source: str) -> re.Pattern[str]:
    """Return a pattern of the grammar; start-up would be paid for it by every story otherwise.

    Examples
    --------
    >>> compiled("a+") is compiled("a+")
    True
    """
    return re.compile(source)
