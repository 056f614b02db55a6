package english

import "strings"

// lemma is the dictionary form of a word with the given tags.
func lemma(form, upos, xpos string) string {
	if upos == "PROPN" {
		return form
	}
	w := strings.ToLower(strings.ReplaceAll(form, "’", "'"))
	switch xpos {
	case "NNS":
		switch {
		case strings.HasSuffix(w, "ies") && len(w) > 4:
			return w[:len(w)-3] + "y"
		case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "xes"):
			return w[:len(w)-2]
		case strings.HasSuffix(w, "s") && len(w) > 2:
			return w[:len(w)-1]
		}
	}
	return w
}
