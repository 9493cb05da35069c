"""What the made stories are made of; no sentence of them was ever news."""

from __future__ import annotations

__all__ = [
    "FIRST_NAMES",
    "GENERAL",
    "HEADLINES",
    "LAST_NAMES",
    "ORGANISATIONS",
    "QUIET",
    "SOURCES",
    "THEMES",
]

SOURCES = ("The Evening Register", "Harbour Daily", "North Line", "Plain Dealer Wire", "Der Bote")
FIRST_NAMES = tuple(
    "Amara Anton Beatriz Bilal Carla Chen Daria Dmitri Elena Emeka Fatima Felix Grace Hamid Hana "
    "Ines Ivan Jack Jorge Kamal Keiko Lars Leila Maria Martin Mei Miguel Nadia Noor Olga Omar "
    "Paris Paula Peter Priya Rafael Ravi Rosa Samuel Sofia Tariq Teresa Tomas Uma Victor Wanjiru "
    "Yusuf Zainab Zoltan Sydney Austin".split()
)
LAST_NAMES = tuple(
    "Abara Adeyemi Almeida Andersen Bashir Becker Castro Chukwu Costa Diaz Dubois Farouk Fischer "
    "Garcia Haddad Hansen Ibrahim Ivanova Jansen Kamau Kaplan Kim Kowalski Kumar Lindqvist London "
    "Lopez Malik Mbeki Mensah Moreau Nakamura Ndiaye Novak Okafor Osei Park Petrov Qureshi Rahman "
    "Reyes Rossi Santos Schmidt Sharma Silva Sokolov Tanaka Tran Usman Vargas Wang Washington "
    "Weber Yilmaz Zhang Lincoln Jordan Chester".split()
)
ORGANISATIONS = (
    "the Ministry of Water",
    "the Ministry of the Interior of %(country)s",
    "%(town)s University",
    "the %(region)s Chamber of Commerce",
    "the Red Cross of %(country)s",
    "the National Weather Service",
    "%(town)s City Council",
    "Northline Rail",
    "the Farmers' Union",
    "the World Food Programme",
    "Bank of %(country)s",
    "the %(town)s Herald",
)
HEADLINES = (
    "Rain cuts roads between %(town)s and %(second)s",
    "%(town)s counts the cost after a hard week",
    "In %(region)s, a long wait for an answer",
    "%(country)s: new plan for %(town)s divides the town",
    "What happened in %(town)s",
    "%(count)s people leave their homes in %(region)s",
    "Line from %(town)s to %(second)s to open at last",
    "%(person)s returns to %(town)s",
)

