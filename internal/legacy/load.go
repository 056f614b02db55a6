package legacy

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// Kinds are the kinds of dictionary, and what their files' names begin with.
var Kinds = []string{"verbs", "actors", "agents"}

// Load reads a folder of imported dictionaries: verbs*.txt, actors*.txt, agents*.txt.
func Load(fsys fs.FS) (*Dictionaries, error) {
	var files [3][]File
	names, err := fs.Glob(fsys, "*.txt")
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	for _, n := range names {
		raw, err := fs.ReadFile(fsys, n)
		if err != nil {
			return nil, fmt.Errorf("dictionaries: %s: %w; make the file readable", n, err)
		}
		for i, k := range Kinds {
			if strings.HasPrefix(n, k) {
				files[i] = append(files[i], File{n, string(raw)})
			}
		}
	}
	if len(files[0]) == 0 || len(files[1]) == 0 {
		return nil, errors.New("dictionaries: a file verbs.txt and a file actors.txt are needed; import them with codebook import")
	}
	return Read(files[0], files[1], files[2])
}
