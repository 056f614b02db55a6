package sqlite

// Version is the schema's version, kept in the file's user_version.
const Version = 4

// applicationID marks a SQLite file as an archive of Annals ("ANLS").
const applicationID = 0x414E4C53

// schema: ids are content hashes and stand once each; other tables point to
// them by row. Words stand once, in article.text; bodies are zstd-compressed
// JSON. A page's ledger, most of what is stored of it, lies apart from the body:
// articles are read far more often than ledgers. Every blob has the hash of what it holds when decompressed.
const schema = `
CREATE TABLE meta    (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE input   (name TEXT PRIMARY KEY, hash TEXT, size INTEGER, reader TEXT, partial INTEGER,
                      records INTEGER, pages INTEGER, bare INTEGER, passed INTEGER, refused INTEGER) WITHOUT ROWID;
CREATE TABLE refusal (input TEXT, item TEXT, fate TEXT, reason TEXT, remedy TEXT, records INTEGER,
                      PRIMARY KEY (input, item)) WITHOUT ROWID;
CREATE TABLE page    (row INTEGER PRIMARY KEY, id TEXT UNIQUE, size INTEGER, lines INTEGER, reader TEXT,
                      hash BLOB, body BLOB, proof BLOB, ledger BLOB);
CREATE TABLE name    (page INTEGER, name TEXT, PRIMARY KEY (page, name)) WITHOUT ROWID;
CREATE TABLE article (row INTEGER PRIMARY KEY, id TEXT UNIQUE, title TEXT, hash BLOB, text BLOB);
CREATE TABLE printing(article INTEGER, page INTEGER, first INTEGER, last INTEGER,
                      PRIMARY KEY (article, page, first)) WITHOUT ROWID;
CREATE INDEX printing_page ON printing(page);
CREATE TABLE member  (article INTEGER PRIMARY KEY, leader INTEGER, how TEXT);
CREATE INDEX member_leader ON member(leader);
CREATE TABLE coded   (article INTEGER PRIMARY KEY, key TEXT, published TEXT, failed INTEGER, sentences INTEGER,
                      reports INTEGER, statements INTEGER, figures INTEGER, hash BLOB, body BLOB);
CREATE TABLE record  (id TEXT PRIMARY KEY, article INTEGER, event TEXT) WITHOUT ROWID;
CREATE INDEX record_article ON record(article);
CREATE INDEX record_event ON record(event) WHERE event <> '';
CREATE TABLE event   (id TEXT PRIMARY KEY, rule TEXT) WITHOUT ROWID;
CREATE TABLE visit   (url TEXT PRIMARY KEY, kind TEXT, next TEXT, body TEXT) WITHOUT ROWID;
CREATE INDEX visit_next ON visit(next) WHERE next <> '';
CREATE TABLE fetched (name TEXT PRIMARY KEY, hash BLOB, raw BLOB);
`
