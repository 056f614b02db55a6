"""Makes the files in this folder with the programs that write such files in earnest.

    pip install warcio==1.8.1 requests zstandard brotli feedgen==1.0.0 feedgenerator==2.2.1 trafilatura==2.3.1 newspaper4k==0.9.6
    npm install feed@6.0.0 sitemap@9.0.1          (in the folder that NODE_PATH names)
    python make.py                                (needs wget, gzip and zstd)

Run by hand, and seldom: dates, ports and record ids differ each time, and the test knows the files by what they hold.
"""
import email.message, email.policy, gzip, http.server, io, json, mailbox, os, shutil, subprocess, tarfile, threading, zipfile, zlib
from datetime import datetime, timezone

import brotli, zstandard

HERE = os.path.dirname(os.path.abspath(__file__))
os.chdir(HERE)


def page(title, paragraphs, charset="utf-8"):
    body = "".join(f"<p>{p}</p>\n" for p in paragraphs)
    return (f'<!DOCTYPE html>\n<html lang="en"><head><title>{title}</title>\n'
            f'<meta property="article:published_time" content="1973-01-27T12:00:00+01:00"></head>\n'
            f'<body><nav><a href="/">Front page</a> <a href="/world">World</a></nav>\n<article><h1>{title}</h1>\n{body}</article></body></html>\n').encode(charset)


PARIS = page("Four Sides Sign the Paris Accord on Vietnam", [
    "The foreign ministers of the United States, North Vietnam, South Vietnam and the Viet Cong signed an accord in Paris on Saturday that is meant to end the war in Vietnam.",
    "The cease-fire takes effect at midnight, Greenwich time. American forces are to leave within sixty days, and all prisoners of war are to be released in the same time.",
    "Secretary of State William Rogers signed for Washington and Nguyen Duy Trinh for Hanoi, each more than sixty times over."])
LATIN = page("Président Pompidou Receives the Delegations", [
    "Président Georges Pompidou received the heads of the delegations at the Élysée after the signing and said that peace would need the patience of all who had signed.",
    "The Café de la Paix had put out four flags, a waiter said, and taken in three of them by evening."], "windows-1252")
QUIET = page("Guns Fall Silent Along the Ben Hai River", [
    "Shelling stopped along the Ben Hai river on Sunday morning, an hour after the accord took effect, officers on the southern bank said.",
    "A convoy of trucks with rice reached Quang Tri in the afternoon, the first in five weeks."])


def chunks(body, n=400):
    return b"".join(b"%x\r\n%s\r\n" % (len(body[i:i + n]), body[i:i + n]) for i in range(0, len(body), n)) + b"0\r\n\r\n"


def raw_deflate(body):
    z = zlib.compressobj(9, zlib.DEFLATED, -15)
    return z.compress(body) + z.flush()


