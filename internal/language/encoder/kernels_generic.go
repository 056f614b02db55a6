//go:build !amd64 && !arm64

package encoder

// Plain Go, everywhere else.

func detect() []Tier { return []Tier{TierGo} }

func (t Tier) gelu(x []float32) (lo, hi float32)                 { return geluGo(x) }
func (t Tier) minmax(x []float32) (lo, hi float32)               { return minmaxGo(x) }
func (t Tier) leaky(x []float32, slope float32) (lo, hi float32) { return leakyGo(x, slope) }
func (t Tier) axpy(x []float32, w float32, y []float32)          { axpyGo(x, w, y) }
func (t Tier) lnorm(x, res, g, b []float32) (lo, hi float32)     { return lnormGo(x, res, g, b) }
func (t Tier) scores(q, kT []float32, n16 int, out []float32)    { scoresGo(q, kT, n16, out) }

// lnorms is lnorm for rows rows.
func (t Tier) lnorms(x, res, g, b []float32, rows int, lo, hi []float32) {
	for i := range rows {
		lo[i], hi[i] = t.lnorm(x[i*H:i*H+H], res[i*H:], g, b)
	}
}

func (t Tier) keys(k []float32, ld int, kT []float32) { keysGo(k, ld, kT) }
func (t Tier) attend(q []float32, ldq, rows int, kT []float32, n16 int, init, out []float32) {
	attendGo(q, ldq, rows, kT, n16, init, out)
}

func (t Tier) softmax(s []float32, n16, rows int, inv []float32) {
	for i := range rows {
		inv[i] = softmaxGo(s[i*n16*16:][:n16*16])
	}
}

func (t Tier) pv(p []float32, ldp, rows int, v []float32, ldv, n int, inv, out []float32, ldo int) {
	for i := range rows {
		pvGo(p[i*ldp:], v, ldv, n, inv[i], out[i*ldo:])
	}
}

func (t Tier) total(rows *[7][]float32, out []float32) { totalGo(rows, out) }
func (t Tier) dots(x []float32, ldx, rows int, w, out []float32, ldo int) {
	dotsGo(x, ldx, rows, w, out, ldo)
}

func (t Tier) quant(x []float32, lo, inv float32, b *acts, at int) {
	quantGo(x, lo, inv, b.u8[at:at+len(x)])
}

func (t Tier) gemm(l *linear, m int, b *acts, c []float32) {
	packRows(m, l.K, b.u8, b.p64)
	gemmGo(l, m, b.p64, b.sa, b.lo, c)
}
