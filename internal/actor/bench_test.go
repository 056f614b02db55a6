package actor_test

import (
	"testing"

	annals "annals.example/annals"
	"annals.example/annals/data"
	"annals.example/annals/internal/actor"
	"annals.example/annals/internal/language/english"
)

// BenchmarkLoad measures what the register costs at start-up.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := actor.Load(data.Files); err != nil {
			b.Fatal(err)
		}
	}
}

const article = `Turkish President Recep Tayyip Erdogan met his Russian counterpart Vladimir Putin in Sochi on Tuesday, the Kremlin said.

The two leaders agreed that Syrian government forces and the rebels should pull back from the town. Erdogan said Ankara would send observers, and he urged Moscow to restrain Damascus.

"We expect all sides to respect the agreement," Putin told reporters. Kurdish fighters of the People's Protection Units (YPG) said they had not been asked.

In Geneva, the UN special envoy for Syria, Staffan de Mistura, welcomed the deal. Iran's Foreign Ministry declined to comment. Hundreds of Syrian refugees in Lebanon protested outside the Russian embassy.`

// BenchmarkMentions measures resolution alone; the sentences were read before.
func BenchmarkMentions(b *testing.B) {
	r, err := actor.Load(data.Files)
	if err != nil {
		b.Fatal(err)
	}
	m, err := english.Open()
	if err != nil {
		b.Fatal(err)
	}
	sents := m.NewReader().Read(article)
	doc := actor.Doc{Text: article, Sentences: sents, On: annals.Date{Start: "2018-09-18"}}
	for b.Loop() {
		r.Mentions(doc)
	}
	b.ReportMetric(float64(len(sents)*b.N)/b.Elapsed().Seconds(), "sentences/s")
}
