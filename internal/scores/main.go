// Command scores measures what Annals is today and prints docs/scores.md:
//
//	make scores
//
// It uses the built binary as others would (`annals code`, `annals read`) and
// the packages for the rest. Treebanks, name data and PLV_train are not in the
// repository; without them (-data) their tables say so.
package main

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sort"
	"strings"
	"syscall"
	"time"

	"annals.example/annals"
	"annals.example/annals/internal/coder"
	"annals.example/annals/internal/coder/gold"
	"annals.example/annals/internal/language/conllu"
	"annals.example/annals/internal/language/english"
	"annals.example/annals/internal/language/score"
	"annals.example/annals/internal/page"
)

func main() {
	data := flag.String("data", "../shared/data", "folder with ud/, ner/, plover/, news/ (not in the repository)")
	binary := flag.String("annals", "./annals", "the built binary")
	flag.Parse()
	b := &board{data: *data, binary: *binary, out: bufio.NewWriter(os.Stdout)}
	if err := b.all(); err != nil {
		fmt.Fprintln(os.Stderr, "scores:", err)
		os.Exit(1)
	}
	if err := b.out.Flush(); err != nil {
		fmt.Fprintln(os.Stderr, "scores:", err)
		os.Exit(1)
	}
}

type board struct {
	data, binary string
	out          *bufio.Writer
}

func (b *board) printf(format string, a ...any) { fmt.Fprintf(b.out, format, a...) }

