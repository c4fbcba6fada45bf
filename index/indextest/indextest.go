package indextest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index"
)

// Open makes an engine that is empty and shows its hits from source. It closes it when the test ends.
type Open func(t *testing.T, source index.Source) index.Engine

// Run holds an engine to the contract.
func Run(t *testing.T, open Open) {
	shelf := &Shelf{}
	shelf.Put(Library()...)
	for _, r := range []struct{ from, kind string }{{"xa/act/2015/3", "amends"}, {"xa/act/2016/9", "amends"}, {"xa/act/2016/9", "consolidates"}} {
		shelf.related = append(shelf.related, corpus.Related{From: corpus.Law{ID: corpus.URI(r.from)}, Relation: corpus.Relation{Kind: r.kind, Law: "xa/act/1998/4"}})
	}
	engine := open(t, shelf)
	if err := engine.Put(t.Context(), Library()...); err != nil {
		t.Fatal(err)
	}
	t.Run("questions", func(t *testing.T) { questions(t, engine) })
	t.Run("pages", func(t *testing.T) { pages(t, engine) })
	t.Run("facets", func(t *testing.T) { facets(t, engine) })
	t.Run("groups", func(t *testing.T) { groups(t, engine) })
	t.Run("highlights", func(t *testing.T) { highlights(t, engine) })
	t.Run("expansion", func(t *testing.T) { expansion(t, engine) })
	t.Run("understanding", func(t *testing.T) { understanding(t, engine) })
	t.Run("like", func(t *testing.T) { like(t, engine) })
	t.Run("together", func(t *testing.T) { together(t, engine) })
	t.Run("replacing", func(t *testing.T) { replacing(t, open) })
}

func ask(t *testing.T, e index.Engine, text string, change ...func(*index.Query)) index.Result {
	t.Helper()
	q, err := index.Parse(text)
	if err != nil {
		t.Fatalf("Parse(%q): %v", text, err)
	}
	for _, c := range change {
		c(&q)
	}
	r, err := e.Search(t.Context(), q)
	if err != nil {
		t.Fatalf("Search(%q): %v", text, err)
	}
	return r
}

func refs(r index.Result) []string {
	out := []string{}
	for _, h := range r.Hits {
		out = append(out, h.Ref.String())
	}
	return out
}

func sorted(r index.Result) []string {
	out := refs(r)
	slices.Sort(out)
	return out
}

