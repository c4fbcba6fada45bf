package bleve

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index"
)

const (
	defaultSize  = 20
	maxSize      = 1000    // hits of one answer; batches ask for 100
	maxReordered = 200     // best hits that are ordered anew by closeness and place
	fewHits      = 10      // with fewer holding all words, those with most of them follow
	relaxedCover = 0.45    // of the question's weight that such a unit must hold
	strictBonus  = 1 << 12 // puts units with all words before them
)

// Search implements index.Engine. A question is compiled, every group scored document by document, the Boolean shape and the filters applied
// as sets, the best few hundred ordered anew, and the page filled from the catalogue.
func (e *Engine) Search(ctx context.Context, q index.Query) (index.Result, error) {
	v, release, err := e.current()
	if err != nil {
		return index.Result{}, err
	}
	defer release()
	defer v.idle.enter()()
	if q.Like.Law != "" {
		if err := e.liken(ctx, v, &q); err != nil {
			return index.Result{}, fmt.Errorf("search: %w", err)
		}
	}
	if q.Filters, err = q.Filters.Lawful(ctx, e.source); err != nil {
		return index.Result{}, fmt.Errorf("search: %w", err)
	}
	s := &search{e: e, v: v, q: &q}
	if q.Offset < 0 || q.Size < 0 {
		return index.Result{}, fmt.Errorf("search: offset %d, size %d: %w", q.Offset, q.Size, corpus.ErrInvalid)
	}
	if q.Size == 0 {
		q.Size = defaultSize
	}
	q.Size = min(q.Size, maxSize)
	s.b = v.board()
	defer v.release(s.b)
	if err := s.find(ctx); err != nil {
		return index.Result{}, fmt.Errorf("search: %w", err)
	}
	return s.answer(ctx)
}

// search is one question on its way.
type search struct {
	e      *Engine
	v      *view
	q      *index.Query
	b      *board
	plan   *plan
	result index.Result

	found   bits    // what matches: totals and facets are counted here
	docs    []int32 // the same, folded, in a list
	inTexts []int   // how many of them stand in each text of the view
	strict  bits    // with Relaxed: those that hold all words
	order   []hit   // the best, ordered

	unspaced  bool            // the question is asked in pairs of characters
	tongues   []string        // that the question may be in, beside result.Language
	skips     []span          // of the question that ask for nothing
	countries []string        // that the question names
	similar   map[int]int     // by document: wordings folded under it
	whole     []float64       // weight of the whole question, by language
	reference float64         // the same in the language that says it best
	via       map[int]int     // by document: its twin in the language in which the question found most
	bonus     map[int]float64 // by document: provisions that the question cites
}

// hit is a document found.
type hit struct {
	doc   int
	score float64
}

func (s *search) find(ctx context.Context) error {
	s.understand()
	allowed := s.v.allowed(&s.q.Filters, s.b)
	if s.q.Like.Law != "" {
		s.v.without(allowed, s.q.Like)
	}
	languages := s.languages(allowed)
	var err error
	if s.plan, err = s.e.compile(s.v, s.q, s.result.Language, languages, s.skips, len(s.tongues) == 0); err != nil {
		return err
	}
	s.unspaced = slices.ContainsFunc(s.plan.groups, func(g *group) bool { return unspacedText(g.source) })
	s.expand()
	if err := s.kin(); err != nil {
		return err
	}
	s.compounds()
	if err := s.gather(ctx, allowed); err != nil {
		return err
	}
	if s.q.Expand && s.found.count() == 0 {
		s.b.clear()
		s.b.half = true
		if err := s.gather(ctx, allowed); err != nil {
			return err
		}
		s.result.Relaxed = s.result.Relaxed || !s.q.Loose && s.found.count() > 0
	}
	s.cite(allowed)
	if err := s.rank(); err != nil {
		return err
	}
	return ctx.Err()
}