_FLOOD = (
    "The river rose by two metres overnight and covered %(km2)s square kilometres of farmland "
    "between %(town)s and %(second)s.",
    "Water stood in the market hall of %(town)s until noon, and the bridge on the road to "
    "%(third)s was closed to all but ambulances.",
    "In %(region)s, %(count)s people were brought to schools and sports halls, according to "
    "%(body)s.",
    "Some %(ha)s hectares (%(km2)s square kilometres) of rice and maize are lost, %(witness)s of "
    "%(body)s said.",
    "Engineers opened the upper dam on %(weekday)s to spare %(second)s, which lies %(km)s "
    "kilometres downstream of %(town)s.",
    "Boats from %(far)s reached the villages east of %(town)s on %(weekday)s morning.",
    "The flood has covered %(share)s of %(region)s, the provincial office estimates.",
    "In %(third)s the water has begun to fall, but wells are spoilt and the clinic has no power.",
    "Satellite pictures show a lake of %(km2)s square kilometres (%(mi2)s square miles) where the "
    "fields of %(second)s used to be.",
    "It is the worst flood in %(region2)s since %(year)d, when %(few)d people died.",
    "%(abroad)s has promised pumps and tents, and a first lorry left %(far)s on %(weekday)s.",
    "A gauge %(km)s km north of %(town)s broke when a raft of timber struck it.",
    "On the main street of %(town)s, shopkeepers shovelled mud from their doors and stacked what "
    "could be saved on trestles.",
    "Meteorologists expect more rain over %(region)s before the end of the week.",
)
_FIRE = (
    "The fire started near %(town)s on %(weekday)s and had burnt %(km2)s square kilometres by the "
    "next evening.",
    "Crews from %(second)s and %(third)s dug lines along the ridge through the night.",
    "About %(ha)s hectares of pine have burnt in %(region)s this summer, more than in any year "
    "since %(year)d.",
    "Smoke drifted as far as %(far)s, where the airport cancelled %(few)d flights.",
    "%(abroad)s sent two aircraft, which draw water from the reservoir %(km)s kilometres west of "
    "%(town)s.",
    "The wind turned before dawn, and %(count)s residents of %(second)s were told to leave.",
    '"We had ten minutes," said %(witness)s, a teacher in %(third)s.',
    "The fire has taken %(share)s of the nature reserve in %(region2)s.",
    "Police in %(town)s are questioning a man about a barbecue on the edge of the wood.",
    "By %(weekday)s the front was %(few)d kilometres long and had crossed the railway to "
    "%(second)s.",
    "Power lines in %(region)s were switched off as a precaution, %(body)s said.",
    "The burnt area, %(km2)s square kilometres (%(mi2)s square miles), is three times the size of "
    "the one of last year.",
    "In the stadium of %(town)s, volunteers hand out water, masks and bread.",
)
_VOTE = (
    "Voters in %(region)s go to the polls on Sunday to choose a governor and a council of %(few)d.",
    "%(person)s opened the campaign in %(town)s before a crowd of %(count)s.",
    "In %(second)s, where the last vote was annulled in %(year)d, observers from %(abroad)s will "
    "watch the count.",
    "The opposition holds %(town)s and %(third)s, but has never won in %(region2)s.",
    "A poll by %(body)s gives neither side a majority.",
    "Ballot papers reached the last stations, %(km)s kilometres south of %(second)s, by mule.",
    '"%(country)s deserves better roads and fewer speeches," %(person)s told reporters in '
    "%(town)s.",
    "The government of %(abroad)s said that it would work with whoever wins.",
    "Turnout in %(third)s reached a record in %(year)d and has fallen ever since.",
    "Teachers in %(town)s refused to lend their schools as polling stations.",
    "The court in %(second)s will rule on the disputed list on %(weekday)s.",
    "%(witness)s, who ran in %(region)s four years ago, now stands for the other party.",
    "Under the new map the constituency of %(town)s grows to %(km2)s square kilometres.",
)
_RAIL = (
    "The new line will bring %(town)s within an hour of %(second)s, which lies %(km)s kilometres "
    "to the east.",
    "Trains from %(town)s to %(far)s ran for the last time in %(year)d.",
    "Work on the tunnel near %(third)s stopped for a month after a rockfall.",
    "%(body)s has lent the money, and %(abroad)s supplies the rails.",
    "Land of %(km2)s square kilometres (%(ha)s hectares) along the route in %(region)s was bought "
    "from %(count)s owners.",
    "At the station of %(second)s a brass band waited for a train that came two hours late.",
    "Freight for the port goes by lorry through %(region2)s as long as the bridge is closed.",
    "%(person)s, who drove the first locomotive into %(town)s, is ninety now.",
    "A second track to %(third)s is planned, but nobody in %(country)s expects it before the end "
    "of the decade.",
    "The ministry counts %(count)s passengers a day between %(town)s and %(third)s.",
    "From %(far)s, connections to %(farther)s run twice a week.",
    "Farmers in %(region)s complain that the embankment keeps their cattle from the river.",
)
_CLINIC = (
    "Doctors in %(town)s have treated %(count)s patients since the first cases were found in "
    "%(second)s.",
    "The laboratory in %(far)s confirmed the samples on %(weekday)s.",
    "Schools in %(region)s stay closed for another week, %(body)s announced.",
    "Vaccines for %(region2)s left %(far)s by air and were kept on ice in %(third)s.",
    "%(abroad)s closed its border to travellers from %(region)s on %(weekday)s.",
    "In the hospital of %(second)s, relatives cook for the sick in the yard.",
    '"The wells are the cause, not the market," said %(witness)s, who studied the outbreak of '
    "%(year)d.",
    "Mobile teams cover a district of %(km2)s square kilometres around %(town)s.",
    "A nurse from %(third)s, %(km)s kilometres away, walks the road twice a week.",
    "The number of new cases in %(country)s has halved since the beginning of the month.",
    "%(body)s counts %(few)d villages in %(region)s without clean water.",
    "Aid flights from %(farther)s land on the old strip north of %(town)s.",
)
_GAME = (
    "%(town)s beat %(second)s by two goals in front of %(count)s people on %(weekday)s.",
    "%(person)s scored twice before the interval and was carried off the field at the end.",
    "The club from %(third)s has not won an away match since %(year)d.",
    "Supporters from %(far)s travelled overnight and sang until the gates were shut.",
    "Next week the team flies to %(far)s for a friendly against %(abroad)s.",
    "The stadium of %(second)s, built for the games of %(year)d, holds half the town.",
    "%(witness)s, the coach, was born in %(third)s and played for %(country)s for ten years.",
    "The league table now has %(town)s first, %(third)s second and %(second)s last.",
    "A new training ground of %(few)d hectares is planned on the edge of %(town)s.",
    "The cup final will be held in %(farther)s, the federation of %(abroad)s decided.",
    "Police in %(region)s closed the road to %(second)s for two hours after the match.",
    "%(body)s pays for the youth team, which draws players from all of %(region2)s.",
)
THEMES = (_FLOOD, _FIRE, _VOTE, _RAIL, _CLINIC, _GAME)

