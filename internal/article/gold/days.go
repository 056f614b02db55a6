package gold

import (
	"fmt"
	"strings"
)

// Days reads a list of pages and their days of publication.
func Days(list string) map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(list) {
		if id, day, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && !strings.HasPrefix(line, "#") {
			m[id] = day
		}
	}
	return m
}

// DayScore counts days of publication: right, missed (unknown though the page
// says it) and wrong (another day, or any where the page says none).
type DayScore struct{ Dated, Undated, Right, Missed, Wrong int }

// Add counts one page and says how it was counted. want may give days that are
// as good, parted by bars; "-" is unknown.
func (s *DayScore) Add(want, got string) string {
	if want == "-" {
		s.Undated++
		if got != "" {
			s.Wrong++
			return "wrong"
		}
		return "right"
	}
	s.Dated++
	switch {
	case got == "":
		s.Missed++
		return "missed"
	case strings.Contains("|"+want+"|", "|"+got+"|"):
		s.Right++
		return "right"
	}
	s.Wrong++
	return "wrong"
}

// String gives the shares.
func (s DayScore) String() string {
	n := float64(max(1, s.Dated)) / 100
	return fmt.Sprintf("%d dated: %.1f %% right, %.1f %% missed; %d undated; %.1f %% of all asserted wrong", s.Dated, float64(s.Right)/n, float64(s.Missed)/n, s.Undated,
		100*float64(s.Wrong)/float64(max(1, s.Dated+s.Undated)))
}
