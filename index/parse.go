package index

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/pandect/pandect/corpus"
)

// Limits of a query. A batch line of the evaluation sets has 300 bytes; a paragraph pasted into the box has 2,000.
const (
	maxLength    = 8 << 10 // bytes
	maxDepth     = 20      // parentheses and negations in one another
	maxWildcards = 10      // stars and ~ in one query: each may stand for many words
	maxSlop      = 100     // words that may stand between those of a phrase
	maxEdits     = 2       // of word~
)

// SyntaxError says why a query cannot be read, and where. It is an ErrInvalid.
type SyntaxError struct {
	Place  int    // byte of the query
	Reason string // for a person, without the place
	Key    string // of the reason, for those who say it in another language: long, quote, year …
	Values []any  // what stands in the reason, in order
}

// unreadable makes a SyntaxError; reason is a format for values.
func unreadable(place int, key, reason string, values ...any) *SyntaxError {
	return &SyntaxError{Place: place, Reason: fmt.Sprintf(reason, values...), Key: key, Values: values}
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("query, byte %d: %s", e.Place+1, e.Reason)
}

func (e *SyntaxError) Unwrap() error { return corpus.ErrInvalid }

// Parse reads the query language of DESIGN.md §4. Words alone never fail: an operator without operands is left out, an unknown field is two words. What does fail is a *SyntaxError: a quotation
// mark or parenthesis without its other half, a filter that is no filter, a star that stands for too much.
func Parse(text string) (Query, error) {
	q := Query{Text: text}
	if len(text) > maxLength {
		return q, unreadable(maxLength, "long", "longer than %d bytes; leave words out", maxLength)
	}
	if !utf8.ValidString(text) {
		return q, unreadable(0, "encoding", "not UTF-8")
	}
	tokens, err := lex(text)
	if err != nil {
		return q, err
	}
	p := parser{tokens: tokens, filters: &q.Filters}
	q.Root, err = p.or(0)
	if err == nil && !p.end() {
		err = unreadable(p.tokens[p.next].pos, "closing", "\")\" closes nothing; take it away, or open one before it")
	}
	if err != nil {
		return Query{Text: text}, err
	}
	if q.Root == nil && q.Filters.empty() {
		q.Root = loneOperators(tokens)
	}
	return q, nil
}

// loneOperators makes words of a query that is nothing but operators: someone may look for "OR".
func loneOperators(tokens []token) *Node {
	var words []*Node
	for _, t := range tokens {
		if t.kind == operator {
			words = append(words, &Node{Op: Term, Text: t.text, Pos: t.pos})
		}
	}
	return join(And, words)
}

// Plain makes a query of words that are not query syntax: a line of a batch.
func Plain(text string) Query {
	text = strings.ToValidUTF8(text, " ")
	q := Query{Text: text, Loose: true}
	var words []*Node
	at := 0
	for f := range strings.FieldsSeq(text) {
		at += strings.Index(text[at:], f)
		if HasWord(f) {
			words = append(words, &Node{Op: Term, Text: f, Pos: at})
		}
		at += len(f)
	}
	q.Root = join(And, words)
	return q
}

// ParseFilters reads a query that holds nothing but filters: the "filters" of a batch line.
func ParseFilters(text string) (Filters, error) {
	q, err := Parse(text)
	if err != nil {
		return Filters{}, err
	}
	if q.Root != nil {
		return Filters{}, unreadable(q.Root.first(), "filters", "filters only, such as country:KE; words belong into the text")
	}
	return q.Filters, nil
}

func (n *Node) first() int {
	for len(n.Children) > 0 {
		n = n.Children[0]
	}
	return n.Pos
}

// parser is a recursive descent over tokens: or = and {OR and}; and = unary {[AND] unary}; unary = {NOT} primary.
type parser struct {
	tokens    []token
	next      int
	filters   *Filters
	depth     int
	wildcards int
	field     string // of an enclosing title:( … )
}

func (p *parser) end() bool { return p.next >= len(p.tokens) }

func (p *parser) peek() token {
	if p.end() {
		return token{}
	}
	return p.tokens[p.next]
}

