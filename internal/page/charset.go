package page

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

var bomUTF8 = []byte("\xef\xbb\xbf")

// trimBOM takes a UTF-8 byte order mark away.
func trimBOM(raw []byte) []byte { return bytes.TrimPrefix(raw, bomUTF8) }

// utf16Order tells UTF-16 by its byte order mark, or by the pattern of zero
// bytes that plain Latin text leaves in it: "le", "be", or "".
func utf16Order(raw []byte) string {
	if bytes.HasPrefix(raw, []byte{0xff, 0xfe}) {
		return "le"
	}
	if bytes.HasPrefix(raw, []byte{0xfe, 0xff}) {
		return "be"
	}
	part := sample(raw, 4096)
	if len(part) < 16 {
		return ""
	}
	var zero [2]int
	for i, c := range part {
		if c == 0 {
			zero[i&1]++
		}
	}
	half := len(part) / 2
	switch {
	case zero[1]*10 > half*7 && zero[0]*10 < half:
		return "le"
	case zero[0]*10 > half*7 && zero[1]*10 < half:
		return "be"
	}
	return ""
}

// decode turns the bytes of a page into valid UTF-8 and says, as notes, what
// had to be guessed or mended on the way. markup says whether a charset
// declared in an HTML head counts.
func decode(raw []byte, markup bool) (string, []string) {
	if order := utf16Order(raw); order != "" {
		endian := unicode.LittleEndian
		if order == "be" {
			endian = unicode.BigEndian
		}
		out, _ := unicode.UTF16(endian, unicode.IgnoreBOM).NewDecoder().Bytes(raw)
		text := string(out)
		if marked, ok := strings.CutPrefix(text, "\ufeff"); ok {
			return marked, nil
		}
		return text, []string{"UTF-16 (" + order + ") told by its zero bytes; the page does not say so"}
	}
	raw = trimBOM(raw)
	if utf8.Valid(raw) {
		return string(raw), nil
	}
	if markup {
		if name := declaredCharset(raw); name != "" && name != "utf-8" {
			if name == "windows-1252" || strings.HasPrefix(name, "iso-8859-1") {
				// Editors write this into every page; other alphabets show through.
				if told, text := byLetters(raw); told != "" {
					return text, []string{"the page declares " + name + " but reads as " + told}
				}
			}
			if enc, err := htmlindex.Get(name); err == nil {
				if out, err := enc.NewDecoder().Bytes(raw); err == nil {
					return strings.ToValidUTF8(string(out), "\ufffd"), nil
				}
			}
		}
	}
	good, bad := countUTF8(raw)
	if good > bad {
		return strings.ToValidUTF8(string(raw), "\ufffd"),
			[]string{fmt.Sprintf("%d bytes are not UTF-8 and were replaced by U+FFFD", bad)}
	}
	if told, text := byLetters(raw); told != "" {
		return text, []string{"no charset is declared; the letters are those of " + told}
	}
	out, _ := charmap.Windows1252.NewDecoder().Bytes(raw)
	return string(out), []string{"the bytes are not UTF-8 and no charset is declared; read as windows-1252"}
}

// declaredCharset is the charset that an HTML head declares, "" if none.
func declaredCharset(raw []byte) string {
	head := sample(raw, 4096)
	if !bytes.Contains(bytes.ToLower(head), []byte("charset")) && !bytes.Contains(head, []byte("encoding=")) {
		return ""
	}
	_, name, _ := charset.DetermineEncoding(sample(head, 1024), "")
	// DetermineEncoding answers windows-1252 both where it is declared and where
	// nothing is; the head of some pages is longer than the 1024 bytes it reads.
	low := strings.ToLower(string(head))
	if i := strings.Index(low, "charset="); i >= 0 {
		label := strings.TrimLeft(low[i+len("charset="):], `"' `)
		if end := strings.IndexAny(label, "\"' />;"); end >= 0 {
			label = label[:end]
		}
		if enc, err := htmlindex.Get(label); err == nil {
			if canonical, err := htmlindex.Name(enc); err == nil {
				return canonical
			}
		}
	}
	return name
}

// countUTF8 counts the well-formed sequences of two bytes and more, and the
// bytes that belong to no well-formed sequence.
func countUTF8(raw []byte) (good, bad int) {
	for i := 0; i < len(raw); {
		if raw[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		i += n
	}
	return good, bad
}

// recoded is a record's bytes in UTF-8, with the mark that says so, where a
// charset was declared around it; else its bytes as they are. Bytes that are
// UTF-8 already are not touched, whatever was declared: servers are often wrong.
func (r Record) recoded() []byte {
	if r.env.charset == "" || utf8.Valid(r.raw) || utf16Order(r.raw) != "" {
		return r.raw
	}
	enc, err := htmlindex.Get(r.env.charset)
	if err != nil {
		return r.raw
	}
	if name, _ := htmlindex.Name(enc); name == "utf-8" {
		return r.raw // declared, but not so: the page's own head may know better
	}
	out, err := enc.NewDecoder().Bytes(r.raw)
	if err != nil {
		return r.raw
	}
	return append(bomUTF8[:len(bomUTF8):len(bomUTF8)], out...)
}

// unicodeReader turns a stream into UTF-8, its charset told by its beginning.
func unicodeReader(head []byte, in io.Reader) io.Reader {
	switch order := utf16Order(head); {
	case order != "":
		endian := unicode.LittleEndian
		if order == "be" {
			endian = unicode.BigEndian
		}
		return unicode.UTF16(endian, unicode.UseBOM).NewDecoder().Reader(in)
	case bytes.HasPrefix(head, bomUTF8):
		_, _ = io.ReadFull(in, make([]byte, len(bomUTF8)))
		return in
	case utf8.Valid(head[:whole(head)]):
		return in
	}
	if good, bad := countUTF8(head); good > bad {
		return in
	}
	return charmap.Windows1252.NewDecoder().Reader(in)
}

// whole is the length of head without a character that its end cuts off.
func whole(head []byte) int {
	for i := len(head) - 1; i >= max(0, len(head)-4); i-- {
		if utf8.RuneStart(head[i]) {
			if !utf8.FullRune(head[i:]) {
				return i
			}
			break
		}
	}
	return len(head)
}
