package codebook

import (
	"slices"
	"strconv"
)

// begin prepares for the files of the next folder.
func (l *loader) begin(folder int) {
	l.first = len(l.book.Entries)
	switch {
	case folder == 1:
		l.own = "own."
	case folder > 1:
		l.own = "own" + strconv.Itoa(folder) + "."
	}
}

// override takes the lemmas of the folder just read away from the entries before them.
func (l *loader) override() {
	if l.own == "" {
		return
	}
	mine := func(kind Kind, lemma []string) bool {
		return slices.ContainsFunc(l.book.Entries[l.first:], func(e *Entry) bool {
			return e.Kind == kind && slices.ContainsFunc(e.Lemmas, func(w []string) bool { return slices.Equal(w, lemma) })
		})
	}
	kept := make([]*Entry, 0, len(l.book.Entries))
	for i, e := range l.book.Entries {
		if i < l.first {
			e.Lemmas = slices.DeleteFunc(e.Lemmas, func(w []string) bool { return mine(e.Kind, w) })
			if len(e.Lemmas) == 0 {
				continue
			}
		}
		kept = append(kept, e)
	}
	l.book.Entries = kept
}
