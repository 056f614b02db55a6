// Package gold makes articles of which it is known who printed the same text:
// from given articles by edits such as newsrooms make, and from texts of its own
// that are alike without being copies. The same sources give the same set.
package gold

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"regexp"
	"slices"
	"strings"

	"annals.example/annals"
)

// Set is a set of articles, those of one family being copies of each other.
type Set struct {
	Articles []annals.Article
	Family   map[string]string // article ID → family
	Made     map[string]string // article ID → how it was made
}

// Halves of the gold: what is chosen is chosen on Dev, and measured on Test.
const (
	Dev  = "dev"
	Test = "test"
)

// Half says in which half a source article or a frame lies.
func Half(name string) string {
	h := fnv.New32a()
	h.Write([]byte(name))
	if h.Sum32()>>7&1 == 0 {
		return Dev
	}
	return Test
}

// minSource and maxSource are how many words a source article has.
const minSource, maxSource = 110, 1500

// Make makes one half of the gold from those of the sources that lie in it.
func Make(sources []annals.Article, half string) Set {
	m := &maker{set: Set{Family: map[string]string{}, Made: map[string]string{}}, r: dice(len(half))}
	var own []annals.Article
	for _, s := range sources {
		if n := len(strings.Fields(s.Text)); Half(s.Title) == half && n >= minSource && n <= maxSource {
			own = append(own, s)
		}
	}
	slices.SortFunc(own, func(a, b annals.Article) int { return cmp.Compare(a.Title+a.Text, b.Title+b.Text) })
	own = slices.CompactFunc(own, func(a, b annals.Article) bool { return a.Title == b.Title })
	// Every third source is taken apart: its sentences make articles of their own.
	for i, s := range own {
		if i%3 == 2 {
			m.scraps = append(m.scraps, sentences(s.Text)...)
		}
	}
	m.shuffle(m.scraps)
	m.footers(half)
	n := 0
	for i, s := range own {
		if i%3 != 2 {
			m.family(s, n)
			n++
		}
	}
	m.frames(half)
	return m.set
}

// dice are pseudo-random numbers (SplitMix64).
type dice uint64

func (d *dice) roll(n int) int {
	*d += 0x9e3779b97f4a7c15
	h := uint64(*d)
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return int((h ^ h>>31) >> 33 % uint64(max(n, 1)))
}

type maker struct {
	set    Set
	r      dice
	scraps []string // sentences of articles that are in the set as nothing else
}

func (m *maker) shuffle(s []string) {
	for i := range s {
		j := i + m.r.roll(len(s)-i)
		s[i], s[j] = s[j], s[i]
	}
}

func (m *maker) add(family, made, title, text, day string) {
	id := fmt.Sprintf("a-%05d", len(m.set.Articles))
	m.set.Articles = append(m.set.Articles, annals.Article{ID: id, Title: title, Text: text, Published: annals.Date{Start: day}})
	m.set.Family[id], m.set.Made[id] = family, made
}

// family adds a source, copies of it, and articles on the same matter.
func (m *maker) family(s annals.Article, n int) {
	name := s.Title
	first, later := "2021-03-04", []string{"2021-03-04", "2021-03-05", "2021-03-07", ""}
	if n%3 == 2 {
		first, later = "", []string{""}
	}
	kinds := everyEdit
	if n%4 == 3 { // the original was not crawled; what is there is nearly whole
		kinds = wholeEdits
	} else {
		m.add(name, "source", s.Title, s.Text, first)
	}
	for i := range 7 {
		e := kinds[(n*7+i)%len(kinds)]
		text := e.edit(m, s.Text)
		made := e.name
		if m.r.roll(4) == 0 {
			second := lightEdits[m.r.roll(len(lightEdits))]
			text, made = second.edit(m, text), made+" + "+second.name
		}
		m.add(name, made, s.Title, text, later[m.r.roll(len(later))])
	}
	m.other(s, n)
}

// other adds an article of other words on the same matter: it quotes the same
// people and shares paragraphs of background, three to four tenths of it in all.
func (m *maker) other(s annals.Article, n int) {
	paras := paragraphs(s.Text)
	all := len(strings.Fields(s.Text))
	most := 30 + n%2*10 // hundredths of this article
	var shared []string
	size := 0
	for i := range paras {
		p := paras[(i+n)%len(paras)]
		w := len(strings.Fields(p))
		if size+w > all*most/100 || size+w > 120 {
			continue
		}
		shared, size = append(shared, p), size+w
	}
	if size == 0 {
		return
	}
	own := m.patch(size*(100-most)/most + 10)
	if own == nil {
		return
	}
	at := 1 + m.r.roll(max(1, len(own)-1))
	own = slices.Insert(own, min(at, len(own)), shared...)
	m.add(fmt.Sprintf("other %d", n), "other writer", s.Title, strings.Join(own, "\n\n"), "2021-03-05")
}

// patch makes paragraphs of n words from sentences that are used once only; nil
// where there are none left.
func (m *maker) patch(n int) (paras []string) {
	var p []string
	for n > 0 && len(m.scraps) > 0 {
		s := m.scraps[0]
		m.scraps = m.scraps[1:]
		p = append(p, s)
		n -= len(strings.Fields(s))
		if len(p) == 3 {
			paras, p = append(paras, strings.Join(p, " ")), nil
		}
	}
	if n > 0 {
		return nil
	}
	if p != nil {
		paras = append(paras, strings.Join(p, " "))
	}
	return paras
}

