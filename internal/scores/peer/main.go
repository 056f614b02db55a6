// Command peer sets Annals' reading beside that of spaCy's small English model, on
// the same words in one run, and prints the ratio: make bench-language.
package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"

	"annals.example/annals"
	"annals.example/annals/internal/language/conllu"
	"annals.example/annals/internal/language/english"
	"annals.example/annals/internal/language/score"
	"annals.example/annals/internal/page"
)

//go:embed spacy_peer.py
var script string

func main() {
	python := flag.String("python", "", "the Python that has spaCy; none: Annals alone")
	model := flag.String("model", "en_core_web_sm", "spaCy's model")
	data := flag.String("data", "../shared/data", "folder with ud/, ner/ and news/ (not in the repository; without it our own sentences are measured)")
	flag.Parse()
	if err := run(*python, *model, *data); err != nil {
		fmt.Fprintln(os.Stderr, "peer:", err)
		os.Exit(1)
	}
}

// set is one file of given words with its gold trees or names.
type set struct {
	label string
	trees []conllu.Sentence
	names []score.Tagged
}

func (s set) words() [][]string {
	var out [][]string
	for _, t := range s.trees {
		out = append(out, t.Forms())
	}
	for _, t := range s.names {
		out = append(out, t.Words)
	}
	return out
}

func run(python, model, data string) error {
	sets, err := load(data)
	if err != nil {
		return err
	}
	texts, of, err := news(data, sets)
	if err != nil {
		return err
	}
	m, err := english.Open()
	if err != nil {
		return err
	}
	r := m.NewReader()
	own, err := annalsFigures(r, sets, texts)
	if err != nil {
		return err
	}
	peer, name, err := peerFigures(python, model, sets, texts)
	if err != nil {
		return err
	}
	if name == "" {
		name = "(no peer)"
	}
	fmt.Printf("Annals beside %s, one core each; speed over %s\n", name, of)
	fmt.Printf("%-44s %10s %10s %7s\n", "", "Annals", "peer", "ratio")
	for i, f := range own {
		theirs, ratio := "-", "-"
		if i < len(peer) {
			theirs, ratio = f.form(peer[i].value), fmt.Sprintf("%.2f", f.value/peer[i].value)
		}
		fmt.Printf("%-44s %10s %10s %7s\n", f.what, f.form(f.value), theirs, ratio)
	}
	fmt.Println("\nThe peer's trees are ClearNLP's, turned into Universal Dependencies by internal/scores/peer/spacy_peer.py: what that gets wrong counts\nagainst the peer, least in UAS, names and tags. Its model learned from newswire and web text of OntoNotes, Annals' from GUM and EWT.")
	if len(peer) == 0 {
		fmt.Println("\nNo peer was measured. Give a Python that has spaCy and its model:\n  make bench-language PEER_PYTHON=/path/to/python PEER_MODEL=en_core_web_sm")
	}
	return nil
}

func load(data string) ([]set, error) {
	var sets []set
	for _, f := range []struct{ label, path string }{
		{"trees-test", "data/language/trees-test.conllu"}, {"gum_test", filepath.Join(data, "ud/gum_test.conllu")},
		{"names-test", "data/language/names-test.bio"}, {"uner_test", filepath.Join(data, "ner/uner_test.iob2")},
	} {
		in, err := os.Open(f.path)
		if errors.Is(err, os.ErrNotExist) && !strings.HasPrefix(f.path, "data/") {
			continue
		}
		if err != nil {
			return nil, err
		}
		defer in.Close()
		s := set{label: f.label}
		if strings.HasSuffix(f.path, ".conllu") {
			for t, err := range conllu.Read(f.path, in) {
				if err != nil {
					return nil, err
				}
				s.trees = append(s.trees, t)
			}
		} else if s.names, err = score.ReadNames(f.path, in); err != nil {
			return nil, err
		}
		sets = append(sets, s)
	}
	return sets, nil
}

// news is what speed is measured on, and what that is.
func news(data string, sets []set) ([]string, string, error) {
	path := filepath.Join(data, "news/wikinews_2019.csv")
	raw, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		var texts []string
		for range 5 {
			for _, s := range sets {
				var b strings.Builder
				for _, w := range s.words() {
					b.WriteString(strings.Join(w, " ") + "\n")
				}
				texts = append(texts, b.String())
			}
		}
		return texts, "the same sentences five times", nil
	}
	if err != nil {
		return nil, "", err
	}
	var texts []string
	for p, err := range page.Read(path, raw) {
		if err != nil {
			continue // a broken record is no text
		}
		var b strings.Builder
		for _, l := range p.Lines {
			b.WriteString(l.Text + "\n")
		}
		texts = append(texts, b.String())
	}
	return texts, fmt.Sprintf("%d news articles", len(texts)), nil
}

