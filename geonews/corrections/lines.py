"""The lines on which a TOML file says things, which the standard library's parser does not tell."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

__all__ = ["Lines"]

_PIECE = re.compile(
    r'''
    (?P<string> """(?:[^\\]|\\.)*?"{3,5} | \'\'\'.*?'{3,5}
              | "(?:[^"\\\n]|\\.)*" | '[^'\n]*' )
  | (?P<comment> \#[^\n]* )
  | (?P<open> [\[{] )
  | (?P<close> [\]}] )
  | (?P<end> \n )
  | (?P<other> [^"'#\[\]{}\n]+ | . )
    ''',
    re.VERBOSE | re.DOTALL,
)


class Lines:
    r"""Where the tables, rows and keys of a TOML document stand.

    Parameters
    ----------
    text : str
        A document that `tomllib` reads.

    Examples
    --------
    >>> lines = Lines('[[place]]\nname = "Lima"\n\n[[place]]\nname = "Cusco"\nis = 1\n')
    >>> lines.of("place", 1), lines.of("place", 1, "is"), lines.of("place", 1, "story")
    (4, 6, 4)
    """

    def __init__(self, text: str) -> None:
        self._lines: dict[tuple[str | int, ...], int] = {}
        counts: dict[str, int] = {}
        head: tuple[str | int, ...] = ()
        for line, statement in _statements(text):
            # A statement is a document of its own: the parser unpicks its quotes and escapes.
            path = _path(tomllib.loads(statement))
            if statement.startswith("[["):
                head = self._numbered(path, counts, is_new=len(path) == 1)
                self._note(head, line)
            elif statement.startswith("["):
                head = self._numbered(path, counts, is_new=False)
                self._note(head, line)
            else:
                self._note((*head, *path), line)

    @staticmethod
    def _numbered(
        path: tuple[str, ...], counts: dict[str, int], is_new: bool
    ) -> tuple[str | int, ...]:
        name = path[0]
        if is_new:
            counts[name] = counts.get(name, -1) + 1
        return (name, counts[name], *path[1:]) if name in counts else path

    def _note(self, path: tuple[str | int, ...], line: int) -> None:
        for length in range(1, len(path) + 1):
            self._lines.setdefault(path[:length], line)

    def of(self, *path: str | int) -> int:
        r"""Return the line of a table, a row by its number from 0, or a key; else of what holds it.

        Examples
        --------
        >>> Lines('\n[outlets]\n"a.example" = "Lima"\n').of("outlets", "a.example")
        3
        """
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Yield each header and each key with its value, and the line it begins on."""
    line, begun_on, depth = 1, 0, 0
    parts: list[str] = []
    for piece in _PIECE.finditer(text):
        kind, words = piece.lastgroup, piece[0]
        if kind == "open":
            depth += 1
        elif kind == "close":
            depth -= 1
        if kind == "end" and depth == 0:
            if parts:
                yield begun_on, "".join(parts)
            parts = []
        elif parts or (kind not in ("comment", "end") and words.strip()):
            if not parts:
                begun_on, words = line, words.lstrip()
            parts.append(words)
        line += piece[0].count("\n")
    if parts:
        yield begun_on, "".join(parts)


def _path(document: object) -> tuple[str, ...]:
    """Return the dotted key that a document of one statement sets."""
    path: list[str] = []
    while True:
        if isinstance(document, list) and len(document) == 1 and not document[0]:
            document = document[0]
        if not isinstance(document, dict) or len(document) != 1:
            return tuple(path)
        ((key, document),) = document.items()
        path.append(key)
