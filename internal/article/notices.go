package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"annals.example/annals"
)

// endWords are the headings, in the languages that the web prints most, under
// which pages put what is not the article: comments, related texts, boxes to
// share or subscribe. Folded, without figures and signs.
var endWords = set(`comentários|comentarios|deja un comentario|deja una respuesta|deixe um comentário|deixe uma resposta|kommentare|kommentar schreiben|
schreibe einen kommentar|leserkommentare|commentaires|laisser un commentaire|commenti|lascia un commento|lascia una risposta|reacties|geef een reactie|
комментарии|добавить комментарий|оставить комментарий|отзывы|комментировать|коментарі|yorumlar|bir cevap yazın|komentarze|dodaj komentarz|komentáře|
hozzászólások|kommentarer|kommentit|コメント|コメントを残す|评论|发表评论|網友評論|댓글|댓글 남기기|التعليقات|تعليقات|اترك تعليقا|نظرات|
leia também|leia mais|veja também|notícias relacionadas|artigos relacionados|matérias relacionadas|você pode gostar|você também pode gostar|mais lidas|
lea también|lee también|te puede interesar|te recomendamos|noticias relacionadas|artículos relacionados|relacionados|más noticias|lo más leído|
mehr zum thema|lesen sie auch|das könnte sie auch interessieren|das könnte dich auch interessieren|ähnliche artikel|ähnliche beiträge|weitere artikel|
weitere themen|meistgelesen|verwandte artikel|à lire aussi|lire aussi|sur le même sujet|articles similaires|articles liés|à lire également|les plus lus|
leggi anche|potrebbe interessarti|potrebbero interessarti|articoli correlati|altri articoli|i più letti|lees ook|gerelateerde artikelen|meer nieuws|
читайте также|по теме|похожие статьи|похожие материалы|другие новости|популярное|новости по теме|материалы по теме|читайте ще|самое читаемое|
ilgili haberler|benzer haberler|diğer haberler|çok okunanlar|czytaj także|zobacz także|podobne artykuły|čtěte také|související články|läs också|les også|læs også|
関連記事|関連ニュース|おすすめ記事|人気記事|相关阅读|相关新闻|推荐阅读|热门文章|相關新聞|延伸閱讀|관련기사|관련 기사|많이 본 뉴스|اقرأ أيضا|مواضيع ذات صلة|أخبار ذات صلة|مقالات ذات صلة|
संबंधित खबरें|ये भी पढ़ें|baca juga|berita terkait|artikel terkait|xem thêm|tin liên quan|ข่าวที่เกี่ยวข้อง|
compartilhe|compartilhar|compartir|comparte|teilen|artikel teilen|partager|partagez|condividi|delen|поделиться|поделитесь|paylaş|udostępnij|シェア|分享|分享到|공유하기|شارك|
newsletter abonnieren|s'abonner|abonnez-vous|iscriviti|suscríbete|assine|подписаться|подписывайтесь|tags|etiquetas|schlagwörter|schlagworte|mots-clés|теги|метки|etiketler|タグ|标签`)

var commentWords = []string{"coment", "comment", "kommentar", "reacties", "коммент", "комент", "отзыв", "yorum", "cevap", "respuesta", "resposta", "risposta", "コメント", "评论", "評論", "댓글", "تعليق"}

// endHeading reports whether a line is a heading under which the article has
// ended, and whether readers' comments come under it.
func endHeading(s string) (ends, comments bool) {
	if len(s) > 200 {
		return false, false
	}
	if reEnding.MatchString(strings.Trim(s, "[]( ).…")) {
		return true, reComments.MatchString(s)
	}
	key := strings.Trim(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.Is(unicode.M, r) || r == ' ' || r == '\'' || r == '-' {
			return r
		}
		return -1
	}, fold(s)), " -")
	if !endWords[key] {
		return false, false
	}
	for _, w := range commentWords {
		if strings.Contains(key, w) {
			return true, true
		}
	}
	return true, false
}

var (
	// reNotice matches what publishers print under or into every text: rights,
	// terms, and what a browser cannot show.
	reNotice = lazily(`(?i)\b(?:may not be (?:published|reproduced|reprinted|redistributed|copied)|no part (?:of this .{1,40})?may be reproduced|all rights reserved|subject to copyright|` +
		`constitutes acceptance of|protected by recaptcha|subscribe (?:now )?to (?:continue|read)|to continue reading|already a subscriber|cancel (?:at )?any ?time|^printed from|requires javascript|enable javascript|javascript (?:is|seems to be) disabled|your browser (?:does not|doesn't) support|(?:media )?playback is (?:un|not )supported|` +
		`must be logged in to|log in to (?:leave|post|comment)|fields are marked|your e-?mail address will not be published|delivered (?:straight |daily |right |directly )*(?:to|into) your inbox|in your inbox\b.{0,60}(?:sign up|subscribe|newsletter|daily|weekly|free)|` +
		`(?:sign up|subscribe)\b.{0,80}\b(?:newsletter|inbox|briefing|alerts)|market data (?:provided|delayed)|quotes? delayed|unsubscribe at any time|` +
		`originally (?:appeared|published) (?:on|in|at)|republished? (?:here )?with permission|this (?:article|story|post) (?:was )?(?:first|originally) (?:appeared|published)|contains? affiliate links|we (?:may )?earn (?:a |an )?(?:small |affiliate )?commission|` +
		`alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|todos os direitos reservados|tutti i diritti riservati|все права защищены|alle rechten voorbehouden|tüm hakları saklıdır|无断転載|無断転載|版权所有|جميع الحقوق محفوظة)`)
	// reBio matches a line that says who the writer is.
	reBio = lazily(`^(?:\p{Lu}[\p{L}.'’-]+\s){1,4}(?:\([^)]{1,40}\)\s)?(?:is|was|has been|writes|covers|reports|joined|lives|studied|graduated)\b.{0,140}\b(?:writer|reporter|journalist|correspondent|editor|columnist|contributor|blogger|author|producer|photographer|freelancer?|fellow|professor|intern|covers|reporting|writes|newsroom|degree)\b`)
	// reContributed matches a line that says who else worked on a text.
	reContributed = lazily(`(?i)\bcontributed (?:reporting |to (?:this|the) (?:report|article|story))|^follow .{2,60} on (?:twitter|facebook|instagram|x)\b|^e-?mail\b.{2,60}@|^(?:contact|reach) .{2,60}@\w+\.|^@\w+$|^[^.!?]{0,60}\b[\w.+-]+@\w[\w-]*\.\w[^.!?]{0,40}$`)
)

