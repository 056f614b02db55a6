package page

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"annals.example/annals/internal/compress"
)

const (
	// maxZipDirectory is the largest directory of a ZIP archive in bytes, some
	// half a million files; it is held in memory.
	maxZipDirectory = 48 << 20
	// maxZipInside is the largest ZIP archive within another archive or on
	// standard input, which must be held in memory.
	maxZipInside = 64 << 20
	// maxMemberName is the longest name of a file in an archive, in bytes.
	maxMemberName = 1024
)

func isTar(head []byte) bool { return len(head) >= 512 && string(head[257:262]) == "ustar" }

// tar cuts a tape archive: each file in it is an input of its own.
func (c *cutter) tar(pl place, in io.Reader) {
	if pl.depth++; pl.depth > maxPacking {
		c.refuse(pl, RecordError{Reason: fmt.Sprintf("it is packed more than %d times over", maxPacking), Remedy: "unpack it yourself if you trust it, and read what comes out"})
		return
	}
	t := tar.NewReader(in)
	for n := 1; !c.stopped; n++ {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			var bomb *bombError
			if errors.As(err, &bomb) {
				c.broken(pl, err)
				return
			}
			c.refuse(pl, RecordError{Reason: fmt.Sprintf("the tar archive is broken or cut off behind file %d: %v", n-1, err), Remedy: "fetch the archive again; the files before this one were read"})
			return
		}
		switch h.Typeflag {
		case tar.TypeReg, tar.TypeGNUSparse:
			c.member(pl, h.Name, func() (io.Reader, error) { return aligned{t}, nil })
		case tar.TypeDir, tar.TypeXGlobalHeader:
		default:
			inner := pl
			inner.name += "/" + tidyName(h.Name)
			c.pass(inner, RecordError{Reason: "a link or a device, which holds no page", Remedy: "give what it points to"})
		}
	}
}

// aligned is a file in a tar archive: damage to the stream around it cannot be
// passed over, since where the next file begins is then unknown.
type aligned struct{ in io.Reader }

func (a aligned) Read(p []byte) (int, error) {
	n, err := a.in.Read(p)
	if mendable(err) {
		err = errors.New(err.Error())
	}
	return n, err
}

// zip cuts a ZIP archive.
func (c *cutter) zip(pl place, in io.Reader) {
	if pl.depth++; pl.depth > maxPacking {
		c.refuse(pl, RecordError{Reason: fmt.Sprintf("it is packed more than %d times over", maxPacking), Remedy: "unpack it yourself if you trust it, and read what comes out"})
		return
	}
	at, ok := c.raw.(sizedReader)
	if !ok || pl.depth > 1 {
		raw, ok := c.all(pl, in, maxZipInside, "a ZIP archive within another, or on standard input, may have %d", "give the archive as a file of its own")
		if !ok {
			return
		}
		at = bytes.NewReader(raw)
	} else {
		c.in = at.Size() // it is read here and there, not from one end to the other
	}
	fence := &fenced{sizedReader: at, left: maxZipDirectory}
	z, err := zip.NewReader(fence, at.Size())
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		c.refuse(pl, RecordError{Reason: "the ZIP archive is broken or cut off: " + err.Error(), Remedy: "fetch the archive again"})
		return
	}
	fence.open = true
	z.RegisterDecompressor(zip.Deflate, compress.NewFlate)
	for _, f := range z.File {
		if f.Name == "[Content_Types].xml" {
			c.refuse(pl, RecordError{Reason: "the file is an Office document, not a page", Remedy: "save it as text or HTML"})
			return
		}
	}
	for _, f := range z.File {
		if c.stopped {
			return
		}
		switch mode := f.Mode(); {
		case mode.IsDir():
		case !mode.IsRegular():
			inner := pl
			inner.name += "/" + tidyName(f.Name)
			c.pass(inner, RecordError{Reason: "a link or a device, which holds no page", Remedy: "give what it points to"})
		default:
			c.member(pl, f.Name, func() (io.Reader, error) {
				if f.Flags&1 != 0 {
					return nil, errors.New("it is encrypted")
				}
				return f.Open()
			})
		}
	}
}

// member cuts one file of an archive. Its name is only ever printed, never
// opened; a name that leads out of the archive is refused all the same, since
// whoever made it meant no good.
func (c *cutter) member(pl place, name string, open func() (io.Reader, error)) {
	inner := pl
	inner.name += "/" + tidyName(name)
	inner.hint = tidyName(name)
	clean := path.Clean(strings.ReplaceAll(name, `\`, "/"))
	switch {
	case !utf8.ValidString(name) && strings.Contains(name, "\x00"), strings.Contains(name, "\x00"), len(name) > maxMemberName, clean == ".." || strings.HasPrefix(clean, "../") || strings.HasPrefix(clean, "/") || len(clean) > 1 && clean[1] == ':':
		c.refuse(inner, RecordError{Reason: "its name leads out of the archive or is no name", Remedy: "make the archive again with plain names"})
		return
	}
	for _, part := range strings.Split(clean, "/") {
		if strings.HasPrefix(part, ".") || part == "__MACOSX" {
			c.pass(inner, RecordError{Reason: "a hidden file", Remedy: "rename it if it is a page"})
			return
		}
	}
	r, err := open()
	if err != nil {
		c.refuse(inner, RecordError{Reason: "it cannot be unpacked: " + err.Error(), Remedy: "make the archive again"})
		return
	}
	if closer, ok := r.(io.Closer); ok {
		defer closer.Close()
	}
	c.cut(inner, &metered{in: r, c: c})
}

// tidyName makes the name of a file in an archive fit to be printed.
func tidyName(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == utf8.RuneError {
			return '_'
		}
		return r
	}, strings.ReplaceAll(name, `\`, "/"))
	if len(name) > 200 {
		name = strings.ToValidUTF8(name[:200], "") + "…"
	}
	return strings.TrimPrefix(path.Clean(name), "/")
}

// fenced bounds how much may be read of an archive while its directory is
// read, which zip.NewReader holds in memory whatever size the archive states.
type fenced struct {
	sizedReader
	left int64
	open bool // the directory was read
}

var errDirectory = fmt.Errorf("its directory has more than %d bytes", maxZipDirectory)

func (f *fenced) ReadAt(p []byte, off int64) (int, error) {
	if !f.open {
		if f.left -= int64(len(p)); f.left < 0 {
			return 0, errDirectory
		}
	}
	return f.sizedReader.ReadAt(p, off)
}
