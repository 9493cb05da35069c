"""The words that tell of a distance, and of what lies there, as patterns."""

from __future__ import annotations

from geonews.measure.lengths import HEDGED
from geonews.measure.words import ADJECTIVES, GENERIC, REGION

__all__ = [
    "AND_WHOSE",
    "APART",
    "APPOSED",
    "BY_WAY",
    "DESCRIBED",
    "DISTANCE_IS",
    "DISTANCE_OF",
    "HEDGES_BEFORE",
    "HOLDER",
    "INSIDE",
    "INTO",
    "IS_THERE",
    "KIND_OF",
    "LIES_BEHIND",
    "LINE",
    "LYING",
    "LYING_BEHIND",
    "NOUN",
    "PAIR",
    "PAIR_IS",
    "PLAIN_GROUND",
    "SEPARATES",
    "SHARED_WITH",
    "SOIL",
    "SOIL_OF",
    "SPAN",
    "TITLED",
    "UNDERGROUND",
    "WHOSE",
    "WHOSE_GROUND",
    "WHOSE_IS",
]

KIND = (
    r"(?:city|town|village|hamlet|settlement|suburb|port|capital|resort|municipality|township|hub"
    r"|seat|outpost|stronghold|island|community|base|airport|station|plant|camp)"
)
LIES = (
    r"(?:is|was|are|lies|lay|lie|sits|sat|stands|stood|located|situated|lying|sitting|nestled|perched"
    r"|found|being)"
)
GROUND = (
    r"(?:borders?|frontier|boundary|coast|coastline|shores?|shoreline|front\s?lines?"
    r"|line\sof\scontact|epicent(?:re|er)|mainland)"
)

# A distance by road or river is longer than two places are apart; a radius is an extent.
BY_WAY = (
    r"(?i:\b(?:drive|journey|by\s(?:road|rail|sea|car)|(?:up|down)\sthe|up(?:river|stream)"
    r"|down(?:river|stream)|radius|range)\b)"
)
LINE = (
    r"(?i:\b(?:roads?|highway|motorway|route|pipeline|border|fence|wall|rail\w*|line|track|tunnel"
    r"|bridge|canal|river|coast\w*|front|race|march\w*|trek\w*|drive|drove|driv\w+|journey|flight"
    r"|trip|walk\w*|ride|rode|ran|runs?|cycl\w+|travel\w*|sail\w*|ferry|commut\w+|hik\w+|pipe|cable"
    r"|corridor)\b[^.;!?]*\Z)"
)
UNDERGROUND = (
    r"(?i:quake|tremor|temblor|seismic|magnitude|drill|\bdiv(?:e[rds]?|ing)\b|\bmine|\bdepths?\b"
    r"|trench|\bwell\b|tunnel|crust)"
)
HEDGES_BEFORE = rf"(?i:(?<!\w)(?:{HEDGED}|within\s|a\s|the\s)*\Z)"

