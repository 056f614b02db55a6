package validate

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"annals.example/annals/internal/language/conllu"
)

// relations are those of Universal Dependencies v2 that GUM uses.
var relations = setOf(`root nsubj nsubj:pass nsubj:outer csubj csubj:pass csubj:outer obj iobj obl obl:agent obl:unmarked ccomp xcomp advcl advcl:relcl advmod
 acl acl:relcl amod appos nmod nmod:poss nmod:desc nmod:unmarked nummod det det:predet case mark cop aux aux:pass expl conj cc cc:preconj
 compound compound:prt flat fixed goeswith punct parataxis discourse vocative dislocated list orphan reparandum dep`)

// leaves are words of grammar; nothing but what modifies or repeats them hangs on
// one.
var leaves = setOf(`case mark aux aux:pass cop det cc punct`)

var underLeaf = setOf(`fixed conj cc punct advmod nmod goeswith reparandum`)

// needs is the word class that a relation asks of its word, where it asks for one.
var needs = map[string]map[string]bool{
	"aux": setOf("AUX"), "aux:pass": setOf("AUX"), "cop": setOf("AUX"), "punct": setOf("PUNCT SYM"), "det": setOf("DET PRON"), "nummod": setOf("NUM"),
	"case": setOf("ADP PART SCONJ VERB ADV ADJ"), "cc": setOf("CCONJ ADV ADP SCONJ"), "mark": setOf("SCONJ PART ADP ADV"), "expl": setOf("PRON"), "amod": setOf("ADJ VERB NUM PROPN"),
}

func setOf(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// Trees reads CoNLL-U and tells what makes a sentence no tree of UD v2: several
// roots, a cycle, an unknown relation, a relation on the wrong class of word, words
// that do not spell their "# text", a subject that is passive without an auxiliary
// or the other way round, the same sentence twice.
func Trees(file string, r io.Reader) []Fault {
	t := trees{file: file, seen: map[string]int{}}
	for s, err := range conllu.Read(file, r) {
		var bad *conllu.ReadError
		switch {
		case errors.As(err, &bad):
			t.fault(bad.Line, bad.Reason+"; "+bad.Remedy)
		case err != nil:
			t.fault(0, err.Error())
		default:
			t.sentence(s)
		}
	}
	return t.faults
}

type trees struct {
	file   string
	faults []Fault
	seen   map[string]int // text → line of its sentence
}

func (t *trees) fault(line int, what string) {
	t.faults = append(t.faults, Fault{t.file, line, what})
}

func (t *trees) sentence(s conllu.Sentence) {
	t.text(s)
	roots := 0
	for i, w := range s.Words {
		switch {
		case w.Head == conllu.NoHead:
			t.fault(w.Line, "no head; write the number of the word it hangs on, or 0")
			return // the rest needs heads
		case w.Head < 0:
			roots++
		}
		if (w.Head < 0) != (w.Deprel == "root") {
			t.fault(w.Line, "head 0 and the relation root go together")
		}
		if !relations[w.Deprel] {
			t.fault(w.Line, "unknown relation \""+w.Deprel+"\"; GUM's are listed in internal/language/validate")
		}
		if want := needs[w.Deprel]; want != nil && !want[w.UPOS] {
			t.fault(w.Line, "a "+w.UPOS+" as "+w.Deprel+"; mend the class or the relation")
		}
		if w.UPOS == "PUNCT" && w.Deprel != "punct" {
			t.fault(w.Line, "a PUNCT as "+w.Deprel+"; it is punct")
		}
		if cyclic(s, i) {
			t.fault(w.Line, "a cycle: the word hangs on itself by way of others")
			return
		}
	}
	if roots != 1 {
		t.fault(s.Line, "a sentence has one root")
	}
	for _, w := range s.Words {
		if w.Head < 0 {
			continue
		}
		if h := s.Words[w.Head]; leaves[h.Deprel] && !underLeaf[w.Deprel] {
			t.fault(w.Line, "\""+w.Form+"\" hangs as "+w.Deprel+" on \""+h.Form+"\", a word of grammar ("+h.Deprel+"); hang it on what that belongs to")
		}
	}
	t.passives(s)
}

// cyclic follows the heads from word i.
func cyclic(s conllu.Sentence, i int) bool {
	k := i
	for range s.Words {
		if k = s.Words[k].Head; k < 0 {
			return false
		}
	}
	return true
}

// passives: nsubj beside aux:pass, and the agent of what is no participle.
func (t *trees) passives(s conllu.Sentence) {
	passive := map[int]bool{}
	for _, w := range s.Words {
		if w.Deprel == "aux:pass" {
			passive[w.Head] = true
		}
	}
	for _, w := range s.Words {
		switch {
		case w.Deprel == "nsubj" && passive[w.Head]:
			t.fault(w.Line, "\""+w.Form+"\" is nsubj of a passive; write nsubj:pass")
		case w.Deprel == "obl:agent" && s.Words[w.Head].XPOS != "VBN":
			t.fault(w.Line, "\""+w.Form+"\" is the agent of \""+s.Words[w.Head].Form+"\", which is no participle (VBN)")
		}
	}
}

func (t *trees) text(s conllu.Sentence) {
	text, ok := s.Comment("text")
	if !ok {
		t.fault(s.Line, "no \"# text = …\"; write the sentence there")
		return
	}
	if before, twice := t.seen[text]; twice {
		t.fault(s.Line, fmt.Sprintf("the sentence of line %d again; take one out", before))
	}
	t.seen[text] = s.Line
	rest := text
	for i, w := range s.Words {
		after, ok := strings.CutPrefix(rest, w.Form)
		if !ok {
			t.fault(w.Line, "the text goes on with \""+clip(rest)+"\", the words with \""+w.Form+"\"")
			return
		}
		if rest = after; !w.Glued && i+1 < len(s.Words) {
			if rest, ok = strings.CutPrefix(rest, " "); !ok {
				t.fault(w.Line, "no space behind \""+w.Form+"\" in the text; write SpaceAfter=No in MISC")
				return
			}
		}
	}
	if rest != "" {
		t.fault(s.Line, "the words end before the text does: \""+clip(rest)+"\" is left")
	}
}
