"""A real headless Chromium, and pages to open in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from geonews.draw import save_page
from geonews.gazetteer import Gazetteer
from geonews.model import Report


class Desk:
    """Opens pages and notes all that a page asks for or complains of."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self._browser = browser
        self.folder = folder
        self._pages: list[Page] = []
        self.requests: list[str] = []
        self.complaints: list[str] = []

    def save(self, report: Report, gazetteer: Gazetteer, name: str = "map.html") -> str:
        path = self.folder / name
        save_page(report, gazetteer, path)
        return path.as_uri()

    def open(
        self,
        url: str,
        width: int = 1200,
        height: int = 900,
        dark: bool = False,
        script: bool = True,
    ) -> Page:
        page = self._browser.new_page(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            java_script_enabled=script,
        )
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(url)
        # The figure stands first; the map is laid over it once the browser is idle.
        if script and page.locator(".stage #map").count():
            expect(page.locator(".stage.live")).to_have_count(1)
        self._pages.append(page)
        return page

    def close(self) -> None:
        for page in self._pages:
            page.close()


@pytest.fixture
def desk(chromium: Browser, tmp_path: Path) -> Iterator[Desk]:
    found = Desk(chromium, tmp_path)
    yield found
    found.close()


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()
