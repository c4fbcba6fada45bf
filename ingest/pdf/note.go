package pdf

import (
	"math"
	"regexp"
	"slices"
)

// footMark is what a footnote begins with.
var footMark = regexp.MustCompile(`^(?:\*{1,3}|[†‡§#]|[\x{B9}\x{B2}\x{B3}\x{2070}-\x{2079}]+|\p{Nd}{1,3}[.)]?\s\p{L}|\[\p{Nd}{1,3}\]|\(\p{Nd}{1,2}\)\s)`)

// footnotes marks the small print at the foot of columns, from the first line that begins with a mark and stands apart.
func footnotes(lines []line, s style) {
	for end := len(lines); end > 0; {
		begin := end - 1
		for begin > 0 && lines[begin-1].column == lines[end-1].column && lines[begin-1].page == lines[end-1].page {
			begin--
		}
		first := end
		for first > begin && lines[first-1].size <= 0.92*s.size && !lines[first-1].note {
			first--
		}
		for first < end && !(footMark.MatchString(lines[first].text) && first > begin && lines[first].y-lines[first-1].y > 1.25*s.leading) {
			first++
		}
		if 10*(end-first) <= 4*(end-begin) && mostlyBody(lines[begin:first], s) {
			for i := first; i < end; i++ {
				lines[i].foot = true
			}
		}
		end = begin
	}
}

// mostlyBody says whether lines are the document's ordinary text; a page of small print has no footnotes that could be told from it.
func mostlyBody(lines []line, s style) bool {
	n := 0
	for i := range lines {
		if lines[i].size > 0.92*s.size {
			n++
		}
	}
	return n >= 4 && 10*n >= 7*len(lines)
}

// margins are the gutters beside marginal notes that were found on pages with several of them: they help where a page has one.
func margins(sheets []sheet, s style) []gutter {
	var found []gutter
	for i := range sheets {
		if g, ok := findGutter(sheets[i].rows, s, nil); ok && g.notes != none {
			found = append(found, g)
		}
	}
	return found
}

func (r *reader) withNotes(rows []row, g gutter, path string) []line {
	var main, notes []row
	for _, w := range rows {
		a, b, crosses := split(w, g.x)
		if crosses {
			main = append(main, w)
			continue
		}
		if g.notes == leftSide {
			a, b = b, a
		}
		main, notes = appendRow(main, a), appendRow(notes, b)
	}
	lines := r.read(main, path+"m")
	return append(lines, r.notes(notes, path+"n")...)
}

func (r *reader) notes(rows []row, path string) []line {
	lines := r.plain(rows, path)
	for i := range lines {
		lines[i].note = true
	}
	return lines
}

// smallNotes takes from rows the words that are smaller than the body and stand wholly outside the band in which words of body size
// stand: marginal notes that come so near to the text that no strip parts them.
func smallNotes(rows []row, s style) (main, notes []row) {
	var starts, ends []float64
	for _, r := range rows {
		x0, x1 := math.Inf(1), math.Inf(-1)
		for _, w := range r.words {
			if w.size > 0.93*s.size && w.size < 1.12*s.size { // a title may be wider
				x0, x1 = math.Min(x0, w.x0), math.Max(x1, w.x1)
			}
		}
		if x0 < x1 {
			starts, ends = append(starts, x0), append(ends, x1)
		}
	}
	n := len(starts)
	if 3*n < len(rows) || n < 4 {
		return rows, nil
	}
	slices.Sort(starts)
	slices.Sort(ends)
	x0, x1 := starts[n/20]-0.2*s.size, ends[n-1-n/20]+0.2*s.size
	outside := func(w word) bool { // it may reach over the edge a little if it begins well outside
		return w.size < 0.93*s.size && !w.raised && (w.x1 < x0 || w.x0 > x1 ||
			w.x0 < x0-2*s.size && w.x1 < x0+s.size || w.x1 > x1+2*s.size && w.x0 > x1-s.size)
	}
	for _, r := range rows {
		var in, out row
		for _, w := range r.words {
			if outside(w) {
				out.words = append(out.words, w)
			} else {
				in.words = append(in.words, w)
			}
		}
		in.settle()
		out.settle()
		if len(out.words) > 0 && (len(in.words) > 0 && in.size < 0.93*s.size || out.words[len(out.words)-1].x1-out.words[0].x0 > 0.4*(x1-x0)) {
			in, out = r, row{} // a line of small print
		}
		main, notes = appendRow(main, in), appendRow(notes, out)
	}
	return main, notes
}
