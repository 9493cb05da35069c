"""Days of publication: read from what a story says, and written for readers."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate

__all__ = ["MONTHS", "day_of", "in_words"]

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")
_MOST_CHARS = 100


def day_of(published: str | None) -> str:
    """Return the day of a date as ISO 8601 has it, "" where there is none.

    Reads ISO 8601 and what mail and feeds write (RFC 5322).

    Examples
    --------
    >>> day_of("2024-08-11T06:00:00+09:00"), day_of("Sun, 11 Aug 2024 06:00:00 +0900")
    ('2024-08-11', '2024-08-11')
    >>> day_of("last summer"), day_of("2024-02-31"), day_of(None)
    ('', '', '')
    """
    written = (published or "").strip()[:_MOST_CHARS]
    if not written.isascii():
        return ""
    try:
        if _ISO_DAY.match(written):
            return date.fromisoformat(written[:10]).isoformat()
        parsed = parsedate(written)
        return date(*parsed[:3]).isoformat() if parsed else ""
    except (IndexError, OverflowError, ValueError):
        return ""


def in_words(published: str | None) -> str:
    """Return the day of a date as a reader writes it; a date that is none, as it stands.

    Examples
    --------
    >>> in_words("2024-08-11T06:00:00Z"), in_words("last summer"), in_words(None)
    ('11 August 2024', 'last summer', '')
    """
    if found := day_of(published):
        when = date.fromisoformat(found)
        return f"{when.day} {MONTHS[when.month - 1]} {when.year}"
    return (published or "")[:_MOST_CHARS]
