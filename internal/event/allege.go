package event

import (
	"fmt"
	"slices"

	"annals.example/annals"
)

// alleged makes an accusation of a deed of violence or repression that one party says
// another has done: "Ukraine said separatists had shot down the airliner" accuses the
// separatists, whoever did it. The press, the police and witnesses only report, and
// nobody accuses his own side.
func (c *work) alleged(k *candidate) *candidate {
	if k.saying < 0 || k.typ != "ASSAULT" && k.typ != "COERCE" || k.symmetric || c.forced || k.composed > 0 || len(k.marks) > 0 {
		return nil
	}
	var by []party
	for _, tok := range k.reporters {
		by = append(by, c.r.parties(tok, false)...)
	}
	who, did := c.r.actors(by), c.r.actors(k.actors)
	if len(who) != 1 || len(did) == 0 || !accuser(who[0]) || !accusable(did) {
		return nil
	}
	if slices.ContainsFunc(did, func(a annals.Actor) bool {
		// an army that tells of the other side's deeds reports from the field
		return slices.Contains(who[0].Sectors, "MIL") && opposing(a) || (a.Code == "" || allied(a)) && !opposing(a) || a.Code != "" && a.Code == who[0].Code && !opposed(a, who[0])
	}) {
		return nil
	}
	// Whose own people were hit tells what befell them, unless he says expressly who
	// it was: "an attack that the army said was carried out by".
	if k.frame.saying < 0 && slices.ContainsFunc(c.r.actors(k.recips), func(a annals.Actor) bool { return a.Code == who[0].Code }) {
		return nil
	}
	b := *k
	b.trigger, b.words, b.top = k.saying, []int{k.saying}, k.saying
	b.typ, b.mode, b.cameo, b.rule = "ACCUSE", "allege", "112", "say>"+k.rule
	b.marks, b.reporters, b.shadow = map[annals.Mark]bool{}, nil, nil
	b.actor, b.recip = k.reporters, k.actor
	b.actors, b.recips = by, slices.Clone(k.actors)
	b.composed++
	b.why = append(slices.Clone(k.why), fmt.Sprintf("to say %q of somebody is to accuse him", c.t.toks[k.saying].Form))
	return &b
}

// accusable: rebels may be accused without a name, "gunmen" and "a bomber" only told of.
func accusable(as []annals.Actor) bool {
	return named(as) || slices.ContainsFunc(as, func(a annals.Actor) bool { return slices.Contains(a.Sectors, "REB") })
}

// opposing: somebody of no known country can be accused where his sector sets him against
// the speaker.
func opposing(a annals.Actor) bool {
	return slices.ContainsFunc(a.Sectors, func(s string) bool { return s == "REB" || s == "UAF" || s == "CRM" || s == "PRM" })
}

// allied: "coalition forces" may be the speaker's own.
func allied(a annals.Actor) bool {
	return a.Code == "IGO" && a.Name == "" && slices.Contains(a.Sectors, "MIL")
}

// accuser reports whether an actor speaks as a party and not as a reporter or witness.
func accuser(a annals.Actor) bool {
	if a.Code == "" {
		return false
	}
	for _, s := range a.Sectors {
		switch s {
		case "JRN", "COP", "CVL", "MED", "EDU", "JUD", "REF", "LAB":
			return false
		}
	}
	return true
}

// opposed: rebels and dissidents of a country stand against its government.
func opposed(a, b annals.Actor) bool {
	against := func(x annals.Actor) bool {
		return slices.ContainsFunc(x.Sectors, func(s string) bool { return s == "REB" || s == "UAF" || s == "OPP" || s == "PRE" })
	}
	return against(a) != against(b)
}