func (p *parser) or(inside int) (*Node, error) {
	var sides []*Node
	for {
		n, err := p.and(inside)
		if err != nil {
			return nil, err
		}
		if n != nil {
			sides = append(sides, n)
		}
		if t := p.peek(); t.kind != operator || t.text != "OR" {
			return join(Or, sides), nil
		}
		p.next++
	}
}

func (p *parser) and(inside int) (*Node, error) {
	var parts []*Node
	for !p.end() {
		t := p.peek()
		if t.kind == closing || t.kind == operator && t.text == "OR" {
			break
		}
		if t.kind == operator && t.text == "AND" {
			p.next++
			continue
		}
		n, err := p.unary(inside)
		if err != nil {
			return nil, err
		}
		if n != nil {
			parts = append(parts, n)
		}
	}
	return join(And, parts), nil
}

func (p *parser) unary(inside int) (*Node, error) {
	start, not := p.peek().pos, false
	for p.peek().kind == operator && p.peek().text == "NOT" {
		p.next++
		not = !not
	}
	t := p.peek()
	if t.kind == none || t.kind == closing || t.kind == operator {
		return nil, nil // an operator without an operand
	}
	if t.kind == filter {
		p.next++
		return nil, p.filter(t, not, inside)
	}
	n, err := p.primary(inside)
	if err != nil || n == nil || !not {
		return n, err
	}
	return &Node{Op: Not, Children: []*Node{n}, Pos: start}, nil
}

func (p *parser) primary(inside int) (*Node, error) {
	t := p.peek()
	p.next++
	switch t.kind {
	case opening:
		return p.group(t, inside)
	case phrase:
		return &Node{Op: Phrase, Field: p.fieldOf(t), Text: t.text, Slop: t.number, Pos: t.pos}, nil
	}
	n := &Node{Op: Term, Field: p.fieldOf(t), Text: t.text, Pos: t.pos}
	switch {
	case t.star:
		n.Op = Prefix
		if len([]rune(t.text)) < 2 && !isWide(t.text) {
			return nil, unreadable(t.pos, "star", "a star needs at least two letters before it")
		}
	case t.tilde:
		n.Op, n.Fuzz = Fuzzy, t.number
	default:
		return n, nil
	}
	if p.wildcards++; p.wildcards > maxWildcards {
		return nil, unreadable(t.pos, "wildcards", "more than %d words with * or ~", maxWildcards)
	}
	return n, nil
}

func (p *parser) group(t token, inside int) (*Node, error) {
	if p.depth++; p.depth > maxDepth {
		return nil, unreadable(t.pos, "depth", "more than %d parentheses in one another", maxDepth)
	}
	outer := p.field
	p.field = p.fieldOf(t)
	n, err := p.or(inside + 1)
	if err != nil {
		return nil, err
	}
	if p.peek().kind != closing {
		return nil, unreadable(t.pos, "opening", "\"(\" is never closed; write \")\" where the group ends")
	}
	p.next++
	p.depth--
	p.field = outer
	return n, nil
}

func (p *parser) fieldOf(t token) string {
	if t.field != "" {
		return t.field
	}
	return p.field
}

// filter adds one filter to the query. It stands outside parentheses, and beside an OR only where the other side is a filter of its kind.
func (p *parser) filter(t token, not bool, inside int) error {
	if inside > 0 {
		return unreadable(t.pos, "inside", "a filter cannot stand inside parentheses; write it at the end")
	}
	if other, beside := p.besideOr(); beside && (other.kind != filter || other.field != t.field || not) {
		return unreadable(t.pos, "side", "a filter cannot be one side of an OR, since it holds for the whole query; write country:KE,UG for either")
	}
	into := p.filters
	if not {
		if into.Not == nil {
			into.Not = &Filters{}
		}
		into = into.Not
	}
	return into.add(t)
}

// besideOr finds the operand on the other side of an OR that stands next to the token just read.
func (p *parser) besideOr() (token, bool) {
	isOr := func(i int) bool {
		return i >= 0 && i < len(p.tokens) && p.tokens[i].kind == operator && p.tokens[i].text == "OR"
	}
	at := p.next - 1
	if isOr(at-1) && at-2 >= 0 {
		return p.tokens[at-2], true
	}
	if isOr(at+1) && at+2 < len(p.tokens) {
		return p.tokens[at+2], true
	}
	return token{}, false
}

