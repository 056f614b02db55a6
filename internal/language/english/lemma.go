package english

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	annals "annals.example/annals"
)

// Lemmas as GUM has them: common words in lower case, names as written, "n't" is
// not, "'s" is be, have or the possessive, 40,000 is 40000. A word is looked up in
// the irregular verbs and in the table of exceptions; what is in neither follows
// the rules of spelling. The table (training/lemmas.py) holds single words only.

//go:embed irregular.tsv
var irregularTSV string

//go:embed lemmas.tsv
var lemmasTSV string

// classes of the table, by the part of speech that XPOS gives
const (
	classVerb  = 'v' // VBD VBN VBG VBZ
	classNoun  = 'n' // NNS NNPS
	classAdj   = 'a' // JJR JJS
	classAdv   = 'r' // RBR RBS
	classWord  = 'w' // everything else, whole tag as the key's tail
	classCapit = 'c' // words that keep their capital: Iraqi, European
)

type lemmas map[string]string // class byte + form → lemma

func readLemmas() lemmas {
	m := make(lemmas, 6000)
	for line := range strings.SplitSeq(irregularTSV, "\n") {
		base, forms, ok := strings.Cut(line, "\t")
		if !ok || line[0] == '#' {
			continue
		}
		for f := range strings.FieldsSeq(forms) {
			m[string(classVerb)+f] = base
		}
	}
	for line := range strings.SplitSeq(lemmasTSV, "\n") {
		key, lemma, ok := strings.Cut(line, "\t")
		if ok && key[0] != '#' {
			m[key] = lemma
		}
	}
	return m
}

// lemma is the dictionary form. first is true for the first word of a sentence,
// whose capital says nothing.
func (m lemmas) lemma(form, upos, xpos string, first bool) string {
	if upos == "PUNCT" || upos == "SYM" {
		return m.sign(form)
	}
	w := form
	if strings.ContainsRune(w, '’') {
		w = strings.ReplaceAll(w, "’", "'")
	}
	low := strings.ToLower(w)
	if upos == "PROPN" || xpos == "NNP" || xpos == "NNPS" {
		if xpos == "NNPS" && low != w {
			return m.name(w, low)
		}
		return form
	}
	if l, ok := m[string(classWord)+low+" "+xpos]; ok {
		return l
	}
	if xpos == "VB" && len(low) > 6 && strings.HasSuffix(low, "ed") && !strings.HasSuffix(low, "eed") {
		xpos = "VBN" // "has threatened", mistagged: no base form is written so
	}
	switch xpos {
	case "VBD", "VBN", "VBG", "VBZ", "VBP", "VB":
		if l, ok := m[string(classVerb)+low]; ok && (xpos != "VB" && xpos != "VBP" || !plainVerb(low, l)) {
			return l
		}
		return verbRule(low, xpos)
	case "NNS":
		if l, ok := m[string(classNoun)+low]; ok {
			low = l
		} else {
			low = nounRule(low)
		}
		if digit(rune(w[0])) {
			return w // 1990s
		}
		if keepsCase(w) {
			return w[:min(len(w), len(low))]
		}
		return m.cased(w, low, first)
	case "JJR", "JJS":
		if l, ok := m[string(classAdj)+low]; ok {
			return l
		}
		return degreeRule(low)
	case "RBR", "RBS":
		if l, ok := m[string(classAdv)+low]; ok {
			return l
		}
		return degreeRule(low)
	case "CD":
		if strings.Contains(low, ",") && digit(rune(low[0])) {
			return strings.ReplaceAll(low, ",", "")
		}
		if strings.Trim(w, "IVXLC") == "" {
			return w
		}
		return low
	case "JJ", "NN", "RB", "UH":
		if acronym(w) {
			return w
		}
		if xpos == "JJ" && !first && low != w && unicode.IsUpper(rune(w[0])) {
			return w // Western, Republican, Democratic
		}
		return m.cased(w, low, first)
	case "FW", "ADD", "LS":
		return form
	}
	return low
}

