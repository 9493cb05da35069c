"""Figures of a whole place: which sentences give one, and how it is judged both ways."""

from __future__ import annotations

import pytest

from tests.check.hand import area, checks, share, told

KIND = "part_of_whole"


@pytest.mark.parametrize(
    ("text", "place", "verdict"),
    [
        ("Malta covers {}.", "Malta", "w"),
        ("The island of Malta covers just {}.", "Malta", "w"),
        ("By comparison, Malta is {} in size.", "Malta", "w"),
        ("Officials said that Malta spans about {}.", "Malta", "w"),
        ("Malta, an island in the Mediterranean, covers {}.", "Malta", "w"),
        ("Malta, which covers {}, is dry.", "Malta", "w"),
        ("They flew over Malta, which covers {}.", "Malta", "w"),
        ("Malta has a total area of {}.", "Malta", "w"),
        ("The area of Malta is {}.", "Malta", "w"),
        ("Malta's land area is {}.", "Malta", "w"),
        ("Malta (area: {}) is dry.", "Malta", "w"),
        ("Malta ({}) is smaller than Gozo thinks.", "Malta", "w"),
        ("The island covers {}.", "Malta", "w"),
        ("They flew to Malta, a dry island of {}, on Friday.", "Malta", "w"),
        # What stands inside a place, or happens to a part of it.
        ("A fire in Malta covers {}.", "Malta", "p"),
        ("The fire near Malta covers {}.", "Malta", "p"),
        ("Flames in Malta, which covers {}, went out.", "Malta", "p"),
        ("The forest around Malta, covering {}, burned.", "Malta", "p"),
        ("Fires hit Malta ({}) and Gozo.", "Malta", "p"),
        ("Malta covers {} of it with nets.", "Malta", "p"),
        ("Malta has {} of farmland.", "Malta", "p"),
        ("Malta's {} burned.", "Malta", "p"),
        ("Malta lost {} in a day.", "Malta", "p"),
        ("In Malta, the reserve covers {}.", "Malta", "p"),
        ("The Malta fire covers {}.", "Malta", "p"),
        ("The governor of Malta has {}.", "Malta", "p"),
        ("{} of Malta burned.", "Malta", "p"),
    ],
)
def test_which_sentences_give_the_size_of_a_place(text: str, place: str, verdict: str) -> None:
    right, small, large = ("316 sq km", "120 sq km", "700 sq km")
    said = {n: text.format(n) for n in (right, small, large)}
    found = {n: told(checks(t, area(t, n, place)), KIND) for n, t in said.items()}
    assert found[large] == ["inconsistent"]
    if verdict == "w":
        assert found[right] == ["consistent"]
        # A town of that name is not known, so that too small is wrong.
        assert found[small] == ["inconsistent"]
    else:
        assert found[right] in (["plausible"], ["consistent"])
        assert found[small] == ["plausible"]


@pytest.mark.parametrize(
    ("text", "phrase", "place", "verdict", "reason"),
    [
        ("Kursk covers 30,000 sq km.", "30,000 sq km", "Kursk Oblast", "consistent", "as large"),
        (
            "Kursk covers 21,000 sq km.",
            "21,000 sq km",
            "Kursk Oblast",
            "inconsistent",
            "70% of official total 30,000 km2",
        ),
        (
            "Kursk covers 40,000 sq km.",
            "40,000 sq km",
            "Kursk Oblast",
            "inconsistent",
            "the size of Kursk Oblast",
        ),
        (
            "Kursk covers 190 sq km.",
            "190 sq km",
            "Kursk Oblast",
            "depends on definition",
            "the story may mean the town of Kursk",
        ),
        ("Holland covers 41,500 sq km.", "41,500 sq km", "Netherlands", "consistent", "41,540"),
        # Land or total: the total is what "covers" means.
        (
            "Rhode Island covers 2,678 sq km.",
            "2,678 sq km",
            "Rhode Island",
            "depends on definition",
            "official land 2,678 km2",
        ),
        (
            "Rhode Island has a land area of 2,678 sq km.",
            "2,678 sq km",
            "Rhode Island",
            "consistent",
            "2,678 km2",
        ),
        # With lands far off, or without.
        (
            "Norway has an area of 385,000 sq km.",
            "385,000 sq km",
            "Norway",
            "depends on definition",
            "with Svalbard and Jan Mayen 385,200 km2",
        ),
        (
            "Norway has an area of 485,000 sq km.",
            "485,000 sq km",
            "Norway",
            "inconsistent",
            "150% of official total 323,800 km2",
        ),
        ("Rhode Island covers 4,000 sq km.", "4,000 sq km", "Rhode Island", "consistent", "4,0"),
        # Another place of the name is as large as that.
        (
            "Georgia covers 154,000 sq km.",
            "154,000 sq km",
            "Georgia",
            "depends on definition",
            "Georgia (153,900 km2) in US",
        ),
        (
            "the 30,000-square-kilometre Kursk region",
            "30,000-square-kilometre",
            "Kursk Oblast",
            "consistent",
            "as large",
        ),
        (
            "the 9,000-square-kilometre Kursk region",
            "9,000-square-kilometre",
            "Kursk Oblast",
            "inconsistent",
            "as the size of",
        ),
        (
            "the 900-square-kilometre Kursk pocket",
            "900-square-kilometre",
            "Kursk Oblast",
            "plausible",
            "a part may have any size",
        ),
    ],
)
def test_the_size_of_a_place(text: str, phrase: str, place: str, verdict: str, reason: str) -> None:
    (found,) = checks(text, area(text, phrase, place))
    assert (found.kind, found.verdict) == (KIND, verdict)
    assert reason in found.reason
    assert found.formula
    assert found.sources


