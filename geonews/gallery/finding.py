"""The stories of a folder, and what in it is none: no link is followed out of it."""

from __future__ import annotations

import stat
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from geonews.draw.gallery import ALL, INDEX, TIMELINE
from geonews.errors import StoryError
from geonews.gallery.files import MANIFEST, is_ours

__all__ = ["Found", "find_stories", "outputs_of"]

_SUFFIXES = (".txt", ".html", ".json")
# Windows keeps these for devices, whatever the suffix: the folder could not be copied there.
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{name}{i}" for name in ("com", "lpt") for i in range(1, 10)))
)
# Longer than most file systems take for a name, once ".thumb.svg" is added.
_LONGEST_BYTES = 200
_OWN_PAGES = frozenset((INDEX, ALL, TIMELINE))
_ODD = ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")


@dataclass(frozen=True, slots=True)
class Found:
    """A story's file.

    Attributes
    ----------
    key : str
        Its path from the gallery's folder, with slashes.
    name : str
        What it is called: its folder's name, or its own without the suffix.
    page, thumb : str
        Where its map and the small picture go, from the gallery's folder, with slashes.
    """

    key: str
    name: str
    page: str
    thumb: str


def outputs_of(key: str) -> Found:
    """Return the files that belong to a story, by its key.

    Raises
    ------
    ValueError
        No file of a gallery is called so: the key leads elsewhere, or is odd.

    Examples
    --------
    >>> outputs_of("kursk/story.txt").page, outputs_of("fire.txt").page
    ('kursk/map.html', 'fire.html')
    >>> outputs_of("saved.html").page
    'saved.map.html'
    """
    parts = key.split("/")
    if any(_fault(part) for part in parts) or PurePath(parts[-1]).suffix.lower() not in _SUFFIXES:
        raise ValueError(f"{key!r} is no story of a gallery")
    if len(parts) == 2 and PurePath(parts[1]).stem == "story":
        return Found(key, parts[0], f"{parts[0]}/map.html", f"{parts[0]}/thumb.svg")
    if len(parts) != 1:
        raise ValueError(f"{key!r} is no story of a gallery")
    stem = PurePath(key).stem
    page = f"{stem}.map.html" if PurePath(key).suffix.lower() == ".html" else f"{stem}.html"
    return Found(key, stem, page, f"{stem}.thumb.svg")


def _fault(name: str) -> str:
    """Return what is wrong with a name, "" where nothing is."""
    if name in ("", ".", "..") or "/" in name or "\\" in name:
        return "the name is no plain one: rename it"
    if any(unicodedata.category(char) in _ODD for char in name):
        return "there are characters in the name that nobody sees: rename it"
    if name.split(".")[0].strip().lower() in _DEVICES:
        return "Windows keeps the name for a device: rename it"
    if len(name.encode("utf-8", "surrogatepass")) > _LONGEST_BYTES:
        return f"the name has over {_LONGEST_BYTES} bytes: rename it"
    if name != name.strip() or name.endswith("."):
        return "the name begins or ends with a space or a full stop: rename it"
    return ""


def find_stories(folder: Path) -> tuple[tuple[Found, ...], tuple[str, ...]]:
    """Return the stories of a folder, by key, and a line on each that cannot be one.

    A sub-folder with ``story.txt``, ``story.html`` or ``story.json`` is a story, and so is such a
    file in the folder itself under any name. Nothing deeper is looked at, nor hidden files, nor
    what geonews wrote.

    Raises
    ------
    StoryError
        The folder is missing, no folder, or cannot be read.
    """
    try:
        names = sorted((path.name for path in folder.iterdir()), key=_rank)
    except FileNotFoundError as error:
        raise StoryError(f"{str(folder)!r} does not exist: give a folder of stories") from error
    except NotADirectoryError as error:
        raise StoryError(f"{str(folder)!r} is no folder: give one with stories in it") from error
    except OSError as error:
        what = error.strerror or str(error)
        raise StoryError(f"{str(folder)!r} cannot be read ({what}): change its rights") from error
    found: list[Found] = []
    problems: list[str] = []
    taken: dict[str, str] = {}
    for key, fault in _looked_at(folder, names):
        story = None if fault else outputs_of(key)
        if story is not None:
            if "/" not in key and story.page in _OWN_PAGES:
                fault = f"its map would be {story.page!r}, a page of the gallery: rename it"
            # A disk that knows no capitals has one file for both.
            elif other := taken.setdefault(story.page.casefold(), key):
                fault = "" if other == key else f"its map would be that of {other!r}: rename one"
        if fault or story is None:
            problems.append(f"{key!r} is left out: {fault}")
        else:
            found.append(story)
    return tuple(sorted(found, key=lambda story: story.key)), tuple(problems)


def _rank(name: str) -> tuple[str, int, str]:
    """Of ``fire.txt`` and ``fire.json``, whose maps would be one, the text comes first."""
    suffix = PurePath(name).suffix.lower()
    return PurePath(name).stem, (*_SUFFIXES, suffix).index(suffix), name


def _looked_at(folder: Path, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each key that may be a story, with its fault."""
    root = folder.resolve()
    for name in names:
        path = folder / name
        # A page of that name is ours, or stands in our way: writing it will tell.
        if name.startswith((".", "_")) or name in _OWN_PAGES:
            continue
        mode = _mode(path)
        if stat.S_ISLNK(mode):
            target = _mode_behind(path)
            is_story = PurePath(name).suffix.lower() in _SUFFIXES
            if stat.S_ISDIR(target):
                yield name, "it is a link to a folder, and links are not followed"
            elif is_story and not _is_within(path, root):
                yield name, "it is a link that leads out of the folder or nowhere"
            elif is_story and not is_ours(path.resolve()):
                yield name, _fault(name)
        elif stat.S_ISDIR(mode):
            yield from _inside(folder, root, name)
        elif PurePath(name).suffix.lower() in _SUFFIXES and name != MANIFEST:
            if not stat.S_ISREG(mode):
                yield name, "it is no file"
            elif not is_ours(path):
                yield name, _fault(name)


def _inside(folder: Path, root: Path, name: str) -> Iterator[tuple[str, str]]:
    try:
        inside = {path.name for path in (folder / name).iterdir()}
    except OSError as error:
        yield name, f"the folder cannot be read ({error.strerror or error})"
        return
    stories = [f"story{suffix}" for suffix in _SUFFIXES if f"story{suffix}" in inside]
    if not stories:
        return
    key, path = f"{name}/{stories[0]}", folder / name / stories[0]
    if fault := _fault(name):
        yield key, fault
    elif stat.S_ISLNK(_mode(path)) and not _is_within(path, root):
        yield key, "it is a link that leads out of the folder or nowhere"
    elif not stat.S_ISREG(_mode_behind(path)):
        what = "a folder" if stat.S_ISDIR(_mode_behind(path)) else "no file"
        yield key, f"it is {what}: put the story's text into a file of that name"
    else:
        yield key, ""


def _mode(path: Path) -> int:
    try:
        return path.lstat().st_mode
    except OSError:
        return 0


def _mode_behind(path: Path) -> int:
    try:
        return path.stat().st_mode
    except OSError:
        return 0


def _is_within(path: Path, root: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return False
