package ingest

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// joiner puts printed lines together and undoes the hyphens of the typesetter.
type joiner struct {
	words    map[string]bool // of the document, lower case, as they stand within lines
	unspaced bool            // Chinese, Japanese, Thai …: no blank where a line ended
	hangul   bool            // Korean: lines end within words as well as between them
	mended   int             // words put together so far, over all paragraphs
}

func newJoiner(doc *Document, language string) *joiner {
	j := &joiner{words: map[string]bool{}}
	switch language {
	case "zh", "ja", "th", "lo", "km", "my":
		j.unspaced = true
	}
	j.hangul = language == "ko"
	hyphens := j.hangul
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
				if k == len(fields)-1 && l.Hyphen || j.hangul && (k == 0 || k == len(fields)-1) { // parts of words
					continue
				}
				j.words[strings.ToLower(strings.TrimFunc(f, notWord))] = true
			}
		}
	}
}

func (j *joiner) join(lines []Line) string {
	b := []byte(lines[0].Text)
	for i := 1; i < len(lines); i++ {
		text := lines[i].Text
		r, size := utf8.DecodeLastRune(b)
		switch {
		case r == '\u00AD', lines[i-1].Hyphen && isHyphen(r):
			b = j.mend(b[:len(b)-size], string(r), text)
		case j.unspaced && !spaced(r, text), j.hangul && unicode.Is(unicode.Hangul, r) && j.goesOn(b, text):
			b = append(b, text...)
		default:
			b = append(append(b, ' '), text...)
		}
	}
	return strings.TrimSpace(strings.ReplaceAll(string(b), "\u00AD", ""))
}

// goesOn says whether a Korean word goes on in the next line: the document writes the two parts as one word, or at least one of them nowhere alone.
func (j *joiner) goesOn(before []byte, after string) bool {
	end := before[max(0, len(before)-longestWord):]
	head := string(end[bytes.LastIndexFunc(end, unicode.IsSpace)+1:])
	tail, _, _ := strings.Cut(after[:min(len(after), longestWord)], " ")
	head, tail = strings.TrimFunc(head, notWord), strings.TrimFunc(tail, notWord)
	if first, _ := utf8.DecodeRuneInString(tail); !unicode.Is(unicode.Hangul, first) || !strings.HasPrefix(after, tail) {
		return false
	}
	return j.words[head+tail] || !j.words[head] && !koreanEnding.MatchString(head)
}

// koreanEnding is the end of a word: a particle, or the ending of a verb.
var koreanEnding = regexp.MustCompile(`..(은|는|이|가|을|를|의|에|에서|에게|로|으로|와|과|도|만|부터|까지|며|고|여|하여|한|할|된|될|하는|되는|및|또는|등|다)$`)

// isHyphen says whether r may be what a typesetter breaks words with: the hyphen of the keyboard and that of Unicode.
func isHyphen(r rune) bool { return r == '-' || r == '‐' }

// longestWord is how many bytes of a word are looked at, whatever a file puts together.
const longestWord = 120

// mend joins a line that ended in a hyphen, now taken off, with the next: the hyphen stays where the document writes the word with one, or where
// the next line does not go on in small letters.
func (j *joiner) mend(before []byte, hyphen, after string) []byte {
	end := before[max(0, len(before)-longestWord):]
	head := string(end[bytes.LastIndexFunc(end, unicode.IsSpace)+1:])
	tail, _, _ := strings.Cut(after[:min(len(after), longestWord)], " ")
	first, _ := utf8.DecodeRuneInString(tail)
	whole := strings.ToLower(strings.TrimFunc(head+tail, notWord))
	hyphened := strings.ToLower(strings.TrimFunc(head+"-"+tail, notWord))
	switch {
	case hyphen == "\u00AD", j.words[whole]:
		j.mended++
		return append(before, after...)
	case j.words[hyphened], !unicode.IsLower(first) || endsInDigit(head):
		return append(append(before, '-'), after...)
	case isConjunction(tail): // "Ein- und Ausfuhr": the hyphen stands for a word
		return append(append(before, '-', ' '), after...)
	}
	j.mended++
	return append(before, after...)
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
func spaced(before rune, after string) bool {
	return before > ' ' && before < 0x80 && after != "" && after[0] < 0x80
}
