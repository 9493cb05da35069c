"""The real Nominatim, started once for the tests that need it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.nominatim.server import NotSetUpError, find_parts, serving


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Host and port of a Nominatim over places.osm."""
    try:
        parts = find_parts()
    except NotSetUpError as error:
        pytest.skip(str(error))
    with serving(parts) as host:
        yield host
