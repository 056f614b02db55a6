package coder

import (
	"io/fs"
	"runtime"
	"sync"
	"syscall"
	"testing"
	"time"

	"annals.example/annals"
	"annals.example/annals/examples"
)

// samples are the texts of the sample pages.
func samples(b *testing.B) (texts []string) {
	err := fs.WalkDir(examples.Pages, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(examples.Pages, p)
		texts = append(texts, string(raw))
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return texts
}

// codeAll returns how many sentences it has coded.
func codeAll(c *Coder, texts []string) (n int) {
	for _, t := range texts {
		n += len(c.Code(annals.Article{ID: "a-bench", Text: t}).Sentences)
	}
	return n
}

// cpuTime is what this process has used of all processors.
func cpuTime() time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

// BenchmarkCode codes the sample pages, text in, records out, on one core; also by each
// second of CPU time, which a busy machine disturbs less than the clock.
func BenchmarkCode(b *testing.B) {
	c, texts := open(b), samples(b)
	b.ReportAllocs()
	n, began := 0, cpuTime()
	for b.Loop() {
		n += codeAll(c, texts)
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "sentences/s")
	b.ReportMetric(float64(n)/(cpuTime()-began).Seconds(), "sentences/cpu-s")
}

// BenchmarkTwoCores codes the sample pages with one goroutine on one processor and with
// two on two, in turn, and reports how many times as fast two are: by the clock, which
// needs an idle machine, and by the CPU time that a sentence takes, which shows what
// memory and the garbage collector cost but no waiting for locks.
func BenchmarkTwoCores(b *testing.B) {
	if runtime.NumCPU() < 2 {
		b.Skip("one processor")
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	c, texts := open(b), samples(b)
	run := func(goroutines int) (clock, cpu time.Duration) {
		runtime.GOMAXPROCS(goroutines)
		runtime.GC()
		began, used := time.Now(), cpuTime()
		var all sync.WaitGroup
		for range goroutines {
			all.Go(func() { codeAll(c, texts) })
		}
		all.Wait()
		return time.Since(began), cpuTime() - used
	}
	run(2)
	var clock, cpu [2]time.Duration
	for b.Loop() {
		for i := range clock {
			t, u := run(1 + i)
			clock[i] += t
			cpu[i] += u
		}
	}
	b.ReportMetric(2*clock[0].Seconds()/clock[1].Seconds(), "times-by-clock")
	b.ReportMetric(4*cpu[0].Seconds()/cpu[1].Seconds(), "times-by-cpu")
}
