"""Which language a story is in: by its script, and by its most frequent small words.

Our own tables: function words are facts of each language. A library would cost more to import than
the question is worth: what is asked is whether the story is in English, and what to call it if not.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict

__all__ = ["FUNCTION_WORDS", "language_of"]

_LOOKED_AT = 4000
_OPENING = 900
_FEWEST_HITS = 2.0
_LEAST_SHARE = 0.07

_TABLE = {
    "en": "the of and to in that is was for on with as by at from his it are be he were which",
    "fr": "le la les de des du et en un une est que dans pour qui sur au aux ont par pas sont ce",
    "de": "der die das und in den von zu mit ist im des auf nicht eine dem sich auch nach wurde",
    "es": "el la los las de que y en un una por con para del se su al no es fue como este más",
    "pt": "o a os as de que e em um uma para com do da dos das no na não por mais foi são ao",
    "it": "il lo la i gli le di che e in un una per con del della dei è non sono al alla nel ha",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er om ook door bij naar wordt",
    "pl": "w i z na do się że nie jest to o od po za przez jak oraz dla są był przy tym",
    "tr": "ve bir bu da de için ile olarak olan çok daha gibi sonra kadar ise ancak olduğu dedi",
    "id": "yang di dan itu dengan untuk dari dalam tidak ini pada akan ke oleh adalah telah bisa",
    "sv": "och i att det som en på är av för med den till ett om har inte från var de vid efter",
    "da": "og i at det er en til af på som for med den ikke der de et har fra blev ved også",
    "no": "og i at det er en til av på som for med den ikke de et har fra ble ved etter også",
    "fi": "ja on ei se että oli ovat mutta kun myös hän mukaan joka sekä kuin tämä vuoden",
    "cs": "a v se na je že s z do o to k i ve pro byl by za jsou od po také podle jako",
    "sk": "a v sa na je že s z do o to k aj vo pre bol by za sú od po tiež podľa ako",
    "hu": "a az és hogy nem is egy meg van volt ez de csak már szerint mint el ki",
    "ro": "și de la în a cu pe că un o din pentru este nu care au fost mai sunt după",
    "hr": "i u je na se da su za od s o koji a će bi kao iz što nije po te nakon",
    "sq": "e të në dhe një për me se që nga i është ka më do u nuk ishte",
    "ca": "el la els les de i que a en un una per amb del és no al són va aquest més",
    "eu": "eta da ez bat du dira dute izan zen ere baina dela duen egin",
    "vi": "của và là các có trong được cho không với người này một những đã tại ở khi",
    "sw": "ya na wa kwa ni katika za la kuwa hiyo huo alisema cha watu baada pia",
    "so": "ka iyo ee oo ku ah waa ayaa in la uu u kala waxaa soo",
    "tl": "ang ng sa na mga at ay ni si para kay hindi ito nang may",
    "lt": "ir kad yra su į iš buvo tai kaip ne per bet apie dėl jis už",
    "lv": "un ir ka no ar par uz kas tika arī bet kā to gada pēc",
    "et": "ja on ei et see oli ka kui oma mis aga ning selle aasta",
    "sl": "je in v na se da so za ki z s pa bi tudi kot po od ne",
    "az": "və bu bir ilə üçün də ki olan edib sonra daha olub",
    "ru": "и в на что не с по он как из за от его это для был но а о к у же",
    "uk": "і в на що не з у по як до за від його це для був але та про є й",
    "be": "і ў на што не з у па як да за ад яго гэта для быў але",
    "bg": "и на в за се да от е с по не че са като това при след който",
    "sr": "и у је на се да су за од с о који а ће би као из",
    "mk": "и на во да се од за е со по не дека ги што ќе",
    "ar": "في من على إلى أن عن مع هذا هذه التي الذي بعد قبل بين كان أو لا ما كما",
    "fa": "و در به از که را این با است برای آن تا هم یا دوشنبه شنبه روز شد بود",
    "he": "של את על לא הוא היא זה עם גם כי אחר בין או כל",
    "kk": "және мен бұл бір үшін деп да де болып",
}
FUNCTION_WORDS = {code: frozenset(words.split()) for code, words in _TABLE.items()}
"""The words that a language uses most, in small letters."""

_CYRILLIC = frozenset({"ru", "uk", "be", "bg", "sr", "mk", "kk"})


def _words_by_script(cyrillic: bool) -> dict[str, tuple[tuple[str, float], ...]]:
    of: dict[str, list[str]] = defaultdict(list)
    for code, words in FUNCTION_WORDS.items():
        if (code in _CYRILLIC) == cyrillic and code not in ("ar", "fa", "he"):
            for word in words:
                of[word].append(code)
    # A word that few languages have says more.
    return {
        word: tuple((code, 0.5 + 0.5 / len(codes)) for code in codes) for word, codes in of.items()
    }


_LATIN_WORDS = _words_by_script(cyrillic=False)
_CYRILLIC_WORDS = _words_by_script(cyrillic=True)

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SCRIPTS = (
    ("latin", re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")),
    ("cyrillic", re.compile("[\u0400-\u04ff]")),
    ("arabic", re.compile("[\u0620-\u06ff]")),
    ("he", re.compile("[\u05d0-\u05ea]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("kana", re.compile("[\u3040-\u30ff]")),
    ("han", re.compile("[\u4e00-\u9fff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("lo", re.compile("[\u0e80-\u0eff]")),
    ("my", re.compile("[\u1000-\u109f]")),
    ("km", re.compile("[\u1780-\u17ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("bn", re.compile("[\u0980-\u09ff]")),
    ("pa", re.compile("[\u0a00-\u0a7f]")),
    ("gu", re.compile("[\u0a80-\u0aff]")),
    ("ta", re.compile("[\u0b80-\u0bff]")),
    ("te", re.compile("[\u0c00-\u0c7f]")),
    ("kn", re.compile("[\u0c80-\u0cff]")),
    ("ml", re.compile("[\u0d00-\u0d7f]")),
    ("si", re.compile("[\u0d80-\u0dff]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
    ("hy", re.compile("[\u0530-\u058f]")),
    ("am", re.compile("[\u1200-\u137f]")),
)
_KANA_SHARE = 0.05
_URDU = re.compile("[\u0679\u0688\u0691\u06ba\u06d2]")
_PERSIAN = re.compile("[\u067e\u0686\u0698\u06af\u06a9\u06cc]")
_LETTERS = (
    ("be", re.compile("ў")),
    ("uk", re.compile("[іїєґ]")),
    ("kk", re.compile("[әғқңұ]")),
    ("mk", re.compile("[ѓќѕ]")),
    ("sr", re.compile("[ђћјљњџ]")),
    ("ru", re.compile("[ыэё]")),
    ("bg", re.compile("ъ")),
)
"""Cyrillic letters that tell languages apart; asked in this order."""
_ENGLISH = frozenset({"the", "of", "and", "to", "in", "that", "was", "for"})


def language_of(text: str) -> str | None:
    """Return the language of a text, None where it is too short or mixed to tell.

    A script that one language uses more than all others stands for that language.

    Only the beginning is read, so the cost does not grow with the text.

    Parameters
    ----------
    text : str

    Returns
    -------
    str or None
        ISO 639-1 code.

    Examples
    --------
    >>> language_of("Der Regen fiel in der Nacht auf die Stadt und die Dörfer.")
    'de'
    >>> language_of("Взрыв прогремел в городе утром, и никто не пострадал.")
    'ru'
    >>> language_of("Kursk") is None
    True
    """
    opening = text[:_OPENING].lower().split()
    if sum([word in _ENGLISH for word in opening]) > max(len(opening) / 10, 3):
        return "en"
    head = text[:_LOOKED_AT]
    if head.isascii():
        return _by_words(_WORD.findall(head.lower()), _LATIN_WORDS)
    counts = {name: len(pattern.findall(head)) for name, pattern in _SCRIPTS}
    # One sign of these says as much as three letters.
    for name in ("han", "kana", "ko"):
        counts[name] *= 3
    script = max(counts, key=lambda name: counts[name])
    if not counts[script]:
        return None
    if script == "latin":
        return _by_words(_WORD.findall(head.lower()), _LATIN_WORDS)
    if script == "cyrillic":
        for code, letters in _LETTERS:
            if letters.search(head.lower()):
                return code
        return _by_words(_WORD.findall(head.lower()), _CYRILLIC_WORDS) or "ru"
    if script in ("han", "kana"):
        total = counts["han"] + counts["kana"]
        return "ja" if counts["kana"] > _KANA_SHARE * total else "zh"
    if script == "arabic":
        if len(_URDU.findall(head)) * 40 > counts["arabic"]:
            return "ur"
        return "fa" if len(_PERSIAN.findall(head)) * 33 > counts["arabic"] else "ar"
    return script


def _by_words(words: list[str], known: dict[str, tuple[tuple[str, float], ...]]) -> str | None:
    """Return the language whose small words make up most of a text."""
    if not words:
        return None
    times = Counter(words)
    if sum(times[word] for word in _ENGLISH) > len(words) / 6:
        return "en"
    hits: dict[str, float] = defaultdict(float)
    for word, count in times.items():
        for code, worth in known.get(word, ()):
            hits[code] += worth * min(count, 1 + len(words) / 20)
    if not hits:
        return None
    best = max(hits, key=lambda code: (hits[code], code == "en"))
    enough = max(_FEWEST_HITS, _LEAST_SHARE * len(words))
    return best if hits[best] >= enough else None
