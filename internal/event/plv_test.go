package event_test

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"os"
	"sort"
	"strings"
	"testing"

	"annals.example/annals"
	"annals.example/annals/data"
	"annals.example/annals/internal/codebook"
	"annals.example/annals/internal/event"
	"annals.example/annals/internal/language/english"
)

func book(t testing.TB) *codebook.Codebook {
	t.Helper()
	sub, err := fs.Sub(data.Files, "codebook")
	if err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("CODEBOOK"); dir != "" {
		sub = os.DirFS(dir)
	}
	b, err := codebook.Load(sub)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// span makes a mention of the words between two byte offsets.
func span(s *annals.Sentence, start, end int) (annals.Mention, bool) {
	m := annals.Mention{Sentence: s.Index, First: -1, Kind: annals.MentionName}
	for i, k := range s.Tokens {
		if k.Start < end && k.End > start {
			if m.First < 0 {
				m.First = i
			}
			m.End = i + 1
		}
	}
	if m.First < 0 {
		return m, false
	}
	m.Head = m.First
	return m, true
}

// wordsOf makes a side of the first place of some words in a sentence.
func wordsOf(t *testing.T, text string, s *annals.Sentence, words string) []annals.Mention {
	t.Helper()
	i := strings.Index(text, words)
	m, ok := span(s, i, i+len(words))
	if !ok {
		t.Fatalf("%q is not in %q", words, text)
	}
	return []annals.Mention{m}
}

// TestRelationOnPLV measures the relation task on the 1,050 sentences that lie
// beside the repository. It prints what PLV=errors asks for.
func TestRelationOnPLV(t *testing.T) {
	raw, err := os.ReadFile("../../../shared/data/plover/PLV_train.tsv")
	if err != nil {
		t.Skip("the sentences to measure with are not beside the repository")
	}
	if testing.Short() {
		t.Skip("measures 1,050 sentences")
	}
	r := csv.NewReader(strings.NewReader(string(raw)))
	r.Comma, r.LazyQuotes = '\t', true
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	model, err := english.Open()
	if err != nil {
		t.Fatal(err)
	}
	reader, cb := model.NewReader(), book(t)
	confusion := map[[2]string]int{}
	right, quad, binary, n := 0, 0, 0, 0
	quadOf := map[string]string{"YIELD": ""}
	for _, ty := range codebook.Types() {
		quadOf[ty] = fmt.Sprint(codebook.Quad(ty))
	}
	var dump strings.Builder
	for _, row := range rows[1:] {
		marked, gold, goldQuad := row[3], row[9], row[6]
		text, spans := unmark(marked)
		sents := reader.Read(text)
		var src, tgt []annals.Mention
		at := -1
		for i := range sents {
			if m, ok := span(&sents[i], spans[0][0], spans[0][1]); ok {
				if len(src) == 0 {
					src = append(src, m)
				}
				at = i
			}
			if m, ok := span(&sents[i], spans[1][0], spans[1][1]); ok {
				tgt = append(tgt, m)
				if at < 0 {
					at = i
				}
			}
		}
		if at < 0 {
			at = 0
		}
		var srcAt, tgtAt []annals.Mention
		for _, m := range src {
			if m.Sentence == sents[at].Index {
				srcAt = append(srcAt, m)
			}
		}
		for _, m := range tgt {
			if m.Sentence == sents[at].Index {
				tgtAt = append(tgtAt, m)
			}
		}
		in := event.Input{ArticleID: "a", Text: text, Sentences: sents, Codebook: cb}
		typ, why := event.Relation(in, sents[at].Index, srcAt, tgtAt, "")
		got, _ := event.Relation(in, sents[at].Index, srcAt, tgtAt, "plover15")
		n++
		confusion[[2]string{gold, got}]++
		if got == gold {
			right++
		}
		if quadOf[typ] == goldQuad {
			quad++
		}
		if (quadOf[typ] <= "2") == (goldQuad <= "2") {
			binary++
		}
		if os.Getenv("PLV") == "errors" && got != gold {
			fmt.Fprintf(&dump, "%s -> %s [%s]\n   %s\n   %s\n", gold, got, row[1], marked, strings.Join(why, " ; "))
		}
	}
	if p := os.Getenv("PLV_OUT"); p != "" {
		os.WriteFile(p, []byte(dump.String()), 0o600)
	}
	labels := map[string]bool{}
	for k := range confusion {
		labels[k[0]] = true
	}
	var names []string
	for l := range labels {
		names = append(names, l)
	}
	sort.Strings(names)
	sum := 0.0
	for _, l := range names {
		tp, fp, fn := 0, 0, 0
		for k, v := range confusion {
			switch {
			case k[0] == l && k[1] == l:
				tp += v
			case k[0] == l:
				fn += v
			case k[1] == l:
				fp += v
			}
		}
		f := 0.0
		if tp > 0 {
			f = 2 * float64(tp) / float64(2*tp+fp+fn)
		}
		sum += f
		t.Logf("%-10s n=%3d F1 %.2f  missed %d wrongly given %d", l, tp+fn, f, fn, fp)
	}
	t.Logf("%d rows: accuracy %.3f, macro F1 %.3f, quad class %.3f, binary %.3f", n,
		float64(right)/float64(n), sum/float64(len(names)), float64(quad)/float64(n), float64(binary)/float64(n))
}

// unmark takes the <s> and <t> marks out of a sentence and says where they were.
func unmark(s string) (string, [2][2]int) {
	var b strings.Builder
	spans := [2][2]int{{-1, -1}, {-1, -1}}
	for i := 0; i < len(s); {
		switch {
		case strings.HasPrefix(s[i:], "<s>"):
			spans[0][0] = b.Len()
			i += 3
		case strings.HasPrefix(s[i:], "</s>"):
			spans[0][1] = b.Len()
			i += 4
		case strings.HasPrefix(s[i:], "<t>"):
			spans[1][0] = b.Len()
			i += 3
		case strings.HasPrefix(s[i:], "</t>"):
			spans[1][1] = b.Len()
			i += 4
		default:
			b.WriteByte(s[i])
			i++
		}
	}
	return b.String(), spans
}
