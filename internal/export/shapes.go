// Package export answers: in which form do others take the records? It writes
// JSON lines in PLOVER's field names and CSV with documented columns (see
// docs/columns.md). What is missing is null or an empty list in JSON and an
// empty cell in CSV; codes are strings; no cell is one that a spreadsheet
// would run as a formula.
package export

import (
	"annals.example/annals"
	"annals.example/annals/internal/codebook"
	"annals.example/annals/internal/query"
)

// Entity is an actor as others read it.
type Entity struct {
	Code       *string  `json:"code"`
	Sector     []string `json:"sector"`
	Text       *string  `json:"entity_text"`
	Identifier *string  `json:"identifier_text"`
	Office     *string  `json:"office"`
}

// Place is where an event happened. Coordinates are degrees, null if unknown.
type Place struct {
	Name      string   `json:"name"`
	Country   *string  `json:"country"`
	Admin     *string  `json:"admin"`
	Lat       *float64 `json:"lat"`
	Lon       *float64 `json:"lon"`
	GeoNames  *int     `json:"geonames"`
	Precision *string  `json:"precision"`
	Basis     *string  `json:"basis"`
}

// Span is the place of a text in its article: bytes, end exclusive. Sequence
// counts the records of the article from 1.
type Span struct {
	Sequence int `json:"sequence"`
	Start    int `json:"start"`
	End      int `json:"end"`
}

// Cite is the article that an event stands in.
type Cite struct {
	Title       *string `json:"title"`
	Publication *string `json:"publication"`
	URL         *string `json:"url"`
	Language    *string `json:"language"`
}

// Event is one line of the list of events: PLOVER's fields first, ours after.
type Event struct {
	ID            string        `json:"id"`
	Date          *string       `json:"date"`
	EndDate       *string       `json:"enddate"`
	Event         []string      `json:"event"`
	Mode          []string      `json:"mode"`
	Context       []string      `json:"context"`
	Quad          int           `json:"quad_code"`
	Scale         float64       `json:"event_scale"`
	Actor         []Entity      `json:"actor"`
	Recipient     []Entity      `json:"recipient"`
	EventText     []string      `json:"event_text"`
	Loc           *Place        `json:"event_loc"`
	Text          string        `json:"text"`
	TextInfo      Span          `json:"text_info"`
	Cite          Cite          `json:"cite_info"`
	CAMEO         *string       `json:"cameo"`
	DatePrecision string        `json:"date_precision"`
	DateBasis     *string       `json:"date_basis"`
	Marks         []annals.Mark `json:"marks"`
	ReportedBy    []Entity      `json:"reported_by"`
	Rule          *string       `json:"rule"`
	Confidence    float64       `json:"confidence"`
	EventID       *string       `json:"event_id"`
	ArticleID     string        `json:"article_id"`
	Codebook      *string       `json:"codebook"`
	Sources       *int          `json:"sources,omitempty"` // only from an archive, where events are joined
}

// Copy is one printing of an article.
type Copy struct {
	Page      string `json:"page"`
	FirstLine int    `json:"first_line"`
	LastLine  int    `json:"last_line"`
	How       string `json:"how,omitempty"` // how it is a copy; nothing for the first
}

// Article is one line of the list of articles.
type Article struct {
	ID                 string   `json:"id"`
	Title              *string  `json:"title"`
	Text               string   `json:"text"`
	Language           *string  `json:"language"`
	Published          *string  `json:"published"`
	PublishedEnd       *string  `json:"published_end"`
	PublishedPrecision string   `json:"published_precision"`
	PublishedBasis     *string  `json:"published_basis"`
	URL                *string  `json:"url"`
	Publication        *string  `json:"publication"`
	Crawled            *string  `json:"crawled"`
	Dateline           *string  `json:"dateline"`
	Bylines            []string `json:"bylines"`
	Captions           []string `json:"captions"`
	Credits            []string `json:"credits"`
	Sentences          int      `json:"sentences"`
	Copies             []Copy   `json:"copies"`
	Subtitle           *string  `json:"subtitle"`
	Section            *string  `json:"section"`
	Tags               []string `json:"tags"`
	Modified           *string  `json:"modified"`
	ModifiedBasis      *string  `json:"modified_basis"`
}

