package figure

import (
	"strconv"
	"strings"

	"annals.example/annals"
)

// number is a value read from tokens first..end of a sentence.
type number struct {
	value, max   float64 // max is the upper end of a range, 0 if there is none
	numAt, numTo int     // the tokens of the number itself, currency sign included; end exclusive
	money        string  // currency, "" if it is no sum of money
	percent      bool
	share        bool // "half", "a third": a share of something
	words        bool // written in words
	round        bool // a round word: "a million", "two dozen"
}

var ones = map[string]float64{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
	"twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

var scales = map[string]float64{
	"hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
	"m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12, "k": 1e3,
}

var currencies = map[string]string{
	"$": "US dollar", "us$": "US dollar", "€": "euro", "£": "pound sterling", "¥": "yen", "₹": "rupee", "₽": "rouble", "₪": "shekel", "₴": "hryvnia",
	"c$": "Canadian dollar", "a$": "Australian dollar",
}

var currencyNouns = map[string]string{
	"dollar": "US dollar", "dollars": "US dollar", "usd": "US dollar", "euro": "euro", "euros": "euro", "eur": "euro",
	"yen": "yen", "yuan": "yuan", "rouble": "rouble", "roubles": "rouble", "ruble": "rouble", "rubles": "rouble",
	"rupee": "rupee", "rupees": "rupee", "shekel": "shekel", "shekels": "shekel", "lira": "lira", "dinar": "dinar", "dinars": "dinar",
	"riyal": "riyal", "riyals": "riyal", "dirham": "dirham", "dirhams": "dirham", "hryvnia": "hryvnia", "peso": "peso", "pesos": "peso", "francs": "franc",
}

var shares = map[string]float64{"half": 0.5, "third": 1.0 / 3, "quarter": 0.25, "thirds": 2.0 / 3, "quarters": 0.75}

func lower(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= 'A' && s[i] <= 'Z' {
			return strings.ToLower(s)
		}
	}
	return s
}

// digits reads "2,500", "1.5", "755,000", "1.5m", "5bn". Strings like "3-1",
// "10:30" or "16th" are not numbers.
func digits(w string) (v float64, scaled bool, ok bool) {
	n := 0
	for n < len(w) && (w[n] >= '0' && w[n] <= '9' || w[n] == ',' || w[n] == '.') {
		n++
	}
	if n == 0 || w[0] == ',' || w[0] == '.' || n > 24 {
		return 0, false, false
	}
	scale := 1.0
	if n < len(w) {
		if scale, ok = scales[lower(w[n:])]; !ok || scale == 100 {
			return 0, false, false
		}
		scaled = true
	}
	num := w[:n]
	if i := strings.IndexByte(num, ','); i >= 0 {
		whole, frac, dotted := strings.Cut(num, ".")
		parts := strings.Split(whole, ",")
		if len(parts[0]) > 3 {
			return 0, false, false
		}
		for _, p := range parts[1:] {
			if len(p) != 3 && len(p) != 2 { // 2: lakhs, "1,50,000"
				return 0, false, false
			}
		}
		if len(parts[len(parts)-1]) != 3 {
			return 0, false, false
		}
		num = strings.Join(parts, "")
		if dotted {
			num += "." + frac
		}
	}
	if strings.Count(num, ".") > 1 || num[len(num)-1] == '.' {
		return 0, false, false
	}
	v, err := strconv.ParseFloat(num, 64)
	if err != nil {
		return 0, false, false
	}
	return v * scale, scaled, true
}

// read reads one number at token i: "2,500", "$5bn", "1.5 million",
// "twenty-five", "two hundred", "a million". It looks a few tokens ahead.
func read(toks []annals.Token, i int) (n number, ok bool) {
	n.numAt = i
	j := i
	form := func(k int) string {
		if k < 0 || k >= len(toks) {
			return ""
		}
		return lower(toks[k].Form)
	}
	if c, isCur := currencies[form(j)]; isCur {
		n.money = c
		j++
	} else if form(j) == "us" && form(j+1) == "$" {
		n.money = "US dollar"
		j += 2
	}
	w := form(j)
	scaled := false
	switch v, sc, isNum := digits(w); {
	case isNum:
		n.value, scaled = v, sc
		j++
	case n.money != "":
		return n, false
	case ones[w] != 0:
		n.words = true
		n.value = ones[w]
		j++
		if n.value >= 20 && form(j) == "-" && ones[form(j+1)] > 0 && ones[form(j+1)] < 10 {
			n.value += ones[form(j+1)]
			j += 2
		}
	case (w == "a" || w == "an") && (form(j+1) == "hundred" || form(j+1) == "thousand" || form(j+1) == "million" || form(j+1) == "billion"):
		if w := form(i - 1); w == "of" || w == "half" {
			return n, false // "a quarter of a million"
		}
		n.words, n.round = true, true
		n.value = 1
		j++
	case w == "half" && form(j+1) == "a" && scales[form(j+2)] >= 1e3:
		n.words, n.round = true, true
		n.value = 0.5
		j += 2
	default:
		return n, false
	}
	if form(j) == "and" && form(j+1) == "a" && form(j+2) == "half" { // "two and a half million"
		n.value += 0.5
		j += 3
	}
	for k := 0; k < 3 && !scaled; k++ {
		x, isScale := scales[form(j)]
		if !isScale || len(form(j)) < 3 && form(j) != "bn" && form(j) != "mn" && form(j) != "tn" && form(j) != "m" && form(j) != "k" {
			break
		}
		n.value *= x
		j++
		if v := ones[form(j+1)]; x == 100 && form(j) == "and" && v > 0 { // "two hundred and fifty"
			n.value += v
			j += 2
		}
	}
	if form(j) == "dozen" { // "two dozen people"
		n.value *= 12
		n.round = true
		j++
	}
	switch form(j) {
	case "%", "percent":
		n.percent = true
		j++
	case "per":
		if form(j+1) == "cent" {
			n.percent = true
			j += 2
		}
	}
	n.numTo = j
	return n, true
}
