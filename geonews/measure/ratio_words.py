"""The words that compare sizes, as patterns of small letters."""

from __future__ import annotations

from geonews.measure.yardsticks import AREAL
from geonews.numbers import FRACTION, NUMBER, RANGE

__all__ = [
    "ANY_AREAL",
    "ANY_SUCH",
    "AN_AREA",
    "AREAL_BEFORE",
    "AS_AREA",
    "AS_AREA_ABOUT",
    "AS_VERB",
    "CONTEXT",
    "CORE",
    "CUES",
    "FAR",
    "IS_SIZED",
    "IT_IS",
    "MULTIPLE",
    "NEGATED",
    "NOT_LAND",
    "NOT_QUITE",
    "NOT_READ",
    "NO_GROUND",
    "NO_MORE",
    "OWN_CLAUSE",
    "OWN_SIZE",
    "POSSESSIVE",
    "REACH",
    "SIZED",
    "SIZE_BEFORE",
    "SLIGHTLY",
    "SPEAKS_ABOUT",
    "THINGS",
    "TIMES",
    "TO",
    "TO_THE_SIZE",
    "VAGUE",
]

# A story without one of these compares no sizes: looked for before any pattern is run.
CUES = (
    "size",
    "than ",
    "large as",
    "big as",
    "vast as",
    "area of",
    "territory of",
    "equal to",
    "that of",
)

AREA_WORD = r"(?:(?:land|surface|total)\sarea|area|territory|land\s?mass|surface|expanse)"
AS_LARGE = r"as\s(?:large|big|vast|extensive|sizeable|sizable)\sas"
OF_SIZE = (
    rf"(?:\s(?:that|(?P<noun{{n}}>the\s(?:entire\s|whole\s|total\s)?(?:size|{AREA_WORD})))\sof)?"
)
CORE = (
    r"\b(?:"
    rf"(?P<than>(?:(?:larger|bigger|smaller|greater|less)(?P<insize>\sin\s(?:size|area|extent)|\s(?:area|territory|surface))?)\sthan{OF_SIZE.format(n=1)})"
    rf"|(?P<as>{AS_LARGE}{OF_SIZE.format(n=2)})"
    rf"|(?P<equal>(?:equal|equivalent|comparable|similar|identical)(?P<insize2>\sin\s(?:size|area|extent))?\sto{OF_SIZE.format(n=3)})"
    r"|(?P<size>the\s(?:(?:entire|whole|total|same|approximate)\s)?size\s(?:of|as))"
    rf"|(?P<area>the\s(?:(?:entire|whole|total|same|approximate)\s)?{AREA_WORD}\s(?:of|as))"
    r"|(?P<that>that\sof)"
    r")(?=\s)"
)
SIZED = r"(?P<suffix>[-‐‑]sized?)\s(?P<noun>[\w-]+(?:\s[\w-]+){0,2})"
POSSESSIVE = rf"['’]s?\s(?:(?:total|entire|land|surface)\s)?(?:size|{AREA_WORD})\b"

TIMES = {
    "twice": 2.0,
    "double": 2.0,
    "thrice": 3.0,
    "triple": 3.0,
    "treble": 3.0,
    "quadruple": 4.0,
}
MULTIPLE = (
    rf"(?:(?<![^\W_])(?<![0-9.,$€£])(?:(?P<first>{NUMBER}){RANGE})?(?P<times>{NUMBER})(?:[-‐‑\s]times|[x×])"
    rf"|\b(?P<word>{'|'.join(TIMES)})"
    rf"|(?<![^\W_])(?<![0-9.,])(?P<percent>{NUMBER})(?:\s?%|[-\s]percent|\sper\scent)(?:\sof)?"
    r"|(?<![\w./])(?P<part>[1-9]/[0-9]{1,3}(?:rd|th)?|[½⅓⅔¼¾⅕⅛⅜⅝⅞])(?:\sof)?"
    rf"|(?<![\w-])(?P<fraction>{FRACTION})(?:\sof)?)\s\Z"
)
VAGUE = (
    r"\b(?:several|many|countless|multiple|a\sfew|a\scouple\sof|(?:dozens|hundreds|scores)\sof)\stimes\s\Z"
    r"|\b(?:fraction|multiple|most|part|much|some|size)\sof\s\Z"
)
# A multiple that was not understood: "2.5-fold the size of".
NOT_READ = r"(?:[0-9]\S*|fold)\s\Z"
SLIGHTLY = (
    r"\b(?P<hedge>(?:only\s)?(?:slightly|marginally|fractionally|somewhat|a\s(?:little|bit|touch|tad|shade)"
    r"|just|barely))\s\Z"
)
NO_MORE = r"\b(?:no|not|n't\s(?:any|much))\s(?:much\s)?\Z"
NOT_QUITE = r"\b(?P<hedge>not\squite|nowhere\snear|just\sshy\sof|just\sabout)\s\Z"
NEGATED = r"(?:\bnot|n['’]t|\bnever)\s(?:\w+\s)?\Z"