func (b *board) all() error {
	b.printf("# Scores\n\nWritten by `make scores`; do not edit. Figures are in per cent where nothing else is said.\n")
	b.printf("\"dev\" was read while building; of \"test\" only the totals were seen.\n")
	for _, part := range []func() error{b.coding, b.real, b.free, b.dictionaries, b.relation, b.head, b.actors, b.language, b.pages, b.copies, b.speed} {
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

// have reports whether a file of the data folder is there, and says so if not.
func (b *board) have(name string) (string, bool) {
	p := filepath.Join(b.data, name)
	if _, err := os.Stat(p); err != nil {
		b.printf("\n(%s is not on this machine: not measured.)\n", name)
		return p, false
	}
	return p, true
}

func (b *board) coding() error {
	c, err := coder.Open()
	if err != nil {
		return err
	}
	b.printf("\n## Coding of our own sentences\n\nSentences written and coded by hand (`internal/coder/testdata/gold`), split by family. \"who\" asks for the type and every country on both sides,\n")
	b.printf("\"full\" for the marks as well. Unreal: events said in sentences that hold none.\n\n")
	b.printf("| set | sentences | type P / R / F | who P / R / F | who with sectors F | who with mode F | full P / R / F | date right | unreal |\n|---|---|---|---|---|---|---|---|---|\n")
	var test gold.Score
	for _, set := range []string{"dev", "test"} {
		all, err := readGold(filepath.Join("internal/coder/testdata/gold", set+"-*.txt"), func(text string) (string, error) { return text, nil })
		if err != nil {
			return err
		}
		s := gold.Measure(c, all)
		prf := func(t gold.Tally) string {
			return fmt.Sprintf("%.1f / %.1f / **%.1f**", 100*t.P(), 100*t.R(), 100*t.F())
		}
		b.printf("| %s | %d | %s | %s | %.1f | %.1f | %s | %.1f of %d | %d in %d |\n", set, s.Sentences, prf(s.Type), prf(s.Who), 100*s.Sector.F(), 100*s.Mode.F(), prf(s.Full),
			100*s.When.P(), s.When.Said, s.Unreal, s.Empty)
		test = s
	}
	b.printf("\nBy type, test set, type and countries right:\n\n| type | P | R | F | wanted |\n|---|---|---|---|---|\n")
	var types []string
	for k := range test.ByType {
		types = append(types, k)
	}
	sort.Strings(types)
	for _, k := range types {
		t := test.ByType[k]
		b.printf("| %s | %.0f | %.0f | %.0f | %d |\n", k, 100*t.P(), 100*t.R(), 100*t.F(), t.Want)
	}
	return nil
}

// readGold reads the coded sentences of all files of a pattern; fill may put something in
// the place of what stands there.
func readGold(pattern string, fill func(text string) (string, error)) ([]gold.Sentence, error) {
	names, err := filepath.Glob(pattern)
	if err != nil {
		return nil, err
	}
	var all []gold.Sentence
	for _, n := range names {
		raw, err := os.ReadFile(n)
		if err != nil {
			return nil, err
		}
		text, err := fill(string(raw))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", n, err)
		}
		g, err := gold.Read(filepath.Base(n), text)
		if err != nil {
			return nil, err
		}
		all = append(all, g...)
	}
	return all, nil
}

// relation asks `annals code` for every row of PLV_train.
func (b *board) relation() error {
	b.printf("\n## Which event between two given actors (task `relation`)\n\nAll 1,050 rows of PLV_train, 15 labels; no row was trained on.\n")
	name, ok := b.have("plover/PLV_train.tsv")
	if !ok {
		return nil
	}
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, -1
	head, err := r.Read()
	if err != nil {
		return err
	}
	col := map[string]int{}
	for i, h := range head {
		col[h] = i
	}
	var in bytes.Buffer
	var want []string
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		text, spans := unmark(row[col["marked_sentence"]])
		q := map[string]any{"task": "relation", "id": len(want), "text": text, "labels": "plover15",
			"source": map[string]any{"text": row[col["source"]], "byte_spans": spans["s"]},
			"target": map[string]any{"text": row[col["target"]], "byte_spans": spans["t"]}}
		line, err := json.Marshal(q)
		if err != nil {
			return err
		}
		in.Write(append(line, '\n'))
		want = append(want, row[col["gold_root"]])
	}
	cmd := exec.Command(b.binary, "code", "--jobs", "2")
	cmd.Stdin, cmd.Stderr = &in, os.Stderr
	answer, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("annals code: %w", err)
	}
	quad := map[string]int{"AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1, "COOPERATE": 2, "AID": 2, "RETREAT": 2, "YIELD": 2,
		"REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3, "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4}
	right, quadRight, binaryRight := 0, 0, 0
	tally := map[string]gold.Tally{}
	for i, line := range bytes.Split(bytes.TrimSpace(answer), []byte("\n")) {
		var a struct{ Event, Error string }
		if err := json.Unmarshal(line, &a); err != nil {
			return err
		}
		if a.Error != "" {
			return fmt.Errorf("row %d: %s", i, a.Error)
		}
		w := tally[want[i]]
		w.Want++
		if a.Event == want[i] {
			w.Right++
			right++
		}
		tally[want[i]] = w
		s := tally[a.Event]
		s.Said++
		tally[a.Event] = s
		if quad[a.Event] == quad[want[i]] {
			quadRight++
		}
		if (quad[a.Event] <= 2) == (quad[want[i]] <= 2) {
			binaryRight++
		}
	}
	n, macro := float64(len(want)), 0.0
	var types []string
	for k := range tally {
		if tally[k].Want > 0 {
			types = append(types, k)
		}
	}
	sort.Strings(types)
	for _, k := range types {
		macro += tally[k].F() / float64(len(types))
	}
	b.printf("\n| accuracy | macro F1 | quad class | cooperation or conflict |\n|---|---|---|---|\n| %.1f | **%.1f** | %.1f | %.1f |\n",
		100*float64(right)/n, 100*macro, 100*float64(quadRight)/n, 100*float64(binaryRight)/n)
	b.printf("\n| label | P | R | F | rows |\n|---|---|---|---|---|\n")
	for _, k := range types {
		t := tally[k]
		b.printf("| %s | %.0f | %.0f | %.0f | %d |\n", k, 100*t.P(), 100*t.R(), 100*t.F(), t.Want)
	}
	return nil
}

