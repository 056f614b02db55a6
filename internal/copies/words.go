package copies

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// kind says what sort of word a word is, as far as its letters tell.
type kind uint8

const (
	isNumber kind = 1 << iota // figures, or a number in words
	isDay                     // a weekday or a month
	isName                    // in capitals within a sentence
	startsSentence
)

// tells are the words that a template fills in and an editor seldom touches.
const tells = isNumber | isDay | isName

// body is a text read for comparison: a hash of every word, folded so that case,
// typography, American and British spelling, and numbers in words or figures
// do not tell.
type body struct {
	hash []uint64
	kind []kind
	// start and end are byte offsets into the text, and surface is the hash of
	// the word before it was folded; only where asked for.
	start, end []int32
	surface    []uint64
	plain      uint64 // over the words before spelling was folded
	plain2     uint64
}

// reader reads bodies into memory that it uses again.
type reader struct {
	b    body
	word []byte
}

// read reads a text; the body is valid until the next read. Offsets are kept
// where asked for.
func (r *reader) read(text string, offsets bool) *body {
	b := &r.b
	b.hash, b.kind, b.start, b.end = b.hash[:0], b.kind[:0], b.start[:0], b.end[:0]
	b.surface = b.surface[:0]
	b.plain, b.plain2 = 14695981039346656037, 0x6a09e667f3bcc908
	opens := true // a sentence opens here
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf && class[c] == 0 {
			opens = opens || c == '.' || c == '!' || c == '?' || c == ':' || c == '"' || c == '\n'
			i++
			continue
		}
		if c >= utf8.RuneSelf {
			x, size := utf8.DecodeRuneInString(text[i:])
			if !isWord(x) {
				opens = opens || x == '“' || x == '„' || x == '«'
				i += size
				continue
			}
		}
		from := i
		i = r.scan(text, i)
		k := classify(text[from:i], opens)
		opens = false
		h := hashOf(r.word)
		b.plain = mix(b.plain ^ h)
		b.plain2 = mix(b.plain2 + b.plain)
		if offsets {
			b.surface = append(b.surface, h)
		}
		if s := special(h); s != nil {
			h = s.as
			if k |= s.kind; s.kind == isDay {
				k &^= isName
			}
		} else if w, changed := fold(r.word); changed {
			h = hashOf(w)
		}
		b.hash, b.kind = append(b.hash, mix(h)), append(b.kind, k)
		if offsets {
			b.start, b.end = append(b.start, int32(from)), append(b.end, int32(i))
		}
	}
	return b
}

// clone is the body in memory of its own.
func (b *body) clone() *body {
	c := *b
	c.hash, c.kind = append([]uint64{}, b.hash...), append([]kind{}, b.kind...)
	c.surface = append([]uint64{}, b.surface...)
	c.start, c.end = append([]int32{}, b.start...), append([]int32{}, b.end...)
	return &c
}

// class of an ASCII character: 1 letter, 2 digit.
var class = func() (t [utf8.RuneSelf]uint8) {
	for c := range t {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z':
			t[c] = 1
		case c >= '0' && c <= '9':
			t[c] = 2
		}
	}
	return t
}()

func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return class[r] > 0
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// scan reads one word from i, in lower case, into r.word and returns where it
// ends. Apostrophes and hyphens within a word, the points of an abbreviation and
// the commas of a number are left out: "cease-fire" is "ceasefire", "U.S." is
// "us", "1,200" is "1200"; the point of "3.5" stays.
func (r *reader) scan(text string, i int) int {
	w := r.word[:0]
	last := rune(0)
	run := 0 // letters since the last point
	for i < len(text) {
		c := text[i]
		if c < utf8.RuneSelf {
			if class[c] > 0 {
				if c >= 'A' && c <= 'Z' {
					c += 'a' - 'A'
				}
				w, last = append(w, c), rune(c)
				run++
				i++
				continue
			}
			var next byte
			if i+1 < len(text) {
				next = text[i+1]
			}
			digits := last >= '0' && last <= '9' && next < utf8.RuneSelf && class[next] == 2
			letters := !(last >= '0' && last <= '9') && (next >= utf8.RuneSelf || class[next] == 1)
			switch {
			case c == ',' && digits:
			case c == '.' && digits:
				w = append(w, '.')
			case c == '.' && letters && run == 1, (c == '\'' || c == '-') && letters:
				run = 0
			default:
				r.word = w
				return i
			}
			i++
			continue
		}
		x, size := utf8.DecodeRuneInString(text[i:])
		if x == '’' && i+size < len(text) && text[i+size] < utf8.RuneSelf && class[text[i+size]] == 1 {
			i += size
			continue
		}
		if !isWord(x) || x == utf8.RuneError {
			break
		}
		last = unicode.ToLower(x)
		w = utf8.AppendRune(w, last)
		run++
		i += size
	}
	r.word = w
	return i
}

