package gold

import (
	"fmt"
	"regexp"
	"strings"
)

// edit is one thing that newsrooms do to a text that they print.
type edit struct {
	name string
	edit func(*maker, string) string
}

// Edits by how much they leave: lightEdits go with any other, wholeEdits leave
// four fifths of a text and more.
var (
	lightEdits = []edit{
		{"merged paragraphs", func(_ *maker, s string) string { return strings.Join(paragraphs(s), " ") }},
		{"split paragraphs", func(_ *maker, s string) string { return sentenceEnd.ReplaceAllString(s, "$0\n\n") }},
		{"American spelling", func(_ *maker, s string) string { return american.Replace(s) }},
		{"British spelling", func(_ *maker, s string) string { return british.Replace(s) }},
		{"typography", func(_ *maker, s string) string { return typography.Replace(s) }},
		{"dateline and credit", func(m *maker, s string) string {
			return datelines[m.r.roll(len(datelines))] + s + "\n\n" + credits[m.r.roll(len(credits))]
		}},
	}
	wholeEdits = append([]edit{
		{"new headline", func(_ *maker, s string) string { return s }},
		{"changed quotes", func(m *maker, s string) string { return m.quotes(s, false) }},
		{"quotes translated anew", func(m *maker, s string) string { return m.quotes(s, true) }},
		{"changed figures", (*maker).figures},
		{"inserts", (*maker).inserts},
		{"update", (*maker).update},
		{"correction", func(m *maker, s string) string {
			return m.figures(s) + "\n\n" + corrections[m.r.roll(len(corrections))]
		}},
		{"small cut at the end", func(m *maker, s string) string { return m.cut(s, 0, 85+m.r.roll(12)) }},
		{"small cut at the start", func(m *maker, s string) string { return m.cut(s, 4+m.r.roll(12), 100) }},
	}, lightEdits...)
	everyEdit = append([]edit{
		{"cut at the end", func(m *maker, s string) string { return m.cut(s, 0, 35+m.r.roll(50)) }},
		{"cut at the start", func(m *maker, s string) string { return m.cut(s, 10+m.r.roll(45), 100) }},
		{"passage", func(m *maker, s string) string {
			from := 10 + m.r.roll(15)
			return m.cut(s, from, from+60+m.r.roll(15))
		}},
		{"sentences left out", (*maker).thin},
		{"new lead", func(m *maker, s string) string { return m.lead(s, 100) }},
		{"new lead and cut", func(m *maker, s string) string { return m.lead(s, 75+m.r.roll(20)) }},
		{"new lead, old one kept", func(m *maker, s string) string { return m.newLead(s) + "\n\n" + s }},
	}, wholeEdits...)
)

// cut keeps the words from one hundredth to another, in whole sentences where
// that is near, with the paragraphs as they were.
func (m *maker) cut(s string, from, to int) string {
	words := strings.SplitAfter(s, " ")
	a, b := len(words)*from/100, len(words)*min(to, 100)/100
	if m.r.roll(3) > 0 { // most cuts are made where a sentence ends
		for a > 0 && a < b && !strings.HasSuffix(strings.TrimSpace(words[a-1]), ".") {
			a++
		}
	}
	if b-a < 50 {
		a, b = len(words)*from/100, len(words)*min(to, 100)/100
	}
	return strings.TrimSpace(strings.Join(words[a:b], ""))
}

// thin leaves out some sentences within.
func (m *maker) thin(s string) string {
	all := sentenceEnd.FindAllStringIndex(s, -1)
	var b strings.Builder
	from, gone := 0, 0
	for i, at := range all {
		if i > 0 && m.r.roll(6) == 0 && gone < len(all)/5 {
			gone++
		} else {
			b.WriteString(s[from:at[1]])
		}
		from = at[1]
	}
	b.WriteString(s[from:])
	return b.String()
}

var names = regexp.MustCompile(`[A-Z][\p{L}’'-]+(?: [A-Z][\p{L}’'-]+)+`)

// newLead writes a beginning of its own about those whom the text names.
func (m *maker) newLead(s string) string {
	found := names.FindAllString(s, 12)
	name := func() string {
		if len(found) == 0 {
			return "the government"
		}
		return found[m.r.roll(len(found))]
	}
	var out []string
	at := m.r.roll(len(leads))
	for i := range 1 + m.r.roll(3) {
		out = append(out, fmt.Sprintf(leads[(at+i)%len(leads)], name(), weekdays[m.r.roll(7)], name()))
	}
	return strings.Join(out, " ")
}

// lead puts a new lead in the place of the first paragraph, and keeps so many
// hundredths of the rest; the first paragraph stays where the rest is too little.
func (m *maker) lead(s string, keep int) string {
	paras := paragraphs(s)
	body := s
	if len(paras) > 1 && len(paras[0])*4 < len(s) {
		body = strings.Join(paras[1:], "\n\n")
	}
	return m.newLead(s) + "\n\n" + m.cut(body, 0, keep)
}

var quote = regexp.MustCompile(`["“][^"“”\n]{12,400}["”]`)

// quotes puts other words into up to three quotations: all of them, or as
// another translator would half of them.
func (m *maker) quotes(s string, half bool) string {
	n, room := 0, len(s)/6
	return quote.ReplaceAllStringFunc(s, func(q string) string {
		if n == 3 || len(q) > room {
			return q
		}
		n++
		room -= len(q)
		if !half {
			return `"` + sayings[m.r.roll(len(sayings))] + `"`
		}
		w := strings.Fields(strings.Trim(q, `"“”`))
		for i := range w {
			if m.r.roll(5) < 2 {
				w[i] = fillers[m.r.roll(len(fillers))]
			}
		}
		return "“" + strings.Join(w, " ") + "”"
	})
}

var number = regexp.MustCompile(`\b\d{1,6}\b`)

// figures changes up to three numbers, a fourth of all at most but one at least.
func (m *maker) figures(s string) string {
	all := number.FindAllStringIndex(s, -1)
	if len(all) == 0 {
		return s
	}
	chosen := map[int]bool{}
	for range 1 + m.r.roll(max(1, min(3, len(all)/4))) {
		chosen[m.r.roll(len(all))] = true
	}
	var b strings.Builder
	from := 0
	for i, at := range all {
		b.WriteString(s[from:at[0]])
		if chosen[i] {
			fmt.Fprint(&b, 3+m.r.roll(900))
		} else {
			b.WriteString(s[at[0]:at[1]])
		}
		from = at[1]
	}
	b.WriteString(s[from:])
	return b.String()
}

// inserts puts crumbs of a page between paragraphs.
func (m *maker) inserts(s string) string {
	var out []string
	for _, p := range paragraphs(s) {
		out = append(out, p)
		if m.r.roll(3) == 0 {
			out = append(out, crumbs[m.r.roll(len(crumbs))])
		}
	}
	return strings.Join(out, "\n\n")
}

// update adds what became known later, and changes a figure.
func (m *maker) update(s string) string {
	paras := paragraphs(m.figures(s))
	for range 1 + m.r.roll(2) {
		at := m.r.roll(len(paras) + 1)
		paras = append(paras[:at], append([]string{m.newLead(s)}, paras[at:]...)...)
	}
	return strings.Join(paras, "\n\n")
}
