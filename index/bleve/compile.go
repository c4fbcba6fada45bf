package bleve

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	bleveindex "github.com/blevesearch/bleve_index_api"

	"github.com/pandect/pandect/index"
)

// plan is a query as this engine answers it. It is the only form in which index.Query and Bleve's dictionaries meet.
type plan struct {
	groups   []*group
	root     *node
	language string   // of the words; "" where it could not be told
	searched []string // languages looked in, sorted
	words    []word   // of the question in its own language, in order, those that are terms of concepts alone (犯罪所得 holds 罪所) among them
}

// node is the Boolean shape: a leaf is a run of groups that must all match.
type node struct {
	op       index.Op // Term for a leaf, And, Or, Not
	groups   []*group
	children []*node
	phrase   *phrase // of a leaf: its words stand in order too
}

// group is one word or concept of the question: it is found where any of its ways is found.
type group struct {
	source string // as typed
	field  string // "" = all
	ways   []way
	number string  // of number:5
	spread bool    // a prefix or a misspelling: many terms that count as one
	pos    int     // place of the word in the question, stop words counted
	weight float64 // 1, less for a pair of characters

	exact bool            // of a phrase: no compounds
	gone  map[string]bool // languages in which the group of a concept takes its place
}

// way is one wording of a group in one language.
type way struct {
	language string
	terms    []string // more than one: words of a multi-word term, each must be there
	weight   float64
	foreign  bool // added by expansion
	synonym  bool // another term in the question's own language: counts for less, and not for closeness
}

// phrase of a leaf: its terms and their hashes by language, in order, stop words among them.
type phrase struct {
	terms map[string][]string
	words map[string][]uint32
	slop  int
	field string
}

// compiler makes a plan.
type compiler struct {
	e         *Engine
	v         *view
	q         *index.Query
	languages []string // to look in
	plan      *plan
	pos       int
	skips     []span
	sure      bool // of the language of the words
}

// compile makes the plan of q over v.
func (e *Engine) compile(v *view, q *index.Query, language string, languages []string, skips []span, sure bool) (*plan, error) {
	root := q.Root
	c := &compiler{e: e, v: v, q: q, skips: skips, sure: sure, languages: languages, plan: &plan{language: language, searched: languages}}
	if root == nil {
		return c.plan, nil
	}
	var err error
	c.plan.root, err = c.node(root)
	if err == nil && len(c.plan.groups) == 0 && len(c.skips) > 0 {
		c.skips = nil // the frame is all there is
		c.plan.root, err = c.node(root)
	}
	return c.plan, err
}

func (c *compiler) node(n *index.Node) (*node, error) {
	switch n.Op {
	case index.And, index.Or, index.Not:
		out := &node{op: n.Op}
		for _, child := range n.Children {
			compiled, err := c.node(child)
			if err != nil {
				return nil, err
			}
			if compiled != nil {
				out.children = append(out.children, compiled)
			}
		}
		if len(out.children) == 0 {
			return nil, nil
		}
		return out, nil
	case index.Prefix, index.Fuzzy:
		return c.spread(n)
	}
	return c.words(n), nil
}

// words makes the leaf of a term or phrase. A term of several words (money-laundering, a run of Chinese) is all of them. A leaf of stop words
// alone asks for nothing and is left out, unless it is a phrase.
func (c *compiler) words(n *index.Node) *node {
	leaf := &node{op: index.Term}
	if n.Field == "number" {
		g := &group{source: n.Text, number: numberKey(n.Text), field: "number", weight: 1}
		c.plan.groups = append(c.plan.groups, g)
		leaf.groups = []*group{g}
		return leaf
	}
	if n.Op == index.Phrase {
		leaf.phrase = &phrase{terms: map[string][]string{}, words: map[string][]uint32{}, slop: n.Slop, field: n.Field}
	}
	c.look(n, leaf, false)
	if len(leaf.groups) == 0 && leaf.phrase != nil {
		c.look(n, leaf, true) // nothing but stop words: to be or not to be
	}
	if len(leaf.groups) == 0 {
		return nil
	}
	c.plan.groups = append(c.plan.groups, leaf.groups...)
	return leaf
}

// look makes the groups of a leaf: one for every word, with its term in each language.
func (c *compiler) look(n *index.Node, leaf *node, all bool) {
	bySpan := map[[2]int]*group{}
	if leaf.phrase != nil {
		clear(leaf.phrase.terms)
		clear(leaf.phrase.words)
	}
	for _, language := range c.languages {
		chain := c.e.chain(language)
		tokens := chain.tokens(n.Text)
		for i, t := range tokens {
			if leaf.phrase != nil && !t.pair {
				leaf.phrase.terms[language] = append(leaf.phrase.terms[language], t.term)
				leaf.phrase.words[language] = append(leaf.phrase.words[language], hash(t.term))
			}
			if leaf.phrase == nil && n.Field == "" && !all && c.framed(n.Pos+t.start, n.Pos+t.end) {
				continue
			}
			own := language == c.plan.language && !heldByPair(tokens, i)
			if !all && c.skip(chain, tokens, i, leaf.phrase != nil) {
				if own && t.pair {
					c.plan.words = append(c.plan.words, word{term: t.term, pos: c.pos + t.pos})
				}
				continue
			}
			span := [2]int{t.start, t.end}
			g := bySpan[span]
			if g == nil {
				g = &group{source: n.Text[t.start:t.end], field: n.Field, pos: c.pos + t.pos, weight: chain.weightOf(tokens, i), exact: leaf.phrase != nil}
				bySpan[span] = g
				leaf.groups = append(leaf.groups, g)
			}
			g.ways = append(g.ways, way{language: language, terms: []string{t.term}, weight: c.own(language)})
			if own {
				c.plan.words = append(c.plan.words, word{term: t.term, surface: foldLatin(strings.ToLower(g.source)), group: g, pos: g.pos})
			}
		}
		if language == c.languages[len(c.languages)-1] && len(tokens) > 0 {
			c.pos += tokens[len(tokens)-1].pos
		}
	}
}

