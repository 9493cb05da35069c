"""What a run did, in numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

__all__ = ["FAILED", "Summary"]

FAILED = "failed: "
"""Before a cause, in the counts that a journal keeps."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did, with the runs that it went on with.

    Attributes
    ----------
    stories : int
        How many have a line of output.
    mentions, resolved : int
        In them, and how many have a place that is sure.
    failures : dict of str to int
        How many records have none, by cause: ``input``, ``story``, ``time limit``, ``crash``,
        ``memory``, ``killed`` or ``fault``.
    is_complete : bool
        Whether all records are done; otherwise it was interrupted.
    repeated : int
        Stories with a line whose id one before has too; known of a run that is complete.
    done_now : int
        Records that this run alone did.
    seconds : float
        Of this run alone.
    """

    stories: int
    mentions: int
    resolved: int
    failures: dict[str, int]
    is_complete: bool
    repeated: int = 0
    done_now: int = 0
    seconds: float = 0.0

    @property
    def failed(self) -> int:
        """How many records have no line of output."""
        return sum(self.failures.values())

    @classmethod
    def of(
        cls, counts: Mapping[str, int], *, is_complete: bool, done_now: int = 0, seconds: float = 0
    ) -> Self:
        """Return the summary of what a journal counts."""
        return cls(
            stories=counts.get("stories", 0),
            mentions=counts.get("mentions", 0),
            resolved=counts.get("resolved", 0),
            failures={
                name.removeprefix(FAILED): count
                for name, count in sorted(counts.items())
                if name.startswith(FAILED)
            },
            is_complete=is_complete,
            repeated=counts.get("repeated", 0),
            done_now=done_now,
            seconds=seconds,
        )
