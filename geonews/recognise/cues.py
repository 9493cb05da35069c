"""Words beside a name that tell what it is. Folded; ours, checked on the labelled training part."""

from __future__ import annotations

__all__ = [
    "CONNECTORS",
    "DIRECTIONS",
    "FACILITIES",
    "INSTITUTIONS",
    "KINDS_AFTER",
    "KINDS_AHEAD",
    "KINDS_BEFORE",
    "LOCATIVES",
    "NATURE",
    "NO_NOUNS",
    "NUMBERED",
    "PREFIXES",
    "RESIDENTS",
    "SAYING",
    "SPEAKING",
    "STREETS",
    "TITLES",
    "WEAK_LOCATIVES",
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LOCATIVES = _words(
    "in at near outside across around throughout toward towards inside off via into "
    "between amid downtown leaving visiting visited"
)
"""Prepositions and verbs that stand before a place more than before anything else."""

WEAK_LOCATIVES = _words("from to of through over beyond along for and")

KINDS_AFTER = _words(
    "region oblast province state krai governorate prefecture county district city town village "
    "municipality border peninsula island islands area valley river suburb neighborhood "
    "neighbourhood republic territory canton department voivodeship airport coast regions "
    "provinces counties cities towns villages districts metro metropolitan township borough parish"
)
"""Common nouns that follow the name of a place."""

KINDS_BEFORE = _words("city town village capital province state region port district suburb county")
"""Common nouns that go before "of" and the name of a place."""

DIRECTIONS = _words(
    "north south east west northern southern eastern western central northeast northwest southeast "
    "southwest northeastern northwestern southeastern southwestern upper lower greater inner outer "
    "downtown mainland rural coastal nearby"
)

SAYING = _words(
    "said says told added wrote asked explained noted tweeted testified recalled argued replied "
    "who whose"
)
"""What follows a person far more often than a town."""

TITLES = _words(
    "mr mrs ms miss dr prof professor president premier chancellor king queen prince princess pope "
    "sir dame lord lady gen general lt lieutenant col colonel maj major capt captain sgt sergeant "
    "cpl pvt adm admiral cmdr commander sen senator rep representative gov governor mayor rev "
    "reverend father brother sister bishop archbishop cardinal rabbi imam sheikh ayatollah judge "
    "justice attorney sheriff detective officer coach secretary minister ambassador spokesman "
    "spokeswoman spokesperson director chairman chairwoman ceo emperor tsar officer inspector "
    "deputy congressman congresswoman councilman councilwoman councillor councilor commissioner "
    "hurricane storm typhoon cyclone"
)
"""Words that go before a person's name, or a storm's; the name behind them is no place."""

INSTITUTIONS = _words(
    "police department university college school hospital council court parliament assembly "
    "ministry government army navy forces office airport station museum library church cathedral "
    "stadium park zoo bank association society institute academy center centre club team united "
    "city fc times chronicle herald tribune news daily fire sheriff commission agency authority "
    "chamber bureau district county high elementary middle port harbor harbour bridge street road "
    "avenue highway international national general regional memorial medical stock exchange "
    "symphony orchestra theatre theater festival mayor governor senate legislature congress "
    "administration federation league hall house state community public"
)
"""Capitalised nouns behind a place's name in the name of an institution there."""

STREETS = _words(
    "street st road rd avenue ave drive dr lane ln boulevard blvd way court ct place pl parkway "
    "pkwy highway hwy route terrace trail freeway expressway turnpike circle square crescent"
)
"""Capitalised behind a name, they make it a street's."""

RESIDENTS = _words(
    "man woman boy girl teen teenager resident residents couple family mother father native police "
    "firefighters officer officers neighborhood suburb home hotel restaurant church school"
)
"""Who or what is said to be of a town: "a Gainesville man"."""

CONNECTORS = _words(
    "de del della di da do dos das la le les el los las al of the and du des en sur upon am an der "
    "den van von y e ibn bin abu au aux on sous"
)
"""Small words inside names."""

NO_NOUNS = _words(
    "and or but to in on at of for from by with as is was are were has had have will would may "
    "might can could that which who when where while after before since until because if than "
    "then also he she it they we i his her its their said says region sea"
)
"""Words that no adjective goes before, and nouns that make the adjective part of a name."""

SPEAKING = _words(
    "speak speaks spoke speaking spoken learn learned fluent translated language words"
)
"""What stands beside a language."""

NATURE = _words(
    "river rivers lake lakes creek brook stream bay beach ridge forest hills hill falls canyon "
    "basin reservoir springs gulf mountain mountains mount peak valley island islands isle strait "
    "channel desert glacier plateau coast cape point peninsula delta lagoon marsh swamp bayou "
    "cove harbor harbour sound inlet fjord pass gorge wetlands woods heath moor dunes volcano sea "
    "ocean reef"
)
"""Nouns at the end of the name of something that nature made."""

FACILITIES = _words(
    "airport stadium park hospital station bridge hall museum square plaza mall market center "
    "centre arena prison jail camp palace castle house hotel tower dam cemetery school university "
    "college church cathedral mosque temple abbey library theatre theater zoo garden gardens "
    "field fields golf club estate campus base fort harbor port pier dock terminal junction "
    "crossing tunnel canal courthouse academy institute clinic gallery monument memorial mine "
    "refinery plant farm ranch depot reserve reservation preserve sanctuary refuge elementary "
    "building inn complex village"
)
"""Nouns at the end of the name of something that people built."""

KINDS_AHEAD = _words(
    "lake mount mt mountain river port fort cape point camp gulf bay strait isle rio lac monte san "
    "university highway interstate route boulevard avenue rue calle via plaza piazza"
)
"""Nouns at the head of the name of a place."""

NUMBERED = _words("highway hwy interstate route rte road i u.s us fm sr cr motorway autobahn")
"""What goes before the number of a road."""

PREFIXES = _words(
    "afro anglo austro euro franco greco hispano indo israelo italo luso polono russo sino turco "
    "non pro anti pre post ex"
)
"""What a hyphen joins to a demonym: "Franco-German"."""