// classify says what a word is by its letters.
func classify(word string, opens bool) (k kind) {
	c := word[0]
	if c < utf8.RuneSelf && class[c] == 2 {
		return isNumber
	}
	if opens {
		return startsSentence
	}
	if c >= 'A' && c <= 'Z' || c >= utf8.RuneSelf && startsUpper(word) {
		return isName
	}
	return 0
}

func startsUpper(s string) bool {
	x, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(x)
}

const (
	days = "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri " +
		"january february april june july august september october november december jan feb apr jun jul aug sep sept oct nov dec"
	// numbers in words are read as figures, as stylebooks differ on them.
	numbers = "one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12 thirteen 13 fourteen 14 fifteen 15 " +
		"sixteen 16 seventeen 17 eighteen 18 nineteen 19 twenty 20 thirty 30 forty 40 fifty 50 sixty 60 seventy 70 eighty 80 ninety 90"
	// spellings are those pairs that no rule of fold covers.
	spellings = "gray grey tire tyre tires tyres curb kerb check cheque plow plough skeptic sceptic skeptical sceptical aluminum aluminium mold mould " +
		"judgement judgment ageing aging storey story storeys stories whilst while amongst among learnt learned burnt burned spelt spelled " +
		"jewellery jewelry pajamas pyjamas cozy cosy airplane aeroplane afterwards afterward towards toward maneuver manoevr manoeuvre manoevr " +
		"maneuvers manoevrs manoeuvres manoevrs enrolment enrollment fulfil fulfill skilful skillful instalment installment"
)

// aWord is a word that is looked up: the hash that it is read as, and its kind.
type aWord struct {
	hash, as uint64
	kind     kind
}

// specials is an open table of such words by their hash.
var specials = func() (t [512]aWord) {
	put := func(word, as string, k kind) {
		folded, _ := fold([]byte(as))
		h := hashOf([]byte(word))
		at := h % uint64(len(t))
		for t[at].hash != 0 {
			at = (at + 1) % uint64(len(t))
		}
		t[at] = aWord{h, hashOf(folded), k}
	}
	for _, w := range strings.Fields(days) {
		put(w, w, isDay)
	}
	for k, list := range map[kind]string{isNumber: numbers, 0: spellings} {
		words := strings.Fields(list)
		for i := 0; i < len(words); i += 2 {
			put(words[i], words[i+1], k)
		}
	}
	return t
}()

func special(hash uint64) *aWord {
	for at := hash % uint64(len(specials)); specials[at].hash != 0; at = (at + 1) % uint64(len(specials)) {
		if specials[at].hash == hash {
			return &specials[at]
		}
	}
	return nil
}

// fold gives one form to a word that American and British English spell
// differently. It may give one form to two words ("silence", "silense"): both
// texts are folded alike, so that costs nothing. The word may be changed.
func fold(w []byte) (folded []byte, changed bool) {
	if len(w) < 5 {
		return w, false
	}
	n := len(w)
	for i := 1; i+1 < len(w); i++ {
		c, next := w[i], w[i+1]
		switch {
		case c == 'o' && next == 'u' && i+2 < len(w) && w[i+2] == 'r': // labour, favourite
			w = append(w[:i+1], w[i+2:]...)
		case (c == 'a' || c == 'o') && next == 'e', // paediatric, foetus
			c == 'l' && next == 'l': // travelled
			w = append(w[:i], w[i+1:]...)
		case c == 'p' && next == 'h': // sulphur
			w = append(w[:i], w[i+1:]...)
			w[i] = 'f'
		}
	}
	changed = len(w) < n
	n = len(w)
	// organise, analyse: an s before an ending, behind i or y.
	for at := n - 2; at >= max(3, n-7); at-- {
		if w[at] == 's' && (w[at-1] == 'i' || w[at-1] == 'y') {
			switch string(w[at+1:]) {
			case "e", "ed", "er", "es", "ers", "ing", "ation", "ations":
				w[at], changed = 'z', true
			}
			break
		}
	}
	plural := 0
	if w[n-1] == 's' {
		plural = 1
	}
	if n < 5+plural || w[n-1-plural] != 'e' {
		return w, changed
	}
	stem := n - plural
	switch string(w[stem-3 : stem]) {
	case "tre", "bre": // centre
		w[stem-2], w[stem-1] = 'e', 'r'
	case "gue": // catalogue
		w = append(w[:stem-2], w[stem:]...)
	case "mme": // programme
		w = append(w[:stem-2], w[stem:]...)
	case "nce": // defence
		w[stem-2] = 's'
	default:
		return w, changed
	}
	return w, true
}

func hashOf(w []byte) uint64 {
	h := uint64(14695981039346656037) // FNV-1a
	for _, c := range w {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}

// mix is the finaliser of SplitMix64.
func mix(h uint64) uint64 {
	h += 0x9e3779b97f4a7c15
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}
