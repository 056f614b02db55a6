package event

import (
	"fmt"
	"slices"
	"strings"

	"annals.example/annals"
	"annals.example/annals/internal/codebook"
)

// reportedBy notes who says so. What somebody says that another must do is a
// demand of the first on the second.
func (c *work) reportedBy(k *candidate, subj []int, verb int, who string) {
	if len(subj) == 0 || len(k.reporters) > 0 {
		return
	}
	if fiction[c.t.lemma[subj[0]]] {
		k.drop(fmt.Sprintf("only a %s tells of it", c.t.lemma[subj[0]]))
		return
	}
	if v := c.topVerb(k); k.must < 0 && bidden[c.t.lemma[verb]] && v >= 0 && c.subjunctive(v, verb) {
		k.must = c.t.child(v, "nsubj")
	}
	if k.must >= 0 && !slices.Contains(subj, k.must) && known(c.r, c.r.parties(subj[0], false)) {
		o := c.book.Of("REQUEST", k.typ, k.mode)
		if k.typ == "REQUEST" {
			o = codebook.Outcome{CAMEO: "100"}
		}
		k.why = append(k.why, fmt.Sprintf("what %s says %q must do is a demand", who, c.t.toks[k.must].Form))
		k.typ, k.mode, k.cameo, k.symmetric, k.dropped = "REQUEST", o.Mode, o.CAMEO, false, ""
		k.actor, k.recip = subj, []int{k.must}
		if !strings.HasPrefix(k.rule, "must") {
			k.rule = "must>" + k.rule
		}
		k.rule = c.t.lemma[verb] + ">" + k.rule
		k.must = -1
		k.composed++
		delete(k.marks, annals.MarkHypothetical)
		return
	}
	k.reporters = subj
	if verb < k.trigger && subj[0] < verb {
		k.saying = verb
	}
	k.why = append(k.why, "reported by "+who)
}

// bidden verbs ask for what a clause without a tense behind them says: "insisted that the
// forces dismantle the groups".
var bidden = wordSet("insist demand recommend propose request ask urge order suggest")

// topVerb is the verb of an event's own clause.
func (c *work) topVerb(k *candidate) int {
	if c.t.isVerb(k.top) {
		return k.top
	}
	return -1
}

// subjunctive reports whether a clause has a plain verb form where a told fact would have
// a past: its subject stands with it and is no plural unless the governing verb is past.
func (c *work) subjunctive(v, g int) bool {
	t := c.t
	s := t.child(v, "nsubj")
	if s < 0 || t.head(v) != g || t.base(v) != "ccomp" || t.child(v, "aux") >= 0 {
		return false
	}
	switch t.toks[v].XPOS {
	case "VB":
		return true
	case "VBP":
		plural := t.toks[s].XPOS == "NNS" || t.toks[s].XPOS == "NNPS" || len(t.conjuncts(s)) > 1 || t.lemma[s] == "they"
		return !plural || t.toks[g].XPOS == "VBD" || t.toks[g].XPOS == "VBN"
	}
	return false
}

// fiction are works that tell of what need not have happened.
var fiction = wordSet("novel film movie book exhibition play game series story painting myth legend opera comic cartoon drama musical poem " +
	"thriller sitcom episode memoir")

// bare makes candidates of outer words that have no inner event in the codebook:
// "refused to pay", "said that Indonesia must pay".
func (c *work) bare() {
	t := c.t
	var out []*candidate
	for v := range t.toks {
		if !t.isVerb(v) && t.child(v, "cop") < 0 {
			continue
		}
		if t.isVerb(v) {
			out = append(out, c.bareVerb(v)...)
		}
		aux := c.auxiliary(v)
		if aux < 0 || t.lemma[aux] != "must" && t.lemma[aux] != "should" && t.lemma[aux] != "ought" || t.child(v, "nsubj") < 0 {
			continue
		}
		if slices.ContainsFunc(c.cands, func(k *candidate) bool {
			return k.top == v || k.trigger == v || slices.Contains(k.chain, v) || k.must >= 0 && c.t.under(k.trigger, v)
		}) {
			continue
		}
		s := &codebook.Sense{ID: "must", Entry: &codebook.Entry{ID: "must", Kind: codebook.Verb}, Type: "REQUEST", CAMEO: "100"}
		k := c.candidate(&match{sense: s, frame: t.governorFrame(v, 3)}, v)
		k.words, k.actor, k.recip = []int{aux}, nil, nil
		k.drop("nobody is named who demands it")
		out = append(out, k)
	}
	for _, k := range out {
		c.compose(k)
	}
	c.cands = append(c.cands, out...)
}

func (c *work) bareVerb(v int) []*candidate {
	for _, comp := range c.book.Compositions(codebook.Verb, c.t.lemma[v]) {
		for _, r := range comp.Rules {
			if !slices.Contains(r.Inner, "nothing") {
				continue
			}
			if slices.ContainsFunc(c.cands, func(k *candidate) bool {
				return slices.Contains(k.consumed, v) || k.trigger == v || slices.Contains(k.words, v)
			}) {
				continue
			}
			f := withWords(c.t.verbFrame(v, 4), comp.Lemma[1:])
			if f == nil || !slices.ContainsFunc(r.Slots, func(s string) bool { return f.first(s) >= 0 }) {
				continue
			}
			if ok, _ := c.holds(f, r.Conditions); !ok {
				continue
			}
			if r.Effect != codebook.EffectType {
				return nil
			}
			s := &codebook.Sense{
				ID: comp.ID, Entry: &codebook.Entry{ID: comp.ID, Kind: codebook.Verb}, Type: r.Type, Mode: r.Mode, CAMEO: r.CAMEO,
				Roles: r.Roles, File: comp.File, Line: r.Line,
			}
			return []*candidate{c.candidate(&match{sense: s, frame: f}, v)}
		}
	}
	return nil
}
