package bleve

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/pandect/pandect/corpus"
)

const (
	maxCorrected  = 4  // words of one question that are looked up
	maxCandidates = 48 // words of the library, a letter or two away, that are weighed
	maxForms      = 6  // of them, whose forms are read from the catalogue
	surfaceUnits  = 3  // units read to see how the library writes a word
	rareWord      = 2  // documents with a word that may itself be a misspelling
)

// correct gives the question with words that the library does not know put right from the words that it does, in the question's language, or any
// where that cannot be told; "" where there is nothing better. A word that stands in one or two units alone is doubted only where the
// question found little.
func (s *search) correct(ctx context.Context) string {
	if s.q.Loose {
		return ""
	}
	text, left := s.q.Text, maxCorrected
	for i, g := range s.plan.groups {
		if left == 0 || !misspellable(g) || !s.doubted(i) || s.spelt(g.source) {
			continue
		}
		left--
		word := s.better(ctx, i, []string{s.result.Language})
		if word == "" && s.q.Language == "" { // misspelt words tell their language badly
			word = s.better(ctx, i, s.plan.searched)
		}
		if word == "" && s.b.matched[i].count() == 0 {
			word = s.apart(g.source)
		}
		if word != "" && !strings.EqualFold(word, g.source) {
			text = strings.Replace(text, g.source, word, 1)
		}
	}
	if text == s.q.Text {
		return ""
	}
	return text
}

// misspellable words have four letters or more, no digits, and are written with blanks between.
func misspellable(g *group) bool {
	return !g.spread && g.number == "" && utf8.RuneCountInString(g.source) >= 4 && !unspacedText(g.source) && !strings.ContainsAny(g.source, "0123456789")
}

// spelt says whether a word is spelt right, though no text has it: it is a stop word of the question's language, or stands in the thesaurus of one that the
// question may be in.
func (s *search) spelt(word string) bool {
	own := s.e.chain(s.result.Language)
	if own.stops[own.term(word)] {
		return true
	}
	for _, language := range append(s.guessable(), s.result.Language) {
		known, term := s.e.vocabulary(language), s.e.chain(language).term(word)
		if known.words[term] || known.everyday.words[term] {
			return true
		}
	}
	return false
}

// doubted says whether no text has a group's word, or next to none in an answer that is poor anyway.
func (s *search) doubted(i int) bool {
	docs := s.b.matched[i].count()
	return docs == 0 || docs <= rareWord && (s.result.Relaxed || s.result.Total < fewHits)
}

// apart is a word that no text has as two that stand side by side in some text: moneylaundering; "" where there are none.
func (s *search) apart(word string) string {
	const least = 3 // letters of either
	language := s.result.Language
	c, folded := s.e.chain(language), []rune(strings.ToLower(word))
	best, most := "", 0
	for i := least; i+least <= len(folded); i++ {
		first, second := string(folded[:i]), string(folded[i:])
		n := min(s.v.frequency(c.term(first), "text."+language), s.v.frequency(c.term(second), "text."+language))
		if n > most && !c.stops[c.term(first)] && !c.stops[c.term(second)] && s.sideBySide(first+" "+second, language) {
			best, most = first+" "+second, n
		}
	}
	return best
}

// candidate is a term of the library that may have been meant.
type candidate struct {
	term, language string
	form           string // as the library writes it
	docs           int
	weight         float64 // what speaks for it, its letters left out
}

// better is the word of the library that was most likely meant by a group: near in its letters, frequent, and found beside the other words of the
// question more often than by chance.
func (s *search) better(ctx context.Context, i int, languages []string) string {
	typed, others, own := s.plan.groups[i].source, s.others(i), s.b.matched[i].count()
	var list []candidate
	for _, language := range languages {
		if latin(language) != (byScript(typed) == "") {
			continue // of another script
		}
		for _, c := range s.candidates(typed, language) {
			if s.weigh(&c, others) && (own == 0 || c.docs >= 50*own) {
				list = append(list, c)
			}
		}
	}
	slices.SortFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), strings.Compare(a.term, b.term))
	})
	list = list[:min(len(list), maxForms)]
	for k := range list {
		list[k].form = s.surface(ctx, list[k].term, typed, list[k].language, others)
		list[k].weight -= 4 * float64(distance(list[k].form, typed))
	}
	most := maxEdits(typed)
	if own > 0 {
		most = 1 // what laws hold is doubted less
	}
	list = slices.DeleteFunc(list, func(c candidate) bool { return c.form == "" || distance(c.form, typed) > most })
	if len(list) == 0 {
		return ""
	}
	return slices.MaxFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.weight, b.weight), strings.Compare(b.term, a.term))
	}).form
}

