package english

import (
	"strings"
	"testing"
	"unicode/utf8"

	annals "annals.example/annals"
	"pgregory.net/rapid"
)

// shown writes words with spaces between them and sentences with " ‖ ".
func shown(sents []annals.Sentence) string {
	var out []string
	for _, s := range sents {
		out = append(out, written(s.Tokens))
	}
	return strings.Join(out, " ‖ ")
}

func TestWords(t *testing.T) {
	for _, c := range [][2]string{
		// contractions and possessives
		{`They don't know, can't say and won't ask.`, `They do n't know , ca n't say and wo n't ask .`},
		{`Iraq’s army isn’t there; we’ve left.`, `Iraq ’s army is n’t there ; we ’ve left .`},
		{`The rebels' camp and the workers’ union`, `The rebels ' camp and the workers ’ union`},
		{`I cannot go. It's gonna rain.`, `I can not go . ‖ It 's gon na rain .`},
		{`She should've known.`, `She should 've known .`},
		{`O'Brien visited Côte d'Ivoire and N'Djamena.`, `O'Brien visited Côte d'Ivoire and N'Djamena .`},
		// hyphens
		{`a US-led, anti-war, pro-government, non-nuclear vice-presidential co-founder`, `a US - led , anti-war , pro-government , non-nuclear vice - presidential co-founder`},
		{`Bashar al-Assad re-elected`, `Bashar al - Assad re-elected`},
		{`the 1990-95 war, a 5-4 vote`, `the 1990 - 95 war , a 5 - 4 vote`},
		// numbers, money, units
		{`$5 million, £3.2bn, US$40,000 and €10.`, `$ 5 million , £ 3.2 bn , US$ 40,000 and € 10 .`},
		{`40% of 1,250 men; 3.5 per cent`, `40 % of 1,250 men ; 3.5 per cent`},
		{`at 10:30 a.m. on 9/11, 6:00pm`, `at 10:30 a.m. on 9/11 , 6:00 pm`},
		{`5km away, 20th century, the '90s and 1980s`, `5 km away , 20th century , the '90s and 1980s`},
		{`Resolution 1701(2006)`, `Resolution 1701 ( 2006 )`},
		// abbreviations
		{`U.S. and U.N. envoys met Gen. J. R. Smith Jan. 6 at St. Petersburg.`, `U.S. and U.N. envoys met Gen. J. R. Smith Jan. 6 at St. Petersburg .`},
		{`Guðni Th. Jóhannesson met Wm. Blake Jr. and Lt. Gov. Dan Patrick.`, `Guðni Th. Jóhannesson met Wm. Blake Jr. and Lt. Gov. Dan Patrick .`},
		{`J.R.R. Tolkien, Ph.D., e.g. Smith et al. wrote No. 5.`, `J.R.R. Tolkien , Ph.D. , e.g. Smith et al. wrote No. 5 .`},
		{`Is it true? No. It is not.`, `Is it true ? ‖ No . ‖ It is not .`},
		// addresses and handles
		{`See https://example.org/a,b?x=1. Write to press@un.example.org, or @envoy #peace.`, `See https://example.org/a,b?x=1 . ‖ Write to press@un.example.org , or @envoy #peace .`},
		{`(www.example.com)`, `( www.example.com )`},
		// quotes, dashes, ellipses, slashes
		{`“We will win,” he said—twice. "No..."`, `“ We will win , ” he said — twice . ‖ " No ... "`},
		{`and/or km/h -- yes –- well … no`, `and / or km / h -- yes –- well … no`},
		{`[...] the [sic] report!!`, `[...] the [ sic ] report !!`},
		// other scripts and oddities
		{`Zoë met Erdoğan — 😀👍🏽 العربية 中文`, `Zoë met Erdoğan — 😀 👍🏽 العربية 中文`},
		{"a\u00a0b\u200bc\u202ed\ufeff", "a b c d"},
		{"Wikinews\u200d said \u00adso\u200c co\u00adoperate می\u200cخواهم \u200d", "Wikinews said so co\u00adoperate می\u200cخواهم"},
		{"nul\x00byte bad\xff\xfeutf", "nul byte bad \xff\xfe utf"},
		{`Paris.The minister said.Then he left.`, `Paris . ‖ The minister said . ‖ Then he left .`},
	} {
		if got := shown(segment(c[0])); got != c[1] {
			t.Errorf("%s\n got %s\nwant %s", c[0], got, c[1])
		}
	}
}

func TestSentences(t *testing.T) {
	for _, c := range [][]string{
		{`He met Gen. Smith.`, `Then he left.`},
		{`The U.S. Army left the U.S.`, `The rebels stayed in the U.K. for years.`},
		{`Lt. Col. J. R. Smith of Acme Inc. spoke.`, `He was 40.`},
		{`BAGHDAD, Feb. 6 (AP) -- The prime minister said on Tuesday that talks had failed.`},
		{`"We will not leave," he said.`, `"Never!"`, `The crowd cheered.`},
		{`"Leave now!" the general said.`, `Nobody moved.`},
		{`“It is over.”`, `He sat down.`},
		{`It happened at 5 p.m. on Monday.`, `It happened again at 6 p.m.`, `The police came.`},
		{`He said ... nothing.`, `Then he spoke...`, `They left.`},
		{`Talks failed (see Fig. 3).`, `(They had begun in May.)`, `A new round is due.`},
		{`The law passed.[12]`, `The court struck it down. [3] [4]`, `Nobody appealed.`},
		{`What now?!`, `Who knows?`},
		{`Washington, D.C., and Kyiv agreed.`, `Mr. Doe, Jr., denied it.`},
		{`Rebels seize town`, `\n`, `Rebels seized a town on Friday.`, `Two men died.`},
		{`Dr. No. 5 of Vol. 2 is lost.`, `It was by T. S. Eliot.`},
		{`The ministry of health etc. were hit.`, `Nobody from Jan. 3 to Feb. 5 knew.`},
	} {
		var want []string
		for _, s := range c {
			if s != `\n` {
				want = append(want, s)
			}
		}
		text := strings.ReplaceAll(strings.Join(c, " "), ` \n `, "\n")
		var got []string
		for _, s := range segment(text) {
			got = append(got, text[s.Start:s.End])
		}
		if strings.Join(got, " ‖ ") != strings.Join(want, " ‖ ") {
			t.Errorf("\n got %s\nwant %s", strings.Join(got, " ‖ "), strings.Join(want, " ‖ "))
		}
	}
}

