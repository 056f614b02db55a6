package reading

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"annals.example/annals/internal/archive"
)

// Stdin is the path that stands for standard input, and the name under which
// its pages are stored.
const Stdin = "-"

// notThere is the Item of a refusal for a path that names nothing; it is told
// but not stored, for there is no input to speak of.
const notThere = "no such path"

// list turns paths into the names of inputs, sorted and without repeats.
// A path is a file, a folder (all files below it), a glob pattern, or "-".
func list(paths []string, o Options, sum *Summary) ([]string, error) {
	var names []string
	if o.Files != nil {
		for _, path := range paths {
			err := fs.WalkDir(o.Files, path, func(name string, d fs.DirEntry, err error) error {
				if err == nil && !d.IsDir() {
					names = append(names, name)
				}
				return err
			})
			if err != nil {
				return nil, err
			}
		}
		slices.Sort(names)
		return slices.Compact(names), nil
	}
	refuse := func(name, item string, reason, remedy string) {
		sum.refuse(archive.Refusal{Input: name, Item: item, Fate: archive.Refused, Reason: reason, Remedy: remedy})
	}
	for _, given := range paths {
		if given == Stdin {
			names = append(names, Stdin)
			continue
		}
		path := tidy(given)
		matches := []string{path}
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
			if !strings.ContainsAny(given, "*?[") {
				refuse(path, notThere, "there is no such file or folder", "check the path; paths are taken from the folder you are in")
				continue
			}
			if matches, err = filepath.Glob(path); err != nil {
				return nil, fmt.Errorf("the pattern %q cannot be read: %w; write \\[ for a bracket in a name", given, err)
			}
			if len(matches) == 0 {
				refuse(path, notThere, "no file matches this pattern", "check the path; quote the pattern so that the shell leaves it alone")
				continue
			}
		}
		for _, m := range matches {
			found, err := walk(m, o.Skip, sum, refuse)
			if err != nil {
				return nil, err
			}
			names = append(names, found...)
		}
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}

func walk(root string, skip map[string]bool, sum *Summary, refuse func(name, item, reason, remedy string)) ([]string, error) {
	// A link that a person names is followed; links met below a folder are
	// followed to files only, so that no walk goes round in circles.
	if target, err := os.Stat(root); err == nil && !target.IsDir() {
		return []string{filepath.ToSlash(root)}, nil
	}
	var names []string
	start := root
	if link, err := os.Lstat(root); err == nil && link.Mode()&fs.ModeSymlink != 0 {
		start = root + string(filepath.Separator)
	}
	err := filepath.WalkDir(start, func(path string, d fs.DirEntry, err error) error {
		name := filepath.ToSlash(filepath.Clean(path))
		if err != nil {
			refuse(name, "", reason(err), "change its permissions (chmod) and read it again")
			delete(sum.walked, name)
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if hidden := strings.HasPrefix(d.Name(), "."); hidden && path != start && d.Name() != "." && d.Name() != ".." {
			sum.Hidden++
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if d.IsDir() {
			sum.walked[name] = true
			return nil
		}
		if !skip[base(path)] {
			names = append(names, name)
		}
		return nil
	})
	return names, err
}

func base(path string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	return abs
}

// tidy gives one name to one file however it was reached: a path within the
// working folder is written relative to it.
func tidy(path string) string {
	clean := filepath.Clean(path)
	if !filepath.IsAbs(clean) {
		return clean
	}
	here, err := os.Getwd()
	if err != nil {
		return clean
	}
	rel, err := filepath.Rel(here, clean)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return clean
	}
	return rel
}

// reason says what a failure to open or read means, without the path, which
// stands beside it.
func reason(err error) string {
	switch {
	case errors.Is(err, fs.ErrPermission):
		return "no permission to read it"
	case errors.Is(err, fs.ErrNotExist):
		return "it went away while reading"
	}
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}
