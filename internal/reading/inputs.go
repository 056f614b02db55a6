package reading

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"annals.example/annals"
	"annals.example/annals/internal/archive"
	"annals.example/annals/internal/page"
)

// What is in memory at once, whatever the size of the inputs.
const (
	// batchPages and batchBytes are how much is written at once. A kill costs at
	// most this much work.
	batchPages = 64
	batchBytes = 8 << 20
	// batchRecords bounds a batch where few records are pages.
	batchRecords = 4096
	// flightBytes is how much of the records that were cut and not yet written
	// may be in memory, in bytes; a larger record travels alone.
	flightBytes = 32 << 20
	// flightRecords is how many records of one input may be under way.
	flightRecords = 256
)

// maxRefusals is how many records of one input are told of by name for each
// fate; the rest are counted.
const maxRefusals = 100_000

// work is what the collector of an input hands to the writer: part of an input,
// in order.
type work struct {
	archive.Batch
	known string // the input, where it was read before
	last  bool   // nothing of the input follows
	size  int    // bytes of the pages
	notes []Note
	bare  []string
}

// item is one record on its way through the workers.
type item struct {
	Record
	weight int // of flightBytes
	fault  error
	reply  chan found // what a worker made of the record; nil where fault is set
}

// found is what a worker made of a record.
type found struct {
	archive.Page
	fault error
}

