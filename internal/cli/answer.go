package cli

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"

	"annals.example/annals"
	"annals.example/annals/internal/article"
	"annals.example/annals/internal/event"
	"annals.example/annals/internal/export"
	"annals.example/annals/internal/page"
	"annals.example/annals/internal/reading"
)

// codedEvent is an event as the task "code" answers it.
type codedEvent struct {
	Event         string        `json:"event"`
	CAMEO         *string       `json:"cameo"`
	Actor         []party       `json:"actor"`
	Recipient     []party       `json:"recipient"`
	Marks         []annals.Mark `json:"marks"`
	Mode          []string      `json:"mode"`
	Context       []string      `json:"context"`
	Quad          int           `json:"quad_code"`
	Scale         float64       `json:"event_scale"`
	Date          *string       `json:"date"`
	EndDate       *string       `json:"enddate"`
	DatePrecision string        `json:"date_precision"`
	DateBasis     *string       `json:"date_basis"`
	EventText     []string      `json:"event_text"`
	Loc           *export.Place `json:"event_loc"`
	ReportedBy    []party       `json:"reported_by"`
	Text          string        `json:"text"`
	TextInfo      export.Span   `json:"text_info"`
	Rule          *string       `json:"rule"`
	Confidence    float64       `json:"confidence"`
}

// party is an actor as the tasks answer it.
type party struct {
	Text   *string  `json:"text"`
	Code   *string  `json:"code"`
	Sector []string `json:"sector"`
	Name   *string  `json:"name"`
	Office *string  `json:"office"`
}

func parties(es []export.Entity) []party {
	out := make([]party, len(es))
	for i, e := range es {
		out[i] = party{e.Text, e.Code, e.Sector, e.Identifier, e.Office}
	}
	return out
}

// answer answers a question that ask has checked.
func (w *worker) answer(q question) (any, error) {
	id := orNull(q.ID)
	switch q.Task {
	case "code":
		return w.code(id, q)
	case "relation":
		return w.relation(id, q)
	case "actor":
		type named struct {
			Code   *string  `json:"code"`
			Sector []string `json:"sector"`
			Name   *string  `json:"name"`
			Office *string  `json:"office"`
		}
		actors := []named{}
		for _, e := range export.Entities(w.phrase(q)) {
			actors = append(actors, named{e.Code, e.Sector, e.Identifier, e.Office})
		}
		return struct {
			ID     json.RawMessage `json:"id"`
			Actors []named         `json:"actors"`
		}{id, actors}, nil
	case "page":
		return w.page(id, q)
	}
	return w.article(id, q)
}

func given(date string) annals.Date {
	if date == "" {
		return annals.Date{}
	}
	p := map[int]annals.Precision{4: annals.PrecisionYear, 7: annals.PrecisionMonth, 10: annals.PrecisionDay}[len(date)]
	return annals.Date{Start: date, Precision: p, Basis: "given with the text"}
}

func (w *worker) code(id json.RawMessage, q question) (any, error) {
	a := annals.Article{Title: q.Title, Text: *q.Text, URL: q.URL, Language: "en", Published: given(q.Date)}
	a.ID = article.ID(a.Title, a.Text)
	entry, _ := reading.Encode(w, a)
	if entry.Failure != "" {
		return nil, errors.New(entry.Failure)
	}
	events := []codedEvent{}
	for i, r := range entry.Reports {
		x := export.OfEvent(r, &entry.Article, i+1)
		events = append(events, codedEvent{Event: r.Type, CAMEO: x.CAMEO, Actor: parties(x.Actor), Recipient: parties(x.Recipient),
			Marks: x.Marks, Mode: x.Mode, Context: x.Context, Quad: x.Quad, Scale: x.Scale, Date: x.Date, EndDate: x.EndDate,
			DatePrecision: x.DatePrecision, DateBasis: x.DateBasis, EventText: x.EventText, Loc: x.Loc, ReportedBy: parties(x.ReportedBy),
			Text: x.Text, TextInfo: x.TextInfo, Rule: x.Rule, Confidence: x.Confidence})
	}
	return struct {
		ID     json.RawMessage `json:"id"`
		Events []codedEvent    `json:"events"`
	}{id, events}, nil
}

