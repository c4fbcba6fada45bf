package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// runIn is what stands between a heading and the wording that runs on behind it: "5. Penalty.—Whoever …", "5. Penalty: (1) …", "Sec. 5. Penalty. Whoever …".
type runIn int

const (
	noRunIn runIn = iota
	dashRunIn
	colonRunIn
	pointRunIn
)

// headingsRunIn is how most units of the body, three in five, part their heading from the wording behind it.
func headingsRunIn(units []candidate, ps []paragraph) runIn {
	var counts [pointRunIn + 1]int
	body := 0
	for _, u := range units {
		p := &ps[u.at]
		if u.annex || u.mark.end == len(p.text) {
			continue
		}
		body++
		for _, kind := range []runIn{dashRunIn, colonRunIn, pointRunIn} {
			if _, _, ok := kind.split(p.text[u.mark.end:]); ok {
				counts[kind]++
				break
			}
		}
	}
	for kind, n := range counts {
		if n >= 3 && 5*n >= 3*body {
			return runIn(kind)
		}
	}
	return noRunIn
}

// longestHeading of a unit, in bytes, where nothing but its end tells it from wording.
const longestHeading = 160

// split parts heading and wording; ok is false where rest does not begin with a heading.
func (k runIn) split(rest string) (heading, wording string, ok bool) {
	first, _ := utf8.DecodeRuneInString(rest)
	if unicode.IsLower(first) || !unicode.IsLetter(first) {
		return "", "", false
	}
	at, width := -1, 0
	switch k {
	case dashRunIn:
		for _, sep := range []string{".—", ". —", ".–", ". –", ".-", ". -", ":—", ":-", "—(", "―"} {
			if i := strings.Index(rest, sep); i >= 0 && (at < 0 || i < at) {
				at, width = i, len(strings.TrimSuffix(sep, "("))
			}
		}
	case colonRunIn:
		at, width = strings.Index(rest, ": "), 2
	case pointRunIn:
		at, width = strings.Index(rest, ". "), 2
	}
	if at <= 0 || at > longestHeading || strings.ContainsAny(rest[:at], ";“\"") {
		return "", "", false
	}
	heading, wording = rest[:at], strings.TrimSpace(rest[at+width:])
	next, _ := utf8.DecodeRuneInString(wording)
	if wording == "" || unicode.IsLower(next) || k != dashRunIn && hasVerb(heading) {
		return "", "", false
	}
	return heading, wording, true
}

// hasVerb says whether words of an English heading show it to be a sentence.
func hasVerb(s string) bool {
	for _, w := range wordsOf(s) {
		switch w {
		case "shall", "may", "must", "is", "are", "means", "has", "have", "includes", "applies", "apply", "was", "were", "be":
			return true
		}
	}
	return false
}
