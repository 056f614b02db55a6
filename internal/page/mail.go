package page

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/mail"
	"regexp"
	"strconv"
	"strings"

	"annals.example/annals"
)

// mailFields are fields that begin a mail, or stand near its beginning.
var mailFields = map[string]bool{"from": true, "to": true, "subject": true, "date": true, "message-id": true, "mime-version": true,
	"return-path": true, "received": true, "delivered-to": true, "content-type": true, "reply-to": true, "list-id": true,
	"list-unsubscribe": true, "dkim-signature": true, "snapshot-content-location": true, "sender": true}

var reMboxFrom = regexp.MustCompile(`^From \S+.* \d\d:\d\d(:\d\d)?.* (19|20)\d\d\s*$`)

// isMbox tells a mailbox by the line that parts its messages, with a field of a
// mail in the next.
func isMbox(head []byte) bool {
	if !bytes.HasPrefix(head, []byte("From ")) {
		return false
	}
	first, rest, _ := bytes.Cut(head, []byte("\n"))
	return reMboxFrom.Match(first) && countMailFields(rest) > 0
}

// isMail tells a message by its ending and fields, or by its fields alone where
// there are at least three that only mails have together.
func isMail(ext string, head []byte) bool {
	n := countMailFields(trimBOM(head))
	switch ext {
	case ".eml", ".mht", ".mhtml":
		return n > 0
	case ".txt", ".html", ".htm", ".json", ".jsonl", ".csv", ".tsv":
		return false
	}
	return n >= 3
}

// countMailFields counts the different fields of a mail in a header, up to the
// first line that belongs to none.
func countMailFields(head []byte) int {
	seen := map[string]bool{}
	for len(head) > 0 {
		var line []byte
		line, head, _ = bytes.Cut(head, []byte("\n"))
		line = bytes.TrimRight(line, "\r")
		if len(line) == 0 {
			break
		}
		if line[0] == ' ' || line[0] == '\t' {
			continue
		}
		name, _, ok := bytes.Cut(line, []byte(":"))
		if !ok || bytes.ContainsAny(name, " \t") {
			break
		}
		if low := strings.ToLower(string(sample(name, 60))); mailFields[low] {
			seen[low] = true
		}
	}
	return len(seen)
}

// mbox cuts a mailbox into its messages.
func (c *cutter) mbox(pl place, in *bufio.Reader) {
	var message []byte
	n, size, line := 0, 0, 0
	blank := true
	end := func() {
		if n == 0 {
			return
		}
		at := RecordError{File: pl.name, Record: n, URL: pl.url}
		if size > MaxPage {
			at.Reason, at.Remedy = fmt.Sprintf("the message has %d bytes; the most that is read as one page is %d", size, MaxPage), "leave its attachments out"
			c.refuse(pl, at)
			return
		}
		c.give(Record{Name: pl.name + "#" + strconv.Itoa(n), raw: bytes.Clone(message), env: pl.env, read: mailPage, at: at})
	}
	for !c.stopped {
		part, err := in.ReadSlice('\n')
		whole := err == nil || errors.Is(err, io.EOF)
		if blank && bytes.HasPrefix(part, []byte("From ")) && reMboxFrom.Match(bytes.TrimRight(part, "\r\n")) {
			end()
			n, size, message = n+1, 0, message[:0]
		} else {
			// Lines that begin with "From " were masked by ">" on the way in.
			if bytes.HasPrefix(part, []byte(">")) && bytes.HasPrefix(bytes.TrimLeft(part, ">"), []byte("From ")) {
				part = part[1:]
			}
			if size += len(part); size <= MaxPage {
				message = append(message, part...)
			}
		}
		blank = whole && len(bytes.TrimSpace(part)) == 0
		line++
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			if !errors.Is(err, io.EOF) {
				if c.broken(pl, err); mendable(err) && len(part) > 0 {
					continue
				}
			}
			break
		}
	}
	end()
}

// mailPage reads a message as a page: its HTML part if it has one, else its text.
// What it says of itself stands in its header. A page that a browser saved as a
// message (MHTML) is taken for the page.
func mailPage(r Record) (annals.Page, *RecordError) {
	m, err := parseMail(r.raw)
	if err != nil {
		return annals.Page{}, &RecordError{Reason: "the message cannot be read: " + clip(err.Error(), 200), Remedy: "export it again"}
	}
	var p annals.Page
	var bad *RecordError
	switch {
	case m.html != nil:
		p, bad = htmlPage("", Record{raw: m.html.raw, env: envelope{charset: m.html.charset}}.recoded())
	case m.plain != nil:
		text := Record{raw: m.plain.raw, env: envelope{charset: m.plain.charset}}.recoded()
		s, notes := decode(text, false)
		p.Notes = notes
		p.Lines, bad = cutLines(unwrap(s, m.plain.flowed))
	default:
		return p, &RecordError{Reason: "the message has no text", Remedy: "read its attachments as files"}
	}
	if bad != nil {
		return p, bad
	}
	p.Format = annals.FormatMail
	if m.broken {
		p.Notes = append(p.Notes, "the message breaks off or is not built as it should be; what there is was read")
	}
	h := m.header
	if at := h.Get("Snapshot-Content-Location"); at != "" {
		fill(&p.Said, annals.Imprint{URL: at, Title: mailWords(h.Get("Subject"))})
		return p, nil
	}
	if m.attached > 0 {
		p.Notes = append(p.Notes, fmt.Sprintf("its attachments were not read (%d)", m.attached))
	}
	// The header knows better than the head of the HTML part, which is often
	// that of some template.
	said := annals.Imprint{Title: mailWords(h.Get("Subject")), Published: h.Get("Date"), Language: h.Get("Content-Language")}
	if said.Published != "" {
		said.PublishedField = "the mail's Date"
	}
	if from, err := mail.ParseAddress(mailWords(h.Get("From"))); err == nil {
		if said.Publication = from.Name; said.Publication == "" {
			_, said.Publication, _ = strings.Cut(from.Address, "@")
		}
	}
	if u := strings.Trim(strings.TrimSpace(h.Get("Archived-At")), "<>"); isURL(u) {
		said.URL = u
	}
	fill(&said, p.Said)
	p.Said = said
	return p, nil
}

// fullLine is the length from which a line of a mail may have been broken for
// want of room, in characters; programs and people break at 65 to 78.
const fullLine = 55

// unwrap joins the lines that a mail program broke, so that a paragraph is one
// line again: marked ones (RFC 3676), or else full ones that the next goes on.
func unwrap(text string, flowed bool) string {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	longest := 0
	for _, l := range lines {
		if n := len([]rune(l)); n > longest {
			longest = n
		}
	}
	var b strings.Builder
	for i, l := range lines {
		b.WriteString(strings.TrimRight(l, " \t"))
		if i+1 == len(lines) {
			break
		}
		next := lines[i+1]
		joins := flowed && strings.HasSuffix(l, " ") && l != "-- "
		if !flowed && longest <= 100 {
			// A full line, which the next goes on; a short one ends something.
			joins = len([]rune(l)) >= fullLine && next != "" && !strings.ContainsAny(next[:1], "-*>•|# \t")
		}
		if joins {
			b.WriteByte(' ')
		} else {
			b.WriteByte('\n')
		}
	}
	return b.String()
}
