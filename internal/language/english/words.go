package english

import (
	"strings"
	"unicode"
	"unicode/utf8"

	annals "annals.example/annals"
)

// Words are cut as GUM cuts them: contractions, possessives and hyphened words
// apart ("do" "n't", "Iraq" "'s", "US" "-" "led"), currency signs and units off
// the number, abbreviations with their full stop. Forms are never changed:
// words joined with what stands between them are the text again.

// maxChunk is the longest run without a space that is looked into, in bytes;
// what is longer is no English and stays one word.
const maxChunk = 1 << 12

// cutter collects the words of one paragraph.
type cutter struct {
	text string
	toks []annals.Token
	to   int // end of the paragraph
	// looked counts the characters and words that were looked at, some of them
	// again and again: the tests hold it against the length of the text.
	looked int
}

func (c *cutter) add(a, b int) {
	if a < b {
		c.toks = append(c.toks, annals.Token{Start: a, End: b, Form: c.text[a:b]})
	}
}

// paragraph appends the words of text[from:to].
func (c *cutter) paragraph(from, to int) {
	c.to = to
	for at := from; at < to; {
		n := spaceLen(c.text[at:to])
		if n > 0 {
			at += n
			continue
		}
		if n := zeroWidth(c.text[at:to]); n > 0 {
			at += n // joins nothing here
			continue
		}
		end := at
		for end < to {
			if n := spaceLen(c.text[end:to]); n > 0 {
				break
			}
			_, n := utf8.DecodeRuneInString(c.text[end:to])
			end += n
		}
		last := end
		for n := zeroWidthBefore(c.text[at:last]); n > 0; n = zeroWidthBefore(c.text[at:last]) {
			last -= n
		}
		if last-at > maxChunk {
			c.add(at, last)
		} else {
			c.chunk(at, last)
		}
		at = end
	}
}

// spaceLen is the length of the space or control character that s begins with,
// 0 if it begins with something else. Zero-width and control characters part
// words and belong to none; joiners within emoji and scripts do not.
func spaceLen(s string) int {
	if b := s[0]; b < utf8.RuneSelf {
		if b <= ' ' || b == 0x7f {
			return 1
		}
		return 0
	}
	r, n := utf8.DecodeRuneInString(s)
	if unicode.IsSpace(r) || unicode.Is(unicode.Cc, r) || r == 0x200B || r == 0xFEFF || r >= 0x2028 && r <= 0x202E || r == 0x200E || r == 0x200F || r >= 0x2066 && r <= 0x2069 {
		return n
	}
	return 0
}

// zeroWidth is the length of the zero-width joiner, non-joiner or soft hyphen that s
// begins with, 0 if it begins with none. Within a word they belong to it; at its
// edge they are what a copied page left.
func zeroWidth(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	if r == 0x200D || r == 0x200C || r == 0x00AD {
		return n
	}
	return 0
}

func zeroWidthBefore(s string) int {
	_, n := utf8.DecodeLastRuneInString(s)
	return zeroWidth(s[len(s)-n:])
}

func (c *cutter) rune(at, to int) (rune, int) {
	c.looked++
	if at >= to {
		return 0, 0
	}
	if b := c.text[at]; b < utf8.RuneSelf {
		return rune(b), 1
	}
	return utf8.DecodeRuneInString(c.text[at:to])
}

func digit(r rune) bool  { return '0' <= r && r <= '9' }
func letter(r rune) bool { return 'a' <= r|0x20 && r|0x20 <= 'z' || r >= 0x80 && unicode.IsLetter(r) }

// inWord: letters, digits and the marks that sit on letters.
func inWord(r rune) bool {
	return letter(r) || digit(r) || r >= 0x80 && r != utf8.RuneError && (unicode.IsMark(r) || unicode.IsDigit(r) || r == 0x200D || r == 0x200C || r == 0x00AD)
}

func apostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' }

// chunk cuts text[at:to], which has no space in it.
func (c *cutter) chunk(at, to int) {
	first := at
	tries := 8 // addresses looked for in one chunk, so that a long one stays linear
	for at < to {
		r, n := c.rune(at, to)
		next, _ := c.rune(at+n, to)
		end := 0
		switch {
		case at == first || !inWord(before(c.text, at)):
			if tries--; tries > 0 {
				if end = c.address(at, to); end > 0 {
					break
				}
			}
			if end = c.special(at, to, r, n, next, at == first); end > 0 {
				break
			}
			fallthrough
		default:
			switch {
			case digit(r):
				end = c.number(at, to)
			case inWord(r):
				end = c.word(at, to)
			default:
				end = c.sign(at, to, r, n)
			}
		}
		at = end
	}
}

func before(s string, at int) rune {
	r, _ := utf8.DecodeLastRuneInString(s[:at])
	return r
}

