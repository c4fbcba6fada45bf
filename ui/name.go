package ui

import (
	"cmp"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/pandect/pandect/corpus"
)

// Country is the name of a jurisdiction: ISO 3166-1 (KE), a subdivision behind its state (CA-QC → Canada: QC), INT for treaties and model
// laws; XA to XF are the states of the demonstration library. A code that has no name is returned as it is.
func (s *Speech) Country(code string) string {
	if code == "" {
		return s.T("country.unknown")
	}
	if s.Has("country." + code) {
		return s.T("country." + code)
	}
	state, part, _ := strings.Cut(code, "-")
	if part != "" {
		return s.Country(state) + ": " + part
	}
	region, err := language.ParseRegion(code)
	if err != nil {
		return code
	}
	// CLDR gives the codes that users may assign names of its own (XA: pseudo-accents); Kosovo alone is a name in use.
	if strings.HasPrefix(code, "X") && code != "XK" {
		return code
	}
	return cmp.Or(s.regions.Name(region), code)
}

// Tongue is the name of a language in this one: fr → French.
func (s *Speech) Tongue(code string) string {
	tag, err := language.Parse(code)
	if code == "" || err != nil {
		return s.T("language.unknown")
	}
	if name := s.tongues.Name(tag); name != "" {
		return name
	}
	return code
}

// Word is the message of a word that laws carry in English (type, status, kind of provision), or the word itself where there is none.
func (s *Speech) Word(group, word string) string {
	key := group + "." + strings.ReplaceAll(word, " ", "-")
	if s.Has(key) {
		return s.T(key)
	}
	return word
}

// Own is the name of this language in itself: français.
func (s *Speech) Own() string { return display.Self.Name(s.tag) }

// Dir is "rtl" for languages written from right to left, otherwise "ltr".
func Dir(code string) string {
	if corpus.RightToLeft(code) {
		return "rtl"
	}
	return "ltr"
}