// readInputs reads the inputs. Cutters cut records out of inputs, in order, and
// workers read them, in any order; the collector of each input puts them in
// order again, and this goroutine writes.
func readInputs(ctx context.Context, a archive.Archive, names []string, s Stages, o Options, sum *Summary) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	queue, jobs, results := make(chan string), make(chan item), make(chan work)
	fail := make(chan error, o.Workers+1)
	flight := newFlight(flightBytes)
	var workers, cutters sync.WaitGroup
	for range o.Workers {
		workers.Go(func() {
			for j := range jobs {
				j.reply <- read(j.Record, s)
			}
		})
		cutters.Go(func() {
			for name := range queue {
				c := collector{ctx: ctx, s: s, o: o, jobs: jobs, results: results, flight: flight}
				if err := c.input(a, name); err != nil {
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
	go func() {
		cutters.Wait()
		close(jobs)
		workers.Wait()
		close(results)
	}()

	var pending archive.Batch
	var err error
	done, size := 0, 0
	flush := func() {
		if err == nil && len(pending.Pages)+len(pending.Inputs)+len(pending.Refusals) > 0 {
			pending.Replace = o.Again
			if err = a.Put(ctx, pending); err != nil {
				cancel()
			}
		}
		pending, size = archive.Batch{}, 0
	}
	for w := range results {
		if err != nil {
			continue // drain, so that the workers end
		}
		sum.add(w)
		pending.Pages = append(pending.Pages, w.Pages...)
		pending.Inputs = append(pending.Inputs, w.Inputs...)
		pending.Refusals = append(pending.Refusals, w.Refusals...)
		size += w.size
		if len(pending.Pages) >= batchPages || size >= batchBytes || len(pending.Inputs) >= batchPages || len(pending.Refusals) >= batchRecords {
			flush()
		}
		if w.last {
			done++
		}
		o.Progress(Progress{"reading", done, len(names), sum.Records})
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

// read reads one record and finds its articles.
func read(r Record, s Stages) (f found) {
	defer func() {
		if p := recover(); p != nil {
			f = found{fault: &page.RecordError{Reason: fmt.Sprintf("reading it failed: %v%s", p, Culprit()),
				Remedy: "this is a fault of Annals; please report it with the page"}}
		}
	}()
	p, err := r.Page()
	if err != nil {
		return found{fault: err}
	}
	if p.Lines == nil && len(p.Notes) == 0 {
		p.Notes = append(p.Notes, "the page has no text")
	}
	f.Page, f.fault = find(p, s)
	return f
}

// find runs the article stage; a panic there costs the page, not the reading.
func find(p annals.Page, s Stages) (ap archive.Page, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &page.RecordError{File: p.Name, Reason: fmt.Sprintf("finding its articles failed: %v%s", r, Culprit()),
				Remedy: "this is a fault of Annals; the page is left out, please report it with the page"}
		}
	}()
	articles, lines, notes := s.Articles(p)
	p.Lines = lines
	return archive.Page{Page: p, Articles: articles, Notes: notes, Reader: s.PageVersion}, nil
}

func (sum *Summary) add(w work) {
	if w.known != "" {
		sum.Known++
		sum.known[w.known] = true
	}
	for _, in := range w.Inputs {
		sum.Records += in.Records - in.After
	}
	for _, p := range w.Pages {
		sum.Pages++
		sum.Lines += len(p.Lines)
		for _, l := range p.Lines {
			sum.Kinds[l.Kind]++
		}
	}
	for _, r := range w.Refusals {
		switch r.Fate {
		case archive.Passed:
			sum.Passed += r.Records
		case archive.Refused:
			sum.refuse(r)
		case archive.Bare: // counted by name
		}
	}
	sum.BareCount += len(w.bare)
	sum.Noted = append(sum.Noted, w.notes[:min(len(w.notes), max(0, maxListed-len(sum.Noted)))]...)
	sum.Bare = append(sum.Bare, w.bare[:min(len(w.bare), max(0, maxListed-len(sum.Bare)))]...)
}

// maxListed is how many things of one sort a summary lists; all are counted.
const maxListed = 10_000

func (sum *Summary) refuse(r archive.Refusal) {
	sum.RefusedCount += max(1, r.Records)
	if len(sum.Refused) < maxListed {
		sum.Refused = append(sum.Refused, r)
	}
}

func (sum *Summary) sort() {
	slices.SortFunc(sum.Refused, func(a, b archive.Refusal) int {
		return strings.Compare(a.Input+"\x00"+a.Item, b.Input+"\x00"+b.Item)
	})
	slices.SortFunc(sum.Noted, func(a, b Note) int { return strings.Compare(a.Where+"\x00"+a.What, b.Where+"\x00"+b.What) })
	slices.Sort(sum.Bare)
}

// collector reads one input: it cuts it, lets the workers read its records, and
// gathers in order what they found.
type collector struct {
	ctx     context.Context
	s       Stages
	o       Options
	jobs    chan<- item
	results chan<- work
	flight  *flight

	given string        // the input's path as given, which its pages' names begin with
	in    archive.Input // as far as it is gathered
	w     work          // gathered, not yet sent
	taken map[string]bool
	next  map[string]int // item → the number of its next namesake
}

// input reads one input and sends what it finds, ending with a work that is the
// last. The error is the archive's or the context's.
func (c *collector) input(a archive.Archive, name string) error {
	src, why, remedy := open(name, c.o)
	c.given, c.in = name, archive.Input{Name: name, Reader: c.s.PageVersion}
	if why != nil {
		c.in.Hash = "unread: " + why.Error()
	} else {
		defer src.close()
		c.in.Name, c.in.Hash, c.in.Size = src.name, src.hash, src.size
	}
	stored, err := a.Input(c.ctx, c.in)
	if err != nil && !errors.Is(err, archive.ErrNotFound) {
		return err
	}
	skip := 0
	if err == nil && !c.o.Again && (why != nil || src.sure) {
		if !stored.Partial {
			return c.send(work{known: c.in.Name, last: true})
		}
		// It was cut off: what is stored of it stays, and is passed over.
		c.in, skip = stored, stored.Records
		c.in.After = stored.Records
	}
	c.taken, c.next = map[string]bool{}, map[string]int{}
	if skip > 0 {
		refusals, err := a.Refusals(c.ctx)
		if err != nil {
			return err
		}
		for _, r := range refusals {
			if r.Input == c.in.Name {
				c.taken[r.Item] = true
			}
		}
	}
	if why != nil {
		if err := c.gather(item{fault: &page.RecordError{File: name, Reason: why.Error(), Remedy: remedy}}, found{}); err != nil {
			return err
		}
		return c.end()
	}
	if err := c.records(name, src, skip); err != nil {
		return err
	}
	return c.end()
}

// records cuts the input and gathers its records; the first skip of them are
// stored already.
func (c *collector) records(name string, src source, skip int) error {
	order := make(chan item, flightRecords)
	go func() {
		defer close(order)
		defer func() {
			if r := recover(); r != nil {
				order <- item{fault: &page.RecordError{File: name, Reason: fmt.Sprintf("reading it failed: %v%s", r, Culprit()),
					Remedy: "this is a fault of Annals; please report it with the file"}}
			}
		}()
		n := 0
		for r, fault := range c.s.Records(name, src.reader) {
			if n++; n <= skip {
				if c.ctx.Err() != nil {
					return
				}
				continue
			}
			i := item{Record: r, fault: fault}
			if fault == nil {
				i.reply, i.weight = make(chan found, 1), r.Size()
				if !c.flight.take(c.ctx, i.weight) {
					return
				}
			}
			select {
			case order <- i:
			case <-c.ctx.Done():
				return
			}
			if fault == nil {
				select {
				case c.jobs <- i:
				case <-c.ctx.Done():
					return
				}
			}
		}
	}()
	var err error
	for i := range order {
		var f found
		if i.reply != nil {
			select {
			case f = <-i.reply:
			case <-c.ctx.Done():
				err = c.ctx.Err()
			}
			c.flight.give(i.weight)
		}
		if err == nil {
			err = c.gather(i, f)
		}
	}
	if err == nil {
		err = c.ctx.Err()
	}
	return err
}

// gather adds one record to what is found, and sends a batch that is full.
func (c *collector) gather(i item, f found) error {
	c.in.Records++
	fault := i.fault
	if fault == nil {
		fault = f.fault
	}
	if fault != nil {
		c.refuse(c.refusal(fault))
	} else {
		c.in.Pages++
		c.w.Pages = append(c.w.Pages, f.Page)
		c.w.size += f.Size
		for _, n := range slices.Concat(f.Page.Page.Notes, f.Notes) {
			c.w.notes = append(c.w.notes, Note{f.Name, n})
		}
		if len(f.Articles) == 0 {
			c.w.bare = append(c.w.bare, f.Name)
			c.refuse(archive.Refusal{Input: c.in.Name, Item: place(c.given, f.Name), Fate: archive.Bare, Records: 1,
				Reason: "no article was found on the page", Remedy: "annals ledger shows what each of its lines was taken for"})
		}
	}
	if len(c.w.Pages) >= batchPages || c.w.size >= batchBytes || len(c.w.Refusals) >= batchRecords {
		w := c.w
		c.w = work{}
		in := c.in
		in.Partial = true
		c.in.After = c.in.Records
		w.Inputs = []archive.Input{in}
		return c.send(w)
	}
	return nil
}

// refuse tells of a record that gave no article, by name as long as there are
// not too many.
func (c *collector) refuse(r archive.Refusal) {
	switch r.Fate {
	case archive.Refused:
		c.in.Refused++
	case archive.Passed:
		c.in.Passed++
	case archive.Bare:
		c.in.Bare++
	}
	before := map[archive.Fate]int{archive.Refused: c.in.Refused, archive.Passed: c.in.Passed, archive.Bare: c.in.Bare}[r.Fate]
	if before > maxRefusals {
		r.Item, r.Records = "the rest, "+string(r.Fate), before-maxRefusals
		r.Reason, r.Remedy = fmt.Sprintf("%d more records; of those behind the first %d only the number is kept", r.Records, maxRefusals), "split the file to have each named"
		// One row that is written anew with every batch.
		if n := len(c.w.Refusals); n > 0 && c.w.Refusals[n-1].Item == r.Item {
			c.w.Refusals[n-1] = r
			return
		}
	} else {
		for item := r.Item; c.taken[r.Item]; {
			c.next[item] = max(2, c.next[item]+1)
			r.Item = fmt.Sprintf("%s (%d)", item, c.next[item])
		}
		c.taken[r.Item] = true
	}
	c.w.Refusals = append(c.w.Refusals, r)
}

func (c *collector) end() error {
	w := c.w
	c.in.Partial = false
	w.last, w.Inputs = true, []archive.Input{c.in}
	return c.send(w)
}

func (c *collector) send(w work) error {
	select {
	case c.results <- w:
		return nil
	case <-c.ctx.Done():
		return c.ctx.Err()
	}
}

// refusal takes a stage's error apart.
func (c *collector) refusal(err error) archive.Refusal {
	r := archive.Refusal{Input: c.in.Name, Fate: archive.Refused, Records: 1, Reason: err.Error(), Remedy: "mend the file and read it again"}
	var re *page.RecordError
	if !errors.As(err, &re) {
		return r
	}
	var item []string
	if at := place(c.given, re.File); at != "" {
		item = append(item, at)
	}
	if re.Line > 0 {
		item = append(item, fmt.Sprintf("line %d", re.Line))
		if re.Column > 0 {
			item = append(item, fmt.Sprintf("column %d", re.Column))
		}
	} else if re.Record > 0 {
		item = append(item, fmt.Sprintf("record %d", re.Record))
	}
	if re.URL != "" {
		item = append(item, re.URL)
	}
	r.Item, r.Reason, r.Remedy = strings.Join(item, ", "), re.Reason, re.Remedy
	if re.Passed {
		r.Fate = archive.Passed
	}
	return r
}

// place is where within an input something lies: "a.html" for the page
// "crawl.zip/a.html" of the input "crawl.zip"; "" for the input itself.
func place(input, name string) string {
	rest, ok := strings.CutPrefix(name, input)
	if !ok {
		return ""
	}
	return strings.TrimLeft(rest, "/#")
}
