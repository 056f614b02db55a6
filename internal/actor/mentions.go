package actor

import (
	"slices"

	annals "annals.example/annals"
)

// Doc is an article as far as this stage needs it. Text is what the sentences'
// offsets count.
type Doc struct {
	Title, Text string
	Sentences   []annals.Sentence
	On          annals.Date // published; the zero Date is unknown
	Dateline    string
}

// Mentions finds every mention of an actor in the body and resolves it as far as
// article and register allow: what cannot be resolved has no Actors, or Actors
// without a code. A place where something happens is a mention of Kind
// MentionPlace and an Attribute. The result is sorted by sentence and token.
func (r *Register) Mentions(doc Doc) []annals.Mention {
	out, _ := r.resolve(doc, -1, 0, 0)
	return out
}

// At resolves a span that somebody else has marked: the tokens first to end (end
// exclusive) of one sentence, read in the light of the article before it. It
// reports false where the span lies outside the sentence.
func (r *Register) At(sentence int, first, end int, doc Doc) (annals.Mention, bool) {
	k := slices.IndexFunc(doc.Sentences, func(s annals.Sentence) bool { return s.Index == sentence })
	if k < 0 || first < 0 || end > len(doc.Sentences[k].Tokens) || first >= end {
		return annals.Mention{}, false
	}
	doc.Sentences = doc.Sentences[:k+1]
	_, at := r.resolve(doc, k, first, end)
	if at != nil {
		return *at, true
	}
	return annals.Mention{}, false
}

func (r *Register) resolve(doc Doc, wantSent, wantFirst, wantEnd int) ([]annals.Mention, *annals.Mention) {
	d := r.discourse(doc)
	var out []annals.Mention
	readings := make([]*reading, len(doc.Sentences))
	// The countries that the article speaks of decide between namesakes, so they
	// are counted before anything is resolved.
	for i := range doc.Sentences {
		n := &reading{r: r, text: doc.Text, toks: doc.Sentences[i].Tokens}
		n.prepare()
		readings[i] = n
		d.count(n)
	}
	if len(d.context) == 1 {
		for c := range d.context {
			if d.context[c] > d.backers { // who backs somebody need not be who it is about
				d.only = c
			}
		}
	}
	d.dominant()
	paragraph := -1
	for i := range doc.Sentences {
		sent := &doc.Sentences[i]
		if sent.Paragraph != paragraph {
			paragraph, d.quote = sent.Paragraph, false
		}
		fs := d.sentence(readings[i], sent.Index)
		d.away = d.main != "" && readings[i].abroad(d.main) && !readings[i].speaksOf(d.main)
		for _, f := range fs {
			if m, ok := readings[i].mention(f, sent.Index); ok {
				out = append(out, m)
			}
		}
		if i == wantSent {
			m := d.marked(readings[i], fs, sent.Index, wantFirst, wantEnd)
			return out, &m
		}
	}
	return out, nil
}

func (r *Register) discourse(doc Doc) *discourse {
	d := &discourse{r: r, day: day(doc.On.Start), context: map[string]int{}}
	for _, extra := range []string{doc.Dateline, doc.Title} {
		if extra == "" {
			continue
		}
		s := lexed(r, extra)
		d.count(s)
		if extra == doc.Dateline {
			for _, it := range s.items {
				if it.node < 0 {
					continue
				}
				for _, want := range [...]sort{isCapital, isCity, isCountry} {
					if n := s.hasSort(it, want); n != nil && d.home == "" {
						d.home = r.countries[n.ref].code
					}
				}
			}
		}
	}
	return d
}

