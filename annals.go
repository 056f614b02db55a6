// Package annals is the glossary: the plain words in which every stage of the
// pipeline speaks. A Page becomes Articles, an Article becomes Sentences, and
// Sentences become Reports, Statements and Figures, each tied to its Evidence.
//
// The package holds types and their smallest rules only; it imports nothing but
// the standard library and does no work of its own.
package annals

// Format is the outer form of a page as the crawl left it.
type Format string

// The page formats that Annals reads.
const (
	FormatText  Format = "text"
	FormatHTML  Format = "html"
	FormatJSONL Format = "jsonl"
	FormatCSV   Format = "csv"
	FormatFeed  Format = "feed" // an item of RSS, Atom or JSON Feed
	FormatMail  Format = "mail"
)

// Page is what a crawl left: one file, or one record of a file that holds many.
type Page struct {
	ID     string // "p-" and a hash of the raw bytes of the page
	Name   string // the file's path as given, with "#N" for record N (from 1) of a file of many
	Format Format
	Size   int // bytes as read
	// Said is what the page says of itself outside its visible text (HTML head,
	// JSON fields). It is never inferred.
	Said Imprint
	// Lines are the page's lines in reading order: the lines of a text page, the
	// blocks of an HTML page, the text field of a JSON record cut at line ends.
	Lines []Line
	// Notes are peculiarities met on the way in (a charset that had to be
	// guessed, bytes that were not UTF-8, markup cut off), for a person's eye.
	Notes []string
}

// Imprint is what a page says about its publication, in its own words.
type Imprint struct {
	URL, Title, Publication, Language, Section string
	Description                                string // the page's own summary of its text
	Bylines, Tags                              []string
	// Published and Modified are as written by the page ("2024-02-06T10:00:00Z"),
	// with the name of the field that said so ("JSON-LD datePublished").
	Published, PublishedField string
	Modified                  string
	Crawled                   string // when the crawler fetched it, if the record says so
}

// LineKind says what a line of a page was taken for.
type LineKind string

// Every line of a page ends as exactly one of these.
const (
	LineBody      LineKind = "body"
	LineHeadline  LineKind = "headline"
	LineCaption   LineKind = "caption"
	LineCredit    LineKind = "credit"
	LineByline    LineKind = "byline"
	LineDateline  LineKind = "dateline"
	LineResidue   LineKind = "residue"   // widget crumbs, navigation, "read more"
	LineDuplicate LineKind = "duplicate" // the same words printed again
	LineBlank     LineKind = "blank"
)

// Line is one line of a page.
type Line struct {
	Number int    // from 1, in reading order
	Text   string // without its line end
	// Markup is what the page's markup says of the line: "h1".."h6", "p", "li",
	// "blockquote", "figcaption", "nav", "time", …; empty on text pages.
	Markup string
	// Inside is true where the markup puts the line in the main content.
	Inside bool
	// Kind and ArticleID are set once the articles are found (the ledger).
	Kind      LineKind
	ArticleID string // empty where the line belongs to no article
	Why       string // what the line was taken for, and by which sign, in a few words
}

// Article is one news text, whoever printed it and how often.
type Article struct {
	ID    string // "a-" and a hash of Title and Text
	Title string
	// Subtitle is the line under the headline that sums the article up; it is no
	// part of Text. "" if there is none.
	Subtitle string
	// Text is the body: paragraphs joined by "\n\n", valid UTF-8, as printed.
	// All evidence offsets count bytes of this string.
	Text        string
	Language    string // ISO 639-1, "" if unknown
	Dateline    string // "BAGHDAD, Feb. 6 (AP)", as printed
	Bylines     []string
	Captions    []string
	Credits     []string
	Published   Date
	Modified    Date
	Publication string
	Section     string   // as the page names it: "World"
	Tags        []string // as the page names them
	URL         string
	Crawled     string // RFC 3339, "" if unknown; never used as Published
	Copies      []Copy // every printing that was found, sorted by page and line
}

