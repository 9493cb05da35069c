"""What of the world is shown, and where things lie in it."""

from __future__ import annotations

import re

import pytest

from geonews.draw.archive.ground import WIDTH, Ground, Weighted, build_ground
from geonews.gazetteer import Gazetteer

EVERYWHERE: list[Weighted] = [(-77.0, -12.0, 5), (36.8, -1.3, 5), (127.0, 37.6, 5), (2.3, 48.9, 5)]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture(scope="module")
def world(gazetteer: Gazetteer) -> Ground:
    return build_ground(gazetteer, EVERYWHERE)


def codes(ground: Ground) -> set[str]:
    return {land.code for land in ground.lands}


def test_stories_of_everywhere_show_the_world(world: Ground) -> None:
    assert world.is_world
    assert {"PE", "KE", "KR", "FR", "RU", "US", "NZ", "FJ"} <= codes(world)
    assert 0.4 < world.height / WIDTH < 0.5
    assert (world.at(11.0, 0.0) or (0, 0))[0] == WIDTH // 2
    # Both sides of the seam are its edges, by the Bering Strait.
    assert (world.at(-168.0, 0.0) or (WIDTH, 0))[0] < 20
    assert (world.at(-170.0, 0.0) or (0, 0))[0] > WIDTH - 20
    assert world.at(-77.0, -80.0) is None


def test_none_at_all_shows_the_world(gazetteer: Gazetteer) -> None:
    assert build_ground(gazetteer, []).is_world


@pytest.mark.parametrize(
    ("points", "inside", "outside"),
    [
        ([(-77.0, -12.0, 9), (-72.0, -13.5, 3), (-79.0, -6.8, 4)], {"PE", "BR"}, {"US", "KE"}),
        # Over the antimeridian, none of it torn apart.
        ([(178.4, -18.1, 9), (-179.8, -16.8, 3), (-171.8, -13.8, 4)], {"FJ", "WS"}, {"NZ", "US"}),
        ([(103.85, 1.29, 900)], {"SG", "MY"}, {"TH", "AU"}),
        # Nearly all of them: one letter from abroad does not make it a map of the world.
        ([(10.0, 50.0, 90), (13.4, 52.5, 90), (9.0, 53.0, 40), (-60.0, 3.0, 2)], {"DE"}, {"GY"}),
    ],
)
def test_stories_of_one_part_show_that_part(
    gazetteer: Gazetteer, points: list[Weighted], inside: set[str], outside: set[str]
) -> None:
    part = build_ground(gazetteer, points)
    assert not part.is_world
    assert inside <= codes(part)
    assert not outside & codes(part)
    seen = [part.at(lon, lat) for lon, lat, weight in points if weight > 2]
    assert None not in seen


def test_disputed_areas_are_apart_and_told(world: Ground, gazetteer: Gazetteer) -> None:
    disputed = {land.name for land in world.lands if land.is_disputed}
    assert {"Western Sahara", "Crimea"} <= disputed
    assert any("Western Sahara" in note for note in world.notes)
    seen = build_ground(gazetteer.viewed("un"), EVERYWHERE)
    assert any("United Nations" in note for note in seen.notes)


def test_the_same_points_make_the_same_drawing(world: Ground, gazetteer: Gazetteer) -> None:
    assert build_ground(gazetteer, EVERYWHERE) == world


@pytest.mark.parametrize(
    "points",
    [
        [(0.0, 90.0, 1)],
        [(0.0, -90.0, 1), (180.0, -90.0, 3)],
        [(180.0, 0.0, 1), (-180.0, 0.0, 1)],
        [(20.0, 78.0, 5), (-150.0, 70.0, 1)],
        [(0.0, 0.0, 1), (0.0, 36.0, 1)],
        [(-169.0, 66.0, 1), (-168.9, 65.0, 10**9)],
    ],
)
def test_any_points_make_a_drawing(gazetteer: Gazetteer, points: list[Weighted]) -> None:
    ground = build_ground(gazetteer, points)
    assert 0.4 * WIDTH < ground.height < 0.9 * WIDTH
    for land in ground.lands:
        assert re.fullmatch(r"(M-?\d+ -?\d+l[-\d ]+z)+", land.path) or land.is_tiny
