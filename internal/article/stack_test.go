package article_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"annals.example/annals"
	"annals.example/annals/internal/article"
	"annals.example/annals/internal/page"
)

// The pages below are printed with what each line is to be taken for before the
// bar: H headline, C caption, K credit, Y byline, D dateline, B body, R residue,
// = duplicate, each with the number of the article it belongs to.
var stacks = []struct {
	name, page string
	titles     []string
	dates      []string // published, "" for unknown
}{
	{
		name: "two stacked articles, headlines and captions printed again, crumbs between",
		page: `
H1|Sadat and Begin Sign Peace Treaty at White House
  |
C1|Egyptian President Anwar Sadat, US President Jimmy Carter and Israeli Prime Minister Menachem Begin clasp hands in Washington. (AP)
=1|Egyptian President Anwar Sadat, US President Jimmy Carter and Israeli Prime Minister Menachem Begin clasp hands in Washington. (AP)
R |Aa
R |16
  |
=1|Sadat and Begin Sign Peace Treaty at White House
  |
=1|Egyptian President Anwar Sadat, US President Jimmy Carter and Israeli Prime Minister Menachem Begin clasp hands in Washington. (AP)
  |
B1|Egypt and Israel ended a state of war of thirty years on Monday when their leaders signed a treaty on the lawn of the White House.
  |
B1|"Let there be no more war," Sadat said.
  |
B1|Israel will leave the Sinai peninsula within three years.
  |
  |
  |
H2|Khomeini Returns to Tehran After Fifteen Years
  |
C2|Crowds line the road from the airport in Tehran REUTERS/Jamshid Example
=2|Crowds line the road from the airport in Tehran REUTERS/Jamshid Example
R |Aa
R |16
  |
=2|Khomeini Returns to Tehran After Fifteen Years
  |
B2|Ayatollah Ruhollah Khomeini landed in Tehran on Thursday to the cheers of millions, and vowed to name a government of his own.
B2|He told the crowd that the cabinet of Shapour Bakhtiar was illegal.`,
		titles: []string{"Sadat and Begin Sign Peace Treaty at White House", "Khomeini Returns to Tehran After Fifteen Years"},
		dates:  []string{"", ""},
	},
	{
		name: "captions without any credit are told by where they stand",
		page: `
H1|Walesa's Union Wins Right to Strike
  |
C1|Workers listen at the gate of the Lenin Shipyard
=1|Workers listen at the gate of the Lenin Shipyard
R |7
  |
=1|Walesa's Union Wins Right to Strike
  |
B1|The Polish government and strikers in Gdansk signed an agreement on Sunday that allows free trade unions for the first time in the Soviet bloc.`,
		titles: []string{"Walesa's Union Wins Right to Strike"},
		dates:  []string{""},
	},
	{
		name: "one plain article with byline, dateline, widgets and a copyright line is not split",
		page: `
H1|Rhodesia rivals agree on ceasefire in London
  |
Y1|By Margaret Example, Diplomatic Correspondent
D1|Published: 5 December 1979 18:40 GMT
  |
R |Share
R |Tweet
  |
B1|LONDON, Dec 5 (Wire) - The Patriotic Front accepted British proposals for a ceasefire in Rhodesia on Wednesday, clearing the way to elections.
  |
B1|Robert Mugabe and Joshua Nkomo had held out for three weeks.
  |
R |Read more: How the Lancaster House talks came about
  |
B1|Lord Carrington told reporters that a governor would leave for Salisbury within days.
  |
R |Advertisement
  |
R |Also read: Smith's party loses its last seat
  |
B1|Share prices rose in Johannesburg after the news.
  |
B1|What happens next
  |
B1|Guerrillas are to gather at assembly points, where a Commonwealth force will watch over them.
  |
Y1|(Reporting by Margaret Example; Editing by John Sample)
  |
R |Tags: Rhodesia, Britain
R |Follow us on Facebook
R |© 1979 The Example Press. All rights reserved.`,
		titles: []string{"Rhodesia rivals agree on ceasefire in London"},
		dates:  []string{"1979-12-05"},
	},
	{
		name: "headlines printed once and no captions: a wide gap or a byline opens the next article",
		page: `
H1|Argentine Troops Land on Falkland Islands
  |
B1|Argentine marines seized Port Stanley on Friday after a short fight with a garrison of eighty men.
  |
B1|Britain broke off diplomatic relations and ordered a fleet to sea.
  |
  |
  |
  |
H2|Security Council Demands Withdrawal
  |
B2|The United Nations Security Council demanded an immediate end to hostilities in the South Atlantic on Saturday.
  |
B2|Resolution 502 passed by ten votes to one; Panama voted against it.
  |
H3|Haig Flies to London on Peace Mission
Y3|By Carla Example
  |
B3|US Secretary of State Alexander Haig left for London on Thursday to mediate between Britain and Argentina.`,
		titles: []string{"Argentine Troops Land on Falkland Islands", "Security Council Demands Withdrawal", "Haig Flies to London on Peace Mission"},
		dates:  []string{"", "", ""},
	},
	{
		name: "blank lines and a subheading inside a body open nothing",
		page: `
H1|Wall Opens in Berlin
  |
B1|East Germany opened its borders late on Thursday and thousands of East Berliners poured through the Wall.
  |
  |
B1|Guenter Schabowski announced the new rules at the end of a press conference.
  |
  |
B1|A night of joy
  |
B1|Border guards gave up checking papers before midnight, and strangers embraced on the Bornholmer bridge.`,
		titles: []string{"Wall Opens in Berlin"},
		dates:  []string{""},
	},
	{
		name: "no headline, a date alone on the first line",
		page: `
D1|Saturday, August 4, 1990
  |
  |
B1|Iraq massed tanks near the border of Saudi Arabia on Friday, a day after its army overran Kuwait.
  |
  |
B1|The Arab League called on Baghdad to withdraw at once.`,
		titles: []string{""},
		dates:  []string{"1990-08-04"},
	},
	{
		name: "a dateline with a full date dates the article",
		page: `
H1|Cease-Fire Signed in Korea
  |
B1|PANMUNJOM, July 27, 1953 (Wire) — Delegates of the United Nations and the Communist armies signed an armistice on Monday after three years of war.
  |
B1|Neither side spoke a word.`,
		titles: []string{"Cease-Fire Signed in Korea"},
		dates:  []string{"1953-07-27"},
	},
	{
		name: "an agency's name alone, and a picture in the middle of the text",
		page: `
H1|Chile's Lagos visits Bolivia
  |
K1|(AFP)
  |
B1|Chilean President Ricardo Lagos met his Bolivian counterpart on Monday and spoke of gas, water and the sea.
  |
C1|The two presidents on the steps of the palace in La Paz. Photo: Elena Example/Handout
  |
B1|The two countries have had no ambassadors in each other's capital since 1978. (Reuters)`,
		titles: []string{"Chile's Lagos visits Bolivia"},
		dates:  []string{""},
	},
	{
		name: "lines wrapped at a fixed width are joined into paragraphs",
		page: `
H1|Suez Canal Company Nationalised by Nasser
  |
B1|President Gamal Abdel Nasser told a crowd in Alexandria on Thursday night
B1|that Egypt has nationalised the Suez Canal Company and will pay for the
B1|Aswan dam with its revenues.
  |
B1|Britain and France protested sharply. Prime Minister Anthony Eden called
B1|ministers and chiefs of staff to Downing Street before midnight, and the
B1|French cabinet is to meet on Friday.`,
		titles: []string{"Suez Canal Company Nationalised by Nasser"},
		dates:  []string{""},
	},
	{
		name: "the same article stacked twice is one article with two printings",
		page: `
H1|Namibia Becomes Independent
  |
B1|The South African flag came down in Windhoek at midnight on Wednesday after seventy-five years.
  |
B1|Sam Nujoma was sworn in as president by the Secretary-General of the United Nations.
  |
  |
  |
=1|Namibia Becomes Independent
  |
=1|The South African flag came down in Windhoek at midnight on Wednesday after seventy-five years.
  |
=1|Sam Nujoma was sworn in as president by the Secretary-General of the United Nations.`,
		titles: []string{"Namibia Becomes Independent"},
		dates:  []string{""},
	},
	{
		name: "a rule of signs between two articles",
		page: `
H1|Treaty of Maastricht Signed
  |
B1|Ministers of twelve states signed the treaty on European Union in Maastricht on Friday.
  |
R |* * *
  |
H2|Zagreb and Ljubljana Recognised by Bonn
  |
B2|Germany recognised Slovenia and Croatia as independent states ahead of its partners.`,
		titles: []string{"Treaty of Maastricht Signed", "Zagreb and Ljubljana Recognised by Bonn"},
		dates:  []string{"", ""},
	},
	{
		name: "a trail of sections, a section's name, counters and a second headline above the body",
		page: `
R |Home > World > Africa
R |WORLD NEWS
  |
H1|Congo's Kabila sworn in after rebels take Kinshasa
H1|New president promises elections within two years
  |
R |3 min read
R |12 comments
  |
B1|KINSHASA (Wire) - Laurent Kabila took the oath in a stadium on Thursday, twelve days after his troops marched into the capital.
  |
B1|The presidents of Uganda, Rwanda and Zambia looked on.`,
		titles: []string{"Congo's Kabila sworn in after rebels take Kinshasa"},
		dates:  []string{""},
	},
	{
		name: "headlines in the case of a sentence, printed twice with nothing between",
		page: `
H1|Tanzanian troops enter Kampala
=1|Tanzanian troops enter Kampala
  |
B1|Tanzanian soldiers and Ugandan exiles took Kampala on Wednesday and ended the rule of Idi Amin.
B1|Amin was said to have fled to Libya.
  |
  |
H2|Lule forms a government
=2|Lule forms a government
  |
B2|Yusuf Lule was sworn in as president of Uganda on Friday and named a cabinet of fourteen.`,
		titles: []string{"Tanzanian troops enter Kampala", "Lule forms a government"},
		dates:  []string{"", ""},
	},
	{
		name: "one blank line more is a sign where all else is evenly spaced; a pulled quote is none",
		page: `
H1|Romania's Ceausescu shouted down at his own rally
  |
B1|Nicolae Ceausescu broke off a speech in Bucharest on Thursday when a crowd of a hundred thousand began to jeer.
  |
B1|State television cut to a red screen and then to patriotic songs while the president waved his arms on the balcony.
  |
B1|By nightfall soldiers were firing at protesters on University Square, and barricades stood before the Intercontinental Hotel.
  |
  |
B1|“We are no longer afraid of them at all”
  |
B1|The army chief was reported dead, and the radio called him a traitor without saying how he had come to his end.
  |
B1|Students said that they had heard of the killings in Timisoara from foreign radio stations and from railwaymen.
  |
  |
H2|Havel is elected president by a parliament of communists
  |
B2|Vaclav Havel was elected president of Czechoslovakia on Friday by the same deputies who had cheered his jailers in the spring.`,
		titles: []string{"Romania's Ceausescu shouted down at his own rally", "Havel is elected president by a parliament of communists"},
		dates:  []string{"", ""},
	},
	{
		name: "headings over nothing are no article",
		page: `
H1|Angola and Portugal Set Date for Independence
  |
B1|Portugal and three Angolan movements agreed in Alvor on Wednesday that Angola will be independent on November 11.
  |
  |
  |
R |More From Our Africa Desk
R |Mozambique Prepares for June`,
		titles: []string{"Angola and Portugal Set Date for Independence"},
		dates:  []string{""},
	},
}