// count adds the countries that a sentence names to the article's context.
func (d *discourse) count(s *reading) {
	for i, it := range s.items {
		if it.node < 0 || it.name == "PER" || s.frontier(it.end) || s.ordeal(it) {
			continue
		}
		if s.emigrant(it) || s.venue(it) {
			continue
		}
		backs := s.attached(i) == "backed"
		s.all(it, func(n *node) {
			switch n.sort {
			case isCountry, isAdjective, isPeople, isCapital, isCity:
				if s.second(it, n) {
					return
				}
				if backs {
					d.backers++
				}
				d.context[s.r.countries[n.ref].code]++
			case isBody:
				if c := s.r.bodies[n.ref].code; !n.weak && !internationals[c] && !s.sharedName(it, c) && !slices.Equal(s.r.bodies[n.ref].sectors, []string{"JRN"}) { // Reuters tells of everywhere
					d.context[c]++
				}
			}
		})
	}
}

// sharedName reports whether bodies of several other countries bear the same name: "Democratic
// Party".
func (s *reading) sharedName(it item, code string) bool {
	others := 0
	s.all(it, func(n *node) {
		if n.sort == isBody && s.r.bodies[n.ref].code != code {
			others++
		}
	})
	return others > 2
}

// second reports whether another country goes before the one of a node under the same name:
// "Congo" is the larger of the two.
func (s *reading) second(it item, n *node) bool {
	first := true
	s.all(it, func(o *node) {
		if o.sort == n.sort && o != n && first && s.r.countries[o.ref].from == "" && s.r.countries[o.ref].to == "" {
			first = o.ref > n.ref
		}
	})
	return !first
}

// belongs reports whether words behind a phrase, or an owner before it, may say whose somebody is.
func (s *reading) belongs(f *found) bool {
	if f.end < len(s.toks) && s.toks[f.end].UPOS == "ADP" {
		switch s.lower(f.end) {
		case "of", "at", "from", "for", "with":
			return true
		}
	}
	return f.first > 0 && s.toks[f.first-1].XPOS == "POS"
}

// venue reports whether a name is only where others meet: "peace talks in Switzerland".
func (s *reading) venue(it item) bool {
	if s.bare {
		return false
	}
	h := s.headOf(it.span)
	if s.toks[h].Deprel != "nmod" || s.toks[h].Head < 0 || !s.r.in(meetings, s.toks[s.toks[h].Head].Lemma) {
		return false
	}
	return it.first > 0 && (s.lower(it.first-1) == "in" || s.lower(it.first-1) == "at")
}

// emigrant reports whether a country only says where somebody comes from who is elsewhere:
// "Sudanese migrants".
func (s *reading) emigrant(it item) bool {
	if s.bare {
		return false
	}
	h := s.toks[s.headOf(it.span)].Head
	return h >= it.end && h < it.end+4 && s.r.in(emigrants, s.toks[h].Lemma)
}

// nation reports whether a word or phrase names a country or its people, or, where towns
// count, a town of it.
func (s *reading) nation(it item, code string, towns bool) bool {
	if it.node < 0 || it.name == "PER" {
		return false
	}
	yes := false
	s.all(it, func(n *node) {
		switch n.sort {
		case isCapital, isCity:
			yes = yes || towns && s.r.countries[n.ref].code == code
		case isCountry, isAdjective, isPeople:
			yes = yes || s.r.countries[n.ref].code == code
		}
	})
	return yes
}

// speaksOf reports whether the sentence names the country itself.
func (s *reading) speaksOf(code string) bool {
	for _, it := range s.items {
		if s.nation(it, code, true) {
			return true
		}
	}
	return false
}

