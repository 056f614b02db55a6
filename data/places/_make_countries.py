#!/usr/bin/env python3
"""Writes countries.tsv from a table of country names and adjectives.

    python3 data/places/_make_countries.py countries-source.tsv

The source has the columns iso3, name, un_short, conventional_short and adjective (datasets/country-codes,
PDDL, and the CIA World Factbook, public domain); what news calls the countries besides is added by hand below.
"""
import csv, os, re, sys

names_by_hand = {
    "USA": ["United States", "US", "U.S.", "USA", "America", "United States of America"],
    "GBR": ["United Kingdom", "UK", "U.K.", "Britain", "Great Britain"], "TUR": ["Turkey", "Türkiye", "Turkiye"],
    "CZE": ["Czech Republic", "Czechia"], "MMR": ["Myanmar", "Burma"], "CIV": ["Ivory Coast", "Cote d'Ivoire", "Côte d'Ivoire"],
    "COD": ["Democratic Republic of Congo", "Democratic Republic of the Congo", "DR Congo", "DRC"],
    "COG": ["Republic of the Congo", "Congo-Brazzaville"], "PRK": ["North Korea"], "KOR": ["South Korea"], "TWN": ["Taiwan"],
    "SWZ": ["Eswatini", "Swaziland"], "MKD": ["North Macedonia"], "RUS": ["Russia", "Russian Federation"], "SYR": ["Syria"],
    "ARE": ["United Arab Emirates", "UAE"], "CPV": ["Cape Verde"], "TLS": ["East Timor", "Timor-Leste"],
    "VAT": ["Vatican", "Vatican City", "Holy See"], "BIH": ["Bosnia", "Bosnia and Herzegovina", "Bosnia-Herzegovina"], "LAO": ["Laos"],
    "IRN": ["Iran"], "VEN": ["Venezuela"], "BOL": ["Bolivia"], "TZA": ["Tanzania"], "MDA": ["Moldova"], "BRN": ["Brunei"],
    "NLD": ["Netherlands", "Holland"], "GMB": ["Gambia"], "BHS": ["Bahamas"], "CAF": ["Central African Republic"], "XKX": ["Kosovo"],
    "CHN": ["China"], "SSD": ["South Sudan"], "YEM": ["Yemen"], "FSM": ["Micronesia"], "STP": ["Sao Tome and Principe"],
    "VCT": ["Saint Vincent"], "PSE": ["Palestine"], "VNM": ["Vietnam"], "GNB": ["Guinea-Bissau"], "HKG": ["Hong Kong"], "MAC": ["Macau", "Macao"],
}
adjectives_by_hand = {
    "USA": ["American", "US", "U.S."], "GBR": ["British"], "PSE": ["Palestinian"], "NLD": ["Dutch"], "PHL": ["Filipino", "Philippine"],
    "TUR": ["Turkish"], "ISR": ["Israeli"], "CHE": ["Swiss"], "KOR": ["South Korean"], "PRK": ["North Korean"], "SAU": ["Saudi", "Saudi Arabian"],
    "ARE": ["Emirati"], "AFG": ["Afghan"], "COD": ["Congolese"], "XKX": ["Kosovar", "Kosovan"], "SSD": ["South Sudanese"], "TWN": ["Taiwanese"],
    "ARG": ["Argentine", "Argentinian"], "UKR": ["Ukrainian"], "BIH": ["Bosnian"], "LAO": ["Lao", "Laotian"], "ESP": ["Spanish"], "FRA": ["French"],
    "GUM": [], "ASM": [], "PRI": [], "VIR": [], "MNP": [], "SUR": ["Surinamese"], "HKG": [], "MAC": [], "COG": [], "GIB": [], "NFK": [], "CXR": [],
    "GIN": ["Guinean"], "DOM": [], "DMA": [], "NIU": [], "BMU": ["Bermudian"], "GGY": [], "JEY": [], "CZE": ["Czech"], "SVK": ["Slovak"], "MKD": ["Macedonian"],
}
out = []
for r in csv.DictReader(open(sys.argv[1], encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE):
    iso = r["iso3"].strip()
    if not re.fullmatch("[A-Z]{3}", iso) or iso in ("BES", "EUR", "UMI", "ATA", "HMD", "BVT"):
        continue
    names = []
    for n in names_by_hand.get(iso, []) + [r[k] for k in ("un_short", "conventional_short", "name") if "," not in r[k]]:
        n = re.sub(r"^the ", "", re.sub(r"\s*\([^)]*\)", "", n)).strip()
        if n and n not in names and re.match(r"[A-Z][\w'’ .-]*$", n) and n not in ("None", "West Bank", "Congo"):
            names.append(n)
    adjectives = adjectives_by_hand.get(iso)
    if adjectives is None:
        adjectives = []
        for a in re.split(r"[;,/]| or ", r["adjective"]):
            a = re.sub(r"\s*\([^)]*\)", "", a).strip()
            if re.fullmatch(r"[A-Z][a-z]+( [A-Z][a-z]+)?", a) and a not in adjectives and a not in names and a not in ("American", "French", "British", "Dutch", "None"):
                adjectives.append(a)
    if names:
        out.append((iso, names[0], "|".join(names[1:]), "|".join(adjectives)))
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "countries.tsv"), "w", encoding="utf-8") as f:
    f.write("country\tname\talso\tadjectives\n")
    for row in sorted(set(out)):
        f.write("\t".join(row) + "\n")
