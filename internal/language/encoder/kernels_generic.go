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
func (t Tier) softmax(s []float32) float32                       { return softmaxGo(s) }
func (t Tier) pv(p, v []float32, ldv, n int, inv float32, out []float32) {
	pvGo(p, v, ldv, n, inv, out)
}

func (t Tier) quant(x []float32, lo, inv float32, b *acts, at int) {
	quantGo(x, lo, inv, b.u8[at:at+len(x)])
}

func (t Tier) gemm(l *linear, m int, b *acts, c []float32) {
	packRows(m, l.K, b.u8, b.p64)
	gemmGo(l, m, b.p64, b.sa, b.lo, c)
}
