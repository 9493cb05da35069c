"""The compiled file: written whole or not at all, read back exactly, refused when damaged."""

from __future__ import annotations

import hashlib
import json
import struct
import tempfile
from array import array
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geonews.errors import GazetteerError
from geonews.gazetteer import Gazetteer
from geonews.gazetteer.container import FORMAT, Container, write_container

_DESCRIBED = {"name": "tiny", "version": "1"}
_SECTIONS = {
    "letters": ("B", b"abc"),
    "numbers": ("I", array("I", [1, 2**32 - 1]).tobytes()),
    "signed": ("i", array("i", [-5]).tobytes()),
    "short": ("H", array("H", [7, 8, 9]).tobytes()),
    "reals": ("d", array("d", [0.5, -1e300]).tobytes()),
    "nothing": ("B", b""),
}
_PREFIX = struct.Struct("<8sII32s")


def _written(folder: Path) -> Path:
    path = folder / "tiny.gazetteer"
    write_container(path, _DESCRIBED, _SECTIONS)
    return path


def _with_header(path: Path, **changes: Any) -> Path:
    """Rewrite the header of a file, keeping its payload, checksum and lengths honest."""
    data = path.read_bytes()
    magic, version, length, _ = _PREFIX.unpack_from(data)
    header = json.loads(data[_PREFIX.size : _PREFIX.size + length])
    payload = data[-header["payload_bytes"] :]
    for key, value in changes.items():
        if value is None:
            del header[key]
        else:
            header[key] = value
    encoded = json.dumps(header).encode()
    digest = hashlib.sha256(encoded).digest()
    head = _PREFIX.pack(magic, version, len(encoded), digest) + encoded
    path.write_bytes(head + b"\0" * (-len(head) % 8) + payload)
    return path


def _packed(header: bytes) -> bytes:
    digest = hashlib.sha256(header).digest()
    return _PREFIX.pack(b"GEONEWS\n", FORMAT, len(header), digest) + header


def _one_line(error: pytest.ExceptionInfo[GazetteerError]) -> None:
    message = str(error.value)
    assert "\n" not in message
    assert len(message) < 400


def test_sections_come_back_with_their_types(tmp_path: Path) -> None:
    container = Container(_written(tmp_path))
    assert container.section("letters").tobytes() == b"abc"
    assert container.section("numbers").tolist() == [1, 2**32 - 1]
    assert container.section("signed").tolist() == [-5]
    assert container.section("short").tolist() == [7, 8, 9]
    assert container.section("reals").tolist() == [0.5, -1e300]
    assert container.section("nothing").tolist() == []
    assert container.header["name"] == "tiny"
    container.verify()


