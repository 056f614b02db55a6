package codebook

import (
	"fmt"
	"maps"
	"slices"
)

// OfCAMEO says which PLOVER type and mode a CAMEO code of two to four digits is, after
// OEDA's table CAMEO2PLOVER; ok is false for what is no code of CAMEO and for
// statements (01), which are no events.
func OfCAMEO(code string) (eventType, mode string, ok bool) {
	if !cameoForm.MatchString(code) {
		return "", "", false
	}
	for n := len(code); n >= 2; n-- {
		if t, ok := cameo[code[:n]]; ok {
			return t[0], t[1], true
		}
	}
	return "", "", false
}

// cameo lists the longest beginnings that decide.
var cameo = map[string][2]string{
	"02": {"REQUEST"}, "022": {"REQUEST", "assist"}, "023": {"REQUEST", "assist"}, "024": {"REQUEST", "change"},
	"025": {"REQUEST", "yield"}, "026": {"REQUEST", "meet"}, "027": {"REQUEST", "meet"}, "028": {"REQUEST", "meet"},
	"03": {"AGREE"},
	"04": {"CONSULT"}, "041": {"CONSULT", "phone"}, "042": {"CONSULT", "visit"}, "043": {"CONSULT", "visit"},
	"044": {"CONSULT", "third-party"}, "045": {"CONSULT", "third-party"},
	"05": {"SUPPORT"}, "06": {"COOPERATE"}, "07": {"AID"},
	"08": {"CONCEDE"}, "0813": {"RETREAT"}, "0814": {"RETREAT"}, "084": {"RETREAT", "release"}, "085": {"RETREAT"},
	"086": {"RETREAT", "access"}, "087": {"RETREAT"}, "0871": {"RETREAT", "ceasefire"}, "0872": {"RETREAT", "withdraw"},
	"0873": {"RETREAT", "disarm"}, "0874": {"RETREAT", "disarm"},
	"09": {"ACCUSE", "investigate"},
	"10": {"REQUEST"}, "101": {"REQUEST", "assist"}, "102": {"REQUEST", "assist"}, "103": {"REQUEST", "assist"},
	"104": {"REQUEST", "change"}, "105": {"REQUEST", "yield"}, "106": {"REQUEST", "meet"}, "107": {"REQUEST", "meet"}, "108": {"REQUEST", "meet"},
	"11": {"ACCUSE", "disapprove"}, "112": {"ACCUSE", "allege"}, "115": {"ACCUSE", "allege"},
	"12": {"REJECT"}, "121": {"REJECT", "assist"}, "122": {"REJECT", "assist"}, "123": {"REJECT", "change"},
	"124": {"REJECT", "yield"}, "125": {"REJECT", "meet"}, "126": {"REJECT", "meet"}, "127": {"REJECT", "meet"},
	"128": {"REJECT", "yield"}, "129": {"REJECT", "yield"},
	"13": {"THREATEN"}, "1311": {"THREATEN", "relations"}, "1312": {"THREATEN", "restrict"}, "1313": {"THREATEN", "relations"},
	"132": {"THREATEN", "restrict"}, "133": {"THREATEN", "relations"}, "134": {"THREATEN", "relations"}, "135": {"THREATEN", "relations"},
	"136": {"THREATEN", "expel"}, "137": {"THREATEN", "violence"}, "138": {"THREATEN", "violence"}, "1381": {"THREATEN", "restrict"},
	"1382": {"THREATEN", "territory"},
	"14":   {"PROTEST"}, "141": {"PROTEST", "demo"}, "142": {"PROTEST", "hunger"}, "143": {"PROTEST", "strike"},
	"144": {"PROTEST", "obstruct"}, "145": {"PROTEST", "riot"},
	"15": {"MOBILIZE"}, "151": {"MOBILIZE", "police"}, "152": {"MOBILIZE", "troops"}, "153": {"MOBILIZE", "police"}, "154": {"MOBILIZE", "troops"},
	"16": {"SANCTION"}, "161": {"SANCTION", "withdraw"}, "162": {"SANCTION", "discontinue"}, "163": {"COERCE", "restrict"},
	"164": {"SANCTION", "withdraw"}, "165": {"SANCTION", "withdraw"}, "166": {"SANCTION", "expel"},
	"17": {"COERCE"}, "171": {"COERCE", "seize"}, "1712": {"ASSAULT", "destroy"}, "172": {"COERCE", "restrict"}, "1723": {"COERCE", "curfew"},
	"1724": {"COERCE", "martial-law"}, "173": {"COERCE", "arrest"}, "174": {"COERCE", "deport"}, "175": {"ASSAULT", "crowd-control"}, "176": {"COERCE", "cyber"},
	"18": {"ASSAULT"}, "181": {"ASSAULT", "abduct"}, "182": {"ASSAULT", "beat"}, "1821": {"ASSAULT", "sexual"}, "1822": {"ASSAULT", "torture"},
	"1823": {"ASSAULT"}, "183": {"ASSAULT", "explosives"}, "1831": {"ASSAULT", "suicide-attack"}, "184": {"ASSAULT", "abduct"},
	"185": {"ASSAULT", "targeted"}, "186": {"ASSAULT", "targeted"},
	"19": {"ASSAULT"}, "191": {"COERCE", "restrict"}, "192": {"COERCE", "seize"}, "193": {"ASSAULT", "firearms"},
	"194": {"ASSAULT", "heavy-weapons"}, "195": {"ASSAULT", "aerial"},
	"20": {"ASSAULT"}, "204": {"ASSAULT", "unconventional"},
}

