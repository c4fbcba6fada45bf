package ui

import (
	"embed"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/pandect/pandect/corpus"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

//go:embed message/*.json
var messageFiles embed.FS

// Codes are the languages of the interface, in the order of the United Nations' own list of its English names, English first: a reader
// without preference gets English.
var Codes = []string{"en", "ar", "zh", "fr", "ru", "es"}

// Speech is one language of the interface: its messages, plural rules, numbers, and names of countries and languages. It is not changed
// after it was read and safe for concurrent use.
type Speech struct {
	Code     string // en
	messages map[string]forms
	sayings  []saying
	tag      language.Tag
	printer  *message.Printer
	regions  display.Namer
	tongues  display.Namer
}

// forms of a message by plural category; a message without a number has "other" alone.
type forms map[string]string

// UnmarshalJSON reads "text" or {"one": "text", "other": "text"}.
func (f *forms) UnmarshalJSON(b []byte) error {
	var one string
	if json.Unmarshal(b, &one) == nil {
		*f = forms{"other": one}
		return nil
	}
	return json.Unmarshal(b, (*map[string]string)(f))
}

// readSpeech reads message/<code>.json.
func readSpeech(code string) (*Speech, error) {
	b, err := messageFiles.ReadFile("message/" + code + ".json")
	if err != nil {
		return nil, fmt.Errorf("messages of %s: %w", code, err)
	}
	s := &Speech{Code: code}
	if err := json.Unmarshal(b, &s.messages); err != nil {
		return nil, fmt.Errorf("messages of %s: %v: %w", code, err, corpus.ErrInvalid)
	}
	if s.tag, err = language.Parse(code); err != nil {
		return nil, fmt.Errorf("language %s: %w", code, err)
	}
	// Numbers stand beside Western ones of addresses, dates and citations, so Arabic pages use the same digits, as the United Nations' do.
	latin, err := s.tag.SetTypeForKey("nu", "latn")
	if err != nil {
		return nil, fmt.Errorf("language %s: %w", code, err)
	}
	s.printer = message.NewPrinter(latin)
	s.regions, s.tongues = display.Regions(s.tag), display.Languages(s.tag)
	return s, nil
}

// T is the message of a key with its {names} replaced: pairs are name, value. A key that is not there is returned as it is; a test
// keeps that from happening.
func (s *Speech) T(key string, pairs ...any) string {
	return fill(s.messages[key]["other"], key, pairs)
}

// N is the form of a message for n things; {n} in it becomes the number as the language writes it.
func (s *Speech) N(key string, n int, pairs ...any) string {
	f := s.messages[key]
	text := f[s.category(n)]
	if text == "" {
		text = f["other"]
	}
	return fill(text, key, append(pairs, "n", s.Num(n)))
}

func fill(text, key string, pairs []any) string {
	if text == "" {
		return key
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		text = strings.ReplaceAll(text, "{"+fmt.Sprint(pairs[i])+"}", fmt.Sprint(pairs[i+1]))
	}
	return text
}

func (s *Speech) category(n int) string {
	return categoryName[plural.Cardinal.MatchPlural(s.tag, n, 0, 0, 0, 0)]
}

var categoryName = map[plural.Form]string{
	plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other",
}

// Num writes n with the language's separators.
func (s *Speech) Num(n int) string { return s.printer.Sprint(number.Decimal(n)) }

// Date writes a civil date in full: 30 July 2010. Empty for the zero date.
func (s *Speech) Date(d corpus.Date) string {
	if d.IsZero() {
		return ""
	}
	return s.T("date.form", "day", d.Day, "month", s.T(fmt.Sprintf("date.month.%d", d.Month)), "year", d.Year)
}

// Has says whether the language has a message of that key.
func (s *Speech) Has(key string) bool { return len(s.messages[key]) > 0 }

// Keys are the keys of all messages, in order.
func (s *Speech) Keys() []string { return slices.Sorted(maps.Keys(s.messages)) }
