package topic

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/pandect/pandect/corpus"
)

func load(t *testing.T) *Scheme {
	t.Helper()
	s, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestScheme_Labels(t *testing.T) {
	s := load(t)
	if got := len(s.Topics); got != 35 {
		t.Errorf("%d topics, want 35", got)
	}
	for _, topic := range s.Topics {
		for _, l := range append([]string{"de"}, Languages...) {
			if topic.Labels[l] == "" {
				t.Errorf("topic %s has no label in %s", topic.ID, l)
			}
		}
	}
}

func TestScheme_Instruments(t *testing.T) {
	s := load(t)
	var ids []string
	requirements := 0
	for _, i := range s.Instruments {
		ids = append(ids, i.ID)
		requirements += len(i.Requirements)
		if len(i.Articles) < 20 {
			t.Errorf("%s has %d articles", i.ID, len(i.Articles))
		}
	}
	want := "drugs-1988 terrorism-financing migrants-protocol tip-protocol untoc firearms-protocol uncac cybercrime"
	if diff := cmp.Diff(want, strings.Join(ids, " ")); diff != "" {
		t.Errorf("instruments in order of adoption (-want +got):\n%s", diff)
	}
	if requirements != 260 {
		t.Errorf("%d requirements, want 260", requirements)
	}
}

func TestScheme_Equivalent(t *testing.T) {
	s := load(t)
	for r := range s.Requirements() {
		for _, id := range r.Equivalent {
			e, _ := s.Requirement(id)
			if !strings.Contains(" "+strings.Join(e.Equivalent, " ")+" ", " "+r.ID+" ") {
				t.Errorf("%s names %s as equivalent, but not the other way round", r.ID, id)
			}
		}
	}
	r, _ := s.Requirement("untoc/6/1/a")
	if diff := cmp.Diff([]string{"uncac/23/1", "drugs-1988/3/1/b", "cybercrime/17"}, r.Equivalent); diff != "" {
		t.Errorf("laundering (-want +got):\n%s", diff)
	}
}

func TestScheme_Within(t *testing.T) {
	s := load(t)
	if diff := cmp.Diff([]string{"drug-offences", "drug-precursors"}, s.Within("drug-offences")); diff != "" {
		t.Error(diff)
	}
	if got := s.Within("nothing"); got != nil {
		t.Errorf("Within of an unknown topic = %v", got)
	}
}

func TestLoadWith(t *testing.T) {
	const head = "id,kind,title,title_fr,requirement,force,topic\n"
	for _, c := range []struct{ name, file, wantErr string }{
		{"regional", head + "xa-accord,instrument,Accord of the Isles,,,,\nxa-accord/4,article,Firearms,,,,\nxa-accord/4/1,criminalise,Possession,,The law punishes it.,shall,firearms\n", ""},
		{"semicolons", strings.ReplaceAll(head+"xa-accord,instrument,Accord,,,,\n", ",", ";"), ""},
		{"no instrument", head + "xa-accord/4,article,Firearms,,,,\n", "line 2"},
		{"unknown kind", head + "xa-accord,instrument,Accord,,,,\nxa-accord/4/1,crime,Possession,,,shall,firearms\n", "line 3"},
		{"unknown force", head + "xa-accord,instrument,Accord,,,,\nxa-accord/4/1,records,Possession,,,ought,firearms\n", "line 3"},
		{"unknown topic", head + "xa-accord,instrument,Accord,,,,\nxa-accord/4/1,records,Possession,,,shall,witchcraft\n", "witchcraft"},
		{"twice", head + "xa-accord,instrument,Accord,,,,\nxa-accord/4,records,A,,,shall,\nxa-accord/4,records,B,,,shall,\n", "twice"},
		{"empty", "", "no header"},
		{"too wide", head + "xa-accord,instrument,Accord,,,,,,,,\n", "line 2"},
	} {
		s, err := LoadWith(fstest.MapFS{"accord.csv": {Data: []byte(c.file)}})
		if c.wantErr == "" {
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
			} else if _, ok := s.Instrument("xa-accord"); !ok {
				t.Errorf("%s: the instrument was not added", c.name)
			}
			continue
		}
		if !errors.Is(err, corpus.ErrInvalid) || !strings.Contains(err.Error(), c.wantErr) {
			t.Errorf("%s: LoadWith = %v, want ErrInvalid naming %q", c.name, err, c.wantErr)
		}
	}
}

