package statement

// saying verbs govern a clause that tells what was said.
var saying = set(`say tell state announce add note claim argue warn stress emphasize emphasise confirm deny reveal explain insist
	acknowledge admit concede suggest remark report reiterate declare indicate highlight point estimate predict vow pledge promise threaten
	swear complain recall testify tweet write allege affirm assert maintain mention caution conclude disclose echo joke observe quip
	urge demand ask inform assure remind reply respond answer comment continue agree contend underline underscore reaffirm boast brag
	lament protest propose recommend repeat retort shout speak speculate stipulate tout voice post specify clarify charge quote believe
	think expect hope fear decide rule question wonder pray whisper yell cry chant sing
	advise counsel order instruct request plead beg appeal call praise hail welcome condemn denounce slam blast criticize criticise decry describe
	label brand dub accuse blame thank congratulate cite express reject dismiss refer list tweet text email`)

// clausal verbs make an indirect statement of the clause they govern. Verbs of
// thinking and knowing are not among them: what is thought has not been said.
var clausal = set(`say tell state announce add note claim argue warn stress emphasize emphasise confirm deny reveal explain insist
	acknowledge admit concede suggest remark report reiterate declare indicate highlight point estimate predict vow pledge promise threaten
	swear complain recall testify tweet write allege affirm assert maintain mention caution conclude disclose joke observe quip
	inform assure remind reply respond comment contend underline underscore reaffirm boast lament propose recommend repeat retort
	speculate specify clarify demand ask quote post`)

// urging verbs make an indirect statement of the infinitive they govern.
var urging = set(`urge pledge vow promise threaten ask call warn order instruct demand beg plead`)

// nominal verbs make an indirect statement of the noun phrase they govern.
var nominal = set(`stress emphasize emphasise highlight reiterate underline underscore reaffirm`)

// quoting verbs may introduce quoted words, though they are no verbs of saying.
var quoting = set(`say tell call describe label brand dub slam blast denounce condemn criticize criticise decry praise hail welcome accuse blame`)

// speaks reports whether token i is a verb that can attribute quoted words.
func (g *graph) speaks(i int) bool {
	if !g.verb(i) || !saying[g.lemma(i)] && !quoting[g.lemma(i)] || g.toks[i].Deprel == "amod" {
		return false
	}
	// "a program called “Learning Together”" names, it quotes nobody.
	return !(g.toks[i].XPOS == "VBN" && g.rel(i) == "acl" && naming[g.lemma(i)])
}

var naming = set(`call label brand dub describe`)

// asserted is false where the saying itself is denied, refused, asked for or
// only possible.
func (g *graph) asserted(v int) bool {
	for _, k := range g.kids[v] {
		switch g.rel(k) {
		case "aux":
			switch g.form(k) {
			case "would", "could", "may", "might", "should", "will", "shall", "wo", "ca", "can", "must", "'ll", "’ll":
				return false
			}
		case "advmod":
			switch g.form(k) {
			case "not", "n't", "n’t", "never":
				return false
			}
		case "mark":
			if w := g.form(k); w == "to" || w == "if" || w == "unless" {
				return false
			}
		}
	}
	// "refused to say", "without saying", "as saying" is fine
	if k := g.child(v, "mark"); k >= 0 && g.form(k) == "without" {
		return false
	}
	return true
}
