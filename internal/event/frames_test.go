package event_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"annals.example/annals"
	"annals.example/annals/data"
	"annals.example/annals/internal/codebook"
	"annals.example/annals/internal/event"
	"annals.example/annals/internal/language/english"
)

// lexicon is a codebook small enough to see through, so that the frames below test
// the grammar and not the size of the lexicon. The outer words are the project's own.
const lexicon = `type ASSAULT
verb attack, bomb, shell, kill, raid, wound
  subj:inflation|virus => none
  => ASSAULT 190
verb take hostage
  => ASSAULT/abduct 181
noun attack, raid, offensive, fighting
  => ASSAULT 190
noun airstrike, air strike
  => ASSAULT/aerial 195 +military
`

const lexicon2 = `type CONSULT
verb meet, talk
  obj:deadline => none
  => CONSULT 040 [a=subj r=obj|with|to sym]
verb visit
  => CONSULT/visit 042 [a=subj r=obj]
noun talk, meeting
  => CONSULT 040 [sym]
noun visit
  => CONSULT/visit 042 [a=by|poss|of|from r=to]
`

const lexicon3 = `type RETREAT
verb withdraw, pull out
  obj~force => RETREAT/withdraw 087 [a=subj r=from|obj.from]
  no-obj from => RETREAT/withdraw 087 [a=subj r=from]
verb release, free, hand over
  => RETREAT/release 0841
noun withdrawal
  => RETREAT/withdraw 087 [a=by|poss|of|compound r=from]
noun release
  => RETREAT/release 0841 [a=by|poss|compound r=of]
`

const lexicon4 = `type AID
verb arm, aid
  => AID 070
verb send
  obj:aid|grain|medicine => AID 073 [a=subj r=iobj|to]
noun aid
  => AID 070 [a=from|by|poss|compound r=to|for]
`

const lexicon5 = `type ACCUSE
verb accuse, condemn, blame
  => ACCUSE 112 [a=subj r=obj]
noun accusation
  => ACCUSE/allege 112 [a=by|poss|of|from|compound r=against]
adj critical
  => ACCUSE/disapprove 111 [a=subj r=of]
`

const lexicon6 = `type PROTEST
verb march, demonstrate
  => PROTEST/demo 141 [a=subj r=against]
type REQUEST
verb demand
  => REQUEST 100 [a=subj r=from|obj]
verb tell
  obj~actor xcomp => REQUEST 100 [a=subj r=obj]
type THREATEN
verb threaten
  => THREATEN 130
`

