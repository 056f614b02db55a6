package encoder

// analyse runs the heads over the word vectors in w.v and appends to w.out.
//
// First layer: one GEMM for all heads (tags, names, arc dependent, label
// dependent, arc head, label head). Then
//
//	tags   256 -> 49 XPOS + 17 UPOS, the best pair that the treebanks contain;
//	names  256 -> 9, Viterbi over legal sequences;
//	arcs   score[i][j] = (ad_i U) . ah_j, maximum spanning tree with one root;
//	labels for the chosen head only: (rd_i W_r) . rh_head for every relation r.
//
// The two dynamic products (arcs, labels) reuse the attention's score kernel,
// 32 dimensions at a time; the partial sums are added in a fixed order.
func (w *Worker) analyse(sents [][]string) {
	e, t := w.e, w.t
	rows := len(w.row)
	if rows == 0 {
		w.out = append(w.out, make([]Analysis, len(sents))...)
		return
	}
	pad := (rows + 5) / 6 * 6
	w.grow(t, pad, wide)
	w.h = grow(w.h, pad*hOut)
	w.o1, w.o2 = grow(w.o1, pad*128), grow(w.o2, (pad+spare)*arcH)
	for i := 0; i < rows; i++ {
		v := w.v[i*wide : i*wide+wide]
		lo, hi := t.minmax(v)
		w.quantRow(i, wide, v, lo, hi)
	}
	t.gemm(w.h1, pad, &w.acts, w.h)
	row := func(i, from, to int) []float32 { return w.h[i*hOut+from : i*hOut+to] }

	// tags
	for i := 0; i < rows; i++ {
		lo, hi := t.leaky(row(i, oTag, oNer), 0)
		w.quantRow(i, tagH, row(i, oTag, oNer), lo, hi)
	}
	t.gemm(e.tag, pad, &w.acts, w.o1)
	xpos, upos := w.strings.take(rows), w.strings.take(rows)
	nx := len(e.XPOS)
	for i := range xpos {
		o := w.o1[i*128:]
		best, bx, bu := float32(-1e30), 0, 0
		for _, p := range e.Pairs {
			if s := o[p[0]] + o[nx+p[1]]; s > best {
				best, bx, bu = s, p[0], p[1]
			}
		}
		xpos[i], upos[i] = e.XPOS[bx], e.UPOS[bu]
	}

	// names
	for i := 0; i < rows; i++ {
		lo, hi := t.leaky(row(i, oNer, oAd), 0)
		w.quantRow(i, nerH, row(i, oNer, oAd), lo, hi)
	}
	t.gemm(e.ner, pad, &w.acts, w.o1)
	names := w.strings.take(rows)
	r := 0
	for _, s := range sents {
		w.viterbi(w.o1[r*64:], names[r:r+len(s)])
		r += len(s)
	}

	// arcs
	for i := 0; i < rows; i++ {
		lo, hi := t.leaky(row(i, oAd, oRd), .1)
		w.quantRow(i, arcH, row(i, oAd, oRd), lo, hi)
		t.leaky(row(i, oAh, hOut), .1) // head sides of arcs and labels stay float
	}
	t.gemm(e.arc, pad, &w.acts, w.o2)
	hd, margin := w.heads.take(rows), w.margin.take(rows)
	r = 0
	for _, s := range sents {
		if len(s) > 0 {
			w.arcScores(r, len(s))
			w.tree(len(s), hd[r:r+len(s)])
			w.margins(hd[r:r+len(s)], margin[r:r+len(s)])
		}
		r += len(s)
	}

	// labels, in blocks: the product has 6,208 columns
	for i := 0; i < rows; i++ {
		lo, hi := t.leaky(row(i, oRd, oAh), .1)
		w.quantRow(i, relH, row(i, oRd, oAh), lo, hi)
	}
	rels := w.strings.take(rows)
	w.base = grow(w.base, rows)
	base := w.base // first row of the sentence
	r = 0
	for _, s := range sents {
		for i := range s {
			base[r+i] = r
		}
		r += len(s)
	}
	const block = 24
	n := e.lab.N
	w.lab = grow(w.lab, block*n)
	var sc, part [relN]float32
	all := w.acts
	for b := 0; b < pad; b += block {
		m := min(block, pad-b)
		w.acts = all.from(t, b, relH)
		t.gemm(e.lab, m, &w.acts, w.lab)
		for i := b; i < min(b+m, rows); i++ {
			o := w.lab[(i-b)*n:][:n]
			g := e.rootRh
			if hd[i] > 0 {
				g = row(base[i]+hd[i]-1, oRh, hOut)
			}
			copy(sc[:], o[relN*relH:])
			for c := 0; c < relH/32; c++ {
				t.scores(g[c*32:c*32+32], o[c*relN*32:], relN/16, part[:])
				for k, x := range part {
					sc[k] += x
				}
			}
			best := -1
			for k := range e.Rels {
				if k != e.rootRel && (best < 0 || sc[k] > sc[best]) {
					best = k
				}
			}
			if hd[i] == 0 { // "root" goes with head 0 and only with it
				best = e.rootRel
			}
			rels[i] = e.Rels[best]
		}
	}
	w.acts = all
	r = 0
	for _, s := range sents {
		k := r + len(s)
		w.out = append(w.out, Analysis{Words: s, UPOS: upos[r:k:k], XPOS: xpos[r:k:k], Rels: rels[r:k:k], Names: names[r:k:k], Heads: hd[r:k:k], Margin: margin[r:k:k]})
		r = k
	}
}

