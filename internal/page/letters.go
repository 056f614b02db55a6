package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
)

// charsets that are told by their letters, where a page declares none or one that
// its bytes belie. Each has a script and its commonest letters: real text is made
// of that script and shows enough of those.
var lettered = []struct {
	name   string
	in     func(r rune) bool
	common string
	share  int // of the letters, in per cent, that the common ones are at least
	whole  bool
}{
	{"shift_jis", japaneseSign, "のにはをたがでてとしれさある", 20, false},
	{"euc-jp", japaneseSign, "のにはをたがでてとしれさある", 20, false},
	{"gb18030", hanSign, "的一是不了在人有我他这中大来上国个到说们为和地年", 5, false},
	{"big5", hanSign, "的一是不了在人有我他這中大來上國個到說們為和地年", 5, false},
	{"euc-kr", func(r rune) bool { return unicode.Is(unicode.Hangul, r) || hanSign(r) }, "이다는을의에가고한하로사지기", 12, false},
	{"windows-1251", cyrillic, "оеаинт", 35, true},
	{"koi8-r", cyrillic, "оеаинт", 35, true},
	{"windows-1253", func(r rune) bool { return unicode.Is(unicode.Greek, r) }, "αοιετσν", 40, true},
	{"windows-1255", func(r rune) bool { return unicode.Is(unicode.Hebrew, r) }, "יוהלאר", 35, true},
	{"windows-1256", func(r rune) bool { return unicode.Is(unicode.Arabic, r) }, "اليمنو", 40, true},
}

func hanSign(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x303f || r >= 0xff01 && r <= 0xff5e || r >= 0x2010 && r <= 0x2026
}

func japaneseSign(r rune) bool {
	return hanSign(r) || unicode.In(r, unicode.Hiragana, unicode.Katakana) && (r < 0xff61 || r > 0xff9f) || r == 'ー'
}

func cyrillic(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }

// byLetters finds the charset in which bytes that are no UTF-8 read like text, ""
// where none does, or too little is there to tell.
func byLetters(raw []byte) (name, text string) {
	part := sample(raw, 256<<10)
	high := 0
	for _, c := range part {
		if c >= utf8.RuneSelf {
			high++
		}
	}
	if high < 24 {
		return "", ""
	}
	best := 0
	for _, l := range lettered {
		enc, err := htmlindex.Get(l.name)
		if err != nil {
			continue
		}
		out, _ := enc.NewDecoder().Bytes(part)
		letters, in, common, glued := 0, 0, 0, 0
		before := ' '
		for _, r := range string(out) {
			if r >= utf8.RuneSelf {
				letters++
				if l.in(r) {
					in++
				}
				if strings.ContainsRune(l.common, r) {
					common++
				}
				if l.whole && before < utf8.RuneSelf && unicode.IsLetter(before) {
					glued++ // a letter of another alphabet in the same word: é in café
				}
			}
			before = r
		}
		if in*100 < letters*92 || common*100 < in*l.share || glued*20 > letters {
			continue
		}
		if score := 100*common/max(1, in) + 100*in/max(1, letters); score > best {
			best, name = score, l.name
		}
	}
	if name == "" {
		return "", ""
	}
	enc, err := htmlindex.Get(name)
	if err != nil {
		return "", ""
	}
	out, _ := enc.NewDecoder().Bytes(raw)
	return name, strings.ToValidUTF8(string(out), "\ufffd")
}
