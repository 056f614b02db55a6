package figure

// settle works out, for the figures of one sentence, which is part of which and
// what those without a noun of their own count.
func (g *graph) settle(found []count) []count {
	for i := range found {
		c := &found[i]
		if i == 0 || !g.partOf(c) {
			continue
		}
		for j := i - 1; j >= 0 && j >= i-8; j-- {
			w := &found[j]
			if w.money != "" || w.percent || w.share || w.max == 0 && !c.share && w.value < c.value {
				continue
			}
			c.of = j
			break
		}
		if c.of < 0 {
			continue
		}
		switch {
		case c.share && c.unit == "share":
			c.unit = "share of " + found[c.of].unit
		case c.unit == "":
			c.unit = found[c.of].unit
		}
	}
	out := found[:0]
	moved := make([]int, len(found))
	for i, c := range found {
		moved[i] = -1
		if c.unit == "" {
			continue
		}
		if c.of >= 0 {
			c.of = moved[c.of]
		}
		moved[i] = len(out)
		out = append(out, c)
	}
	return out
}

// partOf is true for "of whom 755,000", "half of them", "including 12 children".
func (g *graph) partOf(c *count) bool {
	if c.share {
		return g.form(c.noun) == "them" || g.form(c.noun) == "these" || g.form(c.noun) == "those" || g.form(c.noun) == "whom"
	}
	return g.ofWhom(c) || g.included(c)
}

// included is true behind "including", "among them".
func (g *graph) included(c *count) bool {
	for k := c.first - 1; k >= 0 && k >= c.first-4; k-- {
		switch g.form(k) {
		case "including", "includes", "included":
			return true
		case "them":
			if g.form(k-1) == "among" || g.form(k-1) == "of" {
				return true
			}
			return false
		case ",", "and", ".":
			return false
		}
	}
	return false
}
