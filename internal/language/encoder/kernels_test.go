package encoder

import (
	"math"
	"math/rand"
	"testing"
)

// equal compares bits: -0 is not 0, and NaN would be itself.
func equal(t *testing.T, what string, tier Tier, got, want []float32) {
	t.Helper()
	for i := range want {
		if math.Float32bits(got[i]) != math.Float32bits(want[i]) {
			t.Fatalf("%s on %v: value %d is %v, plain Go has %v", what, tier, i, got[i], want[i])
		}
	}
}

// numbers draws from the ranges that activations have, with exact zeros, both
// signs of zero, repeats and large values among them.
func numbers(r *rand.Rand, n int) []float32 {
	v := make([]float32, n)
	for i := range v {
		switch r.Intn(12) {
		case 0:
			v[i] = 0
		case 1:
			v[i] = float32(math.Copysign(0, -1))
		case 2:
			v[i] = float32(r.NormFloat64() * 40)
		case 3:
			v[i] = float32(r.NormFloat64() * 1e-6)
		default:
			v[i] = float32(r.NormFloat64() * 2)
		}
	}
	return v
}

// Each kernel of each tier that this processor has, against plain Go, bit for bit.
func TestKernels(t *testing.T) {
	t.Log(Tiers()) // builds looks for the tier that it came for
	clone := func(x []float32) []float32 { return append([]float32(nil), x...) }
	for _, tier := range Tiers() {
		r := rand.New(rand.NewSource(7))
		for round := range 60 {
			n := 16 * (1 + r.Intn(24))
			x := numbers(r, n)

			a, b := clone(x), clone(x)
			lo, hi := tier.gelu(a)
			wlo, whi := geluGo(b)
			equal(t, "gelu", tier, append(a, lo+0, hi+0), append(b, wlo+0, whi+0))

			lo, hi = tier.minmax(x)
			wlo, whi = minmaxGo(x)
			equal(t, "minmax", tier, []float32{lo + 0, hi + 0}, []float32{wlo + 0, whi + 0})

			for _, slope := range []float32{0, .1} {
				a, b = clone(x), clone(x)
				lo, hi = tier.leaky(a, slope)
				wlo, whi = leakyGo(b, slope)
				for i := range a { // the sign of a zero is not promised: quantRow drops it
					a[i], b[i] = a[i]+0, b[i]+0
				}
				equal(t, "leaky", tier, append(a, lo+0, hi+0), append(b, wlo+0, whi+0))
			}

			a = numbers(r, n)
			b = clone(a)
			tier.axpy(x, .37, a)
			axpyGo(x, .37, b)
			equal(t, "axpy", tier, a, b)

			h, res, g, bias := numbers(r, H), numbers(r, H), numbers(r, H), numbers(r, H)
			a, b = clone(h), clone(h)
			lo, hi = tier.lnorm(a, res, g, bias)
			wlo, whi = lnormGo(b, res, g, bias)
			equal(t, "lnorm", tier, append(a, lo+0, hi+0), append(b, wlo+0, whi+0))

			six := 6 * (1 + r.Intn(3))
			h, res = numbers(r, six*H), numbers(r, six*H)
			a, b = clone(h), clone(h)
			lows, highs := make([]float32, six), make([]float32, six)
			tier.lnorms(a, res, g, bias, six, lows, highs)
			for i := range six {
				wlo, whi = lnormGo(b[i*H:i*H+H], res[i*H:], g, bias)
				equal(t, "lnorms", tier, []float32{lows[i] + 0, highs[i] + 0}, []float32{wlo + 0, whi + 0})
			}
			equal(t, "lnorms", tier, a, b)

			blocks := 1 + r.Intn(6)
			q, kT := numbers(r, 32), numbers(r, blocks*512)
			a, b = make([]float32, blocks*16), make([]float32, blocks*16)
			tier.scores(q, kT, blocks, a)
			scoresGo(q, kT, blocks, b)
			equal(t, "scores", tier, a, b)

			keys := numbers(r, 16*40)
			a, b = make([]float32, 512), make([]float32, 512)
			tier.keys(keys, 40, a)
			keysGo(keys, 40, b)
			equal(t, "keys", tier, a, b)

			queries := 1 + r.Intn(9)
			q, init := numbers(r, (queries+spare)*40), make([]float32, blocks*16)
			for i := r.Intn(16); i < 16; i++ {
				init[blocks*16-1-i] = -1e30
			}
			a, b = make([]float32, (queries+spare)*blocks*16), make([]float32, queries*blocks*16)
			tier.attend(q, 40, queries, kT, blocks, init, a)
			attendGo(q, 40, queries, kT, blocks, init, b)
			equal(t, "attend", tier, a, b)

			s, sums := numbers(r, queries*n), make([]float32, queries)
			for i := range queries {
				s[i*n+n-1] = -1e30 // as padding has it
			}
			a = clone(s)
			tier.softmax(a, n/16, queries, sums)
			for i := range sums {
				want := softmaxGo(s[i*n : i*n+n])
				equal(t, "softmax", tier, sums[i:], []float32{want})
			}
			equal(t, "softmax", tier, a, s)

			rows := 1 + r.Intn(n)
			v := numbers(r, rows*40)
			p, shares := make([]float32, (queries+spare)*n), numbers(r, queries+spare)
			for i := range p {
				p[i] = r.Float32()
			}
			a, b = make([]float32, (queries+spare)*48), make([]float32, queries*48)
			tier.pv(p, n, queries, v, 40, rows, shares, a, 48)
			for i := range queries {
				pvGo(p[i*n:], v, 40, rows, shares[i], b[i*48:])
				equal(t, "pv", tier, a[i*48:][:32], b[i*48:][:32])
			}

			var seven [7][]float32
			for i := range seven {
				seven[i] = numbers(r, n)
			}
			a, b = make([]float32, n), make([]float32, n)
			tier.total(&seven, a)
			totalGo(&seven, b)
			equal(t, "total", tier, a, b)

			v, p = numbers(r, (rows+spare)*(n+4)), numbers(r, 4*n)
			a, b = make([]float32, (rows+spare)*5), make([]float32, rows*5)
			tier.dots(v, n+4, rows, p, a, 5)
			dotsGo(v, n+4, rows, p, b, 5)
			for i := range rows {
				equal(t, "dots", tier, a[i*5:][:4], b[i*5:][:4])
			}

			mn, mx := minmaxGo(x)
			mn += 0
			inv := float32(0)
			if round > 0 {
				inv = 255 / (mx - mn)
			}
			var acts acts
			acts.grow(tier, 6, n)
			tier.quant(x, mn, inv, &acts, 0)
			want := make([]uint8, n)
			quantGo(x, mn, inv, want)
			for i, w := range want {
				got := uint8(0)
				switch tier {
				case TierAVX2:
					got = uint8(acts.s16[i])
				case TierNEON:
					got = acts.u8[i] ^ 0x80
				default:
					got = acts.u8[i]
				}
				if got != w {
					t.Fatalf("quant on %v: value %d of %v is %d, plain Go has %d", tier, i, x[i], got, w)
				}
			}
		}
	}
}

