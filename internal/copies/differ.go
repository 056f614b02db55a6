package copies

import "slices"

// Change is a place where two texts differ: what stands in the one, and in the
// other in its place. Either may be empty. Offsets are bytes, end exclusive.
type Change struct {
	Start, End           int // in the first text
	OtherStart, OtherEnd int // in the second
}

// fineWords is the largest stretch that is compared word by word; a longer one is
// one change.
const fineWords = 400

// Differ says, word by word, where b differs from a. Case, blanks, and the shape
// of quotes and dashes do not count; spelling does.
func Differ(a, b string) []Change {
	var r reader
	x := r.read(a, true).clone()
	y := r.read(b, true)
	var table, own grams
	table.fill(y.surface)
	blocks := align(x.surface, y.surface, &table, &own)
	var out []Change
	endX, endY := 0, 0
	for _, k := range append(blocks, block{len(x.surface), len(y.surface), 0}) {
		for _, gap := range fine(x.surface[endX:k.a], y.surface[endY:k.b]) {
			out = append(out, change(x, y, a, b, endX+gap[0], endX+gap[1], endY+gap[2], endY+gap[3]))
		}
		endX, endY = k.a+k.n, k.b+k.n
	}
	return out
}

// change turns positions of words into bytes. Where there are no words on one
// side, it is the empty place between its neighbours.
func change(x, y *body, a, b string, fromX, toX, fromY, toY int) Change {
	side := func(s *body, text string, from, to int) (int, int) {
		switch {
		case from < to:
			return int(s.start[from]), int(s.end[to-1])
		case from < len(s.start):
			return int(s.start[from]), int(s.start[from])
		}
		return len(text), len(text)
	}
	var c Change
	c.Start, c.End = side(x, a, fromX, toX)
	c.OtherStart, c.OtherEnd = side(y, b, fromY, toY)
	return c
}

// fine finds where two stretches of words differ: from and to in each. A word or
// two in common between longer differences are no agreement.
func fine(a, b []uint64) [][4]int {
	if len(a) == 0 && len(b) == 0 {
		return nil
	}
	if len(a) == 0 || len(b) == 0 || len(a) > fineWords || len(b) > fineWords {
		return [][4]int{{0, len(a), 0, len(b)}}
	}
	// The longest common subsequence of words, by its length from each position on.
	w := len(b) + 1
	size := make([]uint16, (len(a)+1)*w)
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				size[i*w+j] = size[(i+1)*w+j+1] + 1
			} else {
				size[i*w+j] = max(size[(i+1)*w+j], size[i*w+j+1])
			}
		}
	}
	var out [][4]int
	i, j, fromI, fromJ := 0, 0, 0, 0
	for i < len(a) || j < len(b) {
		if i < len(a) && j < len(b) && a[i] == b[j] {
			if i > fromI || j > fromJ {
				out = append(out, [4]int{fromI, i, fromJ, j})
			}
			i, j = i+1, j+1
			fromI, fromJ = i, j
			continue
		}
		if j == len(b) || i < len(a) && size[(i+1)*w+j] >= size[i*w+j+1] {
			i++
		} else {
			j++
		}
	}
	if i > fromI || j > fromJ {
		out = append(out, [4]int{fromI, i, fromJ, j})
	}
	return slices.Clip(merged(out))
}

// merged joins changes that fewer words part than they have themselves.
func merged(in [][4]int) (out [][4]int) {
	for _, c := range in {
		if n := len(out); n > 0 {
			p := &out[n-1]
			between := c[0] - p[1]
			if small := min(max(p[1]-p[0], p[3]-p[2]), max(c[1]-c[0], c[3]-c[2])); between < small && between <= 2 {
				p[1], p[3] = c[1], c[3]
				continue
			}
		}
		out = append(out, c)
	}
	return out
}
