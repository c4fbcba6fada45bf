package bleve

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/pandect/pandect/corpus/topic"
)

// vocabulary is the thesaurus as one language says it, made to be found in a question.
type vocabulary struct {
	first map[string][]entry // by the term of the first word
	stars map[string][]entry // by the first two letters of the first word, where it ends in a star
	steps []step             // of all entries
	words map[string]bool    // terms of all words, but for beginnings of words

	everyday *vocabulary // words as people say them; their concepts are places in the language's list
}

// entry is one term of a concept. It holds no pointers: the garbage collector would follow those of some hundred thousand terms.
type entry struct {
	concept  int32
	from, to int32 // of the vocabulary's steps
}

// step is a word of an entry: a term, or the beginning of a word.
type step struct {
	term, prefix string
}

// thesaurus is what the engine knows of terms: the scheme's concepts and, behind them, the looser groups of the lexicon.
type thesaurus struct {
	concepts []topic.Concept
	titles   int // from it on, concepts are the titles of topics and requirements
	strict   int // concepts below it are the scheme's

	languages []string                    // that have terms, sorted
	everyday  map[string][]topic.Everyday // by language
}

// title says whether a concept is the title of a topic or requirement: a sentence rather than a term, so that it does not take the place of the
// concepts it names.
func (t *thesaurus) title(concept int) bool { return t.titles <= concept && concept < t.strict }

// says says whether a concept has terms in a language.
func (t *thesaurus) says(concept int, language string) bool {
	return len(t.concepts[concept].Terms[language]) > 0
}

// loose says whether a concept comes from the lexicon.
func (t *thesaurus) loose(concept int) bool { return concept >= t.strict }

func newThesaurus(scheme *topic.Scheme) (*thesaurus, error) {
	t := &thesaurus{}
	if scheme == nil {
		return t, nil
	}
	t.concepts = slices.Clone(scheme.Concepts)
	t.titles = len(t.concepts)
	for _, topic := range scheme.Topics {
		t.concepts = append(t.concepts, labels("topic/"+topic.ID, topic.Labels))
	}
	for i := range scheme.Instruments {
		for _, r := range scheme.Instruments[i].Requirements {
			t.concepts = append(t.concepts, labels(r.ID, r.Titles))
		}
	}
	t.strict = len(t.concepts)
	spoken := map[string]bool{}
	for i := range t.concepts[:t.titles] {
		for language := range t.concepts[i].Terms {
			spoken[language] = true
		}
	}
	t.languages = slices.Sorted(maps.Keys(spoken))
	groups, err := topic.LexiconConcepts()
	if err != nil {
		return nil, err
	}
	t.concepts = append(t.concepts, groups...)
	t.everyday, err = topic.EverydayWords()
	return t, err
}

func labels(id string, names map[string]string) topic.Concept {
	c := topic.Concept{ID: id, Terms: map[string][]string{}}
	for language, name := range names {
		if name != "" {
			c.Terms[language] = []string{name}
		}
	}
	return c
}

func newVocabulary() *vocabulary {
	return &vocabulary{first: map[string][]entry{}, stars: map[string][]entry{}, words: map[string]bool{}}
}

// vocabulary of a language; made once, by the first who asks, while others that ask for it wait.
func (e *Engine) vocabulary(language string) *vocabulary {
	made, ok := e.vocabularies.Load(language)
	if !ok {
		made, _ = e.vocabularies.LoadOrStore(language, sync.OnceValue(func() *vocabulary { return e.makeVocabulary(language) }))
	}
	return made.(func() *vocabulary)()
}

func (e *Engine) makeVocabulary(language string) *vocabulary {
	v, c := newVocabulary(), e.chain(language)
	v.everyday = newVocabulary()
	for i, everyday := range e.thesaurus.everyday[language] {
		for _, word := range everyday.Words {
			v.everyday.add(c, i, word)
		}
	}
	for i := range e.thesaurus.concepts {
		for _, term := range e.thesaurus.concepts[i].Terms[language] {
			v.add(c, i, term)
		}
	}
	v.steps, v.everyday.steps = slices.Clone(v.steps), slices.Clone(v.everyday.steps)
	return v
}

