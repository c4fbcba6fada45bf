package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// sets of real provisions with their law, by the questions' folder. The first two have headings as questions.
var sets = []string{"heading-en", "heading-de", "canada-x"}

// law of the sets, in one language.
type law struct {
	Title, Language string
	Provisions      []string
}

// laws reads the provisions of the sets, put together by law.
func laws(shared string) ([]law, error) {
	var out []law
	at := map[string]int{}
	for _, set := range sets {
		err := lines(filepath.Join(shared, "eval/retrieval", set, "corpus.jsonl"), func(line []byte) error {
			var r struct{ ID, Title, Text, Language string }
			if err := json.Unmarshal(line, &r); err != nil {
				return err
			}
			id, _, found := strings.Cut(r.ID, "#")
			if !found {
				id = id[:max(0, strings.LastIndex(id, ".sec_"))]
			}
			title, _, _ := strings.Cut(r.Title, ", s. ")
			title, _, _ = strings.Cut(title, ", art. ")
			key := set + id + r.Language
			i, ok := at[key]
			if !ok {
				i = len(out)
				at[key] = i
				out = append(out, law{Title: title, Language: r.Language})
			}
			out[i].Provisions = append(out[i].Provisions, r.Text)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

func lines(name string, fn func([]byte) error) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	r := bufio.NewScanner(f)
	r.Buffer(nil, 64<<20)
	for r.Scan() {
		if err := fn(r.Bytes()); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return r.Err()
}

// texts are what every engine is filled with.
type texts struct {
	records string // interchange records, a law a line, for Pandect
	rows    string // a provision a line, for the peers: id, law, country, language, year, title, text; tabs and line ends as blanks
	units   int
	laws    int
	bytes   int64 // of wording
}

// maxLaw is how many provisions a law of the bench has at most: some real ones have 600, few have more than a hundred.
const maxLaw = 100

// makeTexts writes n provisions: real ones, and, when these are through, again with one word in eight changed for another of the same law.
func makeTexts(base []law, n int, folder string) (t texts, err error) {
	t = texts{records: filepath.Join(folder, "texts.jsonl"), rows: filepath.Join(folder, "texts.tsv")}
	records, err := os.Create(t.records)
	if err != nil {
		return t, err
	}
	rows, err := os.Create(t.rows)
	if err != nil {
		return t, errors.Join(err, records.Close())
	}
	a, b := bufio.NewWriterSize(records, 1<<20), bufio.NewWriterSize(rows, 1<<20)
	rng := rand.New(rand.NewPCG(1, 1))
	for round := 0; t.units < n; round++ {
		for _, l := range base {
			for from := 0; from < len(l.Provisions) && t.units < n; from += maxLaw {
				part := l.Provisions[from:min(from+maxLaw, len(l.Provisions))]
				part = part[:min(len(part), n-t.units)]
				if err := t.law(a, b, l, part, round, rng); err != nil {
					return t, err
				}
			}
		}
	}
	return t, errors.Join(a.Flush(), b.Flush(), records.Close(), rows.Close())
}

type record struct {
	ID         string      `json:"id"`
	Country    string      `json:"country"`
	Type       string      `json:"type"`
	Title      string      `json:"title"`
	Year       int         `json:"year"`
	Language   string      `json:"language"`
	Provisions []provision `json:"provisions"`
}

type provision struct {
	EID    string `json:"eid"`
	Kind   string `json:"kind"`
	Number string `json:"number"`
	Text   string `json:"text"`
}

func (t *texts) law(records, rows *bufio.Writer, l law, part []string, round int, rng *rand.Rand) error {
	id := fmt.Sprintf("x%c/act/%d/%d", 'a'+t.laws%12, 1990+t.laws%35, t.laws)
	r := record{ID: id, Country: strings.ToUpper(id[:2]), Type: "act", Title: l.Title, Year: 1990 + t.laws%35, Language: l.Language}
	for i, text := range part {
		if round > 0 {
			text = changed(text, rng)
		}
		number := fmt.Sprint(i + 1)
		r.Provisions = append(r.Provisions, provision{"sec_" + number, "section", number, text})
		fmt.Fprintf(rows, "%s#sec_%s\t%s\t%s\t%s\t%d\t%s\t%s\n", id, number, id, r.Country, r.Language, r.Year, flat(r.Title), flat(text))
		t.bytes += int64(len(text))
	}
	t.units += len(part)
	t.laws++
	data, err := json.Marshal(r)
	if err != nil {
		return err
	}
	_, err = records.Write(append(data, '\n'))
	return err
}

func changed(text string, rng *rand.Rand) string {
	words := strings.Split(text, " ")
	for i := 0; i < len(words); i += 8 {
		words[i] = words[rng.IntN(len(words))]
	}
	return strings.Join(words, " ")
}

func flat(s string) string { return strings.NewReplacer("\t", " ", "\n", " ", "\r", " ").Replace(s) }

// ask is one question. All its words must stand in a provision or its law's title; those of a phrase side by side.
type ask struct {
	Words    string // small letters, one blank between
	Phrase   bool
	Language string
}

const (
	manyAsked   = 500 // questions of a round
	warmAsked   = 200 // other questions, asked before
	phraseEvery = 8   // one question in so many is a phrase: 12 %
)

var noWord = regexp.MustCompile(`[^\p{L}\p{M}\p{N}]+`)

// questions are, by turns, real headings of sections and one to four words of a provision; one in eight is a phrase of two to four words that stand there. No two
// are the same, so that what an engine keeps of an answer is of no use for another.
func questions(shared string, base []law) (warm, asked []ask, err error) {
	var headings []ask
	for _, set := range sets[:2] {
		err := lines(filepath.Join(shared, "eval/retrieval", set, "queries.jsonl"), func(line []byte) error {
			var q struct{ Text, Language string }
			err := json.Unmarshal(line, &q)
			headings = append(headings, ask{Words: plain(q.Text), Language: q.Language})
			return err
		})
		if err != nil {
			return nil, nil, err
		}
	}
	rng := rand.New(rand.NewPCG(2, 2))
	rng.Shuffle(len(headings), func(i, j int) { headings[i], headings[j] = headings[j], headings[i] })
	seen := map[string]bool{}
	var all []ask
	for len(all) < warmAsked+manyAsked {
		var q ask
		switch {
		case len(all)%phraseEvery == 3:
			q = drawn(base, rng, true)
		case len(all)%2 == 0 && len(headings) > 0:
			q, headings = headings[0], headings[1:]
		default:
			q = drawn(base, rng, false)
		}
		if key := fmt.Sprint(q); q.Words != "" && !seen[key] {
			seen[key] = true
			all = append(all, q)
		}
	}
	return all[:warmAsked], all[warmAsked:], nil
}

func plain(s string) string {
	return strings.TrimSpace(noWord.ReplaceAllString(strings.ToLower(s), " "))
}

// drawn is a question of words that stand in some provision. Words of one to three letters say little and begin no phrase.
func drawn(base []law, rng *rand.Rand, phrase bool) ask {
	l := base[rng.IntN(len(base))]
	words := strings.Fields(plain(l.Provisions[rng.IntN(len(l.Provisions))]))
	long := func(w string) bool {
		return utf8.RuneCountInString(w) > 3 && !strings.ContainsFunc(w, unicode.IsDigit)
	}
	if len(words) < 8 {
		return ask{}
	}
	if phrase {
		n := 2 + rng.IntN(3)
		at := rng.IntN(len(words) - n)
		if !long(words[at]) || !long(words[at+n-1]) {
			return ask{}
		}
		return ask{Words: strings.Join(words[at:at+n], " "), Phrase: true, Language: l.Language}
	}
	var out []string
	for range 1 + rng.IntN(4) {
		if w := words[rng.IntN(len(words))]; long(w) {
			out = append(out, w)
		}
	}
	return ask{Words: strings.Join(out, " "), Language: l.Language}
}
