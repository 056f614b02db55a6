package english

import (
	_ "embed"
	"unsafe"
)

//go:embed model.bin
var modelBlob string

// modelBytes is the model file in place, read-only: nothing is copied or decoded.
func modelBytes() []byte { return unsafe.Slice(unsafe.StringData(modelBlob), len(modelBlob)) }
