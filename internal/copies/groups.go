package copies

import (
	"cmp"
	"fmt"
	"slices"

	"annals.example/annals"
)

// Group is the printings of one text: the leader and its copies.
type Group struct {
	Leader  string // article ID
	Members []Member
}

// Member is one article of a group.
type Member struct {
	ID string
	// Match says how it is a copy of the leader; the leader itself comes first,
	// with no How and a Measure of 1.
	Match
}

// Groups finds the groups of copies among articles; see Grouper.
func Groups(articles []annals.Article) []Group {
	texts := make(map[string]string, len(articles))
	g := NewGrouper()
	for _, a := range articles {
		if _, known := texts[a.ID]; !known {
			texts[a.ID] = a.Text
		}
		g.Add(a)
	}
	out, err := g.Groups(func(id string) (string, error) { return texts[id], nil })
	if err != nil {
		panic(err) // texts come from memory
	}
	return out
}

// Grouper finds the groups of copies among the articles that it is given. Their
// texts are not kept: of an article it holds a key, and the texts of candidates
// are asked for when they are compared.
//
// Articles are taken in order: that published first; where that is unknown or
// the same day, the longest; then the one whose ID sorts first. Each joins the
// group whose leader it is a verified copy of, the one it shares most with, or
// leads a new group. So every member is a copy of the leader itself, a chain of
// small changes never joins texts that have little in common, and the answer
// does not depend on the order in which articles were given.
type Grouper struct {
	items []item
	known map[string]int
	r     reader
}

// item is an article as Groups needs it.
type item struct {
	id, day     string
	size        int // bytes of text
	url, source string
	key         *Key
}

func itemOf(a annals.Article) item {
	day := a.Published.Start
	if day == "" {
		day = "~" // after every known day
	}
	return item{id: a.ID, day: day, size: len(a.Text), url: a.URL, source: a.Publication}
}

// sameSource reports whether one publisher printed both: at one address, or
// under its name.
func sameSource(a, b item) bool {
	return a.url != "" && a.url == b.url || a.source != "" && a.source == b.source
}

// NewGrouper makes a Grouper without articles.
func NewGrouper() *Grouper { return &Grouper{known: map[string]int{}} }

// Add takes an article; the same ID given several times counts once.
func (g *Grouper) Add(a annals.Article) {
	if i, ok := g.known[a.ID]; ok {
		g.items[i].day = min(g.items[i].day, itemOf(a).day)
		return
	}
	k := keyOf(a.ID, g.r.read(a.Text, false))
	g.AddKey(a, &k)
}

// AddKey takes an article whose key is known already; of its text only the
// length counts.
func (g *Grouper) AddKey(a annals.Article, k *Key) {
	it := itemOf(a)
	it.key = k
	g.known[a.ID] = len(g.items)
	g.items = append(g.items, it)
}

// Groups finds the groups. Only those of two and more are given, sorted by
// leader. text is asked for the texts of candidates; its error ends the search.
func (g *Grouper) Groups(text func(id string) (string, error)) ([]Group, error) {
	slices.SortFunc(g.items, func(a, b item) int {
		return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(b.size, a.size), cmp.Compare(a.id, b.id))
	})
	for i := range g.items {
		g.known[g.items[i].id] = i
	}
	index := NewIndex()
	groups := map[string]*Group{}
	var c comparer
	var other reader
	for _, it := range g.items {
		if it.key.Words == 0 {
			continue
		}
		leader, best, err := g.leader(it, index, &c, &other, text)
		if err != nil {
			return nil, err
		}
		if leader == "" {
			index.Add(it.key)
			continue
		}
		if groups[leader] == nil {
			groups[leader] = &Group{Leader: leader, Members: []Member{{leader, Match{"", 1}}}}
		}
		groups[leader].Members = append(groups[leader].Members, Member{it.id, best})
	}
	out := make([]Group, 0, len(groups))
	for _, group := range groups {
		slices.SortFunc(group.Members[1:], func(a, b Member) int { return cmp.Compare(a.ID, b.ID) })
		out = append(out, *group)
	}
	slices.SortFunc(out, func(a, b Group) int { return cmp.Compare(a.Leader, b.Leader) })
	return out, nil
}

// leader finds the leader in the index of which an article is a copy; "" if none.
func (g *Grouper) leader(it item, index *Index, c *comparer, other *reader, text func(id string) (string, error)) (leader string, best Match, err error) {
	candidates := index.Candidates(it.key)
	var x *body
	for _, k := range candidates {
		var m Match
		if k.Exact == it.key.Exact {
			m = Match{Exact, 1}
		} else {
			if x == nil {
				t, err := text(it.id)
				if err != nil {
					return "", Match{}, fmt.Errorf("compare %s: %w", it.id, err)
				}
				x = g.r.read(t, false)
			}
			t, err := text(k.ID)
			if err != nil {
				return "", Match{}, fmt.Errorf("compare %s: %w", k.ID, err)
			}
			m = c.compare(x, other.read(t, false), sameSource(it, g.items[g.known[k.ID]]))
		}
		if m.How != "" && m.Measure > best.Measure {
			leader, best = k.ID, m
		}
		if m.How == Exact {
			break
		}
	}
	return leader, best, nil
}