// Statement is one line of the list of statements. Where several speak
// together, speaker is the first of them and speakers lists all.
type Statement struct {
	ID        string   `json:"id"`
	ArticleID string   `json:"article_id"`
	Kind      string   `json:"kind"`
	Speaker   *Entity  `json:"speaker"`
	Addressee *Entity  `json:"addressee"`
	Verb      *string  `json:"verb"`
	Content   string   `json:"content"`
	Text      string   `json:"text"`
	TextInfo  Span     `json:"text_info"`
	Speakers  []Entity `json:"speakers,omitempty"`
}

// Figure is one line of the list of figures. Where several claim it together,
// claimant is the first of them and claimants lists all.
type Figure struct {
	ID        string   `json:"id"`
	ArticleID string   `json:"article_id"`
	Value     float64  `json:"value"`
	Max       *float64 `json:"max"`
	Bound     string   `json:"bound"`
	Of        *string  `json:"of"`
	Unit      *string  `json:"unit"`
	State     *string  `json:"state"`
	Claimant  *Entity  `json:"claimant"`
	AsOf      *string  `json:"as_of"`
	SubsetOf  *string  `json:"subset_of"`
	Text      string   `json:"text"`
	TextInfo  Span     `json:"text_info"`
	Claimants []Entity `json:"claimants,omitempty"`
}

// Role is an office that an actor holds or held.
type Role struct {
	Office string   `json:"office"`
	Code   *string  `json:"code"`
	Sector []string `json:"sector"`
	From   *string  `json:"from"`
	To     *string  `json:"to"`
}

// Actor is one line of the list of actors.
type Actor struct {
	Code    *string  `json:"code"`
	Sector  []string `json:"sector"`
	Name    *string  `json:"name"`
	Aliases []string `json:"aliases"`
	Kind    *string  `json:"kind"`
	Roles   []Role   `json:"roles"`
	Reports int      `json:"reports"`
}

// LedgerLine is one line of a ledger.
type LedgerLine struct {
	Page      string          `json:"page,omitempty"`
	Line      int             `json:"line"`
	Kind      annals.LineKind `json:"kind"`
	ArticleID *string         `json:"article_id"`
	Text      string          `json:"text"`
	Why       string          `json:"why,omitempty"`
}

// OfEvent gives a report the form in which it leaves.
func OfEvent(r annals.Report, a *annals.Article, sequence int) Event {
	return Event{
		ID: r.ID, Date: text(r.When.Start), EndDate: text(r.When.End),
		Event: list(r.Type), Mode: list(r.Mode), Context: all(r.Contexts),
		Quad: codebook.Quad(r.Type), Scale: codebook.Score(r.Type, r.Mode),
		Actor: Entities(r.Actors), Recipient: Entities(r.Recipient),
		EventText: list(r.Trigger.Text), Loc: place(r.Where),
		Text: r.Sentence.Text, TextInfo: Span{sequence, r.Sentence.Start, r.Sentence.End},
		Cite:  Cite{text(a.Title), text(a.Publication), text(a.URL), text(a.Language)},
		CAMEO: text(r.CAMEO), DatePrecision: precision(r.When), DateBasis: text(r.When.Basis),
		Marks: append([]annals.Mark{}, r.Marks...), ReportedBy: Entities(r.ReportedBy),
		Rule: text(r.Rule), Confidence: r.Confidence, EventID: text(r.EventID), ArticleID: a.ID, Codebook: text(r.Codebook),
	}
}

