"""A gazetteer and a geocoding service to ask."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from geonews.gazetteer import Gazetteer
from tests.geocode.nominatim import Service, serving


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as running:
        yield running
