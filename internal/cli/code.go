package cli

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync"
	"time"

	"annals.example/annals/internal/export"
	"annals.example/annals/internal/reading"
)

type codeCommand struct {
	dataFlag
	Jobs     int           `default:"0" placeholder:"N" help:"Answer so many lines at once (one per processor); 1 uses one core."`
	Deadline time.Duration `default:"10s" help:"Give up on a line after this time (${default})."`
}

func (c *codeCommand) Help() string {
	return `Answers each line of standard input, a JSON object, with one line on standard output, in the same order. Nothing is
kept between lines; no file is written, no network used.

  {"task":"code","id":"x","text":"…","date":"2008-08-06"}        → the events told in the text
  {"task":"relation","id":"y","text":"…","labels":"plover15","source":{"spans":[[b,e]]},"target":{…}}
                                                                → what this source does to this target; spans count
                                                                  characters, byte_spans bytes; labels: plover (the
                                                                  default), plover15 (2017) or binary
  {"task":"actor","id":"w","text":"former Iraqi oil minister","date":"2008-08-06"}  → whom the phrase names
  {"task":"page","id":"v","html":"<!doctype html>…"}             → the articles of a page (html, html_base64 or text)
  {"task":"article","id":"z","text":"…","date":null}             → everything coded from one article

A line that cannot be answered gets {"id":…,"error":"…"}, and the next line goes on.

Exit codes: 0 every line got its answer (an error is an answer); 1 failed; 2 wrong usage.`
}

// maxJSONLine is the longest line that is answered, in bytes.
const maxJSONLine = 64 << 20

func (c *codeCommand) Run(e *env) error {
	if c.Jobs < 0 {
		return usage("--jobs %d: give a number above 0, or leave it out for one per processor", c.Jobs)
	}
	if c.Deadline <= 0 {
		return usage("--deadline %s: give a time above 0, such as 10s", c.Deadline)
	}
	if c.Jobs == 0 {
		c.Jobs = runtime.GOMAXPROCS(0)
	} else if c.Jobs < runtime.GOMAXPROCS(0) {
		runtime.GOMAXPROCS(c.Jobs)
	}
	g := &engine{data: &c.dataFlag}
	if _, err := g.coder(); err != nil {
		return err
	}
	return serve(e.stdin, e.stdout, c.Jobs, c.Deadline, g.worker)
}

// answerer answers lines; one goroutine at a time uses it.
type answerer interface {
	answer(q question) (any, error)
}

// serve answers lines until the input ends. A worker that runs past its
// deadline is left to itself and replaced, since nothing can stop it.
func serve(in io.Reader, out io.Writer, jobs int, deadline time.Duration, worker func() (answerer, error)) error {
	type job struct {
		line  []byte
		fault error // the line could not be read
		reply chan []byte
	}
	queue, order := make(chan job), make(chan job, 2*jobs)
	failed := make(chan error, jobs)
	var workers sync.WaitGroup
	for range jobs {
		workers.Go(func() {
			var w answerer
			for j := range queue {
				if j.fault != nil {
					j.reply <- fault(nil, j.fault)
					continue
				}
				if w == nil {
					var err error
					if w, err = worker(); err != nil {
						failed <- err
						j.reply <- fault(nil, err)
						continue
					}
				}
				reply, lost := timed(w, j.line, deadline)
				if lost {
					w = nil
				}
				j.reply <- reply
			}
		})
	}
	readErr := make(chan error, 1)
	go func() {
		defer close(queue)
		defer close(order)
		r := bufio.NewReaderSize(in, 1<<20)
		for {
			line, fault, err := readLine(r)
			if line != nil || fault != nil {
				j := job{line, fault, make(chan []byte, 1)}
				order <- j
				queue <- j
			}
			if err != nil {
				if !errors.Is(err, io.EOF) {
					readErr <- err
				}
				return
			}
		}
	}()
	for j := range order {
		// Whoever waits for this answer gets it now, not with the next block.
		if _, err := out.Write(append(<-j.reply, '\n')); err != nil {
			return err
		}
	}
	workers.Wait()
	select {
	case err := <-failed:
		return err
	case err := <-readErr:
		return fmt.Errorf("read standard input: %w", err)
	default:
		return nil
	}
}

// readLine returns the next line without its end, nil at the end of input. A
// line that is too long is passed over and comes back as a fault.
func readLine(r *bufio.Reader) (line []byte, fault, err error) {
	line = []byte{}
	for {
		part, err := r.ReadSlice('\n')
		if len(line)+len(part) > maxJSONLine {
			line, fault = line[:0], fmt.Errorf("the line has more than %d bytes: split the text", maxJSONLine)
		}
		if fault == nil {
			line = append(line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != nil && len(line) == 0 && fault == nil:
			return nil, nil, err
		}
		return bytes.TrimRight(line, "\r\n"), fault, err
	}
}

// timed answers a line within the deadline; lost says that the worker is still
// at it and must not be used again.
func timed(w answerer, line []byte, deadline time.Duration) (reply []byte, lost bool) {
	q, err := ask(line)
	if err != nil {
		return fault(q.ID, err), false
	}
	done := make(chan []byte, 1)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				done <- fault(q.ID, fmt.Errorf("a fault of Annals: %v%s", r, reading.Culprit()))
			}
		}()
		v, err := w.answer(q)
		if err != nil {
			done <- fault(q.ID, err)
			return
		}
		done <- encode(v)
	}()
	timer := time.NewTimer(deadline)
	defer timer.Stop()
	select {
	case reply := <-done:
		return reply, false
	case <-timer.C:
		return fault(q.ID, fmt.Errorf("no answer within %s; --deadline gives more time", deadline)), true
	}
}

func encode(v any) []byte {
	var b bytes.Buffer
	if err := export.NewJSON(&b).Write(v); err != nil {
		return fault(nil, err)
	}
	return bytes.TrimRight(b.Bytes(), "\n")
}

func fault(id json.RawMessage, err error) []byte {
	return encode(struct {
		ID    json.RawMessage `json:"id"`
		Error string          `json:"error"`
	}{orNull(id), err.Error()})
}

func orNull(id json.RawMessage) json.RawMessage {
	if len(id) == 0 {
		return json.RawMessage("null")
	}
	return id
}
