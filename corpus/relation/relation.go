// Package relation finds what a law says of other laws: which ones its wording names, and which of them it amends, repeals or carries out. It knows the
// languages of the table in language.go, and no library: which law is meant, a catalogue says.
//
// A sentence earns a relation when the law's name and the verb stand together ("The Penal Code is hereby amended", "Derógase la Ley Nº 17.397"); what amends or repeals
// a part of a law amends the law. Start reading at Find.
package relation

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/pandect/pandect/corpus"
)

// Mention is a place in a text that names a law.
type Mention struct {
	corpus.Span
	corpus.Mention
}

// Mentions lists the laws that a text names, in order; they do not overlap. Empty for a language that is not in the table.
func Mentions(text, language string) []Mention {
	s := speechOf(language)
	if s == nil {
		return nil
	}
	return s.mentions(text)
}

// Find sets the program's relations of t by its title and wording, and keeps those of people. What is said of a law several times is kept once, with its first evidence.
func Find(t *corpus.Text) {
	f := finder{speech: speechOf(t.Language), own: (&t.Law).NameKeys()}
	var people []corpus.Relation
	for _, r := range t.Relations {
		if r.By != corpus.ByProgram {
			people = append(people, r)
		}
	}
	if f.speech != nil {
		f.ofTitle(t.Title)
		f.aliases = f.speech.aliasesOf(t)
		f.visit(t.Provisions, "")
	}
	t.Relations = append(f.found, people...)
}

type finder struct {
	*speech
	own      []string                  // keys of the law that speaks
	aliases  map[string]corpus.Mention // what the text calls other laws: "the Act of 1998"
	found    []corpus.Relation
	nameless bool // the provision at work has no id: evidence cannot say where it stands
}

func (f *finder) visit(ps []corpus.Provision, open string) {
	for i := range ps {
		p := &ps[i]
		f.nameless = p.EID == ""
		below := f.ofText(p.Text, p.EID, open)
		f.visit(p.Children, below)
	}
}

// ofText finds the relations of one wording, line by line. open is the kind of a list that it stands in ("The following laws are repealed:"); the result is that
// of the list that its last line opens.
func (f *finder) ofText(text string, eid corpus.EID, open string) string {
	opened, at, quoted := "", 0, false
	for line := range strings.SplitAfterSeq(text, "\n") {
		trimmed := strings.TrimRight(line, "\n")
		if !quoted {
			in := open
			if opened != "" {
				in = opened
			}
			f.ofLine(own(trimmed), at, eid, in)
			if kind := f.opens(trimmed); kind != "" || opened != "" && !listItem.MatchString(trimmed) {
				opened = kind
			}
		}
		quoted = quotes(trimmed, quoted)
		at += len(line)
	}
	return opened
}

// quotes says whether a quotation of several lines, the wording that goes into another law, goes on behind a line.
func quotes(line string, open bool) bool {
	if n := strings.Count(line, "“") - strings.Count(line, "”"); n != 0 {
		return n > 0
	}
	if n := strings.Count(line, "«") - strings.Count(line, "»"); n != 0 {
		return n > 0
	}
	return open && !strings.HasSuffix(line, "”")
}

// own is a line up to a quotation that goes on behind it.
func own(line string) string {
	if i := strings.LastIndex(line, "“"); i >= 0 && !strings.Contains(line[i:], "”") {
		return line[:i]
	}
	return line
}

func (f *finder) ofLine(line string, at int, eid corpus.EID, open string) {
	mentions := f.named(line)
	line = corpus.FoldHan(line) // the verbs of the table are in one form
	kinds := make([]string, len(mentions))
	froms, tos := make([]int, len(mentions)), make([]int, len(mentions))
	for i, m := range mentions {
		start := 0
		if i > 0 {
			start = mentions[i-1].End
		}
		between := line[start:m.Start]
		froms[i], tos[i] = m.Start, m.End
		switch kind, from, to := f.said(between, line[m.End:]); {
		case kind != "":
			kinds[i], froms[i], tos[i] = kind, start+from, m.End+to
		case i > 0 && kinds[i-1] != "" && f.joins.MatchString(between):
			kinds[i], froms[i] = kinds[i-1], froms[i-1]
		case i == 0 && open != "" && listStart.MatchString(between):
			kinds[i] = open
		}
	}
	for i := len(mentions) - 2; i >= 0; i-- { // "The Firearms Act and the Explosives Act are repealed"
		if kinds[i] == "" && kinds[i+1] != "" && f.joins.MatchString(line[mentions[i].End:mentions[i+1].Start]) {
			kinds[i], tos[i] = kinds[i+1], tos[i+1]
		}
	}
	for i, m := range mentions {
		if kinds[i] == "" {
			continue
		}
		start := 0
		if i > 0 {
			start = mentions[i-1].End
		}
		if kinds[i] == "repeals" && f.part.MatchString(line[start:m.Start]) {
			kinds[i] = "amends"
		}
		f.add(kinds[i], m.Mention, eid, corpus.Span{Start: at + froms[i], End: at + tos[i]})
	}
}

// named is the mentions of a line, with what the text calls other laws.
func (f *finder) named(line string) []Mention {
	out := f.mentions(line)
	if len(f.aliases) == 0 || f.alias == nil {
		return out
	}
	for _, at := range f.alias.FindAllStringIndex(line, -1) {
		m, ok := f.aliases[strings.ToLower(line[at[0]:at[1]])]
		overlaps := slices.ContainsFunc(out, func(o Mention) bool { return o.Start < at[1] && at[0] < o.End })
		if ok && !overlaps {
			out = append(out, Mention{corpus.Span{Start: at[0], End: at[1]}, m})
		}
	}
	slices.SortFunc(out, func(a, b Mention) int { return a.Start - b.Start })
	return out
}

