package event

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"sort"
	"strings"

	"annals.example/annals"
)

// report writes a candidate down.
func (c *work) report(k *candidate) annals.Report {
	s := c.t.s
	if k.typ == "CONSULT" && k.mode == "" && len(c.sideCodes(k)) > 2 {
		k.mode = "multilateral"
	}
	r := annals.Report{
		ArticleID: c.in.ArticleID, Type: k.typ, Mode: k.mode, CAMEO: k.cameo, Contexts: c.contexts(k),
		Actors: c.r.actors(k.actors), Recipient: c.r.actors(k.recips),
		Trigger: c.span(c.triggerSpan(k)), Sentence: c.evidence(s.Start, s.End),
		Rule: k.rule, Confidence: c.confidence(k), Codebook: c.book.Version,
	}
	for _, m := range []annals.Mark{annals.MarkHistorical, annals.MarkFuture, annals.MarkHypothetical, annals.MarkNegation} {
		if k.marks[m] && !said(k.typ, m) {
			r.Marks = append(r.Marks, m)
		}
	}
	if victims(r.Type, r.Mode) {
		r.Recipient = private(r.Recipient)
	}
	var by []party
	for _, tok := range k.reporters {
		by = append(by, c.r.parties(tok, false)...)
	}
	r.ReportedBy = c.r.actors(by)
	r.Why = append(append(r.Why, k.why...), c.roleSteps("actor", k.actors)...)
	r.Why = append(r.Why, c.roleSteps("recipient", k.recips)...)
	r.ID = "r-" + key(c.in.ArticleID, fmt.Sprint(r.Trigger.Start, r.Trigger.End), r.Type, codes(r.Actors), codes(r.Recipient))
	return r
}

// victims reports whether an act of this type falls upon persons who may be anybody.
func victims(typ, mode string) bool {
	return typ == "ASSAULT" || typ == "COERCE" && mode == "arrest" || typ == "SANCTION" && mode == "convict"
}

// private makes civilians of named persons of whom neither the article nor the register
// says anything: somebody with an office or a rank would have been introduced by it.
func private(as []annals.Actor) []annals.Actor {
	out := slices.Clone(as)
	for i := range out {
		a := &out[i]
		if a.Kind == "person" && a.Code == "" && a.Country == "" && a.Office == "" && a.Wiki == "" && len(a.Sectors) == 0 && strings.Contains(strings.TrimSpace(a.Name), " ") {
			a.Sectors = []string{"CVL"}
		}
	}
	return out
}

// said reports whether a type already says what a mark would.
func said(typ string, m annals.Mark) bool {
	switch typ {
	case "AGREE", "THREATEN", "REQUEST", "REJECT", "CONCEDE":
		return m == annals.MarkFuture
	}
	return false
}

func (c *work) roleSteps(role string, ps []party) []string {
	var out []string
	for _, p := range ps {
		m := &c.r.mentions[p.mention]
		line := fmt.Sprintf("%s: %q", role, m.Evidence.Text)
		if p.owner != "" {
			line += " (" + p.owner + ")"
		}
		out = append(out, line)
	}
	return out
}

// triggerSpan is the first and last token of the trigger's words; words that
// stand far apart count by the trigger alone.
func (c *work) triggerSpan(k *candidate) (int, int) {
	lo, hi := k.trigger, k.trigger
	words := slices.Clone(k.words)
	slices.SortFunc(words, func(a, b int) int { return abs(a-k.trigger) - abs(b-k.trigger) })
	for _, w := range words {
		if w < lo && lo-w <= 7 {
			lo = w
		}
		if w > hi && w-hi <= 7 {
			hi = w
		}
	}
	return lo, hi
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

func (c *work) span(lo, hi int) annals.Evidence {
	return c.evidence(c.t.toks[lo].Start, c.t.toks[hi].End)
}

func (c *work) evidence(start, end int) annals.Evidence {
	return annals.Evidence{ArticleID: c.in.ArticleID, Sentence: c.t.s.Index, Start: start, End: end, Text: c.in.Text[start:end]}
}

// contexts joins those of the sense with those of the words of the clause.
func (c *work) contexts(k *candidate) []string {
	out := slices.Clone(k.contexts)
	roots := []int{k.top}
	for n, tok := 0, 0; n < len(roots) && tok < 80; n++ {
		tok++
		i := roots[n]
		for _, ctx := range c.book.Contexts(c.t.lemma[i]) {
			if !slices.Contains(out, ctx) {
				out = append(out, ctx)
			}
		}
		for _, x := range c.t.kids[i] {
			switch c.t.base(x) {
			case "conj", "parataxis", "ccomp", "punct":
				if c.t.isVerb(x) {
					continue
				}
			case "acl", "advcl":
				if c.t.rel(x) == "acl:relcl" {
					continue
				}
			}
			roots = append(roots, x)
		}
	}
	slices.Sort(out)
	return out
}

// reliability is how often a record is right in type and on both sides when the head
// gives its type that much, with straight lines between: counted on the families of
// data/training that are kept for choosing, coded freely.
var reliability = []struct{ given, right float32 }{
	{0, 0}, {0.15, 0.14}, {0.35, 0.30}, {0.55, 0.38}, {0.82, 0.42}, {0.90, 0.58}, {0.96, 0.64}, {0.985, 0.75}, {1, 0.89},
}

// reliable is the share of records that are right of those that the head gives so much.
func reliable(given float32) float32 {
	for i := 1; i < len(reliability); i++ {
		a, b := reliability[i-1], reliability[i]
		if given <= b.given {
			return a.right + float32((given-a.given)/(b.given-a.given))*(b.right-a.right)
		}
	}
	return reliability[len(reliability)-1].right
}

// confidence says how often such a record is right, where the head was asked. Else it
// weighs the tree, the sense and the roles, and only ranks records.
func (c *work) confidence(k *candidate) float64 {
	if k.judged > 0 {
		return float64(int(reliable(k.judged)*1000+0.5)) / 1000
	}
	v := 0.45 // of sixty such records of the families kept for choosing fifteen were right
	low := float32(10)
	for _, i := range append(slices.Clone(k.actor), k.recip...) {
		low = min(low, c.t.toks[i].Margin)
	}
	low = min(low, c.t.toks[k.trigger].Margin)
	switch {
	case low < 0.5:
		v *= 0.80
	case low < 1.5:
		v *= 0.88
	case low < 3:
		v *= 0.94
	}
	if len(k.sense.Conditions) == 0 {
		v *= 0.95
	}
	if k.frame.shared {
		v *= 0.96
	}
	for _, p := range append(slices.Clone(k.actors), k.recips...) {
		for range p.steps {
			v *= 0.96
		}
	}
	if len(c.r.actors(k.actors)) == 0 || len(c.r.actors(k.recips)) == 0 && !k.symmetric {
		v *= 0.88
	}
	for range k.composed {
		v *= 0.96
	}
	if k.marks[annals.MarkHypothetical] {
		v *= 0.9
	}
	return float64(int(v*1000+0.5)) / 1000
}

func codes(as []annals.Actor) string {
	parts := make([]string, 0, len(as))
	for _, a := range as {
		parts = append(parts, a.Code+"."+strings.Join(a.Sectors, ".")+"/"+a.Name)
	}
	sort.Strings(parts)
	return strings.Join(parts, "+")
}

// key is the first 16 hex digits of the SHA-256 of its parts.
func key(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s;", len(p), p)
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}
