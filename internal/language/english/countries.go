package english

import (
	"strings"

	annals "annals.example/annals"
)

// countries are names that are places wherever they are names at all. Those that
// are persons' names as well (Jordan, Chad, Georgia) are left to the model.
var countries = func() map[string]bool {
	m := map[string]bool{}
	for line := range strings.SplitSeq(`US;U.S.;USA;U.S.A.;UK;U.K.;UAE;DRC;PRC;DPRK;USSR;U.S.S.R.
Afghanistan;Albania;Algeria;Andorra;Angola;Argentina;Armenia;Australia;Austria;Azerbaijan;Bahamas;Bahrain;Bangladesh;Barbados;Belarus;Belgium;Belize;Benin;Bhutan;Bolivia
Bosnia;Botswana;Brazil;Britain;Great Britain;Brunei;Bulgaria;Burkina Faso;Burma;Burundi;Cambodia;Cameroon;Canada;Cape Verde;China;Colombia;Comoros;Congo;Costa Rica;Croatia;Cuba
Cyprus;Czechia;Czech Republic;Czechoslovakia;Denmark;Djibouti;Dominica;Dominican Republic;East Timor;Ecuador;Egypt;El Salvador;England;Equatorial Guinea;Eritrea;Estonia;Eswatini;Ethiopia
Fiji;Finland;France;Gabon;Gambia;Germany;East Germany;West Germany;Ghana;Greece;Grenada;Guatemala;Guinea - Bissau;Guyana;Haiti;Honduras;Hungary;Iceland;India;Indonesia;Iran;Iraq;Ireland
Northern Ireland;Israel;Italy;Ivory Coast;Jamaica;Japan;Kazakhstan;Kenya;Kiribati;Kosovo;Kuwait;Kyrgyzstan;Laos;Latvia;Lebanon;Lesotho;Liberia;Libya;Liechtenstein;Lithuania;Luxembourg
Macedonia;North Macedonia;Madagascar;Malawi;Malaysia;Maldives;Mali;Malta;Mauritania;Mauritius;Mexico;Micronesia;Moldova;Monaco;Mongolia;Montenegro;Morocco;Mozambique;Myanmar;Namibia;Nauru
Nepal;Netherlands;New Zealand;Nicaragua;Niger;Nigeria;Norway;Oman;Pakistan;Palau;Palestine;Panama;Papua New Guinea;Paraguay;Peru;Philippines;Poland;Portugal;Qatar;Romania;Russia;Rwanda
Samoa;Saudi Arabia;Scotland;Senegal;Serbia;Seychelles;Sierra Leone;Singapore;Slovakia;Slovenia;Somalia;Somaliland;South Africa;South Sudan;Soviet Union;Spain;Sri Lanka;Sudan;Suriname
Swaziland;Sweden;Switzerland;Syria;Taiwan;Tajikistan;Tanzania;Thailand;Timor - Leste;Togo;Tonga;Trinidad;Tunisia;Turkey;Turkmenistan;Tuvalu;Uganda;Ukraine;United Arab Emirates
United Kingdom;United States;Uruguay;Uzbekistan;Vanuatu;Vatican;Venezuela;Vietnam;Wales;Yemen;Yugoslavia;Zaire;Zambia;Zimbabwe;North Korea;South Korea;Korea;Gaza;West Bank;Crimea;Kashmir;Tibet;Darfur
Africa;Asia;Europe;Middle East;Latin America;South America;North America;Kurdistan;Chechnya;Abkhazia;South Ossetia`, "\n") {
		for c := range strings.SplitSeq(line, ";") {
			m[c] = true
		}
	}
	return m
}()

// placeCountries makes a name that is a country's a place, and takes off a half
// name before an adjective ("South" Korean).
func placeCountries(toks []annals.Token) {
	for n, ok := nextName(toks, 0); ok; n, ok = nextName(toks, n.end) {
		w := written(toks[n.first:n.end])
		switch {
		case n.kind != "LOC" && countries[w]:
			n.kind = "LOC"
			n.write(toks)
		case (w == "South" || w == "North" || w == "East" || w == "West") && n.end < len(toks) && toks[n.end].XPOS == "JJ" && capital(toks[n.end].Form):
			clearNames(toks, n.first, n.end)
		}
	}
}
