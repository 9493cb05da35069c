"""What our own stories are about: ``python -m tests.quality.test_focus`` prints each.

The first part was looked at while the weights of `geonews.resolve.focus` were set; the second was
written before and run once, when they stood.
"""

from __future__ import annotations

from geonews.gazetteer import Gazetteer
from geonews.model import Article
from geonews.pipeline import analyse

Story = tuple[str, str, frozenset[str]]
"""The country the story is about, the text, and each place that may be named as its focus."""


def story(country: str, focus: str, text: str) -> Story:
    return country, " ".join(text.split()).replace("| ", "\n\n"), frozenset(focus.split("; "))


LOOKED_AT = (
    story(
        "BR",
        "Porto Alegre",
        """Porto Alegre cleans up as the water falls | PORTO ALEGRE, Brazil — Shopkeepers swept
        mud from the market of Porto Alegre on Monday, two weeks after the Guaíba spilled over its
        wall. Volunteers came by bus from São Paulo and Curitiba. The airport of Porto Alegre stays
        shut until autumn. Engineers from the Netherlands will look at the pumps.""",
    ),
    story(
        "KE",
        "Garissa; Garissa County",
        """NAIROBI, Kenya — A bus went off the road near Garissa on Sunday night and eleven people
        died. Police in Garissa said that rain had washed away the edge of the road. The injured
        were taken to a hospital in Garissa; two were flown to Nairobi. It was on its way from
        Mandera.""",
    ),
    story(
        "IT",
        "Sicily",
        """Wildfires spread across Sicily for a third day. Families left their homes near Palermo,
        and flames reached the edge of Messina and of Trapani. Planes from France and Greece are on
        their way to Sicily. Catania has no power since Tuesday. The island has not been so dry
        since 2003.""",
    ),
    story(
        "US",
        "Paris",
        """The school board of Paris, Texas, put off its vote on a new stadium. Parents in Paris
        had asked for repairs of the roof first. The stadium would cost more than the one that
        Sherman built in 2015. The board will meet again in Paris on March 3.""",
    ),
    story(
        "UA",
        "Kharkiv; Kharkiv Oblast; Ukraine; Odesa; Odessa; Dnipro",
        """Drones struck Kharkiv, Odesa and Dnipro overnight, officials in Kyiv said. In Kharkiv a
        block of flats burned; in Odesa a grain store; in Dnipro a bus depot. Ukraine shot down
        forty others. Moscow said it had aimed at factories. Washington and Berlin promised new
        missiles to Ukraine.""",
    ),
    story(
        "JP",
        "Wajima; Ishikawa Prefecture; Ishikawa; Noto Peninsula",
        """TOKYO (AP) — Carpenters have put up the last of the temporary houses in Wajima, a town
        that an earthquake flattened a year ago. Wajima has lost a fifth of its people since.
        Ishikawa Prefecture pays the rent for two years. Lacquer makers of Wajima sell their bowls
        in Tokyo now.""",
    ),
    story(
        "AU",
        "Broome; Western Australia",
        """Cyclone heads for Broome | Broome shut its schools and its port on Thursday as a cyclone
        came down the coast of Western Australia. Ships left for Darwin. In Derby, 200 km to the
        east, the council handed out sandbags. The last such storm came ashore at Port Hedland.
        Perth sent two helicopters.""",
    ),
    story(
        "CA",
        "Thunder Bay; Ontario",
        """Thunder Bay will get its second bridge after all. Ontario promised on Friday to pay for
        half of it, said the mayor of Thunder Bay, and Ottawa for a quarter. Trucks between
        Winnipeg and Toronto have no other way than through Thunder Bay when snow closes the north
        road.""",
    ),
    story(
        "NG",
        "Maiduguri; Borno; Borno State",
        """ABUJA, Nigeria — The market of Maiduguri opened again on Wednesday, eight months after
        the dam burst. Traders from Chad and Cameroon are back in Maiduguri, too. Borno State has
        built four hundred stalls. Onions cost half of what they cost in Kano. An American charity
        paid for the drains.""",
    ),
    story(
        "GB",
        "Leeds; Bradford",
        """The tramway between Leeds and Bradford has been promised four times. Now the first
        rails lie in Leeds, and Bradford has chosen its stops. London pays most of it. Manchester,
        where trams came back in 1992, sent its drivers to train those of Leeds and Bradford.""",
    ),
    story(
        "CN",
        "China; United States",
        """China and the United States put off their new tariffs by ninety days. Chinese negotiators
        spoke of respect, the American envoy of progress. They had met in Geneva, Switzerland.
        China will buy soybeans again, and the United States will let chips for phones go to
        China.""",
    ),
    story(
        "PE",
        "Lima; Callao",
        """Water runs for six hours a day in the hills of Lima this week. A landslide above
        Chosica broke the main that brings it to Lima from the Andes. Tank trucks drive through
        the north of Lima, but in Callao the taps have run dry. Peru has had less snow each year,
        said an engineer in Lima.""",
    ),
    story(
        "IN",
        "Kochi; Kerala",
        """KOCHI, India — Fishermen of Kochi towed a whale out to sea on Saturday. It had drifted
        past Kollam and Alappuzha for a week. Kerala has seen three this year, a biologist in
        Chennai said. Children came from all over Kochi to watch, and a ferry waited an hour.""",
    ),
    story(
        "MX",
        "Oaxaca; Oaxaca City; Oaxaca de Juárez",
        """Teachers blocked the roads into Oaxaca again. They want what Mexico City promised them
        in May. Buses from Puebla turned back, and in Oaxaca the bread ran out. A march is to
        leave Oaxaca for Mexico City on Friday.""",
    ),
    story(
        "ZA",
        "Durban; KwaZulu-Natal",
        """Durban closes its beaches after the sewers burst | Durban has closed six beaches. Rain
        broke two pumping stations, the city said, and Umlazi smelled of it for days. Tourists
        from Johannesburg went on to Ballito. KwaZulu-Natal will lend pumps. Britain and Germany
        warned their travellers.""",
    ),
    story(
        "PL",
        "Poland; Germany",
        """Poland and Germany will count the fish of the Oder together. After the die-off of 2022
        Polish and German papers had blamed each other's mines. Now boats from Szczecin and
        Frankfurt meet each month. Poland pays for the laboratory, Germany for the boats.""",
    ),
    story(
        "US",
        "Duluth; Minnesota",
        """DULUTH, Minn. (AP) — Ice on Lake Superior broke up three weeks early, and the port of
        Duluth let in its first ship on Sunday. It carried windmill blades from Denmark. Duluth has
        opened before March 10 only twice. In Green Bay, Wisconsin, the ice still holds.""",
    ),
    story(
        "TR",
        "Turkey; Türkiye; Izmir; İzmir; Manisa; Aydın; Aydin",
        """Olive growers in Izmir, Manisa and Aydın have begun to pick a month early. Turkey will
        press less oil than Spain this year, for the fourth year in a row. In Aydın the trees
        dropped a third of the fruit in August. Mills in Izmir and Manisa run at night.""",
    ),
)