// unmark takes <s>, <t> and their ends out of a sentence and gives their byte spans.
func unmark(marked string) (string, map[string][][2]int) {
	spans := map[string][][2]int{}
	var text strings.Builder
	open := map[string]int{}
	for i := 0; i < len(marked); {
		for _, k := range []string{"s", "t"} {
			switch {
			case strings.HasPrefix(marked[i:], "<"+k+">"):
				open[k] = text.Len()
				i += 3
			case strings.HasPrefix(marked[i:], "</"+k+">"):
				spans[k] = append(spans[k], [2]int{open[k], text.Len()})
				i += 4
			}
		}
		if i < len(marked) && !strings.HasPrefix(marked[i:], "<s>") && !strings.HasPrefix(marked[i:], "<t>") &&
			!strings.HasPrefix(marked[i:], "</s>") && !strings.HasPrefix(marked[i:], "</t>") {
			text.WriteByte(marked[i])
			i++
		}
	}
	return text.String(), spans
}

// ours are sentences of data/language: in the repository, unlike the rest.
const ours = "data/language/"

// reading is a set and the treebank whose conventions it is read by.
type reading struct{ name, manner string }

func (r reading) String() string {
	if r.manner == "gum" {
		return r.name
	}
	return r.name + " `--manner " + r.manner + "`"
}

func (b *board) language() error {
	b.printf("\n## Language\n\nGold words given; LAS without relation subtypes. trees-test and names-test are our own ([data/language](../data/language/README.md)): 303 news sentences\n")
	b.printf("around what coding needs, 260 with their names.\n\n| treebank | words | UAS | LAS | without punctuation | raw text: words F1 | sentences F1 | lemmas |\n|---|---|---|---|---|---|---|---|\n")
	m, err := english.Open()
	if err != nil {
		return err
	}
	r := m.NewReader()
	relations := []string{"nsubj", "obj", "nsubj:pass", "obl:agent", "conj", "ccomp", "appos", "flat", "acl"}
	var byRelation []string
	for _, row := range []reading{{"gum_dev", "gum"}, {"gum_test", "gum"}, {"ewt_test", "gum"}, {"ewt_test", "ewt"}, {"trees-test", "gum"}} {
		name := row.name
		if err := r.Manner(row.manner); err != nil {
			return err
		}
		path, ok := ours+name+".conllu", true
		if name != "trees-test" {
			path, ok = b.have("ud/" + name + ".conllu")
		}
		if !ok {
			continue
		}
		g, err := treebank(path)
		if err != nil {
			return err
		}
		t, err := score.ReadTrees(r, g)
		if err != nil {
			return err
		}
		raw := "| | | |"
		if name != "trees-test" { // sentences without a text around them
			k, err := score.ReadText(r, g)
			if err != nil {
				return err
			}
			raw = fmt.Sprintf("| %.2f | %.2f | %.2f |", k.Words.F1(), k.Sentences.F1(), k.Lemma.F1())
		}
		b.printf("| %s | %d | %.2f | %.2f | %.2f %s\n", row, t.Words, t.UAS(), t.LAS(), t.LASNoPunct(), raw)
		line := "| " + row.String() + " |"
		for _, rel := range relations {
			line += fmt.Sprintf(" %.1f |", t.Relations[rel].F1())
		}
		byRelation = append(byRelation, line)
	}
	b.printf("\nF1 by relation (nsubj and acl with their subtypes):\n\n| treebank | %s |\n|%s\n%s\n",
		strings.Join(relations, " | "), strings.Repeat("---|", len(relations)+1), strings.Join(byRelation, "\n"))
	return b.names(r)
}

func (b *board) names(r *english.Reader) error {
	b.printf("\nNames, exact spans, F1 (P / R for all):\n\n| set | sentences | PER | ORG | LOC | PER, ORG and LOC | MISC |\n|---|---|---|---|---|---|---|\n")
	for _, row := range []reading{{"uner_test.iob2", "gum"}, {"uner_test.iob2", "ewt"}, {"names-test.bio", "gum"}} {
		name := row.name
		if err := r.Manner(row.manner); err != nil {
			return err
		}
		path, ok := ours+name, true
		if name == "uner_test.iob2" {
			path, ok = b.have("ner/" + name)
		}
		if !ok {
			continue
		}
		n, err := names(r, path)
		if err != nil {
			return err
		}
		misc := ""
		if c, ok := n.Types["MISC"]; ok && c.Gold > 0 {
			misc = fmt.Sprintf("%.1f", c.F1())
		}
		b.printf("| %s | %d | %.1f | %.1f | %.1f | **%.2f** (%.1f / %.1f) | %s |\n", row, n.Sentences,
			n.Types["PER"].F1(), n.Types["ORG"].F1(), n.Types["LOC"].F1(), n.Core.F1(), n.Core.Precision(), n.Core.Recall(), misc)
	}
	return nil
}

