"""What a file of corrections says, read and checked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import urlsplit

from geonews.model import Article, Place, Role, UserArea
from geonews.text import fold

__all__ = ["Corrections", "Own", "Row"]


@dataclass(frozen=True, slots=True)
class Row:
    """What the editor says of one name.

    Attributes
    ----------
    name : str
        As the story writes it, white space single.
    line : int
        Where the row begins in its file.
    place : Place or None
        What the name is.
    is_no_place : bool
        Whether the name is none.
    role : {'literal', 'associative', 'dateline'} or None
    story : str or None
        The only story it holds in: its id, its file's name or its address.
    only : tuple of int
        Which occurrences of the name in a story it holds for, from 1; () is all.
    """

    name: str
    line: int
    place: Place | None = None
    is_no_place: bool = False
    role: Role | None = None
    story: str | None = None
    only: tuple[int, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it says nothing yet, as in a template."""
        return self.place is None and self.role is None and not self.is_no_place

    def holds_in(self, article: Article) -> bool:
        """Tell whether it speaks of a story.

        Examples
        --------
        >>> row = Row("Lima", 1, story="wire/flood.txt")
        >>> row.holds_in(Article("", id="flood.txt")), row.holds_in(Article("", id="rain.txt"))
        (True, False)
        """
        if self.story is None:
            return True
        return self.story in (article.id, article.url, PurePath(article.id).name) or (
            PurePath(self.story).name == article.id
        )


@dataclass(frozen=True, slots=True)
class Own:
    """A place of the newsroom's own, with its polygon where it has one."""

    place: Place
    line: int
    area: UserArea | None = None


@dataclass(frozen=True, slots=True)
class Corrections:
    """The editor's word, as `read_corrections` read it.

    Attributes
    ----------
    file : str
        The name of the file, without its folder.
    rows : tuple of Row
    own : tuple of Own
    outlets : tuple of (str, Place)
        What an article's ``source`` says, and where that newsroom is.
    """

    file: str
    rows: tuple[Row, ...] = ()
    own: tuple[Own, ...] = ()
    outlets: tuple[tuple[str, Place], ...] = ()

    @property
    def areas(self) -> tuple[UserArea, ...]:
        """The polygons of the newsroom's own places, for the checks."""
        return tuple(own.area for own in self.own if own.area is not None)

    def home_for(self, article: Article) -> Place | None:
        """Return where the newsroom is that published a story, where the file says so.

        An outlet is matched by the article's ``source``, or by the host of its ``url``.

        Examples
        --------
        >>> paris = Place("Paris", 33.66, -95.56, "US", "Texas")
        >>> corrections = Corrections("desk.toml", outlets=(("bugle.example", paris),))
        >>> corrections.home_for(Article("", url="https://www.bugle.example/a1")).admin1
        'Texas'
        """
        source, host = fold(article.source or ""), _host(article.url)
        for outlet, place in self.outlets:
            key = fold(outlet)
            if key == source or host == key or host.endswith(f".{key}"):
                return place
        return None


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").lower()
    except ValueError:
        return ""