// questions: what is found, in any order.
func questions(t *testing.T, e index.Engine) {
	const arms, people, french, german, chinese = "xa/act/1998/4#sec_", "xa/act/2009/12#sec_", "xb/loi/2011/7#sec_", "xd/gesetz/wg#sec_", "xf/fa/xing#sec_"
	for _, c := range []struct {
		query string
		want  []string
	}{
		{`"closed hearing"`, []string{people + "4"}},
		{`"hearing closed"`, []string{}},
		{`"hearing order"~3`, []string{people + "4"}},
		{`"of no account"`, []string{people + "3"}},
		{`heading:consent`, []string{people + "3"}},
		{`number:240`, []string{chinese + "240"}},
		{`"recruits, moves" OR "explosive"`, []string{arms + "1", people + "2"}},
		{`explos* NOT trafficking`, []string{arms + "1"}},
		{`exploitat* consent`, []string{people + "3"}},
		{`text:consent`, []string{people + "3"}},
		{`heading:(consent OR marking)`, []string{arms + "4", people + "3"}},
		{`title:(arms control) text:missile`, []string{arms + "1"}},
		{`missle~2 bulet~`, []string{arms + "1"}},
		{`missle~2 -bullet`, []string{}},
		{`NOT (weapon OR person OR victim) country:XA status:"in force"`, []string{"xa/act/2016/9#sec_8"}},
		{`number:5 OR number:240`, []string{german + "5", chinese + "240"}},
		{`(recruits "by force") OR "closed hearing"~2`, []string{people + "2", people + "4"}},
		{`type:act,code year:..1999 -language:en`, []string{chinese + "240", chinese + "241"}},
		{`instrument:tip-protocol,firearms-protocol`, []string{arms + "3", people + "2"}},
		{`explosve~`, []string{arms + "1"}},
		{`title:waffengesetz`, []string{german + "5", german + "6"}},
		{`title:"traite des êtres humains"`, []string{french + "1", french + "2", french + "3"}},
		{`country:XD`, []string{german + "5", german + "6"}},
		{`country:XA -year:1998..2009 -status:repealed`, []string{"xa/act/2016/9#sec_8"}},
		{`topic:firearms`, []string{arms + "2", arms + "3", arms + "4"}},
		{`instrument:tip-protocol`, []string{people + "2"}},
		{`article:firearms-protocol/5`, []string{arms + "3"}},
		{`article:firearms-protocol/51`, []string{}},
		{`type:code`, []string{chinese + "240", chinese + "241"}},
		{`year:2011`, []string{french + "1", french + "2", french + "3"}},
		{`status:"in force" language:zh`, []string{chinese + "240", chinese + "241"}},
		{`asof:1998-12-31 -language:zh`, []string{arms + "1", arms + "2", arms + "3", arms + "4"}},
		{`asof:2015-06-30 country:XD`, []string{german + "5", german + "6"}}, // repealed, nobody says when
		{`asof:9000-01-01 country:XD`, []string{}},
		{`-asof:2010-01-01 country:XB`, []string{french + "1", french + "2", french + "3"}},
		{`law:xd/gesetz/wg Erlaubnis`, []string{german + "5"}},
		{`amends:xa/act/1998/4`, []string{"xa/act/2015/3#sec_1", "xa/act/2016/9#sec_8"}},
		{`amends:xa/act/1998/4 consolidates:xa/act/1998/4 licence`, []string{"xa/act/2016/9#sec_8"}}, // both
		{`amends:xa/act/1998/4,xa/act/2009/12 law:xa/act/2015/3`, []string{"xa/act/2015/3#sec_1"}},
		{`amends:xa/act/1998/4 law:xa/act/2009/12`, []string{}},
		{`repeals:xa/act/1998/4`, []string{}},
		{`country:XA year:2015.. -consolidates:xa/act/1998/4 -law:xa/act/2009/12`, []string{"xa/act/2015/3#sec_1"}},
		{`收买`, []string{chinese + "241"}},
		{`detention arme`, []string{french + "3"}}, // without accents
		{`zzyzx`, []string{}},
		{`NOT country:XA NOT language:fr NOT language:zh`, []string{german + "5", german + "6"}},
	} {
		if diff := cmp.Diff(c.want, sorted(ask(t, e, c.query))); diff != "" {
			t.Errorf("%s: -want +got\n%s", c.query, diff)
		}
	}
	for _, c := range []struct{ query, first string }{
		{"unlicensed keeping of weapons", arms + "3"},
		{"trafficking in persons act section 3", people + "3"},
		{"WaffG 5", german + "5"},
		{"§ 6 Waffengesetz", german + "6"},
		{"刑法第二百四十条", chinese + "240"},
		{"art. 2 loi traite", french + "2"},
		{"what is the penalty for keeping a weapon without a licence?", arms + "3"},
	} {
		r := ask(t, e, c.query)
		if len(r.Hits) == 0 || r.Hits[0].Ref.String() != c.first {
			t.Errorf("%s: first of %v, want %s", c.query, refs(r), c.first)
		}
	}
}

// pages: paging gives every hit once, in one order, and the total says how many there are.
func pages(t *testing.T, e index.Engine) {
	for _, query := range []string{"", "person", "country:XA", "weapon OR trafficking OR personne", "weapon keeps Registrar bullet"} {
		for _, sort := range []string{"", "date", "-date", "title"} {
			whole := ask(t, e, query, func(q *index.Query) { q.Size, q.Sort = 100, sort })
			var paged []string
			for offset := 0; offset < whole.Total; offset += 3 {
				r := ask(t, e, query, func(q *index.Query) { q.Size, q.Offset, q.Sort = 3, offset, sort })
				if r.Total != whole.Total {
					t.Errorf("%q at %d: total %d, want %d", query, offset, r.Total, whole.Total)
				}
				paged = append(paged, refs(r)...)
			}
			if diff := cmp.Diff(refs(whole), append([]string{}, paged...)); diff != "" || len(whole.Hits) != whole.Total {
				t.Errorf("%q sorted by %q: total %d\n%s", query, sort, whole.Total, diff)
			}
		}
	}
	if r := ask(t, e, "country:XA", func(q *index.Query) { q.Sort = "-date" }); r.Hits[0].Law.Year != 2016 {
		t.Errorf("newest first: %d", r.Hits[0].Law.Year)
	}
	q, _ := index.Parse("person")
	q.Offset = -1
	if _, err := e.Search(t.Context(), q); !errors.Is(err, corpus.ErrInvalid) {
		t.Errorf("offset -1: %v, want ErrInvalid", err)
	}
}

