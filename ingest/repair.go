package ingest

import (
	"strings"
	"unicode"
)

// joiner puts printed lines together and undoes the hyphens of the typesetter.
type joiner struct {
	words    map[string]bool // of the document, lower case, as they stand within lines
	unspaced bool            // Chinese, Japanese, Thai …: no blank where a line ended
}

func newJoiner(doc *Document, language string) *joiner {
	j := &joiner{words: map[string]bool{}}
	switch language {
	case "zh", "ja", "th", "lo", "km", "my":
		j.unspaced = true
	}
	hyphens := false
	for i := range doc.Blocks {
		for _, l := range doc.Blocks[i].Lines {
			hyphens = hyphens || l.Hyphen
		}
	}
	if hyphens {
		j.learn(doc)
	}
	return j
}

func (j *joiner) learn(doc *Document) {
	for i := range doc.Blocks {
		for _, l := range doc.Blocks[i].Lines {
			fields := strings.Fields(l.Text)
			for k, f := range fields {
				if k == len(fields)-1 && l.Hyphen {
					continue
				}
				j.words[strings.ToLower(strings.TrimFunc(f, notWord))] = true
			}
		}
	}
}

func (j *joiner) join(lines []Line) string {
	var b strings.Builder
	for i := range lines {
		text := lines[i].Text
		if i == 0 {
			b.WriteString(text)
			continue
		}
		before := b.String()
		switch {
		case lines[i-1].Hyphen && strings.HasSuffix(before, "-") || strings.HasSuffix(before, "\u00AD"):
			b.Reset()
			b.WriteString(j.mend(before, text))
		case j.unspaced && !spaced(before, text):
			b.WriteString(text)
		default:
			b.WriteByte(' ')
			b.WriteString(text)
		}
	}
	return strings.TrimSpace(strings.ReplaceAll(b.String(), "\u00AD", ""))
}

// mend joins a line that ends in a hyphen with the next: the hyphen stays where the document writes the word with one, or where the next line
// does not go on in small letters.
func (j *joiner) mend(before, after string) string {
	stem := strings.TrimSuffix(strings.TrimSuffix(before, "-"), "\u00AD")
	head := stem[strings.LastIndexFunc(stem, unicode.IsSpace)+1:]
	tail, _, _ := strings.Cut(after, " ")
	first := []rune(tail + " ")[0]
	whole := strings.ToLower(strings.TrimFunc(head+tail, notWord))
	hyphened := strings.ToLower(strings.TrimFunc(head+"-"+tail, notWord))
	switch {
	case strings.HasSuffix(before, "\u00AD"):
		return stem + after
	case j.words[whole]:
		return stem + after
	case j.words[hyphened], !unicode.IsLower(first) || endsInDigit(head):
		return before + after
	case isConjunction(tail): // "Ein- und Ausfuhr": the hyphen stands for a word
		return before + " " + after
	}
	return stem + after
}

func isConjunction(w string) bool {
	switch w {
	case "und", "oder", "bzw.", "and", "or", "et", "ou", "en", "of":
		return true
	}
	return false
}

func endsInDigit(s string) bool { return s != "" && isASCIIDigit(s[len(s)-1]) }

// spaced says whether two ends that meet want a blank even in a script without: Latin letters or digits on both sides.
func spaced(before, after string) bool {
	b, a := lastRune(before), firstRune(after)
	return b != "" && a != "" && b[0] < 0x80 && a[0] < 0x80 && b != " "
}
