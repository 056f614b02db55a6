package encoder

const never = -1e9

// tree chooses the heads of a sentence of n words from w.arcs: the best heads
// if they already form a tree with one root, else Chu-Liu-Edmonds.
func (w *Worker) tree(n int, dst []int) {
	ld := (n + 16) / 16 * 16
	row := func(i int) []float32 { return w.arcs[i*ld : i*ld+n+1] }
	m := &w.forest
	m.reset()
	for i := range dst {
		a := row(i)
		a[i+1] = never
		b := 0
		for j, v := range a {
			if v > a[b] {
				b = j
			}
		}
		dst[i] = b
	}
	if m.isTree(dst) {
		return
	}
	s := matrix{n: n + 1}
	fill := func() matrix {
		m.reset()
		s.v = m.floats((n + 1) * (n + 1))
		clear(s.row(0))
		for i := 1; i <= n; i++ {
			copy(s.row(i), row(i-1))
		}
		return s
	}
	m.best = append(m.best[:0], m.edmonds(fill())...)
	h := m.best
	roots := 0
	for i := 1; i <= n; i++ {
		if h[i] == 0 {
			roots++
		}
	}
	if roots != 1 {
		// one run for each likely root: the roots found and the few best words
		cand := m.cand[:0]
		for i := 1; i <= n; i++ {
			better := 0
			for j := 0; j < n; j++ {
				if row(j)[0] > row(i - 1)[0] || row(j)[0] == row(i - 1)[0] && j < i-1 {
					better++
				}
			}
			if better < 6 || h[i] == 0 && better < 16 {
				cand = append(cand, i)
			}
		}
		m.cand = cand
		best := float32(-1e30)
		for _, r := range cand {
			fill()
			for i := 1; i <= n; i++ {
				if i != r {
					s.row(i)[0] = -1e6
				} else {
					for j := 1; j <= n; j++ {
						s.row(i)[j] = never
					}
				}
			}
			g := m.edmonds(s)
			var v float32
			for i := 1; i <= n; i++ {
				if g[i] == 0 && i != r {
					v -= 1e5
				} else {
					v += row(i - 1)[g[i]]
				}
			}
			if v > best {
				best = v
				copy(h, g)
			}
		}
	}
	copy(dst, h[1:])
}

// isTree: one root, no cycle. dst[i] is the head of word i, 0 or a word + 1.
func (m *forest) isTree(dst []int) bool {
	roots := 0
	mark := m.ints(len(dst)) // 0 new, k+1 on the path from k, -1 done
	for k := range dst {
		if dst[k] == 0 {
			roots++
		}
		i := k
		for i >= 0 && mark[i] == 0 {
			mark[i] = k + 1
			i = dst[i] - 1
		}
		if i >= 0 && mark[i] == k+1 {
			return false
		}
		for i = k; i >= 0 && mark[i] == k+1; i = dst[i] - 1 {
			mark[i] = -1
		}
	}
	return roots == 1
}

// matrix is s[dependent][head], n by n.
type matrix struct {
	v []float32
	n int
}

func (m matrix) row(i int) []float32 { return m.v[i*m.n : i*m.n+m.n] }

// forest is the memory of the tree decoder: slices are handed out one behind the
// other and all taken back by reset.
type forest struct {
	f    []float32
	i    []int
	best []int
	cand []int
	// looked counts the scores that edmonds has looked at, for the tests.
	looked int
}

func (m *forest) reset() { m.f, m.i = m.f[:0], m.i[:0] }

func (m *forest) floats(n int) []float32 {
	if len(m.f)+n > cap(m.f) { // what was handed out stays valid in the old array
		m.f = make([]float32, 0, 2*cap(m.f)+n)
	}
	m.f = m.f[:len(m.f)+n]
	return m.f[len(m.f)-n:]
}

// ints are zero.
func (m *forest) ints(n int) []int {
	if len(m.i)+n > cap(m.i) {
		m.i = make([]int, 0, 2*cap(m.i)+n)
	}
	m.i = m.i[:len(m.i)+n]
	s := m.i[len(m.i)-n : len(m.i) : len(m.i)]
	clear(s)
	return s
}

// edmonds returns the maximum arborescence of s[dependent][head] rooted at 0
// (Chu and Liu 1965, Edmonds 1967). It contracts one cycle at a time and calls
// itself; sentences seldom need more than one or two rounds.
func (m *forest) edmonds(s matrix) []int {
	n := s.n
	m.looked += n * n
	h := m.ints(n)
	for i := 1; i < n; i++ {
		b := 0
		a := s.row(i)
		for j := range a {
			if j != i && a[j] > a[b] {
				b = j
			}
		}
		h[i] = b
	}
	cyc := m.cycle(h)
	if cyc == nil {
		return h
	}
	in := m.ints(n)
	var total float32
	for _, c := range cyc {
		in[c] = 1
		total += s.row(c)[h[c]]
	}
	rest := m.ints(n)[:0]
	for i := 0; i < n; i++ {
		if in[i] == 0 {
			rest = append(rest, i)
		}
	}
	k := len(rest) + 1 // the last node stands for the cycle
	t := matrix{m.floats(k * k), k}
	clear(t.v)
	out, into := m.ints(k), m.ints(k)
	for a, x := range rest {
		ta, sx := t.row(a), s.row(x)
		for b, y := range rest {
			ta[b] = sx[y]
		}
		out[a], into[a] = cyc[0], cyc[0]
		bo, bi := float32(-1e30), float32(-1e30)
		for _, c := range cyc {
			if sx[c] > bo {
				bo, out[a] = sx[c], c
			}
			if v := s.row(c)[x] - s.row(c)[h[c]] + total; v > bi {
				bi, into[a] = v, c
			}
		}
		ta[k-1], t.row(k - 1)[a] = bo, bi
	}
	t.row(k - 1)[k-1] = never
	g := m.edmonds(t)
	for a := 1; a < k-1; a++ {
		if g[a] == k-1 {
			h[rest[a]] = out[a]
		} else {
			h[rest[a]] = rest[g[a]]
		}
	}
	h[into[g[k-1]]] = rest[g[k-1]]
	return h
}

// cycle returns the words of a cycle, nil if there is none.
func (m *forest) cycle(h []int) []int {
	mark := m.ints(len(h))
	for k := 1; k < len(h); k++ {
		i := k
		for i != 0 && mark[i] == 0 {
			mark[i] = k
			i = h[i]
		}
		if i != 0 && mark[i] == k {
			c := m.ints(len(h))[:0]
			c = append(c, i)
			for j := h[i]; j != i; j = h[j] {
				c = append(c, j)
			}
			return c
		}
	}
	return nil
}
