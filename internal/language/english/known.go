package english

import (
	_ "embed"
	"strings"
	"sync"

	annals "annals.example/annals"
)

//go:embed bodies.txt
var bodyTable string

//go:embed places.txt
var placeTable string

var (
	knownBodies = sync.OnceValue(func() map[string]bool { return lines(bodyTable) })
	knownPlaces = sync.OnceValue(func() map[string]bool { return lines(placeTable) })
)

// lines are the lines of a table without its comments.
func lines(table string) map[string]bool {
	m := map[string]bool{}
	for line := range strings.SplitSeq(table, "\n") {
		if line != "" && line[0] != '#' {
			m[line] = true
		}
	}
	return m
}

// kindByTable mends the kind of names that stand in bodies.txt and places.txt.
// persons are the words of persons' longer names in this text.
func kindByTable(toks []annals.Token, persons map[string]bool) {
	bodies, places := knownBodies(), knownPlaces()
	for n, ok := nextName(toks, 0); ok; n, ok = nextName(toks, n.end) {
		w := written(toks[n.first:n.end])
		one := n.end-n.first == 1
		kind := n.kind
		switch {
		case n.kind == "MISC":
		case n.kind != "ORG" && bodies[w] && !(one && persons[w]):
			kind = "ORG"
		case n.kind == "PER" && places[w] && !(one && persons[w]):
			kind = "LOC"
		case n.kind == "ORG" && places[w] && n.first > 0 && beforePlace[toks[n.first-1].Form]:
			kind = "LOC"
		}
		if kind != n.kind {
			n.kind = kind
			n.write(toks)
		}
	}
}

var beforePlace = setOf("in In at At near Near from From to outside around")
