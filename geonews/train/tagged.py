"""What the tagger says of stories it was not trained on, kept in a file: numbers, and no text.

A training takes ten minutes on two cores, and a cross-validation nine of them; what came of them
is kept so that all that builds on it can be trained and judged in seconds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from geonews.recognise.pieces import units_of
from geonews.recognise.tagging import Judged

__all__ = ["Tagged", "read_tagged", "write_tagged"]

Tagged = Mapping[str, tuple[Judged, ...]]
"""The words of stories as a tagger judged them, by the story's id."""

_SCALE = 1000
# What `recognise.tagging` takes for surely no name is not worth a number.
_LEAST = 20


def write_tagged(tagged: Mapping[str, Sequence[Judged]], path: Path) -> None:
    """Write JSON lines of id, number of words, and thousandths of the words worth a number."""
    part = path.with_name(f"{path.name}.part")
    with part.open("w", encoding="utf-8") as file:
        for story_id, judged in tagged.items():
            rows = [
                (number, round(word.begins * _SCALE), round(word.goes_on * _SCALE))
                for number, word in enumerate(judged)
            ]
            told = [row for row in rows if row[1] + row[2] >= _LEAST]
            line = {"id": story_id, "words": len(judged), "judged": told}
            file.write(json.dumps(line, separators=(",", ":")) + "\n")
    part.replace(path)


def read_tagged(path: Path, texts: Iterable[tuple[str, str]]) -> Tagged:
    """Read what `write_tagged` wrote.

    Parameters
    ----------
    path : Path
    texts : iterable of (id, text)
        The stories; each must be in the file, with as many words.

    Raises
    ------
    ValueError
        A story is not in the file, or its text is another.
    """
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    rows = {line["id"]: (line["words"], line["judged"]) for line in lines}
    tagged: dict[str, tuple[Judged, ...]] = {}
    for story_id, text in texts:
        words, judged = rows.get(story_id, (-1, ()))
        units = tuple(units_of(text))
        if words != len(units):
            raise ValueError(
                f"{path.name} has {words} words of story {story_id!r}, its text {len(units)}: "
                "write it anew with python -m geonews.train tagger --held-out"
            )
        likely = {number: (begins / _SCALE, on / _SCALE) for number, begins, on in judged}
        tagged[story_id] = tuple(
            Judged(unit.start, unit.end, *likely.get(number, (0.0, 0.0)))
            for number, unit in enumerate(units)
        )
    return tagged
