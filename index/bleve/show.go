package bleve

import (
	"context"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index"
)

const (
	snippetBytes = 320
	maxMarked    = 64 << 10 // bytes of a unit in which words are marked
)

// show fills the hits from the catalogue: unit, law, highlights, snippet.
func (s *search) show(ctx context.Context) error {
	hits := s.result.Hits
	refs := make([]corpus.Ref, len(hits))
	for i := range hits {
		refs[i] = hits[i].Ref
	}
	units, err := s.e.source.Units(ctx, refs)
	if err != nil {
		return err
	}
	marker := s.marker()
	size := 0
	for i := range min(len(hits), len(units)) {
		hits[i].Unit = units[i]
		size += len(units[i].Text)
	}
	s.v.together(len(hits), size, func(i int) { s.showHit(ctx, &hits[i], marker) })
	return nil
}

// showHit fills in the law of a hit, and marks the question's words in it and its unit.
func (s *search) showHit(ctx context.Context, h *index.Hit, marker *marker) {
	for n, t := range s.texts(ctx, h.Ref.Law) {
		if n == 0 {
			h.Translation = t.Language != h.Ref.Language
		}
		if h.Law.ID == "" {
			h.Law = t.Law
		}
		if t.Language == h.Ref.Language { // the first is the one that is read
			h.Law = t.Law
			break
		}
	}
	if h.Law.ID == "" {
		h.Law.ID = h.Ref.Law
	}
	h.Heading = marker.spans(h.Unit.Heading, h.Ref.Language)
	h.LawTitle = marker.spans(h.Law.Title, h.Ref.Language)
	h.Text = marker.spans(h.Unit.Text, h.Ref.Language)
	h.Snippet = snippet(h.Unit.Text, h.Text)
	if s.q.Like.Law != "" {
		h.Heading, h.LawTitle, h.Text = nil, nil, nil // half the words would be marked
	}
}

// texts are those of a law, without their provisions; none where it was withdrawn since it was indexed: the hit is shown with what the index knows. What is read is
// kept with the view, since a change of a law makes a new one.
func (s *search) texts(ctx context.Context, law corpus.URI) []corpus.Text {
	if known, ok := s.v.heads.get(law); ok {
		return known
	}
	texts, err := s.e.source.Texts(ctx, law)
	if err != nil {
		return nil
	}
	s.v.heads.put(law, texts, 1)
	return texts
}

// maxHeads is how many laws a view keeps for show, some kilobytes each.
const maxHeads = 4096

// marker finds the words of a question in wording. Safe for concurrent use.
type marker struct {
	e     *Engine
	terms map[string]map[string]bool // by language
	begin map[string]*beginnings     // by language: of the terms
}

func (s *search) marker() *marker {
	m := &marker{e: s.e, terms: map[string]map[string]bool{}, begin: map[string]*beginnings{}}
	for _, g := range s.plan.groups {
		if g.weight < 1 && unspacedText(g.source) {
			continue // a character that a pair of the question holds: alone it says nothing to a reader
		}
		for _, w := range g.ways {
			if m.terms[w.language] == nil {
				m.terms[w.language] = map[string]bool{}
			}
			for _, t := range w.terms {
				m.terms[w.language][t] = true
			}
		}
	}
	for language, terms := range m.terms {
		m.begin[language] = beginningsOf(language, terms)
	}
	return m
}

// keepsFirst are the languages in which a word and its term begin with the same letter: their stemmers take off endings alone. In those of keepsSecond the second letter stays too,
// but that English makes die of dying.
var (
	keepsFirst  = set("en", "de", "fr", "es", "pt", "it", "sv", "da", "no", "nb", "nn", "fi", "hu", "ro")
	keepsSecond = set("en", "de", "fr", "es", "pt", "it")
)

// beginnings are the letters of ASCII with which terms begin: words that begin otherwise are none of them.
type beginnings struct {
	first  uint32     // a bit for each letter
	second [26]uint32 // by the first
}