// sentence finds the noun phrases of a sentence, resolves them in order, and
// joins appositions and complements.
func (d *discourse) sentence(s *reading, index int) []*found {
	var fs []*found
	s.sent = index
	d.mouths(s)
	runs := s.runs()
	var prev *found // last phrase of the run before
	prevEnd := -1
	var before *found // and of the one before that
	beforeEnd := -1
	pr := 0
	pronouns := s.pronouns()
	for _, run := range runs {
		for pr < len(pronouns) && pronouns[pr] < run.first {
			if f := d.pronoun(s, pronouns[pr], fs, index); f != nil {
				fs = append(fs, f)
				prev = nil
			}
			pr++
		}
		var owner *found
		ps := s.pieces(run)
		for i, p := range ps {
			// A possessive pronoun owns what follows it.
			if i == 0 && pr < len(pronouns) && pronouns[pr] == p.first && p.end-p.first > 1 {
				if f := d.pronoun(s, pronouns[pr], fs, index); f != nil {
					fs = append(fs, f)
					owner = f
				}
				pr++
				p.first++
			}
			f := d.phrase(s, p, owner)
			if f == nil {
				continue
			}
			if i < len(ps)-1 && f.land {
				f.place = false
			}
			d.definite(s, f)
			d.numbered(s, f, fs)
			d.sameLand(s, f, fs)
			s.tidy(f)
			fs = append(fs, d.modifiers(s, f, p)...)
			fs = append(fs, f)
			if i == 0 && prev != nil {
				if before != nil && s.locality(prev) && prevEnd+1 == run.first && s.lower(prevEnd) == "of" {
					d.join(s, before, f, beforeEnd)
				} else {
					d.join(s, prev, f, prevEnd)
					s.onward(prev, fs)
				}
			}
			d.alsoIn(s, f, fs)
			s.force(f, fs)
			d.alsoBefore(s, f, fs)
			if len(f.actors) > 0 && !f.land {
				d.note(s, f, index)
			} else if len(f.actors) > 0 {
				d.note(s, f, index)
			}
			owner = f
		}
		before, beforeEnd = prev, prevEnd
		prev, prevEnd = owner, run.end
		for pr < len(pronouns) && pronouns[pr] < run.end {
			pr++
		}
	}
	for pr < len(pronouns) {
		if f := d.pronoun(s, pronouns[pr], fs, index); f != nil {
			fs = append(fs, f)
		}
		pr++
	}
	d.appositions(s, fs, index)
	d.led(s, fs)
	d.together(s, fs)
	s.places(fs)
	d.elsewhere(s, fs)
	s.relative(fs)
	d.spoken(s, fs)
	d.clause(s, fs)
	d.domestic(s, fs)
	d.quotes(s, fs, index)
	slices.SortStableFunc(fs, func(a, b *found) int {
		if a.first != b.first {
			return a.first - b.first
		}
		return b.end - a.end
	})
	return fs
}

// mention writes a found phrase down; ok is false for what is no mention.
func (s *reading) mention(f *found, index int) (annals.Mention, bool) {
	if f.first >= f.end || f.end > len(s.toks) {
		return annals.Mention{}, false
	}
	if len(f.actors) == 0 && !(f.place && f.land) && f.role == nil {
		return annals.Mention{}, false
	}
	if len(f.actors) == 1 && f.actors[0].Code == "" && f.actors[0].Name == "" && len(f.actors[0].Sectors) == 0 {
		switch {
		case f.kind == annals.MentionPronoun: // "he" of a text that begins in the middle
		case f.group:
			return annals.Mention{}, false // "the group", "the coalition" of nobody known
		case f.role != nil && s.r.in(employees, f.role.name) && !s.belongs(f):
			f.actors[0].Sectors, f.actors[0].Kind = []string{"CVL"}, "group"
		default:
			f.actors = nil
		}
	}
	if f.role != nil && f.role.place && len(f.actors) == 0 {
		return annals.Mention{}, false
	}
	start, end := s.toks[f.first].Start, s.toks[f.end-1].End
	m := annals.Mention{
		Sentence: index, First: f.first, End: f.end, Head: f.head, Kind: f.kind, How: f.how,
		Attribute: f.inside || f.place,
		Evidence:  annals.Evidence{Sentence: index, Start: start, End: end, Text: s.text[start:end]},
		Actors:    f.actors,
	}
	if f.place {
		m.Kind = annals.MentionPlace
	}
	return m, true
}
