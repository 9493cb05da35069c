"""What a gallery remembers of its last run, so that only what changed is done again."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from geonews.draw.gallery import StoryRecord
from geonews.gallery.files import MANIFEST, put
from geonews.gallery.finding import outputs_of

__all__ = ["Remembered", "read_manifest", "write_manifest"]

_FORMAT = 1
# 10,000 stories of ten places take 15 MB.
_MOST_BYTES = 400_000_000
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Remembered:
    """A story as it was drawn last.

    Attributes
    ----------
    sha256 : str
        Of the story's file.
    recipe : str
        SHA-256 of all else that decides how its map looks: versions, gazetteer, options.
    """

    sha256: str
    recipe: str
    record: StoryRecord


def read_manifest(folder: Path) -> tuple[Mapping[str, Remembered], str]:
    """Return the stories of the last run by key, and a line where there is one that is damaged.

    A manifest is data that anybody may have put there: no path in it is trusted, and one wrong
    value makes all of it void.
    """
    path = folder / MANIFEST
    nothing: Mapping[str, Remembered] = MappingProxyType({})
    try:
        if path.is_symlink() or not path.is_file():
            gone = not path.is_symlink() and not path.exists()
            return nothing, "" if gone else f"{MANIFEST!r} is no file: all is drawn anew"
        if path.stat().st_size > _MOST_BYTES:
            return nothing, f"{MANIFEST!r} is too large to be ours: all is drawn anew"
        data = json.loads(path.read_bytes())
        if data["geonews_gallery"] != _FORMAT:
            return nothing, f"{MANIFEST!r} is of another version: all is drawn anew"
        return MappingProxyType(dict(map(_story, data["stories"].items()))), ""
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError, OSError):
        return nothing, f"{MANIFEST!r} is damaged: all is drawn anew"


def _story(item: tuple[str, Any]) -> tuple[str, Remembered]:
    key, value = item
    outputs_of(key)
    for name in ("sha256", "recipe"):
        if not _SHA256.fullmatch(value[name]):
            raise ValueError(f"a {name} that is none")
    record = StoryRecord.from_dict(value["record"])
    return key, Remembered(value["sha256"], value["recipe"], record)


def write_manifest(folder: Path, stories: Mapping[str, Remembered]) -> None:
    """Write the manifest: a line a story, in the order of their keys.

    Raises
    ------
    OutputError
        It cannot be written, or a file of that name is not ours.
    """
    lines = (
        f"{json.dumps(key)}:{json.dumps(_dict(stories[key]), separators=(',', ':'))}"
        for key in sorted(stories)
    )
    body = ",\n".join(lines)
    put(folder, MANIFEST, f'{{"geonews_gallery":{_FORMAT},"stories":{{\n{body}\n}}}}\n')


def _dict(one: Remembered) -> dict[str, Any]:
    return {"sha256": one.sha256, "recipe": one.recipe, "record": one.record.to_dict()}