// facets agree with what choosing them finds.
func facets(t *testing.T, e index.Engine) {
	r := ask(t, e, "", func(q *index.Query) { q.Facets = index.FacetFields })
	for _, field := range index.FacetFields {
		counts := r.Facets[field]
		if len(counts) == 0 {
			t.Errorf("no counts of %s", field)
		}
		for i, c := range counts {
			if i > 0 && (c.Count > counts[i-1].Count || c.Count == counts[i-1].Count && c.Value < counts[i-1].Value) {
				t.Errorf("%s: %v is not in order", field, counts)
			}
			if n := ask(t, e, fmt.Sprintf("%s:%q", field, c.Value)).Total; n != c.Count {
				t.Errorf("%s %s: counted %d, choosing it finds %d", field, c.Value, c.Count, n)
			}
		}
	}
}

// groups: one hit a law, one a country; the same wording once.
func groups(t *testing.T, e index.Engine) {
	for group, want := range map[string][]string{"law": {"xa/act/1998/4", "xa/act/2009/12", "xa/act/2015/3", "xa/act/2016/9"}, "country": {"XA"}} {
		r := ask(t, e, "licence OR person OR weapon language:en", func(q *index.Query) { q.Group, q.Size = group, 50 })
		var got []string
		for _, h := range r.Hits {
			if group == "law" {
				got = append(got, string(h.Law.ID))
			} else {
				got = append(got, h.Law.Country)
			}
		}
		slices.Sort(got)
		if group == "law" && len(got) == 3 {
			want = slices.DeleteFunc(want, func(s string) bool { return !slices.Contains(got, s) }) // one of two alike is folded
		}
		if diff := cmp.Diff(want, got); diff != "" || r.Total != len(got) {
			t.Errorf("grouped by %s: total %d\n%s", group, r.Total, diff)
		}
	}
	r := ask(t, e, "review of a refusal by the court")
	alike := 0
	for _, h := range r.Hits {
		if strings.Contains(h.Unit.Text, "thirty days") {
			alike++
			if h.Similar != 1 {
				t.Errorf("%s: Similar %d, want 1", h.Ref, h.Similar)
			}
		}
	}
	if alike != 1 {
		t.Errorf("the same wording stands %d times", alike)
	}
}

// highlights lie within the texts they belong to and mark the words of the question in any form.
func highlights(t *testing.T, e index.Engine) {
	r := ask(t, e, "keeping weapons licences")
	for _, h := range r.Hits {
		for _, part := range []struct {
			text  string
			spans []corpus.Span
		}{{h.Unit.Text, h.Text}, {h.Unit.Heading, h.Heading}, {h.Law.Title, h.LawTitle}, {h.Unit.Text, []corpus.Span{h.Snippet}}} {
			last := 0
			for _, s := range part.spans {
				if s.Start < last || s.End < s.Start || s.End > len(part.text) {
					t.Fatalf("%s: span %v of %q", h.Ref, s, part.text)
				}
				last = s.End
			}
		}
	}
	h := r.Hits[0]
	var marked []string
	for _, s := range h.Text {
		marked = append(marked, h.Unit.Text[s.Start:s.End])
	}
	if diff := cmp.Diff([]string{"keep", "weapon", "licence", "licence"}, marked); diff != "" {
		t.Errorf("%s: %s", h.Ref, diff)
	}
	chinese := ask(t, e, "收买儿童")
	marked = nil
	for _, s := range chinese.Hits[0].Text {
		marked = append(marked, chinese.Hits[0].Unit.Text[s.Start:s.End])
	}
	if diff := cmp.Diff([]string{"收买", "儿童"}, marked); diff != "" {
		t.Errorf("%s, single characters of words are not marked: %s", chinese.Hits[0].Ref, diff)
	}
	if plain := ask(t, e, "weapons", func(q *index.Query) { q.Plain = true }); len(plain.Hits) == 0 || plain.Hits[0].Unit.Text != "" {
		t.Error("Plain: want hits without units")
	}
}

