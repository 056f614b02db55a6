// Package cli answers: how does a person, or a script, work with Annals at a
// terminal? Every command is one file with one Run. Commands parse flags, call
// query, reading, export or the coder, and set what comes back in columns; they
// hold no coding logic and no SQL.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"
)

// The exit codes, as the help states them.
const (
	exitOK      = 0
	exitFailed  = 1
	exitUsage   = 2
	exitPartial = 3
)

// commands is the whole of what annals can be told.
type commands struct {
	Demo       demoCommand       `cmd:"" group:"start" help:"Read the sample pages in the binary and show what comes of them."`
	Read       readCommand       `cmd:"" group:"start" help:"Read pages into the archive."`
	Watch      watchCommand      `cmd:"" group:"start" help:"Follow feeds and sitemaps: fetch what is new and read it."`
	Articles   articlesCommand   `cmd:"" group:"look" help:"List the articles of the archive, or show one."`
	Copies     copiesCommand     `cmd:"" group:"look" help:"List texts that were printed more than once, with what differs."`
	Ledger     ledgerCommand     `cmd:"" group:"look" help:"Show what every line of a page was taken for, straight from the file."`
	Events     eventsCommand     `cmd:"" group:"look" help:"List who did what to whom."`
	Statements statementsCommand `cmd:"" group:"look" help:"List who said what."`
	Figures    figuresCommand    `cmd:"" group:"look" help:"List how many of whom, according to whom."`
	Actors     actorsCommand     `cmd:"" group:"look" help:"List who takes part."`
	Dates      datesCommand      `cmd:"" group:"look" help:"List every date with the reason why it is believed."`
	Why        whyCommand        `cmd:"" group:"look" help:"Replay how a record came to be."`
	Refused    refusedCommand    `cmd:"" group:"keep" help:"List what gave no article, with its reason."`
	Check      checkCommand      `cmd:"" group:"keep" help:"Verify every span, count and content hash of the archive."`
	Diff       diffCommand       `cmd:"" group:"keep" help:"Show what today's codebook and model would change in the archive."`
	Export     exportCommand     `cmd:"" group:"keep" help:"Write a list as JSON lines or CSV."`
	Code       codeCommand       `cmd:"" group:"filter" help:"Answer JSON lines with JSON lines: a stateless worker."`
	Parse      parseCommand      `cmd:"" group:"filter" help:"Print the sentences, words, tree and names of a text as CoNLL-U."`
	Score      scoreCommand      `cmd:"" group:"filter" help:"Measure against a treebank, name data, or sentences that people coded."`
	Codebook   codebookCommand   `cmd:"" group:"filter" help:"Check or explain the codebook, or try a sentence on it."`
	Version    versionCommand    `cmd:"" group:"filter" help:"Print the versions of the program, its codebook and its model."`
}

const about = `Reads crawled news pages and writes down who did what to whom, when and where,
according to whom, each record tied to the words that say so.

Exit codes: 0 done; 1 failed; 2 wrong usage; 3 done, but some input was refused.`

// usageError is a combination of flags or arguments that cannot be meant.
type usageError struct{ error }

func usage(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// partialError ends a command that did its work except for what was refused.
type partialError struct{ error }

// failure is an error whose story was told on standard output already.
var errTold = errors.New("")

// Main runs one command and returns its exit code. args[0] is the program.
func Main(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	// A write past a file size limit shall fail like a full disk, with a
	// message, not with a signal.
	signal.Ignore(syscall.SIGXFSZ)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return run(ctx, args, stdin, stdout, stderr)
}

func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) (code int) {
	var c commands
	out := &output{to: stdout}
	e := &env{Context: ctx, program: program(args), stdin: stdin, stdout: out, stderr: stderr}
	exited := -1
	parser, err := kong.New(&c,
		kong.Name("annals"), kong.Description(about), kong.Writers(stdout, stderr),
		kong.Exit(func(code int) { exited = code; panic(exit{}) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, Summary: false, WrapUpperBound: 100, NoExpandSubcommands: true}),
		kong.ExplicitGroups([]kong.Group{
			{Key: "start", Title: "Begin:"}, {Key: "look", Title: "Look at the archive:"},
			{Key: "keep", Title: "Keep and pass on:"}, {Key: "filter", Title: "Tools and filters:"},
		}))
	if err != nil {
		fmt.Fprintln(stderr, "annals:", err)
		return exitFailed
	}
	defer func() {
		if r := recover(); r != nil {
			if _, ours := r.(exit); !ours {
				panic(r)
			}
			code = exited
		}
	}()
	if len(args) < 2 {
		args = append(args[:len(args):len(args)], "--help")
	}
	k, err := parser.Parse(args[1:])
	if err != nil {
		fmt.Fprintf(stderr, "annals: %v\n%s --help says what there is\n", err, e.program)
		return exitUsage
	}
	if err = k.Run(e); err == nil {
		err = out.fault // what a table could not print is no success
	}
	var wrong usageError
	var partial partialError
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, syscall.EPIPE):
		return exitOK // whoever read our output has seen enough
	case errors.Is(err, errTold):
		return exitFailed
	case errors.As(err, &wrong):
		fmt.Fprintln(stderr, "annals:", err)
		return exitUsage
	case errors.As(err, &partial):
		fmt.Fprintln(stderr, "annals:", err)
		return exitPartial
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(stderr, "annals: stopped; what was stored is safe, the same command goes on from there")
		return exitFailed
	}
	fmt.Fprintln(stderr, "annals:", err)
	return exitFailed
}

type exit struct{}

// output remembers the first write that failed.
type output struct {
	to    io.Writer
	fault error
}

func (o *output) Write(b []byte) (int, error) {
	n, err := o.to.Write(b)
	if err != nil && o.fault == nil {
		o.fault = err
	}
	return n, err
}

// env is what every command works with.
type env struct {
	context.Context
	program string // how to call annals again, for hints
	stdin   io.Reader
	stdout  io.Writer
	stderr  io.Writer
}

// program says how a person called annals, so that hints can be copied.
func program(args []string) string {
	if len(args) == 0 {
		return "annals"
	}
	if strings.Contains(args[0], string(filepath.Separator)+"go-build") {
		return "go run ./cmd/annals"
	}
	if dir, name := filepath.Split(args[0]); dir == "./" || dir == "" {
		return dir + name
	}
	return "annals"
}

func (e *env) printf(format string, args ...any) { fmt.Fprintf(e.stdout, format, args...) }

// terminal reports whether progress may be drawn on standard error.
func (e *env) terminal() bool {
	f, ok := e.stderr.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && info.Name() != "null"
}