// Copy is one printing of an article on a page.
type Copy struct {
	PageID, Page        string // Page is the page's name
	FirstLine, LastLine int    // lines of the page, from 1, inclusive
	// How says why this printing counts as the same article: "exact", "near",
	// "contained", "new lead", "version", or "" for the printing that the article
	// was taken from.
	How string
}

// Sentence is one sentence of an article.
type Sentence struct {
	Index      int // from 0 within the article
	Start, End int // byte offsets into Article.Text, end exclusive
	Paragraph  int // from 0
	Tokens     []Token
}

// Token is one syntactic word in the sense of Universal Dependencies.
type Token struct {
	Start, End int // byte offsets into Article.Text, end exclusive
	Form       string
	Lemma      string
	UPOS, XPOS string
	Head       int // index into Sentence.Tokens, from 0; -1 for the root
	Deprel     string
	Name       string  // BIO tag of the name it is part of: "B-PER", "I-ORG", "O", …
	Margin     float32 // how far the head is ahead of the next best (logits); >= 5 is near certain
}

// Date is a day, month, year or range, with how precise it is and why it is believed.
// The zero Date is unknown.
type Date struct {
	Start     string    // "2024-02-06", "2024-02", "2024"; "" = unknown
	End       string    // last day of a range (inclusive, same manner); "" otherwise
	Precision Precision // "" or PrecisionNone where Start is ""
	Basis     string    // in words: `"on Tuesday" against published 2024-02-06`
}

// Precision says how exactly a date is known.
type Precision string

// The precisions of a Date.
const (
	PrecisionDay   Precision = "day"
	PrecisionMonth Precision = "month"
	PrecisionYear  Precision = "year"
	PrecisionRange Precision = "range"
	PrecisionNone  Precision = "none"
)

// Known reports whether the date says anything.
func (d Date) Known() bool { return d.Start != "" }

// Place is where something happened; only ever taken from the text.
type Place struct {
	Name      string  // as the text gives it
	Country   string  // ISO 3166 alpha-3, "" if unknown
	Admin     string  // first-order division, "" if unknown
	Lat, Lon  float64 // degrees; meaningful only if HasCoords
	HasCoords bool
	Precision string // "city", "region", "country", "feature"
	GeoNames  int    // GeoNames id, 0 if unknown
	Basis     string
	Evidence  Evidence
}

// Evidence is the exact words that say so.
type Evidence struct {
	ArticleID  string
	Sentence   int // Sentence.Index
	Start, End int // byte offsets into Article.Text, end exclusive
	Text       string
}

// Mention is a run of words that names an actor, or refers to one.
type Mention struct {
	Sentence   int // Sentence.Index
	First, End int // token indexes within the sentence, end exclusive
	Head       int // token index of the syntactic head
	Evidence   Evidence
	Kind       MentionKind
	// Actors are whom it names: one as a rule, several where one mention stands
	// for many ("the two countries"), none where it could not be resolved.
	Actors []Actor
	// How replays the resolution, one step an entry.
	How []string
	// Attribute is true where the words only modify another mention ("Iraqi" in
	// "Iraqi Foreign Minister"), so that they are no participant themselves.
	Attribute bool
}

// MentionKind says what sort of words a mention is.
type MentionKind string

// The kinds of mention.
const (
	MentionName    MentionKind = "name"    // "Fuad Hussein", "Hezbollah", "Iraq"
	MentionNominal MentionKind = "nominal" // "the rebels", "Iraqi Foreign Minister"
	MentionPronoun MentionKind = "pronoun" // "he", "they"
	MentionDemonym MentionKind = "demonym" // "Iraqi", "two Turks"
	MentionPlace   MentionKind = "place"   // "in Baghdad": where something happens, no participant; always an Attribute
)

