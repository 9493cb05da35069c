"""From a folder of stories to their maps and the pages over all of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import geonews
from geonews.draw.gallery import (
    SITEMAP,
    Site,
    Story,
    StoryRecord,
    draw_story,
    encoded,
    newest_first,
    site_files,
)
from geonews.errors import (
    GazetteerError,
    GeonewsError,
    ModelError,
    OptionError,
    StoryError,
    UnknownPlaceError,
)
from geonews.gallery.files import is_ours, put, remove
from geonews.gallery.finding import Found, find_stories, outputs_of
from geonews.gallery.manifest import Remembered, read_manifest, write_manifest
from geonews.options import Options

if TYPE_CHECKING:
    from geonews.corrections import Corrections
    from geonews.gazetteer import Gazetteer
    from geonews.geocode import PlaceSource

__all__ = ["Result", "Say", "build_gallery"]

Say = Callable[[str], None]

# What changes how a run goes and not what it finds.
_OF_THE_RUN = ("user_agent", "timeout_s", "cache", "strict", "gazetteer")
# What would fail for every story ends the run.
_OF_ALL = (OptionError, UnknownPlaceError, GazetteerError, ModelError)
_MOST_BYTES = 100_000_000
# After so many stories drawn what was done is written down, so that a kill costs no more.
_SAVED_EVERY = 200


@dataclass(frozen=True, slots=True)
class Result:
    """What a run did.

    Attributes
    ----------
    stories : int
        How many the gallery has now.
    drawn, removed : int
        How many were drawn in this run, and how many are gone.
    failures : tuple of str
        A line on each story or file that could not be done.
    """

    stories: int
    drawn: int
    removed: int
    failures: tuple[str, ...]


def build_gallery(
    folder: Path,
    options: Options,
    *,
    gazetteer: Gazetteer,
    source: PlaceSource,
    corrections: Corrections | None = None,
    correction_bytes: bytes = b"",
    title: str | None = None,
    url: str = "",
    is_forced: bool = False,
    complain: Say = lambda _: None,
    tell: Say = lambda _: None,
    progress: Callable[[str, float, int], None] = lambda *_: None,
) -> Result:
    """Draw what is new or changed in a folder of stories, and the pages over all of them.

    Maps are written first, then the pages, then what is gone is removed, then the manifest: a run
    that is killed leaves pages whose links lead somewhere, and the next one goes on.

    Parameters
    ----------
    folder : Path
        Read, and written to, one folder deep; nothing outside it is.
    options : Options
    gazetteer, source
        As for `geonews.pipeline.analyse`; one of each for all stories.
    corrections : Corrections, optional
    correction_bytes : bytes
        What their file holds: a story is drawn anew when that changes.
    title : str, optional
        Of the gallery; the folder's name by default.
    url : str
        Where the folder is published; needed for a sitemap.
    is_forced : bool
        Draw every story anew.
    complain, tell : callable
        Get a line on what failed, as it fails, and on what is worth knowing.
    progress : callable
        Gets the phase, the share done and the number done.

    Raises
    ------
    StoryError
        The folder is none or cannot be read.
    OptionError, UnknownPlaceError, GazetteerError, ModelError
        What would fail for every story.
    """
    found, problems = find_stories(folder)
    run = _Run(folder, options, gazetteer, source, corrections, complain, tell)
    for problem in problems:
        run.fail(problem)
    before, damage = read_manifest(folder)
    if damage:
        tell(damage)
    recipe = _recipe(options, gazetteer, correction_bytes)
    now: dict[str, Remembered] = {}
    drawn = saved = 0
    try:
        for index, story in enumerate(found):
            progress("drawing", index / len(found), index)
            old = before.get(story.key)
            new = run.story(story, None if is_forced else old, recipe)
            if new is not None and new is not old:
                drawn += 1
            # A story that failed keeps the map it had.
            if kept := new or old:
                now[story.key] = kept
            if drawn - saved >= _SAVED_EVERY:
                saved = drawn
                write_manifest(folder, {**before, **now})
    except BaseException:
        if drawn:
            write_manifest(folder, {**before, **now})
        raise
    progress("writing the pages", 0, 0)
    name = title or folder.resolve().name or "Stories"
    for file, text in site_files(_site(now, gazetteer, name, url), gazetteer).items():
        run.done(partial(put, folder, file, text))
    if not url:
        remove(folder, SITEMAP)
    in_use = {name for key in now for name in _files(outputs_of(key))}
    gone = [key for key in before if key not in now]
    for key in gone:
        for name in _files(outputs_of(key)):
            if name not in in_use:
                remove(folder, name)
    run.done(partial(write_manifest, folder, now))
    return Result(len(now), drawn, len(gone), tuple(run.failures))


def _files(found: Found) -> tuple[str, str]:
    return found.page, found.thumb


@dataclass(frozen=True, slots=True)
class _Run:
    """One run over a folder: what fails is told, noted, and ends nothing else."""

    folder: Path
    options: Options
    gazetteer: Gazetteer
    source: PlaceSource
    corrections: Corrections | None
    complain: Say
    tell: Say
    failures: list[str] = field(default_factory=list)

    def fail(self, words: str) -> None:
        self.failures.append(words)
        self.complain(words)

    def done(self, work: Callable[[], object]) -> bool:
        """Do some work on one file and tell whether it was done."""
        try:
            work()
        except GeonewsError as error:
            self.fail(str(error))
            return False
        return True

    def story(self, found: Found, old: Remembered | None, recipe: str) -> Remembered | None:
        """Return a story as it stands now: the old one where nothing changed, None on failure."""
        try:
            data = self._data(found)
            sha256 = hashlib.sha256(data).hexdigest()
            is_same = old is not None and (old.sha256, old.recipe) == (sha256, recipe)
            if is_same and all(is_ours(self.folder / name) for name in _files(found)):
                return old
            return Remembered(sha256, recipe, self._drawn(found, data))
        except _OF_ALL:
            raise
        except GeonewsError as error:
            self.fail(str(error))
        except Exception as error:
            # One story must not cost the others theirs.
            self.fail(
                f"{found.key!r}: unexpected {type(error).__name__} ({error}), a fault of geonews: "
                "please report it with the story"
            )
        return None

    def _data(self, found: Found) -> bytes:
        try:
            with (self.folder / found.key).open("rb") as file:
                data = file.read(_MOST_BYTES + 1)
        except OSError as error:
            what = error.strerror or str(error)
            raise StoryError(f"{found.key!r} cannot be read ({what}): change its rights") from error
        if len(data) > _MOST_BYTES:
            raise StoryError(f"{found.key!r} is larger than 100 MB, no story: split it")
        return data

    def _drawn(self, found: Found, data: bytes) -> StoryRecord:
        from geonews.pipeline import analyse
        from geonews.read import read_bytes

        article = read_bytes(data, found.key)
        for note in article.notes:
            self.tell(note)
        report = analyse(
            article,
            self.options,
            gazetteer=self.gazetteer,
            source=self.source,
            corrections=self.corrections,
        )
        drawn = draw_story(report, self.gazetteer, self.source, found.name)
        put(self.folder, found.page, drawn.page)
        put(self.folder, found.thumb, drawn.thumb)
        return drawn.record


def _site(stories: Mapping[str, Remembered], gazetteer: Gazetteer, title: str, url: str) -> Site:
    listed = (
        Story(key, encoded(outputs_of(key).page), encoded(outputs_of(key).thumb), one.record)
        for key, one in stories.items()
    )
    return Site(
        title=title,
        stories=newest_first(listed),
        url=url,
        version=geonews.__version__,
        gazetteer=gazetteer.info,
        attribution=gazetteer.attribution,
    )


def _recipe(options: Options, gazetteer: Gazetteer, corrections: bytes) -> str:
    """Return the SHA-256 of all that decides how a story's map looks, beside the story."""
    said = {name: value for name, value in asdict(options).items() if name not in _OF_THE_RUN}
    parts = {
        "geonews": geonews.__version__,
        "gazetteer": gazetteer.info.to_dict(),
        "worldview": gazetteer.worldview,
        "options": said,
        "corrections": hashlib.sha256(corrections).hexdigest(),
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