type figure struct {
	what  string
	value float64
	whole bool
}

func (f figure) form(v float64) string {
	if f.whole {
		return fmt.Sprintf("%.0f", v)
	}
	return fmt.Sprintf("%.1f", v)
}

func annalsFigures(r *english.Reader, sets []set, texts []string) ([]figure, error) {
	runtime.GOMAXPROCS(1)
	r.Read(texts[0])
	n, t0 := 0, cpu()
	for _, t := range texts {
		for _, s := range r.Read(t) {
			n += len(s.Tokens)
		}
	}
	out := []figure{{"words per CPU second, tags, trees and names", float64(n) / (cpu() - t0), true}}
	for _, s := range sets {
		if s.trees != nil {
			t, err := score.ReadTrees(r, s.trees)
			if err != nil {
				return nil, err
			}
			out = append(out, treeFigures(s.label, t)...)
			continue
		}
		t, err := score.ReadForNames(r, s.names)
		if err != nil {
			return nil, err
		}
		out = append(out, figure{s.label + " names F1 (PER ORG LOC)", t.Core.F1(), false})
	}
	return out, nil
}

func treeFigures(label string, t score.Trees) []figure {
	upos := 100 * float64(t.UPOS) / float64(t.Words)
	out := []figure{{label + " UPOS", upos, false},
		{label + " UAS without punctuation", t.UASNoPunct(), false}, {label + " LAS without punctuation", t.LASNoPunct(), false}}
	for _, rel := range []string{"nsubj", "obj", "nsubj:pass", "conj", "ccomp", "appos"} {
		out = append(out, figure{label + " " + rel + " F1", t.Relations[rel].F1(), false})
	}
	return out
}

// answer is what spacy_peer.py prints.
type answer struct {
	Name  string
	Trees []struct {
		Heads     []int
		Relations []string
		UPOS      []string
	}
	Names   [][]string
	Words   int
	Seconds float64
}

// peerFigures are in the order of annalsFigures; none without a Python.
func peerFigures(python, model string, sets []set, texts []string) ([]figure, string, error) {
	if python == "" {
		return nil, "", nil
	}
	var given [][]string
	for _, s := range sets {
		given = append(given, s.words()...)
	}
	in, err := json.Marshal(map[string]any{"given": given, "texts": texts})
	if err != nil {
		return nil, "", err
	}
	cmd := exec.Command(python, "-c", script, model)
	cmd.Stdin, cmd.Stderr = bytes.NewReader(in), os.Stderr
	cmd.Env = append(os.Environ(), "OMP_NUM_THREADS=1", "OPENBLAS_NUM_THREADS=1", "BLIS_NUM_THREADS=1")
	raw, err := cmd.Output()
	if err != nil {
		return nil, "", fmt.Errorf("%s with the model %s: %w", python, model, err)
	}
	var a answer
	if err := json.Unmarshal(raw, &a); err != nil {
		return nil, "", fmt.Errorf("the peer's answer: %w", err)
	}
	out := []figure{{"", float64(a.Words) / a.Seconds, true}}
	at := 0
	for _, s := range sets {
		n := len(s.words())
		if s.trees != nil {
			var sys []annals.Sentence
			for i, g := range s.trees {
				p, sent := a.Trees[at+i], annals.Sentence{}
				for k, w := range g.Words {
					sent.Tokens = append(sent.Tokens, annals.Token{Form: w.Form, UPOS: p.UPOS[k], Head: p.Heads[k], Deprel: p.Relations[k]})
				}
				sys = append(sys, sent)
			}
			t, err := score.CompareTrees(s.trees, sys)
			if err != nil {
				return nil, "", err
			}
			out = append(out, treeFigures(s.label, t)...)
		} else {
			var gold [][]string
			for _, g := range s.names {
				gold = append(gold, g.Tags)
			}
			t, err := score.CompareNames(gold, a.Names[at:at+n])
			if err != nil {
				return nil, "", err
			}
			out = append(out, figure{"", t.Core.F1(), false})
		}
		at += n
	}
	return out, a.Name, nil
}

// cpu is the CPU time of this process, in seconds.
func cpu() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return float64(u.Utime.Sec+u.Stime.Sec) + float64(u.Utime.Usec+u.Stime.Usec)/1e6
}