// notice reports whether a line of the main content is a notice of the
// publisher's and not the article's.
func notice(s string) bool {
	return len(s) < 700 && noticeWord(s) && reNotice.MatchString(typography.Replace(s))
}

// noticeWord spares most lines the long pattern.
func noticeWord(s string) bool {
	low := strings.ToLower(s)
	for _, w := range [...]string{"may not be", "may be reproduced", "reserved", "copyright", "acceptance", "recaptcha", "javascript", "browser", "playback", "logged in", "log in", "marked",
		"will not be published", "inbox", "sign up", "subscribe", "market data", "delayed", "originally", "permission", "affiliate", "commission", "continue reading", "subscriber", "any time", "anytime", "printed from", "vorbehalten", "réservés", "reservados", "riservati",
		"защищены", "voorbehouden", "saklıdır", "転載", "版权", "محفوظة", "first appeared", "first published"} {
		if strings.Contains(low, w) {
			return true
		}
	}
	return false
}

// tail takes off the end of the body what tells of its makers and publisher.
// body holds the line numbers; the rest is what remains of them.
func (s *section) tail(body []int) []int {
	for len(body) > 1 {
		i := body[len(body)-1]
		text := strings.TrimSpace(s.lines[i].Text)
		switch {
		case len(text) < 600 && reBio.MatchString(head(text, 300)):
			s.class(i, annals.LineResidue, "who the writer is")
		case len(text) < 300 && reContributed.MatchString(typography.Replace(text)):
			s.class(i, annals.LineByline, "who else worked on it, or how to reach the writer")
			s.draft.own(i)
		case heading(s.lines[i].Markup):
			s.class(i, annals.LineResidue, "a heading with nothing under it")
		default:
			return body
		}
		body = body[:len(body)-1]
	}
	return body
}

// again reports whether a line that was printed before is a repetition and no
// part of the text: printed again close by, or together with its neighbour. The
// questions of an interview come again with other answers between.
func again(at, before, lastAgain, lastBefore int) bool {
	return at-before <= 4 || lastAgain >= 0 && at-lastAgain <= 2 && before-lastBefore <= 2 && before > lastBefore
}

// subtitleLine finds the line between headline and body that sums the article up.
func (s *section) subtitleLine() int {
	if s.titleAt < 0 {
		return -1
	}
	said := fold(s.page.Said.Description)
	seen := 0
	for i := s.titleAt + 1; i < s.hi && seen < 6; i++ {
		l := &s.lines[i]
		text := strings.TrimSpace(l.Text)
		if text == "" || fold(text) == fold(s.lines[s.titleAt].Text) {
			continue
		}
		if _, dated := letterhead(text); dated || byline(text) != "" {
			continue
		}
		seen++
		n := utf8.RuneCountInString(text)
		switch {
		case n > 500 || l.Markup == "figcaption" || l.Markup == "nav" || l.Markup == "a":
			continue
		case heading(l.Markup) && n >= 25 && s.leads(i, seen):
			return i
		case n < 25:
			continue
		case seen == 1 && !heading(l.Markup) && l.Markup != "time" && n <= 400 && s.signedBelow(i):
			return i
		case s.main && said != "" && (fold(text) == said || n >= 60 && strings.HasPrefix(said, fold(head(text, 60)))) && s.headFollows(i):
			return i
		case l.Inside && isParagraph(*l):
			return -1
		}
	}
	return -1
}

// leads reports whether a heading near the headline is its second line and not
// the heading of a first part.
func (s *section) leads(i, seen int) bool {
	text := strings.TrimSpace(s.lines[i].Text)
	if seen == 1 && (endsSentence(text) || len(strings.Fields(text)) >= 8) {
		return true
	}
	return s.headFollows(i)
}

// signedBelow reports whether the very next lines are a byline or a date and not
// the text: what stands above them is the standfirst.
func (s *section) signedBelow(i int) bool {
	for k := i + 1; k < s.hi && k <= i+3; k++ {
		text := strings.TrimSpace(s.lines[k].Text)
		if text == "" {
			continue
		}
		if _, ok := readDateLine(text); ok || byline(text) != "" {
			return true
		}
		if _, ok := letterhead(text); ok {
			return true
		}
		if len(text) > 60 {
			return false
		}
	}
	return false
}

// headFollows reports whether a byline, a date or a picture's words come between
// a line and the first paragraph after it.
func (s *section) headFollows(i int) bool {
	for k := i + 1; k < s.hi && k <= i+6; k++ {
		l := &s.lines[k]
		text := strings.TrimSpace(l.Text)
		if text == "" {
			continue
		}
		if l.Markup == "time" || l.Markup == "figcaption" || byline(text) != "" {
			return true
		}
		if _, ok := readDateLine(text); ok {
			return true
		}
		if l.Inside && len(text) >= 60 {
			return false
		}
	}
	return false
}
