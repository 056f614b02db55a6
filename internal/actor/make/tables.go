package main

import (
	"regexp"
	"sort"
	"strings"
)

// codes turns the sources' private codes into PLOVER's.
var codes = map[string]string{
	"XKX": "KOS", "XAB": "GEO", "XSO": "GEO", "XAR": "AZE", "XDN": "UKR", "XLH": "UKR", "XSL": "SOM",
	"NAT": "IGO", "AFU": "IGO", "ARL": "IGO", "COE": "IGO", "OSC": "IGO", "WTO": "IGO", "IMF": "IGO", "WBK": "IGO",
	"IAE": "UNO", "WHO": "UNO", "SUN": "RUS", "YUG": "SRB",
	"MAC": "CHN", "PRI": "USA", "GUM": "USA", "ASM": "USA", "VIR": "USA", "MNP": "USA", "GRL": "DNK", "FRO": "DNK",
	"ABW": "NLD", "CUW": "NLD", "SXM": "NLD", "BES": "NLD", "AIA": "GBR", "BMU": "GBR", "CYM": "GBR", "FLK": "GBR",
	"GIB": "GBR", "GGY": "GBR", "JEY": "GBR", "IMN": "GBR", "MSR": "GBR", "SHN": "GBR", "TCA": "GBR", "VGB": "GBR", "PCN": "GBR",
	"NCL": "FRA", "PYF": "FRA", "WLF": "FRA", "SPM": "FRA", "GLP": "FRA", "GUF": "FRA", "MTQ": "FRA", "MYT": "FRA", "REU": "FRA",
	"COK": "NZL", "NIU": "NZL", "TKL": "NZL", "NFK": "AUS", "CXR": "AUS", "CCK": "AUS", "ALA": "FIN",
}

func code(iso string) string {
	if c, ok := codes[iso]; ok {
		return c
	}
	return iso
}

var classOf = map[string]string{
	"head_of_state": "state", "head_of_government": "government", "foreign": "foreign", "defence": "defence",
	"interior": "interior", "finance": "finance", "justice": "justice", "intelligence": "intelligence",
	"military": "military", "legislature_speaker": "speaker", "spokesperson": "spokesperson", "other_minister": "minister",
}

var otherClasses = []struct {
	pattern *regexp.Regexp
	class   string // "" = leave the row out
}{
	{regexp.MustCompile(`(?i)first lady|first gentleman|spouse|consort`), ""},
	{regexp.MustCompile(`(?i)ambassador|permanent representative|high commissioner to|envoy|consul`), ""},
	{regexp.MustCompile(`(?i)justice|judge|court|magistrate|prosecut|attorney`), "judge"},
	{regexp.MustCompile(`(?i)central bank|national bank|reserve bank|bank of|monetary`), "bank"},
	{regexp.MustCompile(`(?i)vice president|vice-president|deputy|vice prime|vice premier`), "deputy"},
	{regexp.MustCompile(`(?i)senat|member of|deputy speaker|majority leader|minority leader|whip`), "legislator"},
	{regexp.MustCompile(`(?i)secretary.general|director.general|commissioner|president of the (european|world)|managing director`), "chief"},
	{regexp.MustCompile(`(?i)^(chairm|leader|president|prime|chief|secretary|head|governor|minister|emir|king|crown prince|sultan)`), "official"},
}

// faults are rows of the source that are plainly wrong.
var faults = map[string]bool{
	"USA George W. Bush 1989-01-20": true, // his father's term
}

// offices keeps one row for each term of office, the years since 1985 only.
// A "to" of "now" was confirmed in January 2026; "~DATE" was still held when the
// source was last read on DATE.
func offices(rows []row) ([]string, error) {
	type term struct{ from, to string }
	type key struct{ code, person, office, class, wiki string }
	terms := map[key][]term{}
	for _, r := range rows {
		class, ok := classOf[r["office_class"]]
		if !ok {
			for _, o := range otherClasses {
				if o.pattern.MatchString(r["office"]) {
					class = o.class
					break
				}
			}
		}
		if class == "" || strings.Contains(r["flags"], "end_before_start") || strings.Contains(r["office"], "Head of the Office") || strings.Contains(r["office"], "cabinet") {
			continue
		}
		if faults[r["iso3"]+" "+r["person"]+" "+r["start"]] {
			continue
		}
		to := r["end"]
		switch {
		case to != "":
		case strings.Contains(r["flags"], "open_confirmed") || strings.Contains(r["flags"], "manual_unverified"):
			to = "now"
		case strings.Contains(r["flags"], "open_but_successor:"):
			to = after(r["flags"], "open_but_successor:")
		case strings.Contains(r["flags"], "superseded_by_manual:"):
			to = after(r["flags"], "superseded_by_manual:")
		default:
			to = "~" + r["as_of"]
			// An office that nobody is known to have left for thirty years is a gap
			// in the source, not a term.
			if r["start"] == "" || r["start"] < "1992" {
				continue
			}
		}
		limit := "1985"
		if class == "state" || class == "government" || class == "foreign" || class == "defence" {
			limit = "1970"
		}
		if class == "ambassador" || class == "legislator" {
			limit = "2000"
		}
		if to != "now" && strings.TrimPrefix(to, "~") < limit {
			continue
		}
		if len(strings.Fields(r["person"])) < 2 && class != "state" || strings.ToLower(r["person"]) == r["person"] {
			continue
		}
		name := strings.TrimSpace(strings.Split(r["person"], ",")[0])
		k := key{code(r["iso3"]), clean(name), clean(r["office"]), class, r["wikidata_id"]}
		terms[k] = append(terms[k], term{r["start"], to})
	}
	var lines []string
	for k, ts := range terms {
		sort.Slice(ts, func(i, j int) bool { return ts[i].from < ts[j].from })
		joined := ts[:1]
		for _, t := range ts[1:] {
			last := &joined[len(joined)-1]
			end := strings.TrimPrefix(last.to, "~")
			if t.from != "" && (end == "now" || len(end) >= 4 && strings.HasPrefix(t.from, end[:4]) && t.from >= end[:4]) {
				if end != "now" {
					last.to = t.to
				}
				continue
			}
			joined = append(joined, t)
		}
		for _, t := range joined {
			lines = append(lines, strings.Join([]string{k.code, k.person, k.office, k.class, t.from, t.to, k.wiki}, "\t"))
		}
	}
	sort.Strings(lines)
	return append([]string{"code\tperson\toffice\tclass\tfrom\tto\twikidata"}, lines...), nil
}

