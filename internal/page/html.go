package page

import (
	"fmt"
	"strings"

	"annals.example/annals"
)

// htmlPage reads an HTML page: its imprint, and its blocks as lines, with those
// of the main content marked.
func htmlPage(_ string, raw []byte) (annals.Page, *RecordError) {
	src, notes := decode(raw, true)
	p := annals.Page{Format: annals.FormatHTML, Notes: notes}
	t := parse(src)
	if t.cut {
		p.Notes = append(p.Notes, "the markup is cut off; what there is was read")
	}
	if t.over {
		p.Notes = append(p.Notes, fmt.Sprintf("the page has more than %d elements; those behind were not read", maxNodes))
	}
	im := readImprint(t)
	p.Said = im.Imprint
	o := outlineOf(t)
	o.weigh(t)
	o.span(t)
	o.dropFurniture(t, im)
	o.weigh(t)
	o.dropLists(t)
	o.weigh(t)
	o.count()
	regions := o.regions(t, im)
	for k, r := range regions {
		n := o.mainContent(t.root, r, im)
		for i := r.lo; i < r.hi; i++ {
			b := &o.blocks[i]
			b.inside = i >= n.lo && i < n.hi
			if len(regions) > 1 {
				b.region = k + 1
			}
		}
	}
	if !o.prose() && len(im.body) >= 200 {
		// Some pages keep their text from the markup and fill it in by script.
		o.blocks = append(o.blocks, bodyBlocks(im.body)...)
		p.Notes = append(p.Notes, "the text was taken from the page's JSON-LD articleBody; its markup holds none")
	}
	for _, r := range regions {
		o.standfirst(r)
		o.trim(r)
	}
	section := 0
	for i := range o.blocks {
		b := &o.blocks[i]
		if s := b.region; s != 0 && s != section {
			// A line without text says that another article begins.
			p.Lines = append(p.Lines, annals.Line{Number: len(p.Lines) + 1, Markup: "article"})
			section = s
		}
		l := annals.Line{Number: len(p.Lines) + 1, Text: b.text, Markup: b.markup}
		switch {
		case b.inside && b.at.drop == "" && b.out == "" || b.first:
			if l.Inside = !linkList(*b); !l.Inside && !heading(l.Markup) {
				l.Markup = "a" // nothing but links
			}
		case heading(b.markup) || b.markup == "time" || b.markup == "figcaption":
		case landmarks[b.at.drop] || structural[b.at.drop]:
			l.Markup = b.at.drop
		case b.out != "":
			l.Markup = b.out
		}
		p.Lines = append(p.Lines, l)
	}
	return p, nil
}

// standfirst marks the paragraphs that stand between an article's h1 and its
// main content: some publishers print the first one apart from the rest.
func (o *outline) standfirst(r region) {
	from := -1
	for i := r.lo; i < r.hi; i++ {
		b := &o.blocks[i]
		switch {
		case b.markup == "h1":
			from = i
		case b.inside && b.at.drop == "":
			if from >= 0 && i-from <= 12 {
				for k := from + 1; k < i; k++ {
					s := &o.blocks[k]
					s.first = s.at.drop == "" && s.weight() >= 80 && endsSentence(s.text) && s.linked == 0
				}
			}
			return
		}
	}
}

// prose reports whether the main content holds a text at all.
func (o *outline) prose() bool {
	mass := 0
	for _, b := range o.blocks {
		if b.inside && b.at.drop == "" {
			mass += b.weight()
		}
	}
	return mass >= 200
}

// bodyBlocks cuts the articleBody of a page's JSON-LD, which is text or markup,
// into blocks of main content.
func bodyBlocks(body string) []block {
	if !strings.Contains(body, "<p") && !strings.Contains(body, "<br") {
		body = strings.ReplaceAll(body, "\n", "<br><br>")
	}
	t := parse(body)
	at := &node{tag: "article"}
	var out []block
	for _, b := range outlineOf(t).blocks {
		out = append(out, block{text: b.text, markup: "p", at: at, inside: true})
	}
	return out
}

func heading(tag string) bool {
	return len(tag) == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6'
}

// linkList reports whether a block is made of links, as "related" lists are.
func linkList(b block) bool { return b.linked*10 > len(b.text)*8 }
