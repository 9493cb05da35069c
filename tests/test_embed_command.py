"""``geonews embed``: what it writes, what it says, and what it refuses in one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geonews.cli.embedding import embed
from geonews.draw.embed import FORMS
from tests.draw.embed.pages import page

URL = "https://example.org/maps/rain.html"
AMP = (
    "--publisher-logo=https://example.org/logo.png",
    "--poster=https://example.org/poster.png",
)


def run(*args: str) -> Result:
    return CliRunner().invoke(embed, args)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("map.html").write_bytes(page())
    return tmp_path


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_written_the_same_twice(form: str) -> None:
    first, second = (run("map.html", "--as", form, "--url", URL, *AMP) for _ in range(2))
    assert first.exit_code == 0, first.stderr
    assert first.stdout == second.stdout
    assert "Rain in Westmark" in first.stdout.replace("\\", "")
    assert run("map.html", "--as", form, "--url", URL, *AMP, "-o", "out").exit_code == 0
    assert Path("out").read_text(encoding="utf-8") == first.stdout


def test_without_an_address_the_frame_points_beside_it_and_says_so() -> None:
    result = run("map.html", "--as", "iframe")
    assert 'src="./map.html"' in result.stdout
    assert result.stderr == (
        "without --url it points at 'map.html' beside it: keep them in one folder\n"
    )
    assert run("map.html", "--as", "iframe", "--quiet").stderr == ""


def test_an_oembed_answer_tells_how_it_is_found() -> None:
    result = run("map.html", "--as", "oembed", "--url", URL, "--max-width", "400")
    assert json.loads(result.stdout)["width"] == 400
    assert 'type="application/json+oembed"' in result.stderr


def test_markdown_tells_which_picture_it_shows() -> None:
    result = run("map.html", "--as", "markdown", "--url", URL)
    assert "(./map.png)" in result.stdout
    assert "it shows 'map.png'" in result.stderr
    told = run("map.html", "--as", "markdown", "--url", URL, "--image", "img/a map.svg")
    assert "(img/a%20map.svg)" in told.stdout
    assert told.stderr == ""


def test_what_is_written_is_said() -> None:
    result = run("map.html", "--as", "figure", "-o", "figure.html")
    assert (result.stdout, result.stderr) == (
        "",
        "wrote figure.html: Rain in Westmark as figure\n",
    )


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("nowhere.html", "--as", "figure"), "'nowhere.html' cannot be read (No such file"),
        ((".", "--as", "figure"), "'.' is a directory"),
        (("other.html", "--as", "figure"), "geonews did not write it"),
        (("map.html", "--as", "iframe", "--url", "javascript:alert(1)"), "is no web address"),
        (("map.html", "--as", "oembed"), "--as oembed needs --url"),
        (("map.html", "--as", "amp", "--url", URL), "--as amp needs --publisher-logo"),
        (("map.html", "--as", "figure", "-o", "map.html"), "is the map itself"),
        (("map.html", "--as", "figure", "-o", "no/where.html"), "does not exist"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_3(args: tuple[str, ...], said: str) -> None:
    Path("other.html").write_text("<!doctype html><title>Other</title></html>", encoding="utf-8")
    result = run(*args)
    assert result.exit_code == 3
    assert said in result.stderr
    assert result.stderr.startswith("geonews: ")
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""
    assert Path("map.html").read_bytes() == page()


def test_wrong_usage_is_2() -> None:
    assert run("map.html").exit_code == 2
    assert run("map.html", "--as", "flash").exit_code == 2
    assert run("map.html", "--as", "oembed", "--max-width", "0").exit_code == 2


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
def test_an_endless_file_is_refused() -> None:
    result = run("/dev/zero", "--as", "figure")
    assert (result.exit_code, result.stderr.count("\n")) == (3, 1)


def test_a_hostile_title_moves_no_cursor() -> None:
    Path("map.html").write_bytes(page("Rain \x1b[31m\u202e in\u2028Westmark"))
    result = run("map.html", "--as", "figure", "-o", "out.html")
    assert result.exit_code == 0
    assert not set("\x1b\u202e\u2028") & set(result.stderr)


def test_help_tells_of_wordpress() -> None:
    said = " ".join(run("--help").stdout.split())
    assert "Custom HTML block" in said
    assert "Example: geonews embed map.html" in said