RSS_URL = "/feed.xml"
ANSWERS = {  # path: status, headers, body as sent
    "/paris.html": (200, {"Content-Type": "text/html; charset=utf-8"}, PARIS),
    "/gzip.html": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(PARIS.replace(b"Four Sides", b"All Four Sides"))),
    "/br.html": (200, {"Content-Type": "text/html; charset=utf-8", "Content-Encoding": "br"}, brotli.compress(PARIS.replace(b"Four Sides", b"Foreign Ministers"))),
    "/zlib.html": (200, {"Content-Type": "text/html", "Content-Encoding": "deflate"}, zlib.compress(QUIET)),
    "/deflate.html": (200, {"Content-Type": "text/html", "Content-Encoding": "deflate"}, raw_deflate(QUIET.replace(b"Guns Fall", b"Guns Fell"))),
    "/chunked.html": (200, {"Content-Type": "text/html", "Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}, chunks(gzip.compress(QUIET.replace(b"Guns", b"The Guns")))),
    "/latin.html": (200, {"Content-Type": "text/html; charset=windows-1252"}, LATIN),
    "/note.txt": (200, {"Content-Type": "text/plain; charset=utf-8"}, "Guards Leave the Bridge\n\nThe guards left the bridge at noon on Monday, the mayor of the village said.\n\nNobody had asked them to stay, he added, and nobody had asked them to come.\n".encode()),
    "/flag.png": (200, {"Content-Type": "image/png"}, b"\x89PNG\r\n\x1a\n" + bytes(60)),
    "/gone.html": (404, {"Content-Type": "text/html"}, b"<html><body><h1>Not found</h1></body></html>"),
    "/moved.html": (301, {"Location": "/paris.html", "Content-Type": "text/html"}, b""),
    "/robots.txt": (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow:\n"),
}


class Server(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        status, headers, body = ANSWERS.get(self.path, (404, {"Content-Type": "text/html"}, b"none"))
        self.send_response(status)
        for k, v in headers.items():
            self.send_header(k, v)
        if "Transfer-Encoding" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *a):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()
base = f"http://127.0.0.1:{server.server_port}"
urls = [base + p for p in ANSWERS]

# WARC 1.0 by wget: warcinfo, request, response, metadata, resource; one gzip member a record.
subprocess.run(["wget", "-q", "-O", os.devnull, "--max-redirect=0", "--warc-file=wget", "--no-warc-digests", *urls])
# The same without compression, in one gzip member for all, in zstd frames, and broken off.
plain = gzip.open("wget.warc.gz").read()
with open("one-member.warc.gz", "wb") as f:
    subprocess.run(["gzip", "-9", "-n"], input=plain, stdout=f, check=True)
with open("zstd.warc.zst", "wb") as f:
    subprocess.run(["zstd", "-q", "-19", "-c"], input=plain, stdout=f, check=True)
whole = open("wget.warc.gz", "rb").read()

# WARC 1.1 by warcio, as it hears the answers on the wire, and the kinds of record that crawlers seldom write.
from warcio.capture_http import capture_http  # before requests
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter
import requests

with open("warcio.warc.gz", "wb") as out:
    writer = WARCWriter(out, gzip=True, warc_version="WARC/1.1")
    writer.write_record(writer.create_warcinfo_record("warcio.warc.gz", {"software": "warcio", "format": "WARC File Format 1.1"}))
    with capture_http(writer):
        for u in urls:
            requests.get(u, allow_redirects=False)
    ok = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    writer.write_record(writer.create_revisit_record(base + "/paris.html", "sha1:AAAA", base + "/paris.html", "2026-11-01T00:00:00Z", ok))
    writer.write_record(writer.create_warc_record(base + "/saved.html", "resource", payload=io.BytesIO(QUIET.replace(b"Along", b"Beside")), warc_content_type="text/html; charset=utf-8"))
    writer.write_record(writer.create_warc_record(base + "/paris.html", "metadata", payload=io.BytesIO(b"via: " + base.encode()), warc_content_type="application/warc-fields"))
    writer.write_record(writer.create_warc_record(base + "/wet", "conversion", payload=io.BytesIO("Rice Reaches Quang Tri\n\nA convoy of trucks with rice reached Quang Tri on Sunday afternoon, the first in five weeks.\n\nThe drivers had waited for the cease-fire south of the town, they said.\n".encode()), warc_content_type="text/plain"))
with open("truncated.warc.gz", "wb") as f:
    members = open("warcio.warc.gz", "rb").read()
    f.write(members[:-150])  # within the last member
# Frames of zstd against a dictionary that the file brings along (IIPC's proposal), one for each record.
records = [m for m in gzip.open("warcio.warc.gz").read().split(b"\r\n\r\nWARC/1.1")]
records = [records[0] + b"\r\n\r\n"] + [b"WARC/1.1" + r + b"\r\n\r\n" for r in records[1:]]
dictionary = zstandard.train_dictionary(2048, records * 8)
packer = zstandard.ZstdCompressor(level=19, dict_data=dictionary)
with open("dictionary.warc.zst", "wb") as f:
    d = dictionary.as_bytes()
    f.write(b"\x5d\x2a\x4d\x18" + len(d).to_bytes(4, "little") + d)
    for r in records:
        f.write(packer.compress(r))

# Feeds.
when = datetime(1973, 1, 28, 9, 30, tzinfo=timezone.utc)
text = "<p>Shelling stopped along the Ben Hai river on Sunday morning, an hour after the accord took effect, officers on the southern bank said.</p><p>A convoy of trucks with rice reached Quang Tri in the afternoon.</p>"
from feedgen.feed import FeedGenerator
g = FeedGenerator()
g.id("https://register.example/"); g.title("The Evening Register"); g.link(href="https://register.example/"); g.description("News"); g.language("en")
e = g.add_entry(); e.id("https://register.example/1973/guns"); e.title("Guns Fall Silent & Rice Arrives"); e.link(href="https://register.example/1973/guns")
e.author(name="Ann Example", email="ann@register.example"); e.content(text, type="CDATA"); e.published(when); e.updated(when); e.category(term="World")
e = g.add_entry(); e.id("https://register.example/1973/bridge"); e.title("Guards Leave the Bridge"); e.link(href="https://register.example/1973/bridge")
e.description("The guards left the bridge at noon on Monday, the mayor of the village said."); e.published(when)
e = g.add_entry(); e.id("https://register.example/1973/bare"); e.title("A Title and No Text"); e.link(href="https://register.example/1973/bare"); e.published(when)
g.rss_file("feedgen.rss", pretty=True)
g.load_extension  # (no extension is used)
for x in g.entry():  # Atom wants content or a summary
    if not x.content(): x.summary(x.description() or "")
g.atom_file("feedgen.atom", pretty=True)
import feedgenerator
for name, kind in (("feedgenerator.rss", feedgenerator.Rss201rev2Feed), ("feedgenerator.atom", feedgenerator.Atom1Feed)):
    f = kind(title="The Evening Register", link="https://register.example/", description="News", language="en")
    f.add_item(title="Guns Fall Silent", link="https://register.example/1973/guns", description=text, pubdate=when, author_name="Ann Example")
    with open(name, "w") as out:
        f.write(out, "utf-8")
subprocess.run(["node", "-e", """
const { Feed } = require('feed'); const fs = require('fs');
const f = new Feed({ title: 'The Evening Register', id: 'https://register.example/', link: 'https://register.example/', language: 'en', copyright: 'none' });
f.addItem({ title: 'Guns Fall Silent', id: 'https://register.example/1973/guns', link: 'https://register.example/1973/guns', content: process.argv[1], date: new Date('1973-01-28T09:30:00Z'), author: [{ name: 'Ann Example' }] });
fs.writeFileSync('feed-npm.json', f.json1()); fs.writeFileSync('feed-npm.rss', f.rss2()); fs.writeFileSync('feed-npm.atom', f.atom1());
const { SitemapStream, streamToPromise } = require('sitemap');
const s = new SitemapStream({ hostname: 'https://register.example' });
s.write({ url: '/1973/guns', news: { publication: { name: 'The Evening Register', language: 'en' }, publication_date: '1973-01-28', title: 'Guns Fall Silent & Rice Arrives' } });
s.write({ url: '/1973/bridge', lastmod: '1973-01-29' }); s.end();
streamToPromise(s).then(b => fs.writeFileSync('sitemap-npm.xml', b));
""", text], check=True)

# Mail.
m = email.message.EmailMessage()
m["From"], m["To"], m["Subject"], m["Date"] = "The Evening Register <letter@register.example>", "reader@example.org", "Rice Reaches Quảng Trị", "Sun, 28 Jan 1973 18:00:00 +0100"
m["Message-ID"], m["List-Id"], m["Archived-At"] = "<1@register.example>", "<letter.register.example>", "<https://register.example/letter/1>"
m.set_content("A convoy of trucks with rice reached Quảng Trị on Sunday afternoon, the first in five weeks, and was met by a crowd that had waited since dawn.\n\nThe drivers had waited for the cease-fire south of the town, they said.\n", cte="quoted-printable")
m.add_alternative("<html><body><h1>Rice Reaches Quảng Trị</h1><p>A convoy of trucks with rice reached Quảng Trị on Sunday afternoon, the first in five weeks, and was met by a crowd that had waited since dawn.</p><p>The drivers had waited for the cease-fire south of the town, they said.</p></body></html>", subtype="html", cte="base64")
m.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="map.pdf")
open("python.eml", "wb").write(m.as_bytes(policy=email.policy.SMTP))
if os.path.exists("python.mbox"):
    os.remove("python.mbox")
box = mailbox.mbox("python.mbox")
box.add(m)
t = email.message.EmailMessage()
t["From"], t["Subject"], t["Date"] = "desk@register.example", "Guards Leave the Bridge", "Mon, 29 Jan 1973 12:30:00 +0000"
t.set_content("The guards left the bridge at noon on Monday, the mayor of the village said.\n\nFrom now on nobody would stand there, he added, and nobody had asked\nthem to come. The last of them had been seen at the mill, a mile down the\nriver.\n")
box.add(t)
box.flush(); box.close()

# JSON lines by extractors.
open("page.html", "wb").write(PARIS)
import trafilatura
doc = trafilatura.extract(PARIS.decode(), url="https://register.example/1973/paris", output_format="json", with_metadata=True)
open("trafilatura.jsonl", "w").write(json.dumps(json.loads(doc)) + "\n")
open("trafilatura.tsv", "w").write("url\tid\tfingerprint\thostname\ttitle\timage\tdate\ttext\tcomments\tlicense\tpagetype\n" + trafilatura.extract(PARIS.decode(), url="https://register.example/1973/paris", output_format="csv", with_metadata=True) + "\n")
import newspaper
a = newspaper.Article("https://register.example/1973/paris"); a.download(input_html=PARIS.decode()); a.parse()
open("newspaper4k.json", "w").write(a.to_json(False) if "as_string" in newspaper.Article.to_json.__code__.co_varnames and False else (a.to_json() if isinstance(a.to_json(), str) else json.dumps(a.to_json())))

# Archives.
with zipfile.ZipFile("python.zip", "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr("crawl/paris.html", PARIS); z.writestr("crawl/quiet.html.gz", gzip.compress(QUIET)); z.writestr("__MACOSX/._paris.html", b"\0\5"); z.write("trafilatura.jsonl", "crawl/news.jsonl")
with tarfile.open("python.tar.gz", "w:gz") as t:
    t.add("page.html", "crawl/page.html"); t.add("wget.warc.gz", "crawl/wget.warc.gz")
    link = tarfile.TarInfo("crawl/link.html"); link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"; t.addfile(link)
server.shutdown()
