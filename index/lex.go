package index

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/pandect/pandect/corpus"
)

type kind int

const (
	none     kind = iota
	word          // traffick* word~2
	phrase        // "…"~5
	opening       // ( or title:(
	closing       // )
	operator      // AND OR NOT
	filter        // country:KE
)

// token is a piece of a query.
type token struct {
	kind   kind
	field  string // of a word, phrase, opening or filter
	text   string // escapes resolved
	star   bool
	tilde  bool
	quoted bool
	number int // behind ~
	pos    int // byte where it begins
}

// fields of a unit that can be searched alone.
func isField(s string) bool { return s == "title" || s == "heading" || s == "text" || s == "number" }

// isRelation says whether s is a filter by what laws say of another: amends:ke/act/1990/12.
func isRelation(s string) bool { return slices.Contains(corpus.RelationKinds, s) }

// lex cuts a query into tokens. Only quotation marks can fail.
func lex(s string) ([]token, error) {
	l := lexer{s: s}
	for {
		l.space()
		if l.at >= len(s) {
			return l.out, nil
		}
		if err := l.token(); err != nil {
			return nil, err
		}
	}
}

type lexer struct {
	s   string
	at  int
	out []token
}

func (l *lexer) rune() rune {
	r, _ := utf8.DecodeRuneInString(l.s[l.at:])
	return r
}

func (l *lexer) space() {
	for l.at < len(l.s) {
		r, n := utf8.DecodeRuneInString(l.s[l.at:])
		if !unicode.IsSpace(r) {
			return
		}
		l.at += n
	}
}

func (l *lexer) token() error {
	start := l.at
	r, n := utf8.DecodeRuneInString(l.s[l.at:])
	switch {
	case r == '(' || r == '（':
		l.at += n
		l.out = append(l.out, token{kind: opening, pos: start})
		return nil
	case r == ')' || r == '）':
		l.at += n
		l.out = append(l.out, token{kind: closing, pos: start})
		return nil
	case isQuote(r):
		return l.phrase("", start)
	case r == '-' && l.negates():
		l.at += n
		l.out = append(l.out, token{kind: operator, text: "NOT", pos: start})
		return nil
	}
	if name, ok := l.name(); ok {
		l.at += len(name) + 1
		return l.fielded(strings.ToLower(name), start)
	}
	l.word("", start)
	return nil
}

// negates says whether the hyphen at the place stands before a word and behind a space: "-word", not "re-entry" and not " - ".
func (l *lexer) negates() bool {
	rest := l.s[l.at+1:]
	r, n := utf8.DecodeRuneInString(rest)
	return n > 0 && !unicode.IsSpace(r) && r != '-' && r != ')'
}

// name reads "title" of "title:…". Other words before a colon are words.
func (l *lexer) name() (string, bool) {
	rest := l.s[l.at:]
	i := strings.IndexByte(rest, ':')
	if i < 0 || i > 12 {
		return "", false
	}
	name := strings.ToLower(rest[:i])
	if !isField(name) && (&Filters{}).list(name) == nil && name != "year" && name != "asof" {
		return "", false
	}
	r, n := utf8.DecodeRuneInString(rest[i+1:])
	if n == 0 || unicode.IsSpace(r) {
		return "", false // "title: of the act" is plain wording
	}
	return rest[:i], true
}

func (l *lexer) fielded(name string, start int) error {
	r := l.rune()
	if !isField(name) {
		return l.filter(name, start)
	}
	switch {
	case r == '(':
		l.at++
		l.out = append(l.out, token{kind: opening, field: name, pos: start})
		return nil
	case isQuote(r):
		return l.phrase(name, start)
	}
	l.word(name, start)
	return nil
}

