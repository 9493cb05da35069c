"""What goes between a run and its workers: frames of bytes over pipes, JSON within, no pickle."""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from pathlib import Path
from typing import IO, Any, Literal

from geonews.archive.record import Record
from geonews.model import Article
from geonews.options import Options

__all__ = [
    "Answer",
    "Chunk",
    "options_of",
    "packed",
    "read_answer",
    "read_message",
    "send_answer",
    "send_message",
    "unpacked",
]

Kind = Literal["ready", "line", "failure", "fatal"]
_KINDS: tuple[Kind, ...] = ("ready", "line", "failure", "fatal")
_LENGTH = struct.Struct("!Q")
_ANSWER = struct.Struct("!BQIIQ")
_FIELDS = tuple(field.name for field in fields(Article))
# A third of what dataclasses.astuple takes, which copies.
_of_article = attrgetter(*_FIELDS)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker says.

    Attributes
    ----------
    kind : {'ready', 'line', 'failure', 'fatal'}
        It has opened all it needs; a story's line; why a story has none; why no story will.
    seq : int
        Of the story.
    mentions, resolved : int
        As in `geonews.archive.work.Done`.
    body : bytes
        The line; or a pair in JSON: cause and reason, or the name of an error and its message.
    """

    kind: Kind
    seq: int = 0
    mentions: int = 0
    resolved: int = 0
    body: bytes = b""

    @property
    def words(self) -> tuple[str, str]:
        """The pair that a failure or a fatal error is told by."""
        first, second = json.loads(self.body)
        return str(first), str(second)


def send_message(pipe: IO[bytes], message: bytes) -> None:
    """Write one message, and flush."""
    pipe.write(_LENGTH.pack(len(message)) + message)
    pipe.flush()


def read_message(pipe: IO[bytes]) -> bytes | None:
    """Read one message; None where the other side has gone, in the middle of one or not."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    message = pipe.read(length)
    return message if len(message) == length else None


def send_answer(pipe: IO[bytes], answer: Answer) -> None:
    """Write one answer, and flush: what is sent is not lost with the worker."""
    kind = _KINDS.index(answer.kind)
    head = _ANSWER.pack(kind, answer.seq, answer.mentions, answer.resolved, len(answer.body))
    pipe.write(head + answer.body)
    pipe.flush()


def read_answer(pipe: IO[bytes]) -> Answer | None:
    """Read one answer; None where the worker has gone, in the middle of one or not."""
    head = pipe.read(_ANSWER.size)
    if len(head) < _ANSWER.size:
        return None
    kind, seq, mentions, resolved, length = _ANSWER.unpack(head)
    body = pipe.read(length)
    return Answer(_KINDS[kind], seq, mentions, resolved, body) if len(body) == length else None


def packed(records: Sequence[Record], *, is_single: bool = False) -> bytes:
    """Return stories as a message.

    Parameters
    ----------
    records : sequence of Record
        Each with an article.
    is_single : bool
        Whether each is to be done by itself, for one of them may have ended a worker.

    Examples
    --------
    >>> record = Record(7, "a.txt", Article("In Lima.", furniture=((0, 2),)))
    >>> unpacked(packed([record])).records == [record]
    True
    """
    stories = [
        (record.seq, record.where, record.form, _of_article(record.article))
        for record in records
        if record.article is not None
    ]
    return json.dumps([is_single, stories]).encode()


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some stories, and whether each is to be done by itself."""

    records: list[Record]
    is_single: bool


def unpacked(message: bytes) -> Chunk:
    """Return what `packed` wrote."""
    is_single, stories = json.loads(message)
    return Chunk(
        [Record(seq, where, _article(article), form=form) for seq, where, form, article in stories],
        is_single,
    )


def _article(values: list[Any]) -> Article:
    told = dict(zip(_FIELDS, values, strict=True))
    furniture = tuple((start, end) for start, end in told["furniture"])
    return Article(**{**told, "furniture": furniture, "notes": tuple(told["notes"])})


def options_of(told: dict[str, Any]) -> Options:
    """Return the options whose fields these are, as JSON has them."""
    path = told["gazetteer"]
    return Options(**{**told, "gazetteer": None if path is None else Path(path)})
