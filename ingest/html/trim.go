package html

import (
	"strings"
	"unicode"

	"github.com/pandect/pandect/ingest"
)

const shortLine = 160 // letters; furniture at the ends of a page is short

// trim takes what is left of menus, breadcrumbs and closing notices from both ends of a page: links and plain words that no name gave away.
func trim(pieces []piece) []piece {
	for len(pieces) > 1 && leads(&pieces[0]) {
		pieces = pieces[1:]
	}
	for len(pieces) > 1 && closes(&pieces[len(pieces)-1]) {
		pieces = pieces[:len(pieces)-1]
	}
	// What stands between the page's first lines and the title, where a heading says where that is.
	title := firstHeading(pieces)
	kept := pieces[:0:0]
	for i := range pieces {
		if i < title && leads(&pieces[i]) {
			continue
		}
		kept = append(kept, pieces[i])
	}
	return kept
}

// firstHeading is the index of the first heading, 0 where none stands among the first dozen pieces.
func firstHeading(pieces []piece) int {
	for i := range pieces[:min(len(pieces), 12)] {
		if pieces[i].Kind == ingest.Heading {
			return i
		}
	}
	return 0
}

func leads(p *piece) bool {
	text := joined(&p.Block)
	if p.letters > 2*shortLine || p.Kind == ingest.Heading {
		return false
	}
	mostly := 10*p.linked >= 6*p.letters && p.linked > 0
	return mostly || menuLine.MatchString(text) && !strings.ContainsAny(text, "0123456789") || toolLine.MatchString(text) || p.linked > 0 && crumbsLine.MatchString(text) || closing.MatchString(text) && p.letters < shortLine
}

func closes(p *piece) bool {
	text := joined(&p.Block)
	if p.letters > shortLine || p.Kind == ingest.Footnote {
		return false
	}
	return 10*p.linked >= 6*p.letters && p.linked > 0 || toolLine.MatchString(text) || closing.MatchString(text) || menuLine.MatchString(text) && p.linked > 0
}

// cutContents finds a table of contents in plain words: a heading that says so, and short lines after it up to where the first of them
// comes again. Its entries are returned apart.
func cutContents(pieces []piece) ([]piece, []ingest.Entry) {
	for i := range pieces[:min(len(pieces), max(40, len(pieces)/4))] {
		if !contentsHeading.MatchString(joined(&pieces[i].Block)) {
			continue
		}
		end := contentsEnd(pieces[i+1:])
		if end == 0 {
			continue
		}
		var list []ingest.Entry
		for _, p := range pieces[i+1 : i+1+end] {
			for _, l := range p.Lines {
				list = append(list, ingest.Entry{Label: p.Label, Heading: l.Text})
			}
		}
		kept := append([]piece{}, pieces[:i]...)
		return append(kept, pieces[i+1+end:]...), list
	}
	return pieces, nil
}

// contentsEnd is how many of the pieces are contents, 0 for none: those before the one that begins as the first does, where at least three
// stand between and none is long.
func contentsEnd(pieces []piece) int {
	if len(pieces) < 4 {
		return 0
	}
	first := entryKey(&pieces[0])
	if first == "" {
		return 0
	}
	for j := range pieces {
		if j >= 3 && strings.HasPrefix(entryKey(&pieces[j]), first) {
			return j
		}
		if pieces[j].letters > 300 && len(pieces[j].Lines) == 1 {
			return 0
		}
	}
	return 0
}

// entryKey is the letters and digits of a piece's first line, without case: "1. Short title" and "1 Short Title" are the same.
func entryKey(p *piece) string {
	var b strings.Builder
	for _, r := range p.Label + p.Lines[0].Text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// placeNotes puts each footnote behind the piece that refers to it; those that nothing refers to stay where they are.
func placeNotes(pieces []piece) []piece {
	byName := map[string][]piece{}
	referred := map[string]bool{}
	for i := range pieces {
		for _, ref := range pieces[i].refs {
			referred[ref] = true
		}
	}
	if len(referred) == 0 {
		return pieces
	}
	var rest []piece
	for _, p := range pieces {
		if p.Kind == ingest.Footnote && referred[p.note] {
			byName[p.note] = append(byName[p.note], p)
			continue
		}
		rest = append(rest, p)
	}
	var out []piece
	for _, p := range rest {
		out = append(out, p)
		for _, ref := range p.refs {
			out = append(out, byName[ref]...)
			delete(byName, ref)
		}
	}
	return out
}
