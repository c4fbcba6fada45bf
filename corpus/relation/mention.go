package relation

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/pandect/pandect/corpus"
)

// speech is how a language names laws and says what becomes of them.
type speech struct {
	names  []name          // of laws; groups title, type, number, year; a name that lies within an earlier one is left out
	before []rule          // what precedes a name, up to its end
	after  []rule          // what follows a name, from its start
	lists  []rule          // the end of a line that opens a list of laws
	ends   string          // letters with which such a line ends; "" for any
	titles []rule          // of laws about other laws: group 1 is the other law's title, group 2 the word that ends it
	not    *regexp.Regexp  // what precedes a name of which what follows is not said; may be nil
	part   *regexp.Regexp  // what precedes the name of a law of which a part is meant
	joins  *regexp.Regexp  // what stands between two laws of which the same is said
	loose  map[string]bool // small words that no title begins or ends with

	alias, means, called *regexp.Regexp // names that a text gives to other laws, and how it gives them; nil: this is not done
}

type rule struct {
	kind  string
	words *regexp.Regexp
}

var (
	listItem   = regexp.MustCompile(`^\s*(?:\(?[\dA-Za-z]{1,4}[.)°º]|\([^)]{1,5}\)|[-–—•*«"]|\d+\s|the\b|The\b|la\b|La\b)`)
	listStart  = regexp.MustCompile(`^[\s«"“]*(?:\(?[\d\pL]{1,4}[.)°º]+\s*|\([^)]{1,5}\)\s*|[-–—•*]\s*)?(?:[Tt]he |[Ll]a |[Ll]e |[Ee]l |[Ll]['’]|[Oo] |[Aa] |[Dd]as |[Dd]ie )?$`)
	partNumber = regexp.MustCompile(`^(?:[IVXLC]+|[A-Z])[’',]*$`) // "II of the Penal Code"
	yearFirst  = regexp.MustCompile(`^((?:19|20)\d\d)-\d`)
	code       = regexp.MustCompile(`(?i)\b(code|constitution|ordinance|criminal procedure)\b`)
)

func (s *speech) mentions(text string) []Mention {
	var out []Mention
	for _, name := range s.names {
		for _, at := range name.find(text) {
			m, ok := s.mention(name.Regexp, text, at)
			overlaps := slices.ContainsFunc(out, func(o Mention) bool { return o.Start < m.End && m.Start < o.End })
			if ok && !overlaps {
				out = append(out, m)
			}
		}
	}
	slices.SortFunc(out, func(a, b Mention) int { return a.Start - b.Start })
	return out
}

// find lists the places of a name and its groups in a text, as regexp.FindAllStringSubmatchIndex does.
func (n *name) find(text string) (out [][]int) {
	if n.starts == nil {
		if !n.may(text) {
			return nil
		}
		return n.FindAllStringSubmatchIndex(text, -1)
	}
	end := 0
	for _, start := range n.starts(text) {
		if start < end {
			continue
		}
		found := n.FindStringSubmatchIndex(upTo(text[start:], maxName))
		if found == nil {
			continue
		}
		for i := range found {
			if found[i] >= 0 {
				found[i] += start
			}
		}
		end = found[1]
		out = append(out, found)
	}
	return out
}

// upTo is the first bytes of a text, whole letters.
func upTo(text string, bytes int) string {
	if len(text) <= bytes {
		return text
	}
	for !utf8.RuneStart(text[bytes]) {
		bytes--
	}
	return text[:bytes]
}

func (s *speech) mention(re *regexp.Regexp, text string, at []int) (Mention, bool) {
	m := Mention{Span: corpus.Span{Start: at[0], End: at[1]}}
	for i, name := range re.SubexpNames() {
		if name == "" || at[2*i] < 0 {
			continue
		}
		value := text[at[2*i]:at[2*i+1]]
		switch name {
		case "title":
			m.Title = trimmedTitle(value, s.loose)
			if strings.TrimLeft(text[m.Start:at[2*i]], " \n(وبل") == "" { // the mention begins where its title does
				m.Start = at[2*i] + strings.Index(value, m.Title)
			}
			if at[2*i+1] == m.End {
				m.End = at[2*i] + strings.Index(value, m.Title) + len(m.Title)
			}
		case "type":
			m.Type = typeOf(value)
		case "number":
			m.Number = strings.TrimRight(strings.TrimSpace(value), ".-/,")
		case "year":
			m.Year, _ = strconv.Atoi(corpus.ASCIIDigits(value))
		}
	}
	if y := yearFirst.FindStringSubmatch(m.Number); y != nil && m.Year == 0 {
		m.Year, _ = strconv.Atoi(y[1])
	}
	for m.End > m.Start && strings.ContainsRune(" ,.", rune(text[m.End-1])) {
		m.End--
	}
	m.Words = text[m.Start:m.End]
	if m.Number == "" && !strings.Contains(m.Title, " ") && len(m.Title) < 9 && !strings.HasPrefix(text[at[0]:], "《") {
		return m, false // "Act" alone
	}
	return m, m.Number != "" || m.Title != ""
}

// typeOf is the type of a law by the word before its number, where laws of that type have numbers of their own. A decree with the force of law
// (décret-loi, decreto-ley) is a decree, as its title makes it one when it is taken in.
func typeOf(word string) string {
	w := strings.ToLower(word)
	switch {
	case strings.HasPrefix(w, "decre"), strings.HasPrefix(w, "décre"), strings.HasPrefix(w, "указ"), strings.Contains(w, "مرسوم"), strings.Contains(w, "ظهير"):
		return "decree"
	case strings.HasPrefix(w, "постановл"), strings.HasPrefix(w, "regula"), strings.HasPrefix(w, "regla"), strings.Contains(w, "لائحة"):
		return "regulation"
	case strings.HasPrefix(w, "arrêté"), strings.HasPrefix(w, "order"), strings.HasPrefix(w, "portaria"), strings.Contains(w, "أمر"):
		return "order"
	}
	return "act"
}
