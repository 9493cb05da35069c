"""What every test may ask for."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, expect, sync_playwright

_SHARED = Path(__file__).parents[1].parent / "shared"
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--no-first-run",
]

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


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.fail(
            "these tests need a headless Chromium: install it with 'apt-get install chromium', "
            "or leave them out with -m 'not browser'",
            pytrace=False,
        )
    # A busy machine is slow, not wrong.
    expect.set_options(timeout=30_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()
