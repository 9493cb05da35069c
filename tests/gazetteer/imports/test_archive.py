"""Downloads as they are, and archives that no download is."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geonews.errors import GazetteerError
from geonews.gazetteer.imports.archive import chunks

LINES = b"".join(b"%d\tname %d\n" % (number, number) for number in range(300))


def zipped(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def read(path: Path) -> bytes:
    return b"".join(chunk.data for chunk in chunks(path))


def test_a_text_and_an_archive_of_it_are_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(LINES)
    beside = {"readme.txt": b"read me", "iso-languagecodes.txt": b"ab", "allCountries.txt": LINES}
    for method in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED):
        assert read(zipped(tmp_path / "a.zip", beside, method)) == LINES
    assert read(tmp_path / "a.txt") == LINES


def test_a_last_line_without_its_end_is_whole(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"one\ntwo")
    assert read(tmp_path / "a.txt") == b"one\ntwo\n"


def test_an_empty_text_has_no_lines(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    assert read(tmp_path / "a.txt") == b""


def test_chunks_are_whole_lines_under_their_numbers(tmp_path: Path) -> None:
    lines = [b"%07d " % number + b"x" * (number % 5000) for number in range(4000)]
    (tmp_path / "a.txt").write_bytes(b"\n".join(lines))
    parts = list(chunks(tmp_path / "a.txt"))
    assert len(parts) > 1
    for part in parts:
        assert part.data.endswith(b"\n")
        found = part.data.split(b"\n")[:-1]
        assert found == lines[part.line - 1 : part.line - 1 + len(found)]
    assert read(tmp_path / "a.txt") == b"\n".join(lines) + b"\n"


def test_a_line_of_any_length_is_never_held_whole(tmp_path: Path) -> None:
    long = b"a\tb" * 4_000_000
    (tmp_path / "a.txt").write_bytes(b"first\n" + long + b"\nlast\n")
    parts = list(chunks(tmp_path / "a.txt"))
    assert sum(len(part.data) for part in parts) < 1000
    data = b"".join(part.data for part in parts)
    assert data.startswith(b"first\na ba ba b")
    assert data.endswith(b"\nlast\n")
    assert data.count(b"\n") == 3
    assert b"\t" not in data


def test_it_tells_how_far_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 99 + b"\n" + LINES * 2000)
    told: list[float] = []
    assert sum(1 for _ in chunks(tmp_path / "a.txt", told.append)) == len(told) > 1
    assert told == sorted(told)
    assert told[-1] == 1.0


@pytest.mark.parametrize(
    "members",
    [
        {"../allCountries.txt": LINES},
        {"/etc/allCountries.txt": LINES},
        {"folder/allCountries.txt": LINES},
        {"..\\allCountries.txt": LINES},
        {"C:allCountries.txt": LINES},
        {"allCountries.txt": LINES, "../readme.txt": b""},
        {"..": b"", "allCountries.txt": LINES},
        {"one.txt": LINES, "two.txt": LINES},
        {"readme.txt": LINES},
        {"picture.png": LINES},
        {},
        {f"{number}.md": b"" for number in range(100)} | {"allCountries.txt": LINES},
    ],
    ids=lambda members: ",".join(members)[:40],
)
def test_archives_no_download_is_are_refused(tmp_path: Path, members: dict[str, bytes]) -> None:
    path = zipped(tmp_path / "a.zip", members)
    with pytest.raises(GazetteerError, match=r"is (refused|damaged|no zip archive)") as e:
        read(path)
    assert "\n" not in str(e.value)
    assert len(str(e.value)) < 500


def test_a_bomb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"allCountries.txt": b"\0" * 50_000_000})
    with pytest.raises(GazetteerError, match=r"would grow from [\d,]+ to 50,000,000 bytes"):
        read(path)


def test_a_bomb_that_lies_about_its_size_ends_where_it_says(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"allCountries.txt": b"\0" * 50_000_000})
    size = (50_000_000).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (1_000_000).to_bytes(4, "little")))
    with pytest.raises(GazetteerError, match="damaged"):
        read(path)


def test_links_and_secrets_are_refused(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("allCountries.txt")
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "link.zip", "w") as archive:
        archive.writestr(info, "/etc/passwd")
    with pytest.raises(GazetteerError, match="is a link"):
        read(tmp_path / "link.zip")
    path = zipped(tmp_path / "secret.zip", {"allCountries.txt": LINES})
    data = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    path.write_bytes(data)
    with pytest.raises(GazetteerError, match="is encrypted"):
        read(path)


def test_other_compressions_are_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"allCountries.txt": LINES}, zipfile.ZIP_LZMA)
    with pytest.raises(GazetteerError, match="compressed in another way"):
        read(path)


def test_a_missing_file_a_folder_and_a_text_that_claims_to_be_an_archive(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"no file .*download it from geonames.org"):
        read(tmp_path / "gone.zip")
    with pytest.raises(GazetteerError, match="cannot read"):
        read(tmp_path)
    (tmp_path / "a.zip").write_bytes(LINES)
    with pytest.raises(GazetteerError, match="is no zip archive"):
        read(tmp_path / "a.zip")


def _archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", b"read me")
        archive.writestr("allCountries.txt", LINES)
    return out.getvalue()


@given(lost=st.integers(1, len(_archive()) - 4))
def test_every_truncation_is_told(tmp_path_factory: pytest.TempPathFactory, lost: int) -> None:
    path = tmp_path_factory.mktemp("cut") / "a.zip"
    path.write_bytes(_archive()[:-lost])
    with pytest.raises(GazetteerError):
        read(path)


def test_flipped_bytes_are_told_or_harmless(tmp_path: Path) -> None:
    random, whole = Random(1), _archive()  # noqa: S311  reproducible, not secret
    told = 0
    for _ in range(600):
        data = bytearray(whole)
        data[random.randrange(4, len(data))] ^= 1 << random.randrange(8)
        path = tmp_path / "a.zip"
        path.write_bytes(data)
        try:
            assert read(path) == LINES
        except GazetteerError:
            told += 1
    assert told > 100
