package watch

import (
	"bytes"
	"compress/gzip"
	"sync"
)

// bomb is a small answer of 64 MB.
var bomb = sync.OnceValue(func() []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	zeros := make([]byte, 1<<20)
	for range 64 {
		_, _ = w.Write(zeros)
	}
	_ = w.Close()
	return b.Bytes()
})
