package query

import (
	"context"
	"slices"
	"strings"

	"annals.example/annals"
	"annals.example/annals/internal/archive"
)

// CopySource is the archive as Copies needs it.
type CopySource interface {
	Members(ctx context.Context) ([]archive.Member, error)
	Article(ctx context.Context, id string) (annals.Article, error)
	Entry(ctx context.Context, articleID string) (archive.Entry, error)
}

// CopyFilter selects groups of copies; the zero CopyFilter selects all.
type CopyFilter struct {
	From, To  string   // publication of the leader, as in annals.Filter
	Articles  []string // beginnings of ids; the group of any of them
	How       []string // only copies of these kinds, in groups that hold one
	Printings int      // at least so many
	Limit     int      // 0 = all
}

// CopyGroup is the printings of one text: one source, whatever their number.
type CopyGroup struct {
	Leader    annals.Article // its Copies are its own printings alone
	Members   []Copied       // the others that the filter selects, by id
	Printings int            // of all of them
}

// Copied is an article that is a copy of a leader.
type Copied struct {
	annals.Article
	How string
}

// Copies returns the groups of copies that the filter selects: the largest
// first, then by the leader's id. An article that was printed several times in
// the same words under the same headline is a group without other members.
func Copies(ctx context.Context, s CopySource, f CopyFilter) ([]CopyGroup, error) {
	members, err := s.Members(ctx)
	if err != nil {
		return nil, err
	}
	var out []CopyGroup
	for i := 0; i < len(members); {
		end := i + 1
		for end < len(members) && members[end].Leader == members[i].Leader {
			end++
		}
		group := members[i:end]
		i = end
		if f.How != nil && !slices.ContainsFunc(group, func(m archive.Member) bool { return slices.Contains(f.How, m.How) }) ||
			f.Articles != nil && !slices.ContainsFunc(group, func(m archive.Member) bool { return begins(f.Articles, m.ID) }) {
			continue
		}
		var g CopyGroup
		for _, m := range group {
			a, err := s.Article(ctx, m.ID)
			if err != nil {
				return nil, err
			}
			g.Printings += len(a.Copies)
			switch {
			case m.ID == m.Leader:
				g.Leader = a
				if e, err := s.Entry(ctx, a.ID); err == nil {
					g.Leader.Published = e.Article.Published // found in its text, where the page does not say
				}
			case f.How == nil || slices.Contains(f.How, m.How):
				g.Members = append(g.Members, Copied{a, m.How})
			}
		}
		out = append(out, g)
	}
	dates := annals.Filter{From: f.From, To: f.To}
	out = slices.DeleteFunc(out, func(g CopyGroup) bool {
		return g.Printings < max(f.Printings, 2) || !inTime(dates, g.Leader.Published)
	})
	slices.SortFunc(out, func(a, b CopyGroup) int {
		if a.Printings != b.Printings {
			return b.Printings - a.Printings
		}
		return strings.Compare(a.Leader.ID, b.Leader.ID)
	})
	if f.Limit > 0 && len(out) > f.Limit {
		out = out[:f.Limit]
	}
	return out, nil
}

func begins(prefixes []string, id string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(id, p) })
}
