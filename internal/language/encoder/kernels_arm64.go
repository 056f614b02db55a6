package encoder

import (
	"encoding/binary"
	"os"
	"runtime"
)

//go:noescape
func sdot4x16(a *int8, lda int, w *int8, k16 int, c *int32)

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

// sdot holds the activations as signed bytes, which SDOT wants.
type sdot struct{ s8 []int8 }

// gemmSDOT: SDOT multiplies signed by signed, so the activations are u8^0x80 and
// 128*sum(w) is added to the accumulator.
func gemmSDOT(l *linear, m int, b *acts, c []float32) {
	k := l.K
	m4 := (m + 3) / 4 * 4
	if len(b.s8) < m4*k {
		b.s8 = make([]int8, m4*k)
	}
	for i, v := range b.u8[:m*k] {
		b.s8[i] = int8(v ^ 0x80)
	}
	var t [64]int32
	for n := 0; n < l.N; n += 16 {
		for i := 0; i < m; i += 4 {
			sdot4x16(&b.s8[i*k], k, &l.w[n*k], k/16, &t[0])
			for r := 0; r < 4 && i+r < m; r++ {
				o := c[(i+r)*l.N+n:][:16]
				for j := range o {
					v := t[r*16+j] + 128*l.sum[n+j]
					o[j] = float32(float32(float32(v)*l.sw[n+j])*b.sa[i+r]) + (float32(b.lo[i+r]*l.cs[n+j]) + l.bias[n+j])
				}
			}
		}
	}
}
