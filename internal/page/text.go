package page

import (
	"fmt"
	"strings"

	"annals.example/annals"
)

// textPage reads a page of plain text: its lines as they are.
func textPage(_ string, raw []byte) (annals.Page, *RecordError) {
	text, notes := decode(raw, false)
	p := annals.Page{Format: annals.FormatText, Notes: notes}
	var err *RecordError
	p.Lines, err = cutLines(text)
	return p, err
}

// cutLines cuts text at line ends (LF, CRLF, CR, and the Unicode line and
// paragraph separators). A line end at the very end opens no further line.
func cutLines(text string) ([]annals.Line, *RecordError) {
	var lines []annals.Line
	for len(text) > 0 {
		end := strings.IndexAny(text, "\n\r\u2028\u2029")
		line, skip := text, 0
		if end >= 0 {
			line = text[:end]
			switch {
			case strings.HasPrefix(text[end:], "\r\n"):
				skip = 2
			case text[end] < 0x80:
				skip = 1
			default:
				skip = 3
			}
		} else {
			end = len(text)
		}
		if len(line) > MaxLine {
			return nil, &RecordError{Line: len(lines) + 1,
				Reason: fmt.Sprintf("the line has %d bytes; no printed paragraph is longer than %d", len(line), MaxLine),
				Remedy: "check that the file is a page of text, and cut it into lines"}
		}
		if len(lines) == MaxLines {
			return nil, &RecordError{Line: len(lines) + 1,
				Reason: fmt.Sprintf("the page has more than %d lines", MaxLines),
				Remedy: "split it into pages, or give it as JSON lines with one article a line"}
		}
		lines = append(lines, annals.Line{Number: len(lines) + 1, Text: line})
		text = text[end+skip:]
	}
	return lines, nil
}
