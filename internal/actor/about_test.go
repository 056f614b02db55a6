package actor

import (
	"slices"
	"testing"

	"annals.example/annals"
	"annals.example/annals/data"
)

func TestAbout(t *testing.T) {
	r, err := Load(data.Files)
	if err != nil {
		t.Fatal(err)
	}
	about, err := r.About(data.Files)
	if err != nil {
		t.Fatal(err)
	}
	aliases, roles := about(annals.Actor{Code: "IRN", Name: "Hassan Rouhani", Kind: "person"})
	if !slices.ContainsFunc(roles, func(o annals.Role) bool {
		return o.Code == "IRN" && o.From == "2013-08-03" && o.To != "" && o.Sectors[0] == "GOV"
	}) {
		t.Errorf("Rouhani's offices are %+v", roles)
	}
	if !slices.IsSorted(aliases) || slices.Contains(aliases, "Hassan Rouhani") {
		t.Errorf("other names %q are out of order, or hold the name itself", aliases)
	}
	if aliases, roles := about(annals.Actor{Code: "UNO", Name: "United Nations", Kind: "organisation"}); !slices.Equal(aliases, []string{"U.N.", "UN"}) || roles != nil {
		t.Errorf("the UN has the names %q and the offices %v", aliases, roles)
	}
	if aliases, roles := about(annals.Actor{Name: "Nobody of That Name", Kind: "person"}); aliases != nil || roles != nil {
		t.Errorf("nobody has the names %q and the offices %v", aliases, roles)
	}
	if aliases, _ := about(annals.Actor{Code: "EGY", Name: "Abdel Fattah el-Sisi", Kind: "person"}); !slices.Contains(aliases, "Abdelfattah Said Elsisi") {
		t.Errorf("Sisi's other names are %q", aliases)
	}
}
