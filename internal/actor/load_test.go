package actor_test

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"annals.example/annals/data"
	"annals.example/annals/internal/actor"
)

// tables gives the embedded tables, with one of them replaced.
func tables(t testing.TB, name, content string) fstest.MapFS {
	out := fstest.MapFS{}
	list, err := fs.ReadDir(data.Files, "actors")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range list {
		if !strings.HasSuffix(e.Name(), ".tsv") {
			continue
		}
		raw, err := fs.ReadFile(data.Files, "actors/"+e.Name())
		if err != nil {
			t.Fatal(err)
		}
		// The generated tables are large and say nothing here.
		if len(raw) > 100_000 {
			raw = raw[:strings.IndexByte(string(raw), '\n')+1]
		}
		out["actors/"+e.Name()] = &fstest.MapFile{Data: raw}
	}
	out["actors/"+name] = &fstest.MapFile{Data: []byte(content)}
	return out
}

// TestFaults: every fault names file, line and column, what is wrong and what to
// write instead.
func TestFaults(t *testing.T) {
	groups := "code\tsectors\tnames\tfrom\tto\n"
	ours := "code\tperson\toffice\tclass\tfrom\tto\talso\n"
	for _, c := range []struct{ file, content, at, wrong string }{
		{"groups.tsv", "code\tnames\n", "actors/groups.tsv:1:1", "the header line"},
		{"groups.tsv", groups + "Iraq\tREB\tThe Sons of Nobody\t\t\n", "actors/groups.tsv:2:1", `"Iraq" is no code`},
		{"groups.tsv", groups + "# a remark\n\nIRQ\tREBEL\tThe Sons of Nobody\t\t\n", "actors/groups.tsv:4:5", `"REBEL" is no PLOVER sector`},
		{"groups.tsv", groups + "IRQ\tREB\t\t\t\n", "actors/groups.tsv:2:9", "there is no name"},
		{"groups.tsv", groups + "IRQ\tREB\tOne Front | \t\t\n", "actors/groups.tsv:2:9", "a bar stands without a name"},
		{"groups.tsv", groups + "IRQ\tREB\tOne Front\t2014-13\t\n", "actors/groups.tsv:2:19", `"2014-13" is no date`},
		{"groups.tsv", groups + "IRQ\tREB\tOne Front\t2014\t2013\n", "actors/groups.tsv:2:24", "ends (2013) before it begins (2014)"},
		{"groups.tsv", groups + "IRQ\tREB\tOne Front\tnow\t\n", "actors/groups.tsv:2:19", "cannot begin"},
		{"groups.tsv", groups + "IRQ\tREB\tOne Front\t\t\tmore\n", "actors/groups.tsv:2:21", "more than the 5 columns"},
		{"offices-ours.tsv", ours + "IRQ\t\tPresident\tstate\t2001\t\t\n", "actors/offices-ours.tsv:2:5", "has no holder"},
		{"offices-ours.tsv", ours + "IRQ\tA B\tPresident\tking\t2001\t\t\n", "actors/offices-ours.tsv:2:19", `"king" is no class of office`},
		{"roles.tsv", "names\tsectors\tkind\tflags\tcode\nbaker\tCVL\tjob\t\t\n", "actors/roles.tsv:2:11", `"job" is no kind of role`},
		{"roles.tsv", "names\tsectors\tkind\tflags\tcode\nbaker\tCVL\tperson\tbig\t\n", "actors/roles.tsv:2:18", `"big" is no flag`},
		{"words.tsv", "list\twords\twhat\nfeasts\tball\t\n", "actors/words.tsv:2:1", `no list of words has the name "feasts"`},
		{"cities.tsv", "code\tnames\nQQQ\tNowhere\n", "actors/cities.tsv:2:1", `has the code "QQQ"`},
		{"organisations.tsv", "code\tsectors\tkind\tnames\tfrom\tto\nUNO\t\tclub\tA Club\t\t\n", "actors/organisations.tsv:2:6", `"club" is no kind`},
	} {
		_, err := actor.Load(tables(t, c.file, c.content))
		if err == nil {
			t.Errorf("%s with %q was accepted", c.file, c.content)
			continue
		}
		if !strings.Contains(err.Error(), c.at+": ") || !strings.Contains(err.Error(), c.wrong) {
			t.Errorf("%q\n got %v\nwant %s … %s", c.content, err, c.at, c.wrong)
		}
		var te *actor.TableError
		if !errors.As(err, &te) || te.Write == "" {
			t.Errorf("%v does not say what to write instead", err)
		}
	}
}

