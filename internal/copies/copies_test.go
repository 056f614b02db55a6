package copies_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"syscall"
	"testing"

	"pgregory.net/rapid"

	"annals.example/annals"
	"annals.example/annals/internal/copies"
)

const rapallo = `Germany and Soviet Russia signed a treaty in the Italian resort of Rapallo on Easter Sunday, renouncing all claims against each other and restoring diplomatic relations.

Foreign Minister Walther Rathenau and People's Commissar Georgy Chicherin put their names to the text while delegates of thirty other states were still meeting in Genoa, twenty miles up the coast.

The British prime minister, David Lloyd George, called the pact "an act of base disloyalty". The French delegation threatened to leave the conference and asked its allies for a common note of protest.

Under the treaty both governments waive compensation for the costs of the war and for nationalised property, and grant each other the treatment of a most favoured nation in trade.`

const locarno = `Seven European powers initialled a set of treaties in Locarno on Friday in which Germany, France and Belgium promise to respect their common borders and never to go to war against each other again.

Gustav Stresemann, Aristide Briand and Austen Chamberlain embraced on the steps of the town hall while church bells rang across the lake. Britain and Italy stand guarantors of the frontier.

Poland and Czechoslovakia received weaker promises: disputes with Germany shall go before arbitrators, and France pledged to come to their aid.`

// boilerplate is what a publisher prints beneath every article.
const boilerplate = `

The views expressed by readers in the letters column are theirs and need not be those of this newspaper, which has appeared every weekday since its foundation and takes no subsidy from any party or government.`

func art(id, day, text string) annals.Article {
	return annals.Article{ID: id, Title: id, Text: text, Published: annals.Date{Start: day}}
}

func TestGroups(t *testing.T) {
	paras := strings.Split(rapallo, "\n\n")
	curly := strings.NewReplacer(`"`, "”", "'", "’", "\n\n", "\n", " ", "  ").Replace(strings.ToUpper(rapallo))
	updated := strings.Replace(rapallo, "twenty miles up the coast", "some thirty kilometres up the coast", 1)
	for _, c := range []struct {
		name string
		in   []annals.Article
		want string // "leader: member how, …"
	}{
		{"the same words in capitals, with curly quotes and other blanks", []annals.Article{art("a", "1922-04-17", rapallo), art("b", "1922-04-16", curly)}, "b: a exact"},
		{"a few words changed", []annals.Article{art("a", "1922-04-17", rapallo), art("b", "1922-04-18", updated)}, "a: b near"},
		{"no dates: the longest leads", []annals.Article{art("a", "", rapallo), art("b", "", rapallo+" The Reichstag will debate it in May.")}, "b: a near"},
		{"the first two paragraphs of it", []annals.Article{art("a", "", rapallo), art("b", "", paras[0]+"\n\n"+paras[1])}, "a: b contained"},
		{"its lead alone, behind another dateline", []annals.Article{art("a", "", rapallo+"\n\n"+boilerplate+locarno+boilerplate), art("b", "", "GENOA, April 16 (Wire) — "+paras[0]+" "+paras[1][:100])}, "a: b contained"},
		{"a paragraph from its middle is no copy", []annals.Article{art("a", "", rapallo+"\n\n"+paras[0]), art("b", "", paras[2])}, ""},
		{"different articles over the same boilerplate", []annals.Article{art("a", "", rapallo+boilerplate), art("b", "", locarno+boilerplate)}, ""},
		{"a round-up of two articles joins neither to the other", []annals.Article{art("a", "1925-10-16", rapallo), art("b", "1925-10-17", locarno), art("c", "1925-10-18", strings.Repeat("Meanwhile elsewhere other things were going on all day long. ", 1)+locarno+"\n\n"+rapallo)}, "a: c contained"},
		{"the same article met on three pages", []annals.Article{art("a", "", rapallo), art("a", "", rapallo), art("a", "", rapallo)}, ""},
		{"empty bodies are not copies of each other", []annals.Article{art("a", "", ""), art("b", "", " \n")}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := show(copies.Groups(c.in)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func show(groups []copies.Group) string {
	var out []string
	for _, g := range groups {
		var ms []string
		for _, m := range g.Members[1:] {
			ms = append(ms, m.ID+" "+m.How)
		}
		out = append(out, g.Leader+": "+strings.Join(ms, ", "))
	}
	return strings.Join(out, "; ")
}

// TestOrder: whatever the order in which articles are given, the groups are the same.
func TestOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var in []annals.Article
		n := rapid.IntRange(0, 12).Draw(t, "articles")
		for i := range n {
			text := prose(rapid.Uint64Range(0, 3).Draw(t, "story"), 120)
			words := strings.Fields(text)
			if k := rapid.IntRange(0, len(words)-1).Draw(t, "changed"); rapid.Bool().Draw(t, "change") {
				words[k] = "altogether"
			}
			cut := rapid.IntRange(30, len(words)).Draw(t, "cut")
			day := rapid.SampledFrom([]string{"", "1922-04-16", "1922-04-17"}).Draw(t, "day")
			in = append(in, art(fmt.Sprintf("a%d", i%9), day, strings.Join(words[:cut], " ")))
			// An ID stands for one text.
			for _, a := range in[:len(in)-1] {
				if a.ID == in[len(in)-1].ID {
					in[len(in)-1].Text = a.Text
				}
			}
		}
		want := copies.Groups(in)
		shuffled := rapid.Permutation(in).Draw(t, "order")
		if got := copies.Groups(shuffled); !reflect.DeepEqual(got, want) {
			t.Fatalf("order matters:\n%v\n%v", show(got), show(want))
		}
		seen := map[string]bool{}
		for _, g := range want {
			for _, m := range g.Members {
				if seen[m.ID] {
					t.Fatalf("%s is in two groups", m.ID)
				}
				seen[m.ID] = true
			}
		}
	})
}

// On any number of workers and in any order: keys made apart and put in later
// give the groups of the articles themselves.
func TestKeysMadeApart(t *testing.T) {
	in := archive(400)
	want := copies.Groups(in)
	g := copies.NewGrouper()
	texts := map[string]string{}
	for i := range in {
		a := in[(i*7+3)%len(in)]
		k := copies.Sketch(a)
		texts[a.ID], a.Text = a.Text, strings.Repeat(" ", len(a.Text))
		g.AddKey(a, &k)
	}
	got, err := g.Groups(func(id string) (string, error) { return texts[id], nil })
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%d groups, want %d; %v", len(got), len(want), err)
	}
	if len(want) < 50 {
		t.Errorf("only %d groups", len(want))
	}
}

