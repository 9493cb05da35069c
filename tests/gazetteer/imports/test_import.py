"""A small dump imported whole: what becomes of each row, name and area."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from geonews.errors import GazetteerError
from geonews.gazetteer import Gazetteer, NameKind
from geonews.gazetteer.container import Container
from geonews.gazetteer.imports import Dump, Outcome, import_dump
from geonews.geocode.embedded import EmbeddedGeocoder
from geonews.model import Place
from tests.gazetteer.imports.world import ALTERNATES, DUMP, alternate, line, write_base

Importer = Callable[..., Gazetteer]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_base(tmp_path_factory.mktemp("base") / "embedded.gazetteer")


@pytest.fixture(scope="module")
def importing(tmp_path_factory: pytest.TempPathFactory, base: Path) -> Importer:
    """Import texts, each given by the part of the dump it is."""
    numbers = itertools.count()

    def run(*lines: str, count: int = 1, **others: str) -> Gazetteer:
        folder = tmp_path_factory.mktemp(f"run{next(numbers)}")
        (folder / "dump.txt").write_text("".join(lines), encoding="utf-8")
        for name, text in others.items():
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        files = {name: folder / f"{name}.txt" for name in others}
        out = folder / "out.gazetteer"
        import_dump(Dump(folder / "dump.txt", **files), out, base=base, count=count)
        assert not (folder / ".out.gazetteer.importing").exists()
        return Gazetteer.open(out)

    return run


@pytest.fixture(scope="module")
def imported(importing: Importer) -> Gazetteer:
    return importing(*DUMP, alternate_names="".join(ALTERNATES))


def every(gazetteer: Gazetteer) -> dict[int | None, Place]:
    last = gazetteer.header["groups"]["features"][1]
    return {place.geonames_id: place for place in map(gazetteer.place, range(last))}


def kinds(gazetteer: Gazetteer, name: str) -> dict[int | None, str]:
    return {c.place.geonames_id: c.kind.name for c in gazetteer.candidates(name)}


# Rows ------------------------------------------------------------------------------------------


def test_the_file_is_whole_and_says_what_it_is(imported: Gazetteer) -> None:
    imported.verify()
    header = imported.header
    assert (imported.info.name, imported.info.version) == ("geonames", "2026-10-01")
    assert imported.attribution == ("Places: the test",)
    assert header["repaired"] == ["a ring"]
    assert header["sources"] == {
        "test": "1",
        "embedded": "1",
        "dump.txt": "2026-10-01",
        "alternate_names.txt": "2026-10-01",
    }
    assert header["counts"] == {
        "countries": 2, "regions": 3, "counties": 1, "own": 2, "disputed": 1, "towns": 5,
        "features": 7, "names": 29,
    }  # fmt: skip


def test_rows_above_towns_keep_number_shape_and_name(imported: Gazetteer, base: Path) -> None:
    embedded = Gazetteer.open(base)
    for row in range(embedded.header["groups"]["towns"][0]):
        was, now = embedded.place(row), imported.place(row)
        assert (was.name, was.lat, was.lon, was.feature, was.bbox) == (
            now.name, now.lat, now.lon, now.feature, now.bbox,
        )  # fmt: skip
        assert embedded.weight(row) == imported.weight(row)
        assert embedded.row_shape(row, "full") == imported.row_shape(row, "full")


def test_sections_nobody_knows_are_taken_over(imported: Gazetteer, base: Path) -> None:
    for name in ("unheard_of", "lexicon", "members", "region", "bbox"):
        old = Container(base).section(name)
        assert imported.container.section(name).tobytes() == old.tobytes()


def test_rows_that_are_joined_are_not_doubled(imported: Gazetteer) -> None:
    (north,) = imported.lookup("North")
    assert (north.geonames_id, north.population, north.wikidata_id) == (101, 90_000, "Q7")
    assert imported.shape(north) is not None
    (sea,) = imported.lookup("Grey Sea")
    assert sea.geonames_id == 315
    assert {p.geonames_id for p in imported.lookup("Lamar County")} == {313, 314}


def test_a_county_without_an_id_is_the_one_whose_polygon_holds_the_point(
    imported: Gazetteer,
) -> None:
    held, other = (every(imported)[number] for number in (313, 314))
    assert imported.shape(held) is not None
    assert imported.shape(other) is None
    assert (held.admin1, other.admin1) == ("North", "South")


def test_a_shape_whose_id_is_the_towns_is_never_drawn_for_the_town(imported: Gazetteer) -> None:
    port = every(imported)[301]
    assert (port.feature, port.admin1) == ("PPLC", "Coast")
    assert imported.shape(port) is None
    coast = every(imported)[103]
    shape = imported.shape(coast)
    assert shape is not None
    assert shape.bounds == pytest.approx((10, 0, 20, 10), abs=1e-3)
    notes = imported.header["import"]["unconfirmed"]
    assert notes["count"] == 1
    assert notes["first"] == [
        {"geonames_id": 301, "name": "Coast", "reason": "the dump has 'Port' there, a PPLC"}
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (line(101, "Elsewhere", 7.5, 5, "A.ADM1"), "no name in common"),
        (line(101, "North", 2, 17, "A.ADM1"), "outside the polygon"),
        (line(101, "North", -60, -120, "A.ADM1"), "outside the polygon"),
        (line(101, "North", 7.5, 5, "P.PPLA"), "a PPLA"),
        (line(101, "North", 7.5, 5, "S.AIRP"), "a AIRP"),
    ],
)
def test_an_id_that_is_not_confirmed_stands_alone(
    importing: Importer, row: str, reason: str
) -> None:
    gazetteer = importing(row)
    (place,) = [place for place in gazetteer.lookup(row.split("\t")[1]) if place.geonames_id]
    assert gazetteer.shape(place) is None
    (doubt,) = gazetteer.header["import"]["unconfirmed"]["first"]
    assert doubt["reason"].endswith(reason)
    (region,) = [p for p in gazetteer.lookup("North") if p.feature == "ADM1" and p.bbox]
    assert region.geonames_id is None
    assert gazetteer.shape(region) is not None


def test_two_rows_that_fit_one_polygon_fit_none(importing: Importer) -> None:
    twins = [line(n, "Lamar County", 8, 2 + n / 9999, "A.ADM2") for n in (313, 314)]
    gazetteer = importing(*twins)
    found = gazetteer.lookup("Lamar County")
    assert sorted(p.geonames_id or 0 for p in found) == [0, 313, 314]
    assert [p.geonames_id for p in found if gazetteer.shape(p) is not None] == [None]


def test_towns_the_dump_no_longer_has_go_where_it_has_the_country(imported: Gazetteer) -> None:
    assert imported.lookup("Struck Out") == ()
    (bay,) = imported.lookup("Bay")
    assert (bay.geonames_id, bay.population, bay.country) == (401, 7_000, "BB")
    assert imported.header["import"]["kept_towns"] == 1
    assert imported.header["import"]["dropped_towns"] == 1


def test_the_dump_of_one_country_does_not_empty_the_world(importing: Importer) -> None:
    gazetteer = importing(line(900, "New Bay", 5, 35, country="BB"))
    assert {"Kay", "Port", "Struck Out", "Bay"} <= {p.name for p in every(gazetteer).values()}
    assert kinds(gazetteer, "Kayville") == {302: "ALTERNATE"}
    (kay,) = gazetteer.lookup("Kay")
    assert (kay.admin1, kay.population) == ("North", 40_000)


def test_the_nearest_town_is_no_stream_and_no_ruin(imported: Gazetteer) -> None:
    ((place, km), *_) = imported.nearest(6.5, 5.5)
    assert (place.geonames_id, km < 3) == (302, True)
    assert {p.feature[:3] for p, _ in imported.nearest(6.5, 5.5, limit=5)} == {"PPL"}
    assert 322 not in {p.geonames_id for p, _ in imported.nearest(6.5, 5.5, limit=9)}


def test_namesakes_come_as_news_means_them(imported: Gazetteer) -> None:
    assert [place.feature for place in imported.lookup("Kay")] == ["PPLA2", "ADM3", "STM"]


# Areas -----------------------------------------------------------------------------------------


def test_regions_by_code_by_position_and_by_the_dumps_own_rows(imported: Gazetteer) -> None:
    places = every(imported)
    assert places[302].admin1 == "North"
    assert places[320].admin1 == "South"
    assert places[323].admin1 == "West Beland"
    assert [places[number].admin1 for number in (100, 101, 104, 315, 321)] == [None] * 5


def test_second_level_areas_have_names(imported: Gazetteer) -> None:
    places = every(imported)
    named = {n: imported.admin2_name(places[n]) for n in (302, 311, 310, 323, 320, 101)}
    assert named == {
        302: "Kay District", 311: "Kay District", 310: None, 323: None, 320: None, 101: None,
    }  # fmt: skip


def test_lists_of_codes_name_what_the_dump_does_not(importing: Importer) -> None:
    gazetteer = importing(
        line(901, "Towny", 5, 35, country="BB", admin1="09", admin2="3"),
        line(902, "Towna", 5, 5, admin1="44", admin2="3"),
        admin1="# codes\nBB.09\tEast Beland\tEast Beland\t77\nAA.44\tSouthern\tSouthern\t102\n",
        admin2="BB.09.3\tThird District\tThird District\t78\nbroken\n",
    )
    towny, towna = (every(gazetteer)[number] for number in (901, 902))
    assert (towny.admin1, gazetteer.admin2_name(towny)) == ("East Beland", "Third District")
    # Region 102 is not in this dump, so nothing confirms that its polygon is meant.
    assert (towna.admin1, gazetteer.admin2_name(towna)) == ("Southern", None)
    (refused,) = gazetteer.header["import"]["refused"]
    assert (refused["file"], refused["count"], refused["first"][0]["line"]) == ("admin2.txt", 1, 2)


def test_the_hierarchy_tells_the_region_of_rows_without_a_code(importing: Importer) -> None:
    rows = (
        line(104, "West Beland", 5, 33, "A.ADM1", country="BB", admin1="07"),
        line(903, "Isles", 60, 60, "T.ISLS", country="BB", admin1="07"),
        line(904, "Isle", 60, 61, "T.ISL", country="BB", admin1="00"),
        line(905, "Bight", 60, 61, "H.BAY", country="BB", admin1=""),
        line(906, "Stray", 60, 61, "T.ISL", country="AA", admin1=""),
        line(907, "Loop", 60, 61, "T.ISL", country="BB", admin1=""),
    )
    pairs = "903\t904\t\n904\t905\n104\t906\tADM\n907\t907\tADM\nx\ty\n5\t904\tother\n"
    gazetteer = importing(*rows, hierarchy=pairs)
    admin1 = {number: place.admin1 for number, place in every(gazetteer).items()}
    assert (admin1[904], admin1[905]) == ("West Beland", "West Beland")
    assert (admin1[906], admin1[907]) == (None, None)
    assert gazetteer.header["import"]["regions_by_hierarchy"] == 2
    (refused,) = gazetteer.header["import"]["refused"]
    assert (refused["file"], refused["count"]) == ("hierarchy.txt", 1)


# Names -----------------------------------------------------------------------------------------


def test_names_of_the_file_of_alternates(imported: Gazetteer) -> None:
    found = {
        name: kinds(imported, name).get(302)
        for name in ("Kay", "Kaytown", "Oldkay", "The Big K", "Kainach", "KYY", "Kayish")
    }
    assert found == {
        "Kay": "NAME", "Kaytown": "NAME", "Oldkay": "HISTORIC", "The Big K": "COLLOQUIAL",
        "Kainach": "FOREIGN", "KYY": "CODE", "Kayish": "ADJECTIVE",
    }  # fmt: skip
    assert every(imported)[302].wikidata_id == "Q1234"
    assert every(imported)[102].wikidata_id == "Q98"
    assert imported.candidates("Nobody There") == ()
    # The column of other names is not read where the file says more.
    assert imported.candidates("Каи") == ()


def test_historic_and_colloquial_names_are_found_when_asked_for(imported: Gazetteer) -> None:
    for name in ("Oldkay", "The Big K"):
        assert [place.geonames_id for place in imported.lookup(name)] == [302]
    assert imported.lookup("KYY") == imported.lookup("Kayish") == ()


def test_names_of_the_column_where_there_is_no_such_file(importing: Importer) -> None:
    gazetteer = importing(*DUMP)
    assert kinds(gazetteer, "Каи") == {302: "ALTERNATE"}
    assert kinds(gazetteer, "KAY")[302] == "NAME"
    assert kinds(gazetteer, "kai er") == {302: "TRANSLITERATION"}


def test_a_name_of_no_language_is_no_english_name_of_a_region(imported: Gazetteer) -> None:
    assert kinds(imported, "Norda") == {101: "FOREIGN"}
    assert kinds(imported, "The North") == {101: "ALTERNATE"}


def test_what_the_embedded_gazetteer_knows_of_names_stays(imported: Gazetteer) -> None:
    assert kinds(imported, "Kayville") == {302: "ALTERNATE"}
    assert kinds(imported, "Alish") == {100: "ADJECTIVE"}
    assert kinds(imported, "Alandia") == {100: "FOREIGN"}


def test_a_known_name_is_not_made_historic(importing: Importer) -> None:
    names = alternate(302, "en", "Kayville", "h", "1700/1800")
    assert kinds(importing(*DUMP, alternate_names=names), "Kayville") == {302: "ALTERNATE"}


def test_search_in_an_imported_gazetteer(imported: Gazetteer) -> None:
    found = [(c.place.geonames_id, c.kind) for c in imported.search("ka", limit=3)]
    # Kaytown and Kayville are Kay's; the district and the commune have fewer people.
    assert found[0] == (302, NameKind.NAME)
    assert [number for number, _ in found[1:]] == [310, 311]
    assert [c.place.geonames_id for c in imported.search("oldk")] == [302]
    assert imported.search("zzz") == ()


# Faults ----------------------------------------------------------------------------------------


def test_broken_lines_are_listed_and_the_rest_is_there(importing: Importer) -> None:
    gazetteer = importing(DUMP[0], "broken\n", *DUMP[1:], DUMP[3], line(5, "", 1, 1))
    (refused,) = gazetteer.header["import"]["refused"]
    assert refused == {
        "file": "dump.txt",
        "count": 3,
        "first": [
            {"line": 2, "reason": "1 columns, not 19"},
            {"line": 20, "reason": "a name of 0 bytes"},
            {"line": 19, "reason": "id 103 a second time"},
        ],
    }
    assert len(gazetteer.lookup("Kay")) == 3


@pytest.mark.parametrize(("text", "why"), [("", "it is empty"), ("a\tb\n" * 9, "line 1 has 2 col")])
def test_a_dump_without_a_row_makes_no_file(
    tmp_path: Path, base: Path, text: str, why: str
) -> None:
    (tmp_path / "dump.txt").write_text(text)
    with pytest.raises(GazetteerError, match=rf"no row of .*dump.txt' can be read \({why}"):
        import_dump(Dump(tmp_path / "dump.txt"), tmp_path / "out", base=base)
    assert [path.name for path in tmp_path.iterdir()] == ["dump.txt"]


def test_files_that_are_not_there_are_told_before_anything_is_done(
    tmp_path: Path, base: Path
) -> None:
    (tmp_path / "dump.txt").write_text("".join(DUMP))
    with pytest.raises(GazetteerError, match=r"no file .*gone.zip': download it"):
        import_dump(
            Dump(tmp_path / "dump.txt", hierarchy=tmp_path / "gone.zip"),
            tmp_path / "out",
            base=base,
        )
    with pytest.raises(GazetteerError, match=r"cannot write the gazetteer .*No such file"):
        import_dump(Dump(tmp_path / "dump.txt"), tmp_path / "gone" / "out", base=base)
    (tmp_path / "folder").mkdir()
    with pytest.raises(GazetteerError, match=r"cannot write the gazetteer .*Is a directory"):
        import_dump(Dump(tmp_path / "dump.txt"), tmp_path / "folder", base=base)


def test_an_import_is_no_base_of_another(imported: Gazetteer, tmp_path: Path) -> None:
    (tmp_path / "dump.txt").write_text("".join(DUMP))
    with pytest.raises(GazetteerError, match="is an import itself"):
        import_dump(Dump(tmp_path / "dump.txt"), tmp_path / "out", base=imported.container.path)


def test_what_a_killed_run_left_is_removed(importing: Importer, base: Path, tmp_path: Path) -> None:
    (tmp_path / "dump.txt").write_text("".join(DUMP), encoding="utf-8")
    left = tmp_path / ".out.importing"
    (left / "deeper").mkdir(parents=True)
    (left / "spill-000").write_bytes(b"rubbish")
    (left / "rows-lat").write_bytes(b"rubbish")
    import_dump(Dump(tmp_path / "dump.txt"), tmp_path / "out", base=base)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dump.txt", "out"]
    whole = importing(*DUMP).container.path.read_bytes()
    assert (tmp_path / "out").read_bytes() == whole


def test_a_folder_that_is_a_link_is_never_emptied(base: Path, tmp_path: Path) -> None:
    (tmp_path / "dump.txt").write_text("".join(DUMP), encoding="utf-8")
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter").write_text("dear")
    (tmp_path / ".out.importing").symlink_to(other)
    with pytest.raises(GazetteerError, match=r"cannot write the gazetteer .* is a link"):
        import_dump(Dump(tmp_path / "dump.txt"), tmp_path / "out", base=base)
    assert [path.name for path in other.iterdir()] == ["letter"]


def test_a_dump_of_codes_without_end_is_refused(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = (line(n, "Kay", code=f"S.X{n}", admin2=str(n)) for n in range(1, 300))
    (tmp_path / "dump.txt").write_text("".join(rows), encoding="utf-8")
    monkeypatch.setattr("geonews.gazetteer.imports.table._MAX_FEATURES", 200)
    with pytest.raises(GazetteerError, match="it is no dump of GeoNames"):
        import_dump(Dump(tmp_path / "dump.txt"), tmp_path / "out", base=base)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dump.txt"]


def test_two_imports_of_one_name_at_a_time_are_refused(base: Path, tmp_path: Path) -> None:
    (tmp_path / "dump.txt").write_text("".join(DUMP), encoding="utf-8")
    refused: list[str] = []

    def told(phase: str, share: float, count: int) -> None:
        del phase, share, count
        if not refused:
            with pytest.raises(GazetteerError, match="another import is writing") as e:
                import_dump(Dump(tmp_path / "dump.txt"), tmp_path / "out", base=base)
            refused.append(str(e.value))

    import_dump(Dump(tmp_path / "dump.txt"), tmp_path / "out", base=base, told=told)
    assert len(refused) == 1
    Gazetteer.open(tmp_path / "out").verify()


def test_a_full_disk_is_told_and_leaves_the_old_file(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "dump.txt").write_text("".join(DUMP), encoding="utf-8")
    (tmp_path / "out").write_bytes(b"before")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("geonews.gazetteer.imports.spill.Spill.add", full)
    with pytest.raises(GazetteerError, match=r"cannot write beside .*No space left on device"):
        import_dump(Dump(tmp_path / "dump.txt"), tmp_path / "out", base=base)
    assert (tmp_path / "out").read_bytes() == b"before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dump.txt", "out"]


# Repeating -------------------------------------------------------------------------------------


def test_the_same_inputs_make_the_same_bytes_with_any_number_of_processes(
    importing: Importer,
) -> None:
    many = [
        line(5000 + n, f"Place {n % 700}", n % 80, n % 170, "P.PPL" if n % 3 else "H.STM",
             people=n % 900, others=f"Other {n % 50},OT{n % 9}")
        for n in range(60_000)
    ]  # fmt: skip
    names = "".join(alternate(5000 + n, "de", f"Ort {n % 99}") for n in range(60_000))
    first = importing(*DUMP, *many, alternate_names=names)
    second = importing(*DUMP, *many, alternate_names=names, count=3)
    assert first.container.path.read_bytes() == second.container.path.read_bytes()
    assert len(first.lookup("Place 5")) == len([n for n in range(60_000) if n % 700 == 5])


def test_progress_is_told(base: Path, tmp_path: Path) -> None:
    (tmp_path / "dump.txt").write_text("".join(DUMP), encoding="utf-8")
    told: list[tuple[str, float, int]] = []
    outcome = import_dump(
        Dump(tmp_path / "dump.txt"), tmp_path / "out", base=base, told=lambda *a: told.append(a)
    )
    assert outcome == Outcome(len(DUMP), outcome.names, (), 1)
    phases = list(dict.fromkeys(phase for phase, _, _ in told))
    assert phases == [
        "reading rows", "finding what holds what", "ordering rows", "indexing names",
        "writing the file",
    ]  # fmt: skip
    assert told[0] == ("reading rows", 1.0, len(DUMP))


def test_a_file_of_the_dump_is_never_written_over(tmp_path: Path, base: Path) -> None:
    (tmp_path / "dump.txt").write_text("".join(DUMP), encoding="utf-8")
    (tmp_path / "names.txt").write_text("".join(ALTERNATES), encoding="utf-8")
    dump = Dump(tmp_path / "dump.txt", tmp_path / "names.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "dump.txt")
    for name in ("dump.txt", "names.txt", "link.txt"):
        with pytest.raises(GazetteerError, match="is a file of the dump itself"):
            import_dump(dump, tmp_path / name, base=base, count=1)
    assert (tmp_path / "dump.txt").read_text(encoding="utf-8") == "".join(DUMP)
    assert (tmp_path / "names.txt").read_text(encoding="utf-8") == "".join(ALTERNATES)


def test_a_town_is_found_by_its_second_level_area_or_its_old_name(imported: Gazetteer) -> None:
    places = every(imported)
    geocoder = EmbeddedGeocoder(imported)
    found = geocoder.geocode(f"{places[302].name}, Kay District")
    assert found is not None
    assert not isinstance(found, list)
    assert found.raw["geonames_id"] == 302
    assert geocoder.geocode(f"{places[302].name}, Third District") is None
    old = geocoder.geocode("Oldkay")
    assert old is not None
    assert not isinstance(old, list)
