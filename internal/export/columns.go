package export

import (
	"strconv"
	"strings"

	"annals.example/annals"
)

// column is one column of a CSV list. Numbers are written as they are; any
// other cell is made safe by Cell.
type column struct {
	Name   string
	Means  string
	number bool
	cell   func(record) string
}

// Column is the name and the meaning of a column, for the documentation.
type Column struct{ Name, Means string }

// Columns returns the columns of a list in order.
func Columns(list string) []Column {
	out := make([]Column, len(columns[list]))
	for i, c := range columns[list] {
		out[i] = Column{c.Name, c.Means}
	}
	return out
}

func words[T any](name, means string, of func(T) string) column {
	return column{Name: name, Means: means, cell: func(r record) string { return of(r.(T)) }}
}

func number[T any](name, means string, of func(T) string) column {
	c := words(name, means, of)
	c.number = true
	return c
}

var columns = map[string][]column{
	"events": {
		words("id", "report, a content hash", func(e Event) string { return e.ID }),
		words("event_id", "event that the report tells of", func(e Event) string { return str(e.EventID) }),
		words("article_id", "article that it stands in", func(e Event) string { return e.ArticleID }),
		words("date", "first day, month or year of the event (ISO 8601)", func(e Event) string { return str(e.Date) }),
		words("enddate", "last day of a range", func(e Event) string { return str(e.EndDate) }),
		words("date_precision", "day, month, year, range or none", func(e Event) string { return e.DatePrecision }),
		words("date_basis", "why this date is believed", func(e Event) string { return str(e.DateBasis) }),
		words("event", "PLOVER type", func(e Event) string { return lists(e.Event) }),
		words("mode", "PLOVER mode", func(e Event) string { return lists(e.Mode) }),
		words("context", "PLOVER contexts", func(e Event) string { return lists(e.Context) }),
		words("cameo", "CAMEO code, a string with its leading zero", func(e Event) string { return str(e.CAMEO) }),
		number("quad_code", "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict", func(e Event) string { return integer(e.Quad) }),
		number("event_scale", "PLOVER conflict–cooperation score, -10 to 10", func(e Event) string { return float(e.Scale) }),
		words("actor_code", "country or group code of each actor", func(e Event) string { return codes(e.Actor) }),
		words("actor_sector", "sectors of each actor, joined with a slash", func(e Event) string { return sectors(e.Actor) }),
		words("actor_text", "words that name each actor", func(e Event) string { return texts(e.Actor) }),
		words("actor_name", "canonical name of each actor", func(e Event) string { return names(e.Actor) }),
		words("actor_office", "office of each actor at the time", func(e Event) string { return offices(e.Actor) }),
		words("recipient_code", "as actor_code, of each recipient", func(e Event) string { return codes(e.Recipient) }),
		words("recipient_sector", "as actor_sector, of each recipient", func(e Event) string { return sectors(e.Recipient) }),
		words("recipient_text", "words that name each recipient", func(e Event) string { return texts(e.Recipient) }),
		words("recipient_name", "canonical name of each recipient", func(e Event) string { return names(e.Recipient) }),
		words("recipient_office", "office of each recipient at the time", func(e Event) string { return offices(e.Recipient) }),
		words("marks", "historical, future, hypothetical, negation", func(e Event) string { return marks(e.Marks) }),
		words("reported_by_code", "code of who says so; empty where the article itself does", func(e Event) string { return codes(e.ReportedBy) }),
		words("reported_by_text", "words that name who says so", func(e Event) string { return texts(e.ReportedBy) }),
		words("event_text", "words that make it this type", func(e Event) string { return lists(e.EventText) }),
		words("place", "where it happened, as the text has it", func(e Event) string { return where(e, func(p *Place) string { return p.Name }) }),
		words("place_country", "country of the place (ISO 3166 alpha-3)", func(e Event) string { return where(e, func(p *Place) string { return str(p.Country) }) }),
		words("place_admin", "first-order division of the place", func(e Event) string { return where(e, func(p *Place) string { return str(p.Admin) }) }),
		number("lat", "degrees north", func(e Event) string { return where(e, func(p *Place) string { return maybe(p.Lat) }) }),
		number("lon", "degrees east", func(e Event) string { return where(e, func(p *Place) string { return maybe(p.Lon) }) }),
		number("geonames", "GeoNames id of the place", func(e Event) string {
			return where(e, func(p *Place) string {
				if p.GeoNames == nil {
					return ""
				}
				return integer(*p.GeoNames)
			})
		}),
		words("text", "the sentence", func(e Event) string { return e.Text }),
		number("sequence", "the report's number within its article, from 1", func(e Event) string { return integer(e.TextInfo.Sequence) }),
		number("start", "byte offset of the sentence in the article's text", func(e Event) string { return integer(e.TextInfo.Start) }),
		number("end", "byte offset after the sentence", func(e Event) string { return integer(e.TextInfo.End) }),
		words("title", "headline of the article", func(e Event) string { return str(e.Cite.Title) }),
		words("publication", "who published the article", func(e Event) string { return str(e.Cite.Publication) }),
		words("url", "address of the article", func(e Event) string { return str(e.Cite.URL) }),
		words("language", "ISO 639-1", func(e Event) string { return str(e.Cite.Language) }),
		words("rule", "codebook entry that made it, with its composition; head. and the type where only the event head says so; stay where somebody is elsewhere for a purpose", func(e Event) string { return str(e.Rule) }),
		number("confidence", "0 to 1: how often such records are right, where the event head was asked", func(e Event) string { return float(e.Confidence) }),
		words("codebook", "version of the codebook", func(e Event) string { return str(e.Codebook) }),
		number("sources", "how many articles tell of the event, all copies of one counting once", func(e Event) string {
			if e.Sources == nil {
				return ""
			}
			return integer(*e.Sources)
		}),
	},
	"articles": {
		words("id", "article, a content hash", func(a Article) string { return a.ID }),
		words("title", "headline", func(a Article) string { return str(a.Title) }),
		words("text", "body; paragraphs are separated by an empty line", func(a Article) string { return a.Text }),
		words("language", "ISO 639-1", func(a Article) string { return str(a.Language) }),
		words("published", "day, month or year of publication (ISO 8601)", func(a Article) string { return str(a.Published) }),
		words("published_end", "last day of a range", func(a Article) string { return str(a.PublishedEnd) }),
		words("published_precision", "day, month, year, range or none", func(a Article) string { return a.PublishedPrecision }),
		words("published_basis", "why this date is believed", func(a Article) string { return str(a.PublishedBasis) }),
		words("url", "address, as the page gives it", func(a Article) string { return str(a.URL) }),
		words("publication", "who published it", func(a Article) string { return str(a.Publication) }),
		words("crawled", "when the page was fetched, if it says so", func(a Article) string { return str(a.Crawled) }),
		words("dateline", "as printed", func(a Article) string { return str(a.Dateline) }),
		words("bylines", "authors", func(a Article) string { return lists(a.Bylines) }),
		words("captions", "captions of pictures", func(a Article) string { return lists(a.Captions) }),
		words("credits", "credits of pictures", func(a Article) string { return lists(a.Credits) }),
		number("sentences", "how many sentences the body has", func(a Article) string { return integer(a.Sentences) }),
		words("copies", "every printing: page, first and last line, and how it is a copy", func(a Article) string {
			out := make([]string, len(a.Copies))
			for i, c := range a.Copies {
				out[i] = c.Page + ":" + integer(c.FirstLine) + "-" + integer(c.LastLine)
				if c.How != "" {
					out[i] += " (" + c.How + ")"
				}
			}
			return lists(out)
		}),
		words("subtitle", "line under the headline that sums it up", func(a Article) string { return str(a.Subtitle) }),
		words("section", "section of the publication, as the page names it", func(a Article) string { return str(a.Section) }),
		words("tags", "as the page names them", func(a Article) string { return lists(a.Tags) }),
		words("modified", "day on which the text was changed, if the page says so", func(a Article) string { return str(a.Modified) }),
		words("modified_basis", "which words of the page say so", func(a Article) string { return str(a.ModifiedBasis) }),
	},
	"statements": {
		words("id", "statement, a content hash", func(s Statement) string { return s.ID }),
		words("article_id", "article that it stands in", func(s Statement) string { return s.ArticleID }),
		words("kind", "direct or indirect", func(s Statement) string { return s.Kind }),
		words("speaker_code", "code of each speaker", func(s Statement) string { return codes(s.who()) }),
		words("speaker_sector", "sectors of each speaker, joined with a slash", func(s Statement) string { return sectors(s.who()) }),
		words("speaker_text", "words that name each speaker", func(s Statement) string { return texts(s.who()) }),
		words("speaker_name", "canonical name of each speaker", func(s Statement) string { return names(s.who()) }),
		words("addressee_code", "code of who is spoken to", func(s Statement) string { return codes(group(s.Addressee)) }),
		words("addressee_text", "words that name who is spoken to", func(s Statement) string { return texts(group(s.Addressee)) }),
		words("verb", "lemma of the verb of speech", func(s Statement) string { return str(s.Verb) }),
		words("content", "words said", func(s Statement) string { return s.Content }),
		words("text", "statement with its attribution", func(s Statement) string { return s.Text }),
		number("sequence", "the statement's number within its article, from 1", func(s Statement) string { return integer(s.TextInfo.Sequence) }),
		number("start", "byte offset of text in the article's text", func(s Statement) string { return integer(s.TextInfo.Start) }),
		number("end", "byte offset after it", func(s Statement) string { return integer(s.TextInfo.End) }),
	},
	"figures": {
		words("id", "figure, a content hash", func(f Figure) string { return f.ID }),
		words("article_id", "article that it stands in", func(f Figure) string { return f.ArticleID }),
		number("value", "the number, the lower end of a range", func(f Figure) string { return float(f.Value) }),
		number("max", "upper end of a range", func(f Figure) string { return maybe(f.Max) }),
		words("bound", "exact, about, more than, at least, up to or fewer than", func(f Figure) string { return f.Bound }),
		words("of", "who or what is counted, in the text's words", func(f Figure) string { return str(f.Of) }),
		words("unit", "what is counted or measured", func(f Figure) string { return str(f.Unit) }),
		words("state", "killed, wounded, displaced, …", func(f Figure) string { return str(f.State) }),
		words("claimant_code", "code of who claims it", func(f Figure) string { return codes(f.who()) }),
		words("claimant_text", "words that name who claims it", func(f Figure) string { return texts(f.who()) }),
		words("claimant_name", "canonical name of who claims it", func(f Figure) string { return names(f.who()) }),
		words("as_of", "date for which it holds", func(f Figure) string { return str(f.AsOf) }),
		words("subset_of", "id of the figure that it is part of", func(f Figure) string { return str(f.SubsetOf) }),
		words("text", "words that say so", func(f Figure) string { return f.Text }),
		number("sequence", "the figure's number within its article, from 1", func(f Figure) string { return integer(f.TextInfo.Sequence) }),
		number("start", "byte offset of text in the article's text", func(f Figure) string { return integer(f.TextInfo.Start) }),
		number("end", "byte offset after it", func(f Figure) string { return integer(f.TextInfo.End) }),
	},
	"actors": {
		words("code", "country or group code", func(a Actor) string { return str(a.Code) }),
		words("sector", "PLOVER sectors, the primary one first", func(a Actor) string { return strings.Join(a.Sector, "/") }),
		words("name", "canonical name; empty for an unnamed actor", func(a Actor) string { return str(a.Name) }),
		words("aliases", "other names", func(a Actor) string { return lists(a.Aliases) }),
		words("kind", "person, country, organisation, group or role", func(a Actor) string { return str(a.Kind) }),
		words("roles", "offices with their dates", func(a Actor) string {
			out := make([]string, len(a.Roles))
			for i, r := range a.Roles {
				out[i] = r.Office
				if span := str(r.From) + "/" + str(r.To); span != "/" {
					out[i] += " (" + span + ")"
				}
			}
			return lists(out)
		}),
		number("reports", "reports in which it acts or is acted on", func(a Actor) string { return integer(a.Reports) }),
	},
	"ledger": {
		words("page", "name of the page", func(l LedgerLine) string { return l.Page }),
		number("line", "line of the page, from 1", func(l LedgerLine) string { return integer(l.Line) }),
		words("kind", "body, headline, caption, credit, byline, dateline, residue, duplicate or blank", func(l LedgerLine) string { return string(l.Kind) }),
		words("article_id", "article that the line belongs to", func(l LedgerLine) string { return str(l.ArticleID) }),
		words("text", "the line", func(l LedgerLine) string { return l.Text }),
		words("why", "the sign by which it was taken for that", func(l LedgerLine) string { return l.Why }),
	},
}

