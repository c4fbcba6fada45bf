package bleve

import (
	"strings"
	"testing"

	"github.com/pandect/pandect/index"
	"github.com/pandect/pandect/index/indextest"
)

// naturalQuestions, their language, and what is asked for when the words that only ask are taken out.
var naturalQuestions = []struct{ language, text, want string }{
	{"en", "What is the penalty for smuggling migrants by sea in Kenya?", "penalty smuggling migrants sea"},
	{"en", "Which countries have laws on witness protection", "witness protection"},
	{"en", "under what conditions can a suspect be extradited?", "suspect extradited"},
	{"en", "How long can a suspect be held without charge?", "suspect held without charge"},
	{"en", "is it an offence to possess child pornography", "possess child pornography"},
	{"fr", "Quelle est la peine encourue pour le trafic de migrants au Sénégal ?", "peine encourue trafic migrants"},
	{"fr", "Dans quels cas peut-on refuser l'extradition d'un national ?", "refuser extradition national"},
	{"fr", "que prévoit la loi en droit allemand sur la confiscation", "droit confiscation"},
	{"es", "¿Cuál es la pena por lavado de dinero en Uruguay?", "pena lavado dinero"},
	{"es", "¿En qué casos se puede negar la extradición?", "negar extradición"},
	{"es", "¿Quién puede solicitar asistencia judicial?", "solicitar asistencia judicial"},
	{"pt", "Qual é a pena para lavagem de dinheiro na Alemanha?", "pena lavagem dinheiro"},
	{"pt", "Em que casos é possível recusar a extradição?", "recusar extradição"},
	{"de", "Welche Strafe droht für Geldwäsche in Irland?", "Strafe Geldwäsche"},
	{"de", "Unter welchen Voraussetzungen darf man eine Waffe führen?", "Waffe führen"},
	{"de", "Ist es strafbar, einen Amtsträger zu bestechen?", "Amtsträger bestechen"},
	{"ru", "Какое наказание предусмотрено за отмывание денег в Китае?", "наказание отмывание денег"},
	{"ru", "В каких случаях можно отказать в выдаче?", "отказать выдаче"},
	{"ru", "Имеет ли потерпевший право на компенсацию?", "потерпевший право компенсацию"},
	{"ar", "ما هي عقوبة غسل الأموال في قطر؟", "عقوبة غسل الأموال"},
	{"ar", "هل يجوز تسليم المواطنين؟", "تسليم المواطنين"},
	{"ar", "متى يجوز حمل السلاح", "حمل السلاح"},
	{"zh", "什么情况下可以拒绝引渡？", "拒绝 绝引 引渡"},
	{"zh", "洗钱罪在德国是怎么规定的", "洗钱 钱罪 规定"},
	{"ja", "資金洗浄とは何ですか", "資金 金洗 洗浄"},
}

// TestGuess: the language of a question is told, whether or not the library has texts in it.
func TestGuess(t *testing.T) {
	e := open(t, &indextest.Shelf{}).(*Engine)
	if err := e.Put(t.Context(), indextest.Library()...); err != nil {
		t.Fatal(err)
	}
	v, release, err := e.current()
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	for _, c := range naturalQuestions {
		if c.language == "ja" {
			continue // told by its kana
		}
		s := &search{e: e, v: v, q: &index.Query{Text: c.text}}
		if got, _ := s.guess(); got != c.language {
			t.Errorf("%q is taken for %q, want %s", c.text, got, c.language)
		}
	}
}

// TestFrames: what natural questions ask for, when the words that only ask are taken out.
func TestFrames(t *testing.T) {
	e := open(t, &indextest.Shelf{}).(*Engine)
	if err := e.Put(t.Context(), indextest.Library()...); err != nil {
		t.Fatal(err)
	}
	for _, c := range naturalQuestions {
		q, err := index.Parse(c.text)
		if err != nil {
			t.Fatal(err)
		}
		q.Language = c.language
		v, release, err := e.current()
		if err != nil {
			t.Fatal(err)
		}
		s := &search{e: e, v: v, q: &q}
		s.understand()
		p, err := e.compile(v, &q, c.language, []string{c.language}, s.skips, true)
		release()
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, g := range p.groups {
			if g.weight == 1 {
				got = append(got, g.source)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s %q asks for %q, want %q", c.language, c.text, strings.Join(got, " "), c.want)
		}
	}
}
