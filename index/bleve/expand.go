package bleve

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/pandect/pandect/index"
)

const (
	strictWeight = 1.0 // of a term of the thesaurus
	looseWeight  = 0.75
	maxSynonyms  = 12 // ways of a group in the question's own language
	maxWays      = 40 // of one group in one language
)

// expand adds to the groups of the question what other languages say for them. A concept that several words name becomes one group of the plan, in
// the place of those words for the other languages; in the question's own language its words stay as they are.
func (s *search) expand() {
	own := s.plan.language
	if own == "" || ablated("thesaurus") {
		return
	}
	words := s.plan.words
	if len(words) == 0 {
		return
	}
	all := s.e.vocabulary(own).mentions(words)
	if len(words) > 1 || s.q.Loose || s.q.Expand { // who asks for one word gets that word
		concepts, titles := s.e.thesaurus.longest(all, own)
		for _, found := range [][][]mention{bySpan(concepts), bySpan(titles)} {
			for _, same := range found {
				s.synonyms(words[same[0].from:same[0].to], same)
			}
		}
		for _, m := range s.e.vocabulary(own).everyday.mentions(words) {
			s.everyday(words[m.from:m.to], s.e.thesaurus.everyday[own][m.concept].Terms)
		}
	}
	if !s.q.Expand {
		return
	}
	for _, language := range s.plan.searched {
		if language == own || !s.wanted(language) {
			continue
		}
		concepts, titles := s.e.thesaurus.longest(all, language)
		for _, same := range bySpan(concepts) {
			s.expandSpan(words[same[0].from:same[0].to], same, language)
		}
		for _, same := range bySpan(titles) {
			if g := first(words[same[0].from:same[0].to]); g != nil {
				g.ways = append(g.ways, s.translations(words[same[0].from:same[0].to], same, language)...)
			}
		}
	}
	for _, tongue := range s.tongues {
		s.expandFrom(tongue)
	}
	s.learn(words)
}

// expandFrom adds what the question asks for if it is in another language than it was taken for: to the groups that name concepts there. In the language that
// it was taken for, they are asked for where the library does not have the words themselves.
func (s *search) expandFrom(tongue string) {
	words := s.reading(tongue)
	all := s.e.vocabulary(tongue).mentions(words)
	if len(all) == 0 {
		return
	}
	for _, language := range s.plan.searched {
		if language == tongue || !s.wanted(language) {
			continue
		}
		concepts, _ := s.e.thesaurus.longest(all, language)
		for _, same := range bySpan(concepts) {
			in := words[same[0].from:same[0].to]
			if language == s.plan.language && !slices.ContainsFunc(in, func(w word) bool { return !s.held(w.group, language) }) {
				continue
			}
			same = slices.DeleteFunc(same, func(m mention) bool { return s.searchedFor(m.concept, language) })
			if len(same) > 0 {
				s.expandSpan(in, same, language)
			}
		}
	}
}

// reading is the words of the question as another language reads them.
func (s *search) reading(language string) []word {
	c := s.e.chain(language)
	var words []word
	for _, g := range s.plan.groups {
		if g.spread || g.number != "" || g.field != "" || unspacedText(g.source) {
			continue
		}
		if tokens := c.tokens(g.source); len(tokens) == 1 && !c.empty(tokens[0]) {
			words = append(words, word{term: tokens[0].term, surface: foldLatin(strings.ToLower(g.source)), group: g, pos: g.pos})
		}
	}
	return words
}

// held says whether the library has a group's own word in a language.
func (s *search) held(g *group, language string) bool {
	return slices.ContainsFunc(g.ways, func(w way) bool {
		return w.language == language && !w.foreign && len(w.terms) == 1 && s.v.frequency(w.terms[0], "text."+language) > 0
	})
}

// searchedFor says whether the terms of a concept in a language are asked for already.
func (s *search) searchedFor(concept int, language string) bool {
	id := s.e.thesaurus.concepts[concept].ID
	return slices.ContainsFunc(s.result.Expansions, func(x index.Expansion) bool { return x.Concept == id && x.Language == language })
}

// bySpan puts together the mentions of the same words, in their order.
func bySpan(mentions []mention) [][]mention {
	var out [][]mention
	for _, m := range mentions {
		i := slices.IndexFunc(out, func(o []mention) bool { return o[0].from == m.from && o[0].to == m.to })
		if i < 0 {
			out = append(out, []mention{m})
			continue
		}
		out[i] = append(out[i], m)
	}
	return out
}

// first is the group in whose place the terms of a concept are asked for; nil where the question asks for none of its words.
func first(words []word) *group {
	for _, w := range words {
		if w.group != nil {
			return w.group
		}
	}
	return nil
}

// expandSpan adds a language's terms for the concepts that some words name: to the group of the first, from whose fellows the language is taken
// away, since the concept is asked for once.
func (s *search) expandSpan(words []word, mentions []mention, language string) {
	into := first(words)
	if into == nil {
		return
	}
	ways := s.translations(words, mentions, language)
	if len(ways) == 0 {
		return
	}
	for _, g := range s.plan.groups {
		within := words[0].pos <= g.pos && g.pos <= words[len(words)-1].pos+1
		if !slices.ContainsFunc(words, func(w word) bool { return w.group == g }) && (g.weight == 1 || !within) { // characters go with their pairs
			continue
		}
		if g != into {
			if g.gone == nil {
				g.gone = map[string]bool{}
			}
			g.gone[language] = true
		}
		g.ways = slices.DeleteFunc(g.ways, func(o way) bool { return o.language == language && !o.foreign })
	}
	into.ways = append(into.ways, ways...)
}