def test_a_part_too_large_for_a_town_is_one_of_its_region() -> None:
    text = "They held 1,376 sq km of Kursk."
    (found,) = checks(text, area(text, "1,376 sq km", "Kursk"))
    assert (found.verdict, found.found) == (
        "plausible",
        "1,376 km2 is 4.6% of Kursk Oblast (30,000 km2)",
    )
    text = "They held 100 sq km of Kursk."
    (found,) = checks(text, area(text, "100 sq km", "Kursk"))
    assert found.verdict == "cannot be checked"
    assert found.settle == ("an official figure for the area of Kursk, or its polygon with --areas")


def test_the_amount_of_a_share_is_not_the_size_of_the_place() -> None:
    text = "A lake covers 6% of Jamaica (660 sq km)."
    found = checks(text, share(text, "6%", "Jamaica"), area(text, "660 sq km", "Jamaica"))
    assert {(c.kind, c.verdict) for c in found} == {
        ("share_of_whole", "consistent"),
        ("part_of_whole", "plausible"),
    }


@pytest.mark.parametrize(
    ("text", "is_whole"),
    [
        ("They hold 70% of Malta, which is {}.", True),
        ("They hold 70% of Malta ({}).", True),
        ("They hold 98% of Malta, or {}.", False),
    ],
)
def test_a_figure_behind_a_share_may_be_the_size_of_the_place(text: str, is_whole: bool) -> None:
    text = text.format("316 sq km")
    figures = share(text, text[10:13], "Malta"), area(text, "316 sq km")
    found = [(check.kind, check.verdict) for check in checks(text, *figures)]
    if is_whole:
        assert found == [
            ("share_of_whole", "cannot be checked"),
            ("part_of_whole", "consistent"),
        ]
    else:
        assert found == [("share_of_whole", "loosely rounded")]


def test_an_amount_that_fits_neither_the_share_nor_the_place_is_wrong() -> None:
    text = "They hold 18% of Malta, or 160 sq km."
    for wrong in ("Half of Malta, 316 sq km, burns.", "Half of Malta, or 316 sq km, burns."):
        (found,) = checks(wrong, share(wrong, "Half", "Malta"), area(wrong, "316 sq km"))
        assert (found.kind, found.verdict) == ("share_of_whole", "inconsistent")
    (found,) = checks(text, share(text, "18%", "Malta"), area(text, "160 sq km"))
    assert (found.kind, found.verdict) == ("share_of_whole", "inconsistent")


def test_a_share_of_another_place_of_the_name() -> None:
    text = "They own 5% of Georgia, or 7,700 sq km."
    (found,) = checks(text, share(text, "5%", "Georgia"), area(text, "7,700 sq km"))
    assert (found.kind, found.verdict) == ("share_of_whole", "depends on definition")
    assert "it fits Georgia (153,900 km2) in US" in found.reason


def test_a_list_of_places_with_figures_in_brackets_gives_no_sizes() -> None:
    text = "Norway (900 sq km) and Iceland (99,000 sq km) lead."
    found = checks(text, area(text, "900 sq km", "Norway"), area(text, "99,000 sq km", "Iceland"))
    assert [check.verdict for check in found] == ["plausible", "depends on definition"]


@pytest.mark.parametrize(
    ("text", "phrases", "verdicts"),
    [
        (
            "40% of the 984 sq km, or 97,400 acres, burned",
            ("984 sq km", "97,400 acres"),
            [("percentage_of_figure", "consistent")],
        ),
        (
            "40% of the 984 sq km (380 sq mi) burned",
            ("984 sq km", "380 sq mi"),
            [("percentage_of_figure", "plausible"), ("unit_pair", "consistent")],
        ),
        (
            "40% of the 984 sq km, or 700 sq km, burned",
            ("984 sq km", "700 sq km"),
            [("percentage_of_figure", "inconsistent")],
        ),
        (
            "It burned 394 sq km, or 40% of the 984 sq km of moor",
            ("394 sq km", "984 sq km"),
            [("percentage_of_figure", "consistent")],
        ),
        (
            "40% of the 984 sq km burned, and 700 acres elsewhere",
            ("984 sq km", "700 acres"),
            [("percentage_of_figure", "plausible")],
        ),
    ],
)
def test_the_amount_of_a_share_of_a_figure(
    text: str, phrases: tuple[str, str], verdicts: list[tuple[str, str]]
) -> None:
    found = checks(text, share(text, "40%"), *(area(text, phrase) for phrase in phrases))
    assert [(check.kind, check.verdict) for check in found] == verdicts