// TestRecords: a record names its one article, so its text is not split, and what
// it says of itself is believed.
func TestRecords(t *testing.T) {
	text := `Castro Enters Havana - The Example Herald\n\nFidel Castro rode into Havana on Thursday at the head of a column of captured tanks.\n\n\n\nWhat Comes Next For The Island\n\nManuel Urrutia will be sworn in as president within days, his aides said.`
	for _, c := range []struct{ record, want string }{
		{`{"title":"Castro Enters Havana","date":"1959-01-08","text":"` + text + `"}`,
			"Castro Enters Havana - The Example Herald|1959-01-08|JSON field date \"1959-01-08\"|3"},
		{`{"title":"Another title altogether here","authors":["A. Example"],"publish_date":"1959-01-08T23:00:00-05:00","text":"` + text[len("Castro Enters Havana - The Example Herald"):] + `"}`,
			"Another title altogether here|1959-01-08|JSON field publish_date \"1959-01-08T23:00:00-05:00\"|3"},
	} {
		f := read(t, "r.jsonl", c.record)
		if len(f.Articles) != 1 {
			t.Fatalf("%d articles", len(f.Articles))
		}
		a := f.Articles[0]
		if got := fmt.Sprintf("%s|%s|%s|%d", a.Title, a.Published.Start, a.Published.Basis, strings.Count(a.Text, "\n\n")+1); got != c.want {
			t.Errorf("got %s\nwant %s", got, c.want)
		}
	}
}

