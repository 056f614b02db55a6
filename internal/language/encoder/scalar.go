package encoder

import "math"

// This file is the specification: plain Go that every assembly kernel must
// equal bit for bit. Rules that make this possible:
//   - every product that is then added is written float32(x*y) + z, so that no
//     compiler may fuse it (the Go spec forbids fusing across a conversion);
//   - every reduction runs on 16 lanes, folded 8-4-2-1 at the end, whatever the
//     vector width;
//   - no call to math.Exp or math.Erf, whose assembly differs by architecture.

// consts is shared with the assembly: each constant 16 times, in this order.
var consts = func() []float32 {
	v := []float32{4.2, -4.2, math.Float32frombits(0x7fffffff), 0.5,
		0.398907423, -0.0663603619, 0.00983012095, -0.00111414469, 9.45737556e-05, -5.76069851e-06, 2.34363e-07, -5.63317171e-09, 5.99787026e-11,
		1.44269504088896341, 12582912, 0.693359375, -2.12194440e-4,
		1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1, 1, -80,
		1.0 / 384, 1e-12, float32(math.Inf(1)), float32(math.Inf(-1))}
	t := make([]float32, 16*len(v))
	for i := range t {
		t[i] = v[i/16]
	}
	return t
}()

const (
	kGelu   = 4
	kInvN   = 25
	kPosInf = 27
	kNegInf = 28
)

func reduceSum(s *[16]float32) float32 {
	for h := 8; h > 0; h /= 2 {
		for i := 0; i < h; i++ {
			s[i] += s[i+h]
		}
	}
	return s[0]
}

// geluGo: x*(0.5 + t*P(t*t)), t = clamp(x, +-4.2); max error 4.3e-5.
func geluGo(x []float32) (lo, hi float32) {
	var g [9]float32
	for i := range g {
		g[i] = consts[16*(kGelu+i)]
	}
	lo, hi = consts[16*kPosInf], consts[16*kNegInf]
	for i, v := range x {
		t := max(min(v, 4.2), -4.2)
		u := float32(t * t)
		p := g[8]
		for j := 7; j >= 0; j-- {
			p = float32(p*u) + g[j]
		}
		p = float32(float32(p*t)+0.5) * v
		x[i] = p
		lo, hi = min(lo, p), max(hi, p)
	}
	return
}

func minmaxGo(x []float32) (lo, hi float32) {
	lo, hi = x[0], x[0]
	for _, v := range x {
		lo, hi = min(lo, v), max(hi, v)
	}
	return
}

func leakyGo(x []float32, slope float32) (lo, hi float32) {
	lo, hi = consts[16*kPosInf], consts[16*kNegInf]
	for i, v := range x {
		v = max(v, slope*v)
		x[i] = v
		lo, hi = min(lo, v), max(hi, v)
	}
	return
}

func axpyGo(x []float32, w float32, y []float32) {
	for i, v := range x {
		y[i] += float32(w * v)
	}
}

// quantGo rounds to nearest even by adding 1.5*2^23; the low byte is the integer.
func quantGo(x []float32, lo, inv float32, dst []uint8) {
	for i, v := range x {
		r := float32((v-lo)*inv) + 12582912
		dst[i] = uint8(math.Float32bits(r))
	}
}

func lnormGo(x, res, g, b []float32) (lo, hi float32) {
	var s [16]float32
	for i := 0; i < len(x); i += 16 {
		xx, rr := x[i:i+16], res[i:i+16]
		for j := range s {
			v := xx[j] + rr[j]
			xx[j] = v
			s[j] += v
		}
	}
	mean := float32(reduceSum(&s) * consts[16*kInvN])
	s = [16]float32{}
	for i := 0; i < len(x); i += 16 {
		xx := x[i : i+16]
		for j := range s {
			v := xx[j] - mean
			xx[j] = v
			s[j] += float32(v * v)
		}
	}
	v := float32(reduceSum(&s)*consts[16*kInvN]) + 1e-12
	inv := 1 / float32(math.Sqrt(float64(v)))
	lo, hi = consts[16*kPosInf], consts[16*kNegInf]
	for i := range x {
		y := float32(float32(x[i]*inv)*g[i]) + b[i]
		x[i] = y
		lo, hi = min(lo, y), max(hi, y)
	}
	return
}

// scoresGo: q is 32 numbers, kT blocks of [32][16]; out[16b+j] = q . kT[b][.][j].
func scoresGo(q, kT []float32, n16 int, out []float32) {
	for b := 0; b < n16; b++ {
		var s [16]float32
		for d := 0; d < 32; d++ {
			k := kT[b*512+d*16:][:16]
			x := q[d]
			for j := range s {
				s[j] += float32(x * k[j])
			}
		}
		copy(out[b*16:], s[:])
	}
}

// keysGo turns 16 keys of 32 numbers, ld apart, into one block of kT.
func keysGo(k []float32, ld int, kT []float32) {
	for j := range 16 {
		scatter(kT[j:], k[j*ld:])
	}
}

// attendGo: rows queries of 32 numbers, ldq apart, against kT; the sums begin at init,
// which is -1e30 in the columns that only fill up.
func attendGo(q []float32, ldq, rows int, kT []float32, n16 int, init, out []float32) {
	for r := range rows {
		for b := range n16 {
			s := out[(r*n16+b)*16:][:16]
			copy(s, init[b*16:])
			for d := range 32 {
				k := kT[b*512+d*16:][:16]
				x := q[r*ldq+d]
				for j := range s {
					s[j] += float32(x * k[j])
				}
			}
		}
	}
}