// from views the activations from a row on.
func (b acts) from(t Tier, row, k int) acts {
	b.sa, b.lo = b.sa[row:], b.lo[row:]
	if b.u8 != nil {
		b.u8 = b.u8[row*k:]
	}
	if b.s16 != nil {
		b.s16 = b.s16[row*k:]
	}
	return b
}

// viterbi finds the best legal sequence of names.
func (w *Worker) viterbi(o []float32, dst []string) {
	k := len(w.e.Names)
	if len(dst) == 0 {
		return
	}
	var d, nd [16]float32
	w.back = grow(w.back, len(dst)*k)
	back := w.back
	for j := 0; j < k; j++ {
		d[j] = -1e9
		if w.e.nameNext[k][j] {
			d[j] = o[j]
		}
	}
	for i := 1; i < len(dst); i++ {
		for j := 0; j < k; j++ {
			best, from := float32(-1e30), 0
			for a := 0; a < k; a++ {
				if w.e.nameNext[a][j] && d[a] > best {
					best, from = d[a], a
				}
			}
			nd[j] = best + o[i*64+j]
			back[i*k+j] = uint8(from)
		}
		d = nd
	}
	y := 0
	for j := 1; j < k; j++ {
		if d[j] > d[y] {
			y = j
		}
	}
	for i := len(dst) - 1; i >= 0; i-- {
		dst[i] = w.e.Names[y]
		y = int(back[i*k+y])
	}
}

// arcScores fills w.arcs, (n+1) columns (0 = root) for each of the n words that
// start at row r0.
func (w *Worker) arcScores(r0, n int) {
	cols := n + 1
	nb := (cols + 15) / 16
	w.arcs = grow(w.arcs, n*nb*16+nb*16)
	w.kT = grow(w.kT, nb*512)
	w.sc, w.init = grow(w.sc, (n+spare)*nb*16), grow(w.init, nb*16)
	clear(w.init[:nb*16])
	arcs := w.arcs[:n*nb*16]
	clear(arcs)
	clear(w.kT[(nb-1)*512 : nb*512])
	for c := 0; c < arcH/32; c++ {
		for j := 0; j < cols; j++ {
			g := w.e.rootAh[c*32:]
			if j > 0 {
				g = w.h[(r0+j-1)*hOut+oAh+c*32:]
			}
			scatter(w.kT[j/16*512+j%16:], g)
		}
		w.t.attend(w.o2[r0*arcH+c*32:], arcH, n, w.kT, nb, w.init, w.sc)
		w.t.axpy(w.sc[:len(arcs)], 1, arcs)
	}
}

// margins: score of the chosen head minus the best other one. Scores are trained
// as log-probabilities, so this is a log-odds; negative where the tree overruled
// the best head.
func (w *Worker) margins(hd []int, out []float32) {
	n := len(hd)
	ld := (n + 16) / 16 * 16
	for i, h := range hd {
		a := w.arcs[i*ld : i*ld+n+1]
		next := float32(never)
		for j, v := range a {
			if j != h && v > next {
				next = v
			}
		}
		out[i] = a[h] - next
	}
}
