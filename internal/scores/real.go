package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"annals.example/annals/internal/coder"
	"annals.example/annals/internal/coder/gold"
)

// Real news may be measured but not kept here: a block of testdata/real has, where a
// gold file has the sentence, only where it stands and a fingerprint of its letters:
//
//	gmb 5729 fe34ae83                       the sentence of that number of ner/gmb.ner
//	wikinews_2019 57 1203+180 a1b2c3d4      a row of news/…csv, letters and digits of its text
var realKey = regexp.MustCompile(`(?m)^(gmb|wikinews_\d+) (\d+)(?: (\d+)\+(\d+))? ([0-9a-f]{8})$`)

// real measures free coding of news that others wrote.
func (b *board) real() error {
	b.printf("\n## Free coding of real news\n\nSentences of newswire (2004–2009) and Wikinews (2019–2020) coded by hand before any program had seen them (`internal/scores/testdata/real`, codes\n")
	b.printf("only: the texts are others'), each for itself. \"dev\" is for choosing, of \"blind\" only the totals are looked at.\n\n")
	if _, ok := b.have("ner/gmb.ner"); !ok {
		return nil
	}
	wire, err := wireSentences(filepath.Join(b.data, "ner/gmb.ner"))
	if err != nil {
		return err
	}
	c, err := coder.Open()
	if err != nil {
		return err
	}
	b.printf("| set | sentences | type P / R | type and countries P / R | with sectors F | with marks F | said in sentences without an event |\n|---|---|---|---|---|---|---|\n")
	for _, set := range []string{"dev", "blind"} {
		all, err := readGold(filepath.Join("internal/scores/testdata/real", set+"-*.txt"), func(text string) (string, error) { return b.fill(text, wire) })
		if err != nil {
			return err
		}
		s := gold.Measure(c, all)
		b.printf("| %s | %d | %.1f / %.1f | %.1f / %.1f | %.1f | %.1f | %d in %d |\n", set, s.Sentences, 100*s.Type.P(), 100*s.Type.R(), 100*s.Who.P(), 100*s.Who.R(),
			100*s.Sector.F(), 100*s.Full.F(), s.Unreal, s.Empty)
	}
	return nil
}

// fill puts the sentences where their keys stand.
func (b *board) fill(text string, wire []string) (string, error) {
	articles := map[string][][]string{}
	var fault error
	text = realKey.ReplaceAllStringFunc(text, func(key string) string {
		m := realKey.FindStringSubmatch(key)
		n, _ := strconv.Atoi(m[2])
		s := ""
		switch {
		case m[1] == "gmb":
			if n < len(wire) {
				s = wire[n]
			}
		default:
			if articles[m[1]] == nil {
				rows, err := readArticles(filepath.Join(b.data, "news", m[1]+".csv"))
				if err != nil {
					fault = err
					return key
				}
				articles[m[1]] = rows
			}
			from, _ := strconv.Atoi(m[3])
			count, _ := strconv.Atoi(m[4])
			if rows := articles[m[1]]; n < len(rows) {
				s = lettersFrom(rows[n][3], from, count)
			}
		}
		if got := fingerprint(s); got != m[5] {
			fault = fmt.Errorf("%s: the text there has the fingerprint %s; the data are not those that were coded", key, got)
		}
		return s
	})
	return text, fault
}

func fingerprint(s string) string {
	h := sha256.New()
	for i := range len(s) {
		if alnum(s[i]) {
			h.Write([]byte{s[i]})
		}
	}
	return hex.EncodeToString(h.Sum(nil))[:8]
}

func alnum(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}

var footnote = regexp.MustCompile(`\[\d+\]`)

// lettersFrom is the part of a text that holds count letters and digits (ASCII) after
// the first from, with the marks that close it.
func lettersFrom(text string, from, count int) string {
	text = footnote.ReplaceAllString(strings.ReplaceAll(text, "\u00a0", " "), "")
	start, end, n := -1, -1, 0
	for i := range len(text) {
		if !alnum(text[i]) {
			continue
		}
		if n == from {
			start = i
		}
		if n++; n == from+count {
			end = i + 1
			break
		}
	}
	if start < 0 || end < 0 {
		return ""
	}
	if opens := strings.TrimRight(text[:start], `"“(`); len(opens) < start {
		start = len(opens)
	}
	rest := text[end:]
	rest = rest[:len(rest)-len(strings.TrimLeft(rest, `.?!,"”)’`))]
	return strings.Join(strings.Fields(text[start:end]+rest), " ")
}

func readArticles(name string) ([][]string, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) == 0 {
		return nil, fmt.Errorf("%s: no articles: %w", name, err)
	}
	return rows[1:], nil
}

var spaced = strings.NewReplacer(" .", ".", " ,", ",", " ;", ";", " :", ":", " ?", "?", " !", "!", " %", "%", " )", ")", " ]", "]", " '", "'", " ’", "’",
	"( ", "(", "[ ", "[", "$ ", "$", " n't", "n't", " -- ", " - ")

var quoted = regexp.MustCompile(`" (.*?) "`)

// wireSentences reads the words of a file of names (word, tab, tag; an empty line ends a
// sentence) as sentences with their spaces.
func wireSentences(name string) ([]string, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out, words []string
	flush := func() {
		if len(words) > 0 {
			out = append(out, quoted.ReplaceAllString(spaced.Replace(strings.Join(words, " ")), `"$1"`))
		}
		words = nil
	}
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		switch word, _, _ := strings.Cut(sc.Text(), "\t"); {
		case strings.TrimSpace(sc.Text()) == "":
			flush()
		case !strings.HasPrefix(word, "#"):
			words = append(words, word)
		}
	}
	flush()
	return out, sc.Err()
}