// softmaxGo leaves exp(s-max) in s and returns 1/sum.
func softmaxGo(s []float32) float32 {
	m := s[0]
	for _, v := range s {
		m = max(m, v)
	}
	var acc [16]float32
	for i, v := range s {
		y := max(v-m, -80)
		r := float32(y*1.44269504088896341) + 12582912
		n := r - 12582912
		y -= float32(n * 0.693359375)
		y -= float32(n * -2.12194440e-4)
		p := float32(1.9875691500e-4*y) + 1.3981999507e-3
		p = float32(p*y) + 8.3334519073e-3
		p = float32(p*y) + 4.1665795894e-2
		p = float32(p*y) + 1.6666665459e-1
		p = float32(p*y) + 5.0000001201e-1
		p = float32(float32(p*float32(y*y))+y) + 1
		p = math.Float32frombits(math.Float32bits(p) + math.Float32bits(r)<<23)
		s[i] = p
		acc[i%16] += p
	}
	return 1 / reduceSum(&acc)
}

func pvGo(p, v []float32, ldv, t int, inv float32, out []float32) {
	var s [32]float32
	for j := 0; j < t; j++ {
		x := p[j]
		r := v[j*ldv:][:32]
		for d := range s {
			s[d] += float32(x * r[d])
		}
	}
	for d := range s {
		out[d] = s[d] * inv
	}
}

// packRows packs three rows of activations in one 64-bit word, 21 bits apart, so
// that gemmGo does three multiplications with one.
func packRows(m, k int, q []uint8, dst []int64) {
	for i := 0; i < m; i += 3 {
		r0, r1, r2, d := q[i*k:][:k], q[i*k+k:][:k], q[i*k+2*k:][:k], dst[i/3*k:][:k]
		for j := range d {
			d[j] = int64(r0[j]) + int64(r1[j])<<21 + int64(r2[j])<<42
		}
	}
}

// gemmGo adds up 32 products before it takes the three sums of a word apart: so many
// of 255 times -128 stay within 20 bits and a sign.
func gemmGo(l *linear, m int, a []int64, sa, lo, c []float32) {
	k := l.K
	for n := 0; n < l.N; n += 4 {
		panel := l.w[(n/16)*16*k+(n%16)*4:]
		for i := 0; i < m; i += 3 {
			x, w := a[i/3*k:][:k], panel
			var sum [3][4]int32
			for len(x) > 0 {
				var s0, s1, s2, s3 int64
				part := x[:min(32, len(x))]
				x = x[len(part):]
				for len(part) >= 4 {
					y0, y1, y2, y3 := part[0], part[1], part[2], part[3]
					v := w[:16] // indexed from its beginning, which saves an addition each
					s0 += y0*int64(v[0]) + y1*int64(v[1]) + y2*int64(v[2]) + y3*int64(v[3])
					s1 += y0*int64(v[4]) + y1*int64(v[5]) + y2*int64(v[6]) + y3*int64(v[7])
					s2 += y0*int64(v[8]) + y1*int64(v[9]) + y2*int64(v[10]) + y3*int64(v[11])
					s3 += y0*int64(v[12]) + y1*int64(v[13]) + y2*int64(v[14]) + y3*int64(v[15])
					part, w = part[4:], w[min(64, len(w)):]
				}
				for t, v := range [4]int64{s0, s1, s2, s3} {
					v0 := v << 43 >> 43
					v = (v - v0) >> 21
					v1 := v << 43 >> 43
					sum[0][t] += int32(v0)
					sum[1][t] += int32(v1)
					sum[2][t] += int32((v - v1) >> 21)
				}
			}
			for r := range sum {
				o, sa, lo := c[(i+r)*l.N+n:][:4], sa[i+r], lo[i+r]
				for t, v := range sum[r] {
					o[t] = float32(float32(float32(v)*l.sw[n+t])*sa) + (float32(lo*l.cs[n+t]) + l.bias[n+t])
				}
			}
		}
	}
}

// totalGo adds seven rows in their order, and makes 0 of what is negative.
func totalGo(rows *[7][]float32, out []float32) {
	n := len(out)
	a, b, c, d, e, f, g := rows[0][:n], rows[1][:n], rows[2][:n], rows[3][:n], rows[4][:n], rows[5][:n], rows[6][:n]
	for i := range out {
		v := math.Float32bits(a[i] + b[i] + c[i] + d[i] + e[i] + f[i] + g[i])
		out[i] = math.Float32frombits(v &^ uint32(int32(v)>>31)) // a branch would be guessed wrong half the time
	}
}

// dotsGo: four dots of each of rows rows of x, ldx apart, into rows of out, ldo apart. Each sums in
// four lanes; lane l of vector k is number 4k+l of each 16 of w.
func dotsGo(x []float32, ldx, rows int, w []float32, out []float32, ldo int) {
	for r := range rows {
		var s [16]float32
		for at := 0; at < len(w); at += 16 {
			x, w := x[r*ldx+at/4:][:4], w[at:][:16]
			for k := 0; k < 16; k += 4 {
				s[k] += float32(x[0] * w[k])
				s[k+1] += float32(x[1] * w[k+1])
				s[k+2] += float32(x[2] * w[k+2])
				s[k+3] += float32(x[3] * w[k+3])
			}
		}
		for k := range 4 {
			out[r*ldo+k] = (s[4*k] + s[4*k+1]) + (s[4*k+2] + s[4*k+3])
		}
	}
}