// said is the kind of relation that the words before and after a mention make, and how much of them says it: from is a place in before, to in after.
func (s *speech) said(before, after string) (kind string, from, to int) {
	for _, r := range s.before {
		if at := r.words.FindStringIndex(before); at != nil {
			return r.kind, at[0], 0
		}
	}
	if s.not != nil && s.not.MatchString(before) {
		return "", 0, 0
	}
	for _, r := range s.after {
		if at := r.words.FindStringIndex(after); at != nil {
			return r.kind, len(before), at[1]
		}
	}
	return "", 0, 0
}

// opens is the kind of a list that the end of a line opens, "" for none.
func (s *speech) opens(line string) string {
	line = strings.TrimRight(corpus.FoldHan(line), " :—–-")
	if last, _ := utf8.DecodeLastRuneInString(line); s.ends != "" && !strings.ContainsRune(s.ends, last) {
		return ""
	}
	for _, r := range s.lists {
		if r.words.MatchString(line) {
			return r.kind
		}
	}
	return ""
}

func (f *finder) ofTitle(title string) {
	for _, r := range f.titles {
		m := r.words.FindStringSubmatchIndex(title)
		if m == nil {
			continue
		}
		name := title[m[2]:m[3]]
		if len(m) > 4 && m[4] >= 0 && !code.MatchString(name) {
			name += " " + title[m[4]:m[5]]
		}
		f.add(r.kind, corpus.Mention{Words: name, Title: name}, "", corpus.Span{Start: m[0], End: m[1]})
		return
	}
	f.ofLine(title, 0, "", "")
}

func (f *finder) add(kind string, m corpus.Mention, eid corpus.EID, evidence corpus.Span) {
	keys := m.Keys()
	for _, k := range keys {
		if slices.Contains(f.own, k) && f.own != nil && m.Year != 0 { // it means itself
			return
		}
	}
	if f.nameless {
		evidence = corpus.Span{}
	}
	same := func(r corpus.Relation) bool {
		said := r.Keys()
		return r.Kind == kind && (r.Words == m.Words || len(keys) > 0 && len(said) > 0 && said[0] == keys[0])
	}
	if slices.ContainsFunc(f.found, same) {
		return
	}
	bare, shorter := corpus.Mention{Title: m.Title}, corpus.Mention{Title: strings.TrimSuffix(m.Title, " Act")} // "Companies (Amendment) Act" amends what its section 2 calls the Companies Act, No. 7 of 2007
	for i := range f.found {
		if r := &f.found[i]; r.Kind == kind && r.EID == "" && r.Number == "" && r.Year == 0 && m.Title != "" && (slices.Equal(r.Keys(), bare.Keys()) || slices.Equal(r.Keys(), shorter.Keys())) {
			r.Mention, r.EID, r.Evidence = m, eid, evidence
			return
		}
	}
	f.found = append(f.found, corpus.Relation{Kind: kind, Mention: m, EID: eid, Evidence: evidence, By: corpus.ByProgram})
}

// aliasesOf lists by what names, in small letters, the text calls other laws after it named them once.
func (s *speech) aliasesOf(t *corpus.Text) map[string]corpus.Mention {
	if s.alias == nil {
		return nil
	}
	out := map[string]corpus.Mention{}
	for p := range corpus.All(t.Provisions) {
		for _, at := range s.meanings(p.Text) { // “Act of 1998” means the Child Trafficking and Pornography Act 1998
			rest := p.Text[at[1]:]
			line, _, _ := strings.Cut(rest, "\n")
			if ms := s.mentions(line); len(ms) > 0 && strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(line[:ms[0].Start]), "the")) == "" {
				out[strings.ToLower(p.Text[at[2]:at[3]])] = ms[0].Mention
			}
		}
		if !callsNames(p.Text) {
			continue
		}
		for _, m := range s.mentions(p.Text) { // the Penal Code (Chapter 19) (hereinafter referred to as the “principal enactment”)
			rest := p.Text[m.End:]
			if at := s.called.FindStringSubmatchIndex(rest); at != nil {
				out[strings.ToLower(rest[at[2]:at[3]])] = m.Mention
			}
		}
	}
	return out
}

// callsNames is true of texts with a word of called.
var callsNames = has("referred to", "called", "known")

// meanings lists the places of means in a text, and its groups. They stand around the word.
func (s *speech) meanings(text string) (out [][]int) {
	const word, before, behind = " means ", 48, 4 // at most: a quotation mark and "the Principal Enactment", "the "
	for _, i := range at(word)(text) {
		from, to := max(0, i-before), min(len(text), i+len(word)+behind)
		for _, found := range s.means.FindAllStringSubmatchIndex(text[from:to], -1) {
			if found[1]+from > i {
				for j := range found {
					found[j] += from
				}
				out = append(out, found)
			}
		}
	}
	return out
}

// trimmedTitle takes off what a title does not begin or end with.
func trimmedTitle(s string, loose map[string]bool) string {
	for {
		s = strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == ',' })
		first, rest, ok := strings.Cut(s, " ")
		if ok && (loose[strings.ToLower(first)] || partNumber.MatchString(first)) {
			s = rest
			continue
		}
		if strings.HasPrefix(s, "(") {
			if _, rest, ok := strings.Cut(s, ")"); ok {
				s = rest
				continue
			}
		}
		if at := strings.LastIndexByte(s, ' '); at > 0 && loose[strings.ToLower(s[at+1:])] {
			s = s[:at]
			continue
		}
		return s
	}
}