// expansion finds provisions in other languages, says which terms it searched, and leaves out what the reader switched off.
func expansion(t *testing.T, e index.Engine) {
	on := func(q *index.Query) { q.Expand, q.Language = true, "en" }
	r := ask(t, e, "human trafficking", on)
	for _, want := range []string{"xb/loi/2011/7#sec_1", "xd/gesetz/wg#sec_6"} {
		if !slices.Contains(refs(r), want) {
			t.Errorf("expanded: %v lacks %s", refs(r), want)
		}
	}
	var off []string
	for _, x := range r.Expansions {
		if len(x.Terms) == 0 || x.Concept == "" || x.Language == "" {
			t.Errorf("expansion %+v", x)
		}
		if x.Language == "de" {
			off = append(off, x.Concept+":"+x.Language)
		}
	}
	without := ask(t, e, "human trafficking", on, func(q *index.Query) { q.Without = off })
	if slices.Contains(refs(without), "xd/gesetz/wg#sec_6") {
		t.Error("German terms were switched off and searched")
	}
	if !slices.ContainsFunc(without.Expansions, func(x index.Expansion) bool { return x.Off }) {
		t.Error("what is switched off is still listed")
	}
	only := ask(t, e, "human trafficking", on, func(q *index.Query) { q.Only = []string{"fr"} })
	if slices.ContainsFunc(only.Expansions, func(x index.Expansion) bool { return x.Language != "fr" }) {
		t.Errorf("French alone was asked for: %v", only.Expansions)
	}
}

// understanding: misspelt words, relaxed questions, batches.
func understanding(t *testing.T, e index.Engine) {
	if r := ask(t, e, "explosve bullet"); !strings.Contains(r.Corrected, "explosive") {
		t.Errorf("corrected to %q", r.Corrected)
	}
	r := ask(t, e, "weapon registrar submarine")
	if !r.Relaxed || len(r.Hits) == 0 {
		t.Errorf("few hold all words: relaxed %v, %v", r.Relaxed, refs(r))
	}
	if r := ask(t, e, `"closed hearing" submarine`); len(r.Hits) != 0 {
		t.Errorf("a phrase is not relaxed: %v", refs(r))
	}
	q := index.Plain("what happens to (someone who: keeps weapons AND")
	q.Plain = true
	if r, err := e.Search(t.Context(), q); err != nil || len(r.Hits) == 0 {
		t.Errorf("a plain line: %v, %v", refs(r), err)
	}
	if r := ask(t, e, "weapon licence"); r.Language != "en" {
		t.Errorf("language %q, want en", r.Language)
	}
	if r := ask(t, e, "weapon licence 1998"); len(r.Offers) == 0 || r.Offers[0].Field != "year" || r.Offers[0].Value != "1998" {
		t.Errorf("offers %v, want the year", r.Offers)
	}
	misspelt := []struct{ query, language, want string }{
		{"traficking victim", "en", "trafficking victim"},
		{"détantion d'une arme", "fr", "détention d'une arme"},
		{"Menschenhandl", "", "Menschenhandel"},
		{"imprisonmnt", "", "imprisonment"},
		{"weapon licence", "en", ""},
		{"bucket weapon", "en", ""}, // not "bullet": two of six letters make another word
		{"closedhearing", "en", "closed hearing"},
	}
	for _, c := range misspelt {
		if r := ask(t, e, c.query, func(q *index.Query) { q.Language = c.language }); r.Corrected != c.want {
			t.Errorf("%q: did you mean %q, want %q", c.query, r.Corrected, c.want)
		}
	}
	for _, query := range []string{`"in Qatar" weapon OR licence`, "title:qatar OR weapon"} {
		if r := ask(t, e, query); len(r.Offers) != 0 {
			t.Errorf("%s: offers %v of a phrase or field", query, r.Offers)
		}
	}
	if r := ask(t, e, "weapon licence in Qatar"); len(r.Offers) != 1 || !r.Offers[0].Absent || r.Offers[0].Value != "QA" || len(r.Hits) == 0 {
		t.Errorf("a country of which nothing is held: %v, %v", r.Offers, refs(r))
	}
}