// address takes a web or mail address, a @handle or a #tag; 0 if there is none.
func (c *cutter) address(at, to int) int {
	s := c.text[at:to]
	c.looked += len(s)
	b := s[0]
	switch {
	case (b == '@' || b == '#') && len(s) > 1:
		end := at + 1
		for end < to {
			r, n := c.rune(end, to)
			if !inWord(r) && r != '_' {
				break
			}
			end += n
		}
		if end > at+1 {
			c.add(at, end)
			return end
		}
		return 0
	case b == '<' || b == '(' || b == '[' || b >= utf8.RuneSelf || !inWord(rune(b)):
		return 0
	}
	isURL := false
	if i := strings.Index(s[:min(len(s), 12)], "://"); i > 1 && i < 9 {
		isURL = true
	} else if len(s) > 4 && strings.EqualFold(s[:4], "www.") && inWord(rune(s[4])) {
		isURL = true
	} else if i := strings.IndexByte(s, '@'); i > 0 && i+3 < len(s) && strings.IndexByte(s[i:], '.') > 1 && !strings.ContainsAny(s[:i], "()[]\"/,;:") {
		isURL = true
	} else if hasDomain(s) {
		isURL = true
	}
	if !isURL {
		return 0
	}
	end := len(s)
	if i := strings.IndexAny(s, "<>\"“”"); i > 0 {
		end = i
	}
	unopened := strings.Count(s[:end], ")") - strings.Count(s[:end], "(")
	for end > 0 && strings.IndexByte(".,;:!?)]}'\"", s[end-1]) >= 0 {
		if s[end-1] == ')' {
			if unopened <= 0 {
				break
			}
			unopened--
		}
		end--
	}
	for strings.HasSuffix(s[:end], "’") {
		end -= len("’")
	}
	if p := strings.TrimSuffix(s[:end], "'s"); len(p) < end && !strings.Contains(p, "/") {
		end = len(p)
	}
	c.add(at, at+end)
	return at + end
}

// hasDomain: "bbc.co.uk", "example.org/page", but not "U.S." or "said.The".
func hasDomain(s string) bool {
	end := strings.IndexAny(s, "/?:,;()[]'\"")
	if end < 0 {
		end = len(s)
	}
	host := strings.TrimRight(s[:end], ".!")
	i := strings.LastIndexByte(host, '.')
	if i < 2 || len(host)-i > 6 {
		return false
	}
	switch strings.ToLower(host[i+1:]) {
	case "com", "org", "net", "gov", "edu", "mil", "info", "biz", "co", "uk", "tv", "io", "ru", "de", "fr", "eu", "int", "news":
	default:
		return false
	}
	for k := 0; k < i; k++ {
		b := host[k]
		if !(b == '.' || b == '-' || digit(rune(b)) || 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z') {
			return false
		}
	}
	return host[i+1] >= 'a'
}

// special takes what is cut by its looks at the start of a word: clipped words
// ('em, ’80s), smileys, [...] and negative numbers; 0 if there is none.
func (c *cutter) special(at, to int, r rune, n int, next rune, start bool) int {
	s := c.text[at:to]
	switch {
	case apostrophe(r) && digit(next):
		k := n
		for k < len(s) && digit(rune(s[k])) {
			k++
		}
		if k == n+2 { // '70s, '71
			if k < len(s) && s[k] == 's' && !(k+1 < len(s) && inWord(rune(s[k+1]))) {
				k++
			}
			if k == len(s) || !inWord(rune(s[k])) {
				c.add(at, at+k)
				return at + k
			}
		}
	case apostrophe(r) && letter(next):
		k := n
		for k < len(s) && 'a' <= s[k] && s[k] <= 'z' {
			k++
		}
		switch s[n:k] {
		case "em", "til", "cause", "tis", "twas", "bout", "round":
			c.add(at, at+k)
			return at + k
		case "n":
			if q, m := c.rune(at+k, to); apostrophe(q) {
				c.add(at, at+k+m)
				return at + k + m
			}
		}
	case r == '[' && strings.HasPrefix(s, "[...]"), r == '[' && strings.HasPrefix(s, "[…]"):
		k := strings.IndexByte(s, ']') + 1
		c.add(at, at+k)
		return at + k
	case start && (r == ':' || r == ';' || r == '=') && len(s) <= 4:
		for _, x := range []string{":-)", ":-(", ";-)", ":)", ":(", ";)", ":D", ":P", ":/", "=)"} {
			if t := strings.TrimRight(s, "."); t == x {
				c.add(at, at+len(x))
				return at + len(x)
			}
		}
	case start && (r == '-' || r == '+' || r == '−') && digit(next), start && r == '.' && digit(next):
		return c.number(at, to)
	}
	return 0
}

