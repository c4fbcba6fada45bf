package bleve

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// compounding are languages that write compound nouns as one word: Zeugenschutz is Schutz of Zeugen.
var compounding = set("de", "nl", "da", "sv", "no", "nb", "nn", "fi", "hu")

const (
	shortestPart   = 4 // letters of a part of a compound
	maxCompounds   = 16
	headWeight     = 0.5  // of a compound that ends in the word: Zeugenschutz for Schutz
	modifierWeight = 0.3  // of one that begins with it: Schutzmaßnahme for Schutz
	splitWeight    = 0.55 // of the parts of the word, both there
	partWeight     = 0.25 // of its last part alone
)

// links stand between the parts of a compound.
var links = []string{"", "s", "es", "n", "en", "e", "er"}

// lexis is the words of one language's texts, to be searched from both ends.
type lexis struct {
	terms    []string        // sorted
	counts   []uint32        // documents, by place in terms
	reversed func() []string // each backwards, sorted
	byHash   func() map[uint32]string
}

// count is how many documents have a term in their wording.
func (l *lexis) count(term string) uint64 {
	if i, ok := slices.BinarySearch(l.terms, term); ok {
		return uint64(l.counts[i])
	}
	return 0
}

// lexis of a language, read from the index when first asked for.
func (v *view) lexis(language string) *lexis {
	if known, ok := v.lexes.Load(language); ok {
		return known.(*lexis)
	}
	l := &lexis{}
	dict, err := v.reader.FieldDict("text." + language)
	if err == nil {
		defer dict.Close()
		for {
			entry, err := dict.Next()
			if err != nil || entry == nil {
				break
			}
			if len(entry.Term) >= shortestPart && !strings.ContainsAny(entry.Term, "0123456789") {
				l.terms = append(l.terms, entry.Term) // a dictionary is in order
				l.counts = append(l.counts, uint32(entry.Count))
			}
		}
	}
	l.reversed = sync.OnceValue(l.backwards)
	l.byHash = sync.OnceValue(l.hashed)
	made, _ := v.lexes.LoadOrStore(language, l)
	return made.(*lexis)
}

func (l *lexis) backwards() []string {
	out := make([]string, len(l.terms))
	for i, t := range l.terms {
		out[i] = backwards(t)
	}
	slices.Sort(out)
	return out
}

// hashed are the terms by their hash in a stream.
func (l *lexis) hashed() map[uint32]string {
	m := make(map[uint32]string, len(l.terms))
	for i, t := range l.terms {
		h := hash(t)
		if other, ok := m[h]; !ok || uint64(l.counts[i]) > l.count(other) {
			m[h] = t
		}
	}
	return m
}

func backwards(s string) string {
	b := make([]byte, 0, len(s))
	for len(s) > 0 {
		_, n := utf8.DecodeLastRuneInString(s)
		b = append(b, s[len(s)-n:]...)
		s = s[:len(s)-n]
	}
	return string(b)
}

// compounds adds to the groups of a question the compounds that hold its words, and the parts of its compounds.
func (s *search) compounds() {
	if ablated("compounds") {
		return
	}
	for _, g := range s.plan.groups {
		if g.spread || g.number != "" || g.exact {
			continue
		}
		for _, w := range slices.Clone(g.ways) {
			if compounding[w.language] && len(w.terms) == 1 && utf8.RuneCountInString(w.terms[0]) >= shortestPart && !w.foreign {
				g.ways = append(g.ways, s.v.lexis(w.language).related(w.terms[0], w.language, w.weight)...)
			}
		}
	}
}

// related are the compounds with term in them and the parts of term, as ways.
func (l *lexis) related(term, language string, weight float64) []way {
	var out []way
	add := func(terms []string, share float64) {
		for _, t := range terms {
			out = append(out, way{language: language, terms: []string{t}, weight: weight * share})
		}
	}
	if utf8.RuneCountInString(term) > shortestPart {
		add(l.ending(term), headWeight)
		add(l.beginning(term), modifierWeight)
	}
	if first, last, ok := l.split(term); ok {
		out = append(out, way{language: language, terms: []string{first, last}, weight: weight * splitWeight})
		add([]string{last}, partWeight)
	}
	return out
}

// ending are the most frequent terms that end in term and have a part before it.
func (l *lexis) ending(term string) []string {
	key := backwards(term)
	reversed := l.reversed()
	from, _ := slices.BinarySearch(reversed, key)
	found := map[string]uint64{}
	for _, r := range reversed[from:] {
		if !strings.HasPrefix(r, key) {
			break
		}
		if len(r) >= len(key)+3 {
			t := backwards(r)
			found[t] = l.count(t)
		}
	}
	terms := mostFrequent(found)
	return terms[:min(len(terms), maxCompounds)]
}

// beginning are the most frequent terms that begin with term and have a part behind it.
func (l *lexis) beginning(term string) []string {
	from, _ := slices.BinarySearch(l.terms, term)
	found := map[string]uint64{}
	for _, t := range l.terms[from:] {
		if !strings.HasPrefix(t, term) {
			break
		}
		if len(t) >= len(term)+shortestPart {
			found[t] = l.count(t)
		}
	}
	terms := mostFrequent(found)
	return terms[:min(len(terms), maxCompounds)]
}

// split parts a compound into two words of the library: the split whose rarer part is the most frequent.
func (l *lexis) split(term string) (first, last string, ok bool) {
	best := uint64(1) // a part that stands once is chance
	for i := shortestPart; i+shortestPart <= len(term); i++ {
		if !utf8.RuneStart(term[i]) {
			continue
		}
		tail := term[i:]
		if l.count(tail) <= best {
			continue
		}
		for _, link := range links {
			head, found := strings.CutSuffix(term[:i], link)
			if !found || len(head) < shortestPart {
				continue
			}
			if n := min(l.count(head), l.count(tail)); n > best {
				best, first, last, ok = n, head, tail, true
			}
		}
	}
	return first, last, ok
}
