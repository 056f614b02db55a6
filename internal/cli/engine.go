package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"annals.example/annals"
	"annals.example/annals/data"
	"annals.example/annals/internal/actor"
	"annals.example/annals/internal/archive"
	"annals.example/annals/internal/article"
	"annals.example/annals/internal/codebook"
	"annals.example/annals/internal/coder"
	"annals.example/annals/internal/copies"
	"annals.example/annals/internal/event"
	"annals.example/annals/internal/page"
	"annals.example/annals/internal/query"
	"annals.example/annals/internal/reading"
)

// layered is the program's data with some folders, or some tables of actors,
// taken from a person's.
type layered struct {
	folders map[string]fs.FS // folder -> whose it is
}

func (l layered) of(name string) fs.FS {
	first, _, _ := strings.Cut(name, "/")
	if f := l.folders[first]; f != nil {
		return f
	}
	return data.Files
}

func (l layered) Open(name string) (fs.File, error) {
	f, err := l.of(name).Open(name)
	if errors.Is(err, fs.ErrNotExist) && strings.HasPrefix(name, "actors/") {
		return data.Files.Open(name)
	}
	return f, err
}

func (l layered) ReadFile(name string) ([]byte, error) {
	raw, err := fs.ReadFile(l.of(name), name)
	if errors.Is(err, fs.ErrNotExist) && strings.HasPrefix(name, "actors/") {
		return data.Files.ReadFile(name)
	}
	return raw, err
}

func (l layered) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(l.of(name), name) }

// named is a folder of a person's under the name that the program gives it.
type named struct {
	folder string
	fs.FS
}

func (n named) Open(name string) (fs.File, error) {
	rest := strings.TrimPrefix(strings.TrimPrefix(name, n.folder), "/")
	if rest == "" {
		rest = "."
	}
	return n.FS.Open(rest)
}

// files returns the data to work with: the program's own, or with the folders
// of --data and the tables of --actors in their place.
func (d *dataFlag) files() (fs.FS, error) {
	if d.Data == "" && d.Actors == "" {
		return data.Files, nil
	}
	l := layered{map[string]fs.FS{}}
	if d.Data != "" {
		for _, name := range []string{"codebook", "actors", "places", coder.Dictionaries} {
			if isDir(filepath.Join(d.Data, name)) {
				l.folders[name] = os.DirFS(d.Data)
			}
		}
		if len(l.folders) == 0 {
			return nil, usage("--data %s: there is no folder codebook, actors, places or dictionaries in it", d.Data)
		}
	}
	if d.Actors != "" {
		if !isDir(d.Actors) {
			return nil, usage("--actors %s: there is no such folder; copy the tables to change from data/actors into it", d.Actors)
		}
		l.folders["actors"] = named{"actors", os.DirFS(d.Actors)}
	}
	return l, nil
}

func (d *dataFlag) codebook() (*codebook.Codebook, error) {
	all, err := d.files()
	if err != nil {
		return nil, err
	}
	f, err := fs.Sub(all, "codebook")
	if err != nil {
		return nil, err
	}
	var own []fs.FS
	if d.Codebook != "" {
		if !isDir(d.Codebook) {
			return nil, usage("--codebook %s is no folder: give the one that holds your own .txt files of entries", d.Codebook)
		}
		own = append(own, os.DirFS(d.Codebook))
	}
	b, err := codebook.Load(f, own...)
	if err != nil {
		return nil, fmt.Errorf("the codebook cannot be used:\n%w\n(`annals codebook check DIR` looks at it alone)", err)
	}
	return b, nil
}

// about opens what the register knows of an actor beside its code.
func (d *dataFlag) about() (query.About, error) {
	files, err := d.files()
	if err != nil {
		return nil, err
	}
	register, err := actor.Load(files)
	if err != nil {
		return nil, fmt.Errorf("the actors cannot be used:\n%w", err)
	}
	return register.About(files)
}

// engine holds the stages, read once for all workers.
type engine struct {
	parts parts
	once  sync.Once
	err   error
	data  *dataFlag
}

// engine reads the codebook, whose faults should be told before any work is
// done; the rest is read when there is something to code.
func (d *dataFlag) engine() (*engine, error) {
	g := &engine{data: d}
	err := uncollected(func() (err error) {
		g.parts.codebook, err = d.codebook()
		return err
	})
	if err != nil {
		return nil, err
	}
	return g, nil
}

// coder reads everything and returns what one goroutine codes with.
func (d *dataFlag) coder() (*worker, error) {
	g := &engine{data: d}
	return g.coder()
}

// version names the rules and data that coding depends on.
func (g *engine) version() (string, error) {
	sum := sha256.New()
	fmt.Fprintf(sum, "%s\n%s\n%s\n", programVersion(), g.parts.codebook.Version, modelVersion())
	files, err := g.data.files()
	if err != nil {
		return "", err
	}
	for _, name := range []string{"actors", "places", coder.Dictionaries} {
		if _, err := fs.Stat(files, name); err != nil && name == coder.Dictionaries {
			continue
		}
		err = fs.WalkDir(files, name, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || strings.HasSuffix(path, ".md") {
				return err
			}
			raw, err := fs.ReadFile(files, path)
			fmt.Fprintf(sum, "%s %d\n", path, len(raw))
			sum.Write(raw)
			return err
		})
		if err != nil {
			return "", fmt.Errorf("read the data: %w", err)
		}
	}
	return g.parts.codebook.Version + "/" + hex.EncodeToString(sum.Sum(nil)[:6]), nil
}

// worker returns what one goroutine codes and answers with.
func (g *engine) worker() (answerer, error) { return g.coder() }

func (g *engine) coder() (*worker, error) {
	g.once.Do(func() { g.err = g.parts.load(g.data) })
	if g.err != nil {
		return nil, g.err
	}
	return g.parts.worker(), nil
}

func (g *engine) stages() (reading.Stages, error) {
	version, err := g.version()
	return reading.Stages{
		Records:     recordsOf,
		Articles:    articlesOf,
		Groups:      groupsOf,
		NewCoder:    func() (reading.Coder, error) { return g.coder() },
		Join:        event.Join,
		PageVersion: programVersion(),
		CodeVersion: version,
	}, err
}

func recordsOf(name string, in io.Reader) iter.Seq2[reading.Record, error] {
	return func(yield func(reading.Record, error) bool) {
		for r, err := range page.Records(name, in) {
			if !yield(r, err) {
				return
			}
		}
	}
}

func articlesOf(p annals.Page) ([]annals.Article, []annals.Line, []string) {
	f := article.Find(p)
	return f.Articles, f.Lines, f.Notes
}

// groupsOf lists every article with the leader of its group.
func groupsOf(articles iter.Seq2[annals.Article, error], text func(string) (string, error)) ([]archive.Member, error) {
	g := copies.NewGrouper()
	var out []archive.Member
	at := map[string]int{}
	for a, err := range articles {
		if err != nil {
			return nil, err
		}
		g.Add(a)
		at[a.ID] = len(out)
		out = append(out, archive.Member{ID: a.ID, Leader: a.ID})
	}
	groups, err := g.Groups(text)
	for _, group := range groups {
		for _, m := range group.Members {
			out[at[m.ID]] = archive.Member{ID: m.ID, Leader: group.Leader, How: m.How}
		}
	}
	return out, err
}
