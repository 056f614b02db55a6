package copies

import (
	"cmp"
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
	// How says how it is a copy of the leader: Exact, Near, Contained; "" for the
	// leader itself, which comes first.
	How string
	// Measure is the Jaccard index with the leader, or for a cut the share of the
	// shorter text that stands in the longer; 1 for the leader.
	Measure float64
}

// Groups finds the groups of copies among articles. The answer does not depend
// on their order. Only groups of two and more are given, sorted by leader; the
// same article ID given several times counts once.
//
// The leader is the article published first; where that is unknown or the same
// day, the longest; then the one whose ID sorts first. Every member is a verified
// copy of the leader itself, so a chain of small changes never joins texts that
// have little in common.
func Groups(articles []annals.Article) []Group {
	items := make([]item, 0, len(articles))
	known := map[string]int{}
	for _, a := range articles {
		day := a.Published.Start
		if day == "" {
			day = "~" // after every known day
		}
		if i, ok := known[a.ID]; ok {
			items[i].day = min(items[i].day, day)
			continue
		}
		known[a.ID] = len(items)
		items = append(items, item{id: a.ID, day: day, size: len(a.Text), text: a.Text})
	}
	slices.SortFunc(items, func(a, b item) int {
		return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(b.size, a.size), cmp.Compare(a.id, b.id))
	})
	at := map[string]int{}
	byText := map[string]int{} // exact hash → first item with it
	index := NewIndex()
	keys := make([]Key, len(items))
	same := map[int][]int{} // first item of a text → the others
	for i := range items {
		at[items[i].id] = i
		keys[i] = keyOf(items[i].id, items[i].text)
		if first, ok := byText[keys[i].Exact]; ok && keys[i].Size > 0 {
			same[first] = append(same[first], i)
			continue
		}
		byText[keys[i].Exact] = i
		index.Add(keys[i])
	}
	bodies := map[int]*body{}
	bodyOf := func(i int) *body {
		if bodies[i] == nil {
			b := readBody(items[i].text)
			bodies[i] = &b
		}
		return bodies[i]
	}
	taken := make([]bool, len(items))
	var out []Group
	for i := range items {
		if taken[i] || keys[i].Size == 0 || byText[keys[i].Exact] != i {
			continue
		}
		taken[i] = true
		g := Group{Leader: items[i].id, Members: []Member{{ID: items[i].id, Measure: 1}}}
		add := func(j int, how string, measure float64) {
			taken[j] = true
			g.Members = append(g.Members, Member{ID: items[j].id, How: how, Measure: measure})
		}
		for _, j := range same[i] {
			add(j, Exact, 1)
		}
		var near []int
		for _, id := range index.Candidates(keys[i]) {
			if j := at[id]; !taken[j] {
				near = append(near, j)
			}
		}
		slices.Sort(near)
		for _, j := range near {
			how, measure := compare(bodyOf(i), bodyOf(j))
			if how == "" {
				continue
			}
			add(j, how, measure)
			delete(bodies, j)
			for _, k := range same[j] {
				add(k, how, measure)
			}
		}
		delete(bodies, i)
		if len(g.Members) > 1 {
			slices.SortFunc(g.Members[1:], func(a, b Member) int { return cmp.Compare(a.ID, b.ID) })
			out = append(out, g)
		}
	}
	slices.SortFunc(out, func(a, b Group) int { return cmp.Compare(a.Leader, b.Leader) })
	return out
}

// item is an article as Groups needs it.
type item struct {
	id, day string
	size    int
	text    string
}
