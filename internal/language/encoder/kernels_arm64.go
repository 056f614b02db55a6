package encoder

import (
	"encoding/binary"
	"os"
	"runtime"
)

// detect: SDOT is in every Apple processor; on Linux the kernel says so in the
// auxiliary vector (AT_HWCAP = 16, bit 20 = ASIMDDP).
func detect() []Tier {
	if runtime.GOOS == "darwin" {
		return []Tier{TierGo, TierNEON}
	}
	b, _ := os.ReadFile("/proc/self/auxv")
	for ; len(b) >= 16; b = b[16:] {
		if binary.LittleEndian.Uint64(b) == 16 && binary.LittleEndian.Uint64(b[8:])&(1<<20) != 0 {
			return []Tier{TierGo, TierNEON}
		}
	}
	return []Tier{TierGo}
}

func (t Tier) gelu(x []float32) (lo, hi float32) {
	if t == TierNEON {
		return gelun(&x[0], len(x)/16, &consts[0])
	}
	return geluGo(x)
}

func (t Tier) minmax(x []float32) (lo, hi float32) {
	if t == TierNEON {
		return minmaxn(&x[0], len(x)/16, &consts[0])
	}
	return minmaxGo(x)
}

func (t Tier) leaky(x []float32, slope float32) (lo, hi float32) {
	if t == TierNEON {
		return leakyn(&x[0], len(x)/16, &consts[0], slope)
	}
	return leakyGo(x, slope)
}

func (t Tier) axpy(x []float32, w float32, y []float32) {
	y = y[:len(x)]
	if t == TierNEON {
		axpyn(&x[0], len(x)/16, w, &y[0])
		return
	}
	axpyGo(x, w, y)
}

func (t Tier) lnorm(x, res, g, b []float32) (lo, hi float32) {
	if t == TierNEON {
		return lnormn(&x[0], &res[0], &g[0], &b[0], H/16, &consts[0])
	}
	return lnormGo(x, res, g, b)
}

func (t Tier) scores(q, kT []float32, n16 int, out []float32) {
	if t == TierNEON {
		scoresn(&q[0], &kT[0], n16, &out[0])
		return
	}
	scoresGo(q, kT, n16, out)
}

// lnorms is lnorm for rows rows.
func (t Tier) lnorms(x, res, g, b []float32, rows int, lo, hi []float32) {
	for i := range rows {
		lo[i], hi[i] = t.lnorm(x[i*H:i*H+H], res[i*H:], g, b)
	}
}

func (t Tier) keys(k []float32, ld int, kT []float32) { keysGo(k, ld, kT) }

// attend scores queries, see attendGo. It reads and writes up to spare rows more.
func (t Tier) attend(q []float32, ldq, rows int, kT []float32, n16 int, init, out []float32) {
	if t == TierNEON {
		attendn(&q[0], ldq, rows, &kT[0], n16, &init[0], &out[0])
		return
	}
	attendGo(q, ldq, rows, kT, n16, init, out)
}

// softmax leaves the unscaled weights in the rows of s, n16 times 16 numbers each, and
// 1/sum in inv.
func (t Tier) softmax(s []float32, n16, rows int, inv []float32) {
	if t == TierNEON {
		softmaxn(&s[0], n16, rows, &inv[0], &consts[0])
		return
	}
	for i := range rows {
		inv[i] = softmaxGo(s[i*n16*16:][:n16*16])
	}
}

// pv is the weighted sum of n rows of 32 values, for rows rows of weights. It reads and
// writes up to spare rows more.
func (t Tier) pv(p []float32, ldp, rows int, v []float32, ldv, n int, inv, out []float32, ldo int) {
	if t == TierNEON {
		pvn(&p[0], ldp, rows, &v[0], ldv, n, &inv[0], &out[0], ldo)
		return
	}
	for i := range rows {
		pvGo(p[i*ldp:], v, ldv, n, inv[i], out[i*ldo:])
	}
}

// total is the sum of seven rows, see totalGo.
func (t Tier) total(rows *[7][]float32, out []float32) {
	if t == TierNEON {
		totaln(&rows[0][0], &rows[1][0], &rows[2][0], &rows[3][0], &rows[4][0], &rows[5][0], &rows[6][0], &out[0], len(out)/16)
		return
	}
	totalGo(rows, out)
}

// dots are four dots with each row, see dotsGo. It reads and writes up to spare rows more.
func (t Tier) dots(x []float32, ldx, rows int, w, out []float32, ldo int) {
	if t == TierNEON {
		dotsn(&x[0], ldx, rows, &w[0], len(w)/16, &out[0], ldo)
		return
	}
	dotsGo(x, ldx, rows, w, out, ldo)
}

// quant writes one row of activations: for SDOT, which multiplies signed by signed,
// with the highest bit turned.
func (t Tier) quant(x []float32, lo, inv float32, b *acts, at int) {
	if t == TierNEON {
		quantn(&x[0], len(x)/16, lo, inv, &b.u8[at])
		return
	}
	quantGo(x, lo, inv, b.u8[at:at+len(x)])
}

// gemm: c[m,N] = dequantised product; m is a multiple of 6.
func (t Tier) gemm(l *linear, m int, b *acts, c []float32) {
	k := l.K
	if t != TierNEON {
		packRows(m, k, b.u8, b.p64)
		gemmGo(l, m, b.p64, b.sa, b.lo, c)
		return
	}
	for n := 0; n < l.N; n += 16 {
		for i := 0; i < m; i += 6 {
			sdot6x16(&b.u8[i*k], k, &l.w[n*k], k/16, &c[i*l.N+n], l.N, &b.sa[i], &b.lo[i], &l.sw[n], &l.cs[n], &l.bias[n], &l.sum[n])
		}
	}
}
