package page

import (
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
	im := readImprint(t)
	p.Said = im.Imprint
	o := outlineOf(t)
	o.weigh(t)
	o.dropFurniture(t)
	o.weigh(t)
	main := o.mainContent(t)
	markInside(main)
	for _, b := range o.blocks {
		l := annals.Line{Number: len(p.Lines) + 1, Text: b.text, Markup: b.markup}
		switch {
		case b.at.inside && b.at.drop == "":
			l.Inside = !linkList(b)
		case b.at.drop != "" && landmarks[b.at.drop]:
			l.Markup = b.at.drop
			if heading(b.markup) || b.markup == "time" {
				l.Markup = b.markup
			}
		}
		p.Lines = append(p.Lines, l)
	}
	return p, nil
}

func heading(tag string) bool {
	return len(tag) == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6'
}

// linkList reports whether a block is made of links, as "related" lists are.
func linkList(b block) bool { return b.linked*10 > len(b.text)*8 }

// markInside marks a node and all beneath it as main content.
func markInside(n *node) {
	n.inside = true
	for _, k := range n.kids {
		markInside(k)
	}
}
