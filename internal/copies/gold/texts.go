package gold

import "strings"

// Every text here is ours.

type frame struct {
	name, text string
	slots      map[string][]string
}

var (
	weekdays = strings.Fields("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
	months   = strings.Fields("January February March April May June July August September October November December")
)

// frames are what the same desk fills in every day. They alternate between dev
// and test.
var frames = []frame{
	{"stock market", `Shares on the main board closed {move} on {day}, with the index of the thirty largest companies {verb} {1.0-9.9} points, or {0.1-2.9} per cent, to {3000-5999}.{10-99}.

Turnover reached {200-990} million, against {200-990} million in the session before. Gainers led losers by {60-99} to {20-59}, and {10-40} shares were unchanged.

{firm} was the most active share, {verb} {1-19} cents to {2.0-80.0}. {firm} followed with {1-9} million shares traded at a price of {2.0-80.0} each.

Among the banks, {firm} was {verb} {0.1-2.9} per cent. Dealers said that investors stayed on the sidelines ahead of the figures on {topic} that are due on {day}.`,
		map[string][]string{"move": {"higher", "lower", "little changed", "mixed"}, "verb": {"up", "down", "gaining", "losing"},
			"firm":  {"Harbour Cement", "Northern Rail", "Delta Foods", "Union Steel", "Lakeside Power", "Orient Shipping", "First Merchant", "Atlas Mining"},
			"topic": {"inflation", "employment", "trade", "retail sales", "industrial output"}}},
	{"weather", `Expect {sky} over the {region} on {day}, with {precip} spreading from the {side} by the {part}.

Temperatures will reach {10-30} degrees on the coast and {8-28} degrees inland. At night they will fall to between {1-6} and {7-12} degrees. The wind will be {wind} from the {side}, with gusts of up to {20-90} kilometres an hour on exposed ground.

The sun rises at {5-8}.{10-59} and sets at {16-21}.{10-59}. The water in the bay has {8-22} degrees.

The outlook for {day} and {day}: {sky} at first, later {sky}, with highs around {10-30} degrees.`,
		map[string][]string{"sky": {"clear skies", "broken cloud", "grey skies", "sunny spells", "fog patches", "heavy cloud"}, "region": {"north of the country", "south of the country", "islands", "western valleys", "eastern plain"},
			"precip": {"showers", "rain", "sleet", "drizzle", "thunderstorms"}, "side": {"north", "south", "west", "east", "northwest", "southwest"}, "part": {"morning", "afternoon", "evening", "early hours"}, "wind": {"light", "moderate", "fresh", "strong"}}},
	{"casualties", `At least {3-90} people were killed and {10-200} wounded in the past twenty-four hours, the health ministry of the enclave said on {day} in its daily report.

The dead were taken to hospitals in {town}, {town} and {town}. The ministry said that {2-30} of them were women and children, and that an unknown number of victims lay under rubble and on roads where ambulance crews and civil defence teams could not reach them.

The figures bring to {21000-29999} the number of people killed since the beginning of the war, and to {51000-69999} the number of those wounded, according to the ministry. It does not tell civilians from fighters in its count.

The army did not comment on the figures. It has said before that it takes steps to spare civilians and that it strikes armed groups which hide among them.`,
		map[string][]string{"town": {"the old port", "the northern camp", "the market quarter", "the border crossing", "the lower town", "the railway district", "the university quarter"}}},
	{"football", `{club} beat {club} {1-5}-{0-4} at home on {day} in front of {9000-60000} spectators in the first division.

{player} put the hosts ahead after {3-44} minutes with a shot from {6-25} metres, and {player} added a second {before} half-time. The visitors came back into the match through {player} in the {46-70}th minute, but {player} settled it with a penalty {before} the end.

It was the {2-9}th win in {10-12} matches for the hosts, who move to place {1-9} of the table with {18-60} points. The visitors stay on place {10-18} with {6-17}.

On the next match day, on {date}, {club} travel to {club}.`,
		map[string][]string{"club": {"Rovers", "United", "Athletic", "Wanderers", "Olympic", "Dynamo", "City", "Sporting", "Harbour", "Racing"}, "before": {"shortly before", "two minutes before", "well before", "a minute before"},
			"player": {"Marek Dolny", "Pat Corrigan", "Luis Abreu", "Jonas Weil", "Sami Haddad", "Tom Ferris", "Ivan Bukov", "Andre Malo", "Kofi Antwi"}}},
	{"earthquake", `An earthquake of magnitude {3.0-7.9} struck {1-99} kilometres {side} of {town} at {1-12}.{10-59} {half} on {day}, the seismological institute said.

The hypocentre lay at a depth of {4-120} kilometres. The quake was felt in {town} and in {town}, where people ran into the streets. It was followed by {2-40} aftershocks, the strongest of them of magnitude {2.0-4.9}.

There were no immediate reports of casualties or damage. No tsunami warning was issued. The region lies where two plates of the earth's crust meet and is often shaken by earthquakes; in the most devastating of them, more than a thousand people died in a single night.`,
		map[string][]string{"side": {"north", "south", "west", "east", "northeast", "southwest"}, "half": {"in the morning", "in the afternoon", "at night"}, "town": {"Port Alder", "Santa Rima", "Kelang", "Old Fort", "Bay City", "Tarmo", "Ulverton"}}},
	{"monitors", `The observers recorded {20-900} ceasefire violations on {day}, among them {5-300} explosions, against {20-900} violations and {5-300} explosions the day before.

Most were heard in the area of {place}, and within {2-9} kilometres of the disengagement area at {place}. On an evening patrol near {place} the monitors saw {2-30} projectiles in flight from {side} to {side}.

The mission's freedom of movement continued to be restricted. Its members were denied passage at a checkpoint south of {place} and saw {2-40} anti-tank mines beside the road. Unmanned aerial vehicles spotted {2-19} tanks and {2-19} howitzers in violation of withdrawal lines.

The mission facilitated repairs to {thing} and followed up on reports of {2-5} civilian casualties.`,
		map[string][]string{"place": {"the railway station", "the filtration plant", "the lime works", "the river bridge", "the coal mine", "the brick factory"}, "side": {"north", "south", "west", "east"}, "thing": {"a power line", "a water pipe", "a gas main", "a bridge"}}},
	{"currency", `The dollar {verb} against the major currencies on {day}. In late trading it stood at {100-150}.{10-99} yen, from {100-150}.{10-99} a day earlier, and the euro bought {1.0-1.3}{10-99} dollars after {1.0-1.3}{10-99}.

The pound was worth {1.2-1.6}{10-99} dollars. The Swiss franc changed hands at {0.8-1.1}{10-99} to the dollar. Gold for delivery in {month} {verb} {1-30} dollars to {1000-2000} an ounce, and silver {verb} {1-60} cents.

A barrel of crude oil cost {40-120}.{10-99} dollars, {0-5}.{10-99} dollars {more} than on {day}. Yields of ten-year bonds {verb} to {1-5}.{100-999} per cent.`,
		map[string][]string{"verb": {"rose", "fell", "climbed", "slipped", "gained", "eased"}, "month": months, "more": {"more", "less"}}},
	{"results", `{who} of the {party} won the seat of {place} with {10000-40000} votes, or {35-64} per cent, ahead of {who} of the {party} with {5000-9999} votes.

{who}, who stood without a party, came third with {1000-4999} votes. Turnout was {45-79} per cent, against {45-79} per cent at the election before. {100-999} ballots were invalid.

The returning officer declared the result at {1-5}.{10-59} in the morning after a recount in {2-9} polling stations. The seat had been held by the {party} since {1950-2010}.

The winner thanked {2-9} hundred helpers and the police, and promised to be a voice for all people of the constituency, whether they had given their vote or not.`,
		map[string][]string{"who": {"Anna Brook", "Samuel Oduya", "Peter Lang", "Maria Costa", "John Devlin", "Ruth Adler", "Omar Said", "Helen Park"}, "party": {"Labour Party", "Farmers' Union", "Liberal Alliance", "National Front", "Green List"},
			"place": {"Westmarch", "Upper Vale", "Northgate", "Saltford", "Dunmore", "Castle Hill", "Riverside"}}},
	{"virus", `The health authority reported {100-9999} new infections on {day}, bringing the total since the start of the pandemic to {100000-999999}. Another {2-99} people died of the disease or with it, so that {2000-9999} have died in all.

{50-900} patients are being treated in intensive care, {2-60} {more} than a day earlier; {20-400} of them need a ventilator. The seven-day incidence is {10-400}.{1-9} for a hundred thousand people, against {10-400}.{1-9} the day before.

The authority publishes its figures every day at noon. They may be incomplete on weekends and on public holidays, when some districts do not pass on their numbers and fewer people are tested.

So far {10-80}.{1-9} per cent of the population have been vaccinated. The authority again called on people to keep their distance, to wash their hands and to stay at home when they feel ill.`,
		map[string][]string{"more": {"more", "fewer"}}},
	{"road deaths", `{name}, {18-80}, of {town}, died on {day} when the car in which {2-5} people were travelling left the road near {town} and struck a {thing}.

Police said that the accident happened at about {1-12}.{10-59} on the road between {town} and {town}. The driver, aged {18-80}, was taken to the county hospital with injuries that were described as {state}.

The road was closed for {2-9} hours. Officers have appealed to anyone who was in the area at the time and may have seen the vehicle, or who has pictures from a camera in a car, to call the police station on the number given on its website.

It was the {5-90}th death on the county's roads this year, against {5-90} at the same time of last year.`,
		map[string][]string{"name": {"Alan Pryce", "Joan Metcalf", "Victor Hale", "Susan Orr", "Derek Finch", "Nora Blythe"}, "town": {"Ashby", "Milford", "Stanton", "Thornbury", "Ledbury", "Wexham", "Corley"}, "thing": {"tree", "wall", "lorry", "lamp post"}, "state": {"serious", "slight", "not life-threatening"}}},
	{"bond auction", `The treasury sold {1-9}.{1-9} billion of {2-30}-year bonds on {day} at an average yield of {1-6}.{100-999} per cent, against {1-6}.{100-999} per cent at the auction before.

Bids came to {10-30}.{1-9} billion, so that the issue was covered {1-3}.{1-9} times. The lowest accepted price was {95-101}.{10-99}. The central bank kept back {200-900} million for the care of the market.

It was the {2-20}th auction of the year. The debt office intends to raise {100-300} billion in the course of the year to pay off old bonds and to cover the deficit of the budget. The next auction, of {2-30}-year paper, is to be held on {date}.`, nil},
	{"air strikes", `Aircraft of the coalition carried out {3-40} strikes against the insurgents on {day}, its command said in a statement.

Near {town}, {2-9} strikes hit {2-9} tactical units and destroyed {2-9} {thing}, {2-9} {thing} and a {single}. Near {town}, {2-9} strikes struck a {single}. Near {town}, a strike destroyed {2-9} {thing}.

The coalition says that the strikes are part of the operation to destroy the group and the danger that it poses to the region and to the wider international community. Fighter, attack and remotely piloted aircraft took part in them. The command does not report the number of those who were killed in a strike.`,
		map[string][]string{"town": {"Tell Amra", "Raheb", "Qasr", "Deir Salim", "Wadi Nur", "Hamrin"}, "thing": {"vehicles", "fighting positions", "mortars", "boats", "tunnels", "supply routes"}, "single": {"weapons store", "bomb factory", "command post", "bridge"}}},
	{"basketball", `{player} scored {20-45} points and {player} added {12-19} as the {club} defeated the {club} {100-130}-{80-99} on {day} night.

The {club} led by {2-20} points at the half and never trailed after that. {player} had {8-15} rebounds and {player} handed out {7-14} assists for the winners, who have now won {2-9} of their last {10-12} games.

{player} led the {club} with {20-35} points on {6-12} of {13-25} shooting. They committed {10-25} turnovers and made only {3-12} of {25-40} shots from beyond the arc.

The {club} play at home against the {club} on {day}.`,
		map[string][]string{"club": {"Lakers of Port Alder", "Comets", "Pioneers", "Bears", "Kings", "Falcons", "Mariners"}, "player": {"Dwayne Ellis", "Marcus Cole", "Tyrell Banks", "Nikola Petrov", "Chris Lowell", "Andre Simms", "Jaylen Ford"}}},
	{"detentions", `Police detained {5-90} people in {2-15} provinces on {day} on suspicion of links to the outlawed network, the state news agency reported.

Prosecutors in {town} had issued warrants for {20-150} suspects, among them {2-30} serving officers, {2-30} teachers and {2-30} former employees of the ministry of {office}. The search for the others goes on.

The suspects are accused of having used an encrypted messaging application and of having spoken with their handlers from public telephones.

The government says that the network was behind the failed coup, in which some two hundred and fifty people were killed. Its leader, who lives abroad, denies this. Since the coup about eighty thousand people have been jailed pending trial and some one hundred and fifty thousand civil servants have been suspended or dismissed.`,
		map[string][]string{"town": {"the capital", "the port city", "the southern province", "the eastern province"}, "office": {"justice", "education", "health", "defence"}}},
}

// smallPrint is what publishers set under everything, and firms under what they
// announce. They alternate between dev and test.
var smallPrint = []string{
	`The views expressed in this article are those of the author and need not be those of the editors. This material may not be published, broadcast, rewritten or redistributed in whole or in part without written permission. We hold ourselves to the code of the press council; whoever believes that we have broken it may write to the readers' editor at the address given on page two.`,
	`This announcement contains statements about the future that rest on what the management believes and expects today. They are subject to risks and uncertainties, most of which the company cannot control, so that actual results may be quite different from those stated or implied. The company takes on no duty to correct or to update such statements, whether because of new information, later events or otherwise, except where the law demands it. Past performance is no guide to later results. Nothing in this announcement is an offer to sell or an invitation to buy securities in any country where that would be against the law.`,
	`Our newsroom is paid for by its readers. If you value what you have read, please think of a gift: however small, it helps us to send reporters where others do not go. Subscribers can comment under every article, listen to it being read aloud, and have the day's most important stories sent to them every morning at six. You can end your subscription at any time.`,
	`Founded in 1921, the institute is an independent body that does research on peace and conflict. It is paid for by the parliament, by foundations and by its members, and publishes a yearbook that is used by governments and universities in more than sixty countries. Its governing board, whose members come from nine countries, is not answerable for the views expressed in its publications. For more information, or to arrange an interview with one of the authors, call the press office on weekdays between nine and five.`,
	`All times are local. Figures may not add up because of rounding. Sign up for our newsletter and never miss a story. Follow us for pictures and films, and write to us if you have seen something that we should know about; we protect our sources.`,
	`Reporting by our correspondents; writing and editing at the central desk. Our standards: we correct what we got wrong, and say so under the article. Photographs are chosen by the picture desk. Advertisers have no say in what we publish. To license this text for print or for a website, turn to the syndication department, which answers within two working days.`,
}

// leads take a name, a weekday and another name.
var leads = []string{
	"What many in the capital had thought impossible a week ago was plain for all to see when %s woke to the news on %s and the name of %s was on every front page.",
	"There was no comment at first from %s, but by %s evening even the most cautious observers agreed that little would be as it was before, least of all for %s.",
	"Questions were being asked about %s again on %s, with diplomats and business people alike wondering how much longer %s could stay out of it.",
	"For the people who follow %s closely the surprise was small; for everybody else it was the story of the week, and on %s it led every bulletin between here and %s.",
	"Reports concerning %s reached this newspaper late on %s, and several people with knowledge of the matter confirmed what was being said about %s.",
	"Long before it came to this, the signs were there: %s had been warned, as a letter dated last %s shows, and so, it now turns out, had %s.",
	"Readers have asked us what lies behind the latest headlines about %s; our desk looked into it on %s and spoke to people close to %s.",
	"Nobody who was there on that %[2]s will forget it soon, and %[1]s least of all, a person who works for %[3]s told our reporter by telephone.",
}

var sayings = []string{
	"We have waited for this day longer than anybody can imagine, and we shall not let it go to waste.",
	"Nothing that was said at the table today leaves me without hope.",
	"It is a matter for those who live here, not for people who look at it from far away.",
	"I can only repeat what I told the house last week: there will be no change of course.",
	"They knew what they were doing, and they will have to answer for it.",
	"This is a beginning, and a good one, but it is only a beginning.",
}

var fillers = strings.Fields("entirely matter people today always nothing truly course question reason perhaps moment whole rather certain never")

var crumbs = []string{"Read more", "ADVERTISEMENT", "Related: what we know so far", "Share this article", "Listen to this story (4 min)", "Also on our pages: the week in pictures"}

var datelines = []string{"GENEVA, March 5 (Wire) — ", "From our correspondent. ", "(Agency) – ", "NEW DELHI: ", "Paris, 4 March - "}

var credits = []string{"(With inputs from agencies)", "Additional reporting by our own staff.", "Source: wire services", "© 2021 The Evening Observer"}

var corrections = []string{
	"Correction: an earlier version of this article gave a wrong figure. It has been put right.",
	"This article was amended on 7 March to give the right number. We apologise for the mistake.",
	"(Corrects figure in the third paragraph.)",
}

var typography = strings.NewReplacer(`"`, "”", "'", "’", " - ", " – ", "...", "…", "U.S.", "US", "cease-fire", "ceasefire", " two ", " 2 ", "  ", " ")

// spellings are pairs, American first.
var spellings = strings.Fields("organize organise organized organised organizing organising organization organisation organizations organisations " +
	"recognize recognise recognized recognised criticized criticised criticize criticise authorized authorised mobilize mobilise stabilize stabilise realize realise realized realised " +
	"center centre centers centres theater theatre meter metre meters metres kilometers kilometres liter litre color colour colors colours honor honour honored honoured labor labour favor favour " +
	"neighbor neighbour neighbors neighbours neighboring neighbouring neighborhood neighbourhood harbor harbour rumors rumours behavior behaviour defense defence offense offence license licence " +
	"traveled travelled traveling travelling canceled cancelled canceling cancelling labeled labelled signaled signalled fueled fuelled modeled modelled " +
	"program programme programs programmes catalog catalogue dialog dialogue gray grey plow plough tire tyre tires tyres skeptical sceptical aluminum aluminium " +
	"analyze analyse analyzed analysed paralyzed paralysed toward towards while whilst among amongst learned learnt")

var american, british = spelling(1), spelling(0)

// spelling replaces whole words of one side by those of the other.
func spelling(from int) *strings.Replacer {
	var pairs []string
	for i := 0; i < len(spellings); i += 2 {
		a, b := spellings[i+from], spellings[i+1-from]
		for _, end := range []string{" ", ",", ".", "\n", ";", "’"} {
			pairs = append(pairs, " "+a+end, " "+b+end, " "+strings.ToUpper(a[:1])+a[1:]+end, " "+strings.ToUpper(b[:1])+b[1:]+end)
		}
	}
	return strings.NewReplacer(pairs...)
}
