package api

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index"
	"github.com/pandect/pandect/ui"
)

const thenBytes = 320 // of an earlier wording that a hit shows

// backdate shows under a hit of a search as of a day what the provision said on that day, where the library holds another wording than today's, in
// which the words were searched. The line then leads to that wording, and says so; it says too where the provision was not there, or had none of the words.
func (s *server) backdate(ctx context.Context, f ui.Frame, known map[corpus.Ref][]corpus.Unit, line *ui.HitLine, h *index.Hit, day corpus.Date) {
	then := wordingOn(ctx, reader{s}, known, h.Ref, day)
	if then == nil {
		return
	}
	line.Href = withParameter(line.Href, "asof", day.String())
	i := slices.IndexFunc(then, func(u corpus.Unit) bool { return u.EID == h.EID })
	if i < 0 {
		line.Then = f.T("hit.then.absent", "day", f.Date(day))
		return
	}
	line.Ref = entry{h.Address(), day}.String()
	words := marking(h)
	marks := marked(then[i].Text, words)
	line.Then = f.T("hit.then", "day", f.Date(day))
	if heading := marked(then[i].Heading, words); words != nil && len(marks)+len(heading) == 0 {
		line.Then = f.T("hit.then.other", "day", f.Date(day))
	}
	h.Unit, h.Text, h.Heading = then[i], marks, marked(then[i].Heading, words)
	h.Snippet = around(h.Unit.Text, marks)
	line.Heading, line.Label, line.Path = ui.Marked(h.Unit.Heading, h.Heading), h.Unit.Label, h.Unit.Path
	if line.Label == "" {
		line.Label = h.Unit.Number
	}
	line.Snippet = ui.Cut(h.Unit.Text, h.Snippet, marks)
	line.Before, line.After = h.Snippet.Start > 0, h.Snippet.End < len(h.Unit.Text)
}

// wordingOn are the units of the wording that applied on a day, in the language of a hit; nil where it is today's, or not held. known holds those of the
// page's other hits.
func wordingOn(ctx context.Context, wordings Wordings, known map[corpus.Ref][]corpus.Unit, r corpus.Ref, day corpus.Date) []corpus.Unit {
	r.EID = ""
	if units, ok := known[r]; ok {
		return units
	}
	known[r] = nil
	all, err := wordings.Versions(ctx, r.Law)
	if err != nil {
		return nil // withdrawn since the index was written
	}
	then, ok := corpus.VersionOn(all, r.Language, day)
	now, _ := corpus.VersionRead(all, r.Language, corpus.Today())
	if !ok || then.ID == now.ID {
		return nil
	}
	text, err := wordings.Version(ctx, r.Law, then.ID)
	if err != nil {
		return nil
	}
	known[r] = text.Units()
	return known[r]
}

// marking finds what is marked in a hit; nil where nothing is.
func marking(h *index.Hit) *regexp.Regexp {
	var words []string
	add := func(text string, spans []corpus.Span) {
		for _, m := range spans {
			if w := regexp.QuoteMeta(text[m.Start:m.End]); w != "" && !slices.Contains(words, w) {
				words = append(words, w)
			}
		}
	}
	add(h.Unit.Heading, h.Heading)
	add(h.Unit.Text, h.Text)
	if len(words) == 0 {
		return nil
	}
	slices.SortFunc(words, func(a, b string) int { return len(b) - len(a) })
	return regexp.MustCompile("(?i)" + strings.Join(words, "|"))
}

// marked are the places of whole words in text that words finds; in scripts without blanks, of all.
func marked(text string, words *regexp.Regexp) []corpus.Span {
	if words == nil {
		return nil
	}
	var out []corpus.Span
	for _, at := range words.FindAllStringIndex(text, -1) {
		before, _ := utf8.DecodeLastRuneInString(text[:at[0]])
		after, _ := utf8.DecodeRuneInString(text[at[1]:])
		first, _ := utf8.DecodeRuneInString(text[at[0]:])
		if first < 0x0E00 && (unicode.IsLetter(before) || unicode.IsLetter(after)) {
			continue
		}
		out = append(out, corpus.Span{Start: at[0], End: at[1]})
	}
	return out
}

// around is a piece of text about the first of some places, between blanks.
func around(text string, marks []corpus.Span) corpus.Span {
	start := 0
	if len(marks) > 0 && marks[0].End > thenBytes/2 {
		start = marks[0].Start - thenBytes/4
		if i := strings.IndexAny(text[start:marks[0].Start], " \n"); i >= 0 {
			start += i + 1
		}
	}
	end := min(len(text), start+thenBytes)
	if i := strings.LastIndexAny(text[start:end], " \n"); end < len(text) && i > thenBytes/2 {
		end = start + i
	}
	for start > 0 && !utf8.RuneStart(text[start]) {
		start--
	}
	for end < len(text) && !utf8.RuneStart(text[end]) {
		end--
	}
	return corpus.Span{Start: start, End: end}
}
