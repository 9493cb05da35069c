"""The grammar of "30 km south of" and its like: what is said, and from what it is reckoned."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geonews.model import Mention
from geonews.relations import Relation, anchors_of, find_relations, relation_at

PLACES = (
    "Kursk Gaza Kyiv Chernihiv Paris Texas Dallas Russia Oman Yemen Hodeidah Lima Cusco Moscow "
    "Kharkiv London Amsterdam Walton Oconee Denver Ukraine Israel Kandahar Tyler"
)
NAMES = re.compile(rf"\b(?:Red Sea|{PLACES.replace(' ', '|')})\b")
PEOPLES = re.compile(r"\b(?:Russian|Ukrainian|Yemeni)\b")


def mentions(text: str) -> tuple[Mention, ...]:
    found = [Mention(m.start(), m.end(), m[0]) for m in NAMES.finditer(text)]
    found += [Mention(m.start(), m.end(), m[0], "demonym") for m in PEOPLES.finditer(text)]
    return tuple(sorted(found, key=lambda mention: mention.start))


def read(text: str) -> list[tuple[str, Relation, list[str]]]:
    """Return each phrase that has anchors, what it says, and the anchors' names."""
    told = []
    for start, end, relation in find_relations(text):
        spans = anchors_of(text, start, end, relation, mentions(text))
        if spans:
            assert relation_at(text, start, end) == relation
            told.append((text[start:end], relation, [text[a:b] for a, b in spans]))
    return told


@pytest.mark.parametrize(
    ("text", "phrase", "anchor", "km", "bearing"),
    [
        ("fell 30 km south of Kursk.", "30 km south of", "Kursk", 30, 180),
        ("hit about 12 miles off Gaza.", "12 miles off", "Gaza", 19.312, None),
        ("some 200 kilometers (125 miles) northeast of Kyiv",
         "200 kilometers (125 miles) northeast of", "Kyiv", 200, 45),
        ("15 miles outside Paris, Texas", "15 miles outside", "Paris", 24.14, None),
        ("is ten miles west of Lima", "ten miles west of", "Lima", 16.093, 270),
        ("lies 30 miles to the south-east of Kursk", "30 miles to the south-east of", "Kursk",
         48.28, 135),
        ("a few miles from Dallas", "a few miles from", "Dallas", 4.828, None),
        ("several hundred kilometers east of Kyiv", "several hundred kilometers east of", "Kyiv",
         500, 90),
        ("20 nautical miles off Yemen's Red Sea port of Hodeidah", "20 nautical miles off",
         "Hodeidah", 37.04, None),
        ("20 nautical miles off the coast of Oman", "20 nautical miles off the coast of", "Oman",
         37.04, None),
        ("30 km south of the Russian city of Kursk", "30 km south of", "Kursk", 30, 180),
        ("3 km from Kursk's city centre", "3 km from", "Kursk", 3, None),
        ("30 km north-northeast of Kursk", "30 km north-northeast of", "Kursk", 30, 22.5),
        ("30 km due south of Kursk", "30 km due south of", "Kursk", 30, 180),
        ("10-15 km SW of Lima", "10-15 km SW of", "Lima", 12.5, 225),
        ("10 to 15 miles WNW of Lima", "10 to 15 miles WNW of", "Lima", 20.117, 292.5),
        ("two and a half miles north of Lima", "two and a half miles north of", "Lima", 4.023, 0),
        ("Half a mile east of downtown Denver", "Half a mile east of", "Denver", 0.805, 90),
        ("1,000 km, or 620 miles, east of Moscow", "1,000 km, or 620 miles, east of", "Moscow",
         1000, 90),
        ("a 30 km drive north of Kharkiv", "30 km drive north of", "Kharkiv", 30, 0),
        ("45 miles southeast\nof Dallas", "45 miles southeast\nof", "Dallas", 72.42, 135),
        ("In 2022 and 30 km south of Kursk", "30 km south of", "Kursk", 30, 180),
        ("five or six miles south of Lima", "five or six miles south of", "Lima", 8.851, 180),
        ("200 metres south of Kursk", "200 metres south of", "Kursk", 0.2, 180),
        ("30 km south of Kursk on Monday", "30 km south of", "Kursk", 30, 180),
    ],
)  # fmt: skip
def test_distances(text: str, phrase: str, anchor: str, km: float, bearing: float | None) -> None:
    ((written, relation, anchors),) = read(text)
    assert (written, anchors, relation.form) == (phrase, [anchor], "from")
    assert relation.km == pytest.approx(km, rel=1e-3)
    assert relation.bearing == bearing
    assert relation.low_km < relation.km < relation.high_km


@pytest.mark.parametrize(
    ("text", "phrase", "km"),
    [
        ("None may come within 50 km of Kursk", "within 50 km of", 50),
        ("None may come within about 50 km of Kursk", "within about 50 km of", 50),
        ("None may come within a 30-km radius of Kursk", "within a 30-km radius of", 30),
        ("None may come within 10 to 30 km of Kursk", "within 10 to 30 km of", 20),
        ("Homes in a 30-km radius of Kursk shook", "30-km radius of", 30),
        ("None may come within 50 km from Kursk", "within 50 km from", 50),
    ],
)
def test_bounds(text: str, phrase: str, km: float) -> None:
    ((written, relation, anchors),) = read(text)
    assert (written, anchors) == (phrase, ["Kursk"])
    assert relation == Relation("within", km, 0.0, km)


