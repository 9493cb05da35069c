"""A gazetteer and a geocoding service to ask."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from geonews.gazetteer import Gazetteer
from tests.geocode.nominatim import Service, serving


@pytest.fixture(autouse=True)
def _nothing_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the configuration and the cache of whoever runs the tests out of them."""
    monkeypatch.setenv("GEONEWS_CONFIG", os.devnull)
    monkeypatch.setenv("GEONEWS_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as running:
        yield running