func smallBook(t testing.TB) *codebook.Codebook {
	t.Helper()
	m := fstest.MapFS{}
	for i, text := range []string{lexicon, lexicon2, lexicon3, lexicon4, lexicon5, lexicon6} {
		m[string(rune('a'+i))+".txt"] = &fstest.MapFile{Data: []byte(text)}
	}
	m["classes.txt"] = &fstest.MapFile{Data: []byte("class force = troop, soldier, force, army\n")}
	for _, name := range []string{"composition.txt", "light.txt"} {
		raw, err := fs.ReadFile(data.Files, "codebook/"+name)
		if err != nil {
			t.Fatal(err)
		}
		m[name] = &fstest.MapFile{Data: raw}
	}
	b, err := codebook.Load(m)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// frames: the mentions stand in brackets as [CODE.SECTOR the words], with ~ where
// the words only modify others, and ? for a mention that was not resolved. Below
// each sentence its reports: ACTORS | TYPE/mode | RECIPIENTS | marks, by=….
const frames = `
[ISR.MIL Israeli jets] bombed [LBN.REB Hezbollah] positions in Baalbek.
> ISR.MIL | ASSAULT | LBN.REB
[LBN.REB Hezbollah] positions were bombed by [ISR.MIL Israeli jets].
> ISR.MIL | ASSAULT | LBN.REB
[USA.MIL Three US soldiers] were killed on Sunday.
> - | ASSAULT | USA.MIL
[USA.MIL Three US soldiers] were killed in an attack by [IRQ.REB militants].
> IRQ.REB | ASSAULT | USA.MIL
[~ISR Israeli] airstrikes on [SYR Syria] continued on Monday.
> ISR | ASSAULT/aerial | SYR
[SYR Syria]'s attack on [TUR Turkey] lasted a week.
> SYR | ASSAULT | TUR
An attack by [SOM.REB gunmen] on [KEN.COP Kenyan police] lasted a week.
> SOM.REB | ASSAULT | KEN.COP
The [~USA US]-led attack on [IRQ Iraq] began in March.
> USA | ASSAULT | IRQ
[RUS Russia] launched an attack on [GEO Georgia].
> RUS | ASSAULT | GEO
[RUS Russia] launched airstrikes on Friday against [SYR.REB Syrian rebels].
> RUS | ASSAULT/aerial | SYR.REB
[ARM Armenia] came under attack from [AZE Azerbaijan].
> AZE | ASSAULT | ARM
Airstrikes launched by [SAU Saudi Arabia] killed [YEM.CVL ten Yemeni civilians].
> SAU | ASSAULT/aerial | YEM.CVL
[COL.REB Rebels] attacked [COL.COP a police post] and killed [COL.COP two officers].
> COL.REB | ASSAULT | COL.COP
[TCD.REB Rebels] killed by [TCD.MIL Chadian troops] were buried on Monday.
> TCD.MIL | ASSAULT | TCD.REB
[LBN.UAF Gunmen] took [USA.JRN an American reporter] hostage.
> LBN.UAF | ASSAULT/abduct | USA.JRN
[FRA France] and [DEU Germany] sent medicine to [HTI Haiti].
> FRA + DEU | AID | HTI
[CUB Cuba] sent medicine to [AGO Angola].
> CUB | AID | AGO
[~IRN Iranian] aid to [LBN.REB Hezbollah] has grown.
> IRN | AID | LBN.REB
[EGY.GOV The Egyptian president] met [JOR.GOV the Jordanian king] on Monday.
> EGY.GOV + JOR.GOV | CONSULT | -
[EGY.GOV The Egyptian president] and [JOR.GOV the Jordanian king] met on Monday.
> EGY.GOV + JOR.GOV | CONSULT | -
[IND India] held talks with [PAK Pakistan] on Sunday.
> IND + PAK | CONSULT | -
Talks between [IND India] and [PAK Pakistan] ended on Sunday.
> IND + PAK | CONSULT | -
[~USA US]-[~IRQ Iraqi] talks ended on Sunday.
> USA + IRQ | CONSULT | -
[FRA.GOV The French president] visited [EGY Egypt].
> FRA.GOV | CONSULT/visit | EGY
A visit by [FRA.GOV the French president] to [EGY Egypt] ended on Friday.
> FRA.GOV | CONSULT/visit | EGY
[SYR Syria] withdrew its troops from [LBN Lebanon].
> SYR | RETREAT/withdraw | LBN
[SYR Syria]'s withdrawal from [LBN Lebanon] was complete.
> SYR | RETREAT/withdraw | LBN
The withdrawal of [ETH.MIL Ethiopian troops] from [SOM Somalia] was complete.
> ETH.MIL | RETREAT/withdraw | SOM
[CHN China] agreed to withdraw its troops from [IND India].
> CHN | CONCEDE | IND
[NLD The Netherlands] agreed to meet [BEL Belgium].
> NLD | AGREE | BEL
[JPN Japan] promised to send grain to [PRK North Korea].
> JPN | AGREE | PRK
[JPN Japan] will send grain to [PRK North Korea].
> JPN | AGREE | PRK
[JPN Japan] will not send grain to [PRK North Korea].
> JPN | REJECT/assist | PRK
[JPN Japan] is ready to send grain to [PRK North Korea].
> JPN | AGREE | PRK
[JPN Japan] is to send grain to [PRK North Korea].
> JPN | AGREE | PRK
[TUR Turkey] threatened to attack [GRC Greece].
> TUR | THREATEN/violence | GRC
[TUR Turkey] will attack [GRC Greece].
> TUR | THREATEN/violence | GRC
[TUR Turkey] refused to meet [GRC Greece].
> TUR | REJECT/meet | GRC
[TUR Turkey] refused to pay [GRC Greece].
> TUR | REJECT | GRC
[TUR Turkey] refused to withdraw its troops from [CYP Cyprus].
> TUR | REJECT/yield | CYP
[GBR Britain] urged [ARG Argentina] to withdraw its troops from [CHL Chile].
> GBR | REQUEST/yield | ARG
[GBR Britain] called on [ARG Argentina] to release [CHL.CVL two Chilean fishermen].
> GBR | REQUEST/yield | ARG
[ARG Argentina] was urged by [GBR Britain] to release [CHL.CVL two Chilean fishermen].
> GBR | REQUEST/yield | ARG
[GBR Britain] said that [ARG Argentina] must pay for the damage.
> GBR | REQUEST | ARG
[RUS Russia] called for an end to [ISR Israel]'s attacks.
> RUS | REQUEST/yield | ISR
[POL Poland] agreed to release [BLR.CVL two Belarusians], to arm [UKR Ukraine] and to meet [LTU Lithuania].
> POL | CONCEDE | BLR.CVL
> POL | AGREE | UKR
> POL | AGREE | LTU
[RWA Rwanda] accused [COD Congo] of attacking [BDI Burundi].
> RWA | ACCUSE | COD
[RWA Rwanda] denied that it had attacked [BDI Burundi].
> RWA | ASSAULT | BDI | negation, by=RWA
[RWA Rwanda] denied bombing [BDI Burundi].
> RWA | ASSAULT | BDI | negation, by=RWA
[RWA Rwanda] denied that [UGA Uganda] had attacked [BDI Burundi].
> none
[RWA Rwanda] will not attack [BDI Burundi].
> RWA | THREATEN/violence | BDI | negation
[RWA Rwanda] sent [BDI Burundi] ten tons of grain.
> RWA | AID | BDI
[UNO The Security Council] told [SYR Damascus] to get out of [LBN Lebanon].
> UNO | REQUEST | SYR
[RWA Rwanda] will send [BDI Burundi] aid no more, the minister said.
> RWA | REJECT/assist | BDI
[RWA Rwanda] has no intention of attacking [BDI Burundi].
> RWA | THREATEN/violence | BDI | negation
[RWA Rwanda] was the first to attack [BDI Burundi].
> RWA | ASSAULT | BDI
[RWA Rwanda] used its jets to bomb [BDI Burundi].
> RWA | ASSAULT | BDI
[RWA Rwanda] bought jets to bomb [BDI Burundi].
> none
Three [KEN.MIL Kenyan soldiers] were killed in an attack that [UGA Uganda] said was carried out by [BDI.REB rebels].
> BDI.REB | ASSAULT | KEN.MIL | by=UGA
> UGA | ACCUSE/allege | BDI.REB
[UGA Uganda] said [BDI.REB rebels] had attacked [KEN.MIL Kenyan soldiers].
> UGA | ACCUSE/allege | BDI.REB
> BDI.REB | ASSAULT | KEN.MIL | by=UGA
[KEN Kenya] said [BDI.REB rebels] had attacked [KEN.MIL Kenyan soldiers].
> BDI.REB | ASSAULT | KEN.MIL | by=KEN
[BDI.REB Rebels] attacked [KEN.MIL Kenyan soldiers], [UGA Uganda] said.
> BDI.REB | ASSAULT | KEN.MIL | by=UGA
[UGA.JRN Ugandan radio] said [BDI.REB rebels] had attacked [KEN.MIL Kenyan soldiers].
> BDI.REB | ASSAULT | KEN.MIL | by=UGA.JRN
[RWA Rwanda] would meet [BDI Burundi], [UGA Uganda] said.
> RWA | AGREE | BDI | by=UGA
[RWA Rwanda] does not want [BDI Burundi] to withdraw.
> none
[? They] will not meet [BDI Burundi].
> - | REJECT/meet | BDI
[RWA Rwanda] and [BDI Burundi] will meet.
> RWA + BDI | AGREE | -
[RWA Rwanda] will not meet [BDI Burundi].
> RWA | REJECT/meet | BDI
[RWA Rwanda] did not attack [BDI Burundi].
> RWA | ASSAULT | BDI | negation
[RWA Rwanda] could attack [BDI Burundi].
> RWA | ASSAULT | BDI | hypothetical
If [RWA Rwanda] attacks [BDI Burundi], food will run out.
> RWA | ASSAULT | BDI | hypothetical
[RWA Rwanda] tried to attack [BDI Burundi].
> RWA | ASSAULT | BDI | hypothetical
[RWA Rwanda] sent spies to attack [BDI Burundi].
> none
In 1994 [RWA Rwanda] attacked [BDI Burundi].
> RWA | ASSAULT | BDI | historical
No talks between [IND India] and [PAK Pakistan] took place.
> IND + PAK | CONSULT | - | negation
The risk of an attack by [IND India] on [PAK Pakistan] has grown.
> IND | ASSAULT | PAK | hypothetical
[KEN.GOV Kenya's foreign ministry] said that [SOM.REB militants] attacked [KEN.COP a police post].
> SOM.REB | ASSAULT | KEN.COP | by=KEN.GOV
[SOM.REB Militants] attacked [KEN.COP a police post], [KEN.GOV Kenya's foreign ministry] said.
> SOM.REB | ASSAULT | KEN.COP | by=KEN.GOV
According to [KEN.GOV Kenya's foreign ministry], [SOM.REB militants] attacked [KEN.COP a police post].
> SOM.REB | ASSAULT | KEN.COP | by=KEN.GOV
[NOR Norway] is critical of [DNK Denmark].
> NOR | ACCUSE/disapprove | DNK
The accusations by [KEN Kenya] against [SOM Somalia] were new.
> KEN | ACCUSE/allege | SOM
[THA.CVL Thai students] marched against [THA.GOV the government].
> THA.CVL | PROTEST/demo | THA.GOV
[PER.REB The rebels] halted their attacks on [PER.MIL the army].
> PER.REB | RETREAT/ceasefire | PER.MIL
[FRA France] halted its aid to [MLI Mali].
> FRA | SANCTION/discontinue | MLI
[FRA France] cancelled a meeting with [MLI Mali].
> FRA | REJECT/meet | MLI
[HRV Croatia], which attacked [SRB Serbia] in May, met [HUN Hungary].
> HRV | ASSAULT | SRB
> HRV + HUN | CONSULT | -
The virus killed [ITA.CVL twelve Italians].
> none
[ITA.GOV The minister] met the deadline.
> none
`

func TestFrames(t *testing.T) {
	model, err := english.Open()
	if err != nil {
		t.Fatal(err)
	}
	reader, cb := model.NewReader(), smallBook(t)
	var marked string
	var want []string
	check := func() {
		if marked == "" {
			return
		}
		text, sents, mentions := bracketed(t, reader, marked)
		got := []string{}
		for _, r := range event.Code(event.Input{ArticleID: "a", Text: text, Sentences: sents, Mentions: mentions, Codebook: cb}) {
			got = append(got, line(r))
			if text[r.Trigger.Start:r.Trigger.End] != r.Trigger.Text || text[r.Sentence.Start:r.Sentence.End] != r.Sentence.Text {
				t.Errorf("evidence does not match the text: %+v", r)
			}
		}
		if len(got) == 0 {
			got = []string{"none"}
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s\n  got  %s\n  want %s", text, strings.Join(got, "\n       "), strings.Join(want, "\n       "))
		}
	}
	for l := range strings.SplitSeq(strings.TrimSpace(frames), "\n") {
		if rest, ok := strings.CutPrefix(l, "> "); ok {
			want = append(want, rest)
			continue
		}
		check()
		marked, want = l, nil
	}
	check()
}

// bracketed reads a sentence whose mentions stand in brackets.
func bracketed(t testing.TB, reader *english.Reader, s string) (string, []annals.Sentence, []annals.Mention) {
	t.Helper()
	var b strings.Builder
	type mark struct {
		start, end int
		code       string
	}
	var marks []mark
	for {
		i := strings.IndexByte(s, '[')
		if i < 0 {
			b.WriteString(s)
			break
		}
		j := strings.IndexByte(s, ']')
		code, words, _ := strings.Cut(s[i+1:j], " ")
		b.WriteString(s[:i])
		marks = append(marks, mark{b.Len(), b.Len() + len(words), code})
		b.WriteString(words)
		s = s[j+1:]
	}
	text := b.String()
	sents := reader.Read(text)
	var out []annals.Mention
	for si := range sents {
		for _, k := range marks {
			m, ok := span(&sents[si], k.start, k.end)
			if !ok {
				continue
			}
			m.Head = top(&sents[si], m.First, m.End)
			m.Evidence = annals.Evidence{Sentence: sents[si].Index, Start: k.start, End: k.end, Text: text[k.start:k.end]}
			code := k.code
			if strings.HasPrefix(code, "~") {
				m.Attribute, code = true, code[1:]
			}
			if code != "?" {
				c, sectors, _ := strings.Cut(code, ".")
				a := annals.Actor{Code: c, Text: text[k.start:k.end]}
				if sectors != "" {
					a.Sectors = strings.Split(sectors, ".")
				}
				m.Actors = []annals.Actor{a}
			}
			out = append(out, m)
		}
	}
	return text, sents, out
}

// top is the token of a span whose head lies outside it.
func top(s *annals.Sentence, first, end int) int {
	for i := first; i < end; i++ {
		if h := s.Tokens[i].Head; h < first || h >= end {
			return i
		}
	}
	return first
}

// line writes a report as the tables above do.
func line(r annals.Report) string {
	side := func(as []annals.Actor) string {
		var p []string
		for _, a := range as {
			p = append(p, strings.Join(append([]string{a.Code}, a.Sectors...), "."))
		}
		if p == nil {
			return "-"
		}
		return strings.Join(p, " + ")
	}
	typ := r.Type
	if r.Mode != "" {
		typ += "/" + r.Mode
	}
	out := side(r.Actors) + " | " + typ + " | " + side(r.Recipient)
	var more []string
	for _, m := range r.Marks {
		more = append(more, string(m))
	}
	if len(r.ReportedBy) > 0 {
		more = append(more, "by="+side(r.ReportedBy))
	}
	if more != nil {
		out += " | " + strings.Join(more, ", ")
	}
	return out
}
