"""What a gallery keeps of a story, and what it refuses to read back."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from geonews.draw.gallery import StoryRecord
from geonews.draw.gallery.record import record_of
from geonews.draw.scene import build_scene
from tests.draw.test_draw import PAYLOADS, hostile_report
from tests.draw.world import full_report, world


def kept() -> StoryRecord:
    return record_of(build_scene(full_report(), world()), "folder")


def test_a_record_says_what_the_report_found() -> None:
    record = kept()
    forms = {place.name: place.form for place in record.places}
    assert forms["Northland"] == "country"
    assert forms["Westmark"] == "area"
    assert forms["Milltown"] == "point"
    assert sum(count for _, count in record.verdicts) == len(full_report().checks)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_record_comes_back_as_it_was_written(payload: str) -> None:
    record = record_of(build_scene(hostile_report(payload), world()), payload)
    assert StoryRecord.from_dict(json.loads(json.dumps(record.to_dict()))) == record


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("title",), None),
        (("title",), "x" * 5000),
        (("published",), "yesterday"),
        (("published",), "2024-02-31"),
        (("lost",), -1),
        (("lost",), True),
        (("lost",), 10**30),
        (("places",), {"a": 1}),
        (("places", 0), []),
        (("places", 0, 4), 91),
        (("places", 0, 5), float("nan")),
        (("places", 0, 5), "12"),
        (("places", 0, 6), "pin"),
        (("places", 0, 9), 1.5),
        (("verdicts",), {"fine": 1}),
        (("verdicts",), ["consistent"]),
    ],
)
def test_a_record_with_a_wrong_value_is_refused(path: tuple[Any, ...], value: object) -> None:
    data: Any = copy.deepcopy(kept().to_dict())
    inner = data
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    with pytest.raises(ValueError):  # noqa: PT011
        StoryRecord.from_dict(data)


@pytest.mark.parametrize("data", [None, [], "x", {}, {"title": "x"}, 3])
def test_what_is_no_record_is_refused(data: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        StoryRecord.from_dict(data)