// legislators keeps the Congress of the United States.
func legislators(rows []row) ([]string, error) {
	var lines []string
	seen := map[string]bool{}
	for _, r := range rows {
		if r["iso3"] != "USA" {
			continue
		}
		var office string
		switch r["office"] {
		case "United States representative", "member of the United States House of Representatives":
			office = "Representative"
		case "United States senator", "member of the United States Senate":
			office = "Senator"
		default:
			continue
		}
		to := r["end"]
		if to == "" {
			to = "~" + r["as_of"]
		}
		if end := strings.TrimPrefix(to, "~"); end != "" && end < r["start"] {
			continue // an error of the source
		}
		l := strings.Join([]string{"USA", clean(r["person"]), office, "legislator", r["start"], to, r["wikidata_id"]}, "\t")
		if !seen[l] {
			seen[l] = true
			lines = append(lines, l)
		}
	}
	sort.Strings(lines)
	return append([]string{"code\tperson\toffice\tclass\tfrom\tto\twikidata"}, lines...), nil
}

func spellings(rows []row) ([]string, error) {
	var lines []string
	seen := map[string]bool{}
	for _, r := range rows {
		if len(strings.Fields(r["alias"])) < 2 || r["name"] == "" {
			continue
		}
		l := clean(r["name"]) + "\t" + clean(r["alias"])
		if !seen[l] {
			seen[l] = true
			lines = append(lines, l)
		}
	}
	sort.Strings(lines)
	return append([]string{"name\talias"}, lines...), nil
}

// armed takes UCDP's formal groups of one country; its informal and communal
// actors are descriptions rather than names.
func armed(rows []row) ([]string, error) {
	var lines []string
	for _, r := range rows {
		if r["org_class"] != "formal_group" || strings.HasPrefix(r["name"], "Forces of") || strings.HasPrefix(r["name"], "Government") {
			continue
		}
		place := strings.TrimSpace(strings.Split(strings.Split(r["location"], ",")[0], "(")[0])
		lines = append(lines, strings.Join([]string{place, clean(r["name"]), clean(r["name_full_eng"])}, "\t"))
	}
	sort.Strings(lines)
	return append([]string{"country\tname\tfull"}, lines...), nil
}

var bracket = regexp.MustCompile(`\s*[\[(][^\])]*[\])]`)

func parties(rows []row) ([]string, error) {
	best := map[string]string{}
	for _, r := range rows {
		name := clean(bracket.ReplaceAllString(r["party"], ""))
		if r["last_year"] < "2000" || len(strings.Fields(name)) < 2 || len(name) > 60 || strings.ContainsAny(name, ";:|/\"") {
			continue
		}
		acr := r["acronym"]
		if strings.ContainsAny(acr, " /;,") || len(acr) < 2 || strings.ToUpper(acr) != acr {
			acr = ""
		}
		l := code(r["iso3"]) + "\t" + name + "\t" + acr
		k := code(r["iso3"]) + "\t" + strings.ToLower(name)
		if old, ok := best[k]; !ok || len(l) > len(old) {
			best[k] = l
		}
	}
	var lines []string
	for _, l := range best {
		lines = append(lines, l)
	}
	sort.Strings(lines)
	return append([]string{"code\tname\tacronym"}, lines...), nil
}

func after(s, mark string) string {
	_, v, _ := strings.Cut(s, mark)
	v, _, _ = strings.Cut(v, ";")
	return v
}

// clean makes a cell fit for a table: one line, single spaces, no tab.
func clean(s string) string { return strings.Join(strings.Fields(s), " ") }