// sign takes one punctuation mark or symbol, or a run of the same.
func (c *cutter) sign(at, to int, r rune, n int) int {
	end := at + n
	same := func() {
		for end < to && strings.HasPrefix(c.text[end:to], c.text[at:at+n]) {
			end += n
		}
		c.looked += end - at
	}
	switch {
	case r == '!' || r == '?':
		for end < to && (c.text[end] == '!' || c.text[end] == '?') {
			end++
		}
	case r == '.':
		same()
		if end-at == 2 { // two full stops: a typing error more often than an ellipsis
			end = at + 2
		}
	case r == '-' || r == '–' || r == '—':
		for end < to { // dashes of any length typed for one
			q, m := c.rune(end, to)
			if q != '-' && q != '–' && q != '—' {
				break
			}
			end += m
		}
	case r == '…' || r == '*' || r == '_' || r == '=' || r == '~' || r == '`' || r == '<' || r == '>':
		same()
	case r == '\'' && end < to && c.text[end] == '\'':
		end++
	case r != utf8.RuneError && r >= 0x2190 && unicode.In(r, unicode.So, unicode.Sk, unicode.Co):
		for end < to { // an emoji with its modifiers and joined parts
			q, m := c.rune(end, to)
			switch {
			case q == 0x200D:
				_, k := c.rune(end+m, to)
				end += m + k
				continue
			case q >= 0xFE00 && q <= 0xFE0F || q >= 0x1F3FB && q <= 0x1F3FF || q >= 0xE0020 && q <= 0xE007F || q == 0x20E3 ||
				r >= 0x1F1E6 && r <= 0x1F1FF && end == at+n && q >= 0x1F1E6 && q <= 0x1F1FF:
				end += m
				continue
			}
			break
		}
	case r == utf8.RuneError && n == 1:
		for end < to { // bytes that are no text stay together
			q, m := utf8.DecodeRuneInString(c.text[end:to])
			if q != utf8.RuneError || m != 1 {
				break
			}
			end++
		}
	default:
		same()
		if end-at < 4*n { // a rule of many is one word, a few are themselves
			end = at + n
		}
	}
	c.add(at, end)
	return end
}

// number takes a number: 5,000 · 3.5 · 10:30 · 1/2 · 9/11 · 555-0142 · 1990s ·
// 20th · -4; a unit that sticks to it is cut off (430 km, 6:00 am, 5 bn).
func (c *cutter) number(at, to int) int {
	s := c.text[at:to]
	i := 0
	if !digit(rune(s[0])) { // sign or leading point
		_, i = c.rune(at, to)
	}
	run := func() int {
		k := i
		for i < len(s) && digit(rune(s[i])) {
			i++
		}
		return i - k
	}
	groups := []int{run()}
	seps := ""
	for i+1 < len(s) && len(groups) < 8 && digit(rune(s[i+1])) {
		b := s[i]
		k := i + 1
		for k < len(s) && digit(rune(s[k])) {
			k++
		}
		n := k - i - 1
		last := groups[len(groups)-1]
		more := k < len(s) && (s[k] == '-' || s[k] == '/' || s[k] == ':') && k+1 < len(s) && digit(rune(s[k+1]))
		ok := false
		switch b {
		case ',':
			ok = n == 3 || n > 3 && last <= 3 && n%3 == 0
		case '.':
			ok = true
		case ':':
			ok = n == 2 && last <= 2
		case '/':
			ok = (n <= 2 && last <= 2 || seps == "/" && (n == 2 || n == 4)) && (seps == "" || seps == "/")
		case '-':
			// telephone numbers and 2001-09-11; ranges of years and scores are cut
			ok = n == 4 && last == 3 && !more || n == 3 && last == 3 && more || seps == "-" && n == 4 && last == 3 ||
				last == 4 && n == 2 && more && len(groups) == 1 || seps == "-" && groups[0] == 4 && len(groups) == 2 && n == 2
		}
		if !ok {
			break
		}
		seps += string(b)
		groups = append(groups, n)
		i = k
	}
	end := at + i
	// letters that follow
	k := end
	for k < to {
		r, n := c.rune(k, to)
		if !inWord(r) {
			break
		}
		k += n
	}
	suffix := c.text[end:k]
	switch {
	case suffix == "":
		if r, n := c.rune(end, to); apostrophe(r) { // 1930's
			if q, _ := c.rune(end+n, to); q == 's' && groups[0] >= 2 && len(groups) == 1 && (groups[0] == 4 || groups[0] == 2) && s[i-1] == '0' {
				if z, _ := c.rune(end+n+1, to); !inWord(z) {
					end += n + 1
				}
			}
		}
		c.add(at, end)
		return end
	case unit[suffix], unit[strings.ToLower(suffix)] && len(suffix) > 1:
		c.add(at, end)
		if (suffix == "a" || suffix == "p") && strings.HasPrefix(c.text[k:to], ".m.") {
			k += 3
		} else if suffix == "a" || suffix == "p" {
			c.toks = c.toks[:len(c.toks)-1]
			c.add(at, k)
			return k
		}
		c.add(end, k)
		return k
	case suffix == "º" || suffix == "ª":
		c.add(at, end)
		c.add(end, k)
		return k
	}
	if r, _ := utf8.DecodeRuneInString(suffix); seps == "" || !letter(r) || suffix == "th" || suffix == "s" || suffix == "m" {
		c.wordFrom(at, k, to)
		return c.toks[len(c.toks)-1].End
	}
	c.add(at, end)
	return end
}

// unit holds what is written to a number without a space.
var unit = setOf(`km m cm mm kg g mg lb lbs ft mph kph am pm a p bn mn tn mln bln kb mb gb tb hz khz mhz ghz kw mw gw kwh mwh hp ml mi ha sq cc oz yr yrs hrs hr min sec ms nm kn kmh`)

func setOf(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
