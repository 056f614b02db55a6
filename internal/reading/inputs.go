package reading

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"

	"annals.example/annals"
	"annals.example/annals/internal/archive"
	"annals.example/annals/internal/page"
)

// batchPages is how many pages are written at once. A kill costs at most this
// much work, and no more than a few such batches are in memory.
const batchPages = 64

// work is what a worker hands to the writer: part of an input, in order.
type work struct {
	archive.Batch
	known bool // the input was read before
	last  bool // nothing of the input follows
	notes []Note
	bare  []string
}

// readInputs reads the inputs on o.Workers workers; this goroutine writes.
func readInputs(ctx context.Context, a archive.Archive, names []string, s Stages, o Options, sum *Summary) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	queue := make(chan string)
	results := make(chan work, o.Workers)
	var workers sync.WaitGroup
	fail := make(chan error, o.Workers+1)
	for range o.Workers {
		workers.Go(func() {
			for name := range queue {
				if err := readInput(ctx, a, name, s, o, results); err != nil {
					fail <- err
					cancel()
					return
				}
			}
		})
	}
	go func() {
		defer close(queue)
		for _, n := range names {
			select {
			case queue <- n:
			case <-ctx.Done():
				return
			}
		}
	}()
	go func() { workers.Wait(); close(results) }()

	var pending archive.Batch
	var err error
	done := 0
	flush := func() {
		if err == nil && len(pending.Pages)+len(pending.Inputs)+len(pending.Refusals) > 0 {
			pending.Replace = o.Again
			if err = a.Put(ctx, pending); err != nil {
				cancel()
			}
		}
		pending = archive.Batch{}
	}
	for w := range results {
		if err != nil {
			continue // drain, so that the workers end
		}
		sum.add(w)
		pending.Pages = append(pending.Pages, w.Pages...)
		pending.Inputs = append(pending.Inputs, w.Inputs...)
		pending.Refusals = append(pending.Refusals, w.Refusals...)
		if len(pending.Pages) >= batchPages || len(pending.Inputs) >= batchPages {
			flush()
		}
		if w.last {
			done++
			o.Progress(Progress{"reading", done, len(names)})
		}
	}
	flush()
	sum.sort()
	if err != nil {
		return err
	}
	select {
	case err := <-fail:
		return err
	default:
		return ctx.Err()
	}
}

func (sum *Summary) add(w work) {
	if w.known {
		sum.Known++
	}
	for _, p := range w.Pages {
		sum.Pages++
		sum.Lines += len(p.Lines)
		for _, l := range p.Lines {
			sum.Kinds[l.Kind]++
		}
	}
	sum.Refused = append(sum.Refused, w.Refusals...)
	sum.Noted = append(sum.Noted, w.notes...)
	sum.Bare = append(sum.Bare, w.bare...)
}

func (sum *Summary) sort() {
	slices.SortFunc(sum.Refused, func(a, b archive.Refusal) int {
		return strings.Compare(a.Input+"\x00"+a.Item, b.Input+"\x00"+b.Item)
	})
	slices.SortFunc(sum.Noted, func(a, b Note) int { return strings.Compare(a.Where+"\x00"+a.What, b.Where+"\x00"+b.What) })
	slices.Sort(sum.Bare)
}