func (v *vocabulary) add(c *chain, concept int, term string) {
	for _, steps := range c.steps(term) {
		en := entry{int32(concept), int32(len(v.steps)), int32(len(v.steps) + len(steps))}
		v.steps = append(v.steps, steps...)
		for _, s := range steps {
			v.words[s.term] = v.words[s.term] || s.prefix == ""
		}
		if p := steps[0].prefix; p != "" {
			v.stars[firstLetters(p)] = append(v.stars[firstLetters(p)], en)
			continue
		}
		v.first[steps[0].term] = append(v.first[steps[0].term], en)
	}
}

func firstLetters(s string) string {
	n := 0
	for i := range s {
		if n == 2 {
			return s[:i]
		}
		n++
	}
	return s
}

// steps reads a term as the lexicon writes it: stars, ".." for words between (left out: closeness is not asked here), a/b for either. Stop words
// are left out. A field of several words (anti-money-laundering) is as many steps.
func (c *chain) steps(term string) [][]step {
	out := [][]step{nil}
	for field := range strings.FieldsSeq(term) {
		if strings.Trim(field, ".") == "" {
			continue
		}
		var next [][]step
		for alternative := range strings.SplitSeq(field, "/") {
			more := c.fieldSteps(alternative)
			for _, o := range out {
				next = append(next, append(slices.Clone(o), more...))
			}
		}
		if len(next) <= 8 {
			out = next
		}
	}
	return slices.DeleteFunc(out, func(s []step) bool { return len(s) == 0 })
}

func (c *chain) fieldSteps(field string) []step {
	star := strings.HasSuffix(field, "*")
	tokens := c.tokens(strings.Trim(field, "*"))
	var out []step
	for i, t := range tokens {
		if t.pair || i+1 < len(tokens) && tokens[i+1].pair || i > 0 && tokens[i-1].pair && tokens[i-1].end == t.end {
			if t.pair {
				out = append(out, step{term: t.term})
			}
			continue
		}
		if star && i == len(tokens)-1 && !unspacedText(t.term) {
			out = append(out, step{term: t.term, prefix: foldLatin(strings.ToLower(strings.Trim(field, "*")[t.start:t.end]))})
			continue
		}
		if !c.stops[t.term] || len(tokens) == 1 && star {
			out = append(out, step{term: t.term})
		}
	}
	return out
}

// mention is a concept found in a question.
type mention struct {
	concept  int
	from, to int // words of the question, half open
}

// mentions finds the concepts in the words of a question, the longest first.
func (v *vocabulary) mentions(words []word) []mention {
	var all []mention
	for i := range words {
		for _, en := range v.first[words[i].term] {
			if n := v.length(en, words[i:]); n > 0 {
				all = append(all, mention{int(en.concept), i, i + n})
			}
		}
		for _, en := range v.stars[firstLetters(words[i].surface)] {
			if n := v.length(en, words[i:]); n > 0 {
				all = append(all, mention{int(en.concept), i, i + n})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b mention) int {
		return cmp.Or(cmp.Compare(b.to-b.from, a.to-a.from), cmp.Compare(a.from, b.from), cmp.Compare(a.concept, b.concept))
	})
	return slices.Compact(all)
}

// longest are the mentions that stay of those that a language has terms for: "trafficking in persons" is not trade and not a person, but where a
// language has no term for "participation in an organized group", its term for "organized group" is asked for. all has the longest first. Titles
// stand beside the concepts they name.
func (t *thesaurus) longest(all []mention, language string) (concepts, titles []mention) {
	for _, m := range all {
		if !t.says(m.concept, language) {
			continue
		}
		out := &concepts
		if t.title(m.concept) {
			out = &titles
		}
		if !slices.ContainsFunc(*out, func(o mention) bool {
			return (o.from != m.from || o.to != m.to) && m.from < o.to && o.from < m.to
		}) {
			*out = append(*out, m)
		}
	}
	return concepts, titles
}

// word of a question, without stop words. Its group is nil where it is asked for as part of a concept alone.
type word struct {
	term, surface string
	group         *group
	pos           int
}

// length is how many words of the question the entry takes up from its first on; 0 if it does not stand there.
func (v *vocabulary) length(en entry, words []word) int {
	steps := v.steps[en.from:en.to]
	if len(steps) > len(words) {
		return 0
	}
	for i, s := range steps {
		if words[i].term == s.term || s.prefix != "" && strings.HasPrefix(words[i].surface, s.prefix) {
			continue
		}
		return 0
	}
	return len(steps)
}
