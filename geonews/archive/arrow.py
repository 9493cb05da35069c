"""Arrow, which the extra ``geonews[archive]`` brings; without it, an error that names the extra."""

from __future__ import annotations

from geonews.errors import OptionError

try:
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.csv as csv
    import pyarrow.json as pj
    import pyarrow.parquet as pq
except ImportError as missing:
    raise OptionError(
        "tables need the extra geonews[archive]: install it with pip install 'geonews[archive]'"
    ) from missing

__all__ = ["csv", "pa", "pc", "pj", "pq"]
