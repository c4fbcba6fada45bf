package bleve

import (
	"errors"
	"slices"
	"strings"

	"github.com/pandect/pandect/index"
)

// match is the set of documents that satisfy the Boolean shape of the plan.
func (v *view) match(n *node, p *plan, b *board) (bits, error) {
	if n == nil {
		return b.copied(v.live), nil
	}
	switch n.op {
	case index.Or:
		out := b.empty()
		for _, c := range n.children {
			m, err := v.match(c, p, b)
			if err != nil {
				return nil, err
			}
			out.or(m)
		}
		return out, nil
	case index.Not:
		m, err := v.match(n.children[0], p, b)
		if err != nil {
			return nil, err
		}
		out := b.copied(v.live)
		out.not(m)
		return out, nil
	case index.And:
		out := b.copied(v.live)
		for _, c := range n.children {
			m, err := v.match(c, p, b)
			if err != nil {
				return nil, err
			}
			out.and(m)
		}
		return out, nil
	}
	return v.leaf(n, p, b)
}

// leaf is all groups of a leaf. A group that a language has no word for (a stop word there) is not asked of its documents.
func (v *view) leaf(n *node, p *plan, b *board) (bits, error) {
	out := b.copied(v.live)
	for _, g := range n.groups {
		if g.weight < 1 {
			continue // a character that a pair of the question holds, or one that binds words
		}
		if i := slices.Index(p.groups, g); i >= 0 && i < len(b.matched) {
			out.and(v.excused(g, p, b, b.matched[i]))
		}
	}
	if n.phrase == nil {
		return out, nil
	}
	if err := v.narrowPhrase(out, n.phrase, b); err != nil {
		return nil, err
	}
	return out, v.keepPhrase(out, n.phrase)
}

// worthReading says how much rarer than the candidates of a phrase a stop word of it must be for its postings to be read.
const worthReading = 2

// narrowPhrase leaves in set those documents that hold every word of the phrase, where a stop word of it is rare enough to tell: "against whom the"
// would else be looked for wherever anything stands against anything.
func (v *view) narrowPhrase(set bits, ph *phrase, b *board) error {
	mine := b.empty()
	for language, terms := range ph.terms {
		lang, ok := v.language.known[language]
		if !ok {
			continue
		}
		for _, term := range terms {
			copy(mine, v.byLanguage[lang])
			mine.and(set)
			if !v.chain(language).stops[term] || v.frequency(term, "text."+language)*worthReading > mine.count() {
				continue
			}
			t, err := v.weighed(term, lang, "")
			if err != nil {
				return err
			}
			t.each(func(d int, _ float32) { mine.clear(d) })
			set.not(mine)
		}
	}
	return nil
}

// excused adds to the documents of a group those of languages in which it asks for nothing.
func (v *view) excused(g *group, p *plan, b *board, matched bits) bits {
	if g.number != "" || g.spread {
		return matched
	}
	var out bits
	for _, language := range p.searched {
		if slices.ContainsFunc(g.ways, func(w way) bool { return w.language == language }) {
			continue
		}
		if id, ok := v.language.known[language]; ok {
			if out == nil {
				out = b.copied(matched)
			}
			out.or(v.byLanguage[id])
		}
	}
	if out == nil {
		return matched
	}
	return out
}

// keepPhrase leaves in set those documents in which the words of the phrase stand in order. It reads the stream of each candidate.
func (v *view) keepPhrase(set bits, ph *phrase) error {
	inOrder := make([]stream, len(v.language.names)) // the phrase as it stands in a stream, by language
	for language, want := range ph.words {
		if lang, ok := v.language.known[language]; ok && ph.slop == 0 && ph.field == "" {
			inOrder[lang] = asStream(want)
		}
	}
	failed := make([]error, v.blocks())
	v.together(len(failed), set.count()*perStream, func(i int) {
		failed[i] = v.keepPhraseBlock(set, ph, inOrder, i*blockSize, min((i+1)*blockSize, v.n))
	})
	return errors.Join(failed...)
}

// perStream is how many postings take as long as a stream.
const perStream = 100

// keepPhraseBlock is keepPhrase of the documents of a block.
func (v *view) keepPhraseBlock(set bits, ph *phrase, inOrder []stream, from, to int) error {
	var words []uint32
	var failed error
	titles := map[uint32]bool{}
	var in stream
	found := false
	visit := v.visitor(func(s stream) { found = s.holds(in) })
	set[from>>6 : (to+63)>>6].each(func(place int) {
		d := from + place
		if failed != nil {
			return
		}
		lang := v.language.of[d]
		want := ph.words[v.language.names[lang]]
		if len(want) == 0 {
			set.clear(d)
			return
		}
		if in = inOrder[lang]; len(in) > 0 {
			if failed = visit(d); failed == nil && found {
				return
			}
		} else if ph.field != "title" {
			words, failed = v.stream(d, words[:0])
			if failed == nil && holds(fieldOf(words, ph.field), want, ph.slop) {
				return
			}
		}
		if ph.field == "" || ph.field == "title" {
			name := v.name.of[d]
			in, known := titles[name]
			if !known {
				in = holds(v.titleWords(d), want, ph.slop)
				titles[name] = in
			}
			if in {
				return
			}
		}
		set.clear(d)
	})
	return failed
}

// titleWords are the hashes of a law's titles.
func (v *view) titleWords(d int) []uint32 {
	_, title, _ := strings.Cut(v.name.names[v.name.of[d]], "\n")
	var out []uint32
	for _, t := range v.chain(v.language.names[v.language.of[d]]).tokens(title) {
		if !t.pair {
			out = append(out, hash(t.term))
		}
	}
	return out
}

// fieldOf cuts a stream to one field; "" is all of it.
func fieldOf(words []uint32, field string) []uint32 {
	if field == "" {
		return words
	}
	for _, f := range index.Fields {
		end := slices.Index(words, 0)
		if end < 0 {
			return nil
		}
		if f.Name == field {
			return words[:end]
		}
		words = words[end+1:]
	}
	return nil
}

// holds says whether words hold the phrase: side by side and in order, or with a slop in any order, at most slop other words between.
func holds(words, phrase []uint32, slop int) bool {
	if slop > 0 {
		return near(words, phrase, slop)
	}
	for i := 0; i+len(phrase) <= len(words); i++ {
		if words[i] == phrase[0] && slices.Equal(words[i:i+len(phrase)], phrase) {
			return true
		}
	}
	return false
}

// near says whether some window of len(phrase)+slop words, not crossing a field, holds every word of the phrase.
func near(words, phrase []uint32, slop int) bool {
	width := len(phrase) + slop
	for i, w := range words {
		if !slices.Contains(phrase, w) {
			continue
		}
		window := words[i:min(i+width, len(words))]
		if end := slices.Index(window, 0); end >= 0 {
			window = window[:end]
		}
		if containsAll(window, phrase) {
			return true
		}
	}
	return false
}

func containsAll(window, phrase []uint32) bool {
	for _, p := range phrase {
		if !slices.Contains(window, p) {
			return false
		}
	}
	return true
}
