"""The language of a story, by sentences of our own."""

from __future__ import annotations

import pytest

from geonews.recognise.languages import language_of
from geonews.text import is_trained_on


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The ferry to the island was late and the school stayed shut for a day.", "en"),
        ("Le bateau pour l'île est en retard et les écoles sont fermées dans la région.", "fr"),
        ("Das Schiff kam zu spät, und die Schulen auf der Insel blieben geschlossen.", "de"),
        ("El barco llegó tarde y las escuelas de la isla no abrieron por la lluvia.", "es"),
        ("O barco chegou tarde e as escolas da ilha não abriram por causa da chuva.", "pt"),
        ("Il traghetto è in ritardo e le scuole della città non sono aperte.", "it"),
        ("De boot naar het eiland was te laat en de scholen zijn niet open.", "nl"),
        ("Prom na wyspę się spóźnił, a szkoły nie są otwarte z powodu deszczu.", "pl"),
        ("Паром на остров опоздал, и школы были закрыты.", "ru"),
        ("Пором на острів запізнився, і школи були зачинені.", "uk"),
        ("Vapur geç kaldı ve okullar yağmur için bir gün daha kapalı olarak kaldı.", "tr"),
        ("تأخرت العبارة إلى الجزيرة وأغلقت المدارس", "ar"),
        ("کشتی به جزیره دیر رسید و مدرسه‌ها بسته شد", "fa"),
        ("המעבורת לאי איחרה ובתי הספר נסגרו", "he"),
        ("渡轮晚点，学校停课一天。", "zh"),
        ("フェリーが遅れて、学校は一日休みになった。", "ja"),
        ("배가 늦게 도착했고 학교는 하루 쉬었다.", "ko"),
        ("Kapal itu terlambat dan sekolah di pulau tidak dibuka karena hujan.", "id"),
        ("Färjan till ön var sen och skolorna har inte öppnat på grund av regnet.", "sv"),
        ("Το πλοίο άργησε και τα σχολεία έκλεισαν.", "el"),
        ("เรือมาสายและโรงเรียนปิด", "th"),
        ("नाव देर से आई और स्कूल बंद रहे", "hi"),
    ],
)
def test_a_sentence_is_enough(text: str, code: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize("text", ["", "   ", "12 34 56", "Kursk", "Lima Cusco", "🙂", "\ud800"])
def test_what_is_too_short_is_in_none(text: str) -> None:
    assert language_of(text) is None


def test_quoted_words_do_not_decide() -> None:
    story = "The sign said “Café de la gare”, and the man at the door was in no mood to explain it."
    assert language_of(story) == "en"


@pytest.mark.parametrize(
    ("language", "trained"),
    [(None, True), ("en", True), ("en-US", True), ("EN_gb", True), ("fr", False), ("eng", True)],
)
def test_the_weights_know_english_only(language: str | None, trained: bool) -> None:
    assert is_trained_on(language) is trained