def test_sections_are_aligned_to_eight_bytes_in_the_file(tmp_path: Path) -> None:
    path = _written(tmp_path)
    data = path.read_bytes()
    length = _PREFIX.unpack_from(data)[2]
    start = -(-(_PREFIX.size + length) // 8) * 8
    header = json.loads(data[_PREFIX.size : _PREFIX.size + length])
    assert {offset % 8 for offset, _, _ in header["sections"].values()} == {0}
    for name, (offset, size, _) in header["sections"].items():
        assert data[start + offset : start + offset + size] == _SECTIONS[name][1]


def test_the_same_sections_give_the_same_bytes(tmp_path: Path) -> None:
    first = _written(tmp_path).read_bytes()
    assert _written(tmp_path).read_bytes() == first


@given(st.dictionaries(st.text(min_size=1, max_size=8), st.binary(max_size=200), min_size=1))
def test_any_bytes_come_back(contents: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.gazetteer"
        write_container(path, _DESCRIBED, {name: ("B", data) for name, data in contents.items()})
        container = Container(path)
        container.verify()
        assert {name: bytes(container.section(name)) for name in contents} == contents


@given(
    st.lists(st.integers(0, 2**32 - 1), max_size=50),
    st.lists(st.integers(-(2**31), 2**31 - 1), max_size=50),
    st.lists(st.floats(allow_nan=False), max_size=50),
)
def test_any_numbers_come_back(whole: list[int], signed: list[int], real: list[float]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.gazetteer"
        sections = {
            "whole": ("I", array("I", whole).tobytes()),
            "signed": ("i", array("i", signed).tobytes()),
            "real": ("d", array("d", real).tobytes()),
        }
        write_container(path, _DESCRIBED, sections)
        container = Container(path)
        assert container.section("whole").tolist() == whole
        assert container.section("signed").tolist() == signed
        assert container.section("real").tolist() == real


def test_a_missing_file_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(
        GazetteerError, match=r"no gazetteer at .*gone.*geonews gazetteer build"
    ) as e:
        Container(tmp_path / "gone.gazetteer")
    _one_line(e)


def test_a_folder_is_no_gazetteer(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="is a folder, not a gazetteer file") as e:
        Container(tmp_path)
    _one_line(e)


def test_a_path_through_a_file_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="cannot open the gazetteer") as e:
        Container(_written(tmp_path) / "below")
    _one_line(e)


@pytest.mark.parametrize("data", [b"", b"GEONEWS\n", b"PK\x03\x04" + b"x" * 100, b"\0" * 64])
def test_another_file_is_no_gazetteer(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "other"
    path.write_bytes(data)
    with pytest.raises(GazetteerError, match="is not a geonews gazetteer: install") as e:
        Container(path)
    _one_line(e)


def test_another_format_names_both_versions(tmp_path: Path) -> None:
    path = _written(tmp_path)
    data = bytearray(path.read_bytes())
    struct.pack_into("<I", data, 8, FORMAT + 1)
    path.write_bytes(data)
    expected = f"has format {FORMAT + 1}, this geonews reads {FORMAT}"
    with pytest.raises(GazetteerError, match=expected) as e:
        Container(path)
    _one_line(e)


@pytest.mark.parametrize("lost", [1, 8, 40])
def test_a_truncated_file_tells_both_sizes(tmp_path: Path, lost: int) -> None:
    path = _written(tmp_path)
    data = path.read_bytes()
    path.write_bytes(data[:-lost])
    expected = f"has {len(data) - lost:,} bytes and should have {len(data):,}: it is truncated"
    with pytest.raises(GazetteerError, match=expected) as e:
        Container(path)
    _one_line(e)


def test_a_longer_file_is_refused(tmp_path: Path) -> None:
    path = _written(tmp_path)
    path.write_bytes(path.read_bytes() + b"more")
    with pytest.raises(GazetteerError, match="or was changed"):
        Container(path)


def test_every_truncation_is_a_gazetteer_error(tmp_path: Path) -> None:
    data = _written(tmp_path).read_bytes()
    path = tmp_path / "cut"
    for size in range(len(data)):
        path.write_bytes(data[:size])
        with pytest.raises(GazetteerError):
            Container(path)


def test_every_flipped_byte_of_the_header_is_found_on_opening(tmp_path: Path) -> None:
    path = _written(tmp_path)
    data = path.read_bytes()
    for position in range(data.rindex(b"}") + 1):
        damaged = bytearray(data)
        damaged[position] ^= 1
        path.write_bytes(damaged)
        with pytest.raises(GazetteerError) as e:
            Container(path)
        _one_line(e)


def test_it_tells_which_sections_there_are(tmp_path: Path) -> None:
    container = Container(_written(tmp_path))
    assert "letters" in container
    assert "figures" not in container


def test_sections_from_files_are_those_from_memory(tmp_path: Path) -> None:
    whole = _written(tmp_path).read_bytes()
    pieces: dict[str, tuple[str, Any]] = {}
    for number, (name, (code, data)) in enumerate(_SECTIONS.items()):
        parts = [tmp_path / f"{number}-{part}" for part in (0, 1)]
        parts[0].write_bytes(data[:3])
        parts[1].write_bytes(data[3:])
        pieces[name] = (code, parts if number % 2 else data)
    alone = tmp_path / "alone"
    alone.write_bytes(_SECTIONS["letters"][1])
    pieces["letters"] = ("B", alone)
    path = tmp_path / "tiny.gazetteer"
    write_container(path, _DESCRIBED, pieces, scratch=tmp_path)
    assert path.read_bytes() == whole
    assert not list(tmp_path.glob("*.part"))


def test_header_bytes_that_are_no_json(tmp_path: Path) -> None:
    path = _written(tmp_path)
    data = bytearray(path.read_bytes())
    data[_PREFIX.size + 3] = 0xFF
    path.write_bytes(data)
    with pytest.raises(GazetteerError, match=r"header of .* is damaged") as e:
        Container(path)
    _one_line(e)


@pytest.mark.parametrize(
    "changes",
    [
        {"payload_bytes": "many"},
        {"payload_bytes": None},
        {"sections": []},
        {"sections": None},
        {"sections": {"letters": 3}},
        {"sections": {"letters": ["a", "b", "c"]}},
        {"sha256": None},
        {"sha256": 7},
    ],
    ids=str,
)
def test_a_header_that_lies_is_damaged(tmp_path: Path, changes: dict[str, Any]) -> None:
    path = _with_header(_written(tmp_path), **changes)
    with pytest.raises(GazetteerError, match=r"header of .* is damaged"):
        Container(path)


@pytest.mark.parametrize("span", [[-8, 4, "B"], [0, 10**9, "B"], [10**9, 4, "B"], [8, -4, "B"]])
def test_a_section_outside_the_file_is_refused(tmp_path: Path, span: list[Any]) -> None:
    path = _with_header(_written(tmp_path), sections={"letters": span})
    with pytest.raises(GazetteerError, match="truncated or was changed"):
        Container(path)


def test_a_header_of_brackets_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "deep"
    path.write_bytes(_packed(b"[" * 200_000))
    with pytest.raises(GazetteerError, match=r"header of .* is damaged"):
        Container(path)


def test_verify_finds_every_flipped_byte(tmp_path: Path) -> None:
    path = _written(tmp_path)
    data = path.read_bytes()
    payload = json.loads(data[_PREFIX.size : data.rindex(b"}") + 1])["payload_bytes"]
    for position in range(len(data) - payload, len(data)):
        damaged = bytearray(data)
        damaged[position] ^= 1
        path.write_bytes(damaged)
        with pytest.raises(GazetteerError, match="is damaged: its checksum is") as e:
            Container(path).verify()
        _one_line(e)


def test_a_container_without_its_parts_is_no_gazetteer(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"lacks a part .*: build or install it again") as e:
        Gazetteer.open(_written(tmp_path))
    _one_line(e)


def test_writing_replaces_the_file_at_once(tmp_path: Path) -> None:
    path = _written(tmp_path)
    write_container(path, _DESCRIBED, {"other": ("B", b"xyz")})
    assert bytes(Container(path).section("other")) == b"xyz"
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_writing_into_no_folder(tmp_path: Path) -> None:
    path = tmp_path / "absent" / "tiny.gazetteer"
    with pytest.raises(GazetteerError, match=r"cannot write the gazetteer .*No such file") as e:
        write_container(path, _DESCRIBED, _SECTIONS)
    _one_line(e)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_when_the_name_is_taken_by_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "taken"
    path.mkdir()
    with pytest.raises(GazetteerError, match="cannot write the gazetteer"):
        write_container(path, _DESCRIBED, _SECTIONS)
    assert [entry.name for entry in tmp_path.iterdir()] == ["taken"]


def test_the_old_file_stays_when_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _written(tmp_path)
    before = path.read_bytes()

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device", str(self), None, str(target))

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(GazetteerError, match="No space left on device"):
        write_container(path, _DESCRIBED, {"other": ("B", b"xyz")})
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]