// gather scores the documents and finds those that match.
func (s *search) gather(ctx context.Context, allowed bits) error {
	if err := s.v.score(ctx, s.plan, s.b); err != nil {
		return err
	}
	s.level()
	s.pool()
	var err error
	if s.found, err = s.v.match(s.plan.root, s.plan, s.b); err != nil {
		return err
	}
	s.found.and(allowed)
	s.scoredOnly()
	s.relax(allowed)
	return nil
}

// languages to look in: those of the allowed documents, and the question's own.
func (s *search) languages(allowed bits) []string {
	in := s.v.languages(allowed)
	own := s.result.Language
	switch {
	case own == "":
		return in
	case s.q.Language == "" && slices.Contains(in, own):
		return in
	case s.q.Expand && !slices.Contains(in, own):
		in = append(in, own)
		slices.Sort(in)
		return in
	case s.q.Expand || !slices.Contains(in, own) || len(s.q.Filters.Language) > 0:
		return in
	}
	return []string{own}
}

// scoredOnly takes out what was found without any word of the question: documents of a language in which all its words are stop words.
func (s *search) scoredOnly() {
	if s.plan.root == nil || len(s.plan.groups) == 0 || !asks(s.plan.root) {
		return
	}
	s.found.each(func(d int) {
		if s.b.score[d] != 0 {
			return
		}
		if _, twin := s.via[d]; !twin {
			s.found.clear(d)
		}
	})
}

// asks says whether every way through the shape asks for a word.
func asks(n *node) bool {
	switch n.op {
	case index.Not:
		return false
	case index.And:
		return slices.ContainsFunc(n.children, asks)
	case index.Or:
		return !slices.ContainsFunc(n.children, func(c *node) bool { return !asks(c) })
	}
	return true
}

// relax adds what holds most of the words, where few hold all of them: the question must be a row of words, not a Boolean shape.
func (s *search) relax(allowed bits) {
	root := s.plan.root
	if root == nil || !s.q.Loose && (len(s.plan.groups) < 2 || !soft(root)) {
		return
	}
	few := s.found.count()
	if !s.q.Loose && few >= fewHits {
		return
	}
	s.strict = s.found
	least := s.leastCover()
	if !s.q.Loose && s.q.Like.Law == "" {
		least = s.lowered(least, allowed)
	}
	more := s.b.empty()
	forbidden := s.forbidden(root)
	s.b.touched.each(func(d int) {
		if allowed.has(d) && (forbidden == nil || !forbidden.has(d)) && s.coverage(d) >= least {
			more.set(d)
		}
	})
	more.or(s.found)
	if more.count() > few {
		s.result.Relaxed = !s.q.Loose
		s.found = more
	}
}

// lowered is a bar of coverage that lets fewHits documents pass, at most bar and not so low that one common word is enough where others hold more.
func (s *search) lowered(bar float64, allowed bits) float64 {
	var with [101]int // documents by hundredths of the question
	best := 0
	s.b.touched.each(func(d int) {
		if allowed.has(d) {
			c := int(100 * s.coverage(d))
			with[c]++
			best = max(best, c)
		}
	})
	n, c := 0, best
	for ; c > best/2 && n+with[c] < fewHits; c-- {
		n += with[c]
	}
	return min(bar, float64(c)/100)
}

// leastCover is the share of the question's weight that a unit without some of its words must hold.
func (s *search) leastCover() float64 {
	switch {
	case s.q.Like.Law != "":
		return likeCover
	case s.q.Loose:
		return 0
	}
	return relaxedCover
}

// soft says whether a shape is a row of words, with or without words that must not be there.
func soft(n *node) bool {
	if n.op == index.And {
		for _, c := range n.children {
			if c.op != index.Term && c.op != index.Not || c.phrase != nil {
				return false
			}
		}
		return true
	}
	return n.op == index.Term && n.phrase == nil
}

// forbidden are the documents that a NOT at the top leaves out; nil for none.
func (s *search) forbidden(root *node) bits {
	var out bits
	for _, c := range root.children {
		if c.op != index.Not {
			continue
		}
		m, err := s.v.match(c.children[0], s.plan, s.b)
		if err != nil {
			continue
		}
		if out == nil {
			out = s.b.empty()
		}
		out.or(m)
	}
	return out
}