// TestFaultsTogether: a user sees all faults at once, not one a run.
func TestFaultsTogether(t *testing.T) {
	_, err := actor.Load(tables(t, "groups.tsv", "code\tsectors\tnames\tfrom\tto\nX\tREB\tA\t\t\nIRQ\tREB\tB Front\tx\t\n"))
	if err == nil || !strings.Contains(err.Error(), "groups.tsv:2:1") || !strings.Contains(err.Error(), "groups.tsv:3:17") {
		t.Errorf("got %v", err)
	}
}

// TestMissingTable names the table and its header.
func TestMissingTable(t *testing.T) {
	f := tables(t, "groups.tsv", "")
	delete(f, "actors/groups.tsv")
	if _, err := actor.Load(f); err == nil || !strings.Contains(err.Error(), "actors/groups.tsv: the table is missing") {
		t.Errorf("got %v", err)
	}
}

// TestEdit: a line that a user adds counts at the next reading.
func TestEdit(t *testing.T) {
	r, err := actor.Load(tables(t, "groups.tsv", "code\tsectors\tnames\tfrom\tto\nSWE\tREB\tSnow Front; SNF\t2001\t2010\nSWE\tPTY\tSnow Front; SNF\t2011\t\n"))
	if err != nil {
		t.Fatal(err)
	}
	for date, want := range map[string]string{"2005": `SWE REB "Snow Front"`, "2015": `SWE PTY "Snow Front"`} {
		if got := write(r.Phrase(actor.Query{Text: "the Snow Front", Date: date})); got != want {
			t.Errorf("as of %s: got %s, want %s", date, got, want)
		}
	}
	if got := write(r.Phrase(actor.Query{Text: "SNF fighters", Date: "2005"})); got != "SWE REB" {
		t.Errorf("got %s", got)
	}
}

// FuzzLoad: whatever stands in a table, Load gives a register or errors that
// name the file, and never both.
func FuzzLoad(f *testing.F) {
	f.Add("code\tsectors\tnames\tfrom\tto\nSWE\tREB\tSnow Front; SNF\t2001\t2010\n")
	f.Add("code\tsectors\tnames\tfrom\tto\nSWE\tREB\tal-\t\t~\n")
	f.Add("code\tsectors\tnames\tfrom\tto\nSWE\t\t(x) | ' - \t2001-\t20\xff\n")
	base := tables(f, "groups.tsv", "")
	for k := range base {
		raw := base[k].Data
		if len(raw) > 4000 {
			base[k] = &fstest.MapFile{Data: raw[:strings.IndexByte(string(raw), '\n')+1]}
		}
	}
	f.Fuzz(func(t *testing.T, content string) {
		m := fstest.MapFS{}
		for k, v := range base {
			m[k] = v
		}
		m["actors/groups.tsv"] = &fstest.MapFile{Data: []byte(content)}
		r, err := actor.Load(m)
		if (r == nil) == (err == nil) {
			t.Fatalf("register %v, error %v", r, err)
		}
		if err != nil && !strings.Contains(err.Error(), "actors/groups.tsv:") {
			t.Fatalf("%v does not name the file", err)
		}
	})
}

// FuzzPhrase: no text makes it panic, and every actor has words of the text.
func FuzzPhrase(f *testing.F) {
	for _, s := range []string{"former Iraqi oil minister", "US-backed rebels", "'s 's", "al-", "the Iraqi and", "leader of of Hamas, and", "- - -", "ex-president", "“Putin”", "Syrian, Lebanese and", "\xff\xfe"} {
		f.Add(s, "2008-08-06")
	}
	f.Add("V", "2")
	f.Fuzz(func(t *testing.T, text, date string) {
		for _, a := range register().Phrase(actor.Query{Text: text, Date: date, Context: text}) {
			if a.Text != "" && !strings.Contains(text, a.Text) {
				t.Errorf("%q does not stand in %q", a.Text, text)
			}
			if a.Code != "" && len(a.Code) != 3 {
				t.Errorf("code %q", a.Code)
			}
		}
	})
}
