// Package reading answers: how do pages get into the archive? It walks the
// paths that a person names, turns files into pages and articles on several
// workers, writes them batch by batch, and then brings what is coded up to
// date with what is stored.
//
// The result depends on the set of inputs alone, not on their order, the
// number of workers or how often reading was cut off: pages are stored first,
// and copies, records and events are then made from the whole of what is
// stored, article by article in one fixed order.
package reading

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"runtime"
	"slices"

	"annals.example/annals"
	"annals.example/annals/internal/archive"
)

// Coder codes one article. One goroutine at a time calls it.
type Coder interface {
	Code(annals.Article) annals.Coded
}

// Record is one thing that a crawl left, cut out of its input.
type Record interface {
	Size() int                  // bytes
	Page() (annals.Page, error) // may be called on any goroutine; errors are *page.RecordError
}

// Stages are the stages of the pipeline as reading needs them.
type Stages struct {
	// Records cuts one input into records; errors are *page.RecordError. It
	// must cut the same bytes the same way each time.
	Records func(name string, in io.Reader) iter.Seq2[Record, error]
	// Articles finds the articles of a page, its ledger and what to note.
	Articles func(annals.Page) ([]annals.Article, []annals.Line, []string)
	// Groups joins copies; it must not depend on the order of the articles. It
	// shall not keep their texts: text gives them again.
	Groups func(articles iter.Seq2[annals.Article, error], text func(id string) (string, error)) ([]archive.Member, error)
	// NewCoder gives the coder of one worker.
	NewCoder func() (Coder, error)
	// Join joins reports into events; it must not depend on their order.
	Join func([]annals.Report) []annals.Event
	// PageVersion changes when Records or Articles would give another result,
	// CodeVersion when Groups, the coder or Join would.
	PageVersion, CodeVersion string
}

// Options of one reading.
type Options struct {
	Workers  int             // 0 = one per processor
	Stdin    io.Reader       // what "-" reads
	Progress func(Progress)  // called from one goroutine; may be nil
	Skip     map[string]bool // absolute names of files that are never inputs, such as the archive's own
	Files    fs.FS           // where the paths lie; nil = the file system of the machine
	NoCode   bool            // find, date and group the articles, and code none
	Again    bool            // find and code everything anew, whatever the versions say
}

// Progress says how far a reading is.
type Progress struct {
	Phase       string // "reading" or "coding"
	Done, Total int    // files or articles
	Records     int    // of the files, while reading
}

// Summary is what one reading did.
type Summary struct {
	Files   int                     `json:"files"`   // inputs found under the paths
	Known   int                     `json:"known"`   // of these, read before
	Records int                     `json:"records"` // records in the inputs read now
	Passed  int                     `json:"passed"`  // of these, what holds no page, as it should be
	Pages   int                     `json:"pages"`   // of these, pages
	Lines   int                     `json:"lines"`   // lines on these pages
	Kinds   map[annals.LineKind]int `json:"kinds"`   // what the lines were taken for
	Hidden  int                     `json:"hidden"`  // files left out because their names begin with a dot
	Recoded int                     `json:"recoded"` // articles coded now
	// Dropped counts records that a stage gave with words that are not in the
	// article, or twice. They are not stored; more than none is a fault.
	Dropped      int               `json:"dropped"`
	RefusedCount int               `json:"refused_count"` // records and paths that could not be read, now
	Refused      []archive.Refusal `json:"refused"`       // of these, the first ten thousand; `annals refused` lists all
	Noted        []Note            `json:"noted"`
	Archive      archive.Stats     `json:"archive"` // the whole archive afterwards
	BareCount    int               `json:"bare_count"`
	Bare         []string          `json:"bare"` // pages without an article, the first ten thousand
	Failures     []Note            `json:"failures"`

	walked map[string]bool // folders that could be looked into
	known  map[string]bool // names of the inputs that were read before
}

// Note is something about a page or an article that a person may want to see.
type Note struct {
	Where string `json:"where"`
	What  string `json:"what"`
}

// Read reads the paths into the archive. Inputs that cannot be read are
// refused with a reason and the rest goes on; the error is for what stops the
// reading as a whole.
func Read(ctx context.Context, a archive.Archive, paths []string, s Stages, o Options) (Summary, error) {
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.Progress == nil {
		o.Progress = func(Progress) {}
	}
	sum := Summary{Kinds: map[annals.LineKind]int{}, walked: map[string]bool{}, known: map[string]bool{}}
	inputs, err := list(paths, o, &sum)
	if err != nil {
		return sum, err
	}
	sum.Files = len(inputs)
	if err := putRefused(ctx, a, &sum); err != nil {
		return sum, err
	}
	if err := readInputs(ctx, a, inputs, s, o, &sum); err != nil {
		return sum, err
	}
	if err := sum.recall(ctx, a); err != nil {
		return sum, err
	}
	if err := finish(ctx, a, s, o, &sum); err != nil {
		return sum, err
	}
	sum.Archive, err = a.Stats(ctx)
	return sum, err
}

// putRefused stores the paths that could not be looked into, and clears those
// that now could. Paths that name nothing are not stored.
func putRefused(ctx context.Context, a archive.Archive, sum *Summary) error {
	stored, err := a.Refusals(ctx)
	if err != nil {
		return err
	}
	var b archive.Batch
	for _, r := range sum.Refused {
		if r.Item != notThere && !slices.Contains(stored, r) {
			b.Refusals = append(b.Refusals, r)
		}
	}
	for _, r := range stored {
		if sum.walked[r.Input] {
			b.Cleared = append(b.Cleared, r.Input)
		}
	}
	if b.Refusals == nil && b.Cleared == nil {
		return nil // reading the same again changes nothing
	}
	if err := a.Put(ctx, b); err != nil {
		return fmt.Errorf("store what was refused: %w", err)
	}
	return nil
}

// recall adds what known inputs were refused for when they were read, so that
// a second reading says what the first did.
func (sum *Summary) recall(ctx context.Context, a archive.Archive) error {
	if sum.Known == 0 {
		return nil
	}
	stored, err := a.Refusals(ctx)
	if err != nil {
		return err
	}
	told := map[archive.Refusal]bool{}
	for _, r := range sum.Refused {
		told[r] = true
	}
	for _, r := range stored {
		if sum.known[r.Input] && r.Fate == archive.Refused && !told[r] {
			sum.refuse(r)
		}
	}
	sum.sort()
	return nil
}