func (w *worker) page(id json.RawMessage, q question) (any, error) {
	// Text inside a JSON string is Unicode already, whatever charset the page
	// says it once had; a byte order mark tells the page stage so.
	const bom = "\ufeff"
	name, raw := "page.html", []byte(nil)
	switch {
	case q.HTML != nil:
		raw = []byte(bom + *q.HTML)
	case q.Text != nil:
		name, raw = "page.txt", []byte(bom+*q.Text)
	default:
		b, err := base64.StdEncoding.DecodeString(*q.HTMLBase64)
		if err != nil {
			return nil, fmt.Errorf("html_base64: %w", err)
		}
		raw = b
	}
	out := struct {
		ID       json.RawMessage  `json:"id"`
		Articles []export.Article `json:"articles"`
	}{id, []export.Article{}}
	for p, err := range page.Read(name, raw) {
		if err != nil {
			var re *page.RecordError
			if errors.As(err, &re) {
				return nil, fmt.Errorf("%s; %s", re.Reason, re.Remedy)
			}
			return nil, err
		}
		if p.Said.URL == "" {
			p.Said.URL = q.URL
		}
		articles, _, _ := articlesOf(p)
		for _, a := range articles {
			sents := w.reader.Read(a.Text)
			if !a.Published.Known() {
				a.Published = w.published(a, sents)
			}
			out.Articles = append(out.Articles, export.OfArticle(a, len(sents)))
		}
	}
	return out, nil
}

// everything is the answer to the task "article".
type everything struct {
	ID json.RawMessage `json:"id"`
	// The article's own id goes by another name here, since id is the question's.
	ArticleID string `json:"article_id"`
	export.Article
	Events     []export.Event      `json:"events"`
	Statements []export.Statement  `json:"statements"`
	Figures    []export.Figure     `json:"figures"`
	Ledger     []export.LedgerLine `json:"ledger"`
}

func (w *worker) article(id json.RawMessage, q question) (any, error) {
	a, lines := single(q)
	if q.URL != "" {
		a.URL = q.URL
	}
	if q.Date != "" {
		a.Published = given(q.Date)
	}
	entry, _ := reading.Encode(w, a)
	if entry.Failure != "" {
		return nil, errors.New(entry.Failure)
	}
	event.Join(entry.Reports) // names the event that each report tells of
	out := everything{ID: id, ArticleID: a.ID, Article: export.OfArticle(entry.Article, entry.Sentences),
		Events: []export.Event{}, Statements: []export.Statement{}, Figures: []export.Figure{}, Ledger: []export.LedgerLine{}}
	for i, r := range entry.Reports {
		out.Events = append(out.Events, export.OfEvent(r, &entry.Article, i+1))
	}
	for i, s := range entry.Statements {
		out.Statements = append(out.Statements, export.OfStatement(s, i+1))
	}
	for i, f := range entry.Figures {
		out.Figures = append(out.Figures, export.OfFigure(f, i+1))
	}
	for _, l := range lines {
		line := export.OfLine("", l)
		line.Why = ""
		out.Ledger = append(out.Ledger, line)
	}
	return out, nil
}

// single finds the one article in a text. Where the text does not read as
// exactly one printed article, all of it is taken as the body of one.
func single(q question) (annals.Article, []annals.Line) {
	text := *q.Text
	for p, err := range page.Read("page.txt", []byte("\ufeff"+text)) {
		if err != nil {
			break
		}
		if p.Said.Title == "" {
			p.Said.Title = q.Title
		}
		if articles, lines, _ := articlesOf(p); len(articles) == 1 {
			a := articles[0]
			a.Copies = nil
			if a.Title == "" {
				a.Title = q.Title
			}
			return a, lines
		}
		break
	}
	a := annals.Article{ID: article.ID(q.Title, text), Title: q.Title, Text: text, Language: "en"}
	var lines []annals.Line
	for i, l := range splitLines(text) {
		kind := annals.LineBody
		if line(l) == "" {
			kind = annals.LineBlank
		}
		lines = append(lines, annals.Line{Number: i + 1, Text: l, Kind: kind, ArticleID: a.ID})
	}
	return a, lines
}
