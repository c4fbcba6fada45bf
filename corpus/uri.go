package corpus

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// URI identifies a law within a library: lower-case parts joined by slashes, jurisdiction first (ke/act/2010/8).
// It is part of addresses and of TREC runs, so it holds no white space.
type URI string

// EID identifies a provision within its text by the Akoma Ntoso naming convention 1.0: part_2__sec_3.
// The empty EID names the whole text, which happens where a law has no numbered part.
type EID string

const maxIdentifier = 300 // bytes; the longest URI in the evaluation sets has 60

// LawID makes an id of what is known: country, type, year and number, or a slug of the title where there is no number (ke/act/2010/8).
// It is never empty, and the same for the same law.
func LawID(l *Law) URI {
	parts := []string{cmp.Or(Slug(l.Country), "xx"), cmp.Or(Slug(l.Type), "law")}
	if l.Year != 0 {
		parts = append(parts, strconv.Itoa(l.Year))
	}
	title := Slug(l.Title)
	if r := []rune(title); len(r) > 80 {
		title = strings.TrimRight(shorten(title, len(string(r[:80]))), "-")
	}
	return URI(strings.Join(append(parts, cmp.Or(Slug(l.Number), title, "untitled")), "/"))
}

// ParseURI checks s and returns it as a URI. ErrInvalid if s is empty, longer than 300 bytes, not UTF-8, holds white space or control
// characters, or has an empty, "." or ".." part (it becomes part of an address).
func ParseURI(s string) (URI, error) {
	if err := checkIdentifier(s); err != nil {
		return "", fmt.Errorf("law id %q: %w", s, err)
	}
	for part := range strings.SplitSeq(s, "/") {
		if part == "" || part == "." || part == ".." {
			return "", fmt.Errorf("law id %q: part %q: %w", s, part, ErrInvalid)
		}
	}
	return URI(s), nil
}

// ParseEID checks s and returns it as an EID. ErrInvalid as for ParseURI; slashes are allowed, since foreign records use them.
func ParseEID(s string) (EID, error) {
	if s == "" {
		return "", nil
	}
	if err := checkIdentifier(s); err != nil {
		return "", fmt.Errorf("provision id %q: %w", s, err)
	}
	return EID(s), nil
}

func checkIdentifier(s string) error {
	switch {
	case s == "":
		return fmt.Errorf("empty: %w", ErrInvalid)
	case len(s) > maxIdentifier:
		return fmt.Errorf("longer than %d bytes: %w", maxIdentifier, ErrInvalid)
	case !utf8.ValidString(s):
		return fmt.Errorf("not UTF-8: %w", ErrInvalid)
	case strings.ContainsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }):
		return fmt.Errorf("white space or control character: %w", ErrInvalid)
	}
	return nil
}

// Ref names one provision of one text: what a citation, a hit and a judgement point at.
type Ref struct {
	Law      URI    `json:"law"`
	EID      EID    `json:"eid"`
	Language string `json:"language,omitempty"` // of the text; empty where the law has one text
}

// String is the provision's id in TREC runs and exports: <law id>#<eid>, or the law's id alone for a whole text.
func (r Ref) String() string {
	if r.EID == "" {
		return string(r.Law)
	}
	return string(r.Law) + "#" + string(r.EID)
}

// Address is String with the language of the text behind it, <law id>#<eid>@<language>, where r has one: what names a provision of a translation.
func (r Ref) Address() string {
	if r.Language == "" {
		return r.String()
	}
	return string(r.Law) + "#" + string(r.EID) + "@" + r.Language
}

// ParseRef reads what String and Address print: the EID is what follows the last "#", and a language what follows an "@" in it, if it can be one. ErrInvalid as for ParseURI.
func ParseRef(s string) (Ref, error) {
	law, eid, found := s, "", false
	if i := strings.LastIndexByte(s, '#'); i >= 0 {
		law, eid, found = s[:i], s[i+1:], true
	}
	language := ""
	if i := strings.LastIndexByte(eid, '@'); i >= 0 && isLanguage(eid[i+1:]) {
		eid, language = eid[:i], eid[i+1:]
		found = eid != ""
	}
	u, err := ParseURI(law)
	if err != nil {
		return Ref{}, err
	}
	e, err := ParseEID(eid)
	if err != nil || (found && e == "") {
		return Ref{}, fmt.Errorf("provision %q: %w", s, ErrInvalid)
	}
	return Ref{Law: u, EID: e, Language: language}, nil
}

// isLanguage says whether s is a language code as texts have it: letters and digits in parts of at most eight, the first of two or three letters (RFC 5646).
func isLanguage(s string) bool {
	for i, part := range strings.Split(s, "-") {
		if len(part) < 1 || len(part) > 8 || i == 0 && (len(part) < 2 || len(part) > 3) {
			return false
		}
		for _, r := range part {
			letter := 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
			if !letter && (i == 0 || r < '0' || r > '9') {
				return false
			}
		}
	}
	return true
}
