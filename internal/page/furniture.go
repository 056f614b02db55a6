package page

import (
	"strings"
	"unicode"
)

// unseen elements print nothing.
var unseen = map[string]bool{"script": true, "style": true, "noscript": true, "template": true, "svg": true, "iframe": true, "object": true,
	"select": true, "textarea": true, "head": true, "audio": true, "video": true, "canvas": true, "map": true, "datalist": true, "title": true}

// landmarks are elements whose very name says that they are not the article.
var landmarks = map[string]bool{"nav": true, "aside": true, "footer": true, "form": true, "button": true, "dialog": true, "menu": true, "header": true}

// furniture are the words in class names and ids that publishers use for what
// stands around an article. One such word is enough; an element that holds most
// of the page's prose is never dropped for it (see outline.drop).
var furniture = words(`comment comments kommentar kommentare commentaires comentarios comentários commenti reacties komentarze yorumlar disqus livefyre sidebar sidebars related share sharing shares sharebar sharetools social socials
	newsletter newsletters promo promos promotion promoted sponsor sponsored advert adverts advertisement advertising advertorial ad ads adv
	cookie cookies consent gdpr subscribe subscription subscriptions popup modal overlay lightbox footer footnav foot nav navbar navigation
	subnav menu menus breadcrumb breadcrumbs tags taglist tagcloud recommended recommend recommendation recommendations recirc recirculation
	outbrain taboola zergnet trending popular mostread mostpopular toolbar login signup signin register masthead rail pagination pager paging
	pagenav copyright teaser teasers banner skip skiplink print printing tool tools rating ratings vote poll quiz feedback morelikethis
	readnext upnext whatsnext followus follow utility utilities crosslinks jumplinks donate donation respond reply replies trackback pingback
	addthis addtoany sharethis sharedaddy jp-relatedposts hidden invisible visuallyhidden sronly screenreader shop product products
	alsoread readmore seealso moreon morefrom morestories topstories latestnews headlines ticker marketing paid authorbio authorbox aboutauthor
	paywall regwall bio metas byline bylines dateline timestamp pubdate credits keywords topics hashtags correction-form legal terms disclaimer`)

// beside are the words that say what an element stands with or goes without.
var beside = words("with without has have no not non hide hides")

// body are the words by which publishers name the element of the article's text.
var bodyNames = []string{"articlebody", "storybody", "articletext", "storytext", "articlecontent", "storycontent", "postcontent", "postbody",
	"entrycontent", "bodycopy", "bodytext", "articlecopy", "newscontent", "newsbody", "newstext", "articlemain", "contentbody", "maincontent",
	"articleinner", "articledetail", "singlecontent", "pagecontent", "textcontent", "fulltext", "richtext", "articleparagraph", "postarticle", "blogpost", "postentry", "blogcontent"}

func words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// nameWords cuts class names and ids into lower-case words: at blanks, at signs,
// and where a capital follows a small letter.
func nameWords(s string) []string {
	var out []string
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			out = append(out, b.String())
			b.Reset()
		}
	}
	small := false
	for i, r := range s {
		if i > 400 {
			break
		}
		switch {
		case !unicode.IsLetter(r):
			flush()
			small = false
			continue
		case unicode.IsUpper(r) && small:
			flush()
		}
		small = unicode.IsLower(r)
		b.WriteRune(unicode.ToLower(r))
	}
	flush()
	return out
}

// isFurniture reports whether an element's names say that it stands around the
// article rather than in it.
func isFurniture(n *node) bool {
	if len(n.attr) == 0 {
		return false
	}
	for _, v := range []string{n.get("class"), n.get("id")} {
		if v == "" {
			continue
		}
		ws := nameWords(v)
		for i, w := range ws {
			if furniture[w] && (i == 0 || !beside[ws[i-1]]) {
				return true
			}
			if i+1 < len(ws) && furniture[w+ws[i+1]] {
				return true
			}
		}
	}
	switch n.get("role") {
	case "navigation", "complementary", "banner", "contentinfo", "search", "dialog", "menu", "menubar", "toolbar", "form":
		return true
	}
	return false
}

// others are the words that name places where other texts and their dates stand.
var others = words(`comment comments related sidebar recommended recommendation popular trending mostread latest footer nav navigation widget
	teaser teasers recirc promo promos readnext morefrom upnext ticker headlines`)

// namesOthers reports whether an element is named as a place for other texts.
func namesOthers(n *node) bool {
	for _, v := range [...]string{n.get("class"), n.get("id")} {
		for _, w := range nameWords(v) {
			if others[w] {
				return n.tag != "body" && n.tag != "html"
			}
		}
	}
	return false
}

// isHidden reports whether an element is not shown.
func isHidden(n *node) bool {
	if n.has("hidden") {
		return true
	}
	style := n.get("style")
	if style == "" {
		return false
	}
	style = strings.ToLower(strings.ReplaceAll(style, " ", ""))
	return strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
}

// bodyHint says how plainly an element is marked as the article's text: 0 not
// at all, up to 4.
func bodyHint(n *node) int {
	if p := strings.ToLower(n.get("itemprop")); p == "articlebody" || p == "reviewbody" {
		return 4
	}
	names := n.get("class") + " " + n.get("id")
	if len(names) > 1 && n.tag != "body" && n.tag != "html" {
		folded := foldField(strings.ToLower(sampleString(names, 400)))
		for _, b := range bodyNames {
			if strings.Contains(folded, b) {
				return 3
			}
		}
	}
	switch {
	case n.tag == "article":
		return 2
	case n.tag == "main" || n.get("role") == "main" || n.get("role") == "article":
		return 1
	}
	return 0
}

func sampleString(s string, n int) string { return s[:min(n, len(s))] }
