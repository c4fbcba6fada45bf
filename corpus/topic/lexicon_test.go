package topic

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/pandect/pandect/corpus"
)

func TestEachWord(t *testing.T) {
	for _, c := range []struct {
		language, in string
		want         string
	}{
		{"en", "Trafficking-in PERSONS, etc.", "trafficking in persons etc"},
		{"fr", "l’élément où naît l'œuvre", "l element ou nait l oeuvre"},
		{"de", "Straße und Geldwäsche", "strasse und geldwasche"},
		{"ru", "её дело № 5", "ее дело 5"},
		{"ar", "والمُخدِّرات بالأشخاص للجريمة الاتجـــار", "مخدرات اشخاص جريمه اتجار"},
		{"zh", "第3条 枪支。", "第 3 条 枪 支"},
		{"es", "n.º 12 año", "n o 12 ano"},
		{"", "", ""},
	} {
		var words []string
		EachWord(c.language, c.in, func(w string, from, to int) {
			words = append(words, w)
			if from < 0 || to > len(c.in) || from >= to {
				t.Errorf("EachWord(%q): %q at %d:%d", c.in, w, from, to)
			}
		})
		if diff := cmp.Diff(c.want, strings.Join(words, " ")); diff != "" {
			t.Errorf("EachWord(%q) (-want +got):\n%s", c.in, diff)
		}
	}
}

// scan lists the terms found, as the words of the text.
func scan(t *testing.T, language, lexicon, text string) []string {
	t.Helper()
	l, err := LoadLexicon(fstest.MapFS{"x" + language + ".txt": {Data: []byte(lexicon)}})
	if err != nil {
		t.Fatal(err)
	}
	s := l.Words("x" + language).NewScanner()
	s.Add(0, text)
	var out []string
	for _, h := range s.Scan() {
		out = append(out, l.Name(h.Group)+":"+text[s.Tokens[h.From].From:s.Tokens[h.To-1].To])
	}
	return out
}

func TestScanner(t *testing.T) {
	for _, c := range []struct {
		name, lexicon, text string
		want                []string
	}{
		{"word", "g = arms", "Arms, army.", []string{"g:Arms"}},
		{"ending", "g = arm*", "Arms, army, farm.", []string{"g:Arms", "g:army"}},
		{"beginning", "g = *waffe", "Schusswaffe, Waffen", []string{"g:Schusswaffe"}},
		{"inside", "g = *waff*", "Schusswaffen", []string{"g:Schusswaffen"}},
		{"phrase", "g = money laundering", "the laundering of money; money laundering", []string{"g:money laundering"}},
		{"gap of four", "g = offer* .. bribe*", "offers a small or large bribe; offers one two three four five bribes", []string{"g:offers a small or large bribe"}},
		{"gap of twelve", "g = a ... z", "a b c d e f g z", []string{"g:a b c d e f g z"}},
		{"either", "g = buy*/sell* .. person*", "sells a person, buys persons", []string{"g:sells a person", "g:buys persons"}},
		{"hyphen and apostrophe", "g = pot-de-vin, état d'alerte", "un pot de vin, l’état d’alerte", []string{"g:pot de vin", "g:état d’alerte"}},
		{"several groups", "g = fire*\nh = firearm*", "firearms", []string{"g:firearms", "h:firearms"}},
		{"continued line", "g = one,\n  two # and a comment\n", "one two", []string{"g:one", "g:two"}},
		{"characters", "g = 洗钱, 没收 .. 财产", "反洗钱，没收其全部财产", []string{"g:洗钱", "g:没收其全部财产"}},
		{"nothing", "g = x", "", nil},
	} {
		if diff := cmp.Diff(c.want, scan(t, "t", c.lexicon, c.text)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestParseLexicon_Errors(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"  term, term\n", "line 1"},
		{"# words\na group = term\n", "line 2"},
		{"no equals sign\n", "line 1"},
		{" = term\n", "line 1"},
	} {
		_, err := LoadLexicon(fstest.MapFS{"en.txt": {Data: []byte(c.in)}})
		if !errors.Is(err, corpus.ErrInvalid) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("LoadLexicon(%q) = %v, want ErrInvalid naming %s", c.in, err, c.want)
		}
	}
}

func TestElements(t *testing.T) {
	s := load(t)
	l, err := LoadLexicon(nil)
	if err != nil {
		t.Fatal(err)
	}
	e, err := LoadElements(l)
	if err != nil {
		t.Fatal(err)
	}
	for r := range s.Requirements() {
		if len(e.Of(r)) == 0 {
			t.Errorf("requirement %s has no elements", r.ID)
		}
	}
	r, _ := s.Requirement("tip-protocol/3/a")
	const text = "Trafficking means the recruitment of a person for the purpose of forced labour."
	got := map[string]string{}
	for _, f := range e.In(text, "en", e.Of(&r)) {
		for _, sp := range f.Spans {
			got[f.Name] += text[sp.Start:sp.End] + ";"
		}
		if len(f.Spans) == 0 {
			got[f.Name] = "missing"
		}
	}
	if diff := cmp.Diff(map[string]string{"act": "recruitment;", "means": "missing", "purpose": "forced labour;"}, got); diff != "" {
		t.Errorf("elements (-want +got):\n%s", diff)
	}
}

func FuzzParseLexicon(f *testing.F) {
	f.Add("g = a*, *b, c .. d/e\n  f # x\n")
	f.Add("洗 = 洗钱，没收\n")
	f.Add("g = *, **, .., /, a/ /b, -\n")
	f.Fuzz(func(t *testing.T, text string) {
		es, err := parseLexicon("fuzz.txt", text)
		if err != nil {
			return
		}
		s := compileWords("en", es).NewScanner()
		s.Add(0, text)
		for _, h := range s.Scan() {
			if h.From < 0 || h.From >= h.To || int(h.To) > len(s.Tokens) {
				t.Errorf("hit %v of %d tokens in %q", h, len(s.Tokens), text)
			}
		}
	})
}
