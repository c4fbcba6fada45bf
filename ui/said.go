package ui

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// saying is the form of a thing that the program notices when it reads a file: the catalogue keeps it in English, with numbers and names in it.
type saying struct {
	key   string
	form  *regexp.Regexp
	names []string // of its groups
}

var nameInMessage = regexp.MustCompile(`\{[a-z]\}`)

// sayings are the forms of the messages said.… of English, the longest first.
func sayings(english map[string]forms) []saying {
	var out []saying
	for key, f := range english {
		if !strings.HasPrefix(key, "said.") {
			continue
		}
		text := f["other"]
		form, at := `(?s)^`, 0
		s := saying{key: key}
		for _, name := range nameInMessage.FindAllStringIndex(text, -1) {
			form += regexp.QuoteMeta(text[at:name[0]]) + `(.+?)`
			s.names = append(s.names, text[name[0]+1:name[1]-1])
			at = name[1]
		}
		s.form = regexp.MustCompile(form + regexp.QuoteMeta(text[at:]) + `$`)
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b saying) int {
		return cmp.Or(len(english[b.key]["other"])-len(english[a.key]["other"]), cmp.Compare(a.key, b.key))
	})
	return out
}

// Warned is what the program noticed, in this language. Lang is that of the words where no message says them.
func (s *Speech) Warned(warning string) Fact {
	if said, ok := s.said(warning, 0); ok {
		return Fact{Value: said}
	}
	return Fact{Value: warning, Lang: "en"}
}

// Failed is why a file could not be taken in: what is wrong and what to do, clause by clause in this language. What no message says, such as the words of
// another program, stays as it is, and is marked as English.
func (s *Speech) Failed(message string) []Fact {
	var out []Fact
	for clause := range strings.SplitSeq(message, "; ") {
		if len(out) > 0 {
			out = append(out, Fact{Value: s.T("attempts.join")})
		}
		out = append(out, s.Warned(clause))
	}
	return out
}

func (s *Speech) said(warning string, depth int) (string, bool) {
	for _, one := range s.sayings {
		m := one.form.FindStringSubmatch(warning)
		if m == nil || depth > 0 && !nested[one.key] && !strings.HasPrefix(one.key, "said.format.") {
			continue
		}
		var pairs []any
		for i, name := range one.names {
			value := m[i+1]
			if depth == 0 {
				if inner, ok := s.said(value, 1); ok {
					value = inner
				}
			}
			pairs = append(pairs, name, value)
		}
		return s.T(one.key, pairs...), true
	}
	return "", false
}

// nested are the messages that stand in others.
var nested = map[string]bool{"said.more": true, "said.image.page": true, "said.image.pages": true, "said.senseless.page": true, "said.senseless.pages": true}
