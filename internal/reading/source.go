package reading

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
)

// maxSpool is how much of standard input is looked at before it is read, in
// bytes: an input that ends within it is known again when it is given again.
const maxSpool = 16 << 20

// source is an input that can be read.
type source struct {
	name   string // of the input in the archive
	hash   string
	size   int64
	reader io.Reader
	// sure says that the hash is of all its bytes, so that it can be told
	// whether it was read before.
	sure  bool
	close func()
}

// open opens an input, or says why it cannot, with what to do.
func open(name string, o Options) (src source, why error, remedy string) { //nolint:revive,staticcheck // the reason comes before what to do about it
	const again = "make it readable and read it again"
	if o.Files != nil {
		raw, err := fs.ReadFile(o.Files, name)
		if err != nil {
			return source{}, err, again
		}
		return held(name, raw), nil, ""
	}
	if name == Stdin {
		if o.Stdin == nil {
			return source{}, errors.New("there is no standard input"), "name a file instead"
		}
		head, err := io.ReadAll(io.LimitReader(o.Stdin, maxSpool+1))
		if err != nil {
			return source{}, err, again
		}
		// Each text on standard input is an input of its own in the accounts.
		src := held(name, head)
		src.name += " " + src.hash[:8]
		if len(head) > maxSpool {
			src.hash, src.size, src.sure = "begins "+src.hash, 0, false
			src.reader = io.MultiReader(bytes.NewReader(head), o.Stdin)
		}
		return src, nil, ""
	}
	info, err := os.Stat(name)
	switch {
	case err != nil:
		if l, lerr := os.Lstat(name); lerr == nil && l.Mode()&fs.ModeSymlink != 0 && errors.Is(err, fs.ErrNotExist) {
			return source{}, errors.New("a link to what is not there"), "mend the link or remove it"
		}
		return source{}, errors.New(reason(err)), again
	case info.IsDir():
		return source{}, errors.New("a link to a folder, which is not followed"), "name the folder itself"
	case !info.Mode().IsRegular():
		return source{}, errors.New("not a file (a pipe, a socket or a device)"), "give it on standard input"
	}
	f, err := os.Open(name)
	if err != nil {
		return source{}, errors.New(reason(err)), again
	}
	// Small files are read once; of large ones the hash is taken first, which
	// costs little beside reading them.
	if info.Size() <= maxSpool {
		defer f.Close()
		raw, err := io.ReadAll(f)
		if err != nil {
			return source{}, errors.New(reason(err)), again
		}
		return held(name, raw), nil, ""
	}
	h := sha256.New()
	n, err := io.Copy(h, f)
	if err != nil {
		f.Close()
		return source{}, errors.New(reason(err)), again
	}
	return source{name: name, hash: hex.EncodeToString(h.Sum(nil)), size: n, reader: io.NewSectionReader(f, 0, n), sure: true, close: func() { f.Close() }}, nil, ""
}

// held is an input whose bytes are in memory.
func held(name string, raw []byte) source {
	sum := sha256.Sum256(raw)
	return source{name: name, hash: hex.EncodeToString(sum[:]), size: int64(len(raw)), reader: bytes.NewReader(raw), sure: true, close: func() {}}
}
