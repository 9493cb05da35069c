"""What the tests of the editor's word share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from geonews.corrections import Corrections, read_corrections
from geonews.gazetteer import Gazetteer

Reader = Callable[[str], Corrections]


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture
def said(tmp_path: Path, gazetteer: Gazetteer) -> Reader:
    """Read corrections from a text, by way of a file called desk.toml."""

    def read(text: str) -> Corrections:
        path = tmp_path / "desk.toml"
        path.write_text(text, encoding="utf-8")
        return read_corrections(path, gazetteer)

    return read
