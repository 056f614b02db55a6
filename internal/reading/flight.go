package reading

import (
	"context"
	"sync"
)

// flight bounds the bytes that are under way at once.
type flight struct {
	mu    sync.Mutex
	free  int
	all   int
	moved chan struct{} // closed and made anew whenever something is given back
}

func newFlight(n int) *flight { return &flight{free: n, all: n, moved: make(chan struct{})} }

// take waits until there is room for n bytes; what is larger than all the room
// there is waits until all of it is free. It reports false if the context ended.
func (f *flight) take(ctx context.Context, n int) bool {
	n = min(n, f.all)
	for {
		f.mu.Lock()
		if f.free >= n {
			f.free -= n
			f.mu.Unlock()
			return true
		}
		moved := f.moved
		f.mu.Unlock()
		select {
		case <-moved:
		case <-ctx.Done():
			return false
		}
	}
}

// give gives back what was taken.
func (f *flight) give(n int) {
	f.mu.Lock()
	f.free += min(n, f.all)
	close(f.moved)
	f.moved = make(chan struct{})
	f.mu.Unlock()
}
