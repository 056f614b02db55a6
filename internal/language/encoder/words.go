package encoder

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const maxPieces = 8 // pieces of one word that are read, as in training

// pieces appends the word pieces of one given word: BERT's normalisation (marks
// dropped, lower case, punctuation apart), then longest match from the left.
// Every single character of the vocabulary is kept when it is cut down, so a
// missing long piece falls back to shorter ones.
func (e *Model) pieces(dst []uint32, word string) []uint32 {
	plain := true
	for i := 0; i < len(word); i++ {
		if c := word[i]; c >= 0x80 || c < '0' || c > '9' && c < 'A' || c > 'Z' && c < 'a' || c > 'z' {
			plain = false
			break
		}
	}
	start := len(dst)
	if plain {
		dst = e.match(dst, strings.ToLower(word))
	} else {
		dst = e.split(dst, word)
	}
	if len(dst) == start {
		dst = append(dst, e.unk)
	}
	return dst[:min(len(dst), start+maxPieces)]
}

func (e *Model) split(dst []uint32, word string) []uint32 {
	var b []byte
	start := len(dst)
	flush := func() {
		if len(b) > 0 {
			dst = e.match(dst, string(b))
			b = b[:0]
		}
	}
	one := func(r rune) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case isPunct(r) || r >= 0x4E00 && r <= 0x9FFF || r >= 0x3400 && r <= 0x4DBF || r >= 0x20000 && r <= 0x2FA1F || r >= 0xF900 && r <= 0xFAFF:
			flush()
			b = utf8.AppendRune(b, r)
			flush()
		case unicode.IsSpace(r):
			flush()
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	for _, r := range word {
		if len(dst)-start >= maxPieces { // of a word of any length no more is read
			return dst
		}
		if r == 0 || r == 0xFFFD || r != '\t' && r != '\n' && r != '\r' && unicode.In(r, unicode.C) {
			continue
		}
		if f, ok := e.fold[r]; ok {
			for _, q := range f {
				one(q)
			}
		} else if k := int(r - 0xAC00); k >= 0 && k < 11172 { // Hangul: canonical decomposition
			one(rune(0x1100 + k/588))
			one(rune(0x1161 + k%588/28))
			if k%28 > 0 {
				one(rune(0x11A7 + k%28))
			}
		} else {
			one(unicode.ToLower(r))
		}
	}
	flush()
	return dst
}

func isPunct(r rune) bool {
	return r >= 33 && r <= 47 || r >= 58 && r <= 64 || r >= 91 && r <= 96 || r >= 123 && r <= 126 || unicode.IsPunct(r)
}

func (e *Model) match(dst []uint32, w string) []uint32 {
	if utf8.RuneCountInString(w) > 100 {
		return append(dst, e.unk)
	}
	start := len(dst)
	var buf [64]byte
	for s := 0; s < len(w); {
		end := min(len(w), s+24)
		found := false
		for ; end > s; end-- {
			k := buf[:0]
			if s > 0 {
				k = append(k, "##"...)
			}
			k = append(k, w[s:end]...)
			if id, ok := e.piece[string(k)]; ok {
				dst = append(dst, id)
				found = true
				break
			}
		}
		if !found {
			return append(dst[:start], e.unk)
		}
		s = end
	}
	return dst
}

// shape is the class of a word's letters, one of 11.
func shape(w string) int {
	var al, low, up, dig, alnum int
	var first rune
	restLow := true
	nal := 0
	for i, r := range w {
		if i == 0 {
			first = r
		}
		if unicode.IsLetter(r) {
			al++
			alnum++
			if unicode.IsLower(r) || unicode.Is(unicode.Other_Lowercase, r) {
				low++
			} else if nal > 0 {
				restLow = false
			}
			if unicode.IsUpper(r) {
				up++
			}
			nal++
		} else if unicode.IsDigit(r) || unicode.IsNumber(r) {
			alnum++
			if unicode.IsDigit(r) || unicode.Is(unicode.No, r) {
				dig++
			}
		}
	}
	switch {
	case alnum == 0:
		return 0
	case al == 0:
		return 1
	case dig > 0:
		if unicode.IsUpper(first) {
			return 2
		}
		return 3
	case low == al:
		return 4
	case up == al:
		switch {
		case al == 1:
			return 5
		case al < 5:
			return 6
		}
		return 7
	case unicode.IsUpper(first) && restLow:
		return 8
	case unicode.IsUpper(first):
		return 9
	}
	return 10
}

// charVector is the char-CNN: width 3, 96 outputs, maximum over 18 positions.
// The convolution of each (character, tap) is a row of charT, so a word costs
// three additions of 96 numbers a character.
func (e *Model) charVector(w string, out []float32) {
	var ids [charMx]int
	n := utf8.RuneCountInString(w)
	i, k := 0, 0
	for _, r := range w {
		if n <= charMx || i < charMx/2 || i >= n-charMx/2 {
			id, ok := e.charID[r]
			if !ok {
				id = 1
			}
			ids[k] = id
			k++
		}
		i++
	}
	row := func(c, tap int) []float32 { return e.charT[(c*3+tap)*charW:][:charW] }
	var v [charW]float32
	for j := range out {
		out[j] = 0 // relu
	}
	for p := 0; p < charMx && p <= k+1; p++ {
		copy(v[:], e.charB)
		for tap := 0; tap < 3; tap++ {
			if q := p + tap - 1; q >= 0 && q < k {
				for j, x := range row(ids[q], tap) {
					v[j] += x
				}
			}
		}
		for j, x := range v {
			out[j] = max(out[j], x)
		}
	}
}