func names(r *english.Reader, path string) (score.Names, error) {
	f, err := os.Open(path)
	if err != nil {
		return score.Names{}, err
	}
	defer f.Close()
	g, err := score.ReadNames(path, f)
	if err != nil {
		return score.Names{}, err
	}
	return score.ReadForNames(r, g)
}

func treebank(path string) ([]conllu.Sentence, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []conllu.Sentence
	for s, err := range conllu.Read(path, f) {
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

// speed codes real news on one core and looks at sizes.
func (b *board) speed() error {
	b.printf("\n## Speed and size\n\n")
	b.printf("Processor: %s. Seconds are CPU seconds of one core.\n\n| what | figure |\n|---|---|\n", processor())
	if path, ok := b.have("news/wikinews_2019.csv"); ok {
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		c, err := coder.Open()
		if err != nil {
			return err
		}
		var texts []annals.Article
		for p, err := range page.Read(path, raw) {
			if err != nil {
				continue
			}
			a := annals.Article{ID: p.ID, Published: annals.Date{Start: p.Said.Published, Precision: annals.PrecisionDay}}
			for _, l := range p.Lines {
				a.Text += l.Text + "\n"
			}
			texts = append(texts, a)
		}
		prev := runtime.GOMAXPROCS(1)
		c.Code(texts[0])
		n, size, t0 := 0, 0, cpu()
		for _, a := range texts {
			n += len(c.Code(a).Sentences)
			size += len(a.Text)
		}
		d := cpu() - t0
		runtime.GOMAXPROCS(prev)
		b.printf("| text in, records out, everything included | %.0f sentences/s (%.0f kB/s) over %d news articles |\n", float64(n)/d, float64(size)/d/1000, len(texts))
		db := filepath.Join(os.TempDir(), fmt.Sprintf("annals-scores-%d.db", os.Getpid()))
		defer os.Remove(db)
		cmd := exec.Command(b.binary, "read", path, "--db", db)
		if out, err := cmd.CombinedOutput(); err != nil && cmd.ProcessState.ExitCode() != 3 {
			return fmt.Errorf("annals read: %w\n%s", err, out)
		}
		use := cmd.ProcessState.SysUsage().(*syscall.Rusage)
		st, err := os.Stat(db)
		if err != nil {
			return err
		}
		b.printf("| archive of them against the raw text | %.2f times |\n| peak memory of reading them | %d MB |\n", float64(st.Size())/float64(size), use.Maxrss/1024)
	}
	best := time.Hour
	for range 5 {
		cmd := exec.Command(b.binary, "code")
		cmd.Stdin = strings.NewReader(`{"task":"actor","id":1,"text":"rebels"}` + "\n")
		t0 := time.Now()
		if err := cmd.Run(); err != nil {
			return err
		}
		best = min(best, time.Since(t0))
	}
	b.printf("| start: one line answered by a fresh `annals code`, wall time, best of five | %d ms |\n", best.Milliseconds())
	for _, f := range []struct{ what, path string }{{"binary", b.binary}, {"model file", "internal/language/english/model.bin"}} {
		st, err := os.Stat(f.path)
		if err != nil {
			return err
		}
		b.printf("| %s | %.1f MB |\n", f.what, float64(st.Size())/1e6)
	}
	return nil
}

// cpu is the CPU time of this process, in seconds.
func cpu() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return float64(u.Utime.Sec+u.Stime.Sec) + float64(u.Utime.Usec+u.Stime.Usec)/1e6
}

func processor() string {
	raw, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return runtime.GOARCH
	}
	for _, l := range strings.Split(string(raw), "\n") {
		if strings.HasPrefix(l, "model name") {
			_, v, _ := strings.Cut(l, ":")
			return strings.TrimSpace(v)
		}
	}
	return runtime.GOARCH
}
