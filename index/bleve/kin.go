package bleve

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// Stemmers leave apart what is derived (define, definition; löschen, Löschung) and know few languages well. Words of the library that begin alike and
// stand in the same units more often than by chance are kin (Xu and Croft, Corpus-Based Stemming using Co-occurrence of Word Variants, 1998): who
// asks for one is shown the others too, at less weight.
const (
	kinLetters  = 4   // that kin have in common at least
	kinShare    = 0.6 // of the longer word that they have in common
	kinStarts   = 200 // words of one beginning that are looked at
	maxKin      = 4   // of one word
	leastKin    = 2   // units in which both stand
	leastSure   = 0.05
	commonOfAll = 0.05 // of a language's units: a word in more of them needs no kin
)

// relative is a word that is kin to another, and how surely: the share of the units of the rarer in which both stand beyond chance.
type relative struct {
	term string
	sure float64
}

// kinOf are the kin of a term of a language, the surest first. The answer is kept with the view.
func (v *view) kinOf(term string, lang uint32) ([]relative, error) {
	language := v.language.names[lang]
	l := v.lexis(language)
	if utf8.RuneCountInString(term) < kinLetters || l.count(term) == 0 || float64(l.count(term)) > commonOfAll*float64(v.docsIn[lang])+50 {
		return nil, nil
	}
	key := language + "\n" + term
	if known, ok := v.kin.Load(key); ok {
		return known.([]relative), nil
	}
	own, err := v.weighed(term, lang, "")
	if err != nil {
		return nil, err
	}
	in := newBits(v.n)
	own.each(func(d int, _ float32) { in.set(d) })
	var out []relative
	for _, other := range l.alike(term) {
		t, err := v.weighed(other, lang, "")
		if err != nil {
			return nil, err
		}
		both := 0
		t.each(func(d int, _ float32) {
			if in.has(d) {
				both++
			}
		})
		n, m := float64(len(own.low)), float64(len(t.low))
		chance := n * m / float64(v.docsIn[lang])
		if both < leastKin || float64(both) <= chance {
			continue
		}
		out = append(out, relative{other, (float64(both) - chance) / min(n, m)})
	}
	slices.SortFunc(out, func(a, b relative) int { return cmp.Or(cmp.Compare(b.sure, a.sure), cmp.Compare(a.term, b.term)) })
	out = slices.DeleteFunc(out, func(r relative) bool { return r.sure < leastSure })
	out = out[:min(len(out), maxKin)]
	v.kin.Store(key, out)
	return out, nil
}

// alike are the terms that begin as term does.
func (l *lexis) alike(term string) []string {
	n := max(kinLetters, int(math.Ceil(kinShare*float64(utf8.RuneCountInString(term)))))
	beginning := term
	for i := range term {
		if n == 0 {
			beginning = term[:i]
			break
		}
		n--
	}
	from, _ := slices.BinarySearch(l.terms, beginning)
	var out []string
	for _, t := range l.terms[from:min(len(l.terms), from+kinStarts)] {
		if !strings.HasPrefix(t, beginning) {
			break
		}
		if t != term && float64(common(t, term)) >= kinShare*float64(max(utf8.RuneCountInString(t), utf8.RuneCountInString(term))) {
			out = append(out, t)
		}
	}
	return out
}

// common is how many letters two words begin with alike.
func common(a, b string) int {
	n := 0
	other := []rune(b)
	for _, r := range a {
		if n == len(other) || other[n] != r {
			break
		}
		n++
	}
	return n
}

// kin adds to the words of a question their kin.
func (s *search) kin() error {
	if weights.kin == 0 {
		return nil
	}
	for _, g := range s.plan.groups {
		if g.spread || g.number != "" || g.exact || g.field != "" {
			continue
		}
		for _, w := range slices.Clone(g.ways) {
			lang, ok := s.v.language.known[w.language]
			if !ok || w.foreign || len(w.terms) != 1 || w.language != s.plan.language || unspacedText(w.terms[0]) {
				continue
			}
			kin, err := s.v.kinOf(w.terms[0], lang)
			if err != nil {
				return err
			}
			for _, k := range kin {
				g.ways = append(g.ways, way{language: w.language, terms: []string{k.term}, weight: w.weight * weights.kin * math.Sqrt(k.sure)})
			}
		}
	}
	return nil
}
