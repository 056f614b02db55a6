package training

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"

	"annals.example/annals/internal/codebook"
)

// Count writes a table of what there is: sentences, families and pairs by part, each
// type by mode, marks.
func Count(w io.Writer, all []Sentence) error {
	sentences, pairs, none := map[string]int{}, map[string]int{}, map[string]int{}
	families := map[string]string{}
	types, marked := map[string]int{}, map[string]int{}
	for i := range all {
		s := &all[i]
		part := Split(s.Family)
		sentences[part]++
		families[s.Family] = part
		for _, p := range s.Pairs {
			pairs[part]++
			if p.None {
				none[part]++
				continue
			}
			types[p.Type]++
			types[p.Type+"/"+p.Mode]++
			for _, m := range p.Marks {
				marked[string(m)]++
			}
		}
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "\ttrain\tdev\ttest\tall\t")
	row := func(name string, n map[string]int) {
		fmt.Fprintf(t, "%s\t%d\t%d\t%d\t%d\t\n", name, n[Train], n[Dev], n[Test], n[Train]+n[Dev]+n[Test])
	}
	fams := map[string]int{}
	for _, part := range families {
		fams[part]++
	}
	row("families", fams)
	row("sentences", sentences)
	row("pairs", pairs)
	row("of them none", none)
	if err := t.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(w)
	for _, ty := range slices.Sorted(slices.Values(codebook.Types())) {
		fmt.Fprintf(w, "%-10s %5d ", ty, types[ty])
		for _, m := range append(slices.Clone(modes[ty]), "") {
			name := m
			if m == "" {
				name = "no mode"
			}
			fmt.Fprintf(w, " %s %d", name, types[ty+"/"+m])
		}
		fmt.Fprintln(w)
	}
	for _, m := range marks {
		fmt.Fprintf(w, "marks=%s %d\n", m, marked[string(m)])
	}
	return nil
}
