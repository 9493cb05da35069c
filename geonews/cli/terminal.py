"""What goes to the terminal: data to stdout, words to stderr, and no control code from a story."""

from __future__ import annotations

import os
import re
import sys
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import click

from geonews.errors import OutputError

__all__ = ["Voice", "column_width", "json_safe", "put", "visible"]

# C0, C1, marks that turn the reading direction, line and paragraph separators, lone surrogates.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_SPACE = re.compile(r"[\t\n\r\x0b\x0c\u2028\u2029]+")
_PATIENCE_S = 2.0


def visible(text: str) -> str:
    r"""Return a text that moves no cursor and turns no line: escapes spelled out, one line.

    Examples
    --------
    >>> print(visible("Li\x1b[31mma\nPeru"))
    Li\x1b[31mma Peru
    """
    return _UNSAFE.sub(_escape, _SPACE.sub(" ", text))


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def json_safe(text: str) -> str:
    r"""Return the same JSON with the characters a terminal obeys written as escapes.

    Examples
    --------
    >>> print(json_safe('"Li\x9bma"'))
    "Li\u009bma"
    """
    # A new line is JSON's own here: inside strings it is escaped already.
    return _UNSAFE.sub(lambda m: "\n" if m[0] == "\n" else f"\\u{ord(m[0]):04x}", text)


def column_width(text: str) -> int:
    """Return how many columns of a terminal a text fills.

    Examples
    --------
    >>> column_width("Lima"), column_width("東京")
    (4, 4)
    """
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def put(text: str) -> None:
    """Write data to stdout, in UTF-8 whatever the locale says.

    Raises
    ------
    BrokenPipeError
        The reader has gone.
    OutputError
        Standard output cannot be written, such as on a full disk.
    """
    if sys.stdout is None:
        raise OutputError("standard output is closed: write to a file with -o or >")
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()
    except OSError as error:
        _drop_stdout()
        if isinstance(error, BrokenPipeError):
            raise
        raise OutputError(
            f"standard output cannot be written ({error.strerror}): write to a file with -o or >"
        ) from error


def _drop_stdout() -> None:
    """Send what is still buffered nowhere, or the interpreter complains as it ends."""
    try:
        descriptor = sys.stdout.fileno()
    except (OSError, ValueError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


@dataclass(frozen=True, slots=True)
class Voice:
    """What a command says on stderr."""

    is_quiet: bool = False
    is_verbose: bool = False

    def say(self, words: str) -> None:
        """Say a line, unless quiet."""
        if not self.is_quiet:
            click.echo(visible(words), err=True)

    def explain(self, words: str) -> None:
        """Say a line that only ``--verbose`` asks for."""
        if self.is_verbose:
            self.say(words)

    @staticmethod
    def complain(words: str) -> None:
        """Say what went wrong, quiet or not."""
        click.echo(f"geonews: {visible(words)}", err=True)

    @contextmanager
    def working(self, words: str) -> Iterator[None]:
        """Say what is going on when it takes over two seconds and somebody is watching."""
        if self.is_quiet or not sys.stderr.isatty():
            yield
            return
        timer = threading.Timer(_PATIENCE_S, self.say, (words,))
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
