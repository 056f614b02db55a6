package copies

import (
	"annals.example/annals"
)

// How two texts are copies of each other.
const (
	Exact     = "exact"     // the same words
	Near      = "near"      // nearly the same words
	Contained = "contained" // one is a cut of the other
	NewLead   = "new lead"  // the body of one under another beginning
	Version   = "version"   // near, contained or new lead, from one publisher: corrected or updated
)

// The measures, in shares of a text's words that stand in the other one in runs
// of seven and more. They were chosen on the dev half of the gold.
const (
	// NearAt is the least share of both texts of near copies.
	NearAt = 0.75
	// ContainedAt is the least share of a cut that must stand in its source.
	ContainedAt = 0.9
	// CutAt is the same where both open alike, so that a dateline and a last half
	// sentence may differ.
	CutAt = 0.8
	// NewLeadAt is the least share of the shorter text, and NewLeadLong of the
	// longer, where the beginnings differ.
	NewLeadAt, NewLeadLong = 0.5, 0.4
	// cutWords keep a stock phrase from counting as an article that was cut, and
	// passageWords a stock paragraph where it is not the source's opening.
	cutWords, passageWords = 25, 60
	// sameStory is the share of both from which a new lead may speak of names of
	// its own; below it, what both share may be small print under two stories.
	sameStory = 0.65
	// slotWords is the longest stretch that counts as one filled-in place.
	slotWords = 12
)

// Match says how two articles are copies, and the measure it rests on: the share
// of the words of both that they have in common, for a cut the share of the cut.
type Match struct {
	How     string // "" = no copies
	Measure float64
}

// Compare says how two articles are copies of each other.
func Compare(a, b annals.Article) Match {
	var r reader
	var c comparer
	x := r.read(a.Text, false).clone()
	return c.compare(x, r.read(b.Text, false), sameSource(itemOf(a), itemOf(b)))
}

// comparer compares bodies, in memory that it uses again.
type comparer struct {
	table, own   grams
	markX, markY []bool
}

// compare says how two bodies are copies of each other.
func (c *comparer) compare(x, y *body, published bool) Match {
	if len(x.hash) == 0 || len(y.hash) == 0 {
		return Match{}
	}
	if x.plain == y.plain && x.plain2 == y.plain2 {
		return Match{Exact, 1}
	}
	e := c.evidence(x, y)
	m := e.judge()
	if m.How != "" && published {
		m.How = Version
	}
	return m
}

// evidence is what a decision about two texts rests on; index 0 is the shorter.
type evidence struct {
	words, shared [2]int
	opening       bool // both open alike, datelines aside
	// kept and changed count the telling words (numbers, days, names) within what
	// is shared and in short stretches between; only distinct changes count.
	kept, changed, keptNumbers, changedNumbers, changedDays int
	// strange and known count the names in what is not shared, on the side that
	// has more of them: those that what is shared does not hold, and the others.
	strange, known int
}

func (c *comparer) evidence(x, y *body) (e evidence) {
	if len(x.hash) > len(y.hash) {
		x, y = y, x
	}
	c.markX, c.markY = cleared(c.markX, len(x.hash)), cleared(c.markY, len(y.hash))
	e.words = [2]int{len(x.hash), len(y.hash)}
	c.table.fill(x.hash)
	e.shared[1] = c.table.covered(y.hash, c.markY)
	if e.shared[1]*5 < min(e.words[0], 300) {
		return e
	}
	c.table.fill(y.hash)
	e.shared[0] = c.table.covered(x.hash, c.markX)
	blocks := align(x.hash, y.hash, &c.table, &c.own)
	if len(blocks) > 0 {
		f := blocks[0]
		e.opening = f.n >= 10 && f.a <= 12 && f.b <= 12
	}
	e.slots(x, y, blocks)
	e.names(x, y, c.markX, c.markY)
	return e
}

