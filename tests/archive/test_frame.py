"""Frames of pandas and dask."""

from __future__ import annotations

import json

import dask.dataframe as dd
import numpy as np
import pandas as pd
import pytest

from geonews.archive.fields import Columns
from geonews.archive.frame import analyse_frame, map_partition
from geonews.errors import OptionError, StoryError, UnknownPlaceError
from geonews.options import Options

FAST = Options(recogniser="fast")


def _frame() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "id": ["a", None, "c", "d"],
            "text": ["Rain fell on Lima, Peru.", "Snow fell in Oslo.", None, np.nan],
            "published": [pd.Timestamp("2026-11-24T08:00:00"), pd.NaT, None, None],
            "extra": [1, 2, 3, 4],
        },
        index=[10, 20, 30, 40],
    )


def test_each_row_has_its_report_or_why_it_has_none() -> None:
    done = map_partition(_frame(), FAST)
    assert done.index.tolist() == [10, 20, 30, 40]
    assert done.mentions.tolist()[:2] == [2, 1]
    assert done.report.isna().tolist() == [False, False, True, True]
    assert done.error.isna().tolist() == [True, True, False, False]
    assert "row 30" in done.error[30]
    report = json.loads(done.report[10])
    assert report["article"]["id"] == "a"
    assert report["article"]["published"] == done.published[10] == "2026-11-24T08:00:00"


def test_an_empty_frame_has_the_same_columns() -> None:
    done = map_partition(_frame(), FAST)
    empty = map_partition(_frame()[:0], FAST)
    assert empty.dtypes.to_dict() == done.dtypes.to_dict()


def test_a_frame_of_dask_is_analysed_part_by_part() -> None:
    frame = _frame()
    lazy = analyse_frame(dd.from_pandas(frame, npartitions=3), FAST)
    expected = map_partition(frame, FAST)
    assert lazy.dtypes.to_dict() == expected.dtypes.to_dict()
    pd.testing.assert_frame_equal(lazy.compute(scheduler="threads"), expected)


def test_columns_have_the_names_that_are_given() -> None:
    frame = pd.DataFrame({"body": ["Rain fell on Lima."], "key": [7]})
    done = map_partition(frame, FAST, columns=Columns(text="body", id="key"))
    assert done.id.tolist() == ["7"]
    with pytest.raises(StoryError, match='it has "body", "key"'):
        map_partition(frame, FAST)


def test_what_fails_for_every_story_is_raised() -> None:
    frame = _frame()
    with pytest.raises(UnknownPlaceError):
        map_partition(frame, Options(recogniser="fast", near="Nowhereville-on-Sea"))
    with pytest.raises(OptionError):
        map_partition(frame, Options(recogniser="fast", worldview="XX"))