# From a name to what is said of it: "Sudzha, 10 km", "Malta lies some 80 km".
WHEN = (
    r"(?:\s(?:late\s|early\s)?(?:on\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s(?:morning|evening"
    r"|night|afternoon))?|\s(?:overnight|yesterday|today|again|last\s(?:week|night|month|year)))?"
)
APPOSED = rf"\)?(?:\s{REGION})?(?:\s|{WHEN},\s|\s[(]|\s?[—–]\s?|\s-\s)(?:(?:just\s)?at\s)?"
IS_THERE = (
    rf"(?:\s{REGION})?(?:,\s(?:in|an?|the|one|[\w-]+['’]s?)\s[^,.;:()]{{1,60}}(?=,))?(?:,?\s(?:which|that))?,?\s{LIES}(?:\s(?:now|only|just|still|itself|also|at"
    r"|located|situated))*\s(?:a\sdistance\sof\s)?"
)
# Before the noun of a description: "the second largest (city)", but not "a drone hit the (port)".
TITLE = (
    r"(?:(?!(?:hit|struck|the|an?|and|near|in|at|by|on|to|said|says|killed|destroyed)\s)"
    r"[\w'’-]+\s){0,4}?"
)
DESCRIBED = (
    rf"(?:\s{REGION})?,?\s(?:(?:is|was)\s)?(?:an?|the|one\sof\sthe)\s{TITLE}{KIND}s?"
    r"(?:\s(?:of|with|in|on|at|near|where)\s(?:[^,.;()]|[.,](?=[0-9])){1,40}?)?,?\s(?:(?:which|that)\s)?"
    rf"(?:{LIES}\s){{0,2}}(?:at\s)?"
)
# "Kharkiv, Ukraine's second city, 85 km": the names between are words of small letters.
TITLED = (
    rf"(?:\s{REGION})?,\s(?:an?|the|one\sof\sthe|x+['’]s?)\s"
    rf"{TITLE}{KIND}s?(?:\s(?:of|with|in|on|near)\s(?:[^,.;:()]|[.,](?=[0-9])){{1,40}})?,\s"
)
# From a name to the larger place that holds it: "Sudzha, in Kursk", "Sudzha in Russia's Kursk".
HOLDER = (
    rf",\s(?:in\s)?(?:{ADJECTIVES}\s)?|\s(?:in|of)\s(?:the\s)?(?:{ADJECTIVES}\s|x+['’]s?\s){{0,2}}"
    r"|\s[(]"
)
WHOSE_IS = rf"['’]s?\s(?:{ADJECTIVES}\s)?"
INSIDE = (
    r"(?i:\b(?:in|across|inside|throughout|of|from|into|to|over|within|on|near|at)\s(?:the\s)?"
    rf"(?:{ADJECTIVES}\s)?(?:[\w-]+['’]s?\s)?\Z)"
)
KIND_OF = rf"(?i:\b{KIND}\sof\s(?:the\s)?\Z)"
LIES_BEHIND = (
    r"(?:\s(?:lies|sits|stands|lay|is)|,\s(?:in|at))"
    rf"\s(?:the\s(?:[\w-]+\s){{0,3}}{KIND}\sof\s|nearby\s)?"
)
# "Lying 85 km east of Kyiv, Kharkiv"
LYING = rf"(?:Lying|Located|Situated|Sitting|Nestled|Perched|Standing)\s(?:{HEDGED}|at\s)*\Z"
LYING_BEHIND = r",\s(?:the\s(?:[\w-]+\s){0,3}(?:of\s)?)?"

# What a distance may be told from, where it is no name.
WHOSE = r"\s(?:(?:the|its|their)\s)?(?:[a-z]+\s)?"
WHOSE_GROUND = (
    rf"(?:['’]s?)?\s(?:[a-z]+\s){{0,2}}?{GROUND}\b(?!\s(?:guard|post|town|village|city|region))"
)
# "the Ukrainian-Russian border"
AND_WHOSE = r"[-‐‑–][A-Z][a-z]+"
PLAIN_GROUND = rf"\s(?:(?:the|its|their|an?)\s)?(?:[a-z]+(?:[-‐‑][a-z]+)?\s){{0,2}}?{GROUND}\b"
SHARED_WITH = r"\s(?:with|of)\s(?:(?:the|neighbou?ring)\s){0,2}"
NOUN = rf"\s(?:the|this)\s(?:{ADJECTIVES}\s)?(?P<noun>{'|'.join(GENERIC)})(?=\s*[.,;:)]|\s[a-z]|\Z)"

# "8 km deep inside", "a 12-mile-deep strip in".
_STRIP = (
    r"(?:\s(?:[a-z]{3,12}\s)?(?:advance|belt|bulge|corridor|incursion|pocket|push|salient|strip|swathe?"
    r"|wedge|zone))?"
)
INTO = rf"(?:[-\s]deep{_STRIP}\s(?:into|inside|within|in)|\s(?:deeper\s)?into|\sinside)(?=\s)"
SOIL_OF = (
    r"['’]?s?\s(?:[a-z]+[-\s]){0,2}?(?:territory|land|soil|airspace|ground|lines?|side|waters)\b"
)
SOIL = (
    r"\s(?:(?:the|its|their)\s)?(?:[a-z]+[-\s]){0,2}?"
    r"(?:territory|soil|airspace|territorial\swaters)\b"
)

APART = r"\s(?:apart|from\seach\sother)\b"
PAIR = r"\s(?:and|from|to)\s(?:the\s)?"
PAIR_IS = rf"(?:\s{REGION})?,?\s(?:(?:which|that)\s)?(?:(?:{LIES}|just|only)\s)*"
DISTANCE_IS = rf"(?:\s{REGION})?(?:\s(?:is|was|of|measures)\s|,\s)(?:only\s|just\s)*"
DISTANCE_OF = r"(?i:\bdistances?\s(?:between|from)\s(?:the\s)?\Z)"
SPAN = r"(?:\s(?:that\s)?(?:lie|lies|stretch))?\sbetween(?=\s)"
SEPARATES = r"\s(?:now\s)?separat(?:es?|ed|ing)\s(?:the\s)?"
