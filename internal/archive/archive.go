// Package archive answers: what do we keep? It names the one interface through
// which every face and the reading of pages reach the store: pages with their
// ledgers, articles once each, what was coded from them, and every input that
// was refused, with its reason.
//
// An archive holds no decision of its own. It keeps what it is given, gives it
// back in one fixed order, and says so when a stored byte is not what was put.
package archive

import (
	"context"
	"errors"
	"iter"

	"annals.example/annals"
)

// Errors that every implementation returns wrapped, so that a caller can tell
// them apart with errors.Is.
var (
	// ErrNotFound: no such article, record or page.
	ErrNotFound = errors.New("not in the archive")
	// ErrMissing: there is no archive at the path.
	ErrMissing = errors.New("no archive")
	// ErrForeign: the file is there but is no archive of Annals.
	ErrForeign = errors.New("not an archive of Annals")
	// ErrNewer: the archive was made by a newer Annals.
	ErrNewer = errors.New("made by a newer version of Annals")
	// ErrDamaged: the store, or a thing stored in it, is not what was put there.
	ErrDamaged = errors.New("damaged")
	// ErrFull: there is no room to write.
	ErrFull = errors.New("no room to write")
	// ErrGap: a batch does not go on where the stored input is.
	ErrGap = errors.New("does not go on where its reading stood")
	// ErrBusy: another process is writing.
	ErrBusy = errors.New("in use by another process")
)

// Input is one file that was read, or standard input, and the account of its
// records: each became a page, or was passed over or refused, and Records is the
// sum of the three.
type Input struct {
	Name string // the path as given, cleaned
	Hash string // hex SHA-256 of its bytes; begins with "unread" where they could not be had
	Size int64  // bytes
	// Reader is the version of the rules that turned the bytes into pages and
	// articles; another version means that the input is read again.
	Reader string

	Records int
	Pages   int // records that became pages
	Bare    int // of the pages, those on which no article was found
	Passed  int // records that hold no page, as it should be
	Refused int // records that could not be read
	// Partial says that the reading is not at the end yet, or was cut off.
	Partial bool
	// After is how many of its records were stored before the batch that this
	// is part of. A batch that does not go on where the stored input is fails.
	After int
}

// Fate is what became of a record that gave no article.
type Fate string

// The fates of records without articles.
const (
	Refused Fate = "refused" // it could not be read
	Passed  Fate = "passed"  // it holds no page, as it should be: a request, a picture, a redirect
	Bare    Fate = "bare"    // it is a page, and is stored, but no article was found on it
)

// Refusal is an input, or a record of one, that gave no article.
type Refusal struct {
	Input  string `json:"input"` // Input.Name
	Item   string `json:"item"`  // "line 7", "record 3", a page's name; "" for the whole input
	Fate   Fate   `json:"fate"`  // what became of it
	Reason string `json:"reason"`
	Remedy string `json:"remedy"` // what a person can do about it; "" where nothing is to be done
	// Records is how many records it speaks of: 1 as a rule, 0 for a path that
	// could not be looked into, more where they were too many to name each.
	Records int `json:"records"`
}

// Page is a page with its ledger (every line with Kind and ArticleID) and the
// articles printed on it, each with exactly one Copy a printing.
type Page struct {
	annals.Page
	Articles []annals.Article
	Notes    []string // what the finding of articles noted
	Reader   string   // as in Input
}

// Batch is what is written at once or not at all.
type Batch struct {
	Pages    []Page
	Inputs   []Input // inputs as far as they are read with this batch
	Refusals []Refusal
	Cleared  []string // names of inputs that are refused no more
	Replace  bool     // replace pages even if they are there from the same reader
}

// Member is the place of one article in its group of copies.
type Member struct {
	ID     string // article
	Leader string // the article that stands for the group; itself if alone
	How    string // exact | near | contained | new lead | version; "" for the leader
}

// Leader is an article that stands for its group, and what it was coded with.
type Leader struct {
	ID  string
	Key string // Entry.Key of what is stored; "" if it was never coded
}

// Entry is everything coded from one article. Its Article carries every
// printing of the group as Copies once it is read back.
type Entry struct {
	Article    annals.Article
	Sentences  int // how many
	Reports    []annals.Report
	Statements []annals.Statement
	Figures    []annals.Figure
	// Sources says of each event of the reports how many entries tell of it:
	// articles in words of their own, all copies of one counting once. It is what
	// the store finds, and not put.
	Sources map[string]int
	// Key is a hash over the article as it was coded and the version of the
	// rules; where it is another than today's, the article must be coded again.
	// "" where nothing was coded yet.
	Key string
	// Failure says why the article could not be coded; "" as a rule.
	Failure string
}

// RecordKind is what a record's id stands for.
type RecordKind string

// The kinds of record that have ids.
const (
	KindArticle   RecordKind = "article"
	KindReport    RecordKind = "report"
	KindEvent     RecordKind = "event"
	KindStatement RecordKind = "statement"
	KindFigure    RecordKind = "figure"
)

// Record says where a record is to be found.
type Record struct {
	ID        string
	Kind      RecordKind
	ArticleID string
}

