"""Which of its namesakes a name is, and how sure we are."""

from __future__ import annotations

import re

import pytest

from geonews.errors import GeocoderError, UnknownPlaceError
from geonews.gazetteer import Candidate, Gazetteer, NameKind
from geonews.model import Article, Mention, Place
from geonews.options import Options
from geonews.recognise import recognise
from geonews.resolve import groups, resolve

GAZETTEER = Gazetteer.open()


def resolved(text: str, options: Options = Options()) -> list[Mention]:
    article = Article(text)
    return list(resolve(article, recognise(article, GAZETTEER, options), GAZETTEER, options))


def ids(text: str, options: Options = Options()) -> dict[str, int | None]:
    found = resolved(text, options)
    return {m.text: m.place.geonames_id if m.place else None for m in found}


@pytest.mark.parametrize(
    ("text", "name", "geonames_id"),
    [
        # Capitals and large cities, without a word of help.
        ("Ministers met in Moscow.", "Moscow", 524901),
        ("Snow fell on Seoul.", "Seoul", 1835848),
        ("Protesters marched through Paris.", "Paris", 2988507),
        ("Fog closed the airport of London.", "London", 2643743),
        # Countries.
        ("Talks began in Ukraine.", "Ukraine", 690791),
        ("Grain left Russia.", "Russia", 2017370),
        ("Boats reached North Korea.", "North Korea", 1873107),
        # What the story says holds them.
        ("A storm hit Paris, Texas.", "Paris", 4717560),
        ("A storm hit Moscow, Idaho.", "Moscow", 5601538),
        ("A storm hit Athens, Georgia.", "Athens", 4180386),
        ("A storm hit Reading, Pennsylvania.", "Reading", 5207728),
        ("He came from Birmingham, Ala., by bus.", "Birmingham", 4049979),
        # What the story calls them.
        ("Shells fell on the Kursk region.", "Kursk", 538555),
        ("Shells fell on Russia's Kursk border region.", "Kursk", 538555),
        ("Shells fell on the province of Kursk.", "Kursk", 538555),
        ("Shells fell on the city of Kursk.", "Kursk", 538560),
        ("Fighting went on in the Belgorod, Kursk and Bryansk regions.", "Kursk", 538555),
        # What a size is compared with is known to all readers.
        ("Los Angeles: it burned an area larger than Manhattan near Malibu.", "Manhattan", 5125771),
        ("In Ohio, crews from Columbus saw ice the size of Delaware.", "Delaware", 4142224),
        # The company they keep.
        ("Crews from Atlanta, Savannah and Macon came to Georgia.", "Georgia", 4197000),
        ("Envoys from Armenia and Azerbaijan met in Tbilisi, Georgia.", "Georgia", 614540),
        ("Roads in Ontario shut; Toronto, Hamilton and London waited.", "London", 6058560),
    ],
)  # fmt: skip
def test_the_place_news_means(text: str, name: str, geonames_id: int) -> None:
    assert ids(text)[name] == geonames_id


def test_once_called_a_region_a_name_is_one_throughout() -> None:
    text = "Troops entered the Kursk region. Kursk was quiet before."
    assert [m.place.geonames_id for m in resolved(text) if m.place] == [538555, 538555]


def test_the_city_and_the_region_of_one_name_are_told_apart() -> None:
    text = "Troops entered the Kursk region. They did not reach the city of Kursk."
    assert [m.place.geonames_id for m in resolved(text) if m.place] == [538555, 538560]


