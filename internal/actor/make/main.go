// Command make builds the generated tables of data/actors from the public
// sources named in data/actors/README.md. It is run by hand, from the root of
// the repository:
//
//	go run ./internal/actor/make -sources DIR -out data/actors
//
// It writes offices.tsv, legislators.tsv, spellings.tsv, armed.tsv, parties.tsv
// and, from the places beside them, towns.tsv. Without -sources it writes
// towns.tsv only. The other tables are kept by hand and are never touched.
package main

import (
	"bufio"
	"compress/gzip"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	src := flag.String("sources", "", "folder with the source tables")
	out := flag.String("out", "data/actors", "folder to write to")
	flag.Parse()
	if err := writeTowns(*out); err != nil {
		fmt.Fprintf(os.Stderr, "make: towns.tsv: %v\n", err)
		os.Exit(1)
	}
	if *src == "" {
		return
	}
	steps := []struct {
		from, to string
		make     func([]row) ([]string, error)
	}{
		{"office_holders.tsv", "offices.tsv", offices},
		{"legislators.tsv.gz", "legislators.tsv", legislators},
		{"person_aliases.tsv", "spellings.tsv", spellings},
		{"ucdp_actors.tsv", "armed.tsv", armed},
		{"parties.tsv", "parties.tsv", parties},
	}
	for _, s := range steps {
		rows, err := read(filepath.Join(*src, s.from))
		if err == nil {
			var lines []string
			if lines, err = s.make(rows); err == nil {
				err = write(filepath.Join(*out, s.to), lines)
			}
		}
		if err != nil {
			fmt.Fprintf(os.Stderr, "make: %s: %v\n", s.from, err)
			os.Exit(1)
		}
	}
}

func writeTowns(out string) error {
	cities, err := read(filepath.Join(out, "..", "places", "cities.tsv"))
	if err != nil {
		return err
	}
	regions, err := read(filepath.Join(out, "..", "places", "regions.tsv"))
	if err != nil {
		return err
	}
	return write(filepath.Join(out, "towns.tsv"), towns(cities, regions))
}

// row is one line of a source, by column name.
type row map[string]string

func read(path string) ([]row, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		z, err := gzip.NewReader(f)
		if err != nil {
			return nil, err
		}
		r = z
	}
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<20)
	var head []string
	var rows []row
	for sc.Scan() {
		f := strings.Split(sc.Text(), "\t")
		if head == nil {
			head = f
			continue
		}
		m := row{}
		for i, name := range head {
			if i < len(f) {
				m[name] = strings.TrimSpace(f[i])
			}
		}
		rows = append(rows, m)
	}
	return rows, sc.Err()
}

// write puts the header first and the rest in order, so that a rebuild of the
// same sources changes no byte.
func write(path string, lines []string) error {
	return os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o644)
}