// clipped is the lemma of a verb clipped to 's or 'd, by what it goes with: he 's
// gone (have), he 's going (be), he 'd gone (have), let 's (we); "" for others.
func clipped(toks []annals.Token, k int) string {
	t := toks[k]
	var s bool
	switch t.Form {
	case "'s", "’s", "'S", "s":
		s = true
	case "'d", "’d", "d":
	default:
		return ""
	}
	switch {
	case s && t.XPOS == "VBZ", !s && t.XPOS == "VBD":
	default:
		return ""
	}
	if !s {
		return "have"
	}
	if t.Deprel == "aux" && t.Head >= 0 && toks[t.Head].XPOS == "VBN" {
		for _, x := range toks[k+1 : max(k+1, t.Head)] {
			if x.Head == t.Head && x.Form == "being" {
				return "be"
			}
		}
		return "have"
	}
	return "be"
}

// plainVerb: tagged as a base form, a word is its own lemma ("found a party",
// "they put"), unless it cannot be one ("'re", "are", "am").
func plainVerb(low, lemma string) bool { return lemma != "be" && low != "'ve" && low != "has" }

// sign is the lemma of a punctuation mark: typographic ones become plain.
func (m lemmas) sign(form string) string {
	switch form {
	case "“", "”", "``", "''", "„":
		return "\""
	case "‘", "’", "`":
		return "'"
	case "–", "--":
		return "-"
	case "...":
		return "…"
	}
	return form
}

// name is the singular of a name's plural: Americans, Nations.
func (m lemmas) name(w, low string) string {
	l, ok := m[string(classNoun)+low]
	if !ok {
		l = nounRule(low)
	}
	if strings.ToUpper(w) == w && utf8.RuneCountInString(w) > 1 {
		r, n := utf8.DecodeRuneInString(l)
		return string(unicode.ToUpper(r)) + l[n:]
	}
	if len(l) <= len(w) && strings.HasPrefix(low, l) && len(low) == len(w) {
		return w[:len(l)]
	}
	r, n := utf8.DecodeRuneInString(l)
	return string(unicode.ToUpper(r)) + l[n:]
}

// keepsCase: plurals of acronyms (MPs, NGOs).
func keepsCase(w string) bool {
	s, ok := strings.CutSuffix(w, "s")
	return ok && len(s) > 1 && acronym(s)
}

// acronym: at most five capitals and digits (TV, DNA, L2); longer ones are words
// in a headline.
func acronym(w string) bool {
	for _, r := range w {
		if !unicode.IsUpper(r) && !digit(r) {
			return false
		}
	}
	return unicode.IsUpper(rune(w[0])) && len(w) <= 5 && w != "A"
}

// cased gives the lemma its capital back where the word has one by right.
func (m lemmas) cased(w, low string, first bool) string {
	r, _ := utf8.DecodeRuneInString(w)
	if !unicode.IsUpper(r) {
		if i := strings.IndexByte(w, '-'); i > 0 && i+1 < len(w) && unicode.IsUpper(rune(w[i+1])) && strings.HasPrefix(w, low[:i]) {
			return w[:min(len(w), len(low))] // anti-American
		}
		return low
	}
	if l, ok := m[string(classCapit)+low]; ok {
		return l
	}
	return low
}

func vowel(b byte) bool { return strings.IndexByte("aeiou", b) >= 0 }

// verbRule undoes -s, -ed, -ing by the rules of spelling.
func verbRule(w, xpos string) string {
	n := len(w)
	switch xpos {
	case "VBZ":
		switch {
		case n > 4 && strings.HasSuffix(w, "ies"):
			return w[:n-3] + "y"
		case n > 3 && strings.HasSuffix(w, "es") && (endsAny(w[:n-2], "s", "x", "z", "ch", "sh", "o") && !endsAny(w, "nses", "rses", "uses", "ases", "oses", "ises", "izes", "yzes", "azes", "oes") || strings.HasSuffix(w, "goes") || strings.HasSuffix(w, "sses") || strings.HasSuffix(w, "oes")):
			return w[:n-2]
		case n > 2 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
			return w[:n-1]
		}
	case "VBD", "VBN":
		switch {
		case n > 4 && strings.HasSuffix(w, "ied"):
			return w[:n-3] + "y"
		case n > 4 && strings.HasSuffix(w, "eed"):
			return w[:n-1]
		case n > 3 && strings.HasSuffix(w, "ed"):
			return stem(w[:n-2])
		}
	case "VBG":
		switch {
		case n > 4 && strings.HasSuffix(w, "ing"):
			return stem(w[:n-3])
		case n > 4 && strings.HasSuffix(w, "in'"):
			return stem(w[:n-3])
		}
	}
	return w
}

