package corpus

import "testing"

// A law is meant by its number in its own series, and where both sides say a year, by that too.
func TestMeant_Numbers(t *testing.T) {
	drugs := Law{ID: "br/act/2006/11343", Type: "act", Number: "11.343", Year: 2006}
	undated := Law{ID: "br/act/11343", Type: "act", Number: "11343"}
	decree := Law{ID: "br/decree/2023/11343", Type: "decree", Number: "11.343", Year: 2023}
	for _, c := range []struct {
		mention Mention
		held    []Law
		want    URI
	}{
		{Mention{Type: "act", Number: "11.343", Year: 2006}, []Law{drugs, decree}, drugs.ID},
		{Mention{Type: "act", Number: "11343"}, []Law{drugs, decree}, drugs.ID},
		{Mention{Type: "decree", Number: "11.343", Year: 2023}, []Law{drugs}, ""},
		{Mention{Type: "decree", Number: "11.343", Year: 2023}, []Law{drugs, decree}, decree.ID},
		{Mention{Type: "act", Number: "11.343", Year: 2023}, []Law{drugs}, ""},
		{Mention{Type: "act", Number: "11.343", Year: 2006}, []Law{undated}, undated.ID},
		{Mention{Type: "act", Number: "11.343"}, []Law{undated}, undated.ID},
		{Mention{Type: "act", Number: "١١٣٤٣", Year: 2006}, []Law{drugs}, drugs.ID},
	} {
		named := map[string][]URI{}
		for i := range c.held {
			for _, key := range c.held[i].NameKeys() {
				named[key] = append(named[key], c.held[i].ID)
			}
		}
		if got := Meant(named, c.mention.Keys(), ""); got != c.want {
			t.Errorf("%+v means %q, want %q", c.mention, got, c.want)
		}
	}
}
