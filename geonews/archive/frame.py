"""A frame of stories to a frame of reports, on whatever engine hands over frames of pandas."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from geonews.archive.fields import Columns, listed, record_of_fields
from geonews.archive.record import Record
from geonews.errors import (
    GazetteerError,
    GeonewsError,
    ModelError,
    OptionError,
    StoryError,
    UnknownPlaceError,
)
from geonews.options import Options

if TYPE_CHECKING:
    import pandas as pd

    from geonews.archive.work import Analyst

__all__ = ["analyse_frame", "map_partition"]

_FROM_STORY = ("id", "title", "source", "url", "published", "language")
_TYPES = {
    **dict.fromkeys(_FROM_STORY, "string"),
    "mentions": "Int64",
    "resolved": "Int64",
    "report": "string",
    "error": "string",
}
_OF_ALL = (OptionError, UnknownPlaceError, GazetteerError, ModelError)
# Threads of one process share what it holds; the work itself is Python's, one thread at a time.
_AT_WORK = Lock()


def map_partition(
    df: pd.DataFrame, options: Options = Options(), *, columns: Columns | None = None
) -> pd.DataFrame:
    """Analyse each row of a frame as a story, in this process.

    A process opens the gazetteer once and keeps it. For dask see `analyse_frame`; other engines
    that hand over frames of pandas, such as Spark's ``mapInPandas``, take it as it is.

    Parameters
    ----------
    df : pandas.DataFrame
        A row a story; only its text is needed.
    options : Options
    columns : Columns, optional
        What the columns of a story are called.

    Returns
    -------
    pandas.DataFrame
        With the same index: ``id``, ``title``, ``source``, ``url``, ``published`` and ``language``
        of the story, how many ``mentions`` it has and how many are ``resolved``, its ``report`` as
        a line of JSON; or ``error``, why it has none. What is not there is ``pandas.NA``.

    Raises
    ------
    StoryError
        There is no column of text.
    GazetteerError, ModelError, OptionError, UnknownPlaceError
        What would fail for every story.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"text": ["Rain fell on Lima, Peru.", ""]})
    >>> done = map_partition(frame, Options(recogniser="fast"))
    >>> done.mentions.tolist(), done.error.isna().tolist()
    ([2, <NA>], [True, False])
    """
    columns = columns or Columns()
    if columns.text not in df.columns:
        raise StoryError(
            f"the frame has no column {columns.text!r} (it has {listed(df.columns)}): name that of "
            "the story by columns=Columns(text=...)"
        )
    known = [name for name in columns.names if name in df.columns]
    rows = df[known].to_dict("records")
    with _AT_WORK:
        analyst = _analyst(options)
        done = [
            _done(analyst, record_of_fields(_present(row), n, f"row {label}", columns))
            for n, (label, row) in enumerate(zip(df.index, rows, strict=True))
        ]
    return _framed(done, df.index)


def analyse_frame(ddf: Any, options: Options = Options(), *, columns: Columns | None = None) -> Any:
    """Analyse each row of a dask frame as a story, when it is computed; see `map_partition`.

    Nothing guards a worker against a story that crashes native code, or takes for ever: for an
    archive that nobody has been through, `geonews.archive.cluster.run_on_cluster` does.

    Parameters
    ----------
    ddf : dask.dataframe.DataFrame
        Partitions of some thousand stories go well.
    options : Options
    columns : Columns, optional
        What the columns of a story are called.

    Returns
    -------
    dask.dataframe.DataFrame
        Of the same partitions, with the columns that `map_partition` tells of.
    """
    meta = _framed([], ddf._meta.index[:0])
    return ddf.map_partitions(map_partition, options, columns=columns, meta=meta)


def _done(analyst: Analyst, record: Record) -> dict[str, Any]:
    record = record.finished()
    if record.article is None:
        return {"error": record.error}
    told: dict[str, Any] = {name: getattr(record.article, name) or None for name in _FROM_STORY}
    try:
        done = analyst.done(record.article)
    except _OF_ALL:
        raise
    except GeonewsError as error:
        return {**told, "error": str(error)}
    except Exception as error:
        # One story must not cost the others theirs.
        words = f"unexpected {type(error).__name__} ({error}), a fault of geonews: please report it"
        return {**told, "error": words}
    told |= {"mentions": done.mentions, "resolved": done.resolved, "report": done.line.decode()}
    return told


def _present(row: Mapping[Hashable, Any]) -> dict[str, Any]:
    """Return what a row has: pandas writes NaN, NaT or NA for what is missing."""
    return {str(name): None if _is_missing(value) else value for name, value in row.items()}


def _is_missing(value: Any) -> bool:
    import pandas as pd

    return value is None or (pd.api.types.is_scalar(value) and bool(pd.isna(value)))


def _framed(rows: list[dict[str, Any]], index: Any) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        {
            name: pd.array([row.get(name) for row in rows], dtype=kind)
            for name, kind in _TYPES.items()
        },
        index=index,
    )


@cache
def _analyst(options: Options) -> Analyst:
    from geonews.archive.work import Analyst

    return Analyst(options)