func TestParagraphs(t *testing.T) {
	got := []int{}
	for _, s := range segment("One. Two.\n\nThree.\n \n\nFour\nFive.") {
		got = append(got, s.Paragraph)
	}
	if want := []int{0, 0, 1, 2, 3}; len(got) != 5 || got[4] != 3 || got[2] != 1 || got[3] != 2 {
		t.Errorf("paragraphs %v, want %v", got, want)
	}
}

// A text without a full stop is cut at punctuation, in pieces that the parser
// can take.
func TestLongSentence(t *testing.T) {
	sents := segment(strings.Repeat("and then they went on, ", 2000))
	for _, s := range sents {
		if len(s.Tokens) > maxWords {
			t.Fatalf("a sentence of %d words", len(s.Tokens))
		}
		if last := s.Tokens[len(s.Tokens)-1].Form; last != "," {
			t.Fatalf("cut behind %q", last)
		}
	}
	if len(segment(strings.Repeat("x", 1<<20))) != 1 {
		t.Error("a word of a megabyte is not one word")
	}
}

// check verifies what holds for every text.
func check(t interface{ Fatalf(string, ...any) }, text string, sents []annals.Sentence) {
	at, par := 0, -1
	for i, s := range sents {
		if s.Index != i || len(s.Tokens) == 0 || len(s.Tokens) > maxWords || s.Paragraph < par || s.Paragraph > par+1 {
			t.Fatalf("%q: sentence %d: index %d, %d words, paragraph %d after %d", text, i, s.Index, len(s.Tokens), s.Paragraph, par)
		}
		par = s.Paragraph
		if s.Start != s.Tokens[0].Start || s.End != s.Tokens[len(s.Tokens)-1].End {
			t.Fatalf("%q: sentence %d is %d..%d, its words %d..%d", text, i, s.Start, s.End, s.Tokens[0].Start, s.Tokens[len(s.Tokens)-1].End)
		}
		for _, k := range s.Tokens {
			if k.Start < at || k.End <= k.Start || k.End > len(text) || text[k.Start:k.End] != k.Form {
				t.Fatalf("%q: word %q at %d..%d, after %d", text, k.Form, k.Start, k.End, at)
			}
			if between := text[at:k.Start]; !blank(between) {
				t.Fatalf("%q: %q is lost", text, between)
			}
			at = k.End
		}
		if strings.Contains(text[s.Start:s.End], "\n") {
			t.Fatalf("%q: sentence %d goes over a line end", text, i)
		}
	}
	if !blank(text[at:]) {
		t.Fatalf("%q: %q is lost at the end", text, text[at:])
	}
}

func blank(s string) bool {
	for s != "" {
		n := max(spaceLen(s), zeroWidth(s))
		if n == 0 {
			return false
		}
		s = s[n:]
	}
	return true
}

// Words are in order, apart, where they say, and nothing but space is between them.
func TestOffsets(t *testing.T) {
	bits := rapid.SampledFrom([]string{"The", "Iraqi", "U.S.", "don't", "Mr.", ".", ",", "?", "!", "\"", "”", "’s", "'", "(", "[1]", "5,000", "$", "€", "10:30", "a.m", "al-", "co-", "-", "--", "…", "...",
		" ", " ", " ", "\n", "\n\n", "\u00a0", "\u200b", "é", "e\u0301", "😀", "👨\u200d👩", "العربية", "\x00", "\xff", "\xe2\x80", "http://x.y/", "@a", "#b", "&", "_", "ǅ", "İ", "ß", "1st", "km", "\r\n", "\t"})
	rapid.Check(t, func(t *rapid.T) {
		var text string
		if rapid.Bool().Draw(t, "pieces") {
			text = strings.Join(rapid.SliceOfN(bits, 0, 60).Draw(t, "bits"), "")
		} else {
			text = string(rapid.SliceOfN(rapid.Byte(), 0, 80).Draw(t, "bytes"))
		}
		check(t, text, segment(text))
	})
}

// Cutting the text of a word alone gives nothing longer than the word.
func FuzzSegment(f *testing.F) {
	for _, s := range []string{"It's 5 p.m. in the U.S. He left.", "\xff\xfe(((", "a@b.c", "e-mail's", "’90s", "U.S.A.F", "1,2.3:4/5-6", "re-\u00ad-"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		sents := segment(text)
		check(t, text, sents)
		if utf8.ValidString(text) {
			for _, s := range sents {
				for _, k := range s.Tokens {
					if !utf8.ValidString(k.Form) {
						t.Fatalf("%q: word %q cuts a character", text, k.Form)
					}
				}
			}
		}
	})
}
