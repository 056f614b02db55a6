package sqlite

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // the dictionary
	"encoding/json"
	"fmt"

	"annals.example/annals/internal/archive"
)

// dictionary is what every block is compressed against: the form of the stored
// JSON, so that its field names cost nothing in each. It belongs to the
// schema: a block cannot be read with another, so it changes only together
// with Version.
//
//go:embed dictionary.json
var dictionary []byte

// dictionaryID names it inside each block.
const dictionaryID = 0x414E0001

// squeeze compresses b and returns what proves it: 16 bytes of the SHA-256 of
// b, then 8 of the SHA-256 of the compressed block, some of whose bits could
// change without changing b.
func (s *Store) squeeze(b []byte) (proof, body []byte) {
	body = s.blocks.Pack(b)
	return prove(b, body), body
}

func prove(b, body []byte) []byte {
	words, block := sha256.Sum256(b), sha256.Sum256(body)
	return append(words[:16], block[:8]...)
}

// expand is the reverse of squeeze; what names the owner in the error.
func (s *Store) expand(what string, proof, body []byte) ([]byte, error) {
	b, err := s.blocks.Unpack(body)
	if err != nil {
		return nil, fmt.Errorf("%s: what is stored of it is %w: it cannot be decompressed (%w)", what, archive.ErrDamaged, err)
	}
	if !bytes.Equal(prove(b, body), proof) {
		return nil, fmt.Errorf("%s: what is stored of it is %w: its bytes are not those that were put there (content hash differs)", what, archive.ErrDamaged)
	}
	return b, nil
}

// pack squeezes v as JSON.
func (s *Store) pack(v any) (hash, body []byte, err error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, nil, err
	}
	hash, body = s.squeeze(b)
	return hash, body, nil
}

func (s *Store) unpack(what string, hash, body []byte, v any) error {
	b, err := s.expand(what, hash, body)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(b, v); err != nil {
		return fmt.Errorf("%s: what is stored of it is %w (%w)", what, archive.ErrDamaged, err)
	}
	return nil
}
