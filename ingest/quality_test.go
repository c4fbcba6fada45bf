package ingest

import (
	"strings"
	"testing"

	"github.com/pandect/pandect/corpus"
)

func TestRepaired(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []Line
		want  float64
	}{
		{"nothing broken", []Line{{Text: "The harbour master keeps a list.", Soft: true}, {Text: "It is public."}}, 0},
		{"one word in eight", []Line{{Text: "The harbour master keeps an inven-", Soft: true, Hyphen: true}, {Text: "tory of boats."}}, 0.125},
		{"a hyphen that belongs there", []Line{{Text: "No one under Article 12-", Soft: true, Hyphen: true}, {Text: "3 may enter."}}, 0},
		{"two that the extractor put right", []Line{{Text: "The port is open.", Mended: 2}}, 0.5},
	} {
		doc := &Document{Blocks: []Block{{Lines: c.lines}}}
		if got := repaired(paragraphs(doc, "en", lexisOf("en"))); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestSegment_Repaired(t *testing.T) {
	doc := &Document{Blocks: []Block{
		plainBlock("Section 1. The harbour master keeps the list of boats."),
		{Lines: []Line{{Text: "Section 2. Nobody may enter the inner har-", Soft: true, Hyphen: true}, {Text: "bour by night.", Soft: false}}},
		plainBlock("Section 3. This Act is in force."),
	}}
	ps, _ := Segment(doc, "en")
	var got []float64
	for p := range corpus.All(ps) {
		if corpus.IsBasic(p.Kind) {
			got = append(got, p.Repaired)
		}
	}
	if len(got) != 3 || got[0] != 0 || got[1] <= 0.05 || got[1] > 0.2 || got[2] != 0 {
		t.Errorf("repaired %v, want only the second, about one word in ten", got)
	}
}

func TestJudgeLanguage(t *testing.T) {
	plain := strings.Repeat("The harbour master shall keep a list of the boats that are in the port, and any person may read it. ", 3)
	for _, c := range []struct {
		name, language, text string
		low, high            float64 // 0, 0: no doubt
	}{
		{"plain", "en", plain, 0, 0},
		{"a list without sentences", "en", "smuggling of arms; theft of a boat; arson in the port; piracy; damage to a quay; sabotage of a lock, of a beacon or of a bridge", 0, 0},
		{"another language", "en", strings.Repeat("Le capitaine du port tient une liste des bateaux qui sont dans le port et toute personne peut la lire. ", 3), 0.001, 0.4},
		{"letters without sense", "en", strings.Repeat("Tlre lrarbonr nraster slrall kcep a list oi tlre boats tlrat arc irr tlre port arrd arry persorr rrray rcad rt. ", 3), 0.001, 0.6},
		{"half in another script", "en", "The harbour master shall keep a list. Начальник порта ведёт список.", 0.4, 0.7},
		{"another script", "ru", "The harbour master shall keep a list of boats.", 0.001, 0.001},
		{"too short to tell", "en", "Порт.", 0, 0},
		{"Chinese with a name", "zh", "瓦兰共和国港口由港务局管理，任何人不得在夜间进入内港，违者依法处罚（Varland）。", 0.5, 0.94},
		{"Chinese", "zh", "瓦兰共和国港口由港务局管理，任何人不得在夜间进入内港，违者依法处罚。", 0, 0},
		{"a language without a list", "ka", "ნავსადგურის უფროსი აწარმოებს გემების სიას.", 0, 0},
		{"a language that is not known", "xx", "Anything at all may be written here.", 0, 0},
	} {
		text := corpus.Text{Language: c.language, Provisions: []corpus.Provision{{EID: "sec_1", Kind: "section", Text: c.text}, {EID: "sec_2", Kind: "section"}}}
		if c.language == "en" {
			text.Provisions[1].Text = strings.Repeat(plain, 3)
		}
		judgeLanguage(&text)
		if got := text.Provisions[0].Certainty; got < c.low || got > c.high {
			t.Errorf("%s: %v, want %v to %v", c.name, got, c.low, c.high)
		}
	}
}

func BenchmarkJudgeLanguage(b *testing.B) {
	text := corpus.Text{Language: "en"}
	for i := range 200 {
		text.Provisions = append(text.Provisions, corpus.Provision{EID: corpus.EID("sec_" + string(rune('a'+i%26)) + strings.Repeat("x", i/26)), Kind: "section",
			Text: strings.Repeat("The harbour master shall keep a list of the boats that are in the port. ", 10)})
	}
	for b.Loop() {
		judgeLanguage(&text)
	}
}