// readInput reads one input and sends what it finds, ending with a work that
// is the last. The error is the archive's or the context's.
func readInput(ctx context.Context, a archive.Archive, name string, s Stages, o Options, results chan<- work) error {
	send := func(w work) error {
		select {
		case results <- w:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	refused := func(in archive.Input, reason, remedy string) error {
		return send(work{last: true, Batch: archive.Batch{Inputs: []archive.Input{in},
			Refusals: []archive.Refusal{{Input: name, Reason: reason, Remedy: remedy}}}})
	}
	in := archive.Input{Name: name, Reader: s.PageVersion}
	raw, remedy, why := load(name, o)
	if why == nil {
		sum := sha256.Sum256(raw)
		in.Hash, in.Size = hex.EncodeToString(sum[:]), int64(len(raw))
	} else {
		in.Hash = "unread: " + why.Error()
	}
	known, err := a.Done(ctx, in)
	if err != nil {
		return err
	}
	if known && !o.Again {
		return send(work{known: true, last: true})
	}
	if why != nil {
		return refused(in, why.Error(), remedy)
	}
	w, err := pages(in, raw, s, send)
	if err != nil {
		return err
	}
	return send(w)
}

// maxRefusals is how many records of one input are refused by name; the rest
// are counted.
const maxRefusals = 1000

// pages turns an input into pages, sends all full batches and returns the last.
// Its refusals all travel with the last batch, because putting an input clears
// those that an earlier reading of it left.
func pages(in archive.Input, raw []byte, s Stages, send func(work) error) (w work, err error) {
	name := in.Name
	var refusals []archive.Refusal
	items := map[string]bool{}
	more := 0
	refuse := func(r archive.Refusal) {
		if len(refusals) >= maxRefusals {
			more++
			return
		}
		for item, n := r.Item, 2; items[r.Item]; n++ {
			r.Item = fmt.Sprintf("%s (%d)", item, n)
		}
		items[r.Item] = true
		refusals = append(refusals, r)
	}
	end := func() {
		if more > 0 {
			refusals = append(refusals, archive.Refusal{Input: name, Item: "the rest",
				Reason: fmt.Sprintf("%d more records could not be read", more), Remedy: "mend the file and read it again"})
		}
		w.last, w.Inputs, w.Refusals = true, []archive.Input{in}, refusals
	}
	defer func() {
		if r := recover(); r != nil {
			refuse(archive.Refusal{Input: name, Item: "a part of it", Reason: fmt.Sprintf("reading it failed: %v", r),
				Remedy: "this is a fault of Annals; please report it with the file"})
			end()
			err = nil
		}
	}()
	for p, fault := range s.Pages(name, raw) {
		if fault != nil {
			refuse(refusal(name, fault))
			continue
		}
		ap, fault := find(p, s)
		if fault != nil {
			refuse(archive.Refusal{Input: name, Item: p.Name, Reason: fault.Error(),
				Remedy: "this is a fault of Annals; the page is left out, please report it with the page"})
			continue
		}
		in.Pages++
		w.Pages = append(w.Pages, ap)
		for _, n := range slices.Concat(ap.Page.Notes, ap.Notes) {
			w.notes = append(w.notes, Note{p.Name, n})
		}
		if len(ap.Articles) == 0 {
			w.bare = append(w.bare, p.Name)
		}
		if len(w.Pages) >= batchPages {
			if err := send(w); err != nil {
				return w, err
			}
			w = work{}
		}
	}
	end()
	return w, nil
}

// find runs the article stage; a panic there costs the page, not the reading.
func find(p annals.Page, s Stages) (ap archive.Page, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("finding its articles failed: %v", r)
		}
	}()
	articles, lines, notes := s.Articles(p)
	p.Lines = lines
	return archive.Page{Page: p, Articles: articles, Notes: notes, Reader: s.PageVersion}, nil
}

// load returns the bytes of an input, or why it cannot, with what to do.
func load(name string, o Options) (raw []byte, remedy string, why error) {
	const again = "make it readable and read it again"
	if o.Files != nil {
		raw, err := fs.ReadFile(o.Files, name)
		return raw, again, err
	}
	if name == Stdin {
		if o.Stdin == nil {
			return nil, "name a file instead", errors.New("there is no standard input")
		}
		raw, err := io.ReadAll(io.LimitReader(o.Stdin, MaxFile+1))
		if err == nil && len(raw) > MaxFile {
			return nil, splitIt, tooLarge(int64(len(raw)))
		}
		return raw, again, err
	}
	info, err := os.Stat(name)
	switch {
	case err != nil:
		if l, lerr := os.Lstat(name); lerr == nil && l.Mode()&fs.ModeSymlink != 0 && errors.Is(err, fs.ErrNotExist) {
			return nil, "mend the link or remove it", errors.New("a link to what is not there")
		}
		return nil, again, errors.New(reason(err))
	case info.IsDir():
		return nil, "name the folder itself", errors.New("a link to a folder, which is not followed")
	case !info.Mode().IsRegular():
		return nil, "give it on standard input", errors.New("not a file (a pipe, a socket or a device)")
	case info.Size() > MaxFile:
		return nil, splitIt, tooLarge(info.Size())
	}
	raw, err = os.ReadFile(name)
	if err != nil {
		return nil, again, errors.New(reason(err))
	}
	return raw, "", nil
}

const splitIt = "split it"

func tooLarge(n int64) error {
	return fmt.Errorf("it has %d MB or more; one input may have %d MB", n>>20, MaxFile>>20)
}

// refusal takes a stage's error apart.
func refusal(name string, err error) archive.Refusal {
	var re *page.RecordError
	if !errors.As(err, &re) {
		return archive.Refusal{Input: name, Reason: err.Error(), Remedy: "mend the file and read it again"}
	}
	var item []string
	if re.Line > 0 {
		item = append(item, fmt.Sprintf("line %d", re.Line))
		if re.Column > 0 {
			item = append(item, fmt.Sprintf("column %d", re.Column))
		}
	} else if re.Record > 0 {
		item = append(item, fmt.Sprintf("record %d", re.Record))
	}
	return archive.Refusal{Input: name, Item: strings.Join(item, ", "), Reason: re.Reason, Remedy: re.Remedy}
}