// coverage is the share of the question's weight that a document holds, 0 to 1, measured in the document's language.
func (s *search) coverage(d int) float64 {
	lang := s.v.language.of[d]
	whole := s.whole[lang]
	if whole == 0 {
		return 0
	}
	return min(1, float64(s.b.covered(d, lang))/whole)
}

// rank orders the best hits: by the order asked for, or by score and then anew by closeness.
func (s *search) rank() error {
	s.fold()
	s.b.listed = s.found.appendTo(s.b.listed[:0])
	s.docs = s.b.listed
	s.b.inTexts = s.v.perText(s.docs, s.b.inTexts)
	s.inTexts = s.b.inTexts
	want := s.q.Offset + s.q.Size
	if s.q.Group == "law" || s.q.Group == "country" {
		want = s.v.n
	}
	var hits []hit
	switch s.q.Sort {
	case "date", "-date", "title":
		hits = s.sorted()
	default:
		hits = s.scored(max(want, maxReordered))
		if err := s.reorder(hits, want); err != nil {
			return err
		}
	}
	s.order = s.grouped(hits)
	return nil
}

// scored are the best n documents by score.
func (s *search) scored(n int) []hit {
	parts := make([]*top, (len(s.docs)+blockSize-1)/blockSize)
	most := s.mostOf()
	best := func(docs []int32) *top {
		t := newTop(min(n, len(docs)), s.v)
		for _, d := range docs {
			if least, full := t.least(); !full || float64(s.b.score[d])*most[s.v.language.of[d]] >= least || len(s.via)+len(s.bonus) > 0 {
				t.add(hit{doc: int(d), score: s.base(int(d))})
			}
		}
		return t
	}
	if len(parts) < 2 {
		return best(s.docs).sorted()
	}
	s.v.together(len(parts), len(s.docs), func(i int) {
		parts[i] = best(s.docs[i*blockSize : min((i+1)*blockSize, len(s.docs))])
	})
	all := newTop(min(n, len(s.docs)), s.v) // one order of all hits, so that the parts do not show
	for _, t := range parts {
		for _, h := range t.hits {
			all.add(h)
		}
	}
	return all.sorted()
}

// mostOf is, by language, how many times the score of the board base is at most, but for twins and citations. With strict it is no bound.
func (s *search) mostOf() []float64 {
	most := make([]float64, len(s.v.language.names))
	for lang, whole := range s.whole {
		most[lang] = 1
		if len(s.countries) > 0 {
			most[lang] = namedCountry
		}
		if s.q.Expand && whole > 0 {
			most[lang] *= s.reference / whole
		}
		if s.strict != nil && !s.q.Loose {
			most[lang] = math.MaxFloat64
		}
	}
	return most
}

// base is the score before reordering.
func (s *search) base(d int) float64 {
	score := s.own(d)
	if other, ok := s.via[d]; ok {
		score = max(s.own(other)*twinShare, score)
	}
	if len(s.countries) > 0 && slices.Contains(s.countries, s.v.country.names[s.v.country.of[d]]) {
		score *= namedCountry
	}
	if s.v.under[s.v.law.of[d]] && !ablated("laws before regulations") {
		score *= underLaw
	}
	if s.strict != nil && !s.q.Loose && s.strict.has(d) {
		score += strictBonus
	}
	return score + s.bonus[d]
}

// namedCountry lifts the provisions of a country that the question names.
const namedCountry = 1.5

// twinShare of a score passes to the same provision in another language. It is well below 1, since what was found by the question's own words
// scores higher than what was found by their translations: at 1, acts of bilingual states stand before all acts without a twin.
const twinShare = 0.8

func (s *search) own(d int) float64 {
	score := float64(s.b.score[d])
	if score == 0 {
		return 0
	}
	cover := s.coverage(d)
	if whole := s.whole[s.v.language.of[d]]; s.q.Expand && whole > 0 {
		score *= s.reference / whole
	}
	weight := weights.cover
	if s.unspaced {
		weight = weights.coverPairs
	}
	return score * (1 - weight + weight*cover*cover)
}

