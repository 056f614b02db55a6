package cli

import (
	"runtime"

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