// translations are a language's terms for the concepts that some words name, as ways.
func (s *search) translations(words []word, mentions []mention, language string) []way {
	var ways []way
	for _, m := range mentions {
		ways = append(ways, s.translate(m, language, source(words))...)
	}
	return ways[:min(len(ways), maxWays)]
}

// synonyms adds the other terms of a concept in the question's own language, at less weight than the word that was typed.
func (s *search) synonyms(words []word, mentions []mention) {
	var terms []string
	for _, m := range mentions {
		if !s.e.thesaurus.loose(m.concept) {
			terms = append(terms, s.e.thesaurus.concepts[m.concept].Terms[s.plan.language]...)
		}
	}
	s.also(words, terms, weights.synonym)
}

// everyday adds to an everyday expression what laws say for it. Its words beyond the first weigh less: a law that says it otherwise has none of them.
func (s *search) everyday(words []word, terms []string) {
	if weights.everyday == 0 {
		return
	}
	s.also(words, terms, weights.everyday)
	into := first(words)
	for _, w := range words {
		if w.group != nil && w.group != into && !w.group.exact && w.group.weight == 1 {
			w.group.weight = weights.rest
		}
	}
}

// also adds terms of the question's own language to what some words ask for.
func (s *search) also(words []word, terms []string, weight float64) {
	into, language, n := first(words), s.plan.language, 0
	if into == nil || into.exact || weight == 0 || !slices.Contains(s.plan.searched, language) {
		return
	}
	for _, term := range terms {
		for _, steps := range s.e.chain(language).steps(term) {
			for _, terms := range s.spell(steps, language) {
				if n++; n > maxSynonyms || len(terms) == len(words) && terms[0] == words[0].term {
					continue
				}
				into.ways = append(into.ways, way{language: language, terms: terms, weight: weight, foreign: true, synonym: weight == weights.synonym})
			}
		}
	}
}

// source is the words as typed. Pairs of characters share one: 洗钱 and 钱罪 are 洗钱罪.
func source(words []word) string {
	var b strings.Builder
	last := ""
	for _, w := range words {
		now := w.term
		if w.group != nil {
			now = w.group.source
		}
		if _, n := utf8.DecodeRuneInString(now); unspacedText(now) && n < len(now) && strings.HasSuffix(last, now[:n]) {
			b.WriteString(now[n:])
		} else {
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(now)
		}
		last = now
	}
	return b.String()
}

func (s *search) wanted(language string) bool {
	return len(s.q.Only) == 0 || slices.Contains(s.q.Only, language)
}

// translate gives the terms of a concept in a language as ways, and notes them for the reader.
func (s *search) translate(m mention, language, source string) []way {
	concept := &s.e.thesaurus.concepts[m.concept]
	terms := concept.Terms[language]
	if len(terms) == 0 {
		return nil
	}
	x := index.Expansion{Concept: concept.ID, Source: source, Language: language}
	x.Off = slices.Contains(s.q.Without, concept.ID+":"+language)
	weight := strictWeight
	if s.e.thesaurus.loose(m.concept) {
		weight = looseWeight
	}
	c := s.e.chain(language)
	var ways []way
	for _, term := range terms {
		found := false
		for _, steps := range c.steps(term) {
			for _, terms := range s.spell(steps, language) {
				found = true
				ways = append(ways, way{language: language, terms: terms, weight: weight, foreign: true})
			}
		}
		if found {
			x.Terms = append(x.Terms, strings.Trim(term, "*"))
		}
	}
	if len(x.Terms) > 0 {
		s.result.Expansions = append(s.result.Expansions, x)
	}
	if x.Off {
		return nil
	}
	return ways
}

// spell gives the terms of the index that the steps stand for: several where one ends in a star. Nil where the index has no such word.
func (s *search) spell(steps []step, language string) [][]string {
	out := [][]string{nil}
	for _, st := range steps {
		terms := []string{st.term}
		if st.prefix != "" {
			terms = s.v.startingWith(st.prefix, st.term, language)
			if len(steps) > 1 {
				terms = terms[:min(len(terms), 3)]
			}
		}
		var next [][]string
		for _, o := range out {
			for _, t := range terms {
				next = append(next, append(slices.Clone(o), t))
			}
		}
		if out = next; len(out) > 16 {
			out = out[:16]
		}
	}
	return out
}

// startingWith lists the most frequent terms of a language's texts that begin with prefix, and its stem. The answer is kept with the view.
func (v *view) startingWith(prefix, stem, language string) []string {
	key := language + "\n" + prefix
	if known, ok := v.prefixes.Load(key); ok {
		return known.([]string)
	}
	found := map[string]uint64{}
	if strings.HasPrefix(prefix, stem) {
		found[stem] = 1 << 40
	}
	for _, f := range []string{"text", "heading"} {
		dict, err := v.reader.FieldDictPrefix(f+"."+language, []byte(prefix))
		if err != nil {
			continue
		}
		for {
			entry, err := dict.Next()
			if err != nil || entry == nil {
				break
			}
			found[entry.Term] += entry.Count
		}
		dict.Close()
	}
	terms := mostFrequent(found)
	terms = terms[:min(len(terms), 10)]
	v.prefixes.Store(key, terms)
	return terms
}
