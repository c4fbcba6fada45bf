package corpus

import (
	"fmt"
	"strings"
)

// Law is one act as an idea (FRBR work): what all its texts share. Fields that are not known are zero.
type Law struct {
	ID        URI               `json:"id,omitempty"`
	Country   string            `json:"country,omitempty"` // ISO 3166-1 alpha-2, or INT; subdivisions as ISO 3166-2 (CA-QC)
	Type      string            `json:"type,omitempty"`    // act code constitution decree regulation order treaty model-law …
	Number    string            `json:"number,omitempty"`
	Title     string            `json:"title,omitempty"`  // as printed on the document, on one line
	Titles    map[string]string `json:"titles,omitempty"` // by language; translations, given by people or the source
	Date      Date              `json:"date,omitzero"`
	Year      int               `json:"year,omitempty"`
	Status    string            `json:"status,omitempty"` // in force, repealed, not yet in force, bill …
	SourceURL string            `json:"source_url,omitempty"`
	Topics    []Tag             `json:"topics,omitempty"`
	Extra     map[string]string `json:"extra,omitempty"` // unknown columns of a manifest, kept

	// Confidence is how sure each field is that has a value, 0..1, by its JSON name (and "language", of the Text). 1: a person said it. A
	// field that is not listed was never judged.
	Confidence map[string]float64 `json:"confidence,omitempty"`
}

// Text is the wording of a law in one language as it stood from one date (FRBR expression).
// Its JSON form is the interchange record of DESIGN.md §5, a line of a .jsonl file.
type Text struct {
	Law
	Language   string      `json:"language,omitempty"` // ISO 639-1, or 639-3 where there is no shorter
	From       Date        `json:"from,omitzero"`      // this wording applies from; zero: not known
	Provisions []Provision `json:"provisions,omitempty"`
	Relations  []Relation  `json:"relations,omitempty"` // to other laws, in the order of the wording, those of people last
	Original   *Original   `json:"original,omitempty"`
	Warnings   []string    `json:"warnings,omitempty"` // what a reader should know of how it was read
}

// Check reports the first thing that makes t unfit for a catalogue: ErrInvalid naming the law and the provision.
// Every EID below the root must be unique within the text and every span must lie within its wording.
func (t *Text) Check() error {
	if _, err := ParseURI(string(t.ID)); err != nil {
		return err
	}
	if t.Year < 0 || t.Year > 9999 {
		return fmt.Errorf("%s: year %d: %w", t.ID, t.Year, ErrInvalid)
	}
	for _, code := range [...]struct{ name, value string }{{"language", t.Language}, {"country", t.Country}} {
		if len(code.value) > 35 || strings.ContainsFunc(code.value, notInCode) {
			return fmt.Errorf("%s: %s %q is no code: %w", t.ID, code.name, code.value, ErrInvalid)
		}
	}
	if len(t.Provisions) == 0 {
		return fmt.Errorf("%s has no wording: %w", t.ID, ErrInvalid)
	}
	seen := map[EID]bool{}
	for p := range All(t.Provisions) {
		if _, err := ParseEID(string(p.EID)); err != nil {
			return fmt.Errorf("%s: %w", t.ID, err)
		}
		if seen[p.EID] {
			return fmt.Errorf("%s: provision id %q stands twice: %w", t.ID, p.EID, ErrInvalid)
		}
		seen[p.EID] = true
		if err := p.checkSpans(); err != nil {
			return fmt.Errorf("%s: %w", t.ID, err)
		}
	}
	return t.checkRelations()
}

// notInCode says that r stands in no code of a language or country, nor in a name that somebody wrote for one.
func notInCode(r rune) bool { return !isWordRune(r) && !strings.ContainsRune(" -_.", r) }

// StateOf is the state of a country code: of a subdivision (CA-QC) the part before the hyphen, else the code itself.
func StateOf(country string) string {
	state, _, _ := strings.Cut(country, "-")
	return state
}

// TitleIn is the law's title in a language, or as printed where there is none.
func (l *Law) TitleIn(language string) string {
	if t := l.Titles[language]; t != "" {
		return t
	}
	return l.Title
}

// Slug makes one part of a law id out of printed words: lower case, ASCII letters and digits of any script kept, the rest one "-".
func Slug(s string) string {
	var b strings.Builder
	dash := false
	for _, r := range strings.ToLower(s) {
		if isWordRune(r) {
			if dash && b.Len() > 0 {
				b.WriteByte('-')
			}
			b.WriteRune(r)
			dash = false
		} else {
			dash = true
		}
	}
	return b.String()
}