// The integer product against 64-bit arithmetic, at the extremes.
func TestGemmExtremes(t *testing.T) {
	for _, k := range []int{64, 384, 1536} {
		for pat := range 6 {
			n, m := 64, 12
			l := &linear{N: n, K: k, w: make([]int8, n*k), sw: make([]float32, n), cs: make([]float32, n), bias: make([]float32, n), sum: make([]int32, n)}
			for i := range l.w {
				l.w[i] = []int8{127, -127, int8(rand.Intn(255) - 127), -128, 0, int8(127 - 254*(i&1))}[pat]
			}
			at := func(col, j int) int8 { return l.w[(col/16)*16*k+(j/4)*64+(col%16)*4+j%4] }
			for i := range l.sw {
				l.sw[i], l.cs[i], l.bias[i] = rand.Float32()*1e-3, float32(rand.NormFloat64()), float32(rand.NormFloat64())
				for j := 0; j < k; j++ {
					l.sum[i] += int32(at(i, j))
				}
			}
			u := make([]uint8, m*k)
			for i := range u {
				u[i] = []uint8{255, 255, uint8(rand.Intn(256)), 255, 255, uint8(rand.Intn(256))}[pat]
			}
			for _, tier := range Tiers() {
				var b acts
				b.grow(tier, m, k)
				for i := range b.sa[:m] {
					b.sa[i], b.lo[i] = float32(i+1)*0.01, float32(i)-5
				}
				for i, x := range u {
					switch tier {
					case TierAVX2:
						b.s16[i] = int16(x)
					case TierNEON:
						b.u8[i] = x ^ 0x80
					default:
						b.u8[i] = x
					}
				}
				c := make([]float32, m*n)
				tier.gemm(l, m, &b, c)
				for i := range c {
					var a int64
					row, col := i/n, i%n
					for j := 0; j < k; j++ {
						a += int64(u[row*k+j]) * int64(at(col, j))
					}
					want := float32(float32(float32(a)*l.sw[col])*b.sa[row]) + (float32(b.lo[row]*l.cs[col]) + l.bias[col])
					if math.Float32bits(c[i]) != math.Float32bits(want) {
						t.Fatalf("%v K=%d pattern %d: %v, want %v", tier, k, pat, c[i], want)
					}
				}
			}
		}
	}
}