// CodeOf is the CAMEO code that stands for a type and mode where no sense of the codebook gives
// a finer one, "" for an unknown type.
func CodeOf(eventType, mode string) string {
	if c, ok := codes[eventType+"/"+mode]; ok {
		return c
	}
	return codes[eventType]
}

// codes are mostly those that the codebook gives a type and mode most often.
var codes = map[string]string{
	"AGREE": "030", "CONSULT": "040", "SUPPORT": "050", "CONCEDE": "080", "COOPERATE": "060", "AID": "070", "RETREAT": "080", "REQUEST": "100",
	"ACCUSE": "110", "REJECT": "120", "THREATEN": "130", "PROTEST": "140", "SANCTION": "160", "MOBILIZE": "150", "COERCE": "170", "ASSAULT": "190",
	"CONSULT/visit": "042", "CONSULT/phone": "041", "CONSULT/third-party": "045",
	"RETREAT/withdraw": "087", "RETREAT/release": "084", "RETREAT/disarm": "087", "RETREAT/ceasefire": "087", "RETREAT/access": "086", "RETREAT/resign": "083",
	"REQUEST/assist": "103", "REQUEST/change": "104", "REQUEST/yield": "105", "REQUEST/meet": "106",
	"ACCUSE/disapprove": "111", "ACCUSE/investigate": "090", "ACCUSE/allege": "112",
	"REJECT/assist": "122", "REJECT/change": "123", "REJECT/yield": "124", "REJECT/meet": "125",
	"THREATEN/restrict": "131", "THREATEN/arrest": "132", "THREATEN/relations": "131", "THREATEN/expel": "136", "THREATEN/territory": "138", "THREATEN/violence": "138",
	"PROTEST/demo": "141", "PROTEST/hunger": "142", "PROTEST/strike": "143", "PROTEST/boycott": "143", "PROTEST/obstruct": "144", "PROTEST/riot": "145",
	"SANCTION/convict": "116", "SANCTION/expel": "166", "SANCTION/withdraw": "161", "SANCTION/discontinue": "162",
	"MOBILIZE/troops": "154", "MOBILIZE/weapons": "154", "MOBILIZE/police": "153", "MOBILIZE/militia": "154",
	"COERCE/seize": "171", "COERCE/restrict": "172", "COERCE/censor": "172", "COERCE/curfew": "172", "COERCE/martial-law": "172", "COERCE/arrest": "173",
	"COERCE/deport": "174", "COERCE/withhold": "172", "COERCE/cyber": "176",
	"ASSAULT/abduct": "181", "ASSAULT/beat": "182", "ASSAULT/torture": "182", "ASSAULT/sexual": "182", "ASSAULT/targeted": "186", "ASSAULT/destroy": "171",
	"ASSAULT/primitive": "182", "ASSAULT/firearms": "193", "ASSAULT/explosives": "183", "ASSAULT/suicide-attack": "183", "ASSAULT/aerial": "195",
	"ASSAULT/drone": "195", "ASSAULT/heavy-weapons": "194", "ASSAULT/crowd-control": "175", "ASSAULT/unconventional": "204",
}

// CAMEO lists the codes of three digits that PLOVER has a type for, in order.
func CAMEO() []string {
	var out []string
	// the last code of each root from 03 to 20, after CAMEO 1.1
	for i, last := range []int{9, 6, 7, 4, 5, 7, 4, 8, 6, 9, 9, 5, 4, 6, 6, 6, 6, 4} {
		root := i + 3
		for k := range last + 1 {
			out = append(out, fmt.Sprintf("%02d%d", root, k))
		}
	}
	return out
}

// Composed lists the codes that compositions give to what they change.
func (c *Codebook) Composed() []string {
	seen := map[string]bool{}
	for _, list := range c.composes {
		for _, comps := range list {
			for _, comp := range comps {
				for _, r := range comp.Rules {
					seen[r.CAMEO] = true
				}
			}
		}
	}
	for _, t := range c.of {
		for _, o := range t {
			seen[o.CAMEO] = true
		}
	}
	delete(seen, "")
	delete(seen, "*")
	return slices.Sorted(maps.Keys(seen))
}
