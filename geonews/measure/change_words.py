"""The words that tell of a change, as patterns of small letters."""

from __future__ import annotations

from geonews.measure.lengths import HEDGED
from geonews.measure.words import ADJECTIVES, GENERIC, REGION
from geonews.numbers import FRACTION, NUMBER

__all__ = [
    "A_TIME",
    "BEFORE_NUMBER",
    "BY",
    "BY_NOUN",
    "BY_NUMBER",
    "BY_SHARE",
    "BY_THAN",
    "BY_VERB",
    "CHANGED",
    "COMPARED",
    "DOWN_FROM",
    "DOWN_SHARE",
    "EVIDENCE",
    "FROM",
    "FROM_NUMBER",
    "LESS_THAN",
    "LOST",
    "NOUN_CHANGED",
    "OF_AREA",
    "OTHER_CLAUSE",
    "PERCENT",
    "RESTATES",
    "SHARE_THAN",
    "THEN_TO",
    "TO",
    "TO_NUMBER",
    "WAS",
]

GROWS = (
    r"(?:gr(?:ew|own?|ows|owing)|expand(?:ed|s|ing)?|swell(?:ed|s|ing)?|swollen|increas(?:ed?|es|ing)"
    r"|r(?:ose|isen|ising)|climbed|jumped|surged|soared|doubl(?:ed?|ing)|tripl(?:ed?|ing)|quadrupled"
    r"|balloon(?:ed|ing)|widened|enlarged|extended|mushroomed|spread|exploded|raced|gone\sup|went\sup"
    r"|up(?!\sto\b)|boosted|raised|upgraded|revised)"
)
SHRINKS = (
    r"(?:shr(?:ank|unk|ink|inks|inking|unken)|f(?:ell|alls?|allen|alling)|dropp(?:ed|ing)|declin(?:ed|ing)"
    r"|decreas(?:ed?|ing)|reduc(?:ed?|ing)|contract(?:ed|ing)|cut|dwindl(?:ed|ing)|dipped|slumped"
    r"|plunged|retreated|halved|slashed|trimmed|narrowed|diminish(?:ed|es|ing)|reced(?:ed|es|ing)|gone\sdown|went\sdown|down|scaled\sback)"
)
CHANGES = rf"(?:{GROWS}|{SHRINKS}|changed|gone|went)"
NOUNS = (
    r"(?:increase|decrease|rise|fall|drop|decline|reduction|growth|expansion|loss|gain|contraction)"
)
# A space follows every word of it. Not possessive: before Python 3.11.5 that forgets a lookahead.
LEAD = (
    rf"(?:(?!an?\s{FRACTION}){HEDGED}|(?!a\s{FRACTION})(?:the|a|[a-z]+['’]s|its|their|another|further|additional|extra|initial|previous|original"
    r"|earlier|current|record|reported|first|former|now)\s)*"
)
PERCENT = r"\s?(?:%|percent|per\scent|pct)(?![a-z])"
AMOUNT = rf"(?:(?P<percent>{NUMBER}){PERCENT}|(?P<fraction>{FRACTION}))"
ANY = r"(?:[^.;!?]|\.(?=[0-9]))"
# Between the verb and "from", "by" or "to": "expanded rapidly overnight from", "fell 20% to".
ADVERBS = (
    r"(?:,?\s(?:in\s(?:size|area|extent)|[a-z]+ly|overnight|further|again|back|even|today|since\sthen"
    r"|(?:this|last)\s[a-z]+|in\s(?:a|one|two|three)\s[a-z]+)){0,3},?"
)
DETAIL = rf"(?:,?\s(?:by|from|to|{HEDGED}|[0-9]|an?\s{FRACTION}){ANY}{{0,60}}?)?"

