package english

import annals "annals.example/annals"

// mend puts right seven attachments that the parser misses now and then and that every
// reader can see from the words.
func mend(toks []annals.Token) {
	for i := range toks {
		h := toks[i].Head
		switch {
		case h > i+1 && toks[i].Deprel == "cop" && toks[h].XPOS == "VB" && toMark(toks, i, h):
			// "is to send": an auxiliary, and what hangs on it hangs on the verb
			toks[i].Deprel = "aux"
			for k := range toks {
				if toks[k].Head == i && k != h {
					toks[k].Head = h
				}
			}
		case h >= 0 && i == len(toks)-1 && toks[i].Deprel == "punct" && toks[i].XPOS == "." && toks[h].Head >= 0:
			for toks[h].Head >= 0 {
				h = toks[h].Head
			}
			toks[i].Head = h // a full stop ends the sentence and not a clause of it
		case h >= 0 && toks[i].Deprel == "advcl" && telling[toks[i].Lemma] && finite(toks[i].XPOS) && insertion(toks, i):
			toks[i].Deprel = "parataxis" // "the truce, Annan said, would hold"
		case i > 0 && toks[i].Name == "I-PER" && toks[i].Deprel == "aux" && toks[i].XPOS == "NNP":
			// "Theresa May accused": of the name, whatever the verb would like
			first := i - 1
			for first > 0 && toks[first].Name == "I-PER" {
				first--
			}
			toks[i].Head, toks[i].Deprel = first, "flat"
		case h >= 0 && h < i && toks[i].Deprel == "obl" && toks[h].UPOS == "VERB" && bareName(toks, i):
			toks[i].Deprel = "obj" // "met President Hosni Mubarak": no preposition, so it is whom
		case h > i && toks[i].Deprel == "aux" && finite(toks[i].XPOS) && toks[h].XPOS == "VBG" && !auxiliaries[toks[i].Lemma]:
			// "denied bombing": no auxiliary, but what is done with the other's deed
			toks[i].Head, toks[i].Deprel = toks[h].Head, toks[h].Deprel
			toks[h].Head, toks[h].Deprel = i, "xcomp"
			for k := range toks {
				if toks[k].Head == h && (k < i || toks[k].Deprel == "punct") {
					toks[k].Head = i
				}
			}
		case h >= 0 && h < i && toks[i].Deprel == "xcomp" && captives[toks[i].Form] && (toks[h].Lemma == "take" || toks[h].Lemma == "hold"):
			for k := h + 1; k < i; k++ { // "took a reporter hostage": the reporter is whom they took
				if toks[k].Head == i && toks[k].Deprel == "obj" {
					toks[k].Head = h
				}
			}
		}
	}
}

var telling = setOf("say tell add report announce warn claim note state declare insist acknowledge admit explain write argue believe confirm suggest")

func finite(xpos string) bool { return xpos == "VBD" || xpos == "VBZ" || xpos == "VBP" }

// insertion reports whether a verb has a subject and no conjunction: who says the
// sentence it stands in, and no clause of time or reason.
func insertion(toks []annals.Token, i int) bool {
	subject := false
	for k := range toks {
		if toks[k].Head == i {
			switch toks[k].Deprel {
			case "nsubj":
				subject = true
			case "mark", "case", "obj":
				return false
			case "advmod":
				if toks[k].XPOS == "WRB" {
					return false
				}
			}
		}
	}
	return subject
}

var auxiliaries = setOf("be have do get keep will would can could may might shall should must")

// times are bare nouns of when and how long.
var times = setOf("day week month year morning afternoon evening night hour minute second time moment decade century season summer winter spring autumn fall weekend today tomorrow yesterday")

var captives = setOf("hostage prisoner captive")

// toMark reports whether "to" stands between an auxiliary and its verb.
func toMark(toks []annals.Token, i, h int) bool {
	for k := i + 1; k < h; k++ {
		if toks[k].Head == h && toks[k].Deprel == "mark" && toks[k].Form == "to" {
			return true
		}
	}
	return false
}

// bareName reports whether a word is or bears a person's name or says of which country he is, has no preposition, and
// its verb has no object yet.
func bareName(toks []annals.Token, i int) bool {
	named := toks[i].Name == "B-PER"
	whom := toks[i].UPOS == "NOUN" && !times[toks[i].Lemma]
	for k := range toks {
		if toks[k].Head == i {
			if toks[k].Deprel == "case" || toks[k].Deprel == "mark" {
				return false
			}
			named = named || whom && toks[k].Deprel == "amod" && toks[k].Name == "B-MISC" // "met the Jordanian king"
			named = named || k > i && toks[k].Deprel == "flat" && toks[k].Name == "B-PER"
		}
		if toks[k].Head == toks[i].Head && k != i && (toks[k].Deprel == "obj" || toks[k].Deprel == "iobj") {
			return false
		}
	}
	return named
}