// Texts are compared with few others, however many articles there are, and
// however many of them share stock wording or are reprints of one.
func TestComparisonsGrowWithArticles(t *testing.T) {
	for _, c := range []struct {
		name string
		text func(i int) string
		most int // comparisons an article
	}{
		{"articles without copies", func(i int) string { return prose(uint64(i), 150) }, 0},
		{"the same small print under all", func(i int) string { return prose(uint64(i), 150) + boilerplate }, 2},
		{"reprints of one", func(i int) string { return rapallo + strings.Repeat(" and so on", i%7) + fmt.Sprint(" ", i) }, 1},
		{"a frame filled in anew", func(i int) string {
			r := rand.New(rand.NewPCG(uint64(i), 3))
			return fmt.Sprintf(market, r.IntN(900), r.IntN(90), r.IntN(9000), r.IntN(900), r.IntN(700), r.IntN(80), r.IntN(90), r.IntN(60))
		}, 25},
	} {
		t.Run(c.name, func(t *testing.T) {
			const n = 1500
			g := copies.NewGrouper()
			texts := map[string]string{}
			for i := range n {
				a := art(fmt.Sprintf("a%04d", i), "2021-03-04", c.text(i))
				texts[a.ID] = a.Text
				g.Add(a)
			}
			asked := 0
			if _, err := g.Groups(func(id string) (string, error) { asked++; return texts[id], nil }); err != nil {
				t.Fatal(err)
			}
			if most := n * (c.most + 1); asked > most {
				t.Errorf("%d texts were asked for, want %d at most", asked, most)
			}
		})
	}
}

const market = `Shares closed at %d points on the main board of the exchange as dealers waited for the figures on trade that are due at the end of the week. Turnover reached %d million, while gainers led losers by a wide margin. The most active share of the day was that of the railway company, which closed at %d cents after %d million shares had changed hands. Among the banks there was little movement, and bonds were traded at a yield of %d points. A barrel of oil cost %d dollars and an ounce of gold %d. The exchange will be closed for %d days over the holidays.`

func TestDiffer(t *testing.T) {
	for _, c := range []struct{ name, a, b, want string }{
		{"the same but for case and quotes", `He said: "Go home."`, `he said “GO home”`, ""},
		{"a figure", "At least 12 people were killed in the fire on Monday.", "At least 15 people were killed in the fire on Monday.", "[12|15]"},
		{"spelling", "They will organise the defence of the port themselves.", "They will organize the defense of the port themselves.", "[organise|organize] [defence|defense]"},
		{"an end that was cut", rapallo, rapallo[:strings.Index(rapallo, "\n\nUnder")], "[" + rapallo[strings.Index(rapallo, "Under"):len(rapallo)-1] + "|]"},
		{"a sentence more", "The army denied it. The port was closed.", "The army denied it. Nobody was hurt, it said. The port was closed.", "[|Nobody was hurt, it said]"},
		{"nothing in common", "One thing entirely.", "Quite another matter", "[One thing entirely|Quite another matter]"},
		{"empty texts", "", "", ""},
		{"an empty one", "", "Some words", "[|Some words]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, d := range copies.Differ(c.a, c.b) {
				got = append(got, "["+c.a[d.Start:d.End]+"|"+c.b[d.OtherStart:d.OtherEnd]+"]")
			}
			if g := strings.Join(got, " "); g != c.want {
				t.Errorf("got  %s\nwant %s", g, c.want)
			}
		})
	}
}