EVIDENCE = rf"\b(?:{CHANGES}|{NOUNS}s?)\b{ANY}{{0,90}}\Z"
FROM = rf"\bfrom\s{LEAD}\Z"
DOWN_FROM = rf"\b(?:down|up)(?:\s[a-z]+ly)?\sfrom\s{LEAD}\Z"
OBJECT = r"(?:\s(?:the|its|their)(?:\s[a-z-]+){1,3}?)?"
TO = rf"\b{CHANGES}{OBJECT}{ADVERBS}{DETAIL}\s(?:to|below|above|past)\s{LEAD}\Z"
THEN_TO = rf"(?:\s?\([^()]*\)|\))?(?:\s[a-z]+){{0,6}}?,?\s(?:down\s|up\s)?to\s{LEAD}"
BY = rf"\b(?:{CHANGES}|larger|smaller|bigger){OBJECT}{ADVERBS}\sby\s{LEAD}\Z"
BY_NOUN = rf"\b{NOUNS}\sof\s{LEAD}\Z"
BY_VERB = (
    r"\b(?:gr(?:ew|own|owing)|expanded|increased|shr(?:ank|unk|inking)|decreased|declined|dwindled"
    rf"|contracted)\s{LEAD}\Z"
)
LOST = rf"\b(?:lost|loses|losing|gained|gaining|gains|shed|added|adding|adds)\s{LEAD}\Z"
BY_THAN = r"\s(?:less|more|fewer|smaller|larger|bigger)\sthan\b"
AT = r"(?:\s(?:of|in|across)\s(?:[^.,;:()0-9]){1,40})?"
WAS = rf"(?:\s?\([^()]*\))?{AT},?\s\(?(?:now\s)?(?:down|up)(?:\s[a-z]+ly)?\sfrom\s"
DOWN_SHARE = rf"(?:\s?\([^()]*\))?,\s(?:(?:down|up)(?:\sby)?|(?:a|an)\s{NOUNS}\sof)\s{LEAD}{AMOUNT}"
COMPARED = rf"(?:\s?\([^()]*\))?,?\s(?:compared|as\sagainst|against)(?:\s(?:with|to))?\s{LEAD}"
A_TIME = (
    r"(?:\s?\([^()]*\))?,?\s(?:(?:an?|the|one|two|three)\s(?:[a-z]+\s)?(?:year|month|week|day|decade"
    r"|season)s?|in\s[0-9]{4}|last\s[a-z]+|in\s[a-z]+|previously|before|earlier|yesterday)\b"
)
LESS_THAN = (
    rf"(?<![\w.,-]){AMOUNT}\s(?:less|more|smaller|larger|bigger|higher|lower|fewer)\sthan\s"
    rf"{LEAD}\Z"
)

# A number that borrows the unit of the figure beside it.
FROM_NUMBER = rf"\bfrom\s{LEAD}(?P<number>{NUMBER})\s(?:\([^()]*\)\s)?to\s{LEAD}\Z"
BY_NUMBER = rf"\b{CHANGES}{ADVERBS}\sby\s{LEAD}(?P<number>{NUMBER}),?\sto\s{LEAD}\Z"
NO_UNIT = (
    r"(?=\s*(?:[.,;:!?)\]—–]|\Z)|\s(?:in|a|an|last|at|the|on|before|earlier|to|when|since|this|one|two"
    r"|today|now|by|after|and|previously|over|as|during|only|just|within|overnight)\b)"
)
TO_NUMBER = rf"(?:\s?\([^()]*\))?\sto\s{LEAD}(?P<number>{NUMBER}){NO_UNIT}"
BEFORE_NUMBER = (
    rf"(?:\s?\([^()]*\))?{AT},?\s\(?(?P<down>(?:now\s)?(?:down|up)\s)?from\s"
    rf"{LEAD}(?P<number>{NUMBER}){NO_UNIT}"
)

# What it changed by, in parts of itself.
BY_SHARE = (
    rf"(?:\b(?:{CHANGES}{OBJECT}{ADVERBS}|lost|gained|losing)(?:\sby)?|\b{NOUNS}\sof|,)\s{LEAD}{AMOUNT}"
    r"(?!\sof\b|\w)"
)
SHARE_THAN = rf"(?<![\w.,-]){AMOUNT}\s(?:less|more|smaller|larger|bigger|higher|lower|{NOUNS})\b"
OTHER_CLAUSE = r"\b(?:and|but|while|as|which|who|whereas|though|when)\b|[;:—–]"
RESTATES = rf"(?:\s?[(\[]|,?\sor\s|\s?/\s?)\s?{HEDGED}{{0,3}}"

# What changes itself: "Lake Urmia shrank from", "Malta's area has grown by", "the island lost".
_OWN_AREA = (
    r"(?:['’]s?\s(?:(?:total|land|surface|water|own|entire)\s){0,2}(?:area|surface|size|extent|footprint"
    r"|territory|acreage))?"
)
_HAS = (
    r"(?:\s(?:has|have|had|is|was|been|being|once|now|also|since|already|then|again|itself|later|will"
    r"|would|could|may|might|[a-z]{3,12}ly))*"
)
CHANGED = (
    rf"(?:\s{REGION})?(?:\s\([^()]{{1,40}}\))?(?:,\s(?:[^,.;:()]|,(?=[0-9])){{3,80}},)?{_OWN_AREA}"
    rf"(?P<verb>{_HAS}\s(?:{CHANGES}|lost|gained|gains|loses){ADVERBS})"
    rf"(?=\s(?:from|to|by|below|above|past|between|{HEDGED}|[0-9]|in\s[0-9]|since|(?:an?\s)?{FRACTION}))"
)
NOUN_CHANGED = rf"\b(?:[Tt]he|[Tt]his)\s(?:{ADJECTIVES}\s)?(?P<noun>{'|'.join(GENERIC)})\b{CHANGED}"
# "the area of Lake Urmia shrank"
OF_AREA = r"\b(?:area|surface|size|extent|footprint)\sof\s(?:the\s)?\Z"