// lists are the filters that take words.
func (f *Filters) list(name string) *[]string {
	switch name {
	case "country":
		return &f.Country
	case "topic":
		return &f.Topic
	case "language":
		return &f.Language
	case "type":
		return &f.Type
	case "status":
		return &f.Status
	case "instrument":
		return &f.Instrument
	case "article":
		return &f.Article
	case "law":
		return &f.Law
	case "relation":
		return &f.Relation
	}
	if isRelation(name) {
		return &f.Relation
	}
	return nil
}

var filterNames = []string{"country", "topic", "language", "type", "status", "instrument", "article", "law", "relation"}

func (f *Filters) empty() bool {
	for _, name := range filterNames {
		if len(*f.list(name)) > 0 {
			return false
		}
	}
	return f.YearFrom == 0 && f.YearTo == 0 && f.AsOf.IsZero() && (f.Not == nil || f.Not.empty())
}

func (f *Filters) add(t token) error {
	switch t.field {
	case "year":
		return f.addYears(t)
	case "asof":
		return f.addDay(t)
	}
	values := []string{t.text}
	if !t.quoted {
		values = strings.Split(t.text, ",")
	}
	into := f.list(t.field)
	for _, v := range values {
		v = strings.TrimSpace(v)
		switch t.field {
		case "country":
			v = strings.ToUpper(v)
		case "status":
			v = strings.Join(strings.Fields(v), " ")
		case "language", "topic", "instrument", "article", "type":
			v = strings.ToLower(v)
		}
		if isRelation(t.field) && v != "" {
			v = t.field + ":" + v
		}
		if v != "" && !slices.Contains(*into, v) {
			*into = append(*into, v)
		}
	}
	if len(*into) == 0 {
		return unreadable(t.pos, "value", "%s: needs a value, such as %s", t.field, t.field+":"+cmp.Or(example[t.field], example["law"]))
	}
	return nil
}

var example = map[string]string{
	"country": "KE", "topic": "firearms", "language": "fr", "type": "act", "status": `"in force"`, "instrument": "tip-protocol",
	"article": "tip-protocol/5", "law": "ke/act/2010/8", "relation": "amends:ke/act/2010/8", "year": "2001..2015",
}

func (f *Filters) addYears(t token) error {
	wrong := unreadable(t.pos, "year", "year:%s is no year; write year:2001, year:2001..2015, year:2001.. or year:..2015", t.text)
	from, to, isRange := strings.Cut(t.text, "..")
	if !isRange {
		to = from
	}
	if from == "" && to == "" {
		return wrong
	}
	a, ok1 := year(from)
	b, ok2 := year(to)
	if !ok1 || !ok2 || a > 0 && b > 0 && a > b {
		return wrong
	}
	f.YearFrom, f.YearTo = a, b
	return nil
}

func (f *Filters) addDay(t token) error {
	day, err := corpus.ParseDate(t.text)
	if err != nil {
		return unreadable(t.pos, "asof", "asof:%s is no day; write asof:2015-06-30", t.text)
	}
	f.AsOf = day
	return nil
}

// year reads one to four digits; the empty string is 0, an open end.
func year(s string) (int, bool) {
	if s == "" {
		return 0, true
	}
	n, err := strconv.Atoi(s)
	return n, err == nil && n > 0 && n <= 9999 && !strings.HasPrefix(s, "+")
}

// join makes one node of several; those of the same operator are taken in.
func join(op Op, nodes []*Node) *Node {
	var flat []*Node
	for _, n := range nodes {
		if n.Op == op {
			flat = append(flat, n.Children...)
		} else {
			flat = append(flat, n)
		}
	}
	switch len(flat) {
	case 0:
		return nil
	case 1:
		return flat[0]
	}
	return &Node{Op: op, Children: flat, Pos: flat[0].Pos}
}

// HasWord says whether s holds a letter, a digit or §: what else is typed asks for nothing.
func HasWord(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '§' })
}

// isWide says whether s is of a script that writes a word in one or two characters.
func isWide(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
	})
}
