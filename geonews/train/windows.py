"""Labelled stories as the tagger learns them: rows of numbers, and windows cut from them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from geonews.gazetteer import Gazetteer
from geonews.model import Span
from geonews.recognise.hints import DEMONYM_HINTS, hints_of
from geonews.recognise.pieces import GOES_ON, case_of, pieces_of, units_of

__all__ = ["IGNORED", "Labelled", "Row", "encoded", "padded", "windows"]

IGNORED = -100
"""What the loss leaves out: word pieces behind a word's first, and what no label is known for."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with the spans of its toponyms; each has a role, 0 literal or 1 associative, or -1.

    ``masked`` are spans of which the source does not say whether they hold a toponym. A source
    that does not label every demonym, ``demonyms`` false, says nothing of those without a label.
    """

    text: str
    spans: Mapping[Span, int]
    masked: tuple[Span, ...] = ()
    demonyms: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A text as numbers, one a word piece, in seven columns of equal length."""

    pieces: tuple[int, ...]
    cases: tuple[int, ...]
    gaps: tuple[int, ...]
    names: tuple[int, ...]
    people: tuple[int, ...]
    labels: tuple[int, ...]
    roles: tuple[int, ...]

    @property
    def columns(self) -> tuple[tuple[int, ...], ...]:
        """The columns, the labels last."""
        return (
            self.pieces,
            self.cases,
            self.gaps,
            self.names,
            self.people,
            self.labels,
            self.roles,
        )


def encoded(
    story: Labelled,
    gazetteer: Gazetteer,
    vocabulary: Mapping[str, int],
    known: dict[str, tuple[int, ...]],
) -> Row:
    """Return a labelled text as the tagger reads it."""
    units = tuple(units_of(story.text))
    names, people = hints_of(story.text, units, gazetteer)
    starts = {start: (end, role) for (start, end), role in story.spans.items()}
    columns: list[list[int]] = [[] for _ in range(7)]
    until, role = -1, -1
    for number, unit in enumerate(units):
        if unit.start in starts:
            (until, role), label = starts[unit.start], 1
        else:
            label = 2 if unit.start < until else 0
        if any(a <= unit.start < b for a, b in story.masked):
            label = IGNORED
        if label == 0 and not story.demonyms and names[number] in DEMONYM_HINTS:
            label = IGNORED
        told = role if label > 0 and role >= 0 else IGNORED
        case = case_of(unit.text)
        numbers = pieces_of(unit.text, vocabulary, vocabulary["[UNK]"], known)
        for at, piece in enumerate(numbers):
            values = (
                piece,
                case,
                unit.gap if at == 0 else GOES_ON,
                names[number],
                people[number],
                label if at == 0 else IGNORED,
                told if at == 0 else IGNORED,
            )
            for column, value in zip(columns, values, strict=True):
                column.append(value)
    return Row(*map(tuple, columns))


def windows(rows: Iterable[Row], size: int, rng: random.Random) -> Iterator[Row]:
    """Cut rows into windows of at most ``size`` pieces, the first cut anywhere.

    A cut never parts a word.
    """
    for row in rows:
        at = 0
        length = len(row.pieces)
        end = rng.randrange(size // 3, size) if length > size else size
        while at < length:
            while end < length and row.gaps[end] == GOES_ON:
                end -= 1
            yield Row(*(column[at:end] for column in row.columns))
            at, end = end, end + size


def padded(rows: Sequence[Row], start: int, stop: int) -> tuple[list[list[int]], ...]:
    """Return the columns of a batch with BERT's marks around each row, padded to equal length."""
    longest = max(len(row.pieces) for row in rows) + 2
    columns: list[list[list[int]]] = []
    for number in range(7):
        fill = IGNORED if number >= 5 else 0
        ends = (start, stop) if number == 0 else (fill, fill)
        column = [
            [ends[0], *row.columns[number], ends[1]] + [fill] * (longest - len(row.pieces) - 2)
            for row in rows
        ]
        columns.append(column)
    return tuple(columns)