func (s Statement) who() []Entity {
	if s.Speakers != nil {
		return s.Speakers
	}
	return group(s.Speaker)
}

func (f Figure) who() []Entity {
	if f.Claimants != nil {
		return f.Claimants
	}
	return group(f.Claimant)
}

func group(e *Entity) []Entity {
	if e == nil {
		return nil
	}
	return []Entity{*e}
}

func str(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func maybe(f *float64) string {
	if f == nil {
		return ""
	}
	return float(*f)
}

func float(f float64) string  { return strconv.FormatFloat(f, 'f', -1, 64) }
func integer(n int) string    { return strconv.Itoa(n) }
func lists(l []string) string { return strings.Join(l, "; ") }

func marks(m []annals.Mark) string {
	out := make([]string, len(m))
	for i := range m {
		out[i] = string(m[i])
	}
	return lists(out)
}

func where(e Event, of func(*Place) string) string {
	if e.Loc == nil {
		return ""
	}
	return of(e.Loc)
}

// parts joins one cell of several actors. Each keeps its place, so that the
// second code belongs to the second name; a cell in which all are empty is empty.
func parts(es []Entity, of func(Entity) string) string {
	out := make([]string, len(es))
	full := false
	for i, e := range es {
		out[i] = of(e)
		full = full || out[i] != ""
	}
	if !full {
		return ""
	}
	return lists(out)
}

func codes(es []Entity) string { return parts(es, func(e Entity) string { return str(e.Code) }) }
func sectors(es []Entity) string {
	return parts(es, func(e Entity) string { return strings.Join(e.Sector, "/") })
}
func texts(es []Entity) string   { return parts(es, func(e Entity) string { return str(e.Text) }) }
func names(es []Entity) string   { return parts(es, func(e Entity) string { return str(e.Identifier) }) }
func offices(es []Entity) string { return parts(es, func(e Entity) string { return str(e.Office) }) }
