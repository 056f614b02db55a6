package coder

import (
	"fmt"
	"strconv"
	"strings"

	"annals.example/annals"
	"annals.example/annals/internal/codebook"
	"annals.example/annals/internal/event"
	"annals.example/annals/internal/legacy"
)

// Dictionaries is the folder of a data tree that holds imported dictionaries. Where it
// is there, they alone code the events.
const Dictionaries = "dictionaries"

// legacyConfidence is what an event of imported dictionaries is given: they say nothing
// of how sure a pattern is.
const legacyConfidence = 0.5

// events are the reports of an article, by the codebook or by imported dictionaries.
func (c *Coder) events(a annals.Article, sents []annals.Sentence, mentions []annals.Mention, e event.Encoder) []annals.Report {
	if c.Legacy == nil {
		return event.Code(event.Input{ArticleID: a.ID, Text: a.Text, Sentences: sents, Mentions: mentions, Codebook: c.Codebook, Encoder: e})
	}
	day, _ := strconv.Atoi(strings.ReplaceAll(a.Published.Start, "-", ""))
	for n := len(a.Published.Start); n > 0 && n < 10; n += 3 { // "2024-02" counts from its first day
		day = day*100 + 1
	}
	var out []annals.Report
	for i := range sents {
		s := &sents[i]
		for _, t := range c.Legacy.Code(s, day, legacy.Usual()) {
			typ, mode, ok := codebook.OfCAMEO(t.Code)
			if !ok {
				continue // a code that is none of CAMEO's has no PLOVER type
			}
			at := func(from, to int) annals.Evidence {
				start, end := s.Tokens[from].Start, s.Tokens[to].End
				return annals.Evidence{ArticleID: a.ID, Sentence: s.Index, Start: start, End: end, Text: a.Text[start:end]}
			}
			side := func(code string, span [2]int) []annals.Actor {
				if strings.Trim(code, "-") == "" {
					return nil
				}
				return []annals.Actor{legacyActor(code, a.Text[s.Tokens[span[0]].Start:s.Tokens[span[1]].End])}
			}
			out = append(out, annals.Report{
				ArticleID: a.ID, Type: typ, Mode: mode, CAMEO: t.Code,
				Actors: side(t.Source, t.SourceAt), Recipient: side(t.Target, t.TargetAt),
				Trigger:  at(t.Trigger, t.Trigger),
				Sentence: annals.Evidence{ArticleID: a.ID, Sentence: s.Index, Start: s.Start, End: s.End, Text: a.Text[s.Start:s.End]},
				Rule:     fmt.Sprintf("%s:%d", t.File, t.Line), Confidence: legacyConfidence,
				Why: []string{fmt.Sprintf("%q matches %s:%d, code %s", s.Tokens[t.Trigger].Form, t.File, t.Line, t.Code), "actor: " + t.Source, "recipient: " + t.Target},
			})
		}
	}
	return out
}

// legacyActor takes a code of threes apart: "ISRMIL" is ISR, sector MIL.
func legacyActor(code, text string) annals.Actor {
	a := annals.Actor{Text: text, Kind: "role"}
	for i := 0; i < len(code); i += 3 {
		part := code[i:min(i+3, len(code))]
		switch {
		case i == 0 && part == "---":
		case i == 0:
			a.Code = part
		default:
			a.Sectors = append(a.Sectors, part)
		}
	}
	if len(a.Sectors) == 0 {
		a.Kind = "country"
	}
	return a
}
