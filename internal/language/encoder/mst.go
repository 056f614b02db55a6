package encoder

const never = -1e9

// tree chooses the heads of a sentence of n words from w.arcs: the best heads
// if they already form a tree with one root, else Chu-Liu-Edmonds.
func (w *Worker) tree(n int, dst []int) {
	ld := (n + 16) / 16 * 16
	row := func(i int) []float32 { return w.arcs[i*ld : i*ld+n+1] }
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
	if isTree(dst) {
		return
	}
	s := make([][]float32, n+1)
	fill := func() [][]float32 {
		for i := range s {
			s[i] = append(s[i][:0], make([]float32, n+1)...)
			if i > 0 {
				copy(s[i], row(i-1))
			}
		}
		return s
	}
	h := edmonds(fill())
	roots := 0
	for i := 1; i <= n; i++ {
		if h[i] == 0 {
			roots++
		}
	}
	if roots != 1 {
		// one run for each likely root: the roots found and the few best words
		var cand []int
		for i := 1; i <= n; i++ {
			better := 0
			for j := 0; j < n; j++ {
				if row(j)[0] > row(i - 1)[0] {
					better++
				}
			}
			if better < 6 || h[i] == 0 && better < 16 {
				cand = append(cand, i)
			}
		}
		best := float32(-1e30)
		for _, r := range cand {
			fill()
			for i := 1; i <= n; i++ {
				if i != r {
					s[i][0] = -1e6
				} else {
					for j := 1; j <= n; j++ {
						s[i][j] = never
					}
				}
			}
			g := edmonds(s)
			var v float32
			for i := 1; i <= n; i++ {
				if g[i] == 0 && i != r {
					v -= 1e5
				} else {
					v += row(i - 1)[g[i]]
				}
			}
			if v > best {
				best, h = v, g
			}
		}
	}
	copy(dst, h[1:])
}

// isTree: one root, no cycle. dst[i] is the head of word i, 0 or a word + 1.
func isTree(dst []int) bool {
	roots := 0
	mark := make([]int, len(dst)) // 0 new, k+1 on the path from k, -1 done
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

// edmonds returns the maximum arborescence of s[dependent][head] rooted at 0.
// It contracts one cycle at a time and calls itself; sentences seldom need more
// than one or two rounds.
func edmonds(s [][]float32) []int {
	n := len(s)
	h := make([]int, n)
	for i := 1; i < n; i++ {
		b := 0
		for j := range s[i] {
			if j != i && s[i][j] > s[i][b] {
				b = j
			}
		}
		h[i] = b
	}
	cyc := cycle(h)
	if cyc == nil {
		return h
	}
	in := make([]bool, n)
	var total float32
	for _, c := range cyc {
		in[c] = true
		total += s[c][h[c]]
	}
	var rest []int
	for i := 0; i < n; i++ {
		if !in[i] {
			rest = append(rest, i)
		}
	}
	m := len(rest) + 1 // the last node stands for the cycle
	t := make([][]float32, m)
	for i := range t {
		t[i] = make([]float32, m)
	}
	out, into := make([]int, m), make([]int, m)
	for a, x := range rest {
		for b, y := range rest {
			t[a][b] = s[x][y]
		}
		out[a], into[a] = cyc[0], cyc[0]
		bo, bi := float32(-1e30), float32(-1e30)
		for _, c := range cyc {
			if s[x][c] > bo {
				bo, out[a] = s[x][c], c
			}
			if v := s[c][x] - s[c][h[c]] + total; v > bi {
				bi, into[a] = v, c
			}
		}
		t[a][m-1], t[m-1][a] = bo, bi
	}
	t[m-1][m-1] = never
	g := edmonds(t)
	for a := 1; a < m-1; a++ {
		if g[a] == m-1 {
			h[rest[a]] = out[a]
		} else {
			h[rest[a]] = rest[g[a]]
		}
	}
	h[into[g[m-1]]] = rest[g[m-1]]
	return h
}

func cycle(h []int) []int {
	mark := make([]int, len(h))
	for k := 1; k < len(h); k++ {
		i := k
		for i != 0 && mark[i] == 0 {
			mark[i] = k
			i = h[i]
		}
		if i != 0 && mark[i] == k {
			c := []int{i}
			for j := h[i]; j != i; j = h[j] {
				c = append(c, j)
			}
			return c
		}
	}
	return nil
}
