package ingest

import (
	"strings"
	"unicode"

	"github.com/abadojack/whatlanggo"
)

// languageSample is how many bytes of wording decide. 120 characters are right 996 times in 1,000 by trigrams alone (eval/YARDSTICKS.md); titles
// and tables are not wording, so more is read.
const languageSample = 20_000

// Language is the language of the document's wording (ISO 639-1): what the hint says, else what the wording shows, else
// what is declared. sure is 0 to 1.
func Language(doc *Document, hint Hint) (language string, sure float64) {
	if hint.Language != "" {
		return hint.Language, 1
	}
	if l, sure := DetectLanguage(wordingSample(doc)); l != "" && sure > 0 {
		return l, sure
	}
	declared, _, _ := strings.Cut(strings.ToLower(doc.Language), "-")
	return declared, declaredOnly
}

// declaredOnly is how sure a language is of which the wording shows nothing.
const declaredOnly = 0.4

// wordingSample is wording from the middle of a document: its beginning is titles, contents and the gazette's own language.
func wordingSample(doc *Document) string {
	var b strings.Builder
	for _, from := range []int{len(doc.Blocks) / 4, 0} {
		for i := from; i < len(doc.Blocks) && b.Len() < languageSample; i++ {
			for _, l := range doc.Blocks[i].Lines {
				b.WriteString(l.Text)
				b.WriteByte('\n')
			}
		}
	}
	return b.String()
}

// DetectLanguage is the language of a text (ISO 639-1) and how sure that is, 0 to 1; "" where it cannot be told. The script decides
// first; then the letters that only one language of the script has, or its commonest words; trigrams where words are too few.
func DetectLanguage(text string) (language string, sure float64) {
	if len(text) > languageSample {
		text = strings.ToValidUTF8(text[:languageSample], "")
	}
	script, share := mainScript(text)
	switch {
	case script == "":
		return "", 0
	case script == "Han" || script == "Kana":
		return hanLanguage(text), share
	case script == "Latin" || script == "Cyrillic" || script == "Arabic" || script == "Devanagari":
		language, sure = byWords(text, script)
		return language, sure * share
	}
	return scriptLanguage[script], share
}

// mainScript is the script of most letters and its share of them. Han and Kana together are one, told apart later.
func mainScript(text string) (script string, share float64) {
	counts, all := map[string]int{}, 0
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		all++
		for i := range scripts {
			if unicode.Is(scripts[i].table, r) {
				counts[scripts[i].name]++
				break
			}
		}
	}
	most := 0
	for i := range scripts {
		if n := counts[scripts[i].name]; n > most {
			script, most = scripts[i].name, n
		}
	}
	// A Chinese character says as much as three letters: a Chinese law that quotes Latin names is Chinese.
	if han := 3 * (counts["Han"] + counts["Kana"]); script != "Han" && han > most {
		script, most = "Han", counts["Han"]+counts["Kana"]
	}
	if all == 0 {
		return "", 0
	}
	return script, float64(most) / float64(all)
}

func hanLanguage(text string) string {
	kana, han := 0, 0
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Hiragana, r) || unicode.Is(unicode.Katakana, r):
			kana++
		case unicode.Is(unicode.Han, r):
			han++
		}
	}
	if 10*kana > han {
		return "ja"
	}
	return "zh"
}

// byWords weighs each language of a script by the share of its commonest words and of the letters that it alone has; what trigrams say counts
// as a few words more.
func byWords(text, script string) (language string, sure float64) {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' && r != '’' })
	if len(words) == 0 {
		return "", 0
	}
	counts := map[string]int{}
	for _, w := range words {
		counts[strings.ReplaceAll(w, "’", "'")]++
	}
	trigram, confidence := byTrigrams(text)
	best, second := 0.0, 0.0
	for i := range languages {
		l := &languages[i]
		if l.script != script {
			continue
		}
		n := 0
		for _, w := range l.words {
			n += counts[w]
		}
		score := float64(n) / float64(len(words))
		if l.letters != "" {
			score += 2 * letterShare(text, l.letters)
		}
		if l.code == trigram {
			score += 0.04 + 0.06*confidence
		}
		switch {
		case score > best:
			language, best, second = l.code, score, best
		case score > second:
			second = score
		}
	}
	if best == 0 {
		return trigram, confidence / 2
	}
	return language, min(1, (best-second)/(0.5*best+0.02))
}

func byTrigrams(text string) (string, float64) {
	info := whatlanggo.Detect(text)
	confidence := info.Confidence
	if !(confidence >= 0 && confidence <= 1) { // not a number for long texts of one language
		confidence = 1
	}
	return info.Lang.Iso6391(), confidence
}

// letterShare is the share of the letters of text that are among some.
func letterShare(text, some string) float64 {
	n, all := 0, 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			all++
			if strings.ContainsRune(some, unicode.ToLower(r)) {
				n++
			}
		}
	}
	if all == 0 {
		return 0
	}
	return float64(n) / float64(all)
}
