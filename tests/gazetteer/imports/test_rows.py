"""Lines of the dump: what is read of them, and which are refused."""

from __future__ import annotations

from array import array

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geonews.gazetteer.imports.archive import Chunk
from geonews.gazetteer.imports.rows import Batch, Wanted, parse_rows
from geonews.gazetteer.imports.spill import KIND_MASK, RECORD, UNTAGGED
from geonews.gazetteer.names import NameKind
from tests.gazetteer.imports.world import line

NOTHING = Wanted(frozenset(), frozenset(), other_names=True)


def parse(*lines: str | bytes, wanted: Wanted = NOTHING, first: int = 1) -> Batch:
    data = b"".join(each if isinstance(each, bytes) else each.encode() for each in lines)
    return parse_rows(wanted, Chunk(first, data))


def names(batch: Batch) -> dict[str, tuple[int, str, bool]]:
    """Return id, kind and whether untagged, by folded name."""
    found = {}
    for block in batch.names:
        if block:
            count = int.from_bytes(block[:4], "little")
            records = np.frombuffer(block, RECORD, count, 8)
            at = 8 + records.nbytes
            for record in records:
                key = block[at : at + record["length"]].decode()
                at += int(record["length"])
                kind = NameKind(int(record["how"]) & KIND_MASK).name
                found[key] = int(record["id"]), kind, bool(record["how"] & UNTAGGED)
    return found


def test_a_row_by_column() -> None:
    batch = parse(
        line(4717560, "Paris", 33.66094, -95.55551, "P.PPLA2", country="US", admin1="TX",
             admin2="277", people=24171, day="2023-05-23")
    )  # fmt: skip
    assert array("I", batch.ids).tolist() == [4717560]
    assert array("d", batch.lat).tolist() == [33.66094]
    assert array("d", batch.lon).tolist() == [-95.55551]
    assert array("Q", batch.population).tolist() == array("I", batch.weight).tolist() == [24171]
    assert (batch.features, batch.countries, batch.admins) == (("PPLA2",), ("US",), ("US.TX.277",))
    assert (batch.labels, batch.is_town, batch.newest) == (b"Paris", b"\1", "2023-05-23")
    assert batch.broken.count == 0


def test_names_and_their_kinds() -> None:
    batch = parse(line(1, "Ryl'sk", plain="Rylsk", others="RYL,Рыльск,shou er,Rilsk,,12,http://x"))
    assert names(batch) == {
        "ryl'sk": (1, "NAME", False),
        "rylsk": (1, "NAME", False),
        "ryl": (1, "CODE", False),
        "рыльск": (1, "ALTERNATE", False),
        "shou er": (1, "TRANSLITERATION", False),
        "rilsk": (1, "ALTERNATE", True),
    }
    without = Wanted(frozenset(), frozenset(), other_names=False)
    assert set(names(parse(line(1, "Kay", plain="Cay", others="Key"), wanted=without))) == {
        "kay",
        "cay",
    }


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("", "1 columns, not 19"),
        ("one\ttwo\n", "2 columns, not 19"),
        (line(1, "Kay").replace("\t100\t", "\t100\t\t"), "20 columns, not 19"),
        (line("x1", "Kay"), "id 'x1'"),
        (line("-1", "Kay"), "id '-1'"),
        (line("", "Kay"), "id ''"),
        (line("٣", "Kay"), "id '٣'"),
        (line(0, "Kay"), "id 0"),
        (line(2**32, "Kay"), "id '4294967296'"),
        (line("9" * 5000, "Kay"), "id '99999999999999999999'"),
        (line(1, " "), "a name of 0 bytes"),
        (line(1, "é" * 501), "a name of 1,002 bytes"),
        (line(1, "Kay", "north"), "latitude 'north'"),
        (line(1, "Kay", "nan"), "latitude 'nan'"),
        (line(1, "Kay", "inf"), "latitude 'inf'"),
        (line(1, "Kay", 90.001), "latitude '90.001'"),
        (line(1, "Kay", "1_0"), "latitude '1_0'"),
        (line(1, "Kay", 1, -180.5), "longitude '-180.5'"),
        (line(1, "Kay", 1, ""), "longitude ''"),
        (line(1, "Kay", code="X.PPL"), "feature class 'X'"),
        (line(1, "Kay", code="P.<script>"), "feature code '<script>'"),
        (line(1, "Kay", country="usa"), "country 'usa'"),
        (line(1, "Kay", people="many"), "population 'many'"),
        (line(1, "Kay", people=10**12), "population '1000000000000'"),
        (line(1, "Kay", admin1="x" * 21), "first- or second-level code of 21 letters"),
        (line(1, "Kay", admin2="x" * 99), "first- or second-level code of 101 letters"),
        (line(1, "K").encode().replace(b"\tK\t", b"\t\xff\t"), "not UTF-8"),
    ],
)
def test_a_broken_line_is_refused_alone(broken: str | bytes, reason: str) -> None:
    if not broken:
        broken = "\n"
    batch = parse(line(11, "Before"), broken, line(12, "Behind"), first=40)
    assert array("I", batch.ids).tolist() == [11, 12]
    assert array("Q", batch.line).tolist() == [40, 42]
    assert (batch.broken.count, batch.broken.first) == (1, ((41, reason),))


