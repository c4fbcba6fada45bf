package bleve

import (
	"context"
	"strings"
	"unicode/utf8"

	bleveindex "github.com/blevesearch/bleve_index_api"

	"github.com/pandect/pandect/corpus"
)

const maxCorrected = 4 // words of one question that are looked up

// correct gives the question with words that the library does not know put right from the words that it does, in the question's language;
// "" where there is nothing better.
func (s *search) correct(ctx context.Context) string {
	language := s.result.Language
	if language == "" || s.q.Loose {
		return ""
	}
	text, changed := s.q.Text, false
	left := maxCorrected
	for i, g := range s.plan.groups {
		if !s.unknown(i) || left == 0 {
			continue
		}
		left--
		if word := s.better(ctx, g, language); word != "" {
			text = strings.Replace(text, g.source, word, 1)
			changed = true
		}
	}
	if !changed {
		return ""
	}
	return text
}

// unknown says whether no text has the group's word, and it is one that can be misspelt: four letters or more, no digits.
func (s *search) unknown(i int) bool {
	g := s.plan.groups[i]
	if g.spread || g.number != "" || utf8.RuneCountInString(g.source) < 4 || unspacedText(g.source) || strings.ContainsAny(g.source, "0123456789") {
		return false
	}
	for _, idf := range s.b.idf[i] {
		if idf > 0 {
			return false
		}
	}
	return true
}

// better is the most frequent word of the library, one or two letters away from a group's.
func (s *search) better(ctx context.Context, g *group, language string) string {
	reader, ok := s.v.reader.(bleveindex.IndexReaderFuzzy)
	if !ok {
		return ""
	}
	term := s.e.chain(language).term(g.source)
	first, n := utf8.DecodeRuneInString(term)
	if first == utf8.RuneError || n == len(term) {
		return ""
	}
	for edits := 1; edits <= 2; edits++ {
		found := map[string]uint64{}
		dict, err := reader.FieldDictFuzzy("text."+language, term, edits, term[:n])
		if err != nil {
			return ""
		}
		for {
			entry, err := dict.Next()
			if err != nil || entry == nil {
				break
			}
			if utf8.RuneCountInString(entry.Term) >= 3 {
				found[entry.Term] = 0
			}
		}
		dict.Close()
		s.v.countFrequency(found, "text."+language)
		if terms := mostFrequent(found); len(terms) > 0 {
			return s.surface(ctx, terms[0], language)
		}
	}
	return ""
}

// surface is a term as the library writes it: the form that is most frequent in the first unit that has it. "" where the catalogue has it no
// more.
func (s *search) surface(ctx context.Context, term, language string) string {
	doc := -1
	if _, err := s.v.postings(term, "text."+language, func(d int32, _ uint64) {
		if doc < 0 {
			doc = int(d)
		}
	}); err != nil || doc < 0 {
		return ""
	}
	units, err := s.e.source.Units(ctx, []corpus.Ref{s.v.ref(doc)})
	if err != nil || len(units) == 0 {
		return ""
	}
	forms := map[string]uint64{}
	for _, t := range s.e.chain(language).tokens(units[0].Text) {
		if t.term == term {
			forms[strings.ToLower(units[0].Text[t.start:t.end])]++
		}
	}
	if best := mostFrequent(forms); len(best) > 0 {
		return best[0]
	}
	return ""
}