func (s *search) sorted() []hit {
	v := s.v
	var hits []hit
	for _, d := range s.docs {
		hits = append(hits, hit{doc: int(d), score: s.base(int(d))})
	}
	keys := map[int]string{}
	for _, h := range hits {
		if s.q.Sort == "title" {
			keys[h.doc] = v.titleKey(h.doc)
			continue
		}
		keys[h.doc] = v.date.names[v.date.of[h.doc]]
		if keys[h.doc] == "" && v.year[h.doc] != 0 {
			keys[h.doc] = fmt.Sprintf("%04d", v.year[h.doc])
		}
	}
	slices.SortFunc(hits, func(a, b hit) int {
		x, y := keys[a.doc], keys[b.doc]
		switch {
		case x == y:
			return order(v.before(a.doc, b.doc), v.before(b.doc, a.doc))
		case x == "" || y == "":
			return order(y == "", x == "") // unknown last
		case s.q.Sort == "-date":
			return cmp.Compare(y, x)
		}
		return cmp.Compare(x, y)
	})
	return hits
}

func order(before, after bool) int {
	switch {
	case before:
		return -1
	case after:
		return 1
	}
	return 0
}

// grouped keeps the best hit of each law or country where the query asks for it, and sets the totals.
func (s *search) grouped(hits []hit) []hit {
	v := s.v
	laws := make([]bool, len(v.law.names))
	s.result.Total, s.result.Laws = len(s.docs), 0
	for text, n := range s.inTexts {
		if law := v.law.ofText[text]; n > 0 && !laws[law] {
			laws[law] = true
			s.result.Laws++
		}
	}
	var key func(d int) uint32
	switch s.q.Group {
	case "law":
		key = func(d int) uint32 { return v.law.of[d] }
	case "country":
		key = func(d int) uint32 { return v.country.of[d] }
	default:
		return hits
	}
	seen := map[uint32]bool{}
	var out []hit
	for _, h := range hits {
		if k := key(h.doc); !seen[k] {
			seen[k] = true
			out = append(out, h)
		}
	}
	s.result.Total = len(out)
	return out
}

// fold takes out of what was found all but the best of those with the same wording, and remembers how many. A batch and a search within a law
// keep them.
func (s *search) fold() {
	if s.q.Loose && s.q.Like.Law == "" || s.q.Group == "flat" || len(s.q.Filters.Law) > 0 || s.q.Root == nil {
		return
	}
	best, count := map[uint32]int{}, map[int]int{}
	s.found.each(func(d int) {
		key := s.v.same[d]
		if key == 0 {
			return
		}
		other, ok := best[key]
		if !ok {
			best[key] = d
			return
		}
		a, b := s.base(d), s.base(other)
		keep, drop := other, d
		if a > b || a == b && s.v.before(d, other) {
			keep, drop = d, other
		}
		best[key] = keep
		count[keep] += 1 + count[drop]
		s.found.clear(drop)
	})
	s.similar = count
}

// page is the part of the order that is shown.
func (s *search) page() []hit {
	from := min(s.q.Offset, len(s.order))
	return s.order[from:min(from+s.q.Size, len(s.order))]
}

// answer fills the result.
func (s *search) answer(ctx context.Context) (index.Result, error) {
	r := &s.result
	r.Facets = s.v.facets(s.q.Facets, s.docs, s.inTexts)
	page := s.page()
	r.Hits = slices.Grow(r.Hits, len(page))
	for _, h := range page {
		r.Hits = append(r.Hits, index.Hit{Ref: s.v.ref(h.doc), Score: h.score, Similar: s.similar[h.doc]})
	}
	if s.q.Plain {
		return *r, nil
	}
	s.spellOut(ctx)
	r.Corrected = s.correct(ctx)
	if err := s.show(ctx); err != nil {
		return index.Result{}, fmt.Errorf("search: %w", err)
	}
	return *r, nil
}
