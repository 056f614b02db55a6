package actor

// now is how a date compares with a term.
type status uint8

const (
	unknown   status = iota // the article's date, or the term's, is not known
	before                  // not yet in office
	during                  // in office
	uncertain               // in office when the source was last read, which was before the date
	after                   // no longer in office
)

// at tells where the day (or month, or year) stands to the term.
func (t term) at(day string) status {
	return stand(t.from, t.to, day)
}

func stand(from, to, day string) status {
	if day == "" {
		return unknown
	}
	if from != "" && less(day, from) {
		return before
	}
	switch {
	case to == "now":
		return during
	case to == "":
		if from == "" {
			return during
		}
		return uncertain
	case to[0] == '~':
		if less(to[1:], day) {
			return uncertain
		}
	case less(to, day):
		if len(to) == 10 && len(day) == 10 && days(day)-days(to) <= 3 {
			return during // the news of the fall tells of the one who fell
		}
		return after
	}
	return during
}

// days counts a date's days well enough to compare near dates.
func days(date string) int {
	n := func(s string) int { return int(s[0]-'0')*10 + int(s[1]-'0') }
	y, m, d := n(date[:2])*100+n(date[2:4]), n(date[5:7]), n(date[8:10])
	if m < 3 {
		y, m = y-1, m+12
	}
	return 365*y + y/4 - y/100 + y/400 + (153*m-457)/5 + d
}

// day gives a date back if it is one, and "" for anything else.
func day(s string) string {
	if len(s) != 4 && len(s) != 7 && len(s) != 10 {
		return ""
	}
	for i := 0; i < len(s); i++ {
		if i == 4 || i == 7 {
			if s[i] != '-' {
				return ""
			}
		} else if s[i] < '0' || s[i] > '9' {
			return ""
		}
	}
	return s
}

// less compares two dates as far as both are known: 2024 is not before 2024-02.
func less(a, b string) bool {
	n := min(len(a), len(b))
	return a[:n] < b[:n]
}

// covers tells whether a country or body of the register existed on the day; an
// unknown day is covered by what exists now.
func covers(from, to, day string) bool {
	if day == "" {
		return to == "" || to == "now"
	}
	if from != "" && less(day, from) {
		return false
	}
	return to == "" || to == "now" || to[0] == '~' || !less(to, day)
}

// holding is what the register says of a person on a day.
type holding struct {
	code    string
	sectors []string
	office  string
	status  status
	class   int
	how     string
}

// on finds what the person was on the day. Where the day is unknown, an office is
// only claimed if the person held no other.
func (p *person) on(day string) holding {
	best := holding{class: len(classes), code: p.code}
	var former, later *term
	for i := range p.terms {
		t := &p.terms[i]
		st := t.at(day)
		k := int(t.class)
		switch st {
		case during, uncertain:
			better := best.status == unknown || best.status == uncertain && st == during ||
				best.status == st && k < best.class
			if better {
				best = holding{code: t.code, sectors: classes[k].sectors, office: t.office, status: st, class: k}
			}
		case after:
			if former == nil || less(former.to, t.to) {
				former = t
			}
		case before:
			if later == nil || less(t.from, later.from) {
				later = t
			}
		}
	}
	switch {
	case day == "":
		one := true
		last := p.terms[0]
		for _, t := range p.terms[1:] {
			one = one && t.office == p.terms[0].office && t.code == p.terms[0].code
			if t.to == "now" && last.to != "now" || (t.to == "now") == (last.to == "now") && int(t.class) < int(last.class) {
				last = t
			}
		}
		k := int(last.class)
		best = holding{code: last.code, class: k, how: "the date is unknown, so no office is claimed"}
		if last.to == "now" || classes[k].lasting {
			best.sectors = classes[k].sectors
			if one {
				best.office, best.sectors, best.how = last.office, classes[k].sectors, "the only office the register knows"
			}
		}
		return best
	case best.status == uncertain:
		best.how = "in office as " + best.office + " when the register's source was last read"
		best.office = ""
	case best.status == during:
		best.how = best.office + " on " + day
	case former != nil:
		k := int(former.class)
		best = holding{code: former.code, status: after, class: k, how: former.office + " until " + former.to}
		if best.sectors = []string{"ELI"}; classes[k].lasting {
			best.sectors = classes[k].sectors
		}
	case later != nil:
		k := int(later.class)
		best = holding{code: later.code, status: before, class: k, how: "not in office before " + later.from}
		switch k {
		case classIndex["military"], classIndex["opposition"], classIndex["party"]:
			// Whom the years before may have seen in any office.
		default:
			if classes[k].lasting {
				best.sectors = classes[k].sectors
			}
		}
	}
	return best
}

// famous tells whether the person is known by the full name alone.
func (p *person) famous() bool {
	if p.ours {
		return true
	}
	for _, t := range p.terms {
		if classes[int(t.class)].bare {
			return true
		}
	}
	return false
}
