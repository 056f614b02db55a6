// Package compress answers: how are bytes packed? It is the one door to the
// compression modules: streams of gzip, zstd, bzip2, brotli and deflate for
// whoever reads a crawl, and blocks of zstd for whoever keeps one. A leaf: any
// room may import it, and it knows none of them.
package compress

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
)

// Kind is a way of packing a stream.
type Kind string

// The kinds that Stream reads. Brotli and Deflate have no sign of their own at
// the start; whoever wants them must know.
const (
	Gzip    Kind = "gzip"
	Zstd    Kind = "zstd"
	Bzip2   Kind = "bzip2"
	Brotli  Kind = "br"
	Deflate Kind = "deflate"
)

// maxWindow is how far back a zstd frame may point, in bytes: what `zstd -19`
// and every crawler's default need, several times over, and little memory.
const maxWindow = 64 << 20

// maxDictionary is the largest dictionary that a zstd file may bring, in bytes.
const maxDictionary = 8 << 20

// Sniff tells by its first bytes how a stream is packed; "" if it is not.
func Sniff(head []byte) Kind {
	switch {
	case bytes.HasPrefix(head, []byte("\x1f\x8b\x08")):
		return Gzip
	case bytes.HasPrefix(head, []byte("\x28\xb5\x2f\xfd")), isDictionary(head):
		return Zstd
	case bytes.HasPrefix(head, []byte("BZh")) && len(head) > 9 && bytes.HasPrefix(head[4:], []byte("\x31\x41\x59\x26\x53\x59")):
		return Bzip2
	}
	return ""
}

// Stream unpacks what in holds. The reader it returns keeps a bounded amount of
// memory however large the stream is. A gzip stream that is damaged gives a
// *Damage and, read on, goes on with its next member.
func Stream(kind Kind, in *bufio.Reader) (io.ReadCloser, error) {
	switch kind {
	case Gzip:
		return &members{in: in}, nil
	case Zstd:
		return newZstd(in)
	case Bzip2:
		return io.NopCloser(bzip2.NewReader(in)), nil
	case Brotli:
		return io.NopCloser(brotli.NewReader(in)), nil
	case Deflate:
		// The standard means zlib by "deflate"; some servers send it bare.
		if head, _ := in.Peek(2); len(head) == 2 && head[0]&0x0f == 8 && binary.BigEndian.Uint16(head)%31 == 0 {
			return zlib.NewReader(in)
		}
		return flate.NewReader(in), nil
	}
	return nil, fmt.Errorf("packed in an unknown way, %q", kind)
}

// NewFlate unpacks bare deflate, as ZIP archives hold it.
func NewFlate(in io.Reader) io.ReadCloser { return flate.NewReader(in) }

// isDictionary tells the skippable frame that holds the dictionary of a
// .warc.zst file (IIPC, "Use of Zstandard in WARC files").
func isDictionary(head []byte) bool { return bytes.HasPrefix(head, []byte("\x5d\x2a\x4d\x18")) }

func newZstd(in *bufio.Reader) (io.ReadCloser, error) {
	o := []zstd.DOption{zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow)}
	if head, _ := in.Peek(8); len(head) == 8 && isDictionary(head) {
		size := binary.LittleEndian.Uint32(head[4:])
		if size > maxDictionary {
			return nil, fmt.Errorf("its zstd dictionary has %d bytes, more than %d", size, maxDictionary)
		}
		dict := make([]byte, 8+size)
		if _, err := io.ReadFull(in, dict); err != nil {
			return nil, fmt.Errorf("its zstd dictionary is cut off: %w", err)
		}
		dict = dict[8:]
		if Sniff(dict) == Zstd {
			var err error
			if dict, err = unpackDictionary(dict); err != nil {
				return nil, err
			}
		}
		o = append(o, zstd.WithDecoderDicts(dict))
	}
	z, err := zstd.NewReader(in, o...)
	if err != nil {
		return nil, err
	}
	return z.IOReadCloser(), nil
}

func unpackDictionary(packed []byte) ([]byte, error) {
	z, err := zstd.NewReader(bytes.NewReader(packed), zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxDictionary))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	dict, err := io.ReadAll(io.LimitReader(z, maxDictionary+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("its zstd dictionary is damaged: %w", err)
	case len(dict) > maxDictionary:
		return nil, fmt.Errorf("its zstd dictionary has more than %d bytes", maxDictionary)
	}
	return dict, nil
}

// Blocks packs small blocks against a dictionary that all of them share.
type Blocks struct {
	enc *zstd.Encoder
	dec *zstd.Decoder
}

// maxBlock is the most that one block may unpack to, in bytes.
const maxBlock = 1 << 30

// NewBlocks opens a packer of blocks; id names the dictionary inside each.
func NewBlocks(id uint32, dictionary []byte) (*Blocks, error) {
	// The best level would begin each block by copying tables of 40 MB, three
	// times the work of all else that reading a page takes, for blocks 2 %
	// smaller.
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBetterCompression), zstd.WithEncoderConcurrency(1),
		zstd.WithEncoderDictRaw(id, dictionary))
	if err != nil {
		return nil, err
	}
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(maxBlock),
		zstd.WithDecoderDictRaw(id, dictionary))
	if err != nil {
		return nil, errors.Join(err, enc.Close())
	}
	return &Blocks{enc, dec}, nil
}

// Pack packs one block.
func (b *Blocks) Pack(block []byte) []byte { return b.enc.EncodeAll(block, nil) }

// Unpack is the reverse of Pack.
func (b *Blocks) Unpack(packed []byte) ([]byte, error) { return b.dec.DecodeAll(packed, nil) }

// Close frees what the blocks hold.
func (b *Blocks) Close() {
	b.dec.Close()
	b.enc.Close()
}