def test_of_many_broken_lines_all_are_counted_and_the_first_are_listed() -> None:
    batch = parse(*["broken\n"] * 5000)
    assert batch.broken.count == 5000
    assert [number for number, _ in batch.broken.first] == list(range(1, 21))


@pytest.mark.parametrize(
    "odd",
    [
        "Kay\u2028line",
        "Kay\x85next",
        "Kay\x0bvertical",
        "Kay\x1b[31m",
        "'; DROP",
        "<b>",
        "𝕂ay",
        "ᐊᕐᕕᐊᑦ",
    ],
)
def test_odd_characters_are_names(odd: str) -> None:
    batch = parse(line(1, odd), line(2, "Next"))
    assert batch.labels == odd.encode() + b"Next"
    assert batch.broken.count == 0


def test_a_mark_of_byte_order_and_dos_lines_are_read() -> None:
    batch = parse("\ufeff" + line(1, "Kay", day="2026-01-02\r"))
    assert array("I", batch.ids).tolist() == [1]
    assert batch.newest == "2026-01-02"


def test_a_day_that_is_none_is_no_newest_day() -> None:
    assert parse(line(1, "A", day="9"), line(2, "B", day="2020-01-01")).newest == "2020-01-01"


def test_facts_are_kept_of_what_is_wanted() -> None:
    wanted = Wanted(frozenset({7}), frozenset({("SEA", "grey sea")}), other_names=False)
    batch = parse(
        line(7, "Seven", others="Siete"),
        line(8, "Grey Sea", code="H.SEA"),
        line(9, "Grey Sea", code="H.LK"),
        line(10, "Anywhere", code="A.ADM1", admin1="04"),
        line(11, "Some Area", code="A.ADM2", admin2="99"),
        wanted=wanted,
    )
    assert [fact.geonames_id for fact in batch.facts] == [7, 8, 10]
    assert batch.facts[0].names >= {"seven", "siete"}
    assert batch.facts[2].admin1 == "AA.04"
    assert batch.areas == (("AA.01.99", "Some Area"),)


@given(st.lists(st.text(max_size=40), min_size=19, max_size=19))
def test_any_fields_are_read_or_refused(fields: list[str]) -> None:
    text = "\t".join(fields).replace("\n", " ").replace("\ud800", "")
    data = text.encode("utf-8", "replace") + b"\n"
    batch = parse_rows(NOTHING, Chunk(2, data))
    assert len(array("I", batch.ids)) + batch.broken.count == 1