// weightOf a token: a character that a pair holds says less than the pair, and a pair that holds a binding character less than others.
func (c *chain) weightOf(tokens []token, i int) float64 {
	switch {
	case heldByPair(tokens, i):
		return weights.single
	case tokens[i].pair && c.binds(tokens[i]):
		return weights.bound
	}
	return 1
}

// heldByPair says whether a token is a character of a pair of the question.
func heldByPair(tokens []token, i int) bool {
	t := tokens[i]
	return !t.pair && (i+1 < len(tokens) && tokens[i+1].pair && tokens[i+1].pos == t.pos || i > 0 && tokens[i-1].pair && tokens[i-1].end == t.end)
}

// framed says whether some bytes of the question lie in what is not asked for.
func (c *compiler) framed(from, to int) bool {
	for _, s := range c.skips {
		if from < s.to && s.from < to {
			return true
		}
	}
	return false
}

// skip says whether a token of the question is not searched: stop words, and single characters where a pair holds them.
func (c *compiler) skip(chain *chain, tokens []token, i int, phrase bool) bool {
	t := tokens[i]
	if heldByPair(tokens, i) && (phrase || weights.single == 0) {
		return true
	}
	if chain.language == c.plan.language || c.plan.language == "" || phrase {
		return chain.empty(t)
	}
	return chain.empty(t) || c.sure && c.e.chain(c.plan.language).stops[t.term]
}

// own is the weight of the question's own words in a language.
func (c *compiler) own(language string) float64 {
	if c.plan.language == "" || c.plan.language == language {
		return 1
	}
	return 0.7
}

const maxSpread = 64 // terms that a star or ~ stands for, in one language

// spread makes the leaf of a word with * or ~.
func (c *compiler) spread(n *index.Node) (*node, error) {
	g := &group{source: n.Text, field: n.Field, spread: true, weight: 1}
	for _, language := range c.languages {
		chain := c.e.chain(language)
		tokens := chain.tokens(n.Text)
		if len(tokens) == 0 {
			continue
		}
		last := tokens[len(tokens)-1]
		if last.pair || n.Op == index.Prefix && unspacedText(n.Text) {
			g.ways = append(g.ways, way{language: language, terms: []string{last.term}, weight: 1})
			continue
		}
		terms, err := c.dictionary(n, chain, n.Text[last.start:last.end])
		if err != nil {
			return nil, err
		}
		for _, t := range terms {
			g.ways = append(g.ways, way{language: language, terms: []string{t}, weight: 1})
		}
	}
	c.plan.groups = append(c.plan.groups, g)
	return &node{op: index.Term, groups: []*group{g}}, nil
}

func unspacedText(s string) bool { return strings.ContainsFunc(s, unspaced) }

// dictionary lists the terms of a language that a prefix or misspelling stands for, the most frequent first. A term is a stem, so it may be
// shorter than the prefix that was typed.
func (c *compiler) dictionary(n *index.Node, chain *chain, word string) ([]string, error) {
	surface := foldLatin(strings.ToLower(word))
	stem := chain.term(word)
	found := map[string]uint64{}
	for _, f := range index.Fields {
		if n.Field != "" && n.Field != f.Name {
			continue
		}
		if err := c.fieldDictionary(n, f.Name+"."+chain.language, surface, stem, found); err != nil {
			return nil, err
		}
	}
	terms := mostFrequent(found)
	return terms[:min(len(terms), maxSpread)], nil
}

func mostFrequent(found map[string]uint64) []string {
	return slices.SortedFunc(maps.Keys(found), func(a, b string) int {
		return cmp.Or(cmp.Compare(found[b], found[a]), strings.Compare(a, b))
	})
}

func (c *compiler) fieldDictionary(n *index.Node, field, surface, stem string, found map[string]uint64) error {
	var dict bleveindex.FieldDict
	var err error
	if n.Op == index.Prefix {
		dict, err = c.v.reader.FieldDictPrefix(field, []byte(surface))
		if strings.HasPrefix(surface, stem) && 3*len(stem) >= 2*len(surface) { // confiscat* and confisc; not отмыв* and отм, the stem of отмена
			found[stem] += 0
		}
	} else if fuzzy, ok := c.v.reader.(bleveindex.IndexReaderFuzzy); ok {
		dict, err = fuzzy.FieldDictFuzzy(field, stem, n.Fuzz, "")
	}
	if err != nil || dict == nil {
		return err
	}
	defer dict.Close()
	fresh := map[string]uint64{}
	for {
		entry, err := dict.Next()
		if err != nil {
			return err
		}
		if entry == nil {
			break
		}
		fresh[entry.Term] = entry.Count
	}
	if n.Op == index.Fuzzy {
		c.v.countFrequency(fresh, field)
	}
	for term, count := range fresh {
		found[term] += count
	}
	return nil
}

// countFrequency fills in how many documents have each term: dictionaries of misspellings do not say. Beyond some hundred terms it is not worth
// the time.
func (v *view) countFrequency(terms map[string]uint64, field string) {
	if len(terms) > 4*maxSpread {
		return
	}
	for term := range terms {
		terms[term] = uint64(v.frequency(term, field))
	}
}