// like: provisions like one, never itself; filters and groups hold; across languages on demand.
func like(t *testing.T, e index.Engine) {
	to := func(law, eid, language string) func(q *index.Query) {
		return func(q *index.Query) {
			q.Like = corpus.Ref{Law: corpus.URI(law), EID: corpus.EID(eid), Language: language}
		}
	}
	r := ask(t, e, "", to("xa/act/1998/4", "sec_2", "en"))
	if len(r.Hits) == 0 || r.Hits[0].Ref.EID != "sec_3" || slices.Contains(refs(r), "xa/act/1998/4#sec_2") || r.Total != len(r.Hits) {
		t.Errorf("like sec_2: %v of %d", refs(r), r.Total)
	}
	across := ask(t, e, "-country:XB", to("xb/loi/2011/7", "sec_1", "fr"), func(q *index.Query) { q.Expand = true })
	for _, want := range []string{"xa/act/2009/12#sec_2", "xd/gesetz/wg#sec_6"} {
		if !slices.Contains(refs(across), want) {
			t.Errorf("like the French definition, in other countries: %v lacks %s", refs(across), want)
		}
	}
	q := index.Query{}
	to("xa/none", "sec_2", "")(&q)
	if _, err := e.Search(t.Context(), q); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("like an unknown provision: %v, want ErrNotFound", err)
	}
}

// together: the same answer from many askers at once.
func together(t *testing.T, e index.Engine) {
	want := refs(ask(t, e, "person weapon trafficking"))
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			q, _ := index.Parse("person weapon trafficking")
			for range 20 {
				r, err := e.Search(context.Background(), q)
				if diff := cmp.Diff(want, refs(r)); err != nil || diff != "" {
					t.Errorf("%v %s", err, diff)
				}
			}
		})
	}
	wait.Wait()
}

// replacing: Put takes the place of the same law and language alone, Delete takes away, and both are seen at once.
func replacing(t *testing.T, open Open) {
	shelf := &Shelf{}
	e := open(t, shelf)
	put := func(texts ...corpus.Text) {
		t.Helper()
		shelf.Put(texts...)
		if err := e.Put(t.Context(), texts...); err != nil {
			t.Fatal(err)
		}
	}
	put(law("xa/act/1", "XA", "en", "act", "One", 2000, "", section("1", "", "The heron walks."), section("2", "", "The otter swims.")),
		law("xa/act/1", "XA", "fr", "act", "Un", 2000, "", section("1", "", "Le héron marche.")))
	put(law("xa/act/1", "XA", "en", "act", "One", 2000, "", section("1", "", "The badger digs.")))
	for query, want := range map[string]int{"heron": 0, "otter": 0, "badger": 1, "héron": 1, "": 2} {
		if n := ask(t, e, query).Total; query != "heron" && n != want || query == "heron" && n > 1 {
			t.Errorf("%q: %d, want %d", query, n, want)
		}
	}
	put(law("xa/act/1", "XA", "en", "act", "One", 2000, "", section("1", "", "The heron flies."), section("3", "", "The otter dives.")),
		law("xa/act/1", "XA", "en", "act", "One", 2000, "", section("1", "", "The lynx waits."))) // the last of a law and language
	for query, want := range map[string]int{"badger": 0, "otter": 0, "lynx": 1, "héron": 1, "": 2} {
		if n := ask(t, e, query).Total; n != want {
			t.Errorf("%q after a batch of two wordings: %d, want %d", query, n, want)
		}
	}
	if err := e.Delete(t.Context(), "xa/act/1", "xa/act/unknown"); err != nil {
		t.Fatal(err)
	}
	if n := ask(t, e, "").Total; n != 0 {
		t.Errorf("after Delete: %d", n)
	}
}