// Actor is a PLOVER entity: country code, sectors, and the name if there is one.
type Actor struct {
	ID      string   // "x-" and a hash of Code, Sectors and Name; "" until keyed
	Code    string   // ISO 3166 alpha-3 or UNO EUR NGO IGO ISM IMG MNC …; "" if unknown
	Sectors []string // PLOVER sectors, the primary one first; "GOV", "MIL", …
	Name    string   // canonical name, "" for an unnamed actor ("rebels")
	Office  string   // office held on the article's date, "" if none
	Kind    string   // person | country | organisation | group | role
	Text    string   // the words of the mention: "Iraqi Foreign Minister Fuad Hussein"
	Country string   // country the actor is of where Code is an IGO or unknown, "" if none
	Wiki    string   // Wikidata id, "" if unknown
}

// Role is an office held by a person from a date to a date.
type Role struct {
	Office  string
	Code    string
	Sectors []string
	From    string // "2022-10-27", "2022", "" = unknown
	To      string // "" = unknown or still held, see Open
	Open    bool   // known to be still held when the register was made
	Source  string
}

// Mark is a PLOVER auxiliary mode.
type Mark string

// The marks, in the order in which they are written.
const (
	MarkHistorical   Mark = "historical"
	MarkFuture       Mark = "future"
	MarkHypothetical Mark = "hypothetical"
	MarkNegation     Mark = "negation"
)

// Report is one coded event in one article, with its evidence.
type Report struct {
	ID        string // "r-" and a hash of article, span, type and actors
	EventID   string // "e-…", the Event that this report tells of
	ArticleID string
	Type      string // PLOVER type: "CONSULT"
	Mode      string // PLOVER mode, "" if none
	Contexts  []string
	CAMEO     string // "041"; a string with its leading zeros, "" if none
	Actors    []Actor
	Recipient []Actor
	Trigger   Evidence // the words that make it this type: "phone call"
	Sentence  Evidence // the sentence
	When      Date
	Where     *Place // nil unless the text gives one
	Marks     []Mark
	// ReportedBy is who says so, where the text names one; empty = the article itself.
	ReportedBy []Actor
	Rule       string   // id of the codebook entry, with the composition: "agree>consult.meet#1"
	Why        []string // the steps of the decision, for `annals why`
	Confidence float64  // 0..1
	Codebook   string   // version
}

// Event is what one or more reports tell of.
type Event struct {
	ID      string
	Reports []string // report ids, sorted
	Rule    string   // the named rule that joined them
}

// Statement is who said what.
type Statement struct {
	ID        string // "s-…"
	ArticleID string
	Kind      string // direct | indirect
	Speaker   []Actor
	Addressee []Actor
	Verb      string   // lemma: "say", "stress"
	Content   string   // the words said
	Evidence  Evidence // the whole statement, content and attribution
	ContentAt Evidence
}

// Figure is how many of whom, according to whom.
type Figure struct {
	ID        string // "f-…"
	ArticleID string
	Value     float64
	Max       float64 // upper end of a range; 0 if none
	Bound     string  // exact | about | more than | at least | up to | fewer than
	Unit      string  // what is counted or measured: "refugees", "US dollar"
	Of        string  // who or what is counted, in the text's words: "US service members"; "" if not told apart from Unit
	State     string  // "killed", "wounded", "displaced", "returned", …; "" if none
	Claimant  []Actor
	AsOf      Date
	SubsetOf  string // id of the figure that this one is part of
	Evidence  Evidence
}

// Correction is a person's change, kept as data beside what the machine said.
type Correction struct {
	ID, Target, Field, Was, Becomes, By, At, Reason string
}

// Coded is everything that was coded from one article.
type Coded struct {
	Article    Article
	Sentences  []Sentence
	Mentions   []Mention
	Reports    []Report
	Statements []Statement
	Figures    []Figure
}

// Filter selects reports; the zero Filter selects all. Fields combine by "and",
// the values within a field by "or".
type Filter struct {
	From, To   string // event dates, inclusive; "2024", "2024-02", "2024-02-06"
	Types      []string
	Actors     []string // codes ("IRQ", "IRQ.GOV") or names
	Recipients []string
	Countries  []string // on either side
	Dyad       [2]string
	Articles   []string
	Marks      []Mark
	Unmarked   bool // only reports without any mark
	Limit      int  // 0 = all
}
