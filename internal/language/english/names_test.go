package english

import (
	"strings"
	"testing"

	annals "annals.example/annals"
)

// tagged reads "word/UPOS/NAME" tokens; a word alone is a NOUN without a name.
func tagged(line string) annals.Sentence {
	var s annals.Sentence
	for f := range strings.FieldsSeq(line) {
		t := annals.Token{Form: f, UPOS: "NOUN", Name: "O"}
		if p := strings.Split(f, "|"); len(p) == 2 {
			t.Form, t.UPOS, t.Name = p[0], "PROPN", p[1]
		} else if capital(f) {
			t.UPOS = "PROPN"
		}
		if demonyms[t.Form] {
			t.UPOS = "ADJ"
		}
		s.Tokens = append(s.Tokens, t)
	}
	return s
}

// shownNames writes the names of sentences: "[PER Ban Ki - moon]".
func shownNames(sents []annals.Sentence) string {
	var out []string
	for _, s := range sents {
		for n, ok := nextName(s.Tokens, 0); ok; n, ok = nextName(s.Tokens, n.end) {
			out = append(out, "["+n.kind+" "+written(s.Tokens[n.first:n.end])+"]")
		}
	}
	return strings.Join(out, " ")
}

// What the tagger leaves in pieces or gives the wrong kind, by the sentences of one
// article.
func TestNamesArePutInOrder(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		// persons
		{"Ayman|B-PER al|B-PER -|I-PER Zawahiri|I-PER died", "[PER Ayman al - Zawahiri]"},
		{"Qaboos|B-PER bin|I-PER Said ruled", "[PER Qaboos bin Said]"},
		{"Faustin|B-PER - Archange|B-PER Touadéra|I-PER sleeps", "[PER Faustin - Archange Touadéra]"},
		{"the Biden|B-PER - Xi|B-PER summit", "[PER Biden] [PER Xi]"},
		{"a son of Joaquín|B-PER \" El|B-PER Chapo|I-PER \"|I-PER Guzmán|I-PER", "[PER Joaquín \" El Chapo \" Guzmán]"},
		{"Truong|B-PER My Lan|B-PER was", "[PER Truong My Lan]"},
		// places
		{"the Bay|B-LOC of Campeche|B-LOC", "[LOC Bay of Campeche]"},
		{"in Western|B-LOC Sahara|B-LOC", "[LOC Western Sahara]"},
		{"Miramar|B-LOC California|B-LOC is", "[LOC Miramar] [LOC California]"},
		{"at Charles|B-PER de|I-PER Gaulle|I-PER Airport", "[LOC Charles de Gaulle Airport]"},
		// bodies
		{"the International|B-ORG Criminal|I-ORG Tribunal|I-ORG for the former Yugoslavia|B-LOC freed", "[ORG International Criminal Tribunal for the former Yugoslavia]"},
		{"Popular Front|B-ORG for the Liberation|B-ORG of|I-ORG Palestine|I-ORG", "[ORG Popular Front for the Liberation of Palestine]"},
		{"the Tunisian|B-ORG General|B-ORG Labour|I-ORG Union|I-ORG", "[ORG Tunisian General Labour Union]"},
		{"ZANU|B-ORG - PF recalled", "[ORG ZANU - PF]"},
		{"Geert|B-ORG Wilders|I-ORG '|I-ORG Party|I-ORG for|I-ORG Freedom|I-ORG left", "[PER Geert Wilders] [ORG Party for Freedom]"},
		{"the People|B-ORG 's|I-ORG Party|I-ORG", "[ORG People 's Party]"},
		{"Libya|B-ORG 's|I-ORG National|I-ORG Oil|I-ORG Corporation|I-ORG", "[LOC Libya] [ORG National Oil Corporation]"},
		// kinds
		{"Pemex|B-PER put out the fire at Kirkuk|B-PER", "[ORG Pemex] [LOC Kirkuk]"},
		{"the Israeli|B-ORG army and Uyghur|B-ORG exiles", "[MISC Israeli] [MISC Uyghur]"},
		{"two F - 16 jets and the M - 23", "[MISC F - 16]"},
		// articles
		{"the Kurdistan Regional Government|B-ORG ( KRG|B-LOC ) said ¶ the KRG paid ¶ Kurdistan Regional Government", "[ORG Kurdistan Regional Government] [ORG KRG] [ORG KRG] [ORG Kurdistan Regional Government]"},
		{"the Organization|B-ORG of the Petroleum|B-ORG Exporting|I-ORG Countries|I-ORG , or OPEC , met", "[ORG Organization of the Petroleum Exporting Countries] [ORG OPEC]"},
		{"the United|B-LOC States|I-LOC ( US|B-LOC ) said", "[LOC United States] [LOC US]"},
		{"Rapid|B-ORG Support|I-ORG Forces|I-ORG fled ¶ the Rapid Support Forces returned", "[ORG Rapid Support Forces] [ORG Rapid Support Forces]"},
	} {
		var sents []annals.Sentence
		for part := range strings.SplitSeq(c.in, " ¶ ") {
			sents = append(sents, tagged(part))
		}
		tidyNames(sents)
		if got := shownNames(sents); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.in, got, c.want)
		}
	}
}

// Tags of any kind stay tags: rules must not leave an I- that continues nothing.
func TestNamesStayWellFormed(t *testing.T) {
	words := strings.Fields(`Front of the Gaza ( GF ) - Bay 's Said al " Airport United 16 F Party Wilders`)
	tags := []string{"O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC"}
	seed := uint32(1)
	for range 20000 {
		var s annals.Sentence
		for range 12 {
			seed = seed*1664525 + 1013904223
			tag, before := tags[seed>>16%uint32(len(tags))], "O"
			if n := len(s.Tokens); n > 0 {
				before = s.Tokens[n-1].Name
			}
			if tag[0] == 'I' && (before == "O" || before[2:] != tag[2:]) {
				tag = "B" + tag[1:]
			}
			s.Tokens = append(s.Tokens, annals.Token{Form: words[seed>>8%uint32(len(words))], UPOS: "PROPN", Name: tag})
		}
		tidyNames([]annals.Sentence{s})
		before := "O"
		for _, k := range s.Tokens {
			if k.Name != "O" && k.Name[0] == 'I' && (before == "O" || before[2:] != k.Name[2:]) {
				t.Fatalf("%s behind %s: %+v", k.Name, before, s.Tokens)
			}
			before = k.Name
		}
	}
}