func (l *lexer) filter(name string, start int) error {
	if l.rune() == '(' {
		return unreadable(start, "list", "%s: takes a word, words with commas between, or words in quotation marks", name)
	}
	t := token{kind: filter, field: name, pos: start}
	if isQuote(l.rune()) {
		if err := l.phrase(name, start); err != nil {
			return err
		}
		if n := len(l.out); n > 0 && l.out[n-1].kind == phrase && l.out[n-1].pos == start {
			t.text, t.quoted = l.out[n-1].text, true
			l.out = l.out[:n-1]
		}
	} else {
		from := l.at
		for l.at < len(l.s) {
			r, n := utf8.DecodeRuneInString(l.s[l.at:])
			if unicode.IsSpace(r) || r == '(' || r == ')' || isQuote(r) {
				break
			}
			l.at += n
		}
		t.text = l.s[from:l.at]
	}
	l.out = append(l.out, t)
	return nil
}

func isQuote(r rune) bool { return r == '"' || strings.ContainsRune("“”„‟«»「」『』", r) }

// phrase reads to the closing mark and the number behind ~. A phrase without words is left out.
func (l *lexer) phrase(field string, start int) error {
	from := l.at
	_, n := utf8.DecodeRuneInString(l.s[l.at:])
	l.at += n
	var b strings.Builder
	for {
		if l.at >= len(l.s) {
			return unreadable(from, "quote", "the quotation mark is never closed; write another where the phrase ends")
		}
		r, n := utf8.DecodeRuneInString(l.s[l.at:])
		l.at += n
		if r == '\\' && l.at < len(l.s) {
			r, n = utf8.DecodeRuneInString(l.s[l.at:])
			l.at += n
		} else if isQuote(r) {
			break
		}
		b.WriteRune(r)
	}
	t := token{kind: phrase, field: field, text: strings.Join(strings.Fields(b.String()), " "), pos: start}
	if l.at < len(l.s) && l.s[l.at] == '~' {
		l.at++
		digits := l.digits()
		if t.number, _ = strconv.Atoi(digits); t.number > maxSlop || len(digits) > 3 {
			return unreadable(start, "slop", "~ lets at most %d words stand between", maxSlop)
		}
	}
	if HasWord(t.text) || field != "" && !isField(field) {
		l.out = append(l.out, t)
	}
	return nil
}

func (l *lexer) digits() string {
	from := l.at
	for l.at < len(l.s) && '0' <= l.s[l.at] && l.s[l.at] <= '9' {
		l.at++
	}
	return l.s[from:l.at]
}

// word reads to the next space, parenthesis or quotation mark. Words without a letter or digit are left out.
func (l *lexer) word(field string, start int) {
	var b strings.Builder
	t := token{kind: word, field: field, pos: start}
	escaped := false
	for l.at < len(l.s) {
		r, n := utf8.DecodeRuneInString(l.s[l.at:])
		if unicode.IsSpace(r) || r == '(' || r == ')' || r == '（' || r == '）' || isQuote(r) {
			break
		}
		l.at += n
		if r == '\\' && l.at < len(l.s) {
			r, n = utf8.DecodeRuneInString(l.s[l.at:])
			l.at += n
			escaped = true
			b.WriteRune(r)
			continue
		}
		rest := l.s[l.at:]
		if r == '*' && l.wordEnds(rest) {
			t.star = true
			break
		}
		if r == '~' && l.wordEnds(strings.TrimLeft(rest, "0123456789")) {
			n, _ := strconv.Atoi(l.digits())
			t.tilde, t.number = true, min(max(n, 1), maxEdits)
			break
		}
		if r != '*' && r != '~' {
			b.WriteRune(r)
		}
	}
	t.text = b.String()
	if !escaped && !t.star && !t.tilde && field == "" && (t.text == "AND" || t.text == "OR" || t.text == "NOT") {
		t.kind = operator
	}
	if HasWord(t.text) {
		l.out = append(l.out, t)
	}
}

func (l *lexer) wordEnds(rest string) bool {
	r, n := utf8.DecodeRuneInString(rest)
	return n == 0 || unicode.IsSpace(r) || r == ')' || r == ',' || r == ';' || isQuote(r)
}
