package conllu

import (
	"strconv"
	"strings"

	annals "annals.example/annals"
)

// From is an analysed sentence in this format. Names go to MISC as NER=B-PER.
// With margin, Margin= says how far each head is ahead of the next best (logits).
// The comments are sent_id (from 1), newpar where a paragraph begins, and text if
// the text that the offsets count in is given ("" leaves it out, and the spaces
// between the words with it).
func From(s annals.Sentence, text string, newParagraph, margin bool) Sentence {
	out := Sentence{Words: make([]Word, len(s.Tokens))}
	if newParagraph {
		out.Comments = append(out.Comments, "# newpar")
	}
	out.Comments = append(out.Comments, "# sent_id = "+strconv.Itoa(s.Index+1))
	if text != "" {
		out.Comments = append(out.Comments, "# text = "+text[s.Start:s.End])
	}
	for i, t := range s.Tokens {
		out.Words[i] = word(t, margin)
		out.Words[i].Glued = text != "" && i+1 < len(s.Tokens) && s.Tokens[i+1].Start == t.End
	}
	return out
}

// Analysed is the sentence with the analysis of its words, a, in place of whatever
// stood there; the comments and spaces stay. a must have the same words.
func (s Sentence) Analysed(a annals.Sentence, margin bool) Sentence {
	out := Sentence{Comments: s.Comments, Line: s.Line, Words: make([]Word, len(a.Tokens))}
	for i, t := range a.Tokens {
		out.Words[i] = word(t, margin)
		out.Words[i].Glued, out.Words[i].Line = s.Words[i].Glued, s.Words[i].Line
	}
	return out
}

func word(t annals.Token, margin bool) Word {
	w := Word{Form: t.Form, Lemma: t.Lemma, UPOS: t.UPOS, XPOS: t.XPOS, Head: t.Head, Deprel: t.Deprel}
	if w.Form == "_" && w.Lemma == "" {
		w.Lemma = "_"
	}
	var misc []string
	if margin {
		misc = append(misc, "Margin="+strconv.FormatFloat(float64(t.Margin), 'f', 2, 32))
	}
	if t.Name != "" && t.Name != "O" {
		misc = append(misc, "NER="+t.Name)
	}
	w.Misc = strings.Join(misc, "|")
	return w
}

// NewParagraph reports whether a paragraph or document begins with the sentence.
func (s Sentence) NewParagraph() bool {
	_, a := s.Comment("newpar")
	_, b := s.Comment("newpar id")
	return a || b || s.NewDocument()
}

// NewDocument reports whether a document begins with the sentence. What is read
// together should be one document: names are made to agree over it.
func (s Sentence) NewDocument() bool {
	_, a := s.Comment("newdoc")
	_, b := s.Comment("newdoc id")
	return a || b
}

// Text joins sentences to the text that they were taken from, as far as the file
// tells: one line a paragraph ("# newpar", "# newdoc"), two line ends between two.
func Text(sents []Sentence) string {
	var b strings.Builder
	glued := true
	for i, s := range sents {
		switch {
		case i > 0 && s.NewParagraph():
			b.WriteString("\n\n")
		case !glued:
			b.WriteByte(' ')
		}
		for k, w := range s.Words {
			b.WriteString(w.Form)
			if glued = w.Glued; !glued && k+1 < len(s.Words) {
				b.WriteByte(' ')
			}
		}
	}
	return b.String()
}
