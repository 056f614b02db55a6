package compress

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
)

// Damage is a part of a packed stream that could not be unpacked; what lies
// behind it can be read on.
type Damage struct{ What string }

func (d *Damage) Error() string { return d.What }

// maxDamages is how many damaged members a stream may have before it is given up.
const maxDamages = 1000

// members unpacks gzip streams of one member or many, such as WARC files, which
// have one for each record. After a damaged member it goes on with the next.
type members struct {
	in      *bufio.Reader // gzip reads single bytes from it, so it ends where the member ends
	z       *gzip.Reader
	open    bool // within a member
	given   int  // bytes that this member gave
	read    int  // members begun
	sought  bool // this member's start was looked for, and may be none
	damages int
}

func (m *members) Read(p []byte) (int, error) {
	for {
		if !m.open {
			if err := m.next(); err != nil {
				return 0, err
			}
		}
		n, err := m.z.Read(p)
		m.given += n
		switch {
		case err == nil:
			return n, nil
		case errors.Is(err, io.EOF):
			m.open = false
			if n > 0 {
				return n, nil
			}
		default:
			m.open = false
			if n > 0 || m.given > 0 || !m.sought {
				return n, m.damage(err)
			}
			// Bytes that only looked like the start of a member.
		}
	}
}

// next opens the next member; io.EOF where there is none.
func (m *members) next() error {
	if m.damages > maxDamages {
		return io.EOF
	}
	skipped, zeros := 0, true
	for {
		head, err := m.in.Peek(4)
		if len(head) < 4 {
			if skipped+len(head) > 0 && !zeros && m.damages == 0 {
				m.damages = maxDamages + 1
				return &Damage{fmt.Sprintf("%d bytes behind the last gzip member are no gzip", skipped+len(head))}
			}
			if err == nil || errors.Is(err, io.EOF) {
				return io.EOF
			}
			return err
		}
		if m.read == 0 || bytes.HasPrefix(head, []byte("\x1f\x8b\x08")) && head[3]&0xe0 == 0 {
			break
		}
		// Look for the next possible start in what is buffered.
		part, _ := m.in.Peek(max(4, m.in.Buffered()))
		at := bytes.Index(part[1:], []byte("\x1f\x8b\x08"))
		skip := at + 1
		if at < 0 {
			skip = max(1, len(part)-2)
		}
		zeros = zeros && len(bytes.Trim(part[:skip], "\x00")) == 0
		skipped += skip
		if _, err := m.in.Discard(skip); err != nil {
			return err
		}
	}
	var err error
	if m.z == nil {
		m.z, err = gzip.NewReader(m.in)
	} else {
		err = m.z.Reset(m.in)
	}
	m.read++
	m.given, m.sought = 0, skipped > 0
	if err != nil {
		if m.z == nil || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			m.damages = maxDamages + 1
		}
		return m.damage(err)
	}
	m.z.Multistream(false)
	m.open = true
	return nil
}

func (m *members) damage(err error) error {
	m.damages++
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return &Damage{fmt.Sprintf("the gzip stream is cut off within member %d", m.read)}
	case errors.Is(err, gzip.ErrChecksum):
		return &Damage{fmt.Sprintf("gzip member %d is damaged (its checksum is another)", m.read)}
	}
	var other interface{ Timeout() bool }
	if errors.As(err, &other) {
		return err // the disk's fault, not the stream's
	}
	return &Damage{fmt.Sprintf("gzip member %d is damaged (%v)", m.read, err)}
}

// Close frees the reader.
func (m *members) Close() error {
	if m.z == nil {
		return nil
	}
	return m.z.Close()
}
