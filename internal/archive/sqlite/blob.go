package sqlite

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"

	"annals.example/annals/internal/archive"
)

// squeeze compresses b and returns the hash of b beside it. 16 bytes of
// SHA-256 are enough to notice damage.
func (s *Store) squeeze(b []byte) (hash, body []byte) {
	h := sha256.Sum256(b)
	return h[:16], s.enc.EncodeAll(b, nil)
}

// expand is the reverse of squeeze; what names the owner in the error.
func (s *Store) expand(what string, hash, body []byte) ([]byte, error) {
	b, err := s.dec.DecodeAll(body, nil)
	if err != nil {
		return nil, fmt.Errorf("%s: what is stored of it is %w: it cannot be decompressed (%v)", what, archive.ErrDamaged, err)
	}
	if h := sha256.Sum256(b); !bytes.Equal(h[:16], hash) {
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
		return fmt.Errorf("%s: what is stored of it is %w (%v)", what, archive.ErrDamaged, err)
	}
	return nil
}
