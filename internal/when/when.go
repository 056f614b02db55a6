// Package when answers: when did it happen, and when was the article published?
//
// Dates are read from the words ("on Tuesday", "Jan. 3", "less than 24 hours
// later") and resolved against the day of publication. Where the words allow
// more than one day the answer is a month, a year or a range; where they allow
// anything the answer is unknown. Every Date says in its Basis which words it
// rests on. The clock is never read.
package when

import (
	"strings"

	"annals.example/annals"
)

// Event gives the date of the event whose trigger is token number trigger of s.
// text is the article's text. published anchors relative expressions; where it
// is unknown they stay unknown and absolute ones are still resolved. carried is
// the date of what the text told last ("a day later" counts from there); the
// zero Date if there is none.
//
// A zero Start means unknown; Basis then says why.
func Event(text string, s annals.Sentence, trigger int, published annals.Date, carried annals.Date) annals.Date {
	if trigger < 0 || trigger >= len(s.Tokens) {
		return unknown("no such word in the sentence")
	}
	exprs := find(s.Tokens)
	t := newTree(s.Tokens)
	if v := t.voiced(trigger); v >= 0 {
		trigger = v
	}
	tense := t.tense(trigger)
	best, since := t.choose(exprs, trigger)
	if best < 0 {
		if v := t.saidBy(trigger); v >= 0 && v != trigger && tense == tensePresent {
			// What is said to be so is so when it is said.
			if d := Event(text, s, v, published, carried); d.Known() {
				d.Basis = "as of the saying: " + d.Basis
				return d
			}
		}
		if t.elsewhere(exprs, trigger) {
			return unknown("the date in the sentence is of something else")
		}
		return undated(t, s, trigger, tense, published, carried)
	}
	e := exprs[best]
	if since {
		e.since = true
	}
	words := t.words(text, e)
	if e.kind == kindAfter {
		return fromCarried(e, words, earlier(exprs, best, published, tense), carried)
	}
	d, ok := resolve(e, published, tense)
	if !ok {
		return unknown(quote(words) + " needs the day of publication, which is unknown")
	}
	d.Basis = basis(e, words, published)
	return d
}

// earlier resolves the expressions before number i of the same sentence and
// returns the nearest that says something: what "a day later" counts from.
func earlier(exprs []expr, i int, published annals.Date, tense tense) annals.Date {
	for j := i - 1; j >= 0; j-- {
		if exprs[j].kind == kindAfter {
			continue
		}
		if d, ok := resolve(exprs[j], published, tense); ok {
			d.Basis = "earlier in the sentence"
			return d
		}
	}
	return annals.Date{}
}

// undated gives the date of an event with no date expression of its own.
func undated(t *tree, s annals.Sentence, trigger int, tense tense, published, carried annals.Date) annals.Date {
	switch {
	case tense == tenseFuture:
		return unknown("no date in the sentence; still to come or only possible")
	case tense == tensePastPerfect, t.background(trigger):
		return unknown("no date in the sentence; told as earlier")
	case !t.foreground(trigger):
		return unknown("no date for it in the sentence")
	case s.Paragraph > 0 && tense == tensePast && !t.talks(trigger) && t.deed(trigger):
		return running(published, carried)
	case s.Paragraph > 0 && !(tense == tensePast && t.talks(trigger)):
		return unknown("no date in the sentence")
	case s.Paragraph > 0 && carried.Known():
		return carry(carried)
	case !published.Known():
		return unknown("no date in the sentence; day of publication unknown")
	case tense != tenseNone:
		d := published
		d.Basis = "no date in the sentence; article published " + span(published)
		return d
	}
	return unknown("no date in the sentence")
}

// running dates a deed that is told below the lead, in the past tense and in a main
// clause, without any date: it is the story going on, at its last date or in the
// week up to publication. What is said, asked and agreed there is news of the day
// itself; deeds may be some days old, so that they get a range and no day.
func running(published, carried annals.Date) annals.Date {
	if carried.Known() {
		return carry(carried)
	}
	first, last, ok := bounds(published)
	if !ok || last-first > 31 {
		return unknown("no date in the sentence")
	}
	d := between(first-7, last)
	d.Basis = "no date in the sentence; told as news in the week up to publication on " + span(published)
	return d
}

// carry dates an act by the one told before it in the paragraph. A date that was
// itself carried, or taken from the day of publication, keeps its own basis.
func carry(d annals.Date) annals.Date {
	if !strings.HasPrefix(d.Basis, noDate) {
		d.Basis = noDate + "; carried from " + orElse(d.Basis, d.Start)
	}
	return d
}

// noDate begins the basis of every date that the sentence itself does not give.
const noDate = "no date in the sentence"

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func quote(s string) string { return `"` + s + `"` }

func span(d annals.Date) string {
	if d.End != "" && d.End != d.Start {
		return d.Start + ".." + d.End
	}
	return d.Start
}

func basis(e expr, words string, published annals.Date) string {
	if e.absolute() && !e.since {
		return quote(words)
	}
	return quote(words) + " against published " + span(published)
}

func unknown(why string) annals.Date {
	return annals.Date{Precision: annals.PrecisionNone, Basis: why}
}
