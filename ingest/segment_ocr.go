package ingest

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// OCR takes § for one of these, and digits for letters; the numbers before and after say what stood there.
var (
	misreadSign  = regexp.MustCompile(`^[§$&SsB58] ?([0-9ıIl|aOoSsBZg]{1,3}[a-z]?)\.?$`)
	misreadEmpty = regexp.MustCompile(`^\([O0o]?\)?$`) // "()": an article whose wording is left out
	misreadPoint = regexp.MustCompile(`^([0-9ıIl|OSBZ]{1,3})\.(?: |$)`)
)

var misreadDigits = strings.NewReplacer("ı", "1", "I", "1", "l", "1", "|", "1", "a", "4", "O", "0", "o", "0", "S", "5", "s", "5", "B", "8", "Z", "2", "g", "9")

// misread reads a label of which OCR made something else: "S 7" and "52" are § 7 and § 2 where a paragraph holds nothing more, "S." is 5.
func (l *lexis) misread(s string) (m mark, ok bool) {
	if groups := misreadPoint.FindStringSubmatch(s); l.bare && groups != nil {
		num, ok := digits(misreadDigits.Replace(groups[1]))
		num.end = len(groups[1])
		return mark{word: word{kind: "section"}, num: num, label: num.end, end: len(groups[0]), bare: true}, ok
	}
	groups := misreadSign.FindStringSubmatch(s)
	if groups == nil {
		return m, false
	}
	for _, w := range l.units {
		if w.text == "§" && !w.after {
			num, ok := digits(misreadDigits.Replace(groups[1]))
			return mark{word: w, num: num, label: len(s), end: len(s)}, ok
		}
	}
	return m, false
}

// mayHead says whether a line that OCR read, which shows neither weight nor slope, may be a heading: short, alone in its block, beginning with a capital
// letter and not ending as a sentence does.
func mayHead(b *Block, text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	_, numbered := readEnumerator(text)
	return len(b.Lines) <= 2 && b.Kind == Paragraph && len(text) <= 120 && unicode.IsUpper(r) && !endsSentence(text) && !numbered
}

// mendMisread puts candidates whose number OCR misread by one digit where that number is missing: 42 between 11 and 14 is 12. The mended numeral has
// the number that belongs there.
func mendMisread(chosen, all []candidate, ps []paragraph) []candidate {
	var out []candidate
	for i, c := range chosen {
		out = append(out, c)
		if i+1 == len(chosen) || len(c.mark.num.key) > 1 {
			continue
		}
		missing, end := c.mark.num.key[0]+1, chosen[i+1].mark.num.key[0]
		for _, x := range all {
			if x.at <= c.at || x.at >= chosen[i+1].at || x.class != c.class || !ps[x.at].ocr || len(x.mark.num.key) > 1 {
				continue
			}
			for n := missing; n < end; n++ {
				text := strconv.Itoa(n)
				if len(text) > 1 && oneLetterApart([]rune(text), []rune(x.mark.num.text)) {
					x.mark.num.text, x.mark.num.key, missing = text, []int{n}, n+1
					out = append(out, x)
					break
				}
			}
		}
	}
	return out
}