// A convention that a person adds says its duties in the languages that person writes down, and in English for all others.
func TestLoadWith_Wordings(t *testing.T) {
	const table = "id,kind,title,requirement\nxa-accord,instrument,Accord,\nxa-accord/4,records,Books,Books are kept.\nxa-accord/5,records,Lists,Lists are kept.\n"
	for _, c := range []struct{ name, file, wantErr string }{
		{"one of two", "id\trequirement\nxa-accord/4\tDes livres sont tenus.\n", ""},
		{"unknown", "id\trequirement\nxa-accord/9\tDes livres.\n", "fr.tsv:2"},
		{"empty", "xa-accord/4\t \n", "fr.tsv:1"},
		{"no tab", "xa-accord/4 Des livres.\n", "fr.tsv:1"},
		{"twice", "xa-accord/4\tA\r\nxa-accord/4\tB\r\n", "twice"},
	} {
		s, err := LoadWith(fstest.MapFS{"accord.csv": {Data: []byte(table)}, "wording/fr.tsv": {Data: []byte(c.file)}})
		if c.wantErr != "" {
			if !errors.Is(err, corpus.ErrInvalid) || !strings.Contains(err.Error(), c.wantErr) {
				t.Errorf("%s: LoadWith = %v, want ErrInvalid naming %q", c.name, err, c.wantErr)
			}
			continue
		}
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		for _, want := range [][4]string{
			{"xa-accord/4", "fr", "Des livres sont tenus.", "fr"}, {"xa-accord/4", "ar", "Books are kept.", "en"}, {"xa-accord/5", "fr", "Lists are kept.", "en"},
		} {
			r, _ := s.Requirement(want[0])
			if text, in := r.Wording(want[1]); text != want[2] || in != want[3] {
				t.Errorf("%s in %s = %q in %q, want %q in %q", want[0], want[1], text, in, want[2], want[3])
			}
		}
	}
}

// A person may say a shipped duty better in one language; the others stay.
func TestLoadWith_WordingOfAShippedDuty(t *testing.T) {
	s, err := LoadWith(fstest.MapFS{"wording/fr.tsv": {Data: []byte("untoc/6/1/a\tLa loi punit.\n")}})
	if err != nil {
		t.Fatal(err)
	}
	r, ok := s.Requirement("untoc/6/1/a")
	if !ok {
		t.Fatal("untoc/6/1/a is no requirement any more: take another")
	}
	fr, _ := r.Wording("fr")
	if es, in := r.Wording("es"); fr != "La loi punit." || in != "es" || es == "" {
		t.Errorf("in French %q, in Spanish %q in %q", fr, es, in)
	}
}

// What a convention asks for is there in the languages of the interface, each in its own letters.
func TestScheme_Wordings(t *testing.T) {
	letters := map[string]*unicode.RangeTable{"en": unicode.Latin, "fr": unicode.Latin, "es": unicode.Latin, "ru": unicode.Cyrillic, "ar": unicode.Arabic, "zh": unicode.Han}
	for r := range load(t).Requirements() {
		for _, l := range Languages {
			text, in := r.Wording(l)
			if in != l || !strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(letters[l], r) }) || l != "en" && text == r.Text {
				t.Errorf("%s: %q is no sentence in %s", r.ID, text, l)
			}
		}
	}
}

// Every name that a reader sees is there in the six languages of the United Nations.
func TestScheme_Titles(t *testing.T) {
	s := load(t)
	check := func(what string, titles map[string]string) {
		for _, l := range Languages {
			if titles[l] == "" {
				t.Errorf("%s has no title in %s", what, l)
			}
		}
	}
	for _, i := range s.Instruments {
		check(i.ID, i.Titles)
		for _, a := range i.Articles {
			check(i.ID+" article "+a.Number, a.Titles)
		}
		for _, r := range i.Requirements {
			check(r.ID, r.Titles)
		}
	}
}
