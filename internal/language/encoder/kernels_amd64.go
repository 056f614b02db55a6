package encoder

import "unsafe"

// Dispatch for amd64. Each function picks the kernel of the tier; the Go
// version is both the fallback and the specification.

func cpuid(eax, ecx uint32) (a, b, c, d uint32)
func xgetbv() (lo, hi uint32)

// detect reads CPUID and XCR0: the processor must have the instructions and the
// system must save the registers.
func detect() (t []Tier) {
	t = []Tier{TierGo}
	maxID, _, _, _ := cpuid(0, 0)
	_, _, c1, _ := cpuid(1, 0)
	if maxID < 7 || c1&(1<<27) == 0 { // OSXSAVE
		return
	}
	x, _ := xgetbv()
	sub, b7, c7, _ := cpuid(7, 0)
	if x&6 != 6 || b7&(1<<5) == 0 {
		return
	}
	t = append(t, TierAVX2)
	if sub >= 1 {
		if a, _, _, _ := cpuid(7, 1); a&(1<<4) != 0 {
			t = append(t, TierAVXVNNI)
		}
	}
	const need = 1<<16 | 1<<17 | 1<<30 | 1<<31 // F DQ BW VL
	if x&0xe6 == 0xe6 && b7&need == need && c7&(1<<11) != 0 {
		t = append(t, TierAVX512)
	}
	return
}

func (t Tier) gelu(x []float32) (lo, hi float32) {
	switch t {
	case TierAVX512:
		return geluz(&x[0], len(x)/16, &consts[0])
	case TierAVX2, TierAVXVNNI:
		return geluy(&x[0], len(x)/16, &consts[0])
	}
	return geluGo(x)
}

func (t Tier) minmax(x []float32) (lo, hi float32) {
	switch t {
	case TierAVX512:
		return minmaxz(&x[0], len(x)/16, &consts[0])
	case TierAVX2, TierAVXVNNI:
		return minmaxy(&x[0], len(x)/16, &consts[0])
	}
	return minmaxGo(x)
}

func (t Tier) leaky(x []float32, slope float32) (lo, hi float32) {
	switch t {
	case TierAVX512:
		return leakyz(&x[0], len(x)/16, &consts[0], slope)
	case TierAVX2, TierAVXVNNI:
		return leakyy(&x[0], len(x)/16, &consts[0], slope)
	}
	return leakyGo(x, slope)
}

func (t Tier) axpy(x []float32, w float32, y []float32) {
	y = y[:len(x)]
	switch t {
	case TierAVX512:
		axpyz(&x[0], len(x)/16, w, &y[0])
	case TierAVX2, TierAVXVNNI:
		axpyy(&x[0], len(x)/16, w, &y[0])
	default:
		axpyGo(x, w, y)
	}
}

func (t Tier) lnorm(x, res, g, b []float32) (lo, hi float32) {
	switch t {
	case TierAVX512:
		return lnormz(&x[0], &res[0], &g[0], &b[0], H/16, &consts[0])
	case TierAVX2, TierAVXVNNI:
		return lnormy(&x[0], &res[0], &g[0], &b[0], H/16, &consts[0])
	}
	return lnormGo(x, res, g, b)
}

func (t Tier) scores(q, kT []float32, n16 int, out []float32) {
	switch t {
	case TierAVX512:
		scoresz(&q[0], &kT[0], n16, &out[0])
	case TierAVX2, TierAVXVNNI:
		scoresy(&q[0], &kT[0], n16, &out[0])
	default:
		scoresGo(q, kT, n16, out)
	}
}

// lnorms is lnorm for rows rows, a multiple of 6.
func (t Tier) lnorms(x, res, g, b []float32, rows int, lo, hi []float32) {
	if t == TierAVX512 {
		lnorm6z(&x[0], &res[0], &g[0], &b[0], rows, &lo[0], &hi[0], &consts[0])
		return
	}
	for i := range rows {
		lo[i], hi[i] = t.lnorm(x[i*H:i*H+H], res[i*H:], g, b)
	}
}

// keys turns 16 keys into a block of kT, see keysGo.
func (t Tier) keys(k []float32, ld int, kT []float32) {
	switch t {
	case TierAVX512:
		keysz(&k[0], ld, &kT[0])
	case TierAVX2, TierAVXVNNI:
		keysy(&k[0], ld, &kT[0])
	default:
		keysGo(k, ld, kT)
	}
}

// attend scores queries, see attendGo. It reads and writes up to spare rows more.
func (t Tier) attend(q []float32, ldq, rows int, kT []float32, n16 int, init, out []float32) {
	switch t {
	case TierAVX512:
		attendz(&q[0], ldq, rows, &kT[0], n16, &init[0], &out[0])
	case TierAVX2, TierAVXVNNI:
		attendy(&q[0], ldq, rows, &kT[0], n16, &init[0], &out[0])
	default:
		attendGo(q, ldq, rows, kT, n16, init, out)
	}
}

