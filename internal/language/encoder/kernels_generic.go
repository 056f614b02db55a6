//go:build !amd64 && !arm64

package encoder

func detect() []Tier                                  { return []Tier{TierGo} }
func gemmSDOT(l *linear, m int, b *acts, c []float32) { panic("no SDOT here") }
