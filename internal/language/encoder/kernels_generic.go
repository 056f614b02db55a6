//go:build !amd64 && !arm64

package encoder

// sdot is empty where there is no SDOT.
type sdot struct{} //nolint:unused // embedded in acts

func detect() []Tier                                  { return []Tier{TierGo} }
func gemmSDOT(l *linear, m int, b *acts, c []float32) { panic("no SDOT here") }
