package page

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"annals.example/annals/internal/compress"
)

// Bounds on what unpacking may make of an input: more than maxRatio times its
// bytes, beyond freeBytes, is no crawl but a bomb. Pages pack to a tenth or so;
// a table of one repeated line packs to a hundredth.
const (
	maxRatio  = 250
	freeBytes = 64 << 20
	maxBombs  = 3 // in one input; then the rest of it is not read
)

// bombError ends the reading of something that expands beyond all measure.
type bombError struct {
	given int64 // bytes that it gave
	told  bool
}

func (b *bombError) Error() string {
	return fmt.Sprintf("it unpacks to more than %d times its size, %d MB and more", maxRatio, b.given>>20)
}

// metered is a layer of packing, whose output is held against the input.
type metered struct {
	in    io.Reader
	c     *cutter
	given int64
	bomb  *bombError
}

func (m *metered) Read(p []byte) (int, error) {
	if m.bomb != nil {
		return 0, m.bomb
	}
	n, err := m.in.Read(p)
	m.given += int64(n)
	m.c.out += int64(n)
	if m.c.out > freeBytes+maxRatio*m.c.in {
		m.bomb = &bombError{given: m.given}
		return n, m.bomb
	}
	return n, err
}

// unpack opens one layer of packing.
func (c *cutter) unpack(pl place, kind compress.Kind, in *bufio.Reader) {
	if pl.depth++; pl.depth > maxPacking {
		c.refuse(pl, RecordError{Reason: fmt.Sprintf("it is packed more than %d times over", maxPacking), Remedy: "unpack it yourself if you trust it, and read what comes out"})
		return
	}
	r, err := compress.Stream(kind, in)
	if err != nil {
		c.refuse(pl, RecordError{Reason: "it cannot be unpacked: " + err.Error(), Remedy: "fetch the file again"})
		return
	}
	defer r.Close()
	for _, ending := range []string{".gz", ".zst", ".bz2"} {
		if s, ok := cutEnding(pl.hint, ending); ok {
			pl.hint = s
		}
	}
	c.cut(pl, &metered{in: r, c: c})
}

func cutEnding(name, ending string) (string, bool) {
	if len(name) > len(ending) && strings.EqualFold(name[len(name)-len(ending):], ending) {
		return name[:len(name)-len(ending)], true
	}
	return name, false
}