// maxEdits is how many letters of a word may be wrong: two of seven make another word (burning, bring).
func maxEdits(word string) int {
	if utf8.RuneCountInString(word) < 8 {
		return 1
	}
	return 2
}

// weigh counts the documents of a candidate, and sees how often they hold the question's other words beside what chance would give; false for words that no
// document has.
func (s *search) weigh(c *candidate, others bits) bool {
	docs := s.holding(c.term, c.language)
	if c.docs = docs.count(); c.docs == 0 {
		return false
	}
	c.weight = math.Log1p(float64(c.docs))
	if others != nil {
		docs.and(others)
		beside := docs.count()
		chance := float64(c.docs) * float64(others.count()) / float64(s.v.n)
		c.weight += 2 * math.Log((1+float64(beside))/(1+chance))
	}
	return true
}

// others are the documents that hold all other words of the question, or any where none holds all; nil where there are no others.
func (s *search) others(i int) bits {
	var all, some bits
	for k := range s.plan.groups {
		if k == i || s.b.matched[k].count() == 0 {
			continue
		}
		if all == nil {
			all, some = s.b.matched[k].clone(), s.b.matched[k].clone()
			continue
		}
		all.and(s.b.matched[k])
		some.or(s.b.matched[k])
	}
	if all != nil && all.count() == 0 {
		return some
	}
	return all
}

// correctable are the fields whose words questions are put right from.
var correctable = []string{"text", "heading"}

// holding are the documents with a term in their wording or heading; none where the index cannot be read.
func (s *search) holding(term, language string) bits {
	docs := newBits(s.v.n)
	for _, field := range correctable {
		if _, err := s.v.postings(term, field+"."+language, func(d int32, _ uint64) { docs.set(int(d)) }); err != nil {
			return newBits(s.v.n)
		}
	}
	return docs
}

// candidates are terms of a language one letter away from what was typed or its stem, or two for longer words, with the same first letter. The stem of a
// misspelt word may be no stem ("procceds"), and that of the word meant no word ("denie").
func (s *search) candidates(typed, language string) []candidate {
	c := s.e.chain(language)
	own := c.term(typed)
	var out []candidate
	look := func(word, field string, edits int) {
		for term := range s.v.near(word, field+"."+language, edits) {
			if len(out) == maxCandidates {
				return
			}
			known := slices.ContainsFunc(out, func(c candidate) bool { return c.term == term })
			if !known && term != own && !c.stops[term] && utf8.RuneCountInString(term) >= 3 {
				out = append(out, candidate{term: term, language: language})
			}
		}
	}
	for _, word := range slices.Compact([]string{own, foldWord(typed), withoutEnding(foldWord(typed))}) {
		if language != s.result.Language {
			look(word, "text", 1) // the language is a second guess
			continue
		}
		for _, field := range correctable {
			look(word, field, maxEdits(word))
		}
	}
	return out
}

// withoutEnding is about the stem of a long word whose misspelt ending no stemmer knows: extraditoin, imprisonmnt.
func withoutEnding(word string) string {
	const ending, long = 3, 8
	runes := []rune(word)
	if len(runes) < long {
		return word
	}
	return string(runes[:len(runes)-ending])
}

// surface is a term as the library writes it: of its forms in the first units that have it (those with the question's other words, where there are
// such), the one nearest to what was typed. "" where the catalogue has it no more.
func (s *search) surface(ctx context.Context, term, typed, language string, others bits) string {
	var docs, rest []int
	s.holding(term, language).each(func(d int) {
		if others != nil && others.has(d) {
			docs = append(docs, d)
		} else if len(rest) < surfaceUnits {
			rest = append(rest, d)
		}
	})
	var refs []corpus.Ref
	for _, d := range append(docs, rest...)[:min(surfaceUnits, len(docs)+len(rest))] {
		refs = append(refs, s.v.ref(d))
	}
	units, err := s.e.source.Units(ctx, refs)
	if err != nil {
		return ""
	}
	forms := map[string]int{}
	for _, u := range units {
		for _, text := range []string{u.Heading, u.Text} {
			for _, t := range s.e.chain(language).tokens(text) {
				if t.term == term {
					forms[cased(text[t.start:t.end], language)]++
				}
			}
		}
	}
	if len(forms) == 0 {
		return ""
	}
	return slices.MinFunc(slices.Collect(maps.Keys(forms)), func(a, b string) int {
		return cmp.Or(cmp.Compare(distance(a, typed), distance(b, typed)), cmp.Compare(forms[b], forms[a]), strings.Compare(a, b))
	})
}

// cased is a word of a text as it would stand in a question: German keeps the capitals of its nouns.
func cased(word, language string) string {
	if language == "de" && strings.ToUpper(word) != word {
		return word
	}
	return strings.ToLower(word)
}
