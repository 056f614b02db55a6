package actor

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// latin maps letters with marks to plain ones, so that "Türkiye", "Erdoğan" and
// "Séleka" match however they are printed.
var latin = map[rune]string{}

func init() {
	for plain, marked := range map[string]string{
		"a": "àáâãäåāăąǎ", "c": "çćĉċč", "d": "ďđð", "e": "èéêëēĕėęěə", "g": "ĝğġģ", "h": "ĥħḥ", "i": "ìíîïĩīĭįı",
		"j": "ĵ", "k": "ķ", "l": "ĺļľł", "n": "ñńņňŋ", "o": "òóôõöøōŏőơ", "r": "ŕŗř", "s": "śŝşšșṣ", "t": "ţťŧțṭ",
		"u": "ùúûüũūŭůűųư", "w": "ŵ", "y": "ýÿŷ", "z": "źżžẓ", "ae": "æ", "oe": "œ", "ss": "ß", "th": "þ",
	} {
		for _, r := range marked {
			latin[r] = plain
		}
	}
}

// fold gives the form under which a word is looked up: lower case, without
// marks, apostrophes and full stops. It allocates only where something changes.
func fold(w string) string {
	for i := 0; i < len(w); i++ {
		if c := w[i]; c < 'a' || c > 'z' {
			return string(appendFold(make([]byte, 0, len(w)), w))
		}
	}
	return w
}

func appendFold(b []byte, w string) []byte {
	for i := 0; i < len(w); i++ {
		c := w[i]
		switch {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '&' || c == '+' || c == '/':
			b = append(b, c)
		case c >= 'A' && c <= 'Z':
			b = append(b, c+'a'-'A')
		case c >= utf8.RuneSelf:
			r, n := utf8.DecodeRuneInString(w[i:])
			i += n - 1
			r = unicode.ToLower(r)
			if s, ok := latin[r]; ok {
				b = append(b, s...)
			} else if unicode.IsLetter(r) || unicode.IsDigit(r) {
				b = utf8.AppendRune(b, r)
			}
		}
	}
	return b
}

// word is one word in the sense of the register: a token, or a part of a token
// with a hyphen in it.
type word struct {
	key   string // folded; never empty
	raw   string
	tok   int
	first bool // the first word of its token
	last  bool // the last word of its token
}

// articles of Arabic names: "al-Sudani" is looked up as "Sudani", so that the
// spellings with and without it are one.
func isArticle(key string) bool {
	switch key {
	case "al", "el", "ul", "as", "ash", "ad", "ar", "an", "at", "az", "l":
		return true
	}
	return false
}

// split cuts a name of the register into words just as the reader cuts a text.
func split(name string) []word {
	var out []word
	each(name, func(raw string) {
		if key := fold(raw); key != "" {
			out = append(out, word{key: key, raw: raw})
		}
	})
	return out
}

// each calls f with every word of a name: cut at blanks, hyphens and the
// possessive, without the articles of Arabic names.
func each(name string, f func(raw string)) {
	for start := 0; start < len(name); {
		end := start
		for end < len(name) && name[end] != ' ' && name[end] != '-' {
			end++
		}
		raw := name[start:end]
		hyphen := end < len(name) && name[end] == '-'
		whole := !hyphen && (start == 0 || name[start-1] == ' ')
		start = end + 1
		if raw == "" || whole && raw == "al" || hyphen && len(raw) <= 3 && isArticle(strings.ToLower(raw)) {
			continue
		}
		if n := len(raw); n > 2 && raw[n-1] == 's' && raw[n-2] == '\'' {
			f(raw[:n-2])
			f("s")
			continue
		}
		f(raw)
	}
}

// keyOf is the register's key of a name.
func keyOf(name string) string {
	b, _, _ := appendKey(nil, name)
	return string(b)
}

// appendKey appends the key of a name to b and tells how many words it has and
// where the first of them ends.
func appendKey(b []byte, name string) (key []byte, words, first int) {
	from := len(b)
	add := func(raw string) {
		at := len(b)
		if words > 0 {
			b = append(b, ' ')
		}
		n := len(b)
		b = appendFold(b, raw)
		if len(b) == n {
			b = b[:at]
			return
		}
		if words++; words == 1 {
			first = len(b) - from
		}
	}
	each(name, add)
	return b, words, first
}

// upper reports whether a word begins with a capital letter.
func upper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// capitals reports whether a word is an abbreviation: two letters or more, all
// of them capitals, but for full stops, digits and signs.
func capitals(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n >= 2
}