// Whatever the texts, putting the changes into the first gives the words of the second.
func TestDifferPutsTogether(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom(strings.Fields("a b c d e the of in to and two")), 0, 60)
		a, b := strings.Join(words.Draw(t, "a"), " "), strings.Join(words.Draw(t, "b"), " ")
		var out strings.Builder
		at := 0
		for _, d := range copies.Differ(a, b) {
			out.WriteString(a[at:d.Start] + " " + b[d.OtherStart:d.OtherEnd] + " ")
			at = d.End
		}
		out.WriteString(a[at:])
		if got, want := strings.Fields(out.String()), strings.Fields(b); !reflect.DeepEqual(got, want) {
			t.Fatalf("%q and %q: put together %q", a, b, got)
		}
	})
}

// prose makes n words of a story that its number alone decides.
func prose(story uint64, n int) string {
	r := rand.New(rand.NewPCG(story, 7))
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(' ')
		}
		fmt.Fprintf(&b, "w%d", r.IntN(5000))
	}
	return b.String()
}

// TestEstimate: the sketch's estimate lies within four standard deviations of
// the true Jaccard index, for short texts (densified bins) as for long ones.
func TestEstimate(t *testing.T) {
	for _, n := range []int{30, 60, 200, 1500} {
		for _, kept := range []float64{0.3, 0.6, 0.9} {
			var sum, off float64
			const trials = 40
			for s := range uint64(trials) {
				a := strings.Fields(prose(s, n))
				b := append(append([]string{}, a[:int(kept*float64(n))]...), strings.Fields(prose(s+1000, n-int(kept*float64(n))))...)
				ka, kb := copies.Sketch(art("a", "", strings.Join(a, " "))), copies.Sketch(art("b", "", strings.Join(b, " ")))
				shared := kept*float64(n) - copies.ShingleWords + 1
				j := shared / (2*float64(n-copies.ShingleWords+1) - shared)
				sum += j
				off += ka.Alike(&kb) - j
			}
			if mean := off / trials; mean > 0.05 || mean < -0.05 {
				t.Errorf("%d words, %.1f kept: the estimate is off by %.3f on average (true %.2f)", n, kept, mean, sum/trials)
			}
		}
	}
}

// TestIndex: an index filled key by key brings up every copy, and Compare verifies it.
func TestIndex(t *testing.T) {
	x := copies.NewIndex()
	all := map[string]annals.Article{}
	for s := range uint64(300) {
		a := art(fmt.Sprintf("story%d", s), "", prose(s, 200))
		all[a.ID] = a
		k := copies.Sketch(a)
		x.Add(&k)
	}
	for s := uint64(0); s < 300; s += 7 {
		words := strings.Fields(all[fmt.Sprintf("story%d", s)].Text)
		words[50], words[120] = "other", "words"
		changed := art("changed", "", strings.Join(words, " "))
		cut := art("cut", "", strings.Join(words[:45], " "))
		for _, a := range []annals.Article{changed, cut} {
			k := copies.Sketch(a)
			found := x.Candidates(&k)
			if len(found) != 1 || found[0].ID != fmt.Sprintf("story%d", s) {
				t.Fatalf("candidates of %s of story%d: %v", a.ID, s, found)
			}
			if m := copies.Compare(a, all[found[0].ID]); m.How == "" {
				t.Errorf("%s of story%d was not verified (%.2f)", a.ID, s, m.Measure)
			}
		}
	}
}

// archive makes n articles of 400 words, a quarter of them copies: reprinted,
// with some words changed, cut, or under another beginning.
func archive(n int) []annals.Article {
	vocabulary := strings.Fields(rapallo + " " + locarno + boilerplate)
	r := rand.New(rand.NewPCG(1, 2))
	var b strings.Builder
	out := make([]annals.Article, n)
	for i := range out {
		b.Reset()
		for w := range 400 {
			if w%60 == 59 {
				b.WriteString("\n\n")
			}
			b.WriteString(vocabulary[r.IntN(len(vocabulary))])
			b.WriteByte(' ')
		}
		text := b.String()
		if i%4 == 3 {
			from := out[r.IntN(max(1, i/4*4))].Text // any article before it
			switch half := len(from) / 2; i / 4 % 4 {
			case 0:
				text = from
			case 1:
				text = strings.Replace(from, from[half:half+9], " quite other words ", 1)
			case 2:
				text = from[:len(from)*2/3]
			case 3:
				text = text[:len(text)/4] + from[len(from)/3:]
			}
		}
		out[i] = art(fmt.Sprintf("a%07d", i), fmt.Sprintf("2021-%02d-%02d", 1+i%12, 1+i%28), text)
	}
	return out
}

func BenchmarkGroups(b *testing.B) {
	for _, n := range []int{1000, 10000, 100000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			in := archive(n)
			before := cpu()
			for b.Loop() {
				copies.Groups(in)
			}
			b.ReportMetric(float64(n)*float64(b.N)/(cpu()-before), "documents/s/core")
		})
	}
}

// cpu is the CPU time of this process, in seconds: other work on the machine
// does not count.
func cpu() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return float64(u.Utime.Sec+u.Stime.Sec) + float64(u.Utime.Usec+u.Stime.Usec)/1e6
}