func endsAny(w string, ends ...string) bool {
	for _, e := range ends {
		if strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}

// stem turns what is left before -ed or -ing into the base form: undouble
// (stopp), add e (mak), or leave it (walk).
func stem(s string) string {
	n := len(s)
	if n < 2 {
		return s
	}
	last, prev := s[n-1], s[n-2]
	if last == prev && strings.IndexByte("bdgmnprt", last) >= 0 {
		return s[:n-1]
	}
	syllables := 0
	for i := 0; i < n; i++ {
		if (vowel(s[i]) || i > 0 && s[i] == 'y') && (i == 0 || !vowel(s[i-1])) {
			syllables++
		}
	}
	if syllables == 0 {
		return s + "e"
	}
	switch {
	case endsAny(s, "at", "iz", "yz", "iv", "ov", "av", "ev", "lv", "rv", "rg", "dg", "lg", "nc", "rc", "uc", "ic", "ac", "quir", "cir", "spir", "pos", "clos", "fus", "caus", "rais", "as", "is", "us", "ns", "rs", "ps",
		"ibl", "abl", "obl", "tl", "dl", "gl", "pl", "bl", "kl", "fl", "zl", "ag", "eg", "ug", "ieg", "ang", "eng", "uid", "cid", "vid", "rid", "sid", "lud", "cud", "ead", "od", "ud", "ad", "lin", "fin", "bin", "min", "eiv", "iev", "ut", "ot", "let", "plet", "set", "cret", "qu", "gu", "lu", "su", "tin", "un", "on", "uad", "tur", "sur", "jur", "ur", "ir", "or", "ar", "ec", "oc"):
		// of these, words of one short syllable and many of Latin origin take e
		if endsAny(s, "eat", "oat", "pat", "ress", "ss", "tor", "ear", "oar", "air", "oir", "our", "eur", "ain", "oin", "out", "oot", "ion", "son", "ton", "sion", "bor", "vor", "nor", "ror", "rret", "eon", "ead", "oad", "ood", "ang", "eng", "hon", "non", "oc", "ur", "or", "don", "con", "it") && !endsAny(s, "creat", "tur", "sur", "jur", "ang", "eng", "gnor", "plor", "stor", "dor", "cur", "postpon", "lor") {
			return s
		}
		if endsAny(s, "ang", "eng") {
			if endsAny(s, "chang", "rang", "veng", "leng") {
				return s + "e"
			}
			return s
		}
		return s + "e"
	case syllables == 1 && vowel(prev) && !vowel(last) && strings.IndexByte("wxy", last) < 0 && (n < 3 || !vowel(s[n-3])):
		return s + "e" // hop, mak: a short vowel would have been doubled
	case last == 'u' || last == 'v':
		return s + "e"
	}
	return s
}

// nounRule is the singular of a regular plural.
func nounRule(w string) string {
	n := len(w)
	switch {
	case n < 3 || !strings.HasSuffix(w, "s") || strings.HasSuffix(w, "ss"):
		if strings.HasSuffix(w, "men") {
			return w[:n-2] + "an"
		}
		return w
	case n > 4 && strings.HasSuffix(w, "ies"):
		return w[:n-3] + "y"
	case n > 4 && endsAny(w, "sses", "shes", "ches", "xes", "zzes"):
		return w[:n-2]
	case n > 4 && strings.HasSuffix(w, "'s"):
		return w[:n-2]
	}
	return w[:n-1]
}

// degreeRule undoes -er and -est.
func degreeRule(w string) string {
	s := ""
	switch n := len(w); {
	case n > 4 && strings.HasSuffix(w, "est"):
		s = w[:n-3]
	case n > 3 && strings.HasSuffix(w, "er"):
		s = w[:n-2]
	default:
		return w
	}
	n := len(s)
	switch {
	case n < 2:
		return w
	case s[n-1] == 'i':
		return s[:n-1] + "y"
	case s[n-1] == s[n-2] && strings.IndexByte("bdgmnprt", s[n-1]) >= 0:
		return s[:n-1]
	case endsAny(s, "c", "g", "v", "u", "s", "fr", "pl", "bl", "tl", "rg", "at", "ut", "ur", "ir", "id", "in", "ak", "om", "af", "ar") && !endsAny(s, "ng", "ar", "eat", "oud", "ain", "ead", "ear", "ss"):
		return s + "e"
	}
	return s
}
