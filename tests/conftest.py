"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

_SHARED = Path(__file__).parents[1].parent / "shared"

# Hypothesis has a profile of its own for CI; elsewhere too a slow machine is no failure.
if "CI" not in os.environ:
    settings.register_profile("geonews", deadline=None)
    settings.load_profile("geonews")


@pytest.fixture(autouse=True)
def _own_settings(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keep the user's configuration and cache of geocoders out of every test."""
    monkeypatch.setenv("GEONEWS_CONFIG", os.devnull)
    monkeypatch.setenv("GEONEWS_CACHE_DIR", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of seeds and corpora beside a developer's checkout; no part of the repository."""
    if not _SHARED.is_dir():
        pytest.skip("the seed stories and corpora beside the checkout are not here")
    return _SHARED