// OfArticle gives an article of so many sentences the form in which it leaves.
func OfArticle(a annals.Article, sentences int) Article {
	out := Article{
		ID: a.ID, Title: text(a.Title), Text: a.Text, Language: text(a.Language),
		Published: text(a.Published.Start), PublishedEnd: text(a.Published.End),
		PublishedPrecision: precision(a.Published), PublishedBasis: text(a.Published.Basis),
		URL: text(a.URL), Publication: text(a.Publication), Crawled: text(a.Crawled), Dateline: text(a.Dateline),
		Bylines: all(a.Bylines), Captions: all(a.Captions), Credits: all(a.Credits), Sentences: sentences, Copies: []Copy{},
		Subtitle: text(a.Subtitle), Section: text(a.Section), Tags: all(a.Tags), Modified: text(a.Modified.Start), ModifiedBasis: text(a.Modified.Basis),
	}
	for _, c := range a.Copies {
		out.Copies = append(out.Copies, Copy{c.Page, c.FirstLine, c.LastLine, c.How})
	}
	return out
}

// OfStatement gives a statement the form in which it leaves.
func OfStatement(s annals.Statement, sequence int) Statement {
	return Statement{ID: s.ID, ArticleID: s.ArticleID, Kind: s.Kind, Speaker: one(s.Speaker), Addressee: one(s.Addressee),
		Verb: text(s.Verb), Content: s.Content, Text: s.Evidence.Text,
		TextInfo: Span{sequence, s.Evidence.Start, s.Evidence.End}, Speakers: several(s.Speaker)}
}

// OfFigure gives a figure the form in which it leaves.
func OfFigure(f annals.Figure, sequence int) Figure {
	out := Figure{ID: f.ID, ArticleID: f.ArticleID, Value: f.Value, Bound: f.Bound, Of: text(f.Of), Unit: text(f.Unit), State: text(f.State),
		Claimant: one(f.Claimant), AsOf: text(f.AsOf.Start), SubsetOf: text(f.SubsetOf), Text: f.Evidence.Text,
		TextInfo: Span{sequence, f.Evidence.Start, f.Evidence.End}, Claimants: several(f.Claimant)}
	if f.Max != 0 {
		out.Max = &f.Max
	}
	return out
}

// OfActor gives an actor of the archive the form in which it leaves.
func OfActor(a query.Actor) Actor {
	out := Actor{Code: text(a.Code), Sector: all(a.Sectors), Name: text(a.Name), Aliases: all(a.Aliases), Kind: text(a.Kind), Roles: []Role{}, Reports: a.Reports}
	for _, r := range a.Roles {
		out.Roles = append(out.Roles, Role{r.Office, text(r.Code), all(r.Sectors), text(r.From), text(r.To)})
	}
	return out
}

// OfLine gives a line of a page the form in which it leaves; page may be "".
func OfLine(page string, l annals.Line) LedgerLine {
	return LedgerLine{Page: page, Line: l.Number, Kind: l.Kind, ArticleID: text(l.ArticleID), Text: l.Text, Why: l.Why}
}

// Entities gives actors the form in which they leave.
func Entities(actors []annals.Actor) []Entity {
	out := make([]Entity, 0, len(actors))
	for _, a := range actors {
		out = append(out, Entity{text(a.Code), all(a.Sectors), text(a.Text), text(a.Name), text(a.Office)})
	}
	return out
}

func one(actors []annals.Actor) *Entity {
	if len(actors) == 0 {
		return nil
	}
	return &Entities(actors[:1])[0]
}

func several(actors []annals.Actor) []Entity {
	if len(actors) < 2 {
		return nil
	}
	return Entities(actors)
}

func place(p *annals.Place) *Place {
	if p == nil {
		return nil
	}
	out := &Place{Name: p.Name, Country: text(p.Country), Admin: text(p.Admin), Precision: text(p.Precision), Basis: text(p.Basis)}
	if p.HasCoords {
		out.Lat, out.Lon = &p.Lat, &p.Lon
	}
	if p.GeoNames != 0 {
		out.GeoNames = &p.GeoNames
	}
	return out
}

func precision(d annals.Date) string {
	if d.Precision == "" {
		return string(annals.PrecisionNone)
	}
	return string(d.Precision)
}

// text is null for what is missing.
func text(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func list(s string) []string {
	if s == "" {
		return []string{}
	}
	return []string{s}
}

func all(s []string) []string { return append([]string{}, s...) }