# What the words before "the size of Wales" must not be: there its own size is spoken of.
OWN_SIZE = (
    r"\b(?:of|given|despite|considering|because|by|with|in|for|on|from|than|through|whatever"
    r"|and|or|over|under|below|reduc\w+|increas\w+|doubl(?:e[sd]?|ing)|tripl\w+|kn[eo]w\w*|estimat\w+"
    r"|determin\w+|limit\w*|cut\w*|halv\w+|expand\w*|chang\w+|compar\w+|describ\w+|shrink|shrinks|grow"
    r")\s\Z"
)
SPEAKS_ABOUT = r"\b(?:talk|ask|think|jok|argu|worr|question|debate|concern)\w*\s\Z"
TO_THE_SIZE = (
    r"\b(?:equal|equivalent|similar|close|grown|grew|swell\w*|swollen|swelled|expand\w+|balloon\w*|shrunk"
    r"|shrank|reduced|amount\w*|down|up|corresponds?|corresponding)\sto\s\Z"
)
TO = r"\bto\s\Z"
# "the area of Kursk" is mostly a neighbourhood: a bare one compares nothing.
AS_AREA = r"\b(?:almost|nearly|roughly|approximately|equals?|equal\sto|covers|cover|covering)\s\Z"
AS_AREA_ABOUT = r"(?:[,(—–]\s?|\b(?:is|was|are|area|covers|cover|covering)\s)(?:about|around)\s\Z"

# What is compared is no ground, or a place of no name that stands for any such.
NO_GROUND = (
    r"\b(?:population|populace|people|crowds?|arm(?:y|ies)|military|force|econom(?:y|ies)|gdp|budgets?"
    r"|debts?|deficits?|markets?|compan(?:y|ies)|firms?|funds?|audiences?|electorate|workforce"
    r"|congregations?|fleets?|navy|staff|delegations?|communit(?:y|ies)|team|economy|caravans?"
    r"|number|membership|turnout|revenue|rallies|rally|class|hearts?|egos?|problems?|smiles?|appetites?|challenges?|headaches?|deals?|protests?|diaspora|police)\b"
)
NOT_LAND = (
    rf"{NO_GROUND}"
    r"(?:\s(?:of|in|from)\s[^.,;:]{1,40}?)?(?:\s(?:that|which))?"
    r"(?:\s(?:is|was|are|were|has|had|grown|grew|now|still|already|almost|nearly|about|roughly|around"
    r"|more|less|than|some|over|at|least|to))*,?\s\Z"
)
ANY_SUCH = (
    r"\b(?:an?|any|every|each|another|no)\s(?:[\w-]+\s){0,2}(?P<noun>city|cities|towns?|villages?|metropolis"
    r"|countr(?:y|ies)|nations?|states?|count(?:y|ies)|places?|districts?|municipalit(?:y|ies))"
    r"(?:\s(?:that|which)\s(?:is|was))?(?:\s(?:about|around|roughly|nearly|almost|approximately|some))?\s\Z"
)
AREAL_BEFORE = (
    rf"(?:\b(?:{AREAL}|sq(?:uare|\.)?\s(?:km|kilomet(?:re|er)s|miles?))|km[²2])(?:\s\([^()]*\))?,?\s"
    r"(?:an\sarea\s)?[^.,;:!?]*\Z"
)
IT_IS = (
    r"(?:['’]s|(?<!['’]s\s)\b(?:is|was|are|were|remains|would\sbe|will\sbe))(?:\s[a-z]+){0,2}\s\Z"
)
ANY_AREAL = rf"\b{AREAL}\b"
CONTEXT = 250
# "Prices are smaller than Texas had": not Texas is compared, but what it had.
OWN_CLAUSE = r"\s(?:had|has|have|did|does|do|was|is|were|ever|said|expected|needs)\b"
# "half the area of Malta" is mostly a share of Malta; here it is a size.
IS_SIZED = rf"(?:\b(?:{AREAL}|is|was|are|covers|cover|measures)|,)\s(?:[a-z]+\s){{0,3}}\Z"
AN_AREA = (
    r"\ban?\s(?:[\w-]+\s)?(?:area|territory|region|zone|swathe?|tract|expanse|patch)"
    r"\s(?:[^.,;:!?]{0,40}\s)?\Z"
)
THINGS = (
    rf"(?:{AREAL}|asteroids?|blooms?|cit(?:y|ies)|clouds?|megafires?|meteor\w*|storms?|ice|rock)\Z"
)
SIZE_BEFORE = r"\b(?:size|area|territory|land)\b"
AS_VERB = r"\b(?:to|will|would|could|can|may|might|should|must|and|it|they|we|not)\s\Z"
FAR = (
    r"\b(?:much|far|considerably|significantly|substantially|vastly|way|even|a\slot|(?:several|many)"
    r"\stimes)\s\Z"
)
REACH = 70
