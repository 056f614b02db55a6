package codebook

// Quad is PLOVER's class of a type: 1 verbal cooperation, 2 material
// cooperation, 3 verbal conflict, 4 material conflict; 0 for an unknown type.
func Quad(eventType string) int { return types[eventType].quad }

// NeedsRecipient reports whether PLOVER asks for a recipient in this type.
func NeedsRecipient(eventType string) bool { return types[eventType].recipient }

// Score is PLOVER's conflict–cooperation score of a type and mode, −10 to 10.
// The manual prints +3 for ACCUSE, plainly a slip; here it is −3.
func Score(eventType, mode string) float64 {
	t := types[eventType]
	if s, ok := t.modes[mode]; ok && mode != "" {
		return s
	}
	return t.score
}

// HasMode reports whether a mode belongs to a type.
func HasMode(eventType, mode string) bool {
	_, ok := types[eventType].modes[mode]
	return ok
}

// Types lists the sixteen PLOVER types in the manual's order.
func Types() []string {
	return []string{
		"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
		"ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
	}
}

type plover struct {
	quad      int
	recipient bool
	score     float64
	modes     map[string]float64
}

// types follows the PLOVER manual of the Open Event Data Alliance (2021–2024).
var types = map[string]plover{
	"AGREE":     {1, false, 2.5, nil},
	"CONSULT":   {1, false, 2.5, map[string]float64{"visit": 4, "third-party": 1, "multilateral": 4, "phone": 1.5}},
	"SUPPORT":   {1, false, 5, nil},
	"CONCEDE":   {1, false, 4.5, nil},
	"COOPERATE": {2, true, 9.5, nil},
	"AID":       {2, true, 10, nil},
	"RETREAT": {2, false, 6.5, map[string]float64{"withdraw": 8, "release": 6.5, "disarm": 10, "ceasefire": 7.5,
		"access": 6.5, "resign": 4.5}},
	"REQUEST": {3, false, 0, map[string]float64{"assist": .5, "change": -1, "yield": -1, "meet": 0}},
	"ACCUSE":  {3, false, -3, map[string]float64{"disapprove": -2, "investigate": -3.5, "allege": -3.5}},
	"REJECT":  {3, false, -2, map[string]float64{"assist": -1.5, "change": -2, "yield": -2, "meet": -2}},
	"THREATEN": {3, false, -3.5, map[string]float64{"restrict": -3, "arrest": -3.5, "relations": -3.5, "expel": -3.5,
		"territory": -4, "violence": -3.5}},
	"PROTEST": {4, false, -5, map[string]float64{"demo": -5, "riot": -7, "strike": -5, "hunger": -4.5, "boycott": -4.5,
		"obstruct": -4.5}},
	"SANCTION": {4, true, -6, map[string]float64{"convict": -6, "expel": -5.5, "withdraw": -6, "discontinue": -6}},
	"MOBILIZE": {4, false, -5.5, map[string]float64{"troops": -6.5, "weapons": -6.5, "police": -5.5, "militia": -6}},
	"COERCE": {4, false, -7, map[string]float64{"seize": -7, "restrict": -7, "censor": -6.5, "curfew": -6.5,
		"martial-law": -7.5, "arrest": -7, "deport": -7, "withhold": -7, "misinformation": -6.5, "cyber": -7}},
	"ASSAULT": {4, false, -9, map[string]float64{"abduct": -8.5, "beat": -7.5, "torture": -8.5, "sexual": -8.5,
		"targeted": -9.5, "destroy": -8.5, "primitive": -8, "firearms": -9, "explosives": -9, "suicide-attack": -9.5,
		"aerial": -9.5, "drone": -9.5, "heavy-weapons": -9.5, "crowd-control": -7.5, "unconventional": -10}},
}

// contextNames are PLOVER's contexts.
var contextNames = set("military intelligence executive legislative election political_institutions pro_democracy " +
	"pro_autocracy economic legal reparations human_rights rights_freedoms repression human_security gender lgbt " +
	"religion_ethnicity inequality diplomatic territory peacekeeping health asylum migration disasters " +
	"natural_resource environment technology terrorism cbrn cyber misinformation crime corruption illegal_drugs trafficking")

// builtinClasses are decided by the actor register, not by a word list.
var builtinClasses = set("actor country org person group gov mil reb civ")