// softmax leaves the unscaled weights in the rows of s, n16 times 16 numbers each, and
// 1/sum in inv.
func (t Tier) softmax(s []float32, n16, rows int, inv []float32) {
	switch t {
	case TierAVX512:
		softmaxz(&s[0], n16, rows, &inv[0], &consts[0])
	case TierAVX2, TierAVXVNNI:
		softmaxy(&s[0], n16, rows, &inv[0], &consts[0])
	default:
		for i := range rows {
			inv[i] = softmaxGo(s[i*n16*16:][:n16*16])
		}
	}
}

// pv is the weighted sum of n rows of 32 values, for rows rows of weights. It reads and
// writes up to spare rows more.
func (t Tier) pv(p []float32, ldp, rows int, v []float32, ldv, n int, inv, out []float32, ldo int) {
	switch t {
	case TierAVX512:
		pvz(&p[0], ldp, rows, &v[0], ldv, n, &inv[0], &out[0], ldo)
	case TierAVX2, TierAVXVNNI:
		pvy(&p[0], ldp, rows, &v[0], ldv, n, &inv[0], &out[0], ldo)
	default:
		for i := range rows {
			pvGo(p[i*ldp:], v, ldv, n, inv[i], out[i*ldo:])
		}
	}
}

// total is the sum of seven rows, see totalGo.
func (t Tier) total(rows *[7][]float32, out []float32) {
	switch t {
	case TierAVX512:
		totalz(&rows[0][0], &rows[1][0], &rows[2][0], &rows[3][0], &rows[4][0], &rows[5][0], &rows[6][0], &out[0], len(out)/16)
	case TierAVX2, TierAVXVNNI:
		totaly(&rows[0][0], &rows[1][0], &rows[2][0], &rows[3][0], &rows[4][0], &rows[5][0], &rows[6][0], &out[0], len(out)/16)
	default:
		totalGo(rows, out)
	}
}

// dots are four dots with each row, see dotsGo. It reads and writes up to spare rows more.
func (t Tier) dots(x []float32, ldx, rows int, w, out []float32, ldo int) {
	switch t {
	case TierAVX512:
		dotsz(&x[0], ldx, rows, &w[0], len(w)/16, &out[0], ldo)
	case TierAVX2, TierAVXVNNI:
		dotsy(&x[0], ldx, rows, &w[0], len(w)/16, &out[0], ldo)
	default:
		dotsGo(x, ldx, rows, w, out, ldo)
	}
}

// quant writes one row of activations in the form the tier's GEMM reads.
func (t Tier) quant(x []float32, lo, inv float32, b *acts, at int) {
	switch t {
	case TierAVX512:
		quantz(&x[0], len(x)/16, lo, inv, unsafe.Pointer(&b.u8[at]))
	case TierAVXVNNI:
		quantb(&x[0], len(x)/16, lo, inv, unsafe.Pointer(&b.u8[at]))
	case TierAVX2:
		quanty(&x[0], len(x)/16, lo, inv, unsafe.Pointer(&b.s16[at]))
	default:
		quantGo(x, lo, inv, b.u8[at:at+len(x)])
	}
}

// gemm: c[m,N] = dequantised product; m is a multiple of 6.
func (t Tier) gemm(l *linear, m int, b *acts, c []float32) {
	k := l.K
	switch t {
	case TierAVX512:
		for n := 0; n < l.N; n += 64 {
			i8vnni6x64(&b.u8[0], k, &l.w[n*k], 16*k, k/4, &c[n], l.N, &b.sa[0], &b.lo[0], &l.sw[n], &l.cs[n], &l.bias[n], m)
		}
	case TierAVXVNNI:
		for n := 0; n < l.N; n += 16 {
			for i := 0; i < m; i += 6 {
				i8avxvnni6x16(&b.u8[i*k], k, &l.w[n*k], 0, k/4, &c[i*l.N+n], l.N, &b.sa[i], &b.lo[i], &l.sw[n], &l.cs[n], &l.bias[n])
			}
		}
	case TierAVX2:
		for n := 0; n < l.N; n += 8 {
			for i := 0; i < m; i += 6 {
				i8avx6x8(&b.s16[i*k], k, &l.w[n/16*16*k+n%16*4], 0, k/4, &c[i*l.N+n], l.N, &b.sa[i], &b.lo[i], &l.sw[n], &l.cs[n], &l.bias[n])
			}
		}
	default:
		packRows(m, k, b.u8, b.p64)
		gemmGo(l, m, b.p64, b.sa, b.lo, c)
	}
}
