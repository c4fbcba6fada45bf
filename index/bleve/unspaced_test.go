package bleve

import (
	"embed"
	"encoding/json"
	"fmt"
	"path"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index"
	"github.com/pandect/pandect/index/indextest"
)

//go:embed testdata/unspaced/*.txt
var unspacedCases embed.FS

// unspacedGoal is the least share of questions whose provision stands first, by language: as typed, and as printed. Measured when the analysis was last changed.
var unspacedGoal = map[string][2]float64{"ja": {1, 1}, "km": {1, 1}, "lo": {1, 1}, "my": {1, 1}, "th": {1, 1}}

// TestUnspaced asks fictional provisions in languages without blanks between words for words inside longer runs: the wording as one types it, and as publishers
// print it.
//
//	go test ./index/bleve -run Unspaced -v
func TestUnspaced(t *testing.T) {
	files, err := unspacedCases.ReadDir("testdata/unspaced")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		language := strings.TrimSuffix(f.Name(), ".txt")
		goal := unspacedGoal[language]
		t.Run(language, func(t *testing.T) { unspacedLanguage(t, language, func(s string) string { return s }, goal[0]) })
		t.Run(language+" printed", func(t *testing.T) { unspacedLanguage(t, language, asPrinted, goal[1]) })
	}
}

// asPrinted writes wording as PDFs of gazettes have it: zero-width spaces between some syllables, compound vowels in two characters, narrow katakana.
func asPrinted(s string) string {
	var b strings.Builder
	n := 0
	for at := 0; at < len(s); {
		end := clusterEnd(s, at)
		if n++; n%2 == 0 && unicode.In([]rune(s[at:])[0], unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) {
			b.WriteString("\u200B")
		}
		b.WriteString(s[at:end])
		at = end
	}
	return width.Narrow.String(strings.NewReplacer("ำ", "ํา", "ຳ", "ໍາ").Replace(b.String()))
}

func unspacedLanguage(t *testing.T, language string, printed func(string) string, goal float64) {
	b, err := unspacedCases.ReadFile(path.Join("testdata/unspaced", language+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	text := corpus.Text{Law: corpus.Law{ID: corpus.URI("xg/act/" + language), Country: "XG"}, Language: language}
	var questions [][2]string
	for line := range strings.Lines(string(b)) {
		id, words, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok {
			continue // the head
		}
		if answer, asks := strings.CutPrefix(id, "?"); asks {
			questions = append(questions, [2]string{answer, words})
			continue
		}
		text.Provisions = append(text.Provisions, corpus.Provision{EID: corpus.EID("sec_" + id), Kind: "section", Number: id, Text: printed(words)})
	}
	shelf := &indextest.Shelf{}
	shelf.Put(text)
	e := open(t, shelf)
	if err := e.Put(t.Context(), text); err != nil {
		t.Fatal(err)
	}
	first, mrr, found, total := 0, 0.0, 0, 0
	for _, q := range questions {
		parsed, err := index.Parse(q[1])
		if err != nil {
			t.Fatal(err)
		}
		r, err := e.Search(t.Context(), parsed)
		if err != nil {
			t.Fatal(err)
		}
		total += r.Total
		place := 0
		for i, h := range r.Hits {
			if string(h.Ref.EID) == "sec_"+q[0] {
				place = i + 1
				found++
				mrr += 1 / float64(i+1)
				break
			}
		}
		if place == 1 {
			first++
		}
		if place != 1 {
			t.Logf("%s: %q has %s at %d of %d", language, q[1], q[0], place, r.Total)
		}
	}
	n := float64(len(questions))
	t.Logf("%s\tquestions %d\trecall@1 %.3f\tMRR %.3f\trecall %.3f\thits a question %.1f", language, len(questions), float64(first)/n, mrr/n, float64(found)/n, float64(total)/n)
	if share := float64(first) / n; share < goal-0.001 {
		t.Errorf("%s: %s", language, fmt.Sprintf("recall@1 %.3f, want %.3f", share, goal))
	}
}

// TestSubstrings asks the Universal Declaration in languages without blanks for runs of nine characters out of the middle of its articles, wherever words begin: how often
// the article that has the run stands first, and how many articles were found.
//
//	go test ./index/bleve -run Substrings -v -eval udhr-x
func TestSubstrings(t *testing.T) {
	chosenSets(t)
	for _, language := range []string{"th", "ja", "zh", "ko"} {
		var texts []corpus.Text
		for line := range strings.Lines(read(t, "udhr-x", "corpus.jsonl")) {
			var text corpus.Text
			if err := json.Unmarshal([]byte(line), &text); err != nil {
				t.Fatal(err)
			}
			if text.Language == language {
				texts = append(texts, text)
			}
		}
		shelf := &indextest.Shelf{}
		shelf.Put(texts...)
		e := open(t, shelf)
		if err := e.Put(t.Context(), texts...); err != nil {
			t.Fatal(err)
		}
		asked, first, hits := 0, 0, 0
		for _, text := range texts {
			wording := text.Units()[0].Text
			for k := range 4 {
				q := index.Plain(run(wording, len(wording)*(k+1)/6, 9))
				q.Loose, q.Language = false, language
				r, err := e.Search(t.Context(), q)
				if err != nil {
					t.Fatal(err)
				}
				asked++
				hits += r.Total
				if len(r.Hits) > 0 && r.Hits[0].Law.ID == text.ID {
					first++
				}
			}
		}
		t.Logf("%s\truns %d\tfirst %.3f\tfound a run %.1f", language, asked, float64(first)/float64(asked), float64(hits)/float64(asked))
	}
}

// run is n characters of text from the letter at or behind a byte on; marks are not parted from their letters.
func run(text string, from, n int) string {
	for from < len(text) && (!utf8.RuneStart(text[from]) || !strings.HasPrefix(text[from:], clusterStart(text[from:]))) {
		from++
	}
	end := from
	for ; n > 0 && end < len(text); n-- {
		end = clusterEnd(text, end)
	}
	return text[from:end]
}

// clusterStart is the letter that s begins with, "\x00" where a mark or vowel stands there that belongs to the letter before.
func clusterStart(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if unicode.In(r, unicode.Mn, unicode.Mc) || strings.ContainsRune(followingVowels, r) {
		return "\x00"
	}
	return s[:n]
}
