package corpus

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// reading is a law of four articles in two chapters.
func reading() []Provision {
	art := func(n, heading, text string, children ...Provision) Provision {
		return Provision{EID: EID("art_" + n), Kind: "article", Number: n, Label: "Article " + n, Heading: heading, Text: text, Page: 1, Children: children}
	}
	return []Provision{
		{EID: "chp_1", Kind: "chapter", Number: "1", Label: "Chapter 1", Children: []Provision{
			art("1", "Scope", "This Act applies to lanterns."),
			art("2", "Offence", "Whoever carries a lantern without a light commits an offence. Article 3 Penalty The offence is punished by a fine, see article 4.\nLANTERN ACT 12\nIt is doubled at night."),
		}},
		{EID: "chp_2", Kind: "chapter", Number: "2", Label: "Chapter 2", Children: []Provision{
			art("4", "Light", "A light is:", Provision{EID: "art_4__para_a", Kind: "paragraph", Number: "a", Label: "(a)", Text: "a flame;"}, Provision{EID: "art_4__para_b", Kind: "paragraph", Number: "b", Label: "(b)", Text: "a lamp. 5. The Minister may make rules\nLANTERN ACT 13"}),
			art("6", "", "of the Lamp Act is repealed."),
		}},
	}
}

func outline(ps []Provision) string {
	var b strings.Builder
	var visit func(ps []Provision, depth int)
	visit = func(ps []Provision, depth int) {
		for _, p := range ps {
			fmt.Fprintf(&b, "%s%s %s|%s|%s|%s\n", strings.Repeat(" ", depth), p.EID, p.Kind, p.Label, p.Heading, strings.ReplaceAll(p.Text, "\n", "/"))
			visit(p.Children, depth+1)
		}
	}
	visit(ps, 0)
	return b.String()
}

func apply(t *testing.T, tree *Tree, cs ...Correction) {
	t.Helper()
	for _, c := range cs {
		if err := tree.Apply(&c); err != nil {
			t.Fatal(err)
		}
		text := Text{Law: Law{ID: "xa/act/1"}, Provisions: tree.Provisions}
		if err := text.Check(); err != nil {
			t.Fatalf("after %s: %v", c.What, err)
		}
	}
}

func TestTree_Split(t *testing.T) {
	ps := reading()
	ps[0].Children[1].Topics = []Tag{
		{ID: "a", By: "Ana", Evidence: []Span{{0, 7}}},                 // Whoever
		{ID: "b", By: "Ana", Evidence: []Span{{84, 91}}},               // behind the place
		{ID: "c", By: "Ana"},                                           // of the whole
		{ID: "d", By: ByProgram, Evidence: []Span{{8, 15}, {95, 103}}}, // of both
	}
	ps[0].Children[1].Links = []Link{{Span{Start: strings.Index(ps[0].Children[1].Text, "article 4"), End: strings.Index(ps[0].Children[1].Text, "article 4") + 9}, "art_4"}}
	tree := NewTree(ps)
	apply(t, tree, Correction{What: Split, EID: "art_2", After: `{"words":"Article 3  Penalty","kind":"article","number":"3","label":"Article 3","heading":"Penalty","page":2}`})
	got := tree.Provisions[0].Children
	if want := " art_2 article|Article 2|Offence|Whoever carries a lantern without a light commits an offence.\n art_3 article|Article 3|Penalty|The offence is punished by a fine, see article 4./LANTERN ACT 12/It is doubled at night.\n"; outline(got[1:]) != strings.ReplaceAll(want, " art_", "art_") {
		t.Errorf("split:\n%s", outline(got[1:]))
	}
	if got[2].Page != 2 || len(got[2].Links) != 1 || got[2].Text[got[2].Links[0].Start:got[2].Links[0].End] != "article 4" {
		t.Errorf("links of the new one: %+v, page %d", got[2].Links, got[2].Page)
	}
	said := func(p Provision) (s string) {
		for _, g := range p.Topics {
			s += g.ID
			if g.Stale {
				s += "?"
			}
			for _, e := range g.Evidence {
				s += " " + p.Text[e.Start:e.End]
			}
			s += ";"
		}
		return s
	}
	if a, b := said(got[1]), said(got[2]); a != "a Whoever;c?;d carries;" || b != "b offence;d punished;" {
		t.Errorf("tags: %q and %q", a, b)
	}
	if o := tree.Origin("art_3"); o != "art_2" {
		t.Errorf("art_3 was cut off %q", o)
	}
	if outline(ps) != outline(reading()) {
		t.Error("the reading was changed")
	}
}

