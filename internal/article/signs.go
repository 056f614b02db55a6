package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The recognisers below judge one line by itself. All patterns run on bounded
// pieces of a line, and Go's regexp is linear, so a long line costs no more.

// tail and head bound what a pattern looks at.
func tail(s string, n int) string {
	if len(s) <= n {
		return s
	}
	s = s[len(s)-n:]
	for len(s) > 0 && !utf8.RuneStart(s[0]) {
		s = s[1:]
	}
	return s
}

func head(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// agencies are names that stand in a credit.
const agencies = `AP|A\.P\.|AFP|Reuters|REUTERS|EPA|EFE|ANSA|DPA|dpa|UPI|TASS|Tass|RIA Novosti|Sputnik|Xinhua|Kyodo|Yonhap|Anadolu|AA|PTI|ANI|IRNA|SANA|WAM|SPA|NNA|MENA|Getty|Getty Images|Bloomberg|Associated Press|Agence France-Presse|Press Association|PA|Shutterstock|Alamy|Flickr|flickr|Wikimedia|Wikipedia|Twitter|Facebook|Instagram|Telegram|X|Handout|HANDOUT|Pool|POOL|Courtesy|Supplied`

var (
	reAgency      = lazily(`(?:^|[\s/,:;-])(?:` + agencies + `)(?:$|[\s/,:;.-])`)
	reSlashCredit = lazily(`(?:^|[\s.,(])((?:REUTERS|Reuters|AFP|AP Photo|AP|EPA|EFE|Xinhua|Anadolu|Getty Images|Handout|Photo)\s?/\s?\p{Lu}[\p{L}.'’ -]{1,60})[).\s]*$`)
	reLabelCredit = lazily(`(?:^|[\s.,(|])((?:Photo|Photos|Image|Images|Picture|Pictures|Photograph|Photography|Credit|File photo|Photo credit|Image credit|PHOTO|IMAGE|CREDIT)(?:\s?:|\s(?:by|BY|courtesy of|via|from))\s?)(\p{Lu}[^:!?]{1,70})$`)
	reViaCredit   = lazily(`((?:[\p{Lu}][\p{L}.'’&-]*[ /]){0,6}(?:via|/)\s?(?:AP|AFP|Reuters|REUTERS|EPA|Getty Images|Getty|Xinhua|Anadolu|Shutterstock|Bloomberg))[).\s]*$`)
)

// credit finds the credit at the end of a caption: what it says, as printed and
// without brackets, and whether the sign is strong (it names an agency or a
// picture) or merely a short bracket, which counts only above the body.
func credit(s string) (text string, strong, ok bool) {
	end := tail(s, 160)
	slash := strings.Contains(end, "/")
	if !slash && !strings.HasSuffix(strings.TrimRight(end, ". "), ")") && !strings.Contains(end, "via") && !pictureWord(end) {
		return "", false, false // the usual case, told without a pattern
	}
	if m := reSlashCredit.FindStringSubmatch(end); slash && m != nil {
		return squeeze(m[1]), true, true
	}
	if in, ok := lastBracket(end); ok {
		if m := reLabelCredit.FindStringSubmatch(in); m != nil {
			return squeeze(m[2]), true, true
		}
		if reAgency.MatchString(in) {
			return in, true, true
		}
		first, _ := utf8.DecodeRuneInString(in)
		if len(strings.Fields(in)) <= 6 && (unicode.IsUpper(first) || strings.HasPrefix(in, "file")) && !dateOnly(in) {
			return in, false, true
		}
		return "", false, false
	}
	if m := reLabelCredit.FindStringSubmatch(end); m != nil {
		return squeeze(strings.TrimRight(m[2], " .")), true, true
	}
	if m := reViaCredit.FindStringSubmatch(end); m != nil {
		return squeeze(m[1]), true, true
	}
	return "", false, false
}

// lastBracket is what stands in brackets at the end of a line, up to 80 bytes.
func lastBracket(s string) (string, bool) {
	s, ok := strings.CutSuffix(strings.TrimRight(s, ". \t\u00a0"), ")")
	if !ok {
		return "", false
	}
	i := strings.LastIndexAny(s, "()")
	if i < 0 || s[i] != '(' || len(s)-i > 81 || len(s)-i < 2 {
		return "", false
	}
	return squeeze(s[i+1:]), true
}

// pictureWord reports whether a word is there that labels a credit.
func pictureWord(s string) bool {
	for _, w := range [...]string{"hoto", "mage", "icture", "redit", "PHOTO", "IMAGE", "CREDIT"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// wordsUpTo gives the blank-separated words of the start of a line, at most n+1.
func wordsUpTo(s string, n int) []string {
	var out []string
	for w := range strings.FieldsSeq(s) {
		out = append(out, w)
		if len(out) > n {
			break
		}
	}
	return out
}

// crumb reports whether a line is too little to be language: a number, up to
// three letters, a rule of signs, a counter.
func crumb(s string) bool {
	if len(s) > 60 {
		return ruled(s)
	}
	letters, digits := 0, 0
	for _, r := range s {
		switch {
		case unicode.IsLetter(r):
			letters++
		case unicode.IsDigit(r):
			digits++
		}
	}
	return letters == 0 || letters+digits <= 3 || s[0] >= '0' && s[0] <= '9' && reCounter.MatchString(s)
}

// ruled reports whether a line is made of signs only ("-----", "* * *").
func ruled(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return false
		}
	}
	return true
}

var reCounter = lazily(`(?i)^[\d.,km+ ]+\s*(?:comments?|shares?|views?|likes?|reactions?|min(?:ute)?s?(?: read)?|sec(?:ond)?s?|replies|tweets?|retweets?|hours? ago|days? ago)[.:]?$`)

// whole lines that only a page's furniture prints.
var furnitureLines = set(`share|share this|share this article|share this story|share on facebook|share on twitter|print|print this|email|e-mail|tweet|facebook|twitter|
whatsapp|linkedin|telegram|reddit|pinterest|copy link|save|bookmark|comment|comments|no comments|leave a comment|leave a reply|post a comment|view comments|
show comments|add a comment|join the conversation|advertisement|advertisements|advertising|advert|sponsored|sponsored content|promoted content|loading|loading...|
read more|read more...|more|more...|show more|load more|see more|view more|continue reading|continue|related|related articles|related stories|related news|
related topics|related content|related posts|recommended|recommended for you|recommended stories|you may also like|you might also like|more from this author|
most read|most popular|most viewed|trending|trending now|latest news|top stories|popular|editor's picks|editors' picks|more stories|more news|more on this story|
tags|topics|filed under|subscribe|subscribe now|sign up|sign in|log in|login|register|follow|follow us|menu|search|home|back to top|top|skip to content|
newsletter|newsletters|close|next|previous|next article|previous article|next story|previous story|play|pause|mute|unmute|play video|watch live|listen|
click to enlarge|enlarge|view gallery|gallery|photos|video|videos|font size|text size|a- a a+|listen to this article|listen to article|privacy policy|
terms of use|terms of service|contact us|about us|cookie policy|all rights reserved|all rights reserved.|story continues below|story continues below advertisement|
article continues below advertisement|article continues after advertisement|download our app|get the app|sources|external links|sister links|see also|notes|references|
caption|explore further|sharing is caring!|sharing is caring|this slideshow requires javascript.|like this:|like loading...|share this:|thanks for watching!|just watched|must watch|back to gallery|replay|more videos ...`)

// openings of lines by which a page leads its reader elsewhere.
var reElsewhere = lazily(`(?i)^[\[(>»▶►•*-]*\s*(?:` +
	`read more\s*[:|-]|read more (?:about|on|here|at|in|from)\b|also read\b|read also\b|must read\b|read next\b|read this\b|read the full\b|read our\b|` +
	`see also\b|more on this\b|more from\b|more (?:news|stories|coverage|on)\s*:|related\s*(?:articles?|stor(?:y|ies)|news|coverage|posts?|reading|links?)?\s*:|` +
	`recommended\s*:|watch\s*(?:also|more|now|live)?\s*:|listen\s*(?:also|now)?\s*:|in (?:pictures|photos|video)\s*:|explainer\s*:|don't miss\b|` +
	`follow (?:us|our|me|him|her|@\w+|[\p{L} ]{2,40}) on\b|like us on\b|follow @|find us on\b|join us on\b|share (?:this|on|via)\b|sign up (?:for|to|here|now|today|and)\b|` +
	`subscribe (?:to|now|for|here|today)\b|get (?:our|the latest|all the latest|breaking)\b.*(?:newsletter|inbox|alerts?|app|updates)|download (?:our|the) .{0,40}app\b|` +
	`click (?:here|to|on the link)\b|story continues below|article continues (?:below|after)|continue reading\b|scroll (?:down )?to continue|` +
	`tags?\s*:|topics?\s*:|filed under\b|posted in\b|category\s*:|categories\s*:|keywords?\s*:|` +
	`(?:©|\(c\)|copyright\b\s*(?:©|\(c\)|\d{4}|by\b|-|:))|all rights reserved|` +
	`join (?:our|the) .{0,30}(?:channel|newsletter|group|conversation|community)|support (?:our|quality|independent) |have (?:a|you got a) (?:tip|story|news tip)|` +
	`send (?:us )?(?:your )?(?:tips|corrections|feedback)|for more (?:news|information|stories|on this|updates),? ?(?:visit|click|see|follow|go to|please|about)|` +
	`to (?:read|view|see) (?:the )?(?:full|more|rest)\b|you can (?:also )?(?:follow|find|reach) |this (?:site|website) uses|we use cookies|by (?:continuing|signing up|subscribing|clicking))`)

// elsewhereWords are the first words that reElsewhere can match.
var elsewhereWords = set(`read|also|must|see|more|related|recommended|watch|listen|in|explainer|don't|follow|like|find|join|share|sign|subscribe|get|download|click|
story|article|continue|scroll|tag|tags|topic|topics|filed|posted|category|categories|keyword|keywords|©|(c)|copyright|all|support|have|send|for|to|you|this|we|by`)

// opensElsewhere spares most lines the long pattern.
func opensElsewhere(s string) bool {
	s = strings.TrimLeft(head(s, 80), "[>»▶►•*- \t\u00a0")
	if strings.HasPrefix(s, "©") {
		return true
	}
	if !strings.HasPrefix(s, "(c)") && !strings.HasPrefix(s, "(C)") {
		s = strings.TrimLeft(s, "(")
	}
	if i := strings.IndexAny(s, " :|-\u00a0"); i > 0 {
		s = s[:i]
	}
	return elsewhereWords[strings.ToLower(strings.ReplaceAll(s, "’", "'"))]
}

// trail reports whether a line is a breadcrumb trail ("Home > World > Asia"):
// three and more short names between the same signs.
func trail(s string) bool {
	if len(s) > 120 {
		return false
	}
	for _, sep := range [...]string{">", "»", "›", " | "} {
		if strings.Count(s, sep) < 2 {
			continue
		}
		for part := range strings.SplitSeq(s, sep) {
			if len(strings.Fields(part)) > 4 {
				return false
			}
		}
		return true
	}
	return false
}

// residue says by which sign a line is page furniture, "" if it is not. Long
// lines are judged as language, never as furniture, save for copyright notices.
func residue(s string) string {
	if agencyAlone(s) {
		return ""
	}
	if crumb(s) {
		return "a crumb of the page's widgets"
	}
	low := strings.ToLower(strings.TrimRight(squeeze(typography.Replace(head(s, 120))), ":»›>→ "))
	if furnitureLines[low] {
		return "page furniture"
	}
	if trail(s) {
		return "a trail of section names"
	}
	if opensElsewhere(s) && len(wordsUpTo(s, 33)) <= 32 && reElsewhere.MatchString(typography.Replace(head(s, 300))) {
		return "leads the reader elsewhere"
	}
	return ""
}

// by-words and what may stand in a byline beside names.
var (
	reBy         = lazily(`^(?:By|BY|by|Written by|Story by|Words by|Posted by|Report by|Reported by|Analysis by|Author|Author:|Authors:|From|Text by|Interview by|Von|Par|Por|Di|Door|Автор|Автор:|Autor:|Text:)\s*:?\s+(\p{Lu}.*)$`)
	reSignoff    = lazily(`^[(\[]?\s*(?:Additional reporting|Reporting|Writing|Editing|Compiled|Edited|Translated|Reported|Written|With reporting|With inputs?|Additional research|Produced|Graphics?)\s+(?:by|from)\s+\p{Lu}`)
	reAgencyOnly = lazily(`^[(\[]?(?:\p{Lu}[\p{L}.&' -]{1,40}\s?[/,|-]\s?){0,3}(?:` + agencies + `)[)\].]*$`)
)

// agencyAlone reports whether a line is an agency's name and nothing else; two
// or three letters count only in brackets, for widgets print such crumbs too.
func agencyAlone(s string) bool {
	if len(s) >= 80 || len(s) <= 3 && !strings.HasPrefix(s, "(") {
		return false
	}
	last := strings.TrimRight(s, ")]. ")
	if i := strings.LastIndexAny(last, " /,|-(["); i >= 0 {
		last = last[i+1:]
	}
	return agencyLast[last] && reAgencyOnly.MatchString(s)
}

// agencyLast are the last words of the agencies' names.
var agencyLast = func() map[string]bool {
	m := map[string]bool{}
	for name := range strings.SplitSeq(strings.ReplaceAll(agencies, `\.`, "."), "|") {
		name = strings.TrimRight(name, ".")
		m[name[max(strings.LastIndexByte(name, ' '), strings.LastIndexByte(name, '-'))+1:]] = true
	}
	return m
}()

var bylineSmall = set(`and|of|in|for|the|with|at|to|de|la|le|el|al|bin|ibn|van|von|der|den|di|da|dos|du|y|&|via|on|from|staff|writer|correspondent|agencies|agency|reporter|editor|bureau|chief|desk|special|news|wires`)

// byWords and signoffWords are the first words of bylines and sign-offs.
var (
	byWords      = set(`By|BY|by|Von|Par|Por|Di|Door|Автор|Autor|Written|Story|Words|Posted|Report|Reported|Analysis|Author|Authors|From|Text|Interview`)
	signoffWords = set(`Additional|Reporting|Writing|Editing|Compiled|Edited|Translated|Reported|Written|With|Produced|Graphic|Graphics`)
)

// signoff reports whether a line says who reported, wrote or edited.
func signoff(s string) bool {
	if len(s) >= 400 {
		return false
	}
	first, _, _ := strings.Cut(strings.TrimLeft(s, "([ "), " ")
	return signoffWords[first] && reSignoff.MatchString(head(s, 200))
}

// byline gives the names of a byline, "" if the line is none.
func byline(s string) string {
	if len(s) > 160 {
		return ""
	}
	first, _, _ := strings.Cut(s, " ")
	if !byWords[strings.TrimRight(first, ":")] {
		return ""
	}
	m := reBy.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	names := strings.TrimRight(m[1], " |,·•-")
	if i := strings.IndexAny(names, "|·•"); i > 0 {
		names = strings.TrimSpace(names[:i])
	}
	ws := strings.Fields(names)
	if len(ws) == 0 || len(ws) > 14 || strings.HasSuffix(s, ".") && !abbreviated(ws[len(ws)-1]) {
		return ""
	}
	for _, w := range ws {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && !unicode.IsDigit(r) && !bylineSmall[strings.ToLower(strings.Trim(w, ",.;"))] {
			return ""
		}
	}
	return names
}

// abbreviated reports whether a word with a final dot is an abbreviation that a
// headline or a name may end in.
func abbreviated(w string) bool {
	w = strings.Trim(w, "\"'”’)]")
	if r, n := utf8.DecodeRuneInString(w); n+1 == len(w) && unicode.IsUpper(r) {
		return true // an initial
	}
	return strings.Count(w, ".") > 1 || abbreviations[w]
}

var abbreviations = set(`Jr.|Sr.|Inc.|Co.|Ltd.|Corp.|Bros.|Prof.|St.|Gov.|Sen.|Rep.|Gen.|Col.`)

// endsSentence reports whether a line ends as a sentence does.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’»)] \u00a0\t")
	if s == "" {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…。！？:;", r)
}

// titleLike reports whether a line could be a headline by its looks: 2 to 30
// words that do not end like a sentence of prose.
func titleLike(s string) bool {
	if len(s) > 260 {
		return false
	}
	ws := strings.Fields(s)
	if len(ws) > 30 || len(ws) < 2 && wordCount(s) < 3 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "\"'“‘«([¿¡「『【《 "))
	if !unicode.IsUpper(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Lo, r) && !strings.ContainsRune("$€£#", r) {
		return false
	}
	last := strings.TrimRight(s, "\"'”’»)] \u00a0\t")
	end, _ := utf8.DecodeLastRuneInString(last)
	switch end {
	case '.':
		return strings.HasSuffix(last, "...") || abbreviated(ws[len(ws)-1])
	case ',', ';', ':', '-', '—':
		return false
	}
	return true
}

// wordCount counts words; in scripts without blanks two signs are counted as one.
func wordCount(s string) int {
	n := len(strings.Fields(s))
	signs := 0
	for _, r := range s {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
			signs++
		}
	}
	return n + signs/2
}

// titleCase reports whether most of the longer words of a line are capitalised.
func titleCase(s string) bool {
	long, caps := 0, 0
	for i, w := range strings.Fields(s) {
		w = strings.TrimLeft(w, "\"'“‘«([")
		if utf8.RuneCountInString(w) < 4 || i == 0 {
			continue
		}
		long++
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) || unicode.IsDigit(r) {
			caps++
		}
	}
	return long > 0 && caps*10 >= long*7
}

func set(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.SplitSeq(strings.ReplaceAll(s, "\n", ""), "|") {
		m[w] = true
	}
	return m
}