// beginningsOf terms; nil where a word may begin otherwise than its term. Most words of a text are then passed over without being looked at.
func beginningsOf(language string, terms map[string]bool) *beginnings {
	if !keepsFirst[language] {
		return nil
	}
	b := &beginnings{}
	for t := range terms {
		x, ok := letter(t[0])
		if !ok {
			continue
		}
		b.first |= 1 << x
		z, ok := byte(0), false
		if len(t) > 1 {
			z, ok = letter(t[1])
		}
		switch {
		case !ok || !keepsSecond[language]:
			b.second[x] = math.MaxUint32
		case language == "en" && z == 'i'-'a':
			b.second[x] |= 1<<z | 1<<('y'-'a')
		default:
			b.second[x] |= 1 << z
		}
	}
	return b
}

// without says that the word at the beginning of text is none of the terms. A letter with a mark may be any, and nothing is said of other scripts.
func (b *beginnings) without(text string) bool {
	x, ok := letter(text[0])
	if !ok {
		return false
	}
	if b.first&(1<<x) == 0 {
		return true
	}
	if len(text) > 1 {
		if y, ok := letter(text[1]); ok {
			return b.second[x]&(1<<y) == 0
		}
	}
	return false
}

// letter of ASCII, small or capital, from 0.
func letter(b byte) (n byte, ok bool) {
	n = (b | 0x20) - 'a'
	return n, n < 26
}

// spans are the places of the question's words in text, ascending and apart.
func (m *marker) spans(text, language string) []corpus.Span {
	terms := m.terms[language]
	if len(terms) == 0 || text == "" {
		return nil
	}
	if len(text) > maxMarked {
		text = strings.ToValidUTF8(text[:maxMarked], "")
	}
	var out []corpus.Span
	m.e.chain(language).eachToken(text, m.begin[language], func(t token) {
		if !terms[t.term] {
			return
		}
		if n := len(out); n > 0 && t.start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, t.end)
			return
		}
		out = append(out, corpus.Span{Start: t.start, End: t.end})
	})
	return out
}

// snippet is the piece of text with the most different marked words, from the beginning of a sentence where one is near.
func snippet(text string, marks []corpus.Span) corpus.Span {
	width := snippetBytes
	if unspacedText(text[:min(len(text), 300)]) {
		width *= 2 // their characters have three bytes and say more
	}
	best, bestCount := 0, -1
	words := numbered(text, marks)
	var seen []int // by word: the last piece, from 1, that it was seen in
	for i := range marks {
		count := 0
		for j := i; j < len(marks) && marks[j].End-marks[i].Start <= width*3/4; j++ {
			for len(seen) <= words[j] {
				seen = append(seen, 0)
			}
			if seen[words[j]] != i+1 {
				seen[words[j]] = i + 1
				count++
			}
		}
		if count > bestCount {
			best, bestCount = marks[i].Start, count
		}
	}
	start := sentenceStart(text, best, width)
	end := min(start+width, len(text))
	for end < len(text) && !utf8.RuneStart(text[end]) {
		end--
	}
	for end < len(text) {
		r, n := utf8.DecodeRuneInString(text[end:])
		if !unicode.In(r, unicode.Mn, unicode.Mc) && !strings.ContainsRune(followingVowels, r) {
			break
		}
		end += n // a mark goes with its letter
	}
	if cut := strings.LastIndexAny(text[start:end], " \n。；，、"); end < len(text) && cut > width/2 {
		end = start + cut
	}
	return corpus.Span{Start: start, End: end}
}

// numbered gives every mark the number of its word: the same for the same one, in small letters or capitals.
func numbered(text string, marks []corpus.Span) []int {
	known := map[string]int{}
	out := make([]int, len(marks))
	for i, m := range marks {
		word := strings.ToLower(text[m.Start:m.End])
		n, ok := known[word]
		if !ok {
			n = len(known)
			known[word] = n
		}
		out[i] = n
	}
	return out
}

// sentenceStart is where the sentence of a place begins, or a word at most half of width bytes before it.
func sentenceStart(text string, at, width int) int {
	from := max(0, at-width/2)
	for from > 0 && !utf8.RuneStart(text[from]) {
		from--
	}
	before := text[from:at]
	for _, stop := range []string{"\n", ". ", "。", "؟ ", "; ", "；"} {
		if i := strings.LastIndex(before, stop); i >= 0 {
			return from + i + len(stop)
		}
	}
	if from == 0 {
		return 0
	}
	if i := strings.IndexByte(before, ' '); i >= 0 && i < 60 {
		return from + i + 1
	}
	return from
}