func TestTree_SplitWithinParts(t *testing.T) {
	tree := NewTree(reading())
	apply(t, tree, Correction{What: Split, EID: "art_4", After: `{"words":"5. The Minister","kind":"article","number":"5","label":"5."}`})
	if got := outline(tree.Provisions[1].Children[:2]); got != `art_4 article|Article 4|Light|A light is:
 art_4__para_a paragraph|(a)||a flame;
 art_4__para_b paragraph|(b)||a lamp.
art_5 article|5.||The Minister may make rules/LANTERN ACT 13
` {
		t.Errorf("split in a part:\n%s", got)
	}
	tree = NewTree(reading())
	apply(t, tree, Correction{What: Split, EID: "art_4", After: `{"words":"(b) a lamp","kind":"article","number":"b","label":"(b)"}`})
	if got := outline(tree.Provisions[1].Children[1:2]); got != "art_b article|(b)||a lamp. 5. The Minister may make rules/LANTERN ACT 13\n" {
		t.Errorf("split at a part:\n%s", got)
	}
	if e, ok := tree.Now("art_4__para_b"); e != "art_b" || !ok {
		t.Errorf("the address of the part leads to %q", e)
	}
}

func TestTree_Join(t *testing.T) {
	tree := NewTree(reading())
	apply(t, tree, Correction{What: Join, EID: "art_4", After: "art_6"})
	if got := outline(tree.Provisions[1].Children); got != `art_4 article|Article 4|Light|A light is:
 art_4__para_a paragraph|(a)||a flame;
 art_4__para_b paragraph|(b)||a lamp. 5. The Minister may make rules/LANTERN ACT 13 Article 6 of the Lamp Act is repealed.
` {
		t.Errorf("join:\n%s", got)
	}
	if e, _ := tree.Now("art_6"); e != "art_4" {
		t.Errorf("art_6 leads to %q", e)
	}
	apply(t, tree, Correction{What: Join, EID: "chp_1"})
	if got := outline(tree.Provisions); len(tree.Provisions) != 1 || !strings.HasPrefix(got, "chp_1 chapter|Chapter 1|Chapter 2|\n art_1 ") {
		t.Errorf("chapters joined:\n%s", got)
	}
}

func TestTree_MoveAndRenumber(t *testing.T) {
	tree := NewTree(reading())
	tree.Provisions[0].Children[0].Links = []Link{{Span{0, 4}, "art_6"}}
	apply(t, tree,
		Correction{What: Move, EID: "art_2", After: `{"into":"chp_2","after":"art_4"}`},
		Correction{What: Renumber, EID: "art_6", After: `{"kind":"section","number":"7","label":"§ 7"}`},
		Correction{What: Retitle, EID: "sec_7", After: " Repeal "},
		Correction{What: Renumber, EID: "chp_2", After: `{"kind":"part","number":"II","label":"PART II"}`})
	if got := outline(tree.Provisions); got != `chp_1 chapter|Chapter 1||
 art_1 article|Article 1|Scope|This Act applies to lanterns.
part_ii part|PART II||
 art_4 article|Article 4|Light|A light is:
  art_4__para_a paragraph|(a)||a flame;
  art_4__para_b paragraph|(b)||a lamp. 5. The Minister may make rules/LANTERN ACT 13
 art_2 article|Article 2|Offence|Whoever carries a lantern without a light commits an offence. Article 3 Penalty The offence is punished by a fine, see article 4./LANTERN ACT 12/It is doubled at night.
 sec_7 section|§ 7|Repeal|of the Lamp Act is repealed.
` {
		t.Errorf("moved:\n%s", got)
	}
	for old, want := range map[EID]EID{"art_6": "sec_7", "chp_2": "part_ii", "art_2": "art_2"} {
		if e, _ := tree.Now(old); e != want {
			t.Errorf("%s leads to %s, want %s", old, e, want)
		}
	}
	if to := tree.Provisions[0].Children[0].Links[0].To; to != "sec_7" {
		t.Errorf("a reference leads to %s", to)
	}
	apply(t, tree, Correction{What: Move, EID: "art_4", After: `{"following":true}`})
	if len(tree.Provisions) != 5 || tree.Provisions[2].EID != "sec_7" || len(tree.Provisions[4].Children) != 0 {
		t.Errorf("moved with all that follow:\n%s", outline(tree.Provisions))
	}
}

