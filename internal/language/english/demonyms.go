package english

import (
	"strings"

	annals "annals.example/annals"
)

// demonyms are the adjectives and nouns of peoples and faiths: names of the kind
// MISC wherever they are no part of a longer name, as in CoNLL 2003.
var demonyms = setOf(`Acehnese Afghan Afghans African Africans Alawite Alawites Albanian Albanians Algerian Algerians American Americans Amhara Amharas Andorran Andorrans Angolan Angolans Antiguan
Antiguans Arab Arabs Argentine Argentinean Argentines Argentinian Argentinians Armenian Armenians Asian Asians Australian Australians Austrian Austrians Azerbaijani Azerbaijanis
Azeri Azeris Bahamian Bahamians Bahraini Bahrainis Bajan Balkan Baloch Baltic Baluch Bangladeshi Bangladeshis Barbadian Barbadians Barbudan Barbudans Basotho Basque Basques
Bavarian Belarusian Belarusians Belgian Belgians Belizean Belizeans Beninese Bermudian Bermudians Bhutanese Biafran Bolivian Bolivians Bosniak Bosniaks Bosnian Bosnians Botswanan
Botswanans Brazilian Brazilians Brit British Briton Britons Brits Bruneian Bruneians Buddhist Buddhists Bulgarian Bulgarians Burkinabe Burmese Burundian Burundians Californian
Californians Cambodian Cambodians Cameroon Cameroonian Cameroonians Canadian Canadians Catalan Catalans Catholic Catholics Chadian Chadians Chechen Chechens Chilean Chileans
Chinese Christian Christians Colombian Colombians Comoran Comorans Comorian Congolese Coptic Copts Crimean Croat Croatian Croatians Croats Cuban Cubans Cypriot Cypriots Czech
Czechoslovak Czechoslovakian Czechoslovaks Czechs Dagestani Dane Danes Danish Darfuri Darfuris Djiboutian Djiboutians Dominican Dominicans Druze Dutch Dutchman Dutchmen Dutchwoman
Ecuadorian Ecuadorians Egyptian Egyptians Emirati Emiratis English Englishman Englishmen Equatoguinean Equatoguineans Eritrean Eritreans Estonian Estonians Eswatini Ethiopian
Ethiopians European Europeans Faroese Fijian Fijians Filipina Filipinas Filipino Filipinos Finn Finnish Finns French Frenchman Frenchmen Frenchwoman Frenchwomen Gabonese Gambian
Gambians Gazan Gazans Georgian Georgians German Germans Ghanaian Ghanaians Greek Greeks Greenlander Greenlanders Greenlandic Grenadian Grenadians Guatemalan Guatemalans Guinean
Guineans Guyanese Haitian Haitians Hazara Hazaras Hindu Hindus Hispanic Honduran Hondurans Hungarian Hungarians Hutu Hutus Icelander Icelanders Icelandic Indian Indians Indonesian
Indonesians Ingush Iranian Iranians Iraqi Iraqis Irish Irishman Irishmen Irishwoman Israeli Israelis Italian Italians Ivoirian Ivoirians Ivorian Jamaican Jamaicans Japanese Jewish
Jews Jordanian Jordanians Karen Kashmiri Kashmiris Kazakh Kazakhs Kazakhstani Kenyan Kenyans Kiribati Kittitian Kittitians Kosovan Kosovans Kosovar Kosovars Kurdish Kurds Kuwaiti
Kuwaitis Kyrgyz Kyrgyzstani Lao Laos Laotian Laotians Latino Latvian Latvians Lebanese Lesotho Liberian Liberians Libyan Libyans Liechtenstein Liechtensteiner Liechtensteiners
Lithuanian Lithuanians Luxembourg Luxembourger Luxembourgers Luxembourgish Macedonian Macedonians Madagascan Malagasy Malawian Malawians Malaysian Malaysians Maldivian Maldivians
Malian Malians Maltese Manipuri Maronite Marshallese Mauritanian Mauritanians Mauritian Mauritians Mexican Mexicans Micronesian Micronesians Moldavian Moldovan Moldovans Monacan
Monacans Monegasque Monegasques Mongolian Mongolians Montenegrin Montenegrins Moroccan Moroccans Motswana Mozambican Mozambicans Muslim Muslims Myanmar Namibian Namibians Nauruan
Nauruans Nepalese Nepali Nepalis Nevisian Nevisians Nicaraguan Nicaraguans Nigerian Nigerians Nigerien Nigeriens Norwegian Norwegians Omani Omanis Oromo Oromos Pakistani Pakistanis
Palauan Palauans Palestinian Palestinians Panamanian Panamanians Papal Paraguayan Paraguayans Pashtun Pashtuns Peruvian Peruvians Philippine Pole Poles Polish Portuguese Protestant
Protestants Qatari Qataris Quebecois Rohingya Rohingyas Romanian Romanians Russian Russians Rwandan Rwandans Saharawi Saharawis Sahrawi Sahrawis Salvadoran Salvadorans Salvadorean
Sammarinese Samoan Samoans Saudi Saudis Scandinavian Scot Scots Scottish Senegalese Serb Serbian Serbians Serbs Seychellois Shia Shiite Shiites Siberian Sikh Sikhs Singapore
Singaporean Singaporeans Sinhalese Sino Slovak Slovakian Slovaks Slovene Slovenes Slovenian Slovenians Somali Somalis Soviet Soviets Spaniard Spaniards Spanish Sudanese Sunni
Sunnis Surinamer Surinamers Surinamese Swazi Swazis Swede Swedes Swedish Swiss Syrian Syrians Taiwan Taiwanese Tajik Tajikistani Tajiks Tamil Tamils Tanzanian Tanzanians Texan
Texans Thai Thais Tibetan Tibetans Tigrayan Tigrayans Timorese Tobagonian Tobagonians Togolese Tongan Tongans Trinidadian Trinidadians Tunisian Tunisians Turk Turkish Turkmen
Turkmenistani Turkmens Turks Tutsi Tutsis Tuvaluan Tuvaluans UAE UK Ugandan Ugandans Uighur Uighurs Ukrainian Ukrainians Uruguayan Uruguayans Uyghur Uyghurs Uzbek Uzbekistani
Uzbeks Vanuatuan Vatican Vaticans Venezuelan Venezuelans Vietnamese Vincentian Vincentians Welsh Yazidi Yazidis Yemeni Yemenis Yugoslav Yugoslavian Yugoslavs Zairean Zairian
Zairians Zambian Zambians Zimbabwean Zimbabweans Zionist`)

// tagDemonyms names the demonyms that the model left without a name, and those
// that it took for a body or a place. It never touches a token of a longer name.
func tagDemonyms(toks []annals.Token) {
	for n, ok := nextName(toks, 0); ok; n, ok = nextName(toks, n.end) {
		w := toks[n.first].Form
		if n.end == n.first+1 && n.kind != "MISC" && demonyms[w] && !countries[w] && (toks[n.first].UPOS == "ADJ" || n.kind != "PER" && strings.HasSuffix(w, "s")) {
			n.kind = "MISC"
			n.write(toks)
		}
	}
	for k := range toks {
		t := &toks[k]
		if (t.Name == "O" || t.Name == "") && demonyms[t.Form] && (t.UPOS == "ADJ" || t.UPOS == "PROPN" || t.UPOS == "NOUN") {
			t.Name = "B-MISC"
		}
	}
}