GENERAL = (
    '"Nobody asked us," said %(witness)s, who has kept a shop in %(town)s for %(few)d years.',
    "%(body)s did not answer a request for comment.",
    "The road from %(town)s to %(second)s was quiet on %(weekday)s.",
    "Similar scenes were reported from %(third)s and from towns as far as %(far)s.",
    "%(country)s has spent more on %(region)s in two years than in the ten before.",
    "The mayor of %(second)s, %(person)s, asked for patience and for money.",
    "Prices in the market of %(third)s have doubled since the spring, and the bakers close at ten.",
    "At the border with %(abroad)s lorries waited in a queue of several kilometres.",
    "A spokeswoman in the capital said that a report would be published within %(few)d days.",
    "The district covers %(km2)s square kilometres (%(mi2)s square miles) and has one hospital.",
    "Children from %(third)s go to school in %(town)s now, in two shifts and without books.",
    "%(witness)s, a lawyer from %(far)s, calls the decision unlawful and wants to appeal.",
    "In %(year)d the same plan failed because %(region)s and %(region2)s could not agree.",
    "The ambassador of %(abroad)s visited %(town)s on %(weekday)s and left without a statement.",
    "Most families have a son or a daughter who works in %(far)s or in %(farther)s.",
    "%(person)s grew up %(km)s kilometres from %(second)s, in a house without electricity.",
    "The archive of the town has a map on which %(second)s is no more than an inn by a ford.",
    "It is a question of trust, people here say, and of who will pay in the end.",
    "When the evening train has left, the square empties and only the pharmacy keeps its light on.",
    "A petition with %(count)s names lies on a desk somewhere in the ministry.",
    "Economists doubt the figures and point to the years after %(year)d, when nothing was built.",
    "The newspaper of %(town)s printed the letter in full and received %(few)d answers.",
    "Experts from %(abroad)s, who worked in %(region2)s before, arrived on %(weekday)s.",
    "Until then, everybody agrees, little will change between the two rivers.",
)

# As in most of the news, the larger part names no place at all.
QUIET = (
    '"We will see in spring what it was worth," %(witness)s said, and folded the plan away.',
    "The meeting lasted four hours and ended, as the last one had, with a date for another.",
    "Nobody was hurt, but %(few)d cars and a row of sheds were damaged beyond repair.",
    "%(person)s said the money had been set aside years ago and could not be spent on anything "
    "else.",
    "Insurers expect claims of several million and have opened an office in a disused bank.",
    "A draft of the agreement, which this newspaper has seen, runs to %(few)d pages and names no "
    "sum.",
    "For a long time the subject was avoided, even at family tables, where it had done the most "
    "harm.",
    "The union wants a rise of six per cent; employers offer two and a day of leave.",
    "Of %(count)s households that were asked, fewer than half had heard of the scheme.",
    "%(witness)s keeps the receipts in a biscuit tin and shows them to anyone who doubts the "
    "story.",
    "Critics say that the law was written in haste and that its authors have never met a builder.",
    "Since the end of the war the number of births has risen, and the old school is too small.",
    "The judge adjourned the hearing until %(weekday)s because a witness had missed the bus.",
    "Temperatures are expected to fall to four degrees by night and to rise again on Thursday.",
    "According to %(body)s, the tests will be repeated by a second laboratory before anyone is "
    "blamed.",
    "In the evening the lights came back on, first in the hospital and then street by street.",
    "It is not the first time that such a promise was made shortly before a holiday.",
    "The company employs %(count)s people and had announced a profit only a month earlier.",
    "Asked whether she would stand again, she laughed and pointed to the stairs, which are steep.",
    "About %(share)s of the money has been paid out so far, mostly to those who needed it least.",
    "The report lists %(few)d faults, among them a valve that had been fitted the wrong way round.",
    "Both sides agree on one point alone: that the other one is late with its answer.",
    "%(person)s, who has led the office since %(year)d, said the rules would stay as they are.",
    "A recording of the conversation was played to the committee behind closed doors.",
    "Old photographs show the same corner with trams, a fountain and a man selling ice.",
    "Whoever can afford it has bought a generator, and the rest listen to those of the others.",
)