func TestTree_RewordRemoveStrip(t *testing.T) {
	tree := NewTree(reading())
	apply(t, tree,
		Correction{What: Furniture, Before: "LANTERN  ACT 1"},
		Correction{What: Reword, EID: "art_1", Before: "This Act applies to lanterns.", After: "This Act applies to all lanterns.\r\n"},
		Correction{What: Remove, EID: "art_6"})
	if got := outline(tree.Provisions); strings.Contains(got, "LANTERN") || !strings.Contains(got, "art_1 article|Article 1|Scope|This Act applies to all lanterns.\n") || !strings.Contains(got, "see article 4./It is doubled") || strings.Contains(got, "art_6") {
		t.Errorf("mended:\n%s", got)
	}
	if e, ok := tree.Now("art_6"); e != "art_4" || !ok {
		t.Errorf("what was removed leads to %q", e)
	}
	apply(t, tree, Correction{What: Furniture, Before: "Article 9 Penalty", After: "anywhere"})
	if got := tree.Provisions[0].Children[1].Text; !strings.HasPrefix(got, "Whoever carries a lantern without a light commits an offence. The offence") {
		t.Errorf("furniture within a paragraph: %q", got)
	}
}

// What was found before must be there: nothing is corrected that its corrector did not see, and the tree stays as it was.
func TestTree_Refuses(t *testing.T) {
	for _, c := range []struct {
		Correction
		want error
	}{
		{Correction{What: Split, EID: "art_1", After: `{"words":"no such words","kind":"article"}`}, ErrInvalid},
		{Correction{What: Split, EID: "art_2", After: `{"words":"lantern","kind":"Article"}`}, ErrInvalid},
		{Correction{What: Split, EID: "art_1", After: `{"words":"This Act","kind":"article"}`}, ErrInvalid},
		{Correction{What: Split, EID: "art_2", After: `{"words":"article","kind":"article"}`}, nil},
		{Correction{What: Split, EID: "art_2", After: `{"words":"e","kind":"article"}`}, ErrInvalid},
		{Correction{What: Split, EID: "art_2", After: `{"kind":"article"}`}, ErrInvalid},
		{Correction{What: Split, EID: "art_2", After: `words`}, ErrInvalid},
		{Correction{What: Split, EID: "art_2", After: `{"in":"art_2","at":-1,"words":"x","kind":"article"}`}, ErrInvalid},
		{Correction{What: Join, EID: "art_2"}, ErrInvalid},
		{Correction{What: Join, EID: "art_1", After: "art_4"}, ErrConflict},
		{Correction{What: Reword, EID: "art_1", Before: "Other.", After: "New."}, ErrConflict},
		{Correction{What: Reword, EID: "art_6", After: " "}, ErrInvalid},
		{Correction{What: Retitle, EID: "art_9", After: "New"}, ErrNotFound},
		{Correction{What: Move, EID: "chp_1", After: `{"into":"art_1"}`}, ErrInvalid},
		{Correction{What: Move, EID: "art_1", After: `{"into":"chp_9"}`}, ErrNotFound},
		{Correction{What: Move, EID: "art_1", After: `{"into":"chp_2","after":"art_2"}`}, ErrConflict},
		{Correction{What: Renumber, EID: "art_1", After: `{"kind":""}`}, ErrInvalid},
		{Correction{What: Retitle, After: "New"}, ErrInvalid},
		{Correction{What: Furniture, Before: " "}, ErrInvalid},
		{Correction{What: Remove, EID: "art_6", Before: "other"}, ErrConflict},
	} {
		tree := NewTree(reading())
		if err := tree.Apply(&c.Correction); !errors.Is(err, c.want) {
			t.Errorf("%s of %s, %s: %v, want %v", c.What, c.EID, c.After, err, c.want)
		} else if err != nil && outline(tree.Provisions) != outline(reading()) {
			t.Errorf("%s of %s was refused and changed the tree:\n%s", c.What, c.EID, outline(tree.Provisions))
		}
	}
}

// A correction that was made holds for another reading of the same law: by the same words, whatever stands around them.
func TestTree_AnotherReading(t *testing.T) {
	tree := NewTree(reading())
	c := Correction{What: Split, EID: "art_2", After: `{"words":"Article 3 Penalty","kind":"article","number":"3","label":"Article 3","heading":"Penalty"}`}
	apply(t, tree, Correction{What: Retitle, EID: "art_1", Before: "Scope", After: "Application"})
	if err := tree.Apply(&c); err != nil {
		t.Fatal(err)
	}
	next := reading()
	next[0].Children[1].Text = strings.Replace(next[0].Children[1].Text, "Whoever carries", "A person who carries", 1)
	next[0].Children[0].Heading = "Application"
	again := NewTree(next)
	apply(t, again, Correction{What: Retitle, EID: "art_1", Before: "Scope", After: "Application"}, c)
	if got := again.Provisions[0].Children[2]; got.EID != "art_3" || !strings.HasPrefix(got.Text, "The offence is punished") {
		t.Errorf("split again: %+v", got)
	}
}