// footers adds articles of their own words over the same small print.
func (m *maker) footers(half string) {
	for i, f := range smallPrint {
		if [2]string{Dev, Test}[i%2] != half {
			continue
		}
		for j := range 5 {
			small := len(strings.Fields(f))
			own := m.patch(small*3/4 + m.r.roll(small+60))
			if own == nil {
				return
			}
			text := strings.Join(own, "\n\n") + "\n\n" + f
			name := fmt.Sprintf("footer %d.%d", i, j)
			m.add(name, "over small print", name, text, "2021-03-04")
			if j%2 == 0 {
				m.add(name, "over small print, reprinted", name, american.Replace(text), "2021-03-05")
			}
		}
	}
}

// frames adds texts that fill one frame each day anew, and copies of some.
func (m *maker) frames(half string) {
	for i, f := range frames {
		if [2]string{Dev, Test}[i%2] != half {
			continue
		}
		for j := range 7 {
			text := slot.ReplaceAllStringFunc(f.text, func(s string) string {
				if values, ok := f.slots[s[1:len(s)-1]]; ok {
					return values[m.r.roll(len(values))]
				}
				return m.value(s[1 : len(s)-1])
			})
			name := fmt.Sprintf("frame %s %d", f.name, j)
			m.add(name, "frame "+f.name, f.name, text, fmt.Sprintf("2021-03-%02d", 4+j))
			if j%3 == 0 {
				e := lightEdits[m.r.roll(len(lightEdits))]
				m.add(name, "frame "+f.name+", reprinted: "+e.name, f.name, e.edit(m, text), fmt.Sprintf("2021-03-%02d", 4+j))
			}
		}
	}
}

var slot = regexp.MustCompile(`\{[^}]*\}`)

// value fills a slot: {1-99} a number, {1.0-9.9} one with a decimal, {day} a
// weekday, {date} a day of a month.
func (m *maker) value(s string) string {
	switch s {
	case "day":
		return weekdays[m.r.roll(7)]
	case "date":
		return fmt.Sprintf("%d %s", 1+m.r.roll(28), months[m.r.roll(12)])
	}
	var a, b int
	if strings.Contains(s, ".") {
		var c, d int
		if n, _ := fmt.Sscanf(s, "%d.%d-%d.%d", &a, &b, &c, &d); n == 4 {
			v := a*10 + m.r.roll((c-a)*10)
			return fmt.Sprintf("%d.%d", v/10, v%10)
		}
	}
	if n, _ := fmt.Sscanf(s, "%d-%d", &a, &b); n != 2 {
		panic("no such slot: " + s)
	}
	return fmt.Sprint(a + m.r.roll(b-a+1))
}

func paragraphs(text string) []string {
	var out []string
	for _, p := range strings.Split(text, "\n") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

var sentenceEnd = regexp.MustCompile(`[.!?]["”’]? +`)

func sentences(text string) (out []string) {
	for _, p := range paragraphs(text) {
		from := 0
		for _, at := range sentenceEnd.FindAllStringIndex(p, -1) {
			if len(strings.Fields(p[from:at[1]])) >= 8 {
				out = append(out, strings.TrimSpace(p[from:at[1]]))
			}
			from = at[1]
		}
		if len(strings.Fields(p[from:])) >= 8 {
			out = append(out, strings.TrimSpace(p[from:]))
		}
	}
	return out
}

// Score is how well groups agree with a set: pairs of articles in one group
// against pairs in one family.
type Score struct {
	Right, Said, Want int
	// Missed and Wrong count, by how they were made, the pairs that should have
	// been joined and were not, and the other way round.
	Missed, Wrong map[string]int
}

// P, R and F are precision, recall and F1.
func (s Score) P() float64 { return float64(s.Right) / float64(max(s.Said, 1)) }

// R is recall.
func (s Score) R() float64 { return float64(s.Right) / float64(max(s.Want, 1)) }

// F is F1.
func (s Score) F() float64 { return 2 * float64(s.Right) / float64(max(s.Said+s.Want, 1)) }

// Measure compares groups with the set; group maps an article to its group.
func (s Set) Measure(group func(id string) string) Score {
	out := Score{Missed: map[string]int{}, Wrong: map[string]int{}}
	for i, a := range s.Articles {
		for _, b := range s.Articles[i+1:] {
			want, said := s.Family[a.ID] == s.Family[b.ID], group(a.ID) == group(b.ID)
			pair := s.Made[a.ID] + " / " + s.Made[b.ID]
			switch {
			case want && said:
				out.Right++
			case want:
				out.Missed[pair]++
			case said:
				out.Wrong[pair]++
			}
			if want {
				out.Want++
			}
			if said {
				out.Said++
			}
		}
	}
	return out
}

// Source makes a source article of a page as it is.
func Source(p annals.Page) annals.Article {
	var lines []string
	for _, l := range p.Lines {
		if t := strings.TrimSpace(l.Text); t != "" {
			lines = append(lines, t)
		}
	}
	return annals.Article{ID: p.ID, Title: p.Said.Title, Text: strings.Join(lines, "\n\n")}
}
