package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"

	"annals.example/annals/internal/export"
)

// Version is the program's version.
const Version = "0.1.0"

type versionCommand struct {
	dataFlag
	JSON bool `name:"json" help:"Print one JSON object."`
}

func (c *versionCommand) Run(e *env) error {
	b, err := c.codebook()
	if err != nil {
		return err
	}
	model := modelVersion()
	if c.JSON {
		return export.NewJSON(e.stdout).Write(struct {
			Annals   string `json:"annals"`
			Codebook string `json:"codebook"`
			Model    string `json:"model"`
			Go       string `json:"go"`
		}{Version, b.Version, model, runtime.Version()})
	}
	e.printf("annals %s\ncodebook %s\nmodel %s\n%s %s/%s\n", Version, b.Version, model, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return nil
}

// programVersion changes with the code: `annals read` finds and codes anew what
// another program left in an archive, since its rules may have been others. It
// is the version of a build from clean sources, and else a hash of the program.
var programVersion = sync.OnceValue(func() string {
	if b, ok := debug.ReadBuildInfo(); ok {
		if v := b.Main.Version; v != "" && v != "(devel)" && !strings.HasSuffix(v, "+dirty") {
			return v
		}
	}
	name, err := os.Executable()
	if err != nil {
		return Version
	}
	f, err := os.Open(name)
	if err != nil {
		return Version
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return Version
	}
	return "sha256:" + hex.EncodeToString(sum.Sum(nil)[:8])
})