func cleared(b []bool, n int) []bool {
	if cap(b) < n {
		return make([]bool, n)
	}
	b = b[:n]
	clear(b)
	return b
}

// slots compares what stands between the blocks.
func (e *evidence) slots(x, y *body, blocks []block) {
	seen := map[[2]uint64]bool{}
	endX, endY := 0, 0
	for i := 0; i <= len(blocks); i++ {
		next := block{len(x.hash), len(y.hash), 0}
		if i < len(blocks) {
			next = blocks[i]
		}
		if nx, ny := next.a-endX, next.b-endY; nx > 0 && ny > 0 && nx <= slotWords && ny <= slotWords {
			e.slot(x, y, endX, next.a, endY, next.b, seen)
		}
		for j := next.a; j < next.a+next.n; j++ {
			if x.kind[j]&tells != 0 {
				e.kept++
			}
			if x.kind[j]&isNumber != 0 {
				e.keptNumbers++
			}
		}
		endX, endY = next.a+next.n, next.b+next.n
	}
}

// slot pairs the telling words of one filled-in place in order.
func (e *evidence) slot(x, y *body, fromX, toX, fromY, toY int, seen map[[2]uint64]bool) {
	for _, k := range []kind{isNumber, isDay, isName} {
		j := fromY
		for i := fromX; i < toX; i++ {
			if x.kind[i]&k == 0 {
				continue
			}
			for j < toY && y.kind[j]&k == 0 {
				j++
			}
			if j == toY {
				break
			}
			pair := [2]uint64{x.hash[i], y.hash[j]}
			j++
			if pair[0] == pair[1] || seen[pair] {
				continue
			}
			seen[pair] = true
			e.changed++
			switch k {
			case isNumber:
				e.changedNumbers++
			case isDay:
				e.changedDays++
			}
		}
	}
}

// names looks at whether what is not shared speaks of those whom the rest names.
func (e *evidence) names(x, y *body, markX, markY []bool) {
	named := map[uint64]bool{}
	for i, k := range x.kind {
		if k&isName != 0 && markX[i] {
			named[x.hash[i]] = true
		}
	}
	for _, side := range []struct {
		*body
		mark []bool
	}{{x, markX}, {y, markY}} {
		strange, known := 0, 0
		for i, k := range side.kind {
			if k&isName == 0 || side.mark[i] {
				continue
			}
			if named[side.hash[i]] {
				known++
			} else {
				strange++
			}
		}
		if strange > e.strange {
			e.strange, e.known = strange, known
		}
	}
}

// template reports whether the texts fill one frame with other names and figures.
func (e *evidence) template() bool {
	numbers := float64(e.changedNumbers) / float64(max(1, e.changedNumbers+e.keptNumbers))
	all := float64(e.changed) / float64(max(1, e.changed+e.kept))
	switch {
	case e.changed >= 3 && all >= 0.3:
		return true
	case e.changedDays > 0 && e.changedNumbers >= 2 && numbers >= 0.35:
		return true
	case e.changedNumbers >= 3 && numbers >= 0.55:
		return true
	}
	return false
}

func (e *evidence) judge() Match {
	cut := float64(e.shared[0]) / float64(e.words[0])
	source := float64(e.shared[1]) / float64(e.words[1])
	both := float64(e.shared[0]+e.shared[1]) / float64(e.words[0]+e.words[1])
	if cut < NewLeadAt || e.template() {
		return Match{"", both}
	}
	short, half := e.words[0], 2*e.words[0] >= e.words[1]
	switch {
	case cut >= NearAt && source >= NearAt:
		return Match{Near, both}
	case cut >= CutAt && short >= cutWords && e.opening,
		cut >= ContainedAt && short >= cutWords && half,
		cut >= ContainedAt && short >= passageWords:
		return Match{Contained, cut}
	case source >= NewLeadLong && e.shared[0] >= passageWords && (both >= sameStory || e.known*4 >= e.strange):
		return Match{NewLead, both}
	}
	return Match{"", both}
}
