package bleve

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	bleveindex "github.com/blevesearch/bleve_index_api"
	"golang.org/x/text/unicode/norm"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index"
)

const separator = "\x1f" // in document ids; no identifier holds a control character

func docID(r corpus.Ref) string {
	return string(r.Law) + separator + r.Language + separator + string(r.EID)
}

func hasLanguage(id string, law corpus.URI, language string) bool {
	return strings.HasPrefix(id, string(law)+separator+language+separator)
}

// documents are the units of a text as Bleve takes them.
func (e *Engine) documents(t *corpus.Text) []*document {
	units := t.Units()
	docs := make([]*document, len(units))
	m := newMaker(t, e.chain(t.Language))
	for i := range units {
		docs[i] = m.document(&units[i])
	}
	return docs
}

// maker makes the documents of one text.
type maker struct {
	chain   *chain
	text    *corpus.Text
	shared  []*field          // of all units
	words   map[string]string // field of index.Fields → its name in the index
	title   int               // its words
	path    []string          // of the unit before
	above   []token           // the words of that
	pathing *field
}

func newMaker(t *corpus.Text, c *chain) *maker {
	m := &maker{chain: c, text: t, words: map[string]string{}}
	for _, f := range index.Fields {
		m.words[f.Name] = f.Name + "." + t.Language
	}
	title := c.tokens(titles(t))
	m.title = len(title)
	year := ""
	if t.Year != 0 {
		year = strconv.Itoa(t.Year)
	}
	m.shared = []*field{
		words(m.words["title"], title), columnOf("law", string(t.ID)), columnOf("country", t.Country), columnOf("language", t.Language), columnOf("type", t.Type), columnOf("status", t.Status),
		columnOf("date", t.Date.String()), columnOf("applies", string(t.Period())), columnOf("name", t.Number+"\n"+titles(t)), columnOf("year", year),
	}
	return m
}

// titles are the title as printed and its translations.
func titles(t *corpus.Text) string {
	all := []string{t.Title}
	for _, language := range slices.Sorted(maps.Keys(t.Titles)) {
		if other := t.Titles[language]; other != t.Title {
			all = append(all, other)
		}
	}
	return strings.Join(all, "\n")
}

func (m *maker) document(u *corpus.Unit) *document {
	doc := &document{id: docID(u.Ref), fields: make([]*field, 0, len(m.shared)+12)}
	for _, f := range m.shared {
		doc.add(f)
	}
	if m.pathing == nil || !slices.Equal(m.path, u.Path) {
		m.path, m.above = u.Path, m.chain.tokens(strings.Join(u.Path, "\n"))
		m.pathing = words(m.words["path"], m.above)
	}
	text, heading := m.chain.tokens(u.Text), m.chain.tokens(u.Heading)
	order := make(stream, 0, streamStep*(len(text)+len(heading)+len(m.above)+3))
	for _, tokens := range [...][]token{text, heading, m.above} {
		order.add(tokens)
	}
	doc.add(words(m.words["text"], text))
	doc.add(words(m.words["heading"], heading))
	doc.add(m.pathing)
	doc.add(&field{name: streamField, value: order, options: bleveindex.StoreField})
	doc.add(columnOf("lengths", fmt.Sprint(len(text), len(heading), len(m.above), m.title))) // in the order of index.Fields
	doc.add(columnOf("eid", string(u.EID)))
	doc.add(columnOf("number", numberKey(u.Number)))
	doc.add(columnOf("seq", strconv.Itoa(u.Seq)))
	doc.add(columnOf("same", wordingKey(u.Text)))
	doc.add(columnOf("topic", tagIDs(u.Topics)...))
	doc.add(columnOf("requirement", tagIDs(u.Needs)...))
	return doc
}

func tagIDs(tags []corpus.Tag) []string {
	ids := make([]string, len(tags))
	for i := range tags {
		ids[i] = tags[i].ID
	}
	return ids
}

// numberKey is a number as citations are compared: small letters and digits, parts joined by "-": 127.1, 127-1 and 127¹ are one.
func numberKey(n string) string {
	if n == "" {
		return ""
	}
	n = raisedPart.ReplaceAllStringFunc(n, func(s string) string { return "-" + norm.NFKC.String(s) })
	return strings.Trim(strings.Map(func(r rune) rune {
		switch {
		case r == '.' || r == '/' || r == '-' || r == '–' || r == ':' || r == '^':
			return '-'
		case isWordRune(r):
			return r
		}
		return -1
	}, strings.ToLower(n)), "-")
}

// raisedPart is the raised end of a number: ¹, ¹².
var raisedPart = regexp.MustCompile(`[⁰¹²³⁴⁵⁶⁷⁸⁹]+`)

// wordingKey is equal for wordings that differ in case, marks, blanks and the number before them alone; "" for short ones, which are alike by chance.
func wordingKey(text string) string {
	if len(text) < 200 {
		return ""
	}
	h := uint64(14695981039346656037) // FNV-1a
	var letter [utf8.UTFMax]byte
	text = strings.TrimLeftFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
	for _, r := range text {
		if r = unicode.ToLower(r); !isWordRune(r) {
			continue
		}
		for _, b := range utf8.AppendRune(letter[:0], r) {
			h = (h ^ uint64(b)) * 1099511628211
		}
	}
	return strconv.FormatUint(h, 36)
}

func itoa(n int) string { return strconv.Itoa(n) }