// Stats are the counts of an archive; Check recomputes every one of them.
type Stats struct {
	Inputs     int `json:"inputs"`
	Records    int `json:"records"` // of all inputs: pages, passed over and refused
	Passed     int `json:"passed"`  // records that hold no page, as it should be
	Refusals   int `json:"refused"` // records, and paths, that could not be read
	Pages      int `json:"pages"`
	Lines      int `json:"lines"`
	RawBytes   int `json:"raw_bytes"` // of all pages
	Printings  int `json:"printings"` // articles printed, copies included
	Articles   int `json:"articles"`  // distinct articles, copies joined
	Coded      int `json:"coded"`     // of these, coded
	Sentences  int `json:"sentences"`
	Reports    int `json:"reports"`
	Events     int `json:"events"` // what the reports tell of
	Statements int `json:"statements"`
	Figures    int `json:"figures"`
}

// VisitKind is what an address is that is watched.
type VisitKind string

// The kinds of visited addresses.
const (
	VisitFeed VisitKind = "feed" // a feed or a sitemap
	VisitPage VisitKind = "page"
)

// Visit is what is known of an address that is watched. Times are RFC 3339, UTC.
type Visit struct {
	URL     string // what it is known by
	Address string // what is fetched
	Kind    VisitKind
	Feed    string // URL of the feed that named it; "" where a person did
	Said    string // what the feed says of its last change, as written
	// ETag, Modified and Hash are those of what was fetched last.
	ETag, Modified, Hash string
	At                   string // last asked; "" if never
	Next                 string // to be asked, not before this time; "" if nothing is to be done
	Fails                int    // in a row
	Outcome              string // of the last time, in words
}

// Fetched is a WARC file of pages that were fetched and not read yet.
type Fetched struct {
	Name string
	Raw  []byte
}

// Archive is a store. One process writes at a time; any method may be called
// from any goroutine. Lists come in a fixed order that depends on the content
// alone, never on the order in which it was put.
type Archive interface {
	// Input returns what is stored of the input with this name and hash, read
	// by the same reader; ErrNotFound if there is nothing. One input is stored
	// for a name: what was read of it last.
	Input(ctx context.Context, in Input) (Input, error)
	// Put writes the batch in one transaction. A page that is there already
	// only gains a name; one of another reader's version is replaced. The
	// refusals of an input replace those it had, unless it is one that was read
	// in part and goes on exactly where it stood (Input.After).
	Put(ctx context.Context, b Batch) error

	// Articles yields every distinct article by id, merged from its own
	// printings (see Merge), whether or not it leads a group.
	Articles(ctx context.Context) iter.Seq2[annals.Article, error]
	// Article returns one of them.
	Article(ctx context.Context, id string) (annals.Article, error)
	// Text returns the words of one of them alone.
	Text(ctx context.Context, id string) (string, error)
	// SetGroups replaces the groups of copies. Articles printed nowhere any
	// more, and entries of articles that lead no group, are dropped.
	SetGroups(ctx context.Context, members []Member) error
	// Members returns the groups of two printings and more, by leader; the
	// leader comes first in its group, then the copies by id.
	Members(ctx context.Context) ([]Member, error)
	// Leaders returns the leading articles by id.
	Leaders(ctx context.Context) ([]Leader, error)
	// PutEntries stores what was coded, replacing what was there.
	PutEntries(ctx context.Context, entries []Entry) error
	// SetEvents replaces the events that reports tell of.
	SetEvents(ctx context.Context, events []annals.Event) error
	// Settle records that groups, entries and events agree with the pages
	// under the given version of the rules; any Put or SetGroups unsettles.
	Settle(ctx context.Context, version string) error
	// Settled returns the version given to Settle, "" if unsettled.
	Settled(ctx context.Context) (string, error)

	// Entries yields what was coded, by published date (unknown last), then id.
	Entries(ctx context.Context) iter.Seq2[Entry, error]
	// Entry returns what was coded from one article; the id of a copy finds
	// the entry of its leader.
	Entry(ctx context.Context, articleID string) (Entry, error)
	// Find says where the record with this id, or the only one whose id
	// begins so, is.
	Find(ctx context.Context, id string) (Record, error)
	// Events yields the events by id.
	Events(ctx context.Context) iter.Seq2[annals.Event, error]

	// Pages yields the pages with their ledgers, by name, then id. Their
	// articles carry no Text.
	Pages(ctx context.Context) iter.Seq2[Page, error]
	// Inputs returns the inputs by name.
	Inputs(ctx context.Context) ([]Input, error)
	// Refusals returns what was refused, by input, then item.
	Refusals(ctx context.Context) ([]Refusal, error)
	Stats(ctx context.Context) (Stats, error)

	// Visit returns what is known of an address.
	Visit(ctx context.Context, url string) (Visit, error)
	// Visits returns those of a kind by URL: all where due is "", else those
	// that are to be asked by that time.
	Visits(ctx context.Context, kind VisitKind, due string) ([]Visit, error)
	// PutVisits stores visits, and with them, at once or not at all, what was
	// fetched, if it is not nil.
	PutVisits(ctx context.Context, visits []Visit, fetched *Fetched) error
	// Fetched returns the names of what was fetched and not cleared, OpenFetched
	// its bytes, and ClearFetched drops it.
	Fetched(ctx context.Context) ([]string, error)
	OpenFetched(ctx context.Context, name string) ([]byte, error)
	ClearFetched(ctx context.Context, name string) error

	// Verify checks the store itself (its file, not what the records say).
	Verify(ctx context.Context) error
	Close() error
}
