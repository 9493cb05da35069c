"""What is a mention and what is none, by sentences of our own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geonews.gazetteer import Gazetteer
from geonews.model import Article, Mention
from geonews.options import Options
from geonews.recognise import recognise

GAZETTEER = Gazetteer.open()


def names(text: str, **options: bool) -> list[str]:
    return [m.text for m in recognise(Article(text), GAZETTEER, Options(**options))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Plain names, at any level.
        ("Rain fell on Lima and on Cusco.", ["Lima", "Cusco"]),
        ("From Nairobi to Addis Ababa in Ethiopia.", ["Nairobi", "Addis Ababa", "Ethiopia"]),
        ("The fire crossed into Oregon near Klamath Falls.", ["Oregon", "Klamath Falls"]),
        ("Ships left the Black Sea for the Suez Canal.", ["Black Sea", "Suez Canal"]),
        ("Locusts spread over East Africa.", ["East Africa"]),
        # Spans hold the name alone.
        ("Russia's Kursk is bombed.", ["Russia", "Kursk"]),
        ("The mayors of the Netherlands met in The Hague.", ["Netherlands", "The Hague"]),
        ("A judge in Paris, Texas, agreed.", ["Paris", "Texas"]),
        # Abbreviations, only as written.
        ("The U.S. and the U.K. agreed; the US did so first.", ["U.S.", "U.K.", "US"]),
        ("He lives in Lexington, Ky., with us.", ["Lexington", "Ky."]),
        ("Snow fell on Wheeling, W.Va., on Monday.", ["Wheeling", "W.Va."]),
        ("He told us to go in or out, oh well.", []),
        # Demonyms are mentions of their own kind.
        ("North Korean soldiers met a Ukrainian patrol.", ["North Korean", "Ukrainian"]),
        ("Germans and Brazilians voted.", ["Germans", "Brazilians"]),
        # People are not places.
        ("Denzel Washington and Jordan Peele spoke.", []),
        ("Kim Jong Un, Koo Byoungsam, Moon Seong Mook and Lee Seong Kweun met.", []),
        ("Gov. Austin Houston resigned. Houston said he was tired.", []),
        ("President Lincoln lived in Springfield.", ["Springfield"]),
        ("Paris Hilton landed in Paris.", ["Paris"]),
        # Wars, eras, mastheads and things that share a name.
        ("He fought in World War II and the Korean War.", []),
        ("The Washington Post reported it first.", []),
        # Words that also are towns somewhere.
        ("In March and May the Police read the Post.", []),
        ("Most Of The Union agreed in August.", []),
        # Names inside names.
        ("Officers of the Denver Police Department searched it.", ["Denver"]),
        ("She studied at the University of Nairobi.", ["Nairobi"]),
        ("A house on Boston Road burned.", ["Boston Road"]),
        ("Fighting went on around Malaya Loknya and Korenevo.", ["Malaya Loknya", "Korenevo"]),
        ("Brussels sprouts and a Panama hat were sold in Réunion.", ["Réunion"]),
        # Compounds.
        ("The U.S.-led force left the Moscow-backed region.", ["U.S.", "Moscow"]),
        ("Guinea-Bissau voted.", ["Guinea-Bissau"]),
        # Accents and other scripts, kept or dropped.
        ("Bogotá, Sao Paulo and Zürich were dry.", ["Bogotá", "Sao Paulo", "Zürich"]),
        ("Взрыв прогремел в городе Курск утром.", ["Курск"]),
    ],
)  # fmt: skip
def test_names(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("SEOUL, South Korea (AP) — Snow fell.", "SEOUL"),
        ("LIMA, Peru — Rain fell.", "LIMA"),
        ("A title\n\nNEW DELHI (Reuters) - Fog.", "NEW DELHI"),
        ("CHARLESTON, W.Va. (AP) -- The river rose.", "CHARLESTON"),
        ("ST. LOUIS, March 3 (AP) — A barge sank.", "ST. LOUIS"),
    ],
)
def test_datelines(text: str, town: str) -> None:
    first = recognise(Article(text), GAZETTEER)[0]
    assert (first.text, first.role) == (town, "dateline")


def test_demonyms_can_be_switched_off() -> None:
    assert names("A Peruvian judge sat in Lima.", demonyms=False) == ["Lima"]


def test_a_name_that_is_sure_once_is_taken_where_it_is_only_possible() -> None:
    text = "Kirkwall voted. Boats left Kirkwall, Scotland, at noon."
    assert names(text).count("Kirkwall") == 2


def test_furniture_gives_no_mention() -> None:
    text = "Rain fell on Lima.\n\nNewsletter from Cusco"
    article = Article(text, furniture=((20, len(text)),))
    assert [m.text for m in recognise(article, GAZETTEER)] == ["Lima"]


def test_a_language_is_no_people() -> None:
    assert names("She speaks Korean and learned Russian.") == []
    assert names("Korean farmers met Russian buyers.") == ["Korean", "Russian"]


def test_a_word_that_is_both_is_a_people_before_a_noun() -> None:
    kinds = {
        m.text: m.kind
        for text in ("Caribbean farmers met.", "A storm left the Caribbean.")
        for m in recognise(Article(text), GAZETTEER)
    }
    assert kinds == {"Caribbean": "place"}
    first = recognise(Article("Caribbean farmers met."), GAZETTEER)[0]
    assert first.kind == "demonym"


ODD = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from(list("KurskSeoul Ukraine.,'’“”()\n\t-—\u200f\u202e\ud800🙂")),
    ),
    max_size=200,
)


@settings(max_examples=150, deadline=None)
@given(ODD, st.sampled_from(["", "Kursk", " in Seoul, South Korea (AP) — "]), ODD)
def test_offsets_fit_whatever_the_text(before: str, name: str, after: str) -> None:
    text = before + name + after
    last = 0
    for mention in recognise(Article(text), GAZETTEER):
        assert text[mention.start : mention.end] == mention.text
        assert last <= mention.start < mention.end
        last = mention.end


def test_right_to_left_text_keeps_its_offsets() -> None:
    text = "وصل الوفد إلى Kursk ثم عاد إلى Seoul 🙂."
    found: tuple[Mention, ...] = recognise(Article(text), GAZETTEER)
    latin = [m for m in found if m.text.isascii()]
    assert [(m.text, text.index(m.text)) for m in latin] == [(m.text, m.start) for m in latin]
    assert {m.text for m in latin} == {"Kursk", "Seoul"}
