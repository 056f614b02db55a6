package page

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"

	"golang.org/x/net/html/charset"
)

// Bounds on one message (RFC 5322, MIME).
const (
	maxParts     = 500 // of one message, at all depths
	maxPartDepth = 10
)

// message is a mail: its header, and the parts that hold text.
type message struct {
	header mail.Header
	html   *part // the first of its kind that is no attachment
	plain  *part
	// attached counts the parts that hold neither, or were sent as files.
	attached int
	broken   bool // the MIME structure breaks off
}

// part is a part of a message, its transfer encoding undone.
type part struct {
	raw     []byte
	charset string
	flowed  bool // format=flowed (RFC 3676)
}

// parseMail reads a message.
func parseMail(raw []byte) (message, error) {
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return message{}, err
	}
	out := message{header: m.Header}
	n := 0
	out.walk(m.Header.Get("Content-Type"), m.Header.Get("Content-Transfer-Encoding"), m.Header.Get("Content-Disposition"), m.Body, 0, &n)
	return out, nil
}

func (m *message) walk(contentType, encoding, disposition string, body io.Reader, depth int, n *int) {
	if *n++; *n > maxParts || depth > maxPartDepth {
		m.broken = true
		return
	}
	media, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		media, _ = mediaType(contentType)
	}
	if media == "" {
		media = "text/plain"
	}
	if strings.HasPrefix(media, "multipart/") && params["boundary"] != "" {
		r := multipart.NewReader(body, params["boundary"])
		for {
			p, err := r.NextRawPart()
			if err != nil {
				m.broken = m.broken || err != io.EOF //nolint:errorlint // io.EOF is never wrapped here
				return
			}
			m.walk(p.Header.Get("Content-Type"), p.Header.Get("Content-Transfer-Encoding"), p.Header.Get("Content-Disposition"), p, depth+1, n)
			if m.broken && *n > maxParts {
				return
			}
		}
	}
	to := &m.plain
	switch {
	case strings.HasPrefix(strings.ToLower(strings.TrimSpace(disposition)), "attachment"):
		m.attached++
		return
	case media == "text/html":
		to = &m.html
	case media != "text/plain":
		m.attached++
		return
	}
	if *to != nil {
		return
	}
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, &lettersOnly{body})
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	}
	raw, err := io.ReadAll(body)
	m.broken = m.broken || err != nil
	if len(bytes.TrimSpace(raw)) > 0 {
		*to = &part{raw, strings.ToLower(params["charset"]), strings.EqualFold(params["format"], "flowed")}
	}
}

// lettersOnly leaves out of a base64 body what is none of its letters.
type lettersOnly struct{ in io.Reader }

func (l *lettersOnly) Read(p []byte) (int, error) {
	for {
		n, err := l.in.Read(p)
		kept := p[:0]
		for _, c := range p[:n] {
			if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '+' || c == '/' || c == '=' {
				kept = append(kept, c)
			}
		}
		if len(kept) > 0 || err != nil {
			return len(kept), err
		}
	}
}

// mailWords decodes a field of a header ("=?utf-8?q?Tr=C3=AAve?=").
func mailWords(field string) string {
	d := mime.WordDecoder{CharsetReader: charset.NewReaderLabel}
	if s, err := d.DecodeHeader(field); err == nil {
		field = s
	}
	return strings.Join(strings.Fields(strings.ToValidUTF8(field, "\ufffd")), " ")
}
