package statement

import "unicode/utf8"

// quotation is a run of quoted words.
type quotation struct {
	open, close int // byte offsets of the opening mark and behind the closing one
	from, to    int // byte offsets of the words within the marks
	paragraph   int
	alone       bool // nothing but this quotation stands in its paragraph
	unclosed    bool // the paragraph ends before the mark is closed
}

// quotations pairs the quotation marks of each paragraph. Straight and curly
// double marks are read as one kind, because pages mix them ("… ”); single
// curly marks only where they open behind a space and close before one. A
// paragraph that ends inside a quotation closes it, as newspapers do when the
// speaker goes on in the next.
func quotations(text string) []quotation {
	var out []quotation
	par := 0
	start := 0
	for start <= len(text) {
		end := start
		for end < len(text) && text[end] != '\n' {
			end++
		}
		if end > start {
			out = append(out, paragraphQuotations(text, start, end, par)...)
			par++
		}
		start = end + 1
	}
	return out
}

func paragraphQuotations(text string, start, end, par int) []quotation {
	var out []quotation
	open := -1
	single := false
	from := 0
	push := func(to, close int, unclosed bool) {
		a, b := from, to
		for a < b && space(text[a]) {
			a++
		}
		for b > a && (space(text[b-1]) || text[b-1] == ',') {
			b--
		}
		if b > a {
			out = append(out, quotation{open: open, close: close, from: a, to: b, paragraph: par, unclosed: unclosed})
		}
		open = -1
	}
	for i := start; i < end; {
		r, n := utf8.DecodeRuneInString(text[i:end])
		switch r {
		case '"', '“', '”', '„', '«', '»', '‟':
			switch {
			case open < 0 && (r == '”' || r == '»') && i > start && !space(text[i-1]):
				// closes nothing
			case open < 0:
				open, from, single = i, i+n, false
			case single: // a double mark inside single ones
			case r == '“' || r == '«' || r == '„':
				// opened again without having been closed: the first was stray
				open, from = i, i+n
			case r == '"' && i+n < end && letter(text[i+n]) && i > start && space(text[i-1]):
				open, from = i, i+n
			default:
				push(i, i+n, false)
			}
		case '‘':
			if open < 0 && (i == start || space(text[i-1])) {
				open, from, single = i, i+n, true
			}
		case '’', '\'':
			after := i + n
			if single && open >= 0 && r == '’' && (after >= end || !letter(text[after])) {
				push(i, after, false)
				single = false
			}
		}
		i += n
	}
	if open >= 0 && !single && end-open < 2000 {
		push(end, end, true)
	}
	if len(out) == 1 && blank(text[start:out[0].open]) && blank(text[out[0].close:end]) {
		out[0].alone = true
	}
	return out
}

func blank(s string) bool {
	for i := 0; i < len(s); i++ {
		if !space(s[i]) && s[i] != '.' {
			return false
		}
	}
	return true
}

func space(b byte) bool { return b == ' ' || b == '\t' || b == '\r' || b == '(' || b == '\n' }

func letter(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= 0x80 || b >= '0' && b <= '9'
}