var letters = map[annals.LineKind]string{
	annals.LineHeadline: "H", annals.LineCaption: "C", annals.LineCredit: "K", annals.LineByline: "Y", annals.LineDateline: "D",
	annals.LineBody: "B", annals.LineResidue: "R", annals.LineDuplicate: "=", annals.LineBlank: " ",
}

func TestStackedPages(t *testing.T) {
	for _, c := range stacks {
		t.Run(c.name, func(t *testing.T) {
			want := strings.TrimPrefix(c.page, "\n")
			var lines []string
			for l := range strings.SplitSeq(want, "\n") {
				lines = append(lines, l[3:])
			}
			found := read(t, "page.txt", strings.Join(lines, "\n"))
			number := map[string]string{"": " "}
			var titles, dates []string
			for i, a := range found.Articles {
				number[a.ID] = strconv.Itoa(i + 1)
				titles = append(titles, a.Title)
				dates = append(dates, a.Published.Start)
			}
			var got []string
			for _, l := range found.Lines {
				got = append(got, letters[l.Kind]+number[l.ArticleID]+"|"+l.Text)
			}
			if g := strings.Join(got, "\n"); g != want {
				t.Errorf("ledger:\n%s", differ(got, strings.Split(want, "\n"), found.Lines))
			}
			if fmt.Sprintf("%q", titles) != fmt.Sprintf("%q", c.titles) {
				t.Errorf("titles %q, want %q", titles, c.titles)
			}
			if fmt.Sprint(dates) != fmt.Sprint(c.dates) {
				t.Errorf("published %q, want %q", dates, c.dates)
			}
		})
	}
}

// read reads one page from its text and finds its articles.
func read(t testing.TB, name, text string) article.Found {
	t.Helper()
	for p, err := range page.Read(name, []byte(text)) {
		if err != nil {
			t.Fatal(err)
		}
		return article.Find(p)
	}
	t.Fatal("no page")
	return article.Found{}
}

// differ shows the lines where two ledgers differ.
func differ(got, want []string, lines []annals.Line) string {
	var b strings.Builder
	for i := range got {
		if i < len(want) && got[i] != want[i] {
			fmt.Fprintf(&b, "line %d: got %.60s\n        want %.60s\n        why: %s\n", i+1, got[i], want[i], lines[i].Why)
		}
	}
	return b.String()
}
