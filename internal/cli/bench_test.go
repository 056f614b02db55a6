package cli

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// newsPages are real pages to measure with; they are not part of the project.
const newsPages = "../../../shared/data/html/sh"

// BenchmarkReadWARC reads a WARC file of 181 real news pages, each with its
// request, by one record a gzip member, into clean, dated articles with their
// copies joined, on one core and without coding. It reports pages for each second
// of CPU time, which a busy machine disturbs less than the clock.
func BenchmarkReadWARC(b *testing.B) {
	files, _ := filepath.Glob(newsPages + "/*.html.gz")
	if len(files) == 0 {
		b.Skipf("there are no pages in %s to measure with", newsPages)
	}
	name := filepath.Join(b.TempDir(), "pages.warc.gz")
	size := writeWARC(b, name, files)
	runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(runtime.NumCPU())
	b.SetBytes(size)
	began, runs := cpuTime(), 0
	for b.Loop() {
		runs++
		db := filepath.Join(b.TempDir(), fmt.Sprint(runs, ".db"))
		if code := Main([]string{"annals", "read", "--no-code", "--workers", "1", "--db", db, name}, strings.NewReader(""), io.Discard, os.Stderr); code != 0 {
			b.Fatal("exit code ", code)
		}
	}
	b.ReportMetric(float64(runs*len(files))/(cpuTime()-began).Seconds(), "pages/cpu-s")
}

// writeWARC makes a WARC file of gzip-packed pages; it returns their size in bytes.
func writeWARC(tb testing.TB, name string, files []string) (size int64) {
	tb.Helper()
	var out bytes.Buffer
	record := func(kind, uri, block string) {
		z := gzip.NewWriter(&out)
		fmt.Fprintf(z, "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2024-02-06T10:00:00Z\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, uri, len(block), block)
		z.Close()
	}
	for i, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			tb.Fatal(err)
		}
		if strings.HasSuffix(f, ".gz") {
			z, err := gzip.NewReader(bytes.NewReader(raw))
			if err != nil {
				tb.Fatal(err)
			}
			if raw, err = io.ReadAll(z); err != nil {
				tb.Fatal(err)
			}
		}
		size += int64(len(raw))
		uri := fmt.Sprintf("https://news%d.example/page", i)
		record("request", uri, "GET /page HTTP/1.1\r\n\r\n")
		record("response", uri, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"+string(raw))
	}
	if err := os.WriteFile(name, out.Bytes(), 0o666); err != nil {
		tb.Fatal(err)
	}
	return size
}

// cpuTime is what this process has used of all processors.
func cpuTime() time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
