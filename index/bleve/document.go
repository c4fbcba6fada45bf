package bleve

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/document"
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

// whole is the analyzer of columns: the value is one term.
type whole struct{}

func (whole) Analyze(input []byte) analysis.TokenStream {
	return analysis.TokenStream{{Term: input, Start: 0, End: len(input), Position: 1}}
}

// prepared is the analyzer of a field whose tokens are known already.
type prepared []token

func (p prepared) Analyze([]byte) analysis.TokenStream {
	stream := make(analysis.TokenStream, len(p))
	backing := make([]analysis.Token, len(p))
	for i, t := range p {
		backing[i] = analysis.Token{Term: []byte(t.term), Start: t.start, End: t.end, Position: t.pos}
		stream[i] = &backing[i]
	}
	return stream
}

const (
	wordOptions   = bleveindex.IndexField // no term vectors: they are five times the postings; Stream has the order of the words
	columnOptions = bleveindex.IndexField | bleveindex.DocValues
	streamField   = "stream"
)

// documents are the units of a text as Bleve takes them.
func (e *Engine) documents(t *corpus.Text) []*document.Document {
	units := t.Units()
	docs := make([]*document.Document, len(units))
	c := e.chain(t.Language)
	title := c.tokens(titles(t))
	for i := range units {
		docs[i] = e.document(t, &units[i], c, title)
	}
	return docs
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

func (e *Engine) document(t *corpus.Text, u *corpus.Unit, c *chain, title []token) *document.Document {
	doc := document.NewDocument(docID(u.Ref))
	var lengths []string
	var order stream
	for _, f := range index.Fields {
		tokens := title
		if f.Name != "title" {
			tokens = c.tokens(fieldValue(f.Name, u))
			order.add(tokens)
		}
		lengths = append(lengths, strconv.Itoa(len(tokens)))
		if len(tokens) > 0 {
			doc.AddField(document.NewTextFieldCustom(f.Name+"."+t.Language, nil, nil, wordOptions, prepared(tokens)))
		}
	}
	doc.AddField(document.NewTextFieldCustom(streamField, nil, order, bleveindex.StoreField, nil))
	column := func(name, value string) {
		if value != "" {
			doc.AddField(document.NewTextFieldCustom(name, nil, []byte(value), columnOptions, whole{}))
		}
	}
	column("lengths", strings.Join(lengths, " "))
	column("law", string(t.ID))
	column("eid", string(u.EID))
	column("country", t.Country)
	column("language", t.Language)
	column("type", t.Type)
	column("status", t.Status)
	column("date", t.Date.String())
	column("applies", period(t))
	column("name", t.Number+"\n"+titles(t))
	column("number", numberKey(u.Number))
	column("seq", strconv.Itoa(u.Seq))
	column("same", wordingKey(u.Text))
	if t.Year != 0 {
		column("year", strconv.Itoa(t.Year))
	}
	for _, g := range u.Topics {
		column("topic", g.ID)
	}
	for _, g := range u.Needs {
		column("requirement", g.ID)
	}
	return doc
}

const (
	neverYet = "9999" // when a bill begins
	endedOn  = "?"    // some day that is not known, today at the latest
)

// period is from when to when a law applies, as far as is known: "2010-07-30..", "2001..2014-01-01" (half open), "" for always. It begins on the law's
// date, or in its year, or when its wording does, and ends on the day that the column "until" of a manifest says.
func period(t *corpus.Text) string {
	from, until := t.Date.String(), t.Extra["until"]
	if _, err := corpus.ParseDate(until); err != nil {
		until = ""
	}
	switch {
	case from == "" && t.Year != 0:
		from = fmt.Sprintf("%04d", t.Year)
	case from == "":
		from = t.From.String()
	}
	switch strings.ToLower(t.Status) {
	case "bill", "draft":
		from = neverYet
	case "not yet in force":
		from = cmp.Or(t.From.String(), neverYet)
	case "repealed":
		until = cmp.Or(until, endedOn)
	}
	if from+until == "" {
		return ""
	}
	return from + ".." + until
}

func fieldValue(name string, u *corpus.Unit) string {
	switch name {
	case "text":
		return u.Text
	case "heading":
		return u.Heading
	case "path":
		return strings.Join(u.Path, "\n")
	}
	return ""
}

// numberKey is a number as citations are compared: small letters and digits, parts joined by "-": 127.1, 127-1 and 127¹ are one.
func numberKey(n string) string {
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
	h := fnv.New64a()
	text = strings.TrimLeftFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
	for _, r := range strings.ToLower(text) {
		if isWordRune(r) {
			_, _ = h.Write([]byte(string(r))) // a hash does not fail
		}
	}
	return strconv.FormatUint(h.Sum64(), 36)
}

func itoa(n int) string { return strconv.Itoa(n) }