@pytest.mark.parametrize(
    ("text", "phrase", "form", "anchors"),
    [
        ("came down halfway between Lima and Cusco", "halfway between", "halfway", "Lima Cusco"),
        ("midway between Paris, Texas, and Dallas", "midway between", "halfway", "Paris Dallas"),
        ("half way from Lima to Cusco", "half way from", "halfway", "Lima Cusco"),
        ("halfway along the road between Lima and Cusco",
         "halfway along the road between", "halfway", "Lima Cusco"),
        ("The train derailed between Kyiv and Chernihiv.", "between", "between", "Kyiv Chernihiv"),
        ("on the road between Kyiv and the town of Chernihiv", "between", "between",
         "Kyiv Chernihiv"),
    ],
)  # fmt: skip
def test_between(text: str, phrase: str, form: str, anchors: str) -> None:
    ((written, relation, names),) = read(text)
    assert (written, relation.form, " ".join(names)) == (phrase, form, anchors)


@pytest.mark.parametrize(
    "text",
    [
        "It is an hour's drive north of Kharkiv.",
        "It is north of Kharkiv.",
        "It is 5 km from the border with Russia.",
        "It is 5 km from the Russian border.",
        "It is 5 km from Russia's border.",
        "It is 5 km from the Russia border.",
        "It lies off the coast of Oman.",
        "Talks between Moscow and Kyiv failed.",
        "The border between Russia and Ukraine is closed.",
        "Flights between London and Amsterdam resumed.",
        "Relations between Russia and Ukraine lie in ruins.",
        "The war between Israel and Gaza goes on.",
        "The bridge lies between Walton and Oconee counties.",
        "The race ran 109 miles from Lima to Cusco.",
        "It meanders over 400 miles from northwest of Tyler to the Gulf.",
        "He ran 5 km in Lima.",
        "They raised $5m from Texas investors.",
        "They raised 5m from Texas investors.",
        "He drove at 90 km per hour south of Lima.",
        "A wind of 30 km/h south of Kursk.",
        "It is 2 miles from Denver International Airport.",
        "It is 12 miles east of Kandahar Air Base.",
        "It is 30 km south of Kursk-based units.",
        "A 30 km stretch of Kursk was mined.",
        "She walked 30 km around Lima and 300 miles of Russian trenches.",
        "It fell 5 km south of a dam near Kursk.",
        "An area of 30 square km south of Kursk.",
        "It is 40,000 km from Lima.",
    ],
)
def test_what_gives_no_place(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "hedge",
    ["about", "some", "around", "roughly", "nearly", "almost", "more than", "over", "less than"],
)
@pytest.mark.parametrize("number", ["12", "20", "30", "100", "ten"])
def test_a_hedge_widens(hedge: str, number: str) -> None:
    ((_, plain, _),) = read(f"It fell {number} km south of Kursk.")
    ((phrase, hedged, _),) = read(f"It fell {hedge} {number} km south of Kursk.")
    assert not phrase.startswith(hedge)
    assert hedged.low_km <= plain.low_km
    assert hedged.high_km >= plain.high_km
    assert hedged.high_km - hedged.low_km > plain.high_km - plain.low_km


def test_the_compass_of_eight_and_of_sixteen() -> None:
    spreads = {
        point: read(f"It fell 30 km {point} of Kursk.")[0][1].spread
        for point in ("south", "south-east", "south-southeast", "due south", "SSE")
    }
    assert spreads == {
        "south": 22.5,
        "south-east": 22.5,
        "south-southeast": 11.25,
        "due south": 11.25,
        "SSE": 11.25,
    }


def test_phrases_have_no_place_where_none_stands() -> None:
    assert relation_at("30 km south of Kursk", 0, 8) is None
    assert relation_at("30 km south of Kursk", 3, 14) is None


ODD = st.text(st.characters() | st.sampled_from("ſK 0123456789kms.,-()"), max_size=60)


@given(ODD, ODD)
def test_any_text_is_read(before: str, after: str) -> None:
    for phrase in ("ſeveral mileſ from", "30 Km ſouth of", "half way between", ""):
        text = f"{before} {phrase} {after}"
        for start, end, relation in find_relations(text):
            assert relation_at(text, start, end) == relation


WORDS = st.lists(
    st.sampled_from(
        "30 km miles a few (19 miles) about within between halfway south south-east of from off "
        "the city of Kursk Russian Kyiv and to , . \n 1,000 10-15 radius coast 's".split(" ")
    ),
    max_size=14,
).map(" ".join)


@given(WORDS)
def test_spans_hold_their_phrases_and_anchors_follow(text: str) -> None:
    found = mentions(text)
    for start, end, relation in find_relations(text):
        assert 0 <= start < end <= len(text)
        assert 0 <= relation.low_km <= relation.high_km
        assert relation_at(text, start, end) == relation
        spans = anchors_of(text, start, end, relation, found)
        assert all(a >= end for a, _ in spans)
        assert len(spans) in (0, 2 if relation.is_between else 1)
