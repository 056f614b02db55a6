package english

import (
	"strings"
	"unicode"
	"unicode/utf8"

	annals "annals.example/annals"
)

// maxWords is where a run of words without an end is cut, at punctuation where
// there is some: the tree is quadratic in a sentence's length.
const maxWords = 200

func segment(text string) []annals.Sentence {
	var out []annals.Sentence
	par := 0
	for at := 0; at < len(text); {
		end := strings.IndexByte(text[at:], '\n')
		if end < 0 {
			end = len(text)
		} else {
			end += at
		}
		if toks := words(text, at, end); len(toks) > 0 {
			for len(toks) > 0 {
				n := sentenceEnd(toks)
				out = append(out, annals.Sentence{Index: len(out), Start: toks[0].Start, End: toks[n-1].End, Paragraph: par, Tokens: toks[:n:n]})
				toks = toks[n:]
			}
			par++
		}
		at = end + 1
	}
	return out
}

func words(text string, from, to int) []annals.Token {
	var out []annals.Token
	add := func(a, b int) { out = append(out, annals.Token{Start: a, End: b, Form: text[a:b]}) }
	for at := from; at < to; {
		r, n := utf8.DecodeRuneInString(text[at:to])
		if unicode.IsSpace(r) {
			at += n
			continue
		}
		end := at
		for end < to {
			r, n := utf8.DecodeRuneInString(text[end:to])
			if unicode.IsSpace(r) {
				break
			}
			end += n
		}
		chunk(text, at, end, add)
		at = end
	}
	return out
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func chunk(text string, from, to int, add func(a, b int)) {
	if strings.Contains(text[from:to], "://") {
		add(from, to)
		return
	}
	for at := from; at < to; {
		r, n := utf8.DecodeRuneInString(text[at:to])
		if !wordRune(r) {
			e := at + n
			for e < to && n == 1 && text[e] == text[at] && (text[at] == '.' || text[at] == '-') {
				e++
			}
			add(at, e)
			at = e
			continue
		}
		end := at
		for end < to {
			r, n := utf8.DecodeRuneInString(text[end:to])
			next, _ := utf8.DecodeRuneInString(text[end+n : to])
			if wordRune(r) || end > at && (r == '\'' || r == '’' || r == '.' || r == '&' || r == '_') && end+n < to && wordRune(next) ||
				r == ',' && end > at && unicode.IsDigit(rune(text[end-1])) && unicode.IsDigit(next) {
				end += n
				continue
			}
			break
		}
		if end < to && text[end] == '.' && abbreviation(text[at:end]) {
			end++
		}
		clitics(text, at, end, add)
		at = end
	}
}

func clitics(text string, at, end int, add func(a, b int)) {
	w := strings.ReplaceAll(strings.ToLower(text[at:end]), "’", "'")
	grow := end - at - len(w) // bytes that a curly quote has more
	for _, s := range []string{"n't", "'s", "'re", "'ve", "'ll", "'d", "'m"} {
		if strings.HasSuffix(w, s) && len(w) > len(s) {
			cut := end - len(s) - grow
			add(at, cut)
			add(cut, end)
			return
		}
	}
	if w == "cannot" {
		add(at, at+3)
		add(at+3, end)
		return
	}
	add(at, end)
}

func abbreviation(w string) bool {
	if utf8.RuneCountInString(w) == 1 || strings.Contains(w, ".") && utf8.RuneCountInString(w) <= 7 {
		return true
	}
	switch w {
	case "Mr", "Mrs", "Ms", "Dr", "Gen", "Lt", "Col", "Maj", "Sgt", "Capt", "Sen", "Rep", "Gov", "St", "Jr", "Sr", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul",
		"Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "Inc", "Corp", "Ltd", "Co", "vs", "etc", "No", "Prof", "Rev", "Adm", "Cmdr", "Brig":
		return true
	}
	return false
}

func sentenceEnd(toks []annals.Token) int {
	for i := range toks {
		f := toks[i].Form
		if f == "." || f == "!" || f == "?" || strings.HasPrefix(f, "..") {
			n := i + 1
			for n < len(toks) && strings.Contains(`"'”’)]`, toks[n].Form) && toks[n].Start == toks[n-1].End {
				n++
			}
			if n < len(toks) {
				r, _ := utf8.DecodeRuneInString(toks[n].Form)
				if unicode.IsLower(r) || strings.ContainsRune(",;:-–—", r) {
					continue
				}
			}
			return n
		}
		if i+1 == maxWords {
			for k := i; k > maxWords/2; k-- {
				if strings.Contains(",;:-–—", toks[k].Form) {
					return k + 1
				}
			}
			return i + 1
		}
	}
	return len(toks)
}
