package english

import (
	"strings"
	"unicode"
	"unicode/utf8"

	annals "annals.example/annals"
)

// maxWords is where a run of words without an end is cut, at a punctuation mark
// in its second half if there is one: attention and tree grow with the square of
// a sentence's length, and no sentence of a newspaper is that long.
const maxWords = 200

// segment cuts a text into sentences of words. A line end always ends a sentence.
func segment(text string) []annals.Sentence {
	c := cutter{text: text}
	return c.segment()
}

func (c *cutter) segment() []annals.Sentence {
	var out []annals.Sentence
	text := c.text
	for at, par := 0, 0; at < len(text); {
		end := len(text)
		if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
			end = at + i
		}
		first := len(c.toks)
		c.paragraph(at, end)
		for from := first; from < len(c.toks); {
			n := c.sentence(from)
			out = append(out, annals.Sentence{Index: len(out), Start: c.toks[from].Start, End: c.toks[n-1].End, Paragraph: par})
			out[len(out)-1].Tokens = c.toks[from:n:n]
			from = n
		}
		if len(c.toks) > first {
			par++
		}
		at = end + 1
		if cap(c.toks)-len(c.toks) < 64 { // finished sentences keep their array
			c.toks = make([]annals.Token, 0, 1024)
		} else {
			c.toks = c.toks[len(c.toks):]
		}
	}
	return out
}

// sentence returns the end of the sentence that begins at token from.
func (c *cutter) sentence(from int) int {
	for i := from; i < len(c.toks); i++ {
		c.looked++
		e := c.end(from, i)
		if max(e, i+1)-from > maxWords || e == 0 && i+1-from == maxWords {
			return cutLong(c.toks, from)
		}
		if e > 0 {
			return e
		}
	}
	return len(c.toks)
}

// cutLong returns where to cut the long run of words that begins at from: behind
// the last punctuation mark of the next maxWords, if it is in their second half.
func cutLong(toks []annals.Token, from int) int {
	end := from + maxWords
	for k := end - 1; k > from+maxWords/2; k-- {
		switch toks[k].Form {
		case ",", ";", ":", "-", "–", "—", "(", ")":
			return k + 1
		}
	}
	return end
}

func (c *cutter) glued(i int) bool { // token i touches the one before it
	return i > 0 && i < len(c.toks) && c.toks[i].Start == c.toks[i-1].End
}

// starter are words that begin sentences more often than they continue a name.
var starter = setOf(`The A An He She It They We I You This That These Those There Here His Her Its Their Our My Your In On At By For From With Under After Before During Since Until Despite
 But And Or So Yet Nor If When While Although Though Because As However Meanwhile Moreover Also Then Now Later Earlier Still Both Some Many Most Several All Each Every Another Other Others
 Who What Why How Where Which No Not Officials Police According Analysts Critics Last Two Three Four Mr. Mrs. Ms. Dr.`)

// end returns where the sentence ends if token i ends one, else 0.
func (c *cutter) end(from, i int) int {
	f := c.toks[i].Form
	last := f[len(f)-1]
	abbr := false
	switch {
	case f == "." || f == "。" || f == "‼" || f == "؟":
	case last == '!' || last == '?':
		if len(f) > 1 && inWord(rune(f[0])) {
			return 0
		}
	case f[0] == '.' || f == "…":
	case last == '.' && len(f) > 1:
		abbr = true
	default:
		return 0
	}
	// what closes goes with it
	n := i + 1
	quoted := false
	for n < len(c.toks) && c.closes(n) {
		quoted = quoted || strings.ContainsAny(c.toks[n].Form, "\"'”’»")
		n++
	}
	n = c.footnotes(n)
	c.looked += n - i
	if n == len(c.toks) {
		return n
	}
	next := c.toks[n].Form
	r, _ := utf8.DecodeRuneInString(next)
	if n == i+1 && c.glued(n) && !quoted && (f == "." || abbr) && !unicode.IsUpper(r) && !opens(r) && !digit(r) {
		return 0
	}
	switch {
	case abbr:
		if title[strings.TrimSuffix(f, ".")] && f != "St." || !c.mayEnd(f, from, i) {
			return 0
		}
		if opens(r) && n+1 < len(c.toks) { // in the U.S. "The
			return endIf(starter[c.toks[n+1].Form], n)
		}
		return endIf(starter[next] || f == "etc." && unicode.IsUpper(r), n)
	case unicode.IsLower(r):
		return 0
	case strings.ContainsRune(",;:-–—)]}%&/=", r):
		return 0
	case r == '.' || r == '!' || r == '?' || r == '…':
		return 0
	case f == "." && i == from+1 && listMark(c.toks[from].Form) && from == 0:
		return 0 // "3. The council"
	case strings.HasPrefix(f, "..") || f == "…":
		return endIf(unicode.IsUpper(r) || opens(r), n)
	case f != "." && quoted && c.attribution(n):
		return 0
	}
	return n
}

func endIf(ok bool, n int) int {
	if ok {
		return n
	}
	return 0
}

// closes: token n is a quote or bracket that closes what stands before it.
func (c *cutter) closes(n int) bool {
	switch c.toks[n].Form {
	case "”", "’", ")", "]", "»", "''", "}":
		return c.glued(n)
	case "\"", "'":
		return c.glued(n) && !(c.glued(n+1) && inWordStart(c.toks[n+1].Form))
	}
	return false
}

// footnotes skips marks like [12] or [citation needed] that stand behind a
// sentence and belong to it.
func (c *cutter) footnotes(n int) int {
	for n+2 < len(c.toks) && c.toks[n].Form == "[" {
		switch {
		case c.toks[n+2].Form == "]" && digit(rune(c.toks[n+1].Form[0])):
			n += 3
		case n+3 < len(c.toks) && c.toks[n+3].Form == "]" && c.toks[n+2].Form == "needed":
			n += 4
		default:
			return n
		}
	}
	return n
}

func inWordStart(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return inWord(r)
}

func opens(r rune) bool { return strings.ContainsRune("\"'“‘([«`¿¡", r) }

// mayEnd: an abbreviation that can be the last word of a sentence.
func (c *cutter) mayEnd(f string, from, i int) bool {
	w := strings.TrimSuffix(f, ".")
	if f == "e.g." || f == "i.e." || f == "E.g." {
		return false
	}
	if closing[w] || strings.Contains(w, ".") {
		return true
	}
	return utf8.RuneCountInString(w) == 1 && i > from || w == "al"
}

func listMark(s string) bool {
	return len(s) <= 2 && (digit(rune(s[0])) || len(s) == 1)
}

// said are the verbs of a quotation's owner.
var said = setOf(`said says asked asks told added wrote replied shouted cried answered tweeted declared exclaimed wondered warned tells insisted continued recalled`)

// attribution: what follows a quotation ending in ! or ? is its owner
// ("Leave!" the general said).
func (c *cutter) attribution(n int) bool {
	for k := n; k < min(n+5, len(c.toks)); k++ {
		f := c.toks[k].Form
		if said[f] {
			return true
		}
		if !inWordStart(f) {
			return false
		}
	}
	return false
}
