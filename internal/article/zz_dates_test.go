package article_test

import (
	"fmt"
	"os"
	"regexp"
	"sort"
	"strings"
	"testing"

	"annals.example/annals/internal/article"
	"annals.example/annals/internal/page"
)

func TestZZDates(t *testing.T) {
	if os.Getenv("DATES") == "" {
		t.Skip()
	}
	re := regexp.MustCompile(`(?i)(?:datePublished|published_time|dateModified|modified_time|dateCreated|pubdate|publish|datetime|name="date"|<time)[^>]{0,60}?((?:19|20)\d\d-\d\d-\d\d(?:T\d\d:\d\d[^"' <]{0,12})?)`)
	vis := regexp.MustCompile(`(?i)\b(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d|\d{1,2}(?:st|nd|rd|th)? (?:de )?\p{L}{3,10},? (?:de )?(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d[-./年]\s?\d{1,2}[-./月]\s?\d{1,2})`)
	tag := regexp.MustCompile(`(?s)<(?:script|style).*?</(?:script|style)>|<[^>]*>`)
	for i, p := range corpus(t) {
		as := articles(t, p.HTML)
		got, basis, mod := "-", "", ""
		if len(as) > 0 {
			got, basis, mod = as[0].Published.Start, as[0].Published.Basis, as[0].Modified.Start
		}
		c := map[string]int{}
		for _, m := range re.FindAllStringSubmatch(p.HTML, -1) {
			k := regexp.MustCompile(`(?i)datePublished|published_time|dateModified|modified_time|dateCreated|pubdate|publish|datetime|name="date"|<time`).FindString(m[0]) + "=" + m[1][:10]
			c[k]++
		}
		var ks []string
		for k, n := range c {
			ks = append(ks, fmt.Sprintf("%s x%d", k, n))
		}
		sort.Strings(ks)
		text := tag.ReplaceAllString(p.HTML, " ")
		if k := strings.Index(text, "<body"); k > 0 {
			text = text[k:]
		}
		vs := vis.FindAllStringIndex(text, 5)
		var vt []string
		for _, v := range vs {
			a := max(0, v[0]-30)
			vt = append(vt, strings.Join(strings.Fields(strings.ToValidUTF8(text[a:min(len(text), v[1]+8)], "")), " "))
		}
		fmt.Printf("%d %s %.100s\n   GOT %s mod %s {%s}\n   %s\n   VIS %s\n", i, p.ID[:6], p.URL, got, mod, basis, strings.Join(ks[:min(len(ks), 8)], "; "), strings.Join(vt, " | "))
	}
}

func TestZZLines(t *testing.T) {
	ids := os.Getenv("LINES")
	if ids == "" {
		t.Skip()
	}
	for _, p := range corpus(t) {
		if !strings.Contains(ids, p.ID[:6]) {
			continue
		}
		fmt.Println(p.ID[:6], p.URL)
		for pg, err := range page.Read("p.html", []byte(p.HTML)) {
			if err != nil {
				continue
			}
			f := article.Find(pg)
			for i, l := range f.Lines {
				if regexp.MustCompile(`(?:19|20)\d\d`).MatchString(l.Text) && len(l.Text) < 160 || l.Kind == "headline" {
					fmt.Printf("   %d [%s %v] %s: %.110s {%s}\n", i, l.Markup, l.Inside, l.Kind, l.Text, l.Why)
				}
			}
		}
	}
}
