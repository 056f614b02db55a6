package main

import (
	"sort"
	"strconv"
	"strings"
)

// smallest is the population from which a town is in the news under its bare name.
const smallest = 50000

// towns lists the towns and regions whose bare name is of one country: one that a
// town of another country bears too is left out unless it is twenty times larger.
func towns(cities, regions []row) []string {
	type town struct {
		code string
		n    int
	}
	best, second := map[string]town{}, map[string]int{}
	for _, r := range cities {
		n, _ := strconv.Atoi(r["population"])
		for i, name := range append([]string{r["name"]}, strings.Split(r["also"], "|")...) {
			if name = clean(name); name == "" || i > 0 && n < 10*smallest {
				continue
			}
			b, ok := best[name]
			switch {
			case !ok:
				best[name] = town{r["country"], n}
			case b.code == r["country"]:
				best[name] = town{b.code, max(n, b.n)}
			case n > b.n:
				second[name] = max(second[name], b.n)
				best[name] = town{r["country"], n}
			default:
				second[name] = max(second[name], n)
			}
		}
	}
	byCode := map[string][]string{}
	main := map[string]bool{}
	for _, r := range cities {
		main[clean(r["name"])] = true
	}
	for name, t := range best {
		if t.n >= smallest && t.n >= 20*second[name] && main[name] && len(name) > 3 && !strings.ContainsAny(name, "();|") {
			byCode[code(t.code)] = append(byCode[code(t.code)], name)
		}
	}
	for _, r := range regions {
		if name := clean(r["name"]); r["country"] != "" && r["kind"] == "region" && best[name].code == "" {
			byCode[code(r["country"])] = append(byCode[code(r["country"])], name)
		}
	}
	var lines []string
	for c, names := range byCode {
		sort.Strings(names)
		lines = append(lines, c+"\t"+strings.Join(names, "; "))
	}
	sort.Strings(lines)
	return append([]string{"code\tnames"}, lines...)
}