@pytest.mark.parametrize(
    ("demonym", "geonames_id"),
    [
        ("North Korean", 1873107),
        ("South Korean", 1835841),
        ("Ukrainian", 690791),
        ("Russian", 2017370),
        ("Dutch", 2750405),
        ("Filipino", 1694008),
        ("British", 2635167),
    ],
)
def test_demonyms_are_of_their_countries(demonym: str, geonames_id: int) -> None:
    (mention,) = resolved(f"The {demonym} envoy left.")
    assert (mention.kind, mention.role) == ("demonym", "associative")
    assert mention.place is not None
    assert mention.place.geonames_id == geonames_id


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Moscow's counterattack went on.", "Moscow", "associative"),
        ("Seoul’s spy agency told lawmakers.", "Seoul", "associative"),
        ("Seoul's spy agency says so.", "Seoul", "associative"),
        ("Washington said it would help.", "Washington", "associative"),
        ("The Denver Police Department searched.", "Denver", "associative"),
        ("They fought against Russia.", "Russia", "associative"),
        ("Rain fell on Seoul.", "Seoul", "literal"),
        ("A witness in Haifa said so.", "Haifa", "literal"),
        ("A man from Madrid said so.", "Madrid", "literal"),
        ("Russia's Kursk border region was shelled.", "Russia", "literal"),
        ("North Korea’s mountainous landscape is bare.", "North Korea", "literal"),
        ("SEOUL, South Korea (AP) — Snow fell.", "SEOUL", "dateline"),
    ],
)
def test_roles(text: str, name: str, role: str) -> None:
    found = resolved(text, Options(recogniser="fast"))
    assert {m.text: m.role for m in found}[name] == role


def test_reasons_name_the_winner_the_runner_up_and_what_decided() -> None:
    (kursk,) = resolved("Shells fell on the Kursk region.")
    assert kursk.reason == (
        "'Kursk' is the region Kursk Oblast (RU) rather than the town Kursk (Kursk Oblast, RU): "
        "the story calls it a region."
    )
    assert [place.geonames_id for place in kursk.alternatives][:1] == [538560]


def test_home_breaks_ties() -> None:
    text = "The council of Paris met on Monday."
    assert ids(text)["Paris"] == 2988507
    assert ids(text, Options(near="Paris, Texas"))["Paris"] == 4717560


def test_a_home_nobody_knows_is_told() -> None:
    with pytest.raises(UnknownPlaceError, match="Xyzzyville"):
        resolved("Rain fell on Lima.", Options(near="Xyzzyville"))


def test_confidence_and_status_follow_the_threshold() -> None:
    text = "Rain fell on Springfield."
    (low,) = resolved(text)
    assert low.place is not None
    assert low.status == "uncertain"
    (high,) = resolved(text, Options(uncertain_below=low.confidence))
    assert high.status == "resolved"


class Counting:
    """A pattern that counts how often it is asked."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern
        self.asked = 0

    def fullmatch(self, text: str, start: int, end: int) -> re.Match[str] | None:
        self.asked += 1
        return self._pattern.fullmatch(text, start, end)


def test_a_long_list_is_walked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each name was traced back to the start of its list, which took hours for a list of 5 MB."""
    gap = Counting(groups._LIST_GAP)
    monkeypatch.setattr(groups, "_LIST_GAP", gap)
    found = resolved(", ".join(["Lima", "Cusco"] * 100))
    assert len(found) == 200
    assert gap.asked < len(found)


class Broken:
    """Knows Lima, fails on Cusco, and knows nothing else."""

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        if name == "Cusco":
            raise GeocoderError("the geocoder 'test' failed on 'Cusco': timed out")
        if name == "Lima":
            return (Candidate(Place("Lima", -12.0, -77.0, "PE"), NameKind.NAME, 7_000_000),)
        return ()


def test_one_failure_leaves_the_rest() -> None:
    article = Article("Rain fell on Lima, on Cusco and on Ayacucho.")
    found = resolve(article, recognise(article, GAZETTEER), Broken())
    assert [(m.text, m.status, m.reason) for m in found[1:]] == [
        ("Cusco", "unresolved", "the geocoder 'test' failed on 'Cusco': timed out"),
        ("Ayacucho", "unresolved", "no place called 'Ayacucho' is known"),
    ]
    assert found[0].place is not None
    assert all(m.place is None for m in found[1:])


def test_the_order_and_spans_of_mentions_stay() -> None:
    article = Article("Kursk, Seoul and Kursk again.")
    before = recognise(article, GAZETTEER)
    after = resolve(article, before, GAZETTEER)
    assert [(m.start, m.end, m.text) for m in after] == [(m.start, m.end, m.text) for m in before]