HELD_OUT = (
    story(
        "CL",
        "Valparaíso; Valparaiso",
        """Valparaíso will rebuild the stairs that the fire took. The hills of Valparaíso burned for
        three days in February, and people fled to Viña del Mar. Santiago lent its crews. Spain
        has sent an architect who knows the stairs of Lisbon, and Valparaíso will show him all.""",
    ),
    story(
        "EG",
        "Egypt; Ethiopia",
        """CAIRO (Reuters) — Egypt has asked Ethiopia again to say when it will close the gates of
        its dam. Ethiopia said it had told Sudan and Egypt in time. Egyptian farmers near Luxor
        planted rice late. The African Union wants Egypt and Ethiopia to meet in May.""",
    ),
    story(
        "NZ",
        "Gisborne; Gisborne Region; Gisborne District",
        """Gisborne asks for its road back | Trucks to Gisborne still take the long way round,
        a year after the slip. Shops in Gisborne say that bread from Napier is a day old. Wellington
        has money for one road this year, and Auckland wants a tunnel. Gisborne will march.""",
    ),
    story(
        "DE",
        "Rostock; Mecklenburg-Vorpommern; Mecklenburg-Western Pomerania",
        """The shipyard in Rostock has its first order for six years. A Danish owner wants two
        ferries, to sail between Rostock and Gedser. Four hundred people worked in the yard once;
        some moved to Hamburg. In Rostock nobody had believed in it any more.""",
    ),
    story(
        "PK",
        "Sindh; Larkana; Sukkur; Dadu",
        """The fields of Sindh are white with salt. After the flood, the water stood for months
        around Larkana, Sukkur and Dadu. Sindh gives every farmer two sacks of gypsum. In Lahore
        the price of rice has doubled. Pakistan may buy wheat from Russia.""",
    ),
    story(
        "US",
        "Moscow",
        """MOSCOW, Idaho — The grain elevator of Moscow will become a theater. It has stood empty
        since the railroad left for Spokane. Students painted it for the fair. The council voted
        for it on Tuesday, and Moscow will sell tickets from June. Seattle has one like it.""",
    ),
)


def judged(
    stories: tuple[Story, ...], gazetteer: Gazetteer
) -> tuple[float, float, float, list[str]]:
    """Return the shares whose first focus, whole focus and country are right; and what each has."""
    right = whole = country = 0
    told: list[str] = []
    for code, text, wanted in stories:
        focus = analyse(Article(text), gazetteer=gazetteer).focus
        first = focus[0] if focus else None
        right += first is not None and first.name in wanted
        whole += bool(focus) and all(place.name in wanted for place in focus)
        country += first is not None and first.country == code
        told.append(f"{code} {sorted(wanted)}: {[f'{p.name} ({p.country})' for p in focus]}")
    number = len(stories)
    return right / number, whole / number, country / number, told


def test_what_our_own_stories_are_about() -> None:
    gazetteer = Gazetteer.open()
    right, whole, country, told = judged(LOOKED_AT + HELD_OUT, gazetteer)
    assert right >= 0.9, told
    assert whole >= 0.85, told
    assert country >= 0.95, told


def main() -> None:
    """Print what each story is found to be about."""
    gazetteer = Gazetteer.open()
    for name, stories in (("looked at", LOOKED_AT), ("held out", HELD_OUT)):
        right, whole, country, told = judged(stories, gazetteer)
        print(f"{name}: first focus {right:.2f}, all of it {whole:.2f}, country {country:.2f}")
        print("\n".join(f"  {line}" for line in told))


if __name__ == "__main__":
    main()
