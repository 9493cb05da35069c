"""What an installed geonews must have with it."""

from __future__ import annotations

from configparser import ConfigParser
from fnmatch import fnmatch
from pathlib import Path

import geonews

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "geonews"


def package_data() -> list[str]:
    """Return the patterns of setup.cfg, as paths below the root."""
    config = ConfigParser()
    config.read(ROOT / "setup.cfg")
    return [
        f"{package.replace('.', '/')}/{pattern.strip()}"
        for package, patterns in config["options.package_data"].items()
        for pattern in patterns.split(",")
    ]


def test_every_file_that_is_no_code_is_installed() -> None:
    files = [
        path.relative_to(ROOT).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and path.suffix != ".py" and "__pycache__" not in path.parts
    ]
    patterns = package_data()
    assert [name for name in files if not any(fnmatch(name, p) for p in patterns)] == []
    assert [p for p in patterns if not any(fnmatch(name, p) for name in files)] == []


def test_every_folder_with_code_is_a_package() -> None:
    folders = {path.parent for path in PACKAGE.rglob("*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").is_file()] == []


def test_the_changelog_begins_with_what_is_not_released_or_this_version() -> None:
    lines = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").split("\n")
    newest = next(line for line in lines if line.startswith("## "))
    assert newest == "## Unreleased" or newest.startswith(f"## {geonews.__version__} ")
